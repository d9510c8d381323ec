"""Word: a paragraph with real footnotes, the table, and what must go with both."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from geodash.domain.model import Event
from geodash.exchange.about import about
from geodash.exchange.docx_runs import add_words, size_both
from geodash.exchange.docx_sides import add_tallies
from geodash.exchange.fixed_zip import without_clock
from geodash.exchange.footnotes_part import Footnotes
from geodash.exchange.selection import Selection
from geodash.exchange.telling import (
    HEADINGS,
    TableRow,
    articles_told,
    denominators,
    heading,
    table_rows,
)
from geodash.exchange.xml_text import writable
from geodash.views.palette import ACCENT, HAIRLINE, HEAD, INK, SECOND, bare
from geodash.views.paragraph import Sentence, paragraph
from geodash.words.notes import version_line

_FONT = "Calibri"
_INK, _SECOND, _ACCENT = (RGBColor.from_string(bare(c)) for c in (INK, SECOND, ACCENT))
_TABLE_STYLE = "TableText"
#: Millimetres; together the width of an A4 page on its side.
_WIDTHS = (34, 62, 52, 62, 47)


def write(selection: Selection) -> bytes:
    """The selection as a ``.docx``; a footnote names article, window, paragraph, words and event."""
    document = docx.Document()
    _page(document)
    _styles(document)
    _properties(document, selection)
    notes = Footnotes(document)
    add_words(document.add_paragraph(style="Title"), writable(heading(selection)))
    add_words(document.add_paragraph(style="Subtitle"), writable(denominators(selection)))
    if selection.sides:
        add_tallies(document, selection.sides)
    for words, events in selection.parts:
        if words:
            document.add_heading(writable(words), 1)
        _told(document, selection, events, notes)
    if selection.events:
        _on_its_side(document)
        document.add_heading("The same as a table", 1)
        _table(document, list(table_rows(selection)), notes)
    _articles(document, selection)
    _closing(document, selection)
    notes.close()
    out = io.BytesIO()
    document.save(out)
    return without_clock(out.getvalue())


def _told(
    document: Document, selection: Selection, events: Sequence[Event], notes: Footnotes
) -> None:
    """Events in sentences."""
    told = paragraph(selection.collection, events, selection.names)
    texts = [note.text for note in told.footnotes]
    for piece in told.pieces():
        _sentences(document, piece, texts, notes)
    if told.beside:
        ids = ", ".join(told.beside)
        remark = f"Told as answers, though the filter leaves them out: {ids}."
        add_words(document.add_paragraph(style="Remark"), writable(remark))


def _sentences(
    document: Document, piece: tuple[Sentence, ...], texts: list[str], notes: Footnotes
) -> None:
    target = document.add_paragraph()
    for number, sentence in enumerate(piece):
        if number:
            target.add_run(" ")
        for run in sentence.runs:
            add_words(target, writable(run.text))
            for position, note in enumerate(run.notes):
                if position:
                    target.add_run(" ").font.superscript = True
                notes.add(target, writable(texts[note - 1]))


# The table


def _table(document: Document, rows: list[TableRow], notes: Footnotes) -> None:
    table = document.add_table(rows=1, cols=len(HEADINGS))
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    table.autofit = False
    _rules(table)
    for cell, text in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{bare(HEAD)}"/>')
        )
    _row_property(table.rows[0], "w:tblHeader")
    _sized(table.rows[0].cells)
    for row in rows:
        added = table.add_row()
        cells = added.cells
        for cell, text in zip(cells, row.cells, strict=True):
            add_words(cell.paragraphs[0], writable(text))
        if row.source:
            notes.add(cells[1].paragraphs[0], writable(row.source.text))
        _row_property(added, "w:cantSplit")
        _sized(cells)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Mm(width)


def _sized(cells: Sequence[_Cell]) -> None:
    for cell, width in zip(cells, _WIDTHS, strict=True):
        cell.width = Mm(width)
        # By its id: python-docx looks through all styles to find one by its name.
        cell.paragraphs[0]._p.get_or_add_pPr().get_or_add_pStyle().val = _TABLE_STYLE


def _row_property(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _rules(table: Table) -> None:
    """Hairlines between rows, none between columns, and room inside the cells."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{bare(HAIRLINE)}"/>'
        for side in ("top", "bottom", "insideH")
    )
    sides = (("top", 40), ("left", 85), ("bottom", 30), ("right", 85))
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides)
    # Word refuses properties in another order than the schema's (ECMA-376 §17.4.59).
    for before, made in (
        ("w:tblLayout", f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"),
        ("w:tblLook", f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"),
    ):
        for found in table._tbl.tblPr.iterchildren(qn(before)):
            found.addprevious(parse_xml(made))


# The page


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)


def _on_its_side(document: Document) -> None:
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)


def _styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 11, _INK)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.25
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    _font(styles["Title"], 20, _INK)
    _without(styles["Title"].element.pPr, "w:pBdr")
    _without(styles["Title"].element.rPr, "w:spacing")
    styles["Title"].paragraph_format.space_after = Pt(6)
    _font(styles["Subtitle"], 11, _SECOND)
    styles["Subtitle"].font.italic = False
    _without(styles["Subtitle"].element.rPr, "w:spacing")
    styles["Subtitle"].paragraph_format.space_after = Pt(14)
    _font(styles["Heading 1"], 14, _ACCENT)
    for name, size, colour, after in (("Table text", 9, _INK, 1), ("Remark", 9.5, _SECOND, 4)):
        style = styles.add_style(name, 1)
        style.element.set(qn("w:styleId"), name.title().replace(" ", ""))
        style.base_style = normal
        _font(style, size, colour)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.1


def _without(properties: BaseOxmlElement, name: str) -> None:
    """Leave out what the template of python-docx sets and we don't want."""
    found = properties.find(qn(name))
    if found is not None:
        properties.remove(found)


def _font(style: CharacterStyle, size: float, colour: RGBColor) -> None:
    style.font.name, style.font.color.rgb = _FONT, colour
    size_both(style, size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # A theme's font would win over the named one.
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.attrib.pop(qn(f"w:{name}Theme"), None)
        fonts.set(qn(f"w:{name}"), _FONT)


def _properties(document: Document, selection: Selection) -> None:
    properties = document.core_properties
    properties.title = writable(heading(selection))[:250]
    properties.author = "geodash"
    properties.subject = writable(selection.collection.title)[:250]
    properties.comments = writable(version_line(selection.collection.title, selection.version))


def _articles(document: Document, selection: Selection) -> None:
    """Which articles these are, and where their texts are from."""
    told = list(articles_told(selection))
    if told:
        document.add_heading("Articles", 1)
    for article in told:
        before, link, after = (writable(piece) for piece in article.pieces)
        target = document.add_paragraph(style="Remark")
        add_words(target, writable(article.what) + (f". {before}" if article.source else ""))
        if link:
            _link(target, link)
        add_words(target, after)
        for note in article.notes:
            text = writable(f"Editors’ note on the article as a whole: {note}")
            add_words(document.add_paragraph(style="Remark"), text)


def _link(paragraph: Paragraph, address: str) -> None:
    """A run that opens an address."""
    ident = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), ident)
    run = paragraph.add_run(address)
    run.font.color.rgb = _ACCENT
    link.append(run._r)
    paragraph._p.append(link)


def _closing(document: Document, selection: Selection) -> None:
    document.add_heading("About this text", 1)
    for name, text in about(selection):
        target = document.add_paragraph(style="Remark")
        target.add_run(f"{name}. ").bold = True
        add_words(target, writable(text))

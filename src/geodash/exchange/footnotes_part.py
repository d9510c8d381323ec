"""Real footnotes for python-docx, which has none (1.2): the part, its styles, the marks.

A footnote is an entry of ``word/footnotes.xml`` and a reference in the text, ECMA-376 §17.11.
"""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from geodash.exchange.docx_runs import plain_runs, size_both

#: The two lines that Word draws above footnotes are entries of the part, too.
_SEPARATORS = (("separator", -1), ("continuationSeparator", 0))


class Footnotes:
    """The footnotes of one document; call ``close`` before it is saved."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = etree.fromstring(f"<w:footnotes {nsdecls('w')}/>")
        self._count = 0
        _styles(document)
        for kind, number in _SEPARATORS:
            note = self._entry(number)
            note.set(qn("w:type"), kind)
            _add(_add(_add(note, "w:p"), "w:r"), f"w:{kind}")
        _say_separators(document)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Put a mark at the end of ``paragraph`` and ``text`` at the foot of its page."""
        self._count += 1
        entry = _add(self._entry(self._count), "w:p")
        _add(_add(entry, "w:pPr"), "w:pStyle").set(qn("w:val"), "FootnoteText")
        _add(_mark(entry), "w:footnoteRef")
        plain_runs(entry, f" {text}")
        reference = _add(_mark(paragraph._p), "w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))

    def close(self) -> None:
        """Put the part into the document's package."""
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _entry(self, number: int) -> etree._Element:
        entry = _add(self._root, "w:footnote")
        entry.set(qn("w:id"), str(number))
        return entry


def _add(parent: etree._Element, name: str) -> etree._Element:
    child = OxmlElement(name)
    parent.append(child)
    return child


def _mark(parent: etree._Element) -> etree._Element:
    """A run in the raised style of footnote marks."""
    run = _add(parent, "w:r")
    _add(_add(run, "w:rPr"), "w:rStyle").set(qn("w:val"), "FootnoteReference")
    return run


def _styles(document: Document) -> None:
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(qn("w:styleId"), "FootnoteText")
    text.base_style = document.styles["Normal"]
    size_both(text, 8.5)
    text.paragraph_format.space_after = Pt(2)
    text.paragraph_format.line_spacing = 1.0
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), "FootnoteReference")
    mark.font.superscript = True


def _say_separators(document: Document) -> None:
    """``settings.xml`` names the separators; its elements have a fixed order."""
    settings = document.settings.element
    properties = OxmlElement("w:footnotePr")
    for _, number in _SEPARATORS:
        _add(properties, "w:footnote").set(qn("w:id"), str(number))
    after = settings.find(qn("w:compat"))
    if after is None:
        settings.append(properties)
    else:
        after.addprevious(properties)

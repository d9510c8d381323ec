"""Runs of Word: those from right to left are marked so, or their brackets and dots stand on the wrong side."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph
from lxml import etree

from geodash.words.isolated import begins_right, directed

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def add_words(paragraph: Paragraph, text: str) -> None:
    """Text at the end of a paragraph; one that by itself runs from right to left makes it run so."""
    if begins_right(text) and not paragraph.text:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for piece, right in directed(text):
        run = paragraph.add_run(piece)
        if right:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))


def size_both(style: ParagraphStyle | CharacterStyle, points: float) -> None:
    """A style's size, for scripts from right to left too, which Word sizes apart."""
    style.font.size = Pt(points)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(points * 2)))
    style.element.rPr.find(qn("w:sz")).addnext(size)


def plain_runs(parent: etree._Element, text: str) -> None:
    """The same for an element that python-docx has no object for."""
    for piece, right in directed(text):
        run = etree.SubElement(parent, qn("w:r"))
        if right:
            etree.SubElement(etree.SubElement(run, qn("w:rPr")), qn("w:rtl"))
        words = etree.SubElement(run, qn("w:t"))
        words.text = piece
        words.set(SPACE, "preserve")

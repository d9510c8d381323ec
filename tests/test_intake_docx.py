"""Word files go in: what is printed stays, in its order; what stands beside it is named."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from tries import tries

from geodash.coding.intake.brought import Brought, UnreadableError, told
from geodash.coding.intake.read import read
from geodash.web.bring import bring

PROSE = "On Monday a crowd blocked “the road”\u00a0near Goris.  It was cold ."


def saved(document: Document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The file with other, further or fewer parts."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return held.getvalue()


def xml(text: str):
    return parse_xml(
        text.replace(" ", f" {nsdecls('w')} ", 1)
        if " " in text.split(">")[0]
        else text.replace(">", f" {nsdecls('w')}>", 1)
    )


def raw(body: str) -> Brought:
    """A file whose body is this XML."""
    document = docx.Document()
    for node in xml(f"<w:body>{body}</w:body>"):
        document.element.body.append(node)
    return read(saved(document))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def an_article() -> bytes:
    document = docx.Document()
    document.add_paragraph("The Road Is Closed", "Title")
    document.add_paragraph(PROSE).add_run("\nA line of its own.")
    document.add_heading("Losses", 1)
    document.add_heading("Of both sides", 2)
    for text in ("water", "bread"):
        document.add_paragraph(text, "List Bullet")
    for text in ("They came.", "They went."):
        document.add_paragraph(text, "List Number")
    table = document.add_table(2, 2)
    for number, text in enumerate(("Side", "Dead", "Armenia", "49")):
        table.cell(number // 2, number % 2).text = text
    last = document.add_paragraph("It ")
    last._p.append(xml(f'<w:ins w:id="1" w:author="a">{run("soon ")}</w:ins>'))
    last._p.append(
        xml('<w:del w:id="2" w:author="a"><w:r><w:delText>never</w:delText></w:r></w:del>')
    )
    last.add_run("ended.")
    picture = io.BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    section = document.sections[0]
    section.header.paragraphs[0].text = "The Caucasus Center"
    section.footer.paragraphs[0].text = "Page 1"
    document.add_comment(last.runs[0], "Check this.")
    return saved(document)


def with_footnote(data: bytes) -> bytes:
    notes = f"""<w:footnotes {nsdecls("w")}>
      <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no note</w:t></w:r></w:p></w:footnote>
      <w:footnote w:id="2"><w:p>{run("See the treaty.")}</w:p></w:footnote></w:footnotes>"""
    rels = zipfile.ZipFile(io.BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rels = rels.replace(
        "</Relationships>",
        f'<Relationship Id="n" Type="{kind}" Target="footnotes.xml"/></Relationships>',
    )
    return changed(
        data, {"word/footnotes.xml": notes.encode(), "word/_rels/document.xml.rels": rels.encode()}
    )


@pytest.mark.apart
def test_an_article_with_everything():
    brought = bring(with_footnote(an_article()), "any name.pdf")  # in a process of its own
    assert brought.facts.title == "The Road Is Closed"
    assert brought.body(brought.facts.title).split("\n\n") == [
        f"{PROSE}\nA line of its own.",
        "## Losses",
        "### Of both sides",
        "- water\n- bread",
        "1. They came.\n2. They went.",
        "| Side | Dead |\n| Armenia | 49 |",
        "It soon ended.",
    ]
    assert told(brought.left) == [
        "deleted passage (“never”)",
        "picture",
        "footnote (“See the treaty.”)",
        "comment (“Check this.”)",
        "page header (“The Caucasus Center”)",
        "page footer (“Page 1”)",
    ]
    assert brought.remarks == (
        "Tracked changes are taken as accepted: 1 insertion and 1 deletion.",
        "1 table: each row is a line.",
    )


@settings(max_examples=tries(75), deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=30), min_size=1, max_size=6))  # fmt: skip
def test_paragraphs_come_back_word_for_word(texts):
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    try:
        brought = read(saved(document))
    except UnreadableError as error:
        assert "no text" in str(error) and not "".join(texts).strip()
        return
    body = "\n\n".join(brought.blocks)
    if brought.headline:
        body = body.removeprefix("# ") if not texts[0].startswith("# ") else body
    assert body.split() == " ".join(texts).split()


def test_the_only_great_heading_on_top_is_the_title():
    document = docx.Document()
    for text, level in (("The Road", 1), ("Losses", 2), ("Of one side", 3)):
        document.add_heading(text, level)
    brought = read(saved(document))
    assert (brought.facts.title, brought.blocks) == (
        "The Road",
        ("# The Road", "## Losses", "### Of one side"),
    )
    document.add_heading("Another", 1)
    brought = read(saved(document))
    assert (brought.headline, brought.blocks[::3]) == (False, ("## The Road", "## Another"))


TEXT_BOX = (
    '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("body", "text", "left"),
    [
        (TEXT_BOX + f"<w:p>{run('Text.')}</w:p>", "Text.", ["text box (“In a box.”)"]),
        (f"<w:p>{run('A')}<w:r><w:tab/><w:noBreakHyphen/></w:r>{run('b')}</w:p>", "A\t\u2011b", []),
        (f'<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>{run("Seen.")}</w:p>', "Seen.", ["hidden passage (“x”)"]),
        (f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("One ")}</w:p><w:p>{run("two.")}</w:p>', "One two.", []),
        (f'<w:p><w:moveFrom w:id="1">{run("old")}</w:moveFrom><w:moveTo w:id="2">{run("new")}</w:moveTo></w:p>', "new", ["deleted passage (“old”)"]),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>'
            f'{run("code")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("result")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
            "result", [],
        ),
        (f"<w:sdt><w:sdtContent><w:p>{run('Held.')}</w:p></w:sdtContent></w:sdt>", "Held.", []),
        (f'<w:p>{run("A")}<w:r><w:br w:type="page"/><w:br/><w:br/></w:r>{run("B")}</w:p>', "A\n\nB", []),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:sym w:font="Arial" w:char="00E9"/></w:r></w:p>', "é", ["sign of a symbol font (“Wingdings F04A”)"]),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('One column')}</w:p><w:p>{run('of text.')}</w:p></w:tc></w:tr></w:tbl>", "One column\n\nof text.", []),
    ],
)  # fmt: skip
def test_what_word_can_do_to_a_text(body, text, left):
    brought = raw(body)
    assert "\n\n".join(b.removeprefix("# ") for b in brought.blocks) == text
    assert told(brought.left) == left


def test_lists_are_counted_as_word_prints_them():
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (start, form, text) in enumerate(
            [(3, "decimal", "%1."), (1, "lowerLetter", "%2)"), (1, "upperRoman", "%1.%3")]
        )
    )
    numbering = f"<w:numbering {nsdecls('w')}><w:abstractNum w:abstractNumId='7'>{levels}</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='7'/></w:num></w:numbering>"
    items = [(0, "a"), (1, "b"), (1, "c"), (2, "d"), (0, "e"), (1, "f")]
    body = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="5"/></w:numPr></w:pPr>{run(text)}</w:p>'
        for depth, text in items
    )
    document = docx.Document()
    for node in xml(f"<w:body>{body}</w:body>"):
        document.element.body.append(node)
    brought = read(changed(saved(document), {"word/numbering.xml": numbering.encode()}))
    assert brought.blocks == ("3. a\na) b\nb) c\n3.I d\n4. e\na) f",)


def test_the_strict_form_of_word_files_is_read_too():
    strict = {
        name: zipfile.ZipFile(io.BytesIO(an_article())).read(name).replace(*names)
        for name, names in {
            "word/document.xml": (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
            "word/_rels/document.xml.rels": (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
        }.items()
    }  # fmt: skip
    assert read(changed(an_article(), strict)).blocks == read(an_article()).blocks


BOMB = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '%s'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>" % (
    b"x" * 999
)
XXE = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word/document.xml": BOMB}, "document type"),
        ({"word/document.xml": XXE}, "document type"),
        ({"word/document.xml": b"<a"}, "broken"),
        ({"word/document.xml": None}, "broken"),
        ({"word/document.xml": b" " * (45 * 2**20)}, "larger than any article"),
        ({"word/document.xml": b"<a>" * 400 + b"</a>" * 400}, "broken"),
        ({"word/styles.xml": XXE}, "document type"),
    ],
)
def test_hostile_files_are_refused_in_a_sentence(parts, reason):
    with pytest.raises(UnreadableError, match=reason):
        read(changed(an_article(), parts))


def test_a_picture_of_text_has_none():
    with pytest.raises(UnreadableError, match="no text"):
        read(saved(docx.Document()))


@pytest.mark.parametrize("cut", [100, 0.3, 0.9])
def test_a_file_that_was_cut_off_is_refused(cut):
    data = an_article()
    with pytest.raises(UnreadableError, match="broken"):
        bring(data[: int(cut * len(data)) if cut < 1 else cut], "a.docx")

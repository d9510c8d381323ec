"""An article goes in: pasted, as text, from the shell; what is asked, shown and stored."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import asdict

import pytest
from collection_kit import ARTICLE, codes, make
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries
from typer.testing import CliRunner

from geodash import cli_add
from geodash.cli import app
from geodash.coding.intake.brought import (
    LARGEST,
    Brought,
    Facts,
    Left,
    UnreadableError,
    from_json,
    told,
)
from geodash.coding.intake.days_in_text import days_in, evidence
from geodash.coding.intake.facts import proposed, published
from geodash.coding.intake.kinds import kind_of
from geodash.coding.intake.lines import told_by_lines
from geodash.coding.intake.odd import odd_line, odd_spots
from geodash.coding.intake.read import is_light, read
from geodash.coding.intake.store import nearest, new_id, open_questions, put, stored
from geodash.collection.load import load
from geodash.collection.read.articles import read_article
from geodash.collection.read.problems import ProblemLog
from geodash.domain.editing import Usual

TEXT = """\
The Road Is Closed

On Monday, December12, a crowd blocked “the road”\u00a0near Goris.  It was cold .

“Nobody passes”, said a man; see 13 September 2022.
"""


def run(*arguments: object, paste: bytes | str | None = None, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=paste)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result.output


def words_of(data: bytes) -> list[str]:
    article = read_article("a", data, "", ProblemLog())
    assert article is not None
    title = article.title if article.title != "a" else ""
    return [*title.split(), *article.body.split()]


# ---------------------------------------------------------------------------- word for word


@settings(max_examples=tries(120), deadline=None)
@given(
    st.lists(
        st.sampled_from(["---", "\n", "\n\n", "\r\n", "title: x", "publisher: y", "- a", "# b", "...", "é",
                         "“q”", "\u00a0", "\u2028", "\x0c", "\u200f", "a.b", "1. c", "| d |", "notes:", "—", " ",
                         "\ufeff", "***", "Word.", "<article>", "<p>"])
        | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12),
        min_size=1, max_size=14,
    )
)  # fmt: skip
def test_what_is_pasted_comes_back_word_for_word(pieces):
    text = "".join(pieces)
    try:
        brought = read(text.encode())
    except UnreadableError:
        return
    if brought.facts.publisher or brought.form != "text":  # by chance an article of geodash
        return
    data = stored(brought, proposed(brought, Usual()))
    assert words_of(data) == text.removeprefix("\ufeff").split()


@pytest.mark.parametrize(
    "text",
    [
        "---\nfoo: bar\n---\n\nText of it.",
        "---\n\ntitle: not one\npublisher: nobody\n\nText.",
        "title: Not a front matter\npublisher: nobody\n\nText.",
        "---\ntitle: alone\n---\n\nText.",
        "***\n\ngenre: report\n\n---\n\nText.",
    ],
)
def test_a_text_that_looks_like_front_matter_is_text(text):
    brought = read(text.encode())
    assert not brought.facts.publisher
    assert words_of(stored(brought, proposed(brought, Usual()))) == text.split()


def test_a_title_of_ones_own_leaves_the_headline_in_the_text():
    brought = read(TEXT.encode())
    assert brought.facts.title == "The Road Is Closed"
    assert not brought.body("The Road Is Closed").startswith("The Road")
    assert brought.body("Another").startswith("The Road Is Closed\n\nOn Monday")


def test_nothing_is_corrected():
    body = read(TEXT.encode()).body("The Road Is Closed")
    assert body == TEXT.split("\n\n", 1)[1].rstrip("\n")


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\nTwo.\nThree.", ["One.", "Two.", "Three."]),
        ("One line\nthat goes on\nand on.", ["One line\nthat goes on\nand on."]),
        ("A.\r\n\r\nB.\r\rC.", ["A.", "B.", "C."]),
        ("1. One.\n2. Two.\n\nEnd.", ["1. One.\n2. Two.", "End."]),
        ("A\n \u00a0\nB", ["A", "B"]),
    ],
)
def test_paragraphs(text, blocks):
    assert list(read(text.encode()).blocks) == blocks


def test_other_encodings_are_read_as_tables_are():
    text = "Дорога закрыта\n\nВ понедельник толпа перекрыла дорогу возле Гориса, сообщили власти."
    brought = read(text.encode("cp1251"))
    assert "".join(brought.blocks) == text.replace("\n\n", "")
    assert "cp1251" in brought.remarks[0]
    assert read(text.encode("utf-16")).blocks == brought.blocks
    with pytest.raises(UnreadableError, match="encoding"):
        read("Привет".encode("koi8-r"))


def test_an_article_of_geodash_keeps_its_front_matter(tmp_path):
    brought = read(ARTICLE.encode(), "goris.md")
    article = read_article("a", ARTICLE.encode(), "", ProblemLog())
    back = read_article("a", stored(brought, brought.facts), "", ProblemLog())
    assert back == article
    more = ARTICLE.replace(
        "---\n", "---\ndraft: true\nnotes:\n- {date: '2026-01-01', by: me, text: 'a: b'}\n", 1
    )
    brought = read(more.encode(), "goris.md")
    assert told(brought.left) == ["line of the front matter (“draft: true”)"]
    back = read_article("a", stored(brought, brought.facts), "", ProblemLog())
    assert back.notes[0].text == "a: b"


# ------------------------------------------------------------------------------ kinds of file


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \n\t", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"PK\x03\x04broken", "broken"),
        (zipped("xl/workbook.xml"), "spreadsheet"),
        (zipped("content.xml"), "OpenDocument"),
        (zipped("a.txt"), "unpack"),
        (bytes(range(32)) * 40, "no text"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n<html>", "MHTML"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_in_a_sentence(data, reason):
    with pytest.raises(UnreadableError, match=reason) as refused:
        read(data, "article.docx")
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)


def test_a_huge_file_is_refused_before_it_is_looked_at():
    with pytest.raises(UnreadableError, match="50 MB"):
        kind_of(b"a" * (LARGEST + 1))


def test_a_text_that_speaks_of_tags_is_no_page():
    assert kind_of(b"An <article> is a tag of <html>.") == kind_of(b"<p> is another") == "text"
    assert kind_of(b"<!DOCTYPE html><p>x", "a.txt") == kind_of(b"<p>x</p>", "a.htm") == "web page"
    assert kind_of("\ufeff <html>".encode("utf-16")) == kind_of(b"<!-- x --><html>") == "web page"


def test_plain_text_is_read_at_once():
    assert is_light(TEXT.encode())
    assert not is_light(zipped("word/document.xml"))
    assert not is_light(b"a " * 600_000)


def test_what_was_read_goes_through_another_process_unchanged():
    brought = Brought(
        "text", ("a\u2028", "“b”"), Facts("t"), True, (Left("x", "y", 2, 3),), ("r.",), "n"
    )
    assert from_json(brought.to_json()) == brought


# ------------------------------------------------------------------------------------- when


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2022-09-13", ("2022-09-13", "2022-09-13")),
        ("2022-09-04..2022-09-06", ("2022-09-04", "2022-09-06")),
        ("13 September 2022", ("2022-09-13", "2022-09-13")),
        ("2022-09", ("2022-09-01", "2022-09-30")),
        ("2021 .. March 2022", ("2021-01-01", "2022-03-31")),
        ("unknown", ("", "")),
    ],
)
def test_when_it_appeared(text, days):
    assert published(text) == days


@pytest.mark.parametrize(
    "text", ["soon", "3/4/2022", "2022-09-06..2022-09-04", "..2022-09-04", "2022-02-30"]
)
def test_days_that_are_not_certain_are_refused(text):
    with pytest.raises(ValueError, match=r"."):
        published(text)


def test_days_in_the_text_are_shown_with_their_words():
    named, loose = days_in(
        "On 13 September 2022 and September 14th, 2022.\n\n## 2022-09-15\n\nMonday, December12. May 40, 2022."
    )
    assert [(str(n.when), n.words, n.paragraph) for n in named] == [
        ("2022-09-13", "13 September 2022", 1),
        ("2022-09-14", "September 14th, 2022", 1),
        ("2022-09-15", "2022-09-15", None),
    ]
    assert [(y.words, y.years) for y in loose] == [("Monday, December12", (2022,))]
    assert list(evidence("Nothing here.")) == ["The text prints no day and no year."]
    assert list(evidence("On 3 September, as in 2021 and 2022; 2,022 men on Tuesday, 5 June.")) == [
        "Without a year: “3 September” (¶1) and “5 June” (¶1).",
        "Years that it prints: 2021 and 2022.",
    ]
    assert list(evidence("On Sunday, 5 June, and 6 June. It was 2022.")) == [
        "“Sunday, 5 June” (¶1) is that weekday in 2022.",
        "Without a year: “6 June” (¶1).",
        "Years that it prints: 2022.",
    ]


# ------------------------------------------------------------------------------------- stored


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["From Wikinews, the free news source you can write!", "Wednesday, March 26, 2008"],
         {"publisher": "Wikinews", "published_earliest": "2008-03-26", "published_latest": "2008-03-26"}),
        (["By Jane Doe and Ali Khan, The Example Post", "Published: 3 May 2021, 14:20 GMT"],
         {"credit": "Jane Doe and Ali Khan", "publisher": "The Example Post", "published_earliest": "2021-05-03"}),
        (["NAIROBI, Kenya, May 3, 2021 (Example News) – The river rose."],
         {"publisher": "Example News", "published_earliest": "2021-05-03"}),
        (["The river rose.", "Source: Example News, https://example.org/a_b (CC BY 2.5)."],
         {"publisher": "Example News", "source": "https://example.org/a_b"}),
        (["From Monday the border is closed.", "On 3 May 2021 the river rose - and fell."], {}),
        (["From Kenya, thousands fled on 3 May 2021."], {}),
    ],
)  # fmt: skip
def test_lines_about_the_text_are_offered_as_what_they_are(lines, told):
    facts = asdict(told_by_lines([*lines, "# A heading", *["More of it."] * 9]))
    given = {k: v for k, v in facts.items() if v}
    assert {k: given.pop(k, "") for k in told} == told
    assert given.keys() <= {"published_latest", "published_basis"}
    assert bool(facts["published_basis"]) == bool(facts["published_earliest"])


def test_ids_are_of_the_title_ascii_and_new(tmp_path):
    (tmp_path / "articles").mkdir()
    assert new_id("Şuşa: Əvvəl & After", "", tmp_path) == "susa-avval-after"
    assert new_id("Дорога закрыта", "goris report.docx", tmp_path) == "goris-report"
    assert new_id("Дорога закрыта", "", tmp_path) == "article"
    assert new_id("README", "", tmp_path) == "article-readme"
    assert len(new_id("word " * 40, "", tmp_path)) <= 60
    (tmp_path / "articles" / "The-Road.MD").write_text("x")
    assert new_id("The Road", "", tmp_path) == "the-road-2"


def test_a_name_taken_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    folder = make(tmp_path)
    names = iter(["goris", "goris", "goris-2"])
    (folder / "articles" / "goris.md").write_bytes(b"theirs")
    monkeypatch.setattr("geodash.coding.intake.store.new_id", lambda *_: next(names))
    assert put(folder, "Goris", "", b"ours") == "goris-2"
    assert (folder / "articles" / "goris.md").read_bytes() == b"theirs"


def test_the_most_like_article_is_found(tmp_path):
    articles = load(make(tmp_path)).articles.values()
    one = next(iter(articles))
    for text in (one.body, f"{one.title}\n\n{one.body}", one.body.replace("\n\n", "\n \n")):
        assert nearest(read(text.encode()), articles).same
    half = nearest(read(f"{one.body}\n\nA new sentence. And another one.".encode()), articles)
    assert not half.same and 0 < half.share < 1
    assert nearest(read(b"Nothing of it."), articles) is None


def test_odd_spots_are_told_and_stay():
    body = "On Monday, December12, it was cold .\n\n## The the\n\nEnd.Then  two of of a.b.c x.com."
    spots = ["December12", "cold .", "End.Then", "End.Then  two", "of of"]
    assert [words.rstrip(",") for words, _ in odd_spots(body)] == spots
    assert odd_line("All is well. So-so, e.g. this. He had had it.") == ""
    assert odd_line(body).startswith(
        "5 odd spots are kept as printed: “December12,” (¶1), “cold .” (¶1)"
    )


def test_more_text_than_a_book_is_refused():
    with pytest.raises(UnreadableError, match="than a book"):
        read(b"word " * 500_000)


def test_what_is_open_is_what_check_says(tmp_path):
    brought = read(TEXT.encode())
    data = stored(brought, proposed(brought, Usual()))
    assert [p.column for p in open_questions(data, "a")] == [
        "publisher",
        "genre",
        "published_earliest",
    ]


# ------------------------------------------------------------------------------------- shell

GIVEN = ("--publisher", "The Caucasus Center", "--genre", "report", "--language", "en", "--published",
         "2022-12-12..2022-12-31", "--basis", "The day: of the “blockade”.")  # fmt: skip


def test_from_the_shell_with_nothing_left_open(tmp_path):
    folder = make(tmp_path)
    before = load(folder)
    output = run("add", "-", "-C", folder, *GIVEN, paste=TEXT.encode())
    assert "2 paragraphs, 23 words." in output
    stored_file = folder / "articles" / "the-road-is-closed.md"
    shown = output.split(":\n\n", 1)[1].split("\nStored as")[0]
    assert [line[2:] for line in shown.split("\n")][:-1] == stored_file.read_text().replace(
        "\u00a0", " "
    ).split("\n")[:-1]
    after = load(folder)
    assert codes(after) == codes(before)
    article = after.articles["the-road-is-closed"]
    assert (article.title, article.published_basis) == (
        "The Road Is Closed",
        "The day: of the “blockade”.",
    )
    again = run("add", "-", "-C", folder, "--title", "Other", paste="\n" + TEXT, code=1)
    assert "here already as “The Road Is Closed” (the-road-is-closed)" in again
    again = run("add", "-", "-C", folder, "--yes", paste=TEXT.replace("\n", "\r\n"), code=1)
    assert "here already as “The Road Is Closed” (the-road-is-closed)" in again


def test_a_dry_run_writes_nothing(tmp_path):
    folder = make(tmp_path)
    before = sorted(folder.rglob("*"))
    output = run("add", "-", "-C", folder, "--dry-run", paste=TEXT)
    assert "Would be stored as articles/the-road-is-closed.md." in output
    assert "warning: articles/the-road-is-closed.md line 3, publisher" in output
    assert sorted(folder.rglob("*")) == before


def test_several_files_and_one_that_cannot_be_read(tmp_path):
    folder = make(tmp_path / "c")
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.docx").write_bytes(b"PK\x03\x04")
    output = run(
        "add",
        tmp_path / "two.docx",
        tmp_path / "one.txt",
        tmp_path / "none.txt",
        "-C",
        folder,
        "--yes",
        code=1,
    )
    assert "two.docx: The file is broken" in output
    assert "Stored as articles/the-road-is-closed.md." in output
    assert "none.txt: No such file" in output


def test_a_file_that_lies_in_articles_already(tmp_path):
    folder = make(tmp_path)
    (folder / "articles" / "the-road-is-closed.txt").write_text(TEXT)
    output = run("add", folder / "articles" / "the-road-is-closed.txt", "-C", folder, "--yes")
    assert "Stored as articles/the-road-is-closed.md." in output
    assert "articles/the-road-is-closed.txt itself is not read" in output


@pytest.mark.parametrize(
    "options",
    [
        ("--genre", "novel"),
        ("--published", "3/4/2022"),
        ("--title", "T", "x", "y"),
        ("-C", "nowhere"),
    ],
)
def test_wrong_options_end_before_anything_is_read(tmp_path, options):
    folder = make(tmp_path)
    assert "geodash: " in run("add", "-", "-C", folder, *options, paste=TEXT, code=2)
    assert len(list((folder / "articles").iterdir())) == 1


def test_on_a_terminal_it_asks(tmp_path, monkeypatch):
    folder = make(tmp_path / "c")
    (tmp_path / "one.txt").write_text(TEXT)
    monkeypatch.setattr(cli_add, "on_terminal", lambda: True)
    answers = (
        "\nThe Caucasus Center\n\nnovel\nreport\nen\nby mail\n3/4/2022\n2022-12-12\nThe day.\ny\n"
    )
    output = run("add", tmp_path / "one.txt", "-C", folder, paste=answers)
    assert (
        "The latest day that the text prints is 13 September 2022: “13 September 2022” (¶2)."
        in output
    )
    assert "“Monday, December12” (¶1) is that weekday in 2022." in output
    assert "“novel” is none of report, analysis, opinion." in output
    article = load(folder).articles["the-road-is-closed"]
    assert (article.publisher, article.genre, article.source) == (
        "The Caucasus Center",
        "report",
        "by mail",
    )
    assert str(article.published_earliest) == str(article.published_latest) == "2022-12-12"
    (tmp_path / "two.txt").write_text("Another\n\nText of it.\n")
    assert "Nothing was changed" in run(
        "add", tmp_path / "two.txt", "-C", folder, paste="\n" * 7 + "n\n", code=1
    )


def test_hostile_text_reaches_the_terminal_as_plain_text(tmp_path):
    output = run("add", "-", "-C", make(tmp_path), paste="A \x1b[31mred \u202eevil\n\nText.")
    assert "\x1b" not in output and "\u202e" not in output
    assert r'title: "A \e[31mred \u202eevil"' in output


def test_a_text_pasted_into_a_pipe_is_no_terminal(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert not cli_add.on_terminal()

"""RIS and BibTeX: what reference managers are told of an article, and never more than is known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from export_kit import HOSTILE, ROOT, cut, hostile
from hypothesis import given
from hypothesis import strategies as st

from geodash.domain.model import Article
from geodash.exchange.references import published
from geodash.exchange.registry import FORMATS
from geodash.exchange.selection import Selection
from geodash.query import Description

DAY = date(2022, 9, 13)


def article(first: date | None, last: date | None, basis: str = "printed") -> Article:
    return Article(
        "a", "T", "body", published_earliest=first, published_latest=last, published_basis=basis
    )


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        (DAY, DAY, ("2022", "09", "13")),
        (DAY, date(2022, 9, 30), ("2022", "09", "")),
        (DAY, date(2022, 12, 1), ("2022", "", "")),
        (date(2022, 12, 30), date(2023, 1, 2), ("", "", "")),
        (DAY, None, ("", "", "")),
        (None, DAY, ("", "", "")),
        (None, None, ("", "", "")),
    ],
)
def test_a_date_is_as_exact_as_the_window(first, last, parts) -> None:
    found = published(article(first, last))
    assert (found.year, found.month, found.day) == parts
    assert found.words.startswith("Published" if first or last else "Date of publication unknown")


def test_an_inferred_date_says_so() -> None:
    assert "(date inferred)" in published(article(DAY, DAY, "“Tuesday” is printed")).words
    assert "inferred" not in published(article(DAY, DAY)).words
    assert "“Tuesday” is printed" in published(article(DAY, DAY, "“Tuesday” is printed")).words


def records(selection: Selection) -> list[list[tuple[str, str]]]:
    """A reader of RIS by its rules: two capitals, two blanks, a hyphen, a blank."""
    found: list[list[tuple[str, str]]] = []
    for line in FORMATS["ris"].write(selection).decode().split("\r\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        if match[1] == "TY":
            found.append([])
        found[-1].append((match[1], match[2]))
    return found


def entries(selection: Selection) -> list[tuple[str, str]]:
    """Key and content of each BibTeX entry, found by its balanced braces."""
    text = FORMATS["bib"].write(selection).decode()
    found = []
    while (at := text.find("@")) >= 0:
        head = re.match(r"@misc\{([^,]+),", text[at:])
        assert head, text[at : at + 40]
        depth, end = 0, at
        for end in range(at + 5, len(text)):
            escaped = text[end - 1] == "\\"
            depth += (text[end] == "{" and not escaped) - (text[end] == "}" and not escaped)
            if depth == 0:
                break
        assert depth == 0
        found.append((head[1], text[at : end + 1]))
        text = text[end + 1 :]
    return found


@pytest.mark.parametrize("query", ["", "kind=talks", "article=catalonia-media"])
def test_one_record_for_each_article_of_the_view(query: str) -> None:
    selection = cut(ROOT, query)
    ris = records(selection)
    assert [dict(r)["ID"] for r in ris] == list(selection.articles)
    assert [dict(r)["TI"] for r in ris] == [a.title for a in selection.articles.values()]
    assert all(r[0][0] == "TY" and r[-1] == ("ER", "") for r in ris)
    assert [key for key, _ in entries(selection)] == list(selection.articles)


def test_no_record_is_dated_closer_than_its_window() -> None:
    selection = cut(ROOT)
    for record, (_, entry) in zip(records(selection), entries(selection), strict=True):
        fields = dict(record)
        window = selection.articles[fields["ID"]]
        first, last = window.published_earliest, window.published_latest
        assert ("PY" in fields) == (first.year == last.year) == ("year = " in entry)
        if "DA" in fields:
            assert fields["DA"].startswith(f"{first.year}/{first.month:02}/")
        assert ("month = " in entry) == ("DA" in fields)
        notes = [text for tag, text in record if tag == "N1"]
        assert any(n.startswith("Published ") for n in notes)
        assert f"What is shown: {selection.sentence}" in notes


def with_words(text: str) -> Selection:
    selection = cut(ROOT, "article=catalonia-media")
    odd = Article(text, text, "body", text, text, "en", text, DAY, DAY, text, text)
    collection = replace(selection.collection, title=text)
    return replace(
        selection,
        collection=collection,
        articles={text: odd},
        words=Description(text, text, (text,)),
    )


@given(
    st.text(max_size=60)
    | st.just(HOSTILE)
    | st.text(alphabet="\\{}@,%&#\r\n ERTY-'\"", max_size=60)
)
def test_no_word_breaks_out_of_its_record(text: str) -> None:
    selection = with_words(text)
    assert len(records(selection)) == 1
    assert len(entries(selection)) == 1


def test_a_hostile_collection_gives_sound_records(tmp_path: Path) -> None:
    selection = cut(hostile(tmp_path))
    assert len(records(selection)) == len(entries(selection)) == 1

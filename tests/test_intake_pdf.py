"""PDFs go in: printed lines become paragraphs, columns one after the other, margins are named."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pdf import Printed, column, made_pdf
from tries import tries

from geodash.coding.intake.brought import Brought, UnreadableError, told
from geodash.coding.intake.pdf_ import SCANNED
from geodash.coding.intake.read import read
from geodash.web.bring import bring

STANDFIRST = "A standfirst that spans both of the columns and is long enough for that, as they are."


def texts(*pages: list[Printed]) -> Brought:
    return read(made_pdf(pages))


def two_columns() -> list[list[Printed]]:
    """Two pages with everything that stands in a paper: heads, folios, a title, headings, hyphens."""
    words = (f"w{n}{'x' * (n % 4)}" for n in count())
    pages = []
    for number, last in ((1, "goes on"), (2, "and ends.")):
        page: list[Printed] = [
            (60, 800, 8, "The Caucasus Center"),
            (500, 800, 8, "13 September 2022"),
        ]
        page += [(290, 30, 8, str(number))]
        top = 760
        if number == 1:
            top = 680
            page += [
                (60, 740, 20, "The Road Is"),
                (60, 716, 20, "Closed"),
                (60, 698, 10, STANDFIRST),
            ]
        page += [*column(60, top, 10, words), (60, top - 120, 10, "It ends here.")]
        page += [(60, top - 150, 12, "Losses", True), (72, top - 170, 10, "Indented para-")]
        page += [*column(60, top - 182, 4, words), *column(315, top, 6, words)]
        page += [
            (315, top - 72, 10, "and here it stops."),
            (327, top - 84, 10, "New by its indent,"),
        ]
        page += [*column(315, top - 96, 5, words), (315, top - 156, 10, last)]
        pages.append(page)
    return pages


@pytest.mark.apart
def test_two_columns_are_read_in_order():
    brought = bring(made_pdf(two_columns()))  # in a process of its own
    assert brought.facts.title == "The Road Is Closed"
    body = brought.body(brought.facts.title)
    numbers = [
        int(w.strip("wx").partition("-w")[2] or w.strip("wx"))
        for w in body.split()
        if "w" in w and any(c.isdigit() for c in w)
    ]
    assert numbers == sorted(numbers) and len(numbers) == 300
    blocks = body.split("\n\n")
    assert blocks[0] == STANDFIRST
    assert [b[:14] for b in blocks[1:]] == [
        "w0 w1x w2xx w3", "## Losses", "Indented para-", "New by its ind", "## Losses", "Indented para-", "New by its ind",
    ]  # fmt: skip
    assert " goes on w150" in blocks[4]  # over the page
    assert blocks[1].endswith("It ends here.") and blocks[3].endswith("and here it stops.")
    assert told(brought.left) == [
        "2 running heads (“The Caucasus Center 13 September 2022”)",
        "2 page numbers (“1”)",
    ]
    assert brought.remarks[1] == "It is printed in columns; they were read one after the other."
    assert brought.remarks[2] == "Hyphens at the end of a line are kept: “para-w60”, “para-w210xx”."


@pytest.mark.parametrize(
    ("printed", "blocks"),
    [
        ([(60, 700, 10, "One line that"), (60, 688, 10, "goes on."), (60, 664, 10, "After a gap.")], ["One line that goes on.", "After a gap."]),
        ([(60, 700, 10, "• one"), (60, 688, 10, "• two")], ["• one", "• two"]),
        # A table: cells are no columns.
        ([(60, 700 - 12 * n, 10, t) for n, t in enumerate("abcd")] + [(200, 700 - 12 * n, 10, str(n)) for n in range(4)], ["a 0 b 1 c 2 d 3"]),
        ([(60, 700, 10, "A(b) \\ “c” – d")], ["A(b) \\ “c” – d"]),
        ([(60, 700, 10, "Text of it, with as many letters as a body has."), (60, 60, 7, "1 A note in small print.")], ["Text of it, with as many letters as a body has."]),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(printed, blocks):
    assert list(texts(printed).blocks) == blocks


def test_a_line_above_the_title_stays_in_the_text():
    body = column(60, 640, 10, iter(["word"] * 60))
    brought = texts([(60, 720, 12, "ANALYSIS", True), (60, 690, 20, "The Road"), *body])
    assert (brought.facts.title, brought.headline) == ("The Road", False)
    assert brought.blocks[:2] == ("## ANALYSIS", "## The Road")


WORDS = [
    "the",
    "road",
    "was",
    "closed",
    "by",
    "“them”,",
    "said",
    "he.",
    "A-b",
    "12",
    "–",
    "(c)",
    "É",
]


@settings(max_examples=tries(90), deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), min_size=1, max_size=30))  # fmt: skip
def test_words_of_one_column_come_back_in_order(lines):
    brought = texts([(60, 700 - 14 * n, 10, " ".join(words)) for n, words in enumerate(lines)])
    found = " ".join(block.removeprefix("# ").removeprefix("## ") for block in brought.blocks)
    assert not brought.left
    assert found.replace(" ", "") == "".join(w for words in lines for w in words)


def test_pictures_are_named_and_a_picture_of_text_is_none():
    brought = read(made_pdf([[(60, 700, 10, "One line of text beside a picture.")]], picture=True))
    assert told(brought.left) == ["picture"]
    with pytest.raises(UnreadableError, match=f"^{SCANNED}$"):
        read(made_pdf([[]], picture=True))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made_pdf([[(60, 700, 10, "x")]], encrypted=True), "password"),
        (b"%PDF-1.4 broken", "broken"),
        (made_pdf([[(60, 700, 10, "Text.")]])[:200], "broken"),
        (made_pdf([[(60, 700, 10, "Text.")]] * 1501), "1,501 pages"),
    ],
)
def test_pdfs_that_cannot_be_read(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        read(data)

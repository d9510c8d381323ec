"""Files as people really have them: one odd line, cell or file name is said and spoils nothing else."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from collection_kit import ARTICLE, EVENT, MENTION, QUOTE, SAID, codes, make, problem, table
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import load
from geodash.collection.read.contract import default_contract
from geodash.collection.read.dates import Order, column_orders, read_date
from geodash.collection.read.encoding import decode_bytes
from geodash.collection.read.problems import ProblemLog
from geodash.collection.read.tables import read_table
from geodash.collection.reanchor import reanchor
from geodash.collection.write.table import TableFile, UnwritableError

ACTORS = default_contract().tables["actors"]


def read_actors(text: bytes):
    log = ProblemLog()
    rows, dialect = read_table(text, "actors.csv", "actors", ACTORS, log)
    return rows, dialect, log.items


# bytes of another encoding


def test_a_row_of_another_encoding_is_named_and_the_others_read_right(tmp_path):
    good = {**EVENT, "title": "Talks in Türkiye’s capital", "place_name": "Şırnak"}
    bad = {**SAID, "title": "Café closed"}
    lines = table("events", good, bad).splitlines(keepends=True)
    data = lines[0].encode() + lines[1].encode() + lines[2].encode("cp1252")
    c = load(make(tmp_path, events=data))
    assert c.events["e1"].place_name == "Şırnak"
    assert c.events["e2"].title == "Café closed"
    found = problem(c, "encoding-row")
    assert (found.row, found.file) == (3, "events.csv")
    assert "E9" in found.reason and "“é”" in found.reason
    with pytest.raises(UnwritableError):
        TableFile.of(tmp_path, "events.csv", data, list(default_contract().tables["events"]))


def test_rows_are_named_as_a_spreadsheet_does_where_cells_hold_line_ends():
    data = 'actor_id,name\na,"Şö\nç"\nb,ü\n'.encode() + "c,é\n".encode("cp1252")
    rows, _, problems = read_actors(data)
    assert [r.cells["name"] for r in rows] == ["Şö\nç", "ü", "é"]
    (found,) = [p for p in problems if p.code == "encoding-row"]
    assert (found.row, found.line) == (4, 5)


def test_a_file_all_in_cp1252_is_read_as_that():
    text = "actor_id,name\na,CAFÉ»\nb,Straß”\nc,Müller – Söhne\n"
    rows, dialect, problems = read_actors(text.encode("cp1252"))
    assert [r.cells["name"] for r in rows] == ["CAFÉ»", "Straß”", "Müller – Söhne"]
    assert dialect.encoding == "cp1252"
    assert "line 2" in next(p for p in problems if p.code == "encoding").reason


_names = st.text("aéüñßŞığøŁжяαθאבعش中京ไท’–“", min_size=1, max_size=12)
_latin = st.text("aéüñßøàç", min_size=1, max_size=12)


@settings(max_examples=tries(200), deadline=None)
@given(
    st.lists(_names, min_size=1, max_size=8), _latin.filter(lambda t: not t.isascii()), st.data()
)
def test_utf8_rows_stay_whatever_row_is_pasted_in(names, stray, data):
    names = [*names, "Şırnak’s"]
    at = data.draw(st.integers(0, len(names)))
    lines = [name.encode() for name in names]
    lines.insert(at, stray.encode("cp1252"))
    found = decode_bytes(b"\n".join(lines))
    expected = [*names[:at], stray, *names[at:]]
    text = found.text.split("\n")
    assert [t for n, t in enumerate(text) if n != at] == names
    assert {s.line for s in found.strays} <= {at + 1}
    if text[at] == expected[at]:
        assert found.strays


@settings(max_examples=tries(200), deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_fail(data):
    found = decode_bytes(data)
    assert isinstance(found.text, str)
    assert all(s.data for s in found.strays)


# lines above the header


@pytest.mark.parametrize("above", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\r\n", "sep=;;\r\n"])
def test_a_separator_line_is_no_header(above):
    rows, dialect, problems = read_actors(f"{above}actor_id;name\r\na;A, B\r\n".encode())
    assert [r.cells["name"] for r in rows] == ["A, B"]
    assert rows[0].at.row == 2 and rows[0].at.line == 3
    assert dialect.delimiter == ";"
    assert not [p for p in problems if p.severity == "error"]


@pytest.mark.parametrize("above", ["Actors of 2022\n", "Actors of 2022,,,,\n\n", "a,b\nc\n\n"])
def test_a_title_above_the_header_is_said(above):
    rows, _, problems = read_actors(f"{above}actor_id,name,kind\na,A,state\n".encode())
    assert [r.cells["name"] for r in rows] == ["A"]
    assert rows[0].at.row == above.count("\n") + 2
    assert "above-header" in {p.code for p in problems}


def test_a_header_that_stands_there_twice_is_no_row(tmp_path):
    text = table("events", EVENT)
    c = load(make(tmp_path, events=text + table("events", SAID)))
    assert set(c.events) == {"e1", "e2"}
    assert problem(c, "above-header").row == 3


@pytest.mark.parametrize(
    "name", ["\ufeffactor_id", "Actor\u00a0ID", "actor\u200b_id ", "ACTOR  ID"]
)
def test_a_column_is_known_however_blanks_are_written(name):
    rows, _, problems = read_actors(f'"{name}",name\na,A\n'.encode())
    assert [r.cells["actor_id"] for r in rows] == ["a"]
    assert not [p for p in problems if p.severity == "error"]


def test_a_table_with_a_title_is_written_back_with_it(tmp_path):
    title = "sep=,\nOur mentions\n"
    make(tmp_path, mentions=title + table("mentions", MENTION))
    reanchor(tmp_path)
    text = (tmp_path / "mentions.csv").read_text(encoding="utf-8")
    assert text.startswith(title)
    assert reanchor(tmp_path, dry_run=True).items[0].changed is False


# dates


def test_a_column_that_does_not_tell_takes_the_order_of_the_other(tmp_path):
    row = {**EVENT, "date_start": "3/12/2022", "date_end": "25/12/2022"}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert c.events["e1"].interval == (date(2022, 12, 3), date(2022, 12, 25))


def test_two_columns_of_different_order_are_each_read_and_said(tmp_path):
    rows = [
        {**EVENT, "date_start": "13/09/2022", "date_end": "09/14/2022"},
        {**SAID, "date_start": "04/09/2022", "date_end": "10/05/2022"},
    ]
    c = load(make(tmp_path, events=table("events", *rows)))
    assert c.events["e1"].interval == (date(2022, 9, 13), date(2022, 9, 14))
    assert c.events["e2"].interval == (date(2022, 9, 4), date(2022, 10, 5))
    assert problem(c, "date-order").row is None


def test_a_column_of_both_orders_reads_what_can_only_be_one_day():
    orders = column_orders({"a": ["13/09/2022", "09/14/2022", "03/04/2022"], "b": ["1/2/2022"]})
    assert orders == {"a": None, "b": None}
    found = read_date("13/09/2022", None)
    assert (found.value, found.code) == (date(2022, 9, 13), "date-order")
    assert read_date("03/04/2022", None).value is None


@pytest.mark.parametrize(
    "text",
    [
        "3 September 2022", "3rd September 2022", "September 3, 2022", "Sept. 3rd, 2022",
        "Saturday, 3 September 2022", "Sat 3 Sep 2022", "3 de septiembre de 2022",
        "3. September 2022", "3 septembre 2022", "3 Eylül 2022", "2022 September 3", "2022-09-03",
        "2022/9/3", "3 September 2022, 10:15 UTC", "2022-09-03T10:15:00Z", "20220903",
        "3 of September 2022",
    ],
)  # fmt: skip
def test_dates_as_people_write_them(tmp_path, text):
    assert read_date(text).value == date(2022, 9, 3)
    front = ARTICLE.replace("2022-12-12", f'"{text}"')
    assert load(make(tmp_path, article=front)).articles["road"].published_earliest == date(
        2022, 9, 3
    )


@settings(max_examples=tries(200), deadline=None)
@given(st.lists(st.dates(date(1000, 1, 1)), min_size=1, max_size=6), st.sampled_from(list(Order)))
def test_dates_of_one_order_are_read_or_left_open_never_wrong(days, order):
    form = "{d}/{m}/{y:04}" if order is Order.DAY_FIRST else "{m}/{d}/{y:04}"
    cells = [form.format(d=d.day, m=d.month, y=d.year) for d in days]
    orders = column_orders({"a": cells[::2], "b": cells[1::2]})
    for name, part, own in (("a", cells[::2], days[::2]), ("b", cells[1::2], days[1::2])):
        for cell, day in zip(part, own, strict=True):
            assert read_date(cell, orders[name]).value in (day, None)
    if any(d.day > 12 for d in days):
        assert None not in orders.values()


# front matter


def front(*lines: str, body: str = "") -> str:
    return "\n".join(["---", *lines, "---", "", body or ARTICLE.split("---\n")[2]])


GOOD = (
    "publisher: Example Press", "genre: report", "published_earliest: 2022-12-12",
    "published_latest: 2022-12-31",
)  # fmt: skip


def test_articles_tell_each_other_the_order_of_their_dates(tmp_path):
    make(tmp_path, article=ARTICLE.replace("2022-12-12", "3/12/2022"))
    other = ARTICLE.replace("2022-12-31", "31/12/2022")
    (tmp_path / "articles" / "other.md").write_text(other, encoding="utf-8")
    assert load(tmp_path).articles["road"].published_earliest == date(2022, 12, 3)


def test_a_month_of_publication_is_a_window(tmp_path):
    month = ARTICLE.replace("2022-12-12", "December 2022").replace("2022-12-31", "2022-12")
    article = load(make(tmp_path, article=month)).articles["road"]
    assert article.published_earliest == date(2022, 12, 1)
    assert article.published_latest == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("title: Foo: bar", 'title: "Foo: bar"'),
        ('title: "Foo', 'title: "Foo"'),
        ('title: "Foo" and bar', 'title: "\\"Foo\\" and bar"'),
        ("title: “Foo: bar”", 'title: "Foo: bar"'),
        ("title: @home", 'title: "@home"'),
    ],
)
def test_one_wrong_line_is_the_one_thing_said(tmp_path, line, fix):
    c = load(make(tmp_path, article=front(GOOD[0], line, *GOOD[1:])))
    found = problem(c, "front-matter")
    assert (found.severity, found.line, found.column) == ("error", 3, "title")
    assert fix in found.fix
    article = c.articles["road"]
    assert (article.publisher, article.published_latest) == ("Example Press", date(2022, 12, 31))
    assert len(c.mentions) == 2


def test_problems_of_front_matter_have_their_line(tmp_path):
    c = load(make(tmp_path, article=front("title: A", *GOOD[:1], "genre: poem", *GOOD[2:])))
    assert problem(c, "front-matter").line == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (front("title: A", *GOOD).replace("---\n\n", "\n", 1), "ends the front matter is missing"),
        (front("title: A", *GOOD).removeprefix("---\n"), "begins the front matter is missing"),
        (front("title: A", *GOOD).replace("---\n", "—\n"), "begins with “—”"),
        ("\n\n" + front("title: A", *GOOD), ""),
        (front("Title: A", "Publisher: Example Press", *GOOD[1:]), ""),
    ],
)
def test_fences_are_found_as_people_write_them(tmp_path, text, said):
    c = load(make(tmp_path, article=text))
    assert c.articles["road"].title == "A"
    assert c.articles["road"].body.startswith("## A heading")
    if said:
        assert said in problem(c, "front-matter").reason
    else:
        assert "front-matter" not in codes(c)


def test_a_missing_window_is_asked_for_once(tmp_path):
    for lines in (GOOD[:2], (*GOOD[:2], "published_earliest:", "published_latest:")):
        c = load(make(tmp_path, article=front("title: A", *lines)))
        found = problem(c, "front-matter")
        assert "isn't said when" in found.reason and "2022-09-13" in found.fix
    half = load(make(tmp_path, article=front("title: A", *GOOD[:3])))
    assert problem(half, "front-matter").column == "published_latest"


@pytest.mark.parametrize(
    ("body", "noticed"),
    [
        ("One ends here.\nTwo does too.\nThree is last.", True),
        ("One ends here.\nTwo is last.", True),
        ("A heading paragraph.\n\nOne ends.\nTwo “ends.”\nThree ends.", True),
        (
            "A text that was wrapped by\nan editor at so many letters, and goes on to\nits end.",
            False,
        ),
        ("One.\n\nTwo.\n\nThree.", False),
        ("- One.\n- Two.\n- Three.", False),
        ("一つ目です。\n二つ目です。\n三つ目です。", True),
    ],
)
def test_single_line_breaks_are_noticed(tmp_path, body, noticed):
    c = load(make(tmp_path, article=front("title: A", *GOOD, body=body)))
    assert ("paragraphs" in codes(c)) is noticed


# files that aren't taken, and names


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sudan.md.txt", "Rename it to articles/sudan.md"),
        ("sudan.html", "geodash add “articles/sudan.html”"),
        ("Sudan Report.docx", "stored as articles/sudan-report.md"),
        ("sudan.pdf", "geodash add “articles/sudan.pdf”"),
        ("sudan.rtf", "geodash add -"),
        ("sudan.text", "else geodash add “articles/sudan.text”"),
        ("sudan.txt", "Rename it to articles/sudan.md"),
        ("sudan.MD", "Rename it to articles/sudan.md"),
        ("photo.jpg", "Nothing to do"),
    ],
)
def test_files_not_taken_are_named_with_what_to_do(tmp_path, name, said):
    make(tmp_path)
    (tmp_path / "articles" / name).write_bytes(b"text")
    found = problem(load(tmp_path), "article-not-taken")
    assert found.file == f"articles/{name}"
    assert said in found.fix


def test_a_mention_of_a_file_not_taken_points_to_it(tmp_path):
    make(tmp_path, mentions=table("mentions", {**MENTION, "article_id": "sudan"}))
    (tmp_path / "articles" / "sudan.md.txt").write_bytes(b"text")
    assert "articles/sudan.md.txt is there" in problem(load(tmp_path), "unknown-article").fix


@pytest.mark.parametrize(
    "name", ["~$word.docx", ".DS_Store", "Thumbs.db", "_draft.md", "README.md"]
)
def test_what_systems_leave_behind_is_not_named(tmp_path, name):
    make(tmp_path)
    (tmp_path / "articles" / name).write_bytes(b"text")
    assert "article-not-taken" not in codes(load(tmp_path))


def test_a_folder_without_articles_says_where_they_may_be(tmp_path):
    make(tmp_path, article=None)
    (tmp_path / "story.md").write_text(ARTICLE, encoding="utf-8")
    assert "Move story.md" in problem(load(tmp_path), "no-articles").fix


@pytest.mark.parametrize("other", ["events.xlsx", "Events.csv", "events.csv.txt", "events (1).csv"])
def test_a_missing_table_names_the_file_that_may_be_it(tmp_path, other):
    make(tmp_path, events=None)
    (tmp_path / other).write_bytes(b"x")
    assert other in problem(load(tmp_path), "file-missing").fix


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        (unicodedata.normalize("NFD", "café"), "café"),
        ("café", unicodedata.normalize("NFD", "café")),
        ("don’t–go", "don't-go"),
        ("my\xa0article", "my article"),
    ],
)
def test_file_names_are_compared_as_seen(tmp_path, name, ident):
    mention = {**MENTION, "article_id": ident}
    make(tmp_path, article=None, mentions=table("mentions", mention))
    (tmp_path / "articles" / f"{name}.md").write_text(ARTICLE, encoding="utf-8")
    c = load(tmp_path)
    assert c.mentions[0].article_id == name in c.articles
    assert reanchor(tmp_path).sound


def test_an_odd_article_name_is_said_once_at_the_article(tmp_path):
    rows = [{**MENTION, "mention_id": f"m{n}", "article_id": "My Article"} for n in range(3)]
    make(tmp_path, article=None, mentions=table("mentions", *rows))
    (tmp_path / "articles" / "My Article.md").write_text(ARTICLE, encoding="utf-8")
    c = load(tmp_path)
    found = problem(c, "article-name")
    assert found.file == "articles/My Article.md" and "my-article.md" in found.fix
    assert "pattern" not in codes(c)


def test_unknown_ids_are_answered_with_what_was_meant(tmp_path):
    mention = {**MENTION, "article_id": "Road"}
    c = load(make(tmp_path, mentions=table("mentions", mention)))
    assert "Did you mean “road” (On the Road)?" in problem(c, "unknown-article").fix
    row = {**EVENT, "actors": "crowds"}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert "Did you mean “crowd” (Crowd)?" in problem(c, "unknown-actor").fix
    assert QUOTE in c.mentions[0].quote


def test_what_hangs_on_a_row_that_was_left_out_is_no_fault_of_its_own(tmp_path):
    c = load(make(tmp_path, events=table("events", {**EVENT, "title": ""}, SAID)))
    assert codes(c, "error") == {"essential-blank"}
    found = [p for p in c.problems if p.code == "left-out"]
    assert {p.file for p in found} == {"mentions.csv", "links.csv"}
    assert all("events.csv row 2" in p.reason and p.severity == "info" for p in found)


def test_certain_readings_are_shown_by_a_few(tmp_path):
    rows = [
        {**EVENT, "event_id": f"e{n}", "date_start": f"{n}/12/2022", "date_end": f"{n}/12/2022"}
        for n in range(12, 24)
    ]
    c = load(make(tmp_path, events=table("events", *rows), mentions=table("mentions"), links=""))
    found = [p for p in c.problems if p.code == "date-format" and p.column == "date_start"]
    assert len(found) == 4 and "9 more" in found[-1].reason


def test_an_unknown_place_is_the_one_thing_said_of_it(tmp_path):
    row = {**EVENT, "place_id": "San Fernando", "latitude": "", "longitude": ""}
    c = load(make(tmp_path, events=table("events", row, SAID)))
    assert {p.code for p in c.problems if p.row == 2 and p.file == "events.csv"} == {
        "unknown-place"
    }

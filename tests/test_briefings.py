"""Briefings on disk: exact round trips, problems with lines, nothing overwritten."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection.briefings.files import (
    MOST_BYTES,
    MOST_FILES,
    MOST_SLIDES,
    briefing_bytes,
    briefing_id_from,
    dump_briefing,
    is_briefing_id,
    load_briefings,
    parse_briefing,
    read_briefing,
    save_briefing,
    tidy_briefing,
)
from geodash.collection.write.files import ChangedError
from geodash.collection.write.lock import STATE
from geodash.domain.briefing import Briefing, Slide

NAME = "briefings/road.yaml"
GOOD = """\
title: The road
subtitle: What two articles say
slides:
- view: from=2022-12-01&actor=arm
  heading: The road in December
- view: event=e1
  remark: By the editors’ note, the road is the new one.
  notes: |-
    Say who says so.

    The road is the new one.
"""
ROAD = Briefing(
    "road",
    "The road",
    "What two articles say",
    (
        Slide("from=2022-12-01&actor=arm", "The road in December"),
        Slide(
            "event=e1",
            "",
            "Say who says so.\n\nThe road is the new one.",
            "By the editors’ note, the road is the new one.",
        ),
    ),
)

anything = st.text(max_size=60) | st.text(
    alphabet=list("ab \n\t'\"#:-?&=%!*|>[]{}@`,~.\\\x00\x1b\x85\u2028\u202e\ufeff\ud800é🙂ا"),
    max_size=60,
)
slides = st.builds(Slide, anything, anything, anything, anything)
briefings = st.builds(
    Briefing, st.just("road"), anything, anything, st.lists(slides, max_size=4).map(tuple)
)


def reasons(text: str, *severities: str) -> list[tuple[int | None, str]]:
    _, problems = parse_briefing(text, NAME)
    return [(p.line, p.reason) for p in problems if p.severity in (severities or ("error",))]


def only(text: str):
    """The one problem of a text."""
    _, problems = parse_briefing(text, NAME)
    assert len(problems) == 1, [str(p) for p in problems]
    return problems[0]


# Reading ----------------------------------------------------------------------------------------


def test_a_briefing_is_read_with_the_line_of_each_slide():
    found = read_briefing(GOOD, NAME)
    assert (found.briefing, found.problems, found.lines) == (ROAD, (), (4, 6))
    assert parse_briefing(GOOD, NAME) == (ROAD, [])


def test_it_is_written_as_a_person_would():
    assert dump_briefing(ROAD) == GOOD


@given(briefings)
def test_what_is_written_reads_back_the_same(briefing):
    tidy = tidy_briefing(briefing)
    back, problems = parse_briefing(dump_briefing(briefing), NAME)
    assert back is not None
    assert (back.subtitle, back.slides) == (tidy.subtitle, tidy.slides)
    assert back.title == (tidy.title or "road")
    assert [p for p in problems if p.severity == "error" and p.column] == (
        [] if tidy.title else [p for p in problems if p.column == "title"]
    )
    assert tidy_briefing(tidy) == tidy


@given(
    st.text(max_size=400)
    | st.text(alphabet=list("tiles:- vw=\n\t\"'[]{}&*!|>%#?,\\x0"), max_size=300)
)
def test_no_text_raises_and_every_problem_says_where_and_what_helps(text):
    found, problems = parse_briefing(text, NAME)
    assert found is not None or problems
    for p in problems:
        assert p.file == NAME and p.reason and p.fix and p.line >= 1
        assert p.line <= text.count("\n") + text.count("\r") + 2 + sum(
            map(text.count, "\x85\u2028\u2029")
        )


@given(st.lists(st.sampled_from(GOOD.splitlines()), max_size=12), st.integers(0, 6))
def test_shuffled_lines_and_odd_indents_raise_nothing(lines, indent):
    parse_briefing("\n".join(" " * (i % (indent + 1)) + x for i, x in enumerate(lines)), NAME)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end):
    assert parse_briefing(GOOD.replace("\n", end), NAME) == (ROAD, [])


def test_words_stay_words_and_null_is_blank():
    text = 'title: 2022\nsubtitle: null\nslides:\n- {view: a=no, heading: "null", notes: ~}\n'
    found, problems = parse_briefing(text, NAME)
    assert (found, problems) == (Briefing("road", "2022", "", (Slide("a=no", "null"),)), [])


def test_a_blank_view_is_the_whole_collection_and_a_missing_one_is_none():
    assert parse_briefing("title: x\nslides:\n- view:\n", NAME) == (
        Briefing("road", "x", "", (Slide(""),)),
        [],
    )
    p = only("title: x\nslides:\n- heading: y\n- view: event=e1\n")
    assert (p.line, p.column, p.severity) == (3, "view", "error")


@pytest.mark.parametrize(
    "view", ["?event=e1", "http://127.0.0.1:8501/?event=e1", "https://x.example/y?event=e1#z"]
)
def test_a_whole_address_is_taken_for_its_view(view):
    found, (p,) = parse_briefing(f"title: x\nslides:\n- view: {view}\n", NAME)
    assert found.slides == (Slide("event=e1"),)
    assert (p.line, p.severity) == (3, "info")


def test_a_question_mark_inside_a_view_stays():
    assert parse_briefing("title: x\nslides:\n- view: q=who?\n", NAME)[0].slides[0].view == "q=who?"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no briefing"),
        ("# only a remark\n", 1, "no briefing"),
        ("just words\n", 1, "no keys"),
        ("\n- a\n- b\n", 2, "no keys"),
        ("slides:\n- view: a=b\n", 1, "no title"),
        ("title: x\n", 1, "no slides"),
        ("title: x\nslides:\n", 2, "no slides"),
        ("title: x\nslides: one, two\n", 2, "no list"),
        ("title: x\nslides:\n- event=e1\n- view: a=b\n", 3, "no keys"),
        ("title: x\nslides:\n- view: a=b\n  notes: [1, 2]\n", 4, "not a text"),
        ("title: x\nslides:\n- view: [a]\n- view: a=b\n", 3, "not a text"),
        ("title: x\nslides:\n- view: a=b\n  heading: y: z\n", 4, "YAML"),
        ('title: x\nslides:\n- view: "a=b\n', 3, "YAML"),
        ("title: x\nslides:\n\t- view: a=b\n", 3, "YAML"),
        ("title: x\nslides: [{view: a=b}\n", 2, "YAML"),
        ("title: x\n\x07slides:\n", 2, "U+0007"),
        ("title: x\nsubtitle: a\ud800b\n", 2, "U+D800"),
        ("title: !!python/object/apply:os.system [id]\nslides: []\n", 1, "Tags"),
        ("title: x\nslides:\n- view: !secret a\n", 3, "Tags"),
        ("title: &a x\nslides:\n- view: *a\n", 1, "Anchors"),
        ("a: 1\n<<: *b\n", 2, "Anchors"),
        ("title: x\nslides:\n- view: a=b\n---\ntitle: y\n", 4, "second document"),
        ("title: x\nslides:\n- view: a=b\n  notes: " + "[" * 900 + "\n", 4, "deeply"),
        ("title: x\n? {a: b}\n: c\nslides:\n- view: a=b\n", 2, "not known"),
        ("title: x\ntitle: y\nslides:\n- view: a=b\n", 2, "twice"),
    ],
)  # fmt: skip
def test_what_is_broken_or_foreign_is_reported_with_its_line(text, line, words):
    found = reasons(text, "error", "warning")
    assert any(at == line and words in reason for at, reason in found), found


def test_an_expanding_file_ends_at_its_first_anchor():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    assert parse_briefing(bomb, NAME)[0] is None
    assert reasons(bomb) == [(1, "Anchors and aliases (& and *) are not used in briefings.")]


def test_unknown_keys_are_a_warning_and_the_rest_is_read():
    found, problems = parse_briefing(
        GOOD.replace("  heading", "  color: red\n  heading") + "by: me\n", NAME
    )
    assert found == ROAD
    assert [(p.line, p.value, p.severity) for p in problems] == [
        (5, "color", "warning"), (13, "by", "warning"),
    ]  # fmt: skip


def test_a_heading_too_long_is_left_out_because_a_cut_one_may_lose_its_source():
    long = "x" * 301
    found, (p,) = parse_briefing(f"title: t\nslides:\n- view: a=b\n  heading: {long}\n", NAME)
    assert found.slides == (Slide("a=b"),)
    assert (p.line, p.column, p.severity) == (4, "heading", "error")
    assert "301" in p.reason and "300" in p.fix and len(p.value) <= 60


def test_notes_too_long_lose_their_end():
    found, (p,) = parse_briefing(f"title: t\nslides:\n- view: a=b\n  notes: {'n' * 10_001}\n", NAME)
    assert found.slides[0].notes == "n" * 10_000
    assert p.line == 4


def test_more_slides_than_a_briefing_holds():
    text = "title: t\nslides:\n" + "- view: a=b\n" * (MOST_SLIDES + 5)
    found, (p,) = parse_briefing(text, NAME)
    assert len(found.slides) == MOST_SLIDES
    assert p.line == 3 + MOST_SLIDES and "205" in p.reason


def test_a_file_too_large_is_not_read():
    found, (p,) = parse_briefing("title: " + "é" * (MOST_BYTES // 2), NAME)
    assert found is None and f"{MOST_BYTES:,}" in p.reason


def test_ten_thousand_equal_mistakes_are_not_ten_thousand_problems():
    _, problems = parse_briefing("title: t\nslides:\n- view: a=b\n" + "  x: y\n" * 10_000, NAME)
    assert len(problems) <= 60


@pytest.mark.parametrize(
    ("name", "briefing_id"),
    [
        ("briefings/aegean-2022.yaml", "aegean-2022"),
        ("My Aegean (2).yaml", "my-aegean-2"),
        ("../../etc/passwd", "passwd"),
        ("<b>.yaml", "b"),
        ("", "briefing"),
        ("Արցախ.yaml", "briefing"),
    ],
)
def test_an_upload_gets_a_usable_id(name, briefing_id):
    assert parse_briefing(GOOD, name)[0].briefing_id == briefing_id


@given(st.text(max_size=120))
def test_every_title_gives_an_id(title):
    assert is_briefing_id(briefing_id_from(title))


def test_ids_read_like_the_title():
    assert briefing_id_from("The Aegean, September 2022") == "the-aegean-september-2022"
    assert briefing_id_from("Türkiye’s letters") == "turkiyes-letters"


# Folders ----------------------------------------------------------------------------------------


def folder_with(tmp_path, **files: str | bytes):
    folder = tmp_path / "briefings"
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        data = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name.replace('__', ' ')}").with_suffix(".yaml").write_bytes(data)
    return tmp_path


def test_a_collection_without_briefings(tmp_path):
    assert load_briefings(tmp_path) == ({}, [])
    (tmp_path / "briefings").write_text("a file")
    assert load_briefings(tmp_path) == ({}, [])


def test_briefings_come_in_order_and_drafts_stay_out(tmp_path):
    folder = folder_with(tmp_path, road=GOOD, aegean=GOOD, _draft="%%%")
    (folder / "briefings" / "notes.txt").write_text("x")
    found, problems = load_briefings(folder)
    assert list(found) == ["aegean", "road"] and problems == []
    assert found["road"] == ROAD


def test_a_name_that_is_no_address_is_reported_with_a_better_one(tmp_path):
    folder = folder_with(tmp_path, My__Road=GOOD)
    (folder / "briefings" / "old.yml").write_text(GOOD)
    found, problems = load_briefings(folder)
    assert found == {}
    assert [(p.file, p.fix) for p in problems] == [
        ("briefings/My Road.yaml", "Call it my-road.yaml."),
        ("briefings/old.yml", "Call it old.yaml."),
    ]


def test_one_broken_file_costs_only_itself(tmp_path):
    folder = folder_with(
        tmp_path, road=GOOD, broken="a: [", latin="title: caf\xe9\nslides: []\n".encode("latin-1")
    )
    found, problems = load_briefings(folder)
    assert set(found) == {"road", "latin"} and found["latin"].title == "café"
    assert {(p.file, p.severity) for p in problems} == {
        ("briefings/broken.yaml", "error"), ("briefings/latin.yaml", "warning"),
    }  # fmt: skip


def test_a_large_file_and_a_large_folder_are_bounded(tmp_path):
    folder = folder_with(tmp_path, large=b"title: " + b"x" * MOST_BYTES)
    found, (p,) = load_briefings(folder)
    assert found == {} and p.file == "briefings/large.yaml"
    for n in range(MOST_FILES):
        (folder / "briefings" / f"b{n}.yaml").write_text("title: x\nslides: [{view: a=b}]\n")
    found, (p,) = load_briefings(folder)
    assert len(found) == MOST_FILES and p.file == "briefings"


# Saving -----------------------------------------------------------------------------------------


def test_a_new_briefing_is_saved_and_read_back(tmp_path):
    save_briefing(tmp_path, ROAD, None)
    assert load_briefings(tmp_path) == ({"road": ROAD}, [])
    assert briefing_bytes(tmp_path, "road") == GOOD.encode()


def test_a_change_keeps_the_old_file(tmp_path):
    save_briefing(tmp_path, ROAD, None)
    before = briefing_bytes(tmp_path, "road")
    save_briefing(tmp_path, Briefing("road", "Another", "", ROAD.slides), before)
    assert load_briefings(tmp_path)[0]["road"].title == "Another"
    (backup,) = (tmp_path / STATE / "backups").iterdir()
    assert backup.read_bytes() == before


@pytest.mark.parametrize("original", [None, b"title: what I read"])
def test_a_newer_version_of_somebody_else_is_not_overwritten(tmp_path, original):
    save_briefing(tmp_path, ROAD, None)
    with pytest.raises(ChangedError):
        save_briefing(tmp_path, Briefing("road", "Mine"), original)
    assert load_briefings(tmp_path)[0]["road"] == ROAD


def test_a_deleted_briefing_is_not_brought_back_unasked(tmp_path):
    with pytest.raises(ChangedError):
        save_briefing(tmp_path, ROAD, GOOD.encode())
    assert briefing_bytes(tmp_path, "road") is None


@pytest.mark.parametrize("bad", ["", "../x", "a/b", "A", "-a", "a.b", "a" * 65, "a\n"])
def test_only_a_plain_name_is_saved(tmp_path, bad):
    with pytest.raises(ValueError, match="lower-case"):
        save_briefing(tmp_path, Briefing(bad, "x"), None)
    assert briefing_bytes(tmp_path, bad) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "briefing",
    [
        Briefing("road", "  "),
        Briefing("road", "x" * 301),
        Briefing("road", "x", "", (Slide("event=e1", "h" * 301),)),
        Briefing("road", "x", "", (Slide("event=e1", "", "n" * 10_001),)),
        Briefing("road", "x", "", (Slide("event=e1"),) * (MOST_SLIDES + 1)),
    ],
)
def test_what_would_not_read_back_is_not_saved(tmp_path, briefing):
    with pytest.raises(ValueError):
        save_briefing(tmp_path, briefing, None)
    assert not (tmp_path / "briefings").exists()


def test_a_briefing_just_begun_can_be_saved(tmp_path):
    save_briefing(tmp_path, Briefing("road", "x"), None)
    assert load_briefings(tmp_path)[0] == {"road": Briefing("road", "x")}


@given(briefing=briefings)
@settings(max_examples=tries(40))
def test_saving_any_text_is_exact_or_refused(tmp_path, briefing):
    before = briefing_bytes(tmp_path, "road")
    try:
        save_briefing(tmp_path, briefing, before)
    except ValueError:
        assert briefing_bytes(tmp_path, "road") == before
    else:
        assert load_briefings(tmp_path)[0]["road"] == tidy_briefing(briefing)


@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9", "com0"])
def test_what_windows_keeps_for_a_device_names_no_briefing(name, tmp_path):
    assert not is_briefing_id(name)
    assert is_briefing_id(briefing_id_from(name.upper()))
    with pytest.raises(ValueError, match="Windows"):
        save_briefing(tmp_path, Briefing(name, "A title"), None)
    assert is_briefing_id(f"{name}-2") and is_briefing_id(f"{name}x")

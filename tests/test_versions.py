"""A new version of a coded article: what settles itself, what is asked, and what is written."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import shipped_sample
from code_kit import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.coding.intake.text_ import read_text
from geodash.coding.versions.align import How, align, tokens, units
from geodash.coding.versions.answers import Decision, decisions_of
from geodash.coding.versions.days import day_questions
from geodash.coding.versions.figures import figures
from geodash.coding.versions.pending import Pending, drop, facts_of, keep, kept
from geodash.coding.versions.review import review
from geodash.coding.versions.shown import shown, to_decide
from geodash.coding.versions.take import Asked, OpenError, take
from geodash.collection.load import load
from geodash.domain.model import Collection, DateBasis

ID = "timely-diplomacy"
EDITS = (
    ("three important cities on", "two towns and a village on"),
    ("resulting in a loss of 49", "resulting in the loss of at least 49"),
    ("for both sides to end hostilities immediately, while", "on both sides to end hostilities at once, while"),
    (" and has stated that it will submit the matter to the UN Security Council", ""),
    ("The EU has recently been making", "The EU has been making"),
)  # fmt: skip
FRESH = "Fighting broke out again this week."


def edited(body: str) -> str:
    """The article as its publisher corrected it: 67 passages, four of them to decide on."""
    for old, new in EDITS:
        assert old in body
        body = body.replace(old, new)
    return f"{FRESH}\n\n{body}"


def nowhere(_: str) -> list[dict]:
    return []


@pytest.fixture(scope="module")
def corpus() -> Collection:
    return shipped_sample.corpus()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return collection_in(tmp_path)


def collection_in(parent: Path) -> Path:
    """The shipped collection, copied."""
    made = parent / "c"
    made.mkdir()
    shutil.copytree(ROOT / "articles", made / "articles")
    for name in (*(p.name for p in ROOT.glob("*.csv")), "datapackage.json", "wording.yaml"):
        shutil.copy(ROOT / name, made)
    return made


def pending(collection: Collection, body: str, article_id: str = ID) -> Pending:
    facts = facts_of(collection.articles[article_id])
    return Pending(article_id, read_text(body.encode(), "x.txt"), facts, "x.txt")


def answers(asked: Asked, **given: dict) -> dict[str, Decision]:
    """The same words everywhere, what is gone gone; ``given`` by the kind of question."""
    found = {}
    for q in asked.review.questions:
        facts = {f.id: {"n": f.chosen or 0} for f in asked.facts[q.id]}
        plain = {"answer": "gone" if q.gone else "same", "facts": facts, "bare": "withdraw"}
        found[q.id] = plain | given.get("gone" if q.gone else "edited", {})
    for n in asked.review.loose:
        found[f"note-{n}"] = {"answer": "leave"}
    return decisions_of(found)


# ------------------------------------------------------------------------------------ alignment


@settings(max_examples=tries(60), deadline=None)
@given(
    st.lists(st.sampled_from(["A man came.", "He went home.", "It rained on 3 May.", "Nobody knew why.",
                              "# Losses", "“Stop”, he said.", "شرح الخبر.", "Ո՞վ եկավ։ ", "😀 49 men."]), max_size=9),
    st.lists(st.sampled_from(["A man came.", "He went away.", "It rained on 4 May.", "Nobody knew why, or how.",
                              "# Losses", "“Stop”, she said.", "شرح الخبر.", "😀 at least 49 men."]), max_size=9),
)  # fmt: skip
def test_every_sentence_of_both_texts_is_told_of_once(old: list[str], new: list[str]) -> None:
    before, after = "\n\n".join(old), "\n\n".join(new)
    pairs = align(before, after)
    assert [p.old.n for p in pairs if p.old] == [u.n for u in units(before)]
    told = [p.new for p in pairs if p.new]
    words = [t.start for unit in told for t in unit.tokens]
    assert len(words) == len(set(words))
    assert sorted(words) == [t.start for u in units(after) for t in u.tokens]
    for pair in pairs:
        if pair.how in (How.SAME, How.MOVED):
            assert pair.old and pair.new and pair.old.words == pair.new.words
        if pair.old and pair.new:
            whole = pair.carried(pair.old.start, pair.old.end)
            assert whole is None or (pair.new.start <= whole[0] < whole[1] <= pair.new.end)


def test_the_same_text_settles_every_passage_where_it_stands(corpus: Collection) -> None:
    for article_id, article in corpus.articles.items():
        found = review(corpus, article_id, article.body)
        assert not found.questions and not found.fresh and not found.loose
        assert all(p.old == p.new for p in found.settled)


def test_typography_moved_paragraphs_and_inserts_ask_nothing(corpus: Collection) -> None:
    body = corpus.articles[ID].body
    first, second, *rest = body.split("\n\n")
    other = "\n\n".join([*rest, second, "Something else was said.", first])
    other = other.replace("’", "'").replace("‘", "'")
    found = review(corpus, ID, other)
    assert not found.questions
    assert len(found.settled) == 67
    for p in found.settled:
        assert p.new is not None
        was, now = body[slice(*p.old)], other[slice(*p.new)]
        assert was.replace("’", "'").replace("‘", "'") == now


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("a loss of 49 men", [(None, 49, None)]),
        ("at least 49 men", [(49, None, None)]),
        ("no more than 1,200 and more than ten", [(None, None, 1200), (10, None, None)]),
        ("between 40 and 50, or 3 to 5", [(40, None, 50), (3, None, 5)]),
        (
            "up to twenty; 12 or more; about 7",
            [(None, None, 20), (12, None, None), (None, 7, None)],
        ),
        ("no fewer than 8", [(8, None, None)]),
    ],
)
def test_figures_are_read_with_their_hedges(text: str, readings: list) -> None:
    assert [f.reading for f in figures(list(tokens(text, 0, len(text))))] == readings


# ------------------------------------------------------------------------------------ questions


def test_an_edited_sentence_is_asked_once_and_a_figure_is_a_question(corpus: Collection) -> None:
    asked = Asked.of(corpus, pending(corpus, edited(corpus.articles[ID].body)), nowhere)
    found = shown(asked, {}, nowhere)
    assert found["counts"] == {"passages": 67, "same": 56, "edited": 10, "sentences": 3, "gone": 1}
    assert to_decide(asked) == (
        "67 passages: 56 settle themselves; to decide: 3 edited sentences and 1 passage gone."
    )
    sotk, us, gone, eu = found["questions"]
    assert (sotk["under"], len(sotk["events"])) == ("¶3 · 4 events · a figure changed", 4)
    assert [f["said"] for f in sotk["facts"]] == [
        "“49” now reads “at least 49”. The event says 49."
    ]
    assert [o["label"] for o in sotk["facts"][0]["options"]] == [
        "At least 49: lowest 49, best figure left open", "Leave 49",
    ]  # fmt: skip
    assert sotk["remarks"] == [
        {"label": "Where", "said": "“three important cities” now reads “two towns and a village”. Jermuk, Goris and Sotk are as before."}
    ]  # fmt: skip
    notes = enumerate(corpus.articles[ID].notes)
    assert [n["n"] for n in sotk["notes"]] == [n for n, note in notes if "49 Armenian" in note.text]
    assert (us["kind"], gone["kind"], gone["answers"]) == ("edited", "gone", ["other", "gone"])
    assert [f["label"] for f in eu["facts"]] == ["When"]
    assert found["settled"]["said"] == "56 the same words, one paragraph further down"
    assert [r["text"] for r in found["fresh"]["rows"]] == [FRESH]
    # Both texts are whole in their columns.
    for side, body in (("old", asked.review.article.body), ("new", asked.review.body)):
        for block in found[side]:
            text = "".join(p["text"] for p in block["pieces"])
            assert body[block["at"] : block["at"] + len(text)] == text


def facts_after(corpus: Collection, article_id: str, old: str, new: str, label: str) -> list:
    body = corpus.articles[article_id].body
    assert old in body
    asked = Asked.of(corpus, pending(corpus, body.replace(old, new, 1), article_id), nowhere)
    return [f for q in asked.review.questions for f in asked.facts[q.id] if f.label == label]


def test_changed_days_are_questions(corpus: Collection) -> None:
    """An event of that one day moves with it; one that lasted from there begins later."""
    found = facts_after(corpus, ID, "Tuesday, 13 September", "Wednesday, 14 September", "When")
    ways = {f.options[-1].label: f for f in found}
    one, whole = ways["Leave 13 September 2022"], ways["Leave 13–15 September 2022"]
    assert [o.label for o in one.options[:2]] == ["14 September 2022", "Another day"]
    assert one.said == "“Tuesday, 13 September” now reads “Wednesday, 14 September”. The event says 13 September 2022."  # fmt: skip
    assert one.options[0].sets == {"date_start": "2022-09-14", "date_end": "2022-09-14"}
    assert whole.options[0].sets == {"date_start": "2022-09-14"}
    assert one.chosen == whole.chosen == 0
    # Words that no longer say when: what was worked out may stay, what was printed is asked about.
    lost = facts_after(corpus, ID, "midnight on Tuesday, 13 September", "midnight", "When")
    assert [(f.said[:31], f.options[0].label[:5], f.chosen) for f in lost] == [
        ("“Tuesday, 13 September” fell aw", "Leave", 0),
        ("“Tuesday, 13 September” fell aw", "Leave", 0),
    ]
    event = replace(corpus.events["cc-0041"], date_basis=DateBasis.STATED, date_note="")
    (pair,) = align("They came on 13 September.", "They came.")
    (asked,) = day_questions(event, pair, supports=True)
    assert asked.options[0].sets == {
        "date_basis": "inferred",
        "date_note": "The text no longer prints “13 September”.",
    }
    assert asked.chosen is None


def test_a_changed_actor_is_a_question(corpus: Collection) -> None:
    found = facts_after(
        corpus, ID, "US Secretary of State has", "Secretary-General of NATO has", "Who"
    )
    assert found and all(f.options[-1].label == "Leave United States" for f in found)


def test_other_names_are_questions(corpus: Collection) -> None:
    """A place that was replaced offers those of that name; an actor the one that is named now."""
    body = corpus.articles["lachin-corridor-blocked"].body
    new = body.replace("groups of Azerbaijanis blocked the Lachin Road", "groups of Azerbaijanis blocked the Goris Road")  # fmt: skip
    assert new != body

    def places(name: str) -> list[dict]:
        return [{"exact": True, "name": name, "kind": "road", "admin1": "", "country": "ARM",
                 "place_id": "x:1", "lat": 39.5, "lon": 46.3}] if name == "Goris" else []  # fmt: skip

    asked = Asked.of(corpus, pending(corpus, new, "lachin-corridor-blocked"), places)
    (where,) = [f for q in asked.review.questions for f in asked.facts[q.id] if f.label == "Where"]
    assert [o.label for o in where.options] == ["Goris, road in ARM", "Leave Lachin Road"]
    assert where.options[0].sets["place_id"] == "x:1"
    assert where.chosen is None


# ------------------------------------------------------------------------------------ taking it


def test_nothing_is_written_before_all_is_decided_then_all_at_once(folder: Path) -> None:
    before = load(folder)
    found = pending(before, edited(before.articles[ID].body))
    asked = Asked.of(before, found, nowhere)
    files = {p: p.read_bytes() for p in folder.rglob("*.*") if p.is_file()}
    given = answers(asked)
    for ident in given:
        with pytest.raises(OpenError, match="to decide"):
            take(folder, found, {k: v for k, v in given.items() if k != ident}, nowhere)
    assert {p: p.read_bytes() for p in files} == files
    sotk = asked.review.questions[0]
    given[sotk.id] = replace(given[sotk.id], notes=frozenset({1}))
    take(folder, found, given, nowhere)

    after = load(folder)
    assert after.articles[ID].body == found.body
    (earlier,) = (folder / "articles" / "_earlier").iterdir()
    assert earlier.read_bytes() == files[folder / "articles" / f"{ID}.md"]
    assert len(after.articles[ID].notes) == len(before.articles[ID].notes) - 1
    assert after.articles[ID].published_basis == before.articles[ID].published_basis
    mine = [m for m in after.mentions if m.article_id == ID]
    assert len(mine) == 66
    for m in mine:
        assert m.start is not None and found.body[m.start : m.end] == m.quote
    assert {m.mention_id for m in before.mentions if m.article_id != ID} <= {m.mention_id for m in after.mentions}  # fmt: skip
    toll = after.events["cc-0040"]
    assert (toll.deaths_low, toll.deaths_best) == (49, None)
    assert not [p for p in after.problems if p.severity == "error"]
    logged = [
        (c.table, c.id, c.column, c.before, c.after) for c in after.changes[len(before.changes) :]
    ]
    assert ("events", "cc-0040", "deaths_best", "49", "") in logged
    assert (
        "articles",
        ID,
        "",
        f"articles/_earlier/{earlier.name}",
        before.articles[ID].title,
    ) in logged
    assert all("A new version of" in c.why for c in after.changes[len(before.changes) :])
    # What wasn't asked about stays, byte for byte.
    assert (folder / "links.csv").read_bytes() == files[folder / "links.csv"]


def test_an_event_without_words_is_withdrawn_or_kept(folder: Path) -> None:
    before = load(folder)
    body = before.articles[ID].body
    line = next(
        b for b in body.split("\n\n") if b.startswith("Responding to the Armenian outreach")
    )
    found = pending(before, body.replace(f"{line}\n\n", ""))
    asked = Asked.of(before, found, nowhere)
    (question,) = asked.review.questions
    assert question.gone and set(shown(asked, {}, nowhere)["questions"][0]["alone"]) == {"cc-0047", "cc-0049"}  # fmt: skip
    without = answers(asked, gone={"bare": ""})
    assert "no words tell" in asked.open(without)[question.id]
    take(folder, found, answers(asked), nowhere)
    events = load(folder).events
    assert events["cc-0047"].withdrawn and "no longer tells it" in events["cc-0047"].note
    assert not events["cc-0048"].withdrawn  # other words tell it


def test_other_words_each_event_by_itself_and_what_cannot_be(folder: Path) -> None:
    before = load(folder)
    found = pending(before, edited(before.articles[ID].body))
    asked = Asked.of(before, found, nowhere)
    given = answers(asked)
    us = asked.review.questions[1]
    start = found.body.index("US Secretary of State")
    span = [start, start + len("US Secretary of State has called on both sides")]
    each = {e: {"answer": "same"} for e in us.events}
    each["cc-0048"] = {"answer": "other", "span": span}
    each["cc-0047"] = {"answer": "gone"}
    given[us.id] = Decision.from_json({"answer": "each", "each": each, "bare": "keep"})
    assert asked.open(given) == {}
    take(folder, found, given, nowhere)
    after = load(folder)
    quotes = [m.quote for m in after.mentions if m.article_id == ID and m.event_id == "cc-0048"]
    assert "US Secretary of State has called on both sides" in quotes
    assert not [m for m in after.mentions if m.event_id == "cc-0047"]
    assert not after.events["cc-0047"].withdrawn
    for wrong in ({"answer": "same"}, {"answer": "other", "span": [5, 4]}, {"answer": "other"}, {"answer": "x"}):  # fmt: skip
        gone = asked.review.questions[2]
        assert gone.id in asked.open(given | {gone.id: Decision.from_json(wrong)})
    for wrong in (None, [], {"q": 1}, {"q": {"answer": "same", "span": ["a"]}}, {"q": {}}):
        with pytest.raises(ValueError):
            decisions_of(wrong)


def test_a_disk_that_refuses_changes_nothing(folder: Path, monkeypatch) -> None:
    before = load(folder)
    found = pending(before, edited(before.articles[ID].body))
    given = answers(Asked.of(before, found, nowhere))
    files = {p: p.read_bytes() for p in folder.rglob("*.*") if p.is_file()}
    replaced = Path.replace
    done = []

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "mentions.csv" and not done:
            done.append(1)
            raise OSError(28, "No space left on device")
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError):
        take(folder, found, given, nowhere)
    assert done and {p: p.read_bytes() for p in files} == files


def test_a_review_is_kept_until_it_is_given_up(folder: Path) -> None:
    before = load(folder)
    found = replace(pending(before, edited(before.articles[ID].body)), state={"answers": {}})
    assert kept(folder, ID) is None
    keep(folder, found)
    assert kept(folder, ID) == found
    (file,) = (folder / ".geodash" / "versions").iterdir()
    file.write_bytes(file.read_bytes()[:-7])
    assert kept(folder, ID) is None  # torn: as if there were none
    drop(folder, ID)
    drop(folder, ID)
    assert not file.exists()

"""What the page Code shows of an article: marks, events, the card, what is missing, what was typed."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from geodash.coding.desk.answers import toll
from geodash.coding.desk.answers_days import days
from geodash.coding.desk.rows import Rows, read_rows
from geodash.coding.desk.state import State
from geodash.coding.sentences import sentences_of
from geodash.web.api import routes
from geodash.web.desks import Desks
from geodash.web.served import Served

ROOT = Path(__file__).parents[1]
ARTICLE = "timely-diplomacy"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def served() -> Served:
    return Served(ROOT, edit=True)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return read_rows(ROOT)


def view(served: Served, event: str = "", article: str = ARTICLE, **state: Any) -> Json:
    return Desks(served).of(served.site()).view(State.from_json(state), article, event)


def changed(table: str, ident: str, now: Json | None, was: Json | None = None) -> Json:
    return {table: {ident: {"was": was, "now": now}}}


def new_event(rows: Rows, **cells: str) -> Json:
    """A draft's new event with one passage of the article."""
    event = dict.fromkeys(rows.columns["events"], "") | {
        "event_id": "~1", "status": "reported", "date_kind": "within", **cells,
    }  # fmt: skip
    mention = dict.fromkeys(rows.columns["mentions"], "") | {
        "mention_id": "~m1", "event_id": "~1", "article_id": ARTICLE, "start": "0", "end": "10",
        "quote": "Azerbaijan", "supports": "what",
    }  # fmt: skip
    return changed("events", "~1", event) | changed("mentions", "~m1", mention)


def test_an_untouched_article_is_shown_as_it_is(served: Served) -> None:
    found = view(served)
    told = {m.event_id for m in served.site().collection.mentions if m.article_id == ARTICLE}
    assert {e["id"] for e in found["events"]} == told
    assert {e["state"] for e in found["events"]} == {"saved"}
    assert not [p for p in found["problems"] if p["severity"] != "info"]
    body = served.site().collection.articles[ARTICLE].body
    assert len(found["coverage"]) == len(sentences_of(body))
    for block in found["pieces"]:  # the pieces of a block are its text, whole
        assert all(a["end"] == b["start"] for a, b in pairwise(block))


def test_a_new_event_lacks_what_its_card_says(served: Served, rows: Rows) -> None:
    card = view(served, "~1", rows=new_event(rows))["card"]
    assert [g["row"] for g in card["gaps"]] == ["title", "kind", "when", "where", "who"]
    assert card["gaps"][3]["words"] == "Still missing: a place, or say that none is given."
    assert card["title"] == "" and card["new"] and card["passages"][0]["text"] == "Azerbaijan"
    filled = new_event(
        rows, title="Azerbaijan acts", event_type="ASSAULT", actors="azerbaijan", date_basis="stated",
        date_start="2022-09-13", date_end="2022-09-13",
    )  # fmt: skip
    card = view(served, "~1", rows=filled, looked=["~1|where"])["card"]
    assert card["gaps"] == []
    assert card["kind_words"] == "Violence: shots, shelling, a town taken"


def test_a_loaded_word_a_long_title_and_a_reversed_date_hold_an_event_back(
    served: Served, rows: Rows
) -> None:
    def gaps(**cells: str) -> str:
        made = new_event(rows, **{"event_type": "ASSAULT", "title": "A title", **cells})
        looked = ["~1|where", "~1|when", "~1|who"]
        found = view(served, "~1", rows=made, looked=looked)["card"]["gaps"]
        return " ".join(g["words"] for g in found)

    assert gaps() == ""
    assert "aggression" in gaps(title="Azerbaijan begins its aggression")
    assert gaps(title="Azerbaijan begins its “aggression”") == ""
    assert "90 characters" in gaps(title="x" * 91)
    assert "before the first day" in gaps(date_start="2022-09-14", date_end="2022-09-13")


def test_choices_carry_the_cells_that_they_set(served: Served) -> None:
    card = view(served, "cc-0041")["card"]
    by_key = {row["key"]: row for row in card["rows"]}
    assert [r["number"] for r in card["rows"]] == [2, 3, 4, 5, None, None, None]
    role = by_key["where"]["parts"][0]
    seat = next(o for o in role["options"] if o["set"]["place_role"] == "seat")
    assert seat["set"]["place_name"] == "" and seat["set"]["where_prec"] == ""
    for row in card["rows"]:
        for part in row["parts"]:
            if part["is"] == "menu":
                assert sum(o["on"] for o in part["options"]) <= 1


def test_hostile_cells_come_back_as_text(served: Served, rows: Rows) -> None:
    hostile = "<img src=x onerror=alert(1)>;=cmd|'\u202e\"\n"
    cells = {c: hostile for c in rows.columns["events"] if c not in ("event_id",)}
    found = view(served, "~1", rows=new_event(rows, **cells))
    assert found["card"] is not None
    json.dumps(found)


@pytest.mark.parametrize("given", [[], {"rows": 3}, {"rows": {"events": {"~1": 4}}}, "x"])
def test_what_is_no_draft_is_said_to_be_none(given: object) -> None:
    with pytest.raises(ValueError, match="draft"):
        State.from_json(given)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("13 September 2022", "2022-09-13", "2022-09-13"),
        ("13 September", "2022-09-13", "2022-09-13"),  # the year in which the article appeared
        ("13 to 15 September 2022", "2022-09-13", "2022-09-15"),
        ("between 30 August and 2 September 2022", "2022-08-30", "2022-09-02"),
        ("2022-09-13 to 2022-09-15", "2022-09-13", "2022-09-15"),
        ("September 2022", "2022-09-01", "2022-09-30"),
        ("2020", "2020-01-01", "2020-12-31"),
    ],
)
def test_days_are_read_as_they_are_typed(served: Served, text: str, first: str, last: str) -> None:
    article = served.site().collection.articles[ARTICLE]
    (answer,) = days(text, article)["answers"]
    cells = {"date_start": first, "date_end": last, "date_basis": "inferred"}
    assert answer["set"] == cells
    assert days(text, article, printed=True)["answers"][0]["set"]["date_basis"] == "stated"


def test_a_day_that_the_words_have_is_printed(served: Served) -> None:
    article = served.site().collection.articles[ARTICLE]
    found = days("13 Sept 2022", article, words="It began on September 13, he said.")
    assert found["answers"][0]["set"]["date_basis"] == "stated"
    found = days("12 Sept 2022", article, words="It began on 13 September.")
    assert found["answers"][0]["set"]["date_basis"] == "inferred"


def test_a_day_that_stands_beside_the_words_needs_no_how(served: Served) -> None:
    article = served.site().collection.articles[ARTICLE]
    body = (
        "On Tuesday the 3rd nothing happened. On 5 May 2022, after a day of talks, they signed.\n\n"
        "They met again on 8 May."
    )
    told = replace(article, body=body, published_latest=date(2022, 5, 20))
    at = body.index("they signed")
    (answer,) = days("5 May 2022", told, at=at)["answers"]
    assert answer["set"]["date_basis"] == "stated" and "5 May 2022" in answer["detail"]
    assert body[answer["words"]["start"] : answer["words"]["end"]] == "5 May 2022"
    # What follows from the words has how it follows; another paragraph's day is not beside them.
    (again,) = days("8 May 2022", told, at=body.index("They met"))["answers"]
    assert "year follows" in again["set"]["date_note"]
    (far,) = days("8 May 2022", told, at=at)["answers"]
    assert far["set"]["date_basis"] == "inferred" and "words" not in far


def test_a_day_is_told_as_the_article_tells_it_with_how_it_follows(served: Served) -> None:
    article = served.site().collection.articles[ARTICLE]
    (answer,) = days("Tuesday", article, at=article.body.index("Tuesday, 13"))["answers"]
    assert answer["set"]["date_start"] < str(article.published_latest)
    assert answer["set"]["date_basis"] == "inferred"
    assert answer["detail"] == answer["set"]["date_note"] and "Tuesday before" in answer["detail"]
    # Of a passage that prints a date for it, the basis is that of the date.
    (later,) = days("that day", article, at=article.body.index("The attacks took place"))["answers"]
    assert later["set"]["date_basis"] == "inferred"
    unknown = replace(article, published_earliest=None, published_latest=None)
    assert "appeared" in days("Tuesday", unknown, at=0)["error"]


def test_countries_are_found_by_their_names(served: Served) -> None:
    places = Desks(served).of(served.site()).places
    first = [places.countries(name)["answers"][0] for name in ("kenya", "Turk", "ivory", "congo")]
    assert [a["id"] for a in first] == ["KEN", "TUR", "CIV", "COG"]
    assert places.countries("Deutschland")["answers"][0]["id"] == "DEU"
    assert places.countries("Qqqq")["error"] and not places.countries("")["error"]
    named = ("Kenyan army", "Government of the Comoros", "Red Cross", "Armenia–Iran commission")
    assert [[a["id"] for a in places.countries_in(n)] for n in named] == [["KEN"], ["COM"], [], []]


def test_what_is_no_day_or_toll_says_why() -> None:
    assert "date" in days("soon", None)["error"]
    assert days("15 to 13 September 2022", None)["error"]
    assert toll("many")["error"] and toll("20 to 10")["error"]


@pytest.mark.parametrize(
    ("text", "low", "best", "high"),
    [("49", "49", "49", "49"), ("at least 40", "40", "40", ""), ("10 to 20", "10", "", "20"),
     ("1,000", "1000", "1000", "1000"), ("10/12/20", "10", "12", "20"), ("up to 5", "", "5", "5")],
)  # fmt: skip
def test_tolls_are_read_as_they_are_typed(text: str, low: str, best: str, high: str) -> None:
    (answer,) = toll(text)["answers"]
    assert answer["set"] == {"deaths_low": low, "deaths_best": best, "deaths_high": high}


def test_places_stand_near_those_of_the_same_sentence(served: Served) -> None:
    places = Desks(served).of(served.site()).places
    body = served.site().collection.articles[ARTICLE].body
    found = places.find("Jermuk", ARTICLE, body.index("Jermuk, Goris and Sotk"), "scene", "2")
    first = found["answers"][0]
    assert "Armenia" in first["detail"] and first["set"]["where_prec"] == "2"
    assert found["answers"][-1]["km"] > first["km"]
    assert places.find("Qqqqzz", ARTICLE, None, "", "")["error"]
    # What is only called alike says so; what begins so is no guess.
    alike, begun = (places.find(name, ARTICLE, None, "", "") for name in ("Jermouck", "Jerm"))
    assert alike["answers"][0]["guessed"] and alike["error"].endswith("one of these?")
    assert not begun["answers"][0]["guessed"] and not begun["error"]


def test_what_lies_somewhere_in_a_province_has_the_point_of_its_area(served: Served) -> None:
    desk = Desks(served).of(served.site())
    for role in ("scene", "subject"):
        found = desk.places.find("Anjouan", ARTICLE, None, role, "")["answers"][0]["set"]
        area = next(a for a in (desk.places._areas.get(found["area_id"]),) if a)
        assert found["where_prec"] == "4" and found["place_id"]
        assert (float(found["latitude"]), float(found["longitude"])) == pytest.approx(
            (area.latitude, area.longitude), abs=1e-4
        )


def test_a_year_that_the_words_print_is_printed() -> None:
    told = "Mohamed Bacar seized control of Anjouan in a 2001 military coup."
    for typed, basis in (("2001", "stated"), ("2002", "inferred")):
        (answer,) = days(typed, None, words=told)["answers"]
        assert answer["set"]["date_basis"] == basis


def test_nothing_is_answered_without_edit_and_a_step_is_quick(served: Served) -> None:
    from starlette.applications import Starlette

    closed = TestClient(Starlette(routes=routes(Served(ROOT))))
    for path in ("article/" + ARTICLE, "place?q=Goris", "read?text=1", "events?q=a"):
        answer = closed.get(f"/api/code/{path}")
        assert answer.status_code == 403 and "--edit" in answer.json()["error"]
    assert closed.post("/api/code/view", content=b"{}").status_code == 403
    open_ = TestClient(Starlette(routes=routes(served)))
    assert open_.get(f"/api/code/article/{ARTICLE}").json()["article"]["id"] == ARTICLE
    asked = json.dumps({"article": ARTICLE, "event": "cc-0041", "state": None})
    open_.post("/api/code/view", content=asked)
    begun = time.process_time()
    assert open_.post("/api/code/view", content=asked).json()["card"]["id"] == "cc-0041"
    assert time.process_time() - begun < 0.1
    assert open_.post("/api/code/view", content=b"[1]").status_code == 400


def test_a_point_set_by_hand_stays_on_the_side_of_the_border_that_the_words_name(
    served: Served,
) -> None:
    desk = Desks(served).of(served.site())
    near = desk.point("39.84", "45.67", "10", "on the Armenian side, near a village")["set"]
    assert near["where_prec"] == "2" and near["latitude"] == "39.84" and near["place_id"] == ""
    assert desk.point("39.84", "45.67", "1", "")["set"]["where_prec"] == "1"
    across = desk.point("40.4", "47.5", "1", "near a village in Armenia")["error"]
    assert across == "This is in Azerbaijan; the place was said to be in Armenia."
    assert "area" in desk.point("39.84", "45.67", "60", "")["error"]
    assert desk.point("north", "45.67", "1", "")["error"]
    assert desk.point("95", "45.67", "1", "")["error"]


def test_each_value_of_the_table_can_be_typed_as_it_stands(served: Served) -> None:
    desk = Desks(served).of(served.site())
    table = desk.view(State(), ARTICLE, "", table=True)["table"]
    cells = {r["id"]: r["cells"] for r in table["rows"]}
    items = [(r["id"], k, text) for r in table["rows"] for k, text in r["text"].items() if text]
    keep = {
        "place_name",
        "date_basis",
        "latitude",
        "longitude",
        "where_prec",
        "place_id",
        "deaths_high",
    }
    for (ident, column, text), found in zip(
        items, desk.typed(State(), ARTICLE, items), strict=True
    ):
        assert "set" in found, (column, text, found)
        said = {c: v for c, v in found["set"].items() if c not in keep}
        assert said == {c: cells[ident].get(c, "") for c in said}, (column, text)
    assert {f for r in table["rows"] for f in r["facts"]} >= {"said", "worked", "unsaid"}


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("who", "Armenia and Nobodyland", "No actor is called “Nobodyland”"),
        ("whom", "Armenia; Azerbaijan", {"recipients": "armenia;azerbaijan"}),
        ("where", "Qqqq", "No place is called “Qqqq”"),
        ("where", "Springfield", "places are called “Springfield”"),
        ("when", "soon", "date"),
        ("kind", "nonsense", "is no kind"),
        ("kind", "32", {"event_type": "DISAPPROVE"}),
        ("says", "they say", "Write “the article”"),
        ("says", "Armenia, denied", {"status": "disputed", "attributed_to": "armenia"}),
        ("says", "", {"status": "reported", "attributed_to": ""}),
        ("who", "", {"actors": ""}),
        ("title", " A  title\n", {"title": "A title"}),
        ("event_id", "x", "no such cell"),
    ],
)  # fmt: skip
def test_what_a_cell_can_t_hold_is_turned_back_with_the_reason(
    served: Served, column: str, text: str, said: object
) -> None:
    (found,) = Desks(served).of(served.site()).typed(State(), ARTICLE, [("cc-0041", column, text)])
    if isinstance(said, dict):
        assert found["set"] == said
    else:
        assert str(said) in found["error"]


def test_an_edited_workbook_is_changes_of_the_draft_and_nothing_is_written(
    served: Served, tmp_path: Path
) -> None:
    import openpyxl
    from starlette.applications import Starlette

    client = TestClient(Starlette(routes=routes(served)))
    sent = client.get(f"/api/events.xlsx?article={ARTICLE}&bg=1")
    assert sent.status_code == 200
    (file := tmp_path / "w.xlsx").write_bytes(sent.content)
    book = openpyxl.load_workbook(file)
    sheet = book["Events"]
    at = {c.value: n for n, c in enumerate(sheet[1], start=1)}
    row = next(r for r in range(2, 40) if sheet.cell(r, at["event_id"]).value == "cc-0041")
    sheet.cell(row, at["note"]).value = "Changed in a workbook"
    book.save(file)
    before = (ROOT / "events.csv").read_bytes()
    found = client.post("/api/code/workbook", content=file.read_bytes()).json()
    assert found["cells"] == [
        {"table": "events", "id": "cc-0041", "column": "note", "text": "Changed in a workbook"}
    ]
    assert (ROOT / "events.csv").read_bytes() == before
    assert client.post("/api/code/workbook", content=b"no workbook").status_code == 400


def remedies(found: Json, code: str) -> dict[str, Json]:
    (told,) = [p for p in found["problems"] if p["code"] == code and p["event"] == "~1"][:1]
    return {r["label"]: r for r in told["remedies"]}


def test_a_loaded_word_is_replaced_by_a_press(served: Served, rows: Rows) -> None:
    made = new_event(rows, title="Azerbaijan liberates a town", event_type="ASSAULT")
    ways = remedies(view(served, "~1", rows=made), "wording")
    assert ways["Write “takes”"]["set"] == {"title": "Azerbaijan takes a town"}
    quoted = new_event(rows, title="“liberates”: Azerbaijan liberates", event_type="ASSAULT")
    ways = remedies(view(served, "~1", rows=quoted), "wording")
    assert ways["Write “takes”"]["set"] == {"title": "“liberates”: Azerbaijan takes"}


def test_words_reach_for_the_name_that_they_lack(served: Served, rows: Rows) -> None:
    body = served.site().collection.articles[ARTICLE].body
    at = body.index("entered into a fresh round of violence")
    made = new_event(rows, title="Fighting", event_type="ASSAULT", actors="armenia")
    made["mentions"]["~m1"]["now"] |= {
        "quote": "entered into a fresh round of violence", "start": str(at), "end": str(at + 38),
    }  # fmt: skip
    (first, *_) = remedies(view(served, "~1", rows=made), "unsupported-who").values()
    words = first["words"]
    assert words["mention"] == "~m1" and words["fact"] == "who"
    assert body[words["start"] : words["end"]].startswith("Armenia entered into")
    assert first["label"].startswith("Begin the words at “Armenia")
    # A name in the words themselves only wants to be said; one elsewhere is taken from there.
    made["mentions"]["~m1"]["now"] |= {"quote": body[:at], "start": "0", "end": str(at)}
    (first, *_) = remedies(view(served, "~1", rows=made), "unsupported-who").values()
    assert "in these words says so" in first["label"]
    # A word of a name may be it, however it is written.
    at = body.index("Azerbaijani forces")
    actor = dict.fromkeys(rows.columns["actors"], "") | {"actor_id": "~a1", "name": "Border Forces", "kind": "other"}  # fmt: skip
    part = new_event(rows, title="Fighting", event_type="ASSAULT", actors="~a1")
    part["mentions"]["~m1"]["now"] |= {"quote": body[at : at + 18], "start": str(at), "end": str(at + 18)}  # fmt: skip
    found = view(served, "~1", rows=part | changed("actors", "~a1", actor))
    assert "“forces” in these words says so" in remedies(found, "unsupported-who")
    made["events"]["~1"]["now"] |= {"actors": "france"}
    (first, *_) = remedies(view(served, "~1", rows=made), "unsupported-who").values()
    assert first["label"].startswith("Take “") and first["words"]["mention"] == ""
    # A name that only a heading has is offered with the heading, not without words.
    actor = dict.fromkeys(rows.columns["actors"], "") | {"actor_id": "~a1", "name": "Western Interests", "kind": "other"}  # fmt: skip
    made["events"]["~1"]["now"] |= {"actors": "~a1"}
    found = view(served, "~1", rows=made | changed("actors", "~a1", actor))
    (first, *_) = remedies(found, "unsupported-who").values()
    assert body[slice(first["words"]["start"], first["words"]["end"])].startswith("Western Inter")


def test_words_that_have_the_toll_and_the_day_can_say_so(served: Served, rows: Rows) -> None:
    body = served.site().collection.articles[ARTICLE].body
    at = body.index("resulting in a loss of 49 Armenian soldiers")
    cells = {"deaths_low": "49", "deaths_best": "49", "deaths_high": "49", "deaths_of": "armenia"}
    made = new_event(rows, title="Fighting", event_type="ASSAULT", actors="azerbaijan", **cells)
    made["mentions"]["~m1"]["now"] |= {
        "quote": body[at : at + 43], "start": str(at), "end": str(at + 43),
    }  # fmt: skip
    ways = remedies(view(served, "~1", rows=made), "unsupported-toll")
    assert ways["“49” in these words says so"]["words"]["fact"] == "toll"
    made["events"]["~1"]["now"] |= {"deaths_low": "4", "deaths_best": "4", "deaths_high": "4"}
    ways = remedies(view(served, "~1", rows=made), "unsupported-toll")
    assert list(ways) == ["Select the words, then press 5"]


def test_what_is_proposed_names_actors_that_the_collection_lacks(
    served: Served, rows: Rows
) -> None:
    desk = Desks(served).of(served.site())
    state = State.from_json(
        {"rows": new_event(rows, event_type="ASSAULT"), "proposed": {"~1": {"actors": "narnia"}}}
    )
    actor = {"actor_id": "narnia", "name": "Narnia", "kind": "state"}
    card = desk.view(state, ARTICLE, "~1", [actor])["card"]
    (who,) = (r for r in card["rows"] if r["key"] == "who")
    assert who["ghost"] and "Narnia" in [p.get("text") for p in who["parts"]]
    table = desk.view(state, ARTICLE, "~1", [actor], table=True)["table"]
    (line,) = [r for r in table["rows"] if r["id"] == "~1"]
    assert line["text"]["who"] == ""
    assert line["ghost"]["who"] == {"row": "who", "text": "Narnia", "set": {"actors": "narnia"}}


def test_two_events_told_twice_become_the_older_and_what_differs_is_asked(
    served: Served, rows: Rows
) -> None:
    desk = Desks(served).of(served.site())
    events = rows.tables["events"]
    mine = {m["event_id"] for m in rows.tables["mentions"].values() if m["article_id"] == ARTICLE}
    away = next(i for i, e in events.items() if i not in mine and e["date_start"] and e["actors"])
    begun = {"title": "Another title", "actors": events[away]["actors"], "note": "A note"}
    state = State.from_json({"rows": new_event(rows, **begun)})
    found = desk.twins(state, ARTICLE, "~1", away)
    assert desk.twins(state, ARTICLE, away, "~1") == found
    assert (found["into"], found["gone"]) == (away, "~1")
    asked = {a["fact"]: a for a in found["asked"]}
    assert asked["title"]["set"] == {"title": "Another title"}
    assert (asked["title"]["stays"], asked["title"]["goes"]) == (
        events[away]["title"], "Another title",
    )  # fmt: skip
    # What the new one lacks is no question, nor a day of which only the kind is given.
    assert not {"when", "where", "toll"} & asked.keys()
    assert found["filled"].get("note", "A note") == "A note"
    assert found["rows"]["events"] == {away: events[away]}
    assert all(m["event_id"] == away for m in found["rows"]["mentions"].values())
    older, newer = sorted(mine, key=lambda i: int(i.split("-")[1]))[:2]
    both = desk.twins(State(), ARTICLE, newer, older)
    assert both["into"] == older
    for fact in both["asked"]:
        assert fact["stays"] and fact["goes"]
    with pytest.raises(ValueError, match="isn’t there"):
        desk.twins(State(), ARTICLE, older, "~9")


def test_one_side_s_word_is_not_done_as_the_article_s_before_it_was_looked_at(
    served: Served, rows: Rows
) -> None:
    filled = new_event(
        rows, title="Azerbaijan acts", event_type="ASSAULT", actors="azerbaijan", date_basis="stated",
        date_start="2022-09-13", date_end="2022-09-13",
    )  # fmt: skip
    claim = {"status": "claimed", "attributed_to": "armenia"}
    given: Json = {"rows": filled, "looked": ["~1|where"], "proposed": {"~1": claim}}
    found = view(served, "~1", **given)
    (gap,) = found["card"]["gaps"]
    assert gap["row"] == "says" and "one side alone says so" in gap["words"]
    # Nor by the press for all that lack nothing, whichever event is chosen.
    (line,) = (e for e in view(served, **given)["events"] if e["id"] == "~1")
    assert line["open"]
    taken = filled["events"]["~1"]["now"] | claim
    settled = (
        given | {"rows": filled | changed("events", "~1", taken)},
        given | {"looked": ["~1|where", "~1|says"]},
        given | {"refused": ["~1|says"]},
        given | {"proposed": {"~1": {"status": "reported"}}},
    )
    for state in settled:
        assert view(served, "~1", **state)["card"]["gaps"] == []


def test_the_same_told_elsewhere_offers_to_take_the_words(served: Served, rows: Rows) -> None:
    events = rows.tables["events"]
    here = {e["id"] for e in view(served)["events"]}
    other = next(
        e for i, e in events.items()
        if i not in here and e["place_id"] and e["event_type"] and e["date_start"]
        and e["place_role"] == "scene" and e["where_prec"] in ("1", "2") and not e["withdrawn"]
    )  # fmt: skip
    same = (
        "event_type",
        "place_id",
        "date_start",
        "date_end",
        "actors",
        "place_role",
        "where_prec",
    )
    made = new_event(rows, title="x", **{c: other[c] for c in same})

    def told(**more: Any) -> list[Json]:
        found = view(served, "~1", rows=made, **more)["problems"]
        return [p for p in found if p["code"] == "told-elsewhere"]

    add, not_it = told()[0]["remedies"]
    assert add["merge"] == other["event_id"] and add["title"] == other["title"]
    assert told(looked=[f"~1|{not_it['look']}"]) == told()[1:]
    made["events"]["~1"]["now"] |= {"where_prec": "6"}
    assert not told(), "two events in one country are seldom one"


def test_an_answer_is_linked_or_there_is_none(served: Served, rows: Rows) -> None:
    made = new_event(
        rows, title="Azerbaijan accuses Armenia", event_type="DISAPPROVE", actors="azerbaijan",
        recipients="armenia",
    )  # fmt: skip
    found = remedies(view(served, "~1", rows=made), "no-answer")
    assert any("link" in r and r["link"]["relation"] == "responds_to" for r in found.values())
    assert found["The text gives none"]["look"] == "answer"
    left = view(served, "~1", rows=made, looked=["~1|answer"])["problems"]
    assert "no-answer" not in [p["code"] for p in left if p["event"] == "~1"]

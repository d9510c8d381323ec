"""What is laid over a collection is what is there once it was saved: any edits."""

from __future__ import annotations

import pytest
from collection_kit import EVENT, LINK, MENTION2, SAID, make
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_draft import draft, row
from tries import tries

from geodash.coding.draft.errors import RefusedError
from geodash.coding.draft.overlay import overlay
from geodash.coding.draft.plan import Plan, plan
from geodash.coding.draft.rows import Draft
from geodash.collection.load import load_sources
from geodash.collection.sources import Sources
from geodash.domain.model import Collection

DAYS = [("", ""), ("2022-12-10", "2022-12-14"), ("12 December 2022", "2022-12-12")]
POINTS = [("", ""), ("39.5", "46.3"), ("39°12′N", "46.3")]
CELLS = {
    "title": ["Road blocked", "a; b", "=1+1", "“עברית”\n"],
    "actors": ["", "arm;aze", "~7", "aze;~7", "aze;;aze"],
    "place_name": ["Goris", ""],
    "where_prec": ["1", ""],
    "status": ["claimed", "", "reported"],
    "withdrawn": ["2026-01-31", ""],
    "note": ["x", ""],
}
EDIT = st.builds(
    lambda cells, days, point: {
        **cells,
        **(dict(zip(("date_start", "date_end"), days, strict=True)) if days else {}),
        **(dict(zip(("latitude", "longitude"), point, strict=True)) if point else {}),
    },
    st.fixed_dictionaries({}, optional={c: st.sampled_from(v) for c, v in CELLS.items()}),
    st.sampled_from([None, *DAYS]),
    st.sampled_from([None, *POINTS]),
)
QUOTES = st.sampled_from(["Armenia said", "Azerbaijan rejected this", "A heading", "on Tuesday"])
SUPPORTS = st.sampled_from(["what", "what;when", "who", ""])
PASSAGES = st.lists(st.tuples(st.sampled_from(["e1", "e2", "~1"]), QUOTES, SUPPORTS), max_size=3)
RELATIONS = st.sampled_from(["denies", "part_of", "about"])
ENDS = st.sampled_from([("e1", "e2"), ("~1", "e1"), ("~1", "e2"), ("e2", "~1")])
LINKS = st.lists(st.tuples(ENDS, RELATIONS).map(lambda k: (*k[0], k[1])), max_size=3)


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return Sources.of(make(tmp_path_factory.mktemp("laid")))


@pytest.fixture(scope="module")
def before(sources: Sources) -> Collection:
    return load_sources(sources)


def edited(
    one: dict[str, str],
    other: dict[str, str],
    new: dict[str, str],
    words: object,
    links: object,
    *,
    gone: bool,
) -> Draft:
    passages = {
        f"~{n}": row(None, mention_id=f"~{n}", event_id=e, article_id="road", quote=q, supports=s)
        for n, (e, q, s) in enumerate(words, start=20)  # type: ignore[call-overload]
    }
    joined = {
        "|".join(k): row(None, from_event=k[0], to_event=k[1], relation=k[2])
        for k in links  # type: ignore[attr-defined]
    }
    if gone:
        passages["m2"] = {"was": MENTION2, "now": None}
        joined["e2|e1|about"] = {"was": LINK, "now": None}
    return draft(
        events={
            "e1": row(EVENT, **one),
            "e2": row(SAID, **other),
            "~1": row(None, **{"event_id": "~1", "title": "New", **new}),
        },
        mentions=passages,
        links=joined,
        actors={"~7": row(None, actor_id="~7", name="A town", kind="civilians")},
        considered={"~9": row(None, considered_id="~9", article_id="road", quote="A heading")},
        done=("e1", "e2", "~1"),
    )


def shown(collection: Collection, given_ids: dict[str, dict[str, str]]) -> str:
    """All rows, under the ids that were given."""
    rows = (
        *collection.events.values(), *collection.mentions, *collection.links,
        *collection.actors.values(), *collection.considered,
    )  # fmt: skip
    text = "\n".join(sorted(map(repr, rows)))
    for table, ids in given_ids.items():
        column = {"mentions": "mention_id", "considered": "considered_id"}.get(table)
        for old, new in ids.items():
            text = text.replace(
                f"{column}='{old}'" if column else f"'{old}'",
                f"{column}='{new}'" if column else f"'{new}'",
            )
    return "\n".join(sorted(text.splitlines()))


@settings(max_examples=tries(60), deadline=None)
@given(EDIT, EDIT, EDIT, PASSAGES, LINKS, st.booleans())
def test_what_is_shown_is_what_is_saved(
    sources: Sources, before: Collection, one: dict[str, str], other: dict[str, str], new: dict[str, str],
    words: list[tuple[str, str, str]], links: list[tuple[str, str, str]], gone: bool,
) -> None:  # fmt: skip
    changes = edited(one, other, new, words, links, gone=gone)
    try:
        made: Plan = plan(sources, changes, known=before)
    except RefusedError:
        assume(False)
        return
    found = overlay(before, made.ready.going)
    ids = {table: dict(given_ids) for table, given_ids in made.given.items()}
    assert shown(found, ids) == shown(made.after, ids)

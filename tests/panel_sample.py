"""A small collection for the panel's tests: the fighting of 13 September and its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from geodash.domain.kinds import EventType
from geodash.domain.model import (
    Actor,
    Article,
    Collection,
    DateBasis,
    EditorNote,
    Event,
    Fact,
    Link,
    Mention,
    PlaceRole,
    Relation,
    Stance,
    Status,
)

BODY = """\
Azerbaijan and Armenia entered into a fresh round of violence soon after midnight on Tuesday, 13 September, each accusing the other of undue provocation and claiming to have responded ‘proportionately’.

Based on the information currently available, Azerbaijan is said to have fired mortar shells at Armenian troops stationed along the border. Azerbaijan defends this move by claiming that Armenian forces were amassing ammunition and setting up landmines along the border, and had even fired at Azerbaijani posts, bringing the Azerbaijani border districts under threat.

## Losses on Both Sides

The attacks took place near three important cities on the Armenian side, Jermuk, Goris and Sotk, according to a statement issued by the Armenian Defense Ministry, resulting in a loss of 49 Armenian soldiers. Armenia’s defense ministry claims that attacks were also made against civilian infrastructure. The losses on the Azerbaijani side have not been reported or confirmed although the Defense Ministry has acknowledged damage to its military installations.

Responding to the Armenian outreach, US Secretary of State has called for both sides to end hostilities immediately.

Exclusive Report of The Caucasus Center"""

BODY_2 = """\
And until 26 August, it was patrolling the Lachin strip. Fighting near Jermuk broke out in October."""

DAY = date(2022, 9, 13)

ACTORS = (
    Actor("armenia", "Armenia", "state", "ARM"),
    Actor("arm-mod", "Armenia’s Ministry of Defence", "military", "ARM", "armenia"),
    Actor("azerbaijan", "Azerbaijan", "state", "AZE"),
    Actor("aze-forces", "Azerbaijani armed forces", "military", "AZE", "azerbaijan"),
    Actor("usa", "United States", "state", "USA"),
    Actor("villagers", "villagers", "civilians"),
)

ARTICLES = (
    Article(
        "timely",
        "Can Timely Diplomacy Avert a Second Armenia-Azerbaijan Conflict?",
        BODY,
        publisher="The Caucasus Center",
        credit="Exclusive Report of The Caucasus Center",
        genre="analysis",
        published_earliest=DAY,
        published_latest=date(2022, 9, 30),
        published_basis="From the weekday.",
        notes=(
            EditorNote("2026-11-22", "editors", "“A loss of 49” is the article’s wording.", "text"),
            EditorNote("2026-11-22", "editors", "The title counts conflicts.", ""),
        ),
    ),
    Article("other", "Another view", BODY_2, publisher="The Caucasus Center"),
)


def _attack(event_id: str, place: str, lat: float, lon: float) -> Event:
    return Event(
        event_id,
        f"Attack near {place}, says Armenia’s Ministry of Defence",
        date_start=DAY,
        date_end=DAY,
        date_basis=DateBasis.STATED,
        date_note="year from the weekday",
        place_name=place,
        latitude=lat,
        longitude=lon,
        where_prec=2,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("aze-forces",),
        recipients=("armenia",),
        status=Status.CLAIMED,
        attributed_to=("arm-mod",),
    )


EVENTS = (
    Event(
        "cc-1",
        "Attacks near Goris, Jermuk and Sotk, says Armenia’s Ministry of Defence",
        date_start=DAY,
        date_end=DAY,
        date_basis=DateBasis.STATED,
        area_id="",
        where_prec=5,
        latitude=39.8,
        longitude=45.9,
        place_role=PlaceRole.SCENE,
        event_type=EventType.ASSAULT,
        actors=("aze-forces",),
        recipients=("armenia",),
        status=Status.CLAIMED,
        attributed_to=("arm-mod",),
        deaths_best=49,
        deaths_low=49,
        deaths_of=("armenia",),
    ),
    _attack("cc-2", "Jermuk", 39.84, 45.67),
    _attack("cc-3", "Goris", 39.51, 46.34),
    _attack("cc-4", "Sotk", 40.2, 45.87),
    Event(
        "cc-5",
        "Armenian forces fired at border posts, says Azerbaijan",
        date_start=DAY,
        date_end=DAY,
        date_basis=DateBasis.INFERRED,
        date_note="the same night",
        event_type=EventType.ASSAULT,
        actors=("armenia",),
        recipients=("azerbaijan",),
        status=Status.CLAIMED,
        attributed_to=("azerbaijan",),
    ),
    Event(
        "cc-6",
        "United States calls for an end to hostilities",
        date_start=DAY,
        date_end=date(2022, 9, 30),
        date_basis=DateBasis.INFERRED,
        date_note="within the window of publication",
        latitude=38.9,
        longitude=-77.04,
        place_role=PlaceRole.SEAT,
        about_places=("geonames:174884",),
        event_type=EventType.DEMAND,
        actors=("usa",),
        recipients=("armenia", "azerbaijan"),
    ),
    Event("cc-7", "Nobody knows when or where"),
    Event(
        "cc-8",
        "A wrong event",
        withdrawn=date(2023, 1, 2),
        note="It was another town.",
        event_type=EventType.AGREE,
    ),
    Event(
        "cc-9",
        "Attacks on civilian infrastructure, says Armenia’s Ministry of Defence",
        date_start=DAY,
        date_end=DAY,
        event_type=EventType.ASSAULT,
        actors=("aze-forces",),
        recipients=("villagers",),
        status=Status.CLAIMED,
        attributed_to=("arm-mod",),
    ),
)


def mention(mention_id: str, event_id: str, quote: str, supports: str, **more: object) -> Mention:
    article_id = str(more.pop("article_id", "timely"))
    body = next(a.body for a in ARTICLES if a.article_id == article_id)
    start = body.index(quote)
    facts = tuple(Fact(f) for f in supports.split())
    return Mention(
        mention_id, event_id, article_id, quote, start=start, end=start + len(quote),
        supports=facts, **more,
    )  # fmt: skip


SENTENCE = (
    "The attacks took place near three important cities on the Armenian side, Jermuk, Goris and "
    "Sotk, according to a statement issued by the Armenian Defense Ministry"
)
TOLL = "resulting in a loss of 49 Armenian soldiers"
FIRED = "had even fired at Azerbaijani posts"

MENTIONS = (
    mention("m1", "cc-1", SENTENCE, "what where who"),
    mention("m2", "cc-1", TOLL, "toll"),
    mention("m3", "cc-1", "Tuesday, 13 September", "when"),
    mention("m4", "cc-2", "The attacks took place near three important cities on the Armenian side, Jermuk", "what where"),
    mention("m5", "cc-2", "according to a statement issued by the Armenian Defense Ministry", "who"),
    mention("m6", "cc-2", "Tuesday, 13 September", "when"),
    mention("m7", "cc-3", SENTENCE, "what where"),
    mention("m8", "cc-4", SENTENCE, "what where"),
    mention("m9", "cc-5", FIRED, "what who"),
    mention("m10", "cc-6", "US Secretary of State has called for both sides to end hostilities immediately", "what who"),
    mention("m11", "cc-9", "attacks were also made against civilian infrastructure", "what"),
    mention(
        "m12", "cc-2", "Fighting near Jermuk broke out in October", "what when",
        article_id="other", stance=Stance.DISPUTES, disputes_what=("date",),
    ),
    mention("m13", "cc-8", "patrolling the Lachin strip", "what", article_id="other"),
    mention("m14", "cc-7", "each accusing the other of undue provocation", "what"),
)  # fmt: skip

LINKS = (
    Link("cc-2", "cc-1", Relation.PART_OF),
    Link("cc-3", "cc-1", Relation.PART_OF),
    Link("cc-4", "cc-1", Relation.PART_OF),
    Link("cc-5", "cc-1", Relation.RESPONDS_TO),
    Link("cc-6", "cc-1", Relation.ABOUT),
)


def sample() -> Collection:
    """The whole of it."""
    return Collection(
        path="sample",
        title="A sample",
        events={e.event_id: e for e in EVENTS},
        mentions=MENTIONS,
        links=LINKS,
        actors={a.actor_id: a for a in ACTORS},
        articles={a.article_id: a for a in ARTICLES},
        version="abc123",
    )


def without_links() -> Collection:
    """The same with nobody linked to anybody."""
    return replace(sample(), links=())


def sample_with(
    *events: Event, links: tuple[Link, ...] = (), mentions: tuple[Mention, ...] = ()
) -> Collection:
    """The same with more in it."""
    collection = sample()
    return replace(
        collection,
        events={**collection.events, **{e.event_id: e for e in events}},
        links=(*collection.links, *links),
        mentions=(*MENTIONS, *mentions),
    )

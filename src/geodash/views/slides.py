"""What one slide of a briefing says and shows: the words of the card, the map's frame, the day.

The live show, the single file, the handout and the PPTX are all made from these values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from geodash.domain.extent import Bounds, Interval, Point
from geodash.domain.kinds import AnyKind
from geodash.domain.notes import told

#: ``missing``: the event or the view is gone; composed as such, politely left out of the show.
Role = Literal["title", "event", "view", "closing", "missing"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of an article's words; ``coded`` where they are the event's own quote."""

    text: str
    coded: bool = False


@dataclass(frozen=True, slots=True)
class SlideAnswer:
    """What another party says: who, in our voice, and in theirs (``quote`` without marks).

    ``voice`` says where too (“Azerbaijan, same article”); a colon follows it unless the text
    ``runs_on`` from it (“Azerbaijan, same article,” “says that …”). It is blank where the one
    before goes on. ``asked``: it is what the slide's own event answers or is about, known by its
    title rather than by its words. ``silent``: of an answer that accuses somebody, or charges him
    in passing, that he gives none. With the quote alone go ``cautions``, which say whose the words are that take a side
    in it.
    """

    voice: str
    text: str
    quote: str = ""
    runs_on: bool = False
    asked: bool = False
    silent: str = ""
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of a list: an event, or all that one speaker says.

    ``when`` is the date of it and of the lines after it that have none; blank where the one before
    holds. ``voice`` is who speaks, where a line is a speaker's, with the colon if the text needs one.
    ``place`` is where, blank where the text says it.
    ``reply`` says in whole sentences what those answer whom it accuses, or that the articles give
    no answer; it stands once for the last ``replies_to`` lines.
    """

    events: tuple[str, ...]
    text: str
    when: str = ""
    voice: str = ""
    reply: str = ""
    replies_to: int = 1
    place: str = ""

    @property
    def told(self) -> str:
        """Who speaks, what, and where, as one text."""
        return " · ".join(filter(None, (f"{self.voice} {self.text}".strip(), self.place)))


@dataclass(frozen=True, slots=True)
class Frame:
    """What the map shows: either ``bounds`` (west, south, east, north) or centre and zoom.

    ``events`` are drawn, ``selected`` stand in brackets; degrees. ``aside`` are wholes among them
    that stand as their parts, ``parted`` those whose parts have places of their own: these say
    where it happened, and no area does. ``parties`` are the countries that they are of, whose names
    come before those of others.
    """

    bounds: Bounds | None = None
    center: Point | None = None
    zoom: float | None = None
    events: tuple[str, ...] = ()
    selected: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlideView:
    """One slide, everything said in plain text (unescaped).

    ``number`` counts from 1 in the order shown, title and closing slide included; 0 for a
    ``missing`` one, whose ``reason`` says why. ``date_note`` is such as “year inferred”;
    ``account`` is the badge in words;
    ``precision`` explains the mark's edge (“within about 25 km of the town”), of several events which countries
    stand for what is known no closer; ``source`` has the
    publication window; ``sentence`` is the filter in words with its denominators. ``wide``: it has
    so much to say that its words take more than half of it.

    Of an event: ``others`` names those who speak of it beside the answers; ``silent`` those of whom the articles
    give no answer; ``figures`` says whose dead have no figure; ``remark`` is the briefing's own
    sentence, also of a view; ``editors`` are the editors' notes on it, and ``in_sight`` those of them that always
    stand on the slide, unless a remark of ours tells what the notes say: a side's answer that the article lacks, a
    correction.

    Of a view: ``rows`` are its lines, ``unlisted`` those of one with too many, which stand in the
    notes; ``counts`` are kind, its words and how many, on the first of its slides.

    ``lines`` are the publishers and windows of a title slide, the numbered sources of a closing
    slide; ``notices`` of a closing slide the boundary note, attribution, licences and version.
    """

    role: Role
    number: int = 0
    view: str = ""
    event_id: str = ""
    heading: str = ""
    title: str = ""
    subtitle: str = ""
    kind: AnyKind | None = None
    kind_label: str = ""
    one_sided: bool = False
    account: str = ""
    planned: bool = False
    date: str = ""
    date_note: str = ""
    days: Interval | None = None
    place: str = ""
    precision: str = ""
    passage: tuple[Run, ...] = ()
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    paragraph: int = 0
    language: str = ""
    caution: str = ""
    answers: tuple[SlideAnswer, ...] = ()
    others: str = ""
    silent: str = ""
    figures: str = ""
    remark: str = ""
    editors: tuple[str, ...] = ()
    in_sight: tuple[str, ...] = ()
    source: str = ""
    citation: str = ""
    sentence: str = ""
    lines: tuple[str, ...] = ()
    rows: tuple[ListLine, ...] = ()
    unlisted: tuple[ListLine, ...] = ()
    counts: tuple[tuple[AnyKind, str, int], ...] = ()
    notices: tuple[str, ...] = ()
    notes: str = ""
    reason: str = ""
    wide: bool = False
    frame: Frame = field(default_factory=Frame)

    @property
    def cautions(self) -> tuple[str, ...]:
        """Whose the words are that take a side in its answers, as far as its caution doesn't say so."""
        found = (c for a in self.answers for c in a.cautions)
        return tuple(dict.fromkeys(c for c in found if c not in self.caution))

    @property
    def out_of_sight(self) -> tuple[str, ...]:
        """The editors' notes that don't stand on the slide as it is, in full."""
        return tuple(text for text in self.editors if told(text) not in self.in_sight)

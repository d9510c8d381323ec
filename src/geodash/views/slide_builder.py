"""From a briefing to its slides: the card's words, the filter's sentence, the map's frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geodash.domain.briefing import Briefing, Slide
from geodash.domain.extent import Bounds, Interval
from geodash.domain.lookup import lookup_of
from geodash.domain.model import Article, Collection, Event, Status
from geodash.domain.notes import notes_on_whole, told
from geodash.domain.wholes import giving_way
from geodash.geo.areas import Areas
from geodash.query import Filter, Store
from geodash.query.params import pairs_of, query_string
from geodash.query.spoken import spoken
from geodash.views.card.content import Card, card_of
from geodash.views.cite import published
from geodash.views.frames import around_event, around_many, framed, parties_of
from geodash.views.slide_answers import answers_of, shown_once
from geodash.views.slide_lists import MOST_LISTED, list_lines, pages
from geodash.views.slide_words import (
    crowded,
    figures_line,
    precision,
    precision_of_many,
    runs,
    where,
)
from geodash.views.slides import Frame, SlideView
from geodash.words.dates import date_label, date_label_short, date_remark
from geodash.words.days import between
from geodash.words.isolated import isolated
from geodash.words.kinds import kind_label
from geodash.words.notes import version_line
from geodash.words.numbers import spelled
from geodash.words.says import account
from geodash.words.texts import capital, quoted

#: Slides that "brief this filter" makes at most.
MOST_SLIDES = 60
#: Events that one view slide draws at most; its sentence counts all.
MOST_DRAWN = 400


class SlideBuilder:
    """Makes slides of one collection; ``areas`` widen a map's frame to outlines.

    ``notices`` are what every closing slide says: boundary note, attribution, licences.
    """

    def __init__(
        self,
        collection: Collection,
        store: Store,
        *,
        areas: Areas | None = None,
        notices: Sequence[str] = (),
    ) -> None:
        self.collection, self.store, self.areas = collection, store, areas
        self.notices = tuple(notices)
        self.names = store.vocabulary.places
        self.lookup = lookup_of(collection)

    # Briefings ------------------------------------------------------------------------------

    def slides(self, briefing: Briefing) -> list[SlideView]:
        """Title, every slide in order, closing; those whose event or view is gone as ``missing``.

        Numbers run over what is shown. Never raises for what a briefing says.
        """
        told = [page for slide in briefing.slides for page in self.pages(slide)]
        told = list(shown_once(told))
        shown = [s for s in told if s.role != "missing"]
        ids = list(dict.fromkeys(i for s in shown for i in s.frame.events))
        articles = self._articles(ids)
        found = [self._title(briefing, ids, articles), *told, self._closing(articles)]
        number, numbered = 0, []
        for slide in found:
            number += slide.role != "missing"
            numbered.append(slide if slide.role == "missing" else replace(slide, number=number))
        return numbered

    def pages(self, slide: Slide) -> list[SlideView]:
        """One slide of a briefing as it is shown, on as many as its list needs; not numbered yet."""
        made = self.slide(slide)
        return self._pages(made) if made.rows else [made]

    def slide(self, slide: Slide) -> SlideView:
        """The same in one: a list with all its lines, each with its own date and reply."""
        pairs = pairs_of(slide.view)
        event_id = next((value for key, value in pairs if key == "event"), "")
        made = self._event(event_id, pairs) if event_id else self._view(pairs)
        made = replace(
            made,
            view=slide.view,
            notes=slide.notes,
            remark=slide.remark,
            heading=slide.heading.strip() or made.heading,
            # What the notes say is told by the slide's own remark.
            in_sight=() if slide.remark else made.in_sight,
            frame=framed(self._asked(made.frame, pairs), pairs),
        )
        return replace(made, wide=crowded(made) if event_id else made.wide)

    def drawn(self, slide: SlideView) -> list[Event]:
        """What its map shows; a whole whose parts have places of their own is drawn as these."""
        events = self.store.events(slide.frame.events)
        parted = slide.frame.parted
        return [replace(e, area_id="") if e.event_id in parted else e for e in events]

    def members(self, slide: SlideView) -> dict[str, tuple[str, ...]]:
        """The parts of each event that its map shows."""
        return {i: self.store.members(i) for i in slide.frame.events}

    def slide_of_event(self, event_id: str) -> SlideView:
        """The slide of any event, for a jump; ``missing`` when it isn't there."""
        made = self._event(event_id, [("event", event_id)], counted=False)
        return replace(made, wide=crowded(made))

    def briefing_of_filter(self, f: Filter, title: str = "") -> tuple[Briefing, int]:
        """A briefing of a filter's events in time order, and how many of them it left out.

        A whole stands for those of its parts that the same words tell. The subtitle is the
        filter's sentence, and says so when events were left out.
        """
        events = [e for e in self.store.select(f) if not self._told_by_whole(e)]
        events = sorted(events, key=lambda e: e.interval is None)
        kept, base = events[:MOST_SLIDES], f.to_params()
        slides = (Slide(query_string([*base, ("event", e.event_id)])) for e in kept)
        said, left = str(self.store.describe(f)), len(events) - len(kept)
        if left:
            said += f" The first {len(kept)} have a slide each, {left:,} more have none."
        return Briefing("briefing", title or _heading(f, self.store), said, tuple(slides)), left

    def _told_by_whole(self, event: Event) -> bool:
        """Whether a part says nothing that its whole doesn't: both are told by the same words."""
        wholes = self.lookup.threads.umbrellas(event.event_id)
        own = self._best_span(event.event_id)
        return own is not None and any(_overlap(own, self._best_span(w)) for w in wholes)

    def _best_span(self, event_id: str) -> tuple[str, int, int] | None:
        mention = self.lookup.best(event_id)
        mark = self.lookup.mark_of(mention) if mention else None
        return (mention.article_id, mark.start, mark.end) if mention and mark else None

    # Slides ---------------------------------------------------------------------------------

    def _event(
        self, event_id: str, pairs: list[tuple[str, str]], *, counted: bool = True
    ) -> SlideView:
        event = self.collection.events.get(event_id)
        if event is None:
            reason = f"There is no event “{event_id[:60]}” in this collection."
            return SlideView("missing", event_id=event_id, reason=reason)
        if event.withdrawn:
            reason = f"The event was withdrawn on {event.withdrawn.isoformat()}. {event.note}"
            return SlideView(
                "missing", event_id=event_id, heading=event.title, reason=reason.strip()
            )
        made = self._told(card_of(self.collection, event_id, self.names))
        return replace(made, sentence=self._sentence(pairs)) if counted else made

    def _told(self, card: Card) -> SlideView:
        event, passage = card.event, card.passage
        inside = self.lookup.threads.descendants(event.event_id)
        members = [self.collection.events[i] for i in inside]
        members = [m for m in members if not m.withdrawn]
        bounds = around_event(event, members, self.names, self.areas, self.collection.actors)
        direct = [m.event for m in card.members]
        frame = self._frame(bounds, [event, *members], (event.event_id,))
        article = passage.article if passage else None
        core = runs(passage.core, event.event_id) if passage else ()
        answers, others = answers_of(card)
        return SlideView(
            "event",
            event_id=event.event_id,
            heading=event.title,
            title=event.title,
            kind=event.kind,
            kind_label=card.kind,
            one_sided=event.one_sided,
            account=account(event),
            planned=event.status is Status.PLANNED,
            date=_date(event),
            date_note=date_remark(event),
            days=event.interval,
            place=where(event, direct, self.names),
            precision=precision(event, direct, self.names),
            passage=core,
            before=runs(passage.before, event.event_id) if passage else (),
            after=runs(passage.after, event.event_id) if passage else (),
            paragraph=(passage.number or 0) if passage else 0,
            language=article.language if article else "",
            caution=card.caution,
            answers=answers,
            others=others,
            silent=card.answers.no_answer,
            figures=figures_line(card),
            editors=tuple(note.text for note in card.editors),
            in_sight=tuple(told(note.text) for note in card.in_sight),
            source=published(article) if article else "",
            citation=card.citation.text,
            frame=frame,
        )

    def _view(self, pairs: list[tuple[str, str]]) -> SlideView:
        f, notices = Filter.from_params(pairs, self.store.vocabulary)
        if notices:
            return SlideView("missing", reason=" ".join(notices))
        counts = self.store.counts(f)
        sentence = str(f.describe(self.store.vocabulary, counts))
        if not counts.count:
            return SlideView("missing", sentence=sentence, reason="No event passes this view.")
        events = self._parts(self.store.select(f, MOST_DRAWN))
        kinds = [(k, sum(e.kind == k for e in events)) for k in self.collection.kinds]
        days = [e.interval for e in events if e.interval]
        lines = list_lines(self.lookup, events, self.names, f)
        listed = len(events) <= MOST_LISTED
        return SlideView(
            "view",
            heading=_heading(f, self.store),
            sentence=sentence,
            days=Interval(min(d.first for d in days), max(d.last for d in days)) if days else None,
            counts=tuple((k, kind_label(k), n) for k, n in kinds if n),
            rows=lines if listed else (),
            unlisted=() if listed else lines,
            citation=f"{sentence} {self._own()}",
            precision=precision_of_many(events, self.names),
            frame=self._frame(around_many(events, self.names), events),
            wide=listed,
        )

    def _pages(self, slide: SlideView) -> list[SlideView]:
        """One slide a page of its list: each draws what it lists, in the same frame."""
        parts = pages(slide.rows, len(slide.counts))
        if len(parts) < 2:
            return [replace(slide, rows=parts[0])]
        made = []
        for n, rows in enumerate(parts, 1):
            events = [self.collection.events[i] for line in rows for i in line.events]
            frame = replace(
                self._asked(self._frame(slide.frame.bounds, events), pairs_of(slide.view)),
                center=slide.frame.center,
                zoom=slide.frame.zoom,
            )
            heading = f"{slide.heading} ({n} of {len(parts)})"
            own = replace(slide, heading=heading, rows=rows, frame=frame)
            counts = slide.counts if n == 1 else ()
            known = precision_of_many(events, self.names)
            made.append(replace(own, counts=counts, precision=known))
        return made

    def _parts(self, events: Sequence[Event]) -> list[Event]:
        """Without the wholes that stand beside their parts, as the filter counts them."""
        ids = {e.event_id for e in events}
        aside = giving_way(ids, ids, self.store.members)
        return [e for e in events if e.event_id not in aside]

    def _frame(
        self, bounds: Bounds | None, events: Sequence[Event], selected: tuple[str, ...] = ()
    ) -> Frame:
        ids = tuple(e.event_id for e in events)
        placed = {e.event_id for e in events if e.point}
        aside = giving_way(ids, set(ids), self.store.members)
        parted = giving_way(ids, placed, self.store.members)
        return Frame(
            bounds=bounds,
            events=ids,
            selected=selected,
            aside=tuple(i for i in ids if i in aside),
            parted=tuple(i for i in ids if i in parted),
            parties=parties_of(events, self.collection.actors),
        )

    def _asked(self, frame: Frame, pairs: list[tuple[str, str]]) -> Frame:
        """With the countries that the view asks for: both are named alike, also where only one acts."""
        f, _ = Filter.from_params(pairs, self.store.vocabulary)
        actors = self.collection.actors
        asked = [actors[a].country if a in actors else a for a in f.actors]
        parties = dict.fromkeys((*frame.parties, *(code for code in asked if code)))
        return replace(frame, parties=tuple(parties))

    def _title(
        self, briefing: Briefing, ids: Sequence[str], articles: Sequence[Article]
    ) -> SlideView:
        events = [self.collection.events[i] for i in ids]
        return SlideView(
            "title",
            heading=briefing.title,
            subtitle=briefing.subtitle,
            sentence=denominators(articles),
            lines=tuple(published(a) for a in articles),
            precision=precision_of_many(events, self.names),
            frame=self._frame(around_many(events, self.names), events),
        )

    def _closing(self, articles: Sequence[Article]) -> SlideView:
        credits = (f"{published(a)}. {a.credit}".strip() for a in articles)
        lines = (f"{line.rstrip('.')}." for line in credits)
        return SlideView(
            "closing",
            heading="Sources",
            lines=tuple(lines),
            notices=(*self.notices, self._own()),
            editors=tuple(
                f"{quoted(a.title)} as a whole. {isolated(note.text)}"
                for a in articles
                for note in notes_on_whole(a)
            ),
        )

    def _own(self) -> str:
        return f"{version_line(self.collection.title, self.collection.version)}."

    def _articles(self, ids: Sequence[str]) -> list[Article]:
        """The articles that tell the events, by their windows."""
        told = self.store.articles_of(ids)
        known = dict.fromkeys(a for i in ids for a in told.get(i, ()))
        found = [self.collection.articles[a] for a in known if a in self.collection.articles]
        return sorted(found, key=lambda a: (str(a.published_earliest or ""), a.article_id))

    def _sentence(self, pairs: list[tuple[str, str]]) -> str:
        f, _ = Filter.from_params(pairs, self.store.vocabulary)
        return str(self.store.describe(f))


def _overlap(one: tuple[str, int, int], two: tuple[str, int, int] | None) -> bool:
    return two is not None and one[0] == two[0] and one[1] < two[2] and two[1] < one[2]


def denominators(articles: Iterable[Article]) -> str:
    """``Three articles, all from one publisher, …, published between 3 and 30 September 2022.``"""
    articles = list(articles)
    if not articles:
        return "No articles."
    publishers = sorted({a.publisher for a in articles if a.publisher})
    n = len(articles)
    text = capital(spelled(n, "article"))
    if len(publishers) == 1:
        text += f", {'all ' if n > 1 else ''}from one publisher, {publishers[0]}"
    elif publishers:
        text += f", from {spelled(len(publishers), 'publisher')}"
    days = [d for a in articles for d in (a.published_earliest, a.published_latest) if d]
    return f"{text}, published {between(min(days), max(days))}." if days else f"{text}."


def _date(event: Event) -> str:
    """A day in full; an interval with short months, so that it stays on one line."""
    spread = event.interval is not None and event.interval.days > 1
    return date_label_short(event) if spread else date_label(event)


def _heading(f: Filter, store: Store) -> str:
    """The filter's own phrases as a heading."""
    phrases = [part.phrase for part in spoken(f, store.vocabulary) if part.told]
    return capital(", ".join(phrases) or "all events")

"""Who is heard on a slide: the answers it shows, and the line of those who speak of it beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geodash.domain.lookup import Lookup
from geodash.domain.model import Collection, Mention, Relation
from geodash.views.card.answers import link_word
from geodash.views.card.content import Card
from geodash.views.card.heard import heard
from geodash.views.card.said import Said
from geodash.views.card.wording import wording_of
from geodash.views.slides import SlideAnswer, SlideView
from geodash.words.says import led
from geodash.words.texts import capital, first_clause

#: Characters of an answer that is worth shortening where it stood on a slide before.
_LONG = 200
#: Of more claims that a slide answers the words are left out: each has a line.
_MOST_ASKED_QUOTED = 2
_SINGULAR = frozenset({"state", "military", "police", "igo", "company", "media"})


def answers_of(card: Card) -> tuple[tuple[SlideAnswer, ...], str]:
    """What the other side says, else what is answered here; and who else speaks of it.

    Where the other side speaks of the whole alone, what is answered here stands too. What a statement
    is about stands always.
    """
    lookup = card.lookup
    home = card.passage.mention.article_id if card.passage else ""
    shown = "".join(s.text for s in card.passage.core) if card.passage else ""
    if card.answered and not card.answers.other:
        return tuple(_asked(card, shown)), ""
    found = heard(card)
    said = {s.answer.event.event_id for s in found.own}
    to_the_point = any(not (s.answer.of_whole or s.answer.in_turn) for s in card.answers.other)
    apart = [
        s
        for s in card.answered
        if s.answer.event.event_id not in said
        and (s.answer.relation is Relation.ABOUT or not to_the_point)
    ]
    asked = tuple(_asked(card, shown, apart))
    return (*asked, *_worded(lookup, found.said, home, shown)), found.others


def shown_once(slides: Iterable[SlideView]) -> Iterable[SlideView]:
    """Slides in their order; a long answer quoted on one before is begun again, by its first clause."""
    seen: set[str] = set()
    for slide in slides:
        answers = tuple(
            replace(a, quote=first_clause(a.quote)) if a.quote in seen else a for a in slide.answers
        )
        seen.update(a.quote for a in slide.answers if len(a.quote) > _LONG)
        yield replace(slide, answers=answers)


def _asked(card: Card, shown: str, of: Sequence[Said] | None = None) -> Iterable[SlideAnswer]:
    """What a statement answers, is said in turn for or is about; ``of`` some of it beside answers.

    Beside answers, what it is about is its title alone.
    """
    asked = card.answered if of is None else of
    many, before = len(card.answered) > _MOST_ASKED_QUOTED, ""
    rank = {Relation.ABOUT: 2}
    for said in sorted(asked, key=lambda s: rank.get(s.answer.relation, int(s.answer.in_turn))):
        word = link_word(said.answer)
        bare = many or (of is not None and said.answer.relation is Relation.ABOUT)
        # One passage, as its reply on this slide has.
        quote = "" if bare or _within(said.brief, shown) else said.brief
        yield _slide_answer(
            said, "" if word == before else word, said.answer.event.title, quote, asked=True
        )
        before = word


def _worded(lookup: Lookup, said: Sequence[Said], home: str, shown: str) -> Iterable[SlideAnswer]:
    before, quoted = ("", ""), True
    for one in said:
        place, quote = _where_said(lookup, one, home), _quote(lookup, one, shown)
        whose = one.voice, one.scope
        again = bool(one.voice) and whose == before and one.runs_on
        if again and quote and not quoted:
            # Run on, his words would read as what our sentence before them says.
            yield _slide_answer(one, one.voice, one.title, quote, one.runs_on)
        elif again and _is_it(lookup.collection, one):
            yield _slide_answer(one, "", f"It {one.title}", quote)
        else:
            voice = led(one.voice, place, one.scope, runs_on=one.runs_on) if one.voice else ""
            text = one.title if one.voice else capital(one.title)
            yield _slide_answer(one, voice, text, quote, one.runs_on)
        before, quoted = whose, bool(quote)


def _slide_answer(
    said: Said, voice: str, text: str, quote: str, runs_on: bool = False, *, asked: bool = False
) -> SlideAnswer:
    """With the lines and notes that belong to what is quoted."""
    silent, cautions = said.brief_lines, said.cautions(quote)
    return SlideAnswer(voice, text, quote, runs_on, asked, silent, cautions)


def _quote(lookup: Lookup, said: Said, shown: str) -> str:
    """The fewest words that carry an answer, in whole clauses; none that the passage shows.

    Where passages that follow one another tell it, and one would stand for both, our own words tell it whole.
    """
    mention = lookup.tersest(said.answer.event.event_id)
    own = wording_of(lookup, mention, brief=True).text if mention and said.quote else ""
    fewer = own and (said.cut or len(own) < len(said.quote))
    if fewer and mention and said.runs_on and _runs_through(lookup, mention, said.quote):
        return ""
    quote = own if fewer else said.quote
    return "" if _within(quote, shown) else quote


def _runs_through(lookup: Lookup, mention: Mention, quote: str) -> bool:
    """Whether a quote is all the passages that tell an event in its sentence, with nothing left out between."""
    told = lookup.together(mention)
    return len(told) > 1 and "…" not in quote and all(_within(m.quote, quote) for m in told)


def _within(quote: str, shown: str) -> bool:
    return quote in " ".join(shown.split())


def _where_said(lookup: Lookup, said: Said, home: str) -> str:
    mention = lookup.tersest(said.answer.event.event_id)
    if mention is None or not home:
        return ""
    return "same article" if mention.article_id == home else "another article"


def _is_it(collection: Collection, said: Said) -> bool:
    """Whether a speaker can be called “it”: a state or an organisation, by its own name."""
    speakers = (collection.actors.get(v) for v in said.answer.voices)
    return all(a is not None and a.kind in _SINGULAR for a in speakers) and bool(said.answer.voices)

"""How much fits on a slide: text sizes and cuts, measured before anything is drawn.

Lengths are pixels of a slide of 1920 × 1080; 2 pixels are one point.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from geodash.views.slide_words import brief
from geodash.views.slides import Run, SlideAnswer, SlideView
from geodash.views.still.words import SANS, SERIF, clean, width
from geodash.words.texts import shortened

#: Georgia runs wider than the serif we measure with; Calibri narrower than the sans.
WIDER = {SERIF: 1.13, SANS: 1.04}
LEADING = 1.22
#: Heading, passage, facts and answers, source: tried in this order.
SIZES = (
    (54, 44, 34, 24),
    (48, 42, 32, 24),
    (44, 40, 30, 24),
    (40, 40, 28, 24),
    (38, 36, 26, 22),
)
#: Whose words an answer is given in: ours and theirs, theirs where there are any, ours.
Words = Literal["both", "theirs", "ours"]


@dataclass(frozen=True, slots=True)
class FittedWords:
    """What a slide shows, cut to fit, and how large. ``cut``: more stands in the notes."""

    heading: str
    passage: tuple[Run, ...]
    answers: tuple[SlideAnswer, ...]
    sizes: tuple[int, int, int, int]
    cut: bool
    words: Words = "both"


def lines(text: str, size: float, across: float, family: str = SANS, weight: int = 400) -> int:
    """How many lines a text takes in a box ``across`` wide; words too long for it are broken."""
    size *= WIDER[family]
    count = 0
    for paragraph in clean(text).split("\n"):
        count, room = count + 1, across
        for word in paragraph.split():
            w = width(word + " ", size, family, weight)
            if w > across:
                count += int(w // across)
                room = across - w % across
            elif w > room:
                count, room = count + 1, across - w
            else:
                room -= w
    return count


def height(text: str, size: float, across: float, family: str = SANS, weight: int = 400) -> float:
    """How high a text stands, in pixels; nothing for no text."""
    if not text:
        return 0.0
    return lines(text, size, across, family, weight) * size * LEADING


def shorten(text: str, most: int) -> str:
    """The beginning of a text that a slide can hold, with an ellipsis."""
    return shortened(clean(text), most)


def answer_pieces(answer: SlideAnswer, words: Words = "both") -> tuple[str, str, str]:
    """Who answers, with its mark, in our words and in theirs; each may be blank."""
    theirs = bool(answer.quote) and words != "ours" and not (answer.asked and words == "theirs")
    alone = theirs and words == "theirs"
    voice = answer.voice.removesuffix(",") if alone else answer.voice
    colon = ":" if voice and (alone or not answer.runs_on) else ""
    return f"{voice}{colon}", "" if alone else answer.text, answer.quote if theirs else ""


def answer_text(answer: SlideAnswer, words: Words = "both") -> str:
    """An answer in one line: who, in our voice, in theirs."""
    voice, ours, theirs = answer_pieces(answer, words)
    said = " ".join(filter(None, (voice, ours, f"“{theirs}”" if theirs else "")))
    return f"{said}{after(theirs or ours, answer.silent)}" if answer.silent else said


def after(text: str, sentence: str) -> str:
    """A sentence as it follows a text, which may have its full stop already."""
    return f"{'' if text.endswith(('.', '!', '?')) else '.'} {sentence}"


def further(slide: SlideView) -> list[str]:
    """What stands below the answers: who else speaks, who is silent, whose dead have no figure."""
    return [t for t in (slide.others, slide.silent, slide.figures) if t]


def facts(slide: SlideView) -> tuple[str, str]:
    """The first line: the date, and what follows it."""
    if not slide.date:
        return "No date given", f" · {slide.place}" if slide.place else ""
    note = f" ({slide.date_note})" if slide.date_note else ""
    return slide.date, f"{note} · {slide.place}" if slide.place else note


def facts_text(slide: SlideView) -> str:
    """The same as one text."""
    return "".join(facts(slide))


def facts_size(sizes: tuple[int, int, int, int]) -> int:
    """The first line's size: never below 28 pixels."""
    return max(28, sizes[2] - 2)


def _measured(slide: SlideView, words: FittedWords, across: float) -> float:
    """The height of all that stands beside the map, gaps included."""
    head, quote, plain, small = words.sizes
    passage = "".join(r.text for r in words.passage)
    total = height(facts_text(slide), facts_size(words.sizes), across) + 14
    total += height(words.heading, head, across, SERIF, 600) + 24
    total += height(passage, quote, across - 40, SERIF) + 24 if passage else 0
    total += sum(height(t, plain - 4, across) + 10 for t in (slide.caution, slide.remark) if t)
    said = [answer_text(a, words.words) for a in words.answers] + further(slide)
    total += 22 + sum(height(t, plain, across) + 12 for t in said if t)
    return total + 12 + height(slide.source, small, across)


def _options(slide: SlideView) -> Iterator[FittedWords]:
    """Our words give way to theirs, then type, then the passage around its coded words, then all."""
    heading, whole, less = slide.heading or slide.title, slide.passage, brief(slide.passage)
    for sizes in SIZES[:3]:
        yield FittedWords(heading, whole, slide.answers, sizes, False)
    theirs: Words = "theirs"
    for passage in (whole, less):
        for sizes in SIZES[1:]:
            yield FittedWords(heading, passage, slide.answers, sizes, True, theirs)
    for most, answers in ((120, slide.answers), (80, slide.answers[:4]), (40, slide.answers[:3])):
        cut = tuple(
            replace(a, voice=shorten(a.voice, 80), text=shorten(a.text, 2 * most)) for a in answers
        )
        for sizes in SIZES[-2:]:
            yield FittedWords(shorten(heading, 160), brief(whole, most), cut, sizes, True, "ours")


def fit(slide: SlideView, across: float, high: float) -> FittedWords:
    """The largest type and the least cutting with which a slide's words fit a box."""
    words = None
    for words in _options(slide):
        if _measured(slide, words, across) <= high:
            return words
    assert words is not None
    cut = tuple(replace(a, text=shorten(a.text, 60)) for a in words.answers[:2])
    return replace(
        words, heading=shorten(words.heading, 90), passage=brief(slide.passage, 80), answers=cut
    )

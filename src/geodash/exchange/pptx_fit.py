"""How much fits on a slide: text sizes and cuts, measured before anything is drawn.

Lengths are pixels of a slide of 1920 × 1080; 2 pixels are one point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodash.views.slides import Run, SlideAnswer, SlideView
from geodash.views.still.words import SANS, SERIF, clean, width
from geodash.words.says import no_answer
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
# Letters of the passage and of one answer that may stay when the smallest sizes don't do.
CUTS = ((900, 400), (600, 260), (420, 180), (280, 120), (180, 80))
MOST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class FittedWords:
    """What a slide shows, cut to fit, and how large. ``cut``: more stands in the notes."""

    heading: str
    passage: tuple[Run, ...]
    answers: tuple[SlideAnswer, ...]
    sizes: tuple[int, int, int, int]
    cut: bool


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


def trim(runs: Sequence[Run], most: int) -> tuple[Run, ...]:
    """A passage of at most about ``most`` letters around its coded words."""
    text = "".join(r.text for r in runs)
    if len(text) <= most:
        return tuple(runs)
    start, end = _coded(runs)
    spare = max(0, most - (end - start)) // 2
    first = max(0, min(start - spare, len(text) - most))
    last = min(len(text), max(first + most, end if end - first <= most else first + most))
    if first > 0:
        first = min(start, text.find(" ", first, start) + 1 or first)
    if last < len(text):
        last = max(text.rfind(" ", first, last), first + most // 2)
    out, at = [], 0
    for run in runs:
        piece = run.text[max(0, first - at) : max(0, last - at)]
        at += len(run.text)
        if piece:
            out.append(Run(piece, run.coded))
    before = [Run("… ")] if first > 0 else []
    return (*before, *out, *([Run(" …")] if last < len(text) else []))


def _coded(runs: Sequence[Run]) -> tuple[int, int]:
    """Where the coded words begin and end; the beginning of the text without any."""
    at, spans = 0, []
    for run in runs:
        if run.coded and run.text:
            spans.append((at, at + len(run.text)))
        at += len(run.text)
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)


def answer_text(answer: SlideAnswer) -> str:
    """An answer in one line: who, in our voice, in theirs."""
    colon = "" if answer.runs_on or not answer.voice else ":"
    quote = f" “{answer.quote}”" if answer.quote else ""
    return f"{answer.voice}{colon} {answer.text}{quote}".strip()


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
    """The height of all that stands in the right half, gaps included."""
    head, quote, plain, small = words.sizes
    passage = "".join(r.text for r in words.passage)
    total = height(facts_text(slide), facts_size(words.sizes), across) + 14
    total += height(words.heading, head, across, SERIF, 600) + 24
    total += height(passage, quote, across - 40, SERIF) + 24 if passage else 0
    total += height(slide.caution, plain - 4, across) + 10 if slide.caution else 0
    said = [answer_text(a) for a in words.answers] + [no_answer(slide.silent)]
    total += 22 + sum(height(t, plain, across) + 12 for t in said if t)
    return total + 12 + height(slide.source, small, across)


def _options(slide: SlideView) -> Iterator[FittedWords]:
    for sizes in SIZES[:-1]:
        yield FittedWords(slide.heading or slide.title, slide.passage, slide.answers, sizes, False)
    for passage, answer in CUTS:
        answers = tuple(
            SlideAnswer(
                shorten(a.voice, 80), shorten(a.text, answer), shorten(a.quote, answer), a.runs_on
            )
            for a in slide.answers[:MOST_ANSWERS]
        )
        heading = shorten(slide.heading or slide.title, 160 if passage > 300 else 90)
        for sizes in SIZES[-2:]:
            yield FittedWords(heading, trim(slide.passage, passage), answers, sizes, True)


def fit(slide: SlideView, across: float, high: float) -> FittedWords:
    """The largest type and the least cutting with which a slide's words fit a box."""
    words = None
    for words in _options(slide):
        if _measured(slide, words, across) <= high:
            return words
    assert words is not None
    return FittedWords(
        words.heading, trim(words.passage, 160), words.answers[:2], words.sizes, True
    )

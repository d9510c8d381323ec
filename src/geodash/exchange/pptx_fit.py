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
from geodash.words.numbers import plural, spelled
from geodash.words.texts import capital, clauses, shortened

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
#: The same where an answer would have to be cut otherwise: read at a desk rather than from the last row.
SMALLER = ((36, 30, 24, 20), (34, 28, 22, 20), (30, 26, 20, 18), (28, 24, 18, 18))
#: Whose words an answer is given in: ours and theirs, theirs where there are any, ours.
Words = Literal["both", "theirs", "ours"]


@dataclass(frozen=True, slots=True)
class FittedWords:
    """What a slide shows, cut to fit, and how large.

    ``cut``: more stands in the notes; ``left_out`` answers stand there alone.
    """

    heading: str
    passage: tuple[Run, ...]
    answers: tuple[SlideAnswer, ...]
    sizes: tuple[int, int, int, int]
    cut: bool
    words: Words = "both"
    left_out: int = 0

    @property
    def rest(self) -> str:
        """That answers stand in the notes alone; blank where none does."""
        n = self.left_out
        return (
            f"{capital(spelled(n, 'more answer'))} {plural(n, 'stands', 'stand')} in the notes."
            if n
            else ""
        )


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
    said = " ".join(filter(None, (voice, told(ours, theirs), f"“{theirs}”" if theirs else "")))
    return f"{said}{after(theirs or ours, answer.silent)}" if answer.silent else said


def told(ours: str, theirs: str) -> str:
    """Our words on an answer, with a colon where theirs follow."""
    return f"{ours}:" if ours and theirs else ours


def after(text: str, sentence: str) -> str:
    """A sentence as it follows a text, which may have its full stop already."""
    return f"{'' if text.endswith(('.', '!', '?')) else '.'} {sentence}"


def further(slide: SlideView, words: Words = "both") -> list[str]:
    """What stands below the answers: who else speaks, who is silent, whose dead have no figure; editors' notes.

    Those on whose words are quoted go with the quotations.
    """
    notes = (*(slide.cautions if words != "ours" else ()), *slide.in_sight)
    said = (slide.others, slide.silent, slide.figures)
    return [*filter(None, said), *(f"Editors’ note: {note}" for note in notes)]


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
    said = [answer_text(a, words.words) for a in words.answers] + [
        words.rest,
        *further(slide, words.words),
    ]
    total += 22 + sum(height(t, plain, across) + 12 for t in said if t)
    return total + 12 + height(slide.source, small, across)


def _options(slide: SlideView) -> Iterator[FittedWords]:
    """Our words give way to theirs, then type, then the passage around its coded words, then more type.

    An answer is never cut while its type can give way: half of what somebody says may say the opposite.
    """
    heading, whole, less = slide.heading or slide.title, slide.passage, brief(slide.passage)
    for sizes in SIZES[:3]:
        yield FittedWords(heading, whole, slide.answers, sizes, False)
    for passage, given in ((whole, SIZES[1:]), (less, SIZES[1:]), (less, SMALLER)):
        for sizes in given:
            yield FittedWords(heading, passage, slide.answers, sizes, True, "theirs")
    for sizes in (*SIZES[-2:], *SMALLER):
        yield FittedWords(heading, less, slide.answers, sizes, True, "ours")
    for most in (160, 80):
        yield FittedWords(
            clauses(heading, most),
            brief(whole, most),
            tuple(_cut(a, most) for a in slide.answers),
            SMALLER[-1],
            True,
            "ours",
        )


def _cut(answer: SlideAnswer, most: int) -> SlideAnswer:
    """Our words on an answer in whole clauses; that there is none is never cut."""
    return replace(
        answer, voice=clauses(clean(answer.voice), most), text=clauses(clean(answer.text), most)
    )


def fit(slide: SlideView, across: float, high: float) -> FittedWords:
    """The largest type and the least cutting with which a slide's words fit a box.

    Of more answers than it holds at all, the rest is counted: they stand in the notes.
    """
    words = None
    for words in _options(slide):
        if _measured(slide, words, across) <= high:
            return words
    assert words is not None
    while words.answers and _measured(slide, words, across) > high:
        words = replace(words, answers=words.answers[:-1], left_out=words.left_out + 1)
    return words

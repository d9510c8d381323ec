"""Where the words of a query stand in a text, so that whoever shows it can light them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from geodash.geo.searched import placed_words, search_key

Span = tuple[int, int]
#: A text in pieces: the first as it is, the second lit, and so on in turn; text alone, no markup.
Pieces = list[str]

#: Of a longer word that begins with what is searched, all is lit: finding the letters takes time.
_LONGEST_WORD = 40


def lit(text: str, groups: Iterable[Sequence[str]]) -> list[Span]:
    """The spans of a text that answer any pattern of a query (:func:`geodash.query.text.patterns`)."""
    words = placed_words(text)
    folded = f" {' '.join(word for word, _, _ in words)} "
    starts = [1]
    for word, _, _ in words:
        starts.append(starts[-1] + len(word) + 1)
    found = []
    for needle in {pattern.strip("%") for group in groups for pattern in group}:
        at = folded.find(needle)
        while at >= 0:
            end = at + len(needle.rstrip())
            first = bisect_right(starts, at + 1) - 1
            last = bisect_right(starts, end - 1) - 1
            word, begin, stop = words[last]
            found.append((words[first][1], _end_in(text, word, begin, stop, end - starts[last])))
            at = folded.find(needle, at + 1)
    return _merged(found)


def _end_in(text: str, word: str, begin: int, stop: int, letters: int) -> int:
    """Where the first ``letters`` of a folded word end in the text."""
    if letters >= len(word) or stop - begin > _LONGEST_WORD:
        return stop
    return next(
        (n for n in range(begin + 1, stop) if len(search_key(text[begin:n])) >= letters), stop
    )


def _merged(spans: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def pieces(text: str, spans: Iterable[Span]) -> Pieces:
    """A text in pieces by what is lit in it."""
    found, at = [], 0
    for begin, end in spans:
        found += [text[at:begin], text[begin:end]]
        at = end
    return [*found, text[at:]]


def excerpt(text: str, spans: Sequence[Span], room: int) -> Pieces:
    """Pieces of about ``room`` characters of a text around the first that is lit; ``…`` where cut."""
    if len(text) <= room:
        return pieces(text, spans)
    first = spans[0][0] if spans else 0
    # Some words before it tell what it is about; near the end more of them have room.
    begin = _word_start(text, max(0, min(first - room // 3, len(text) - room)))
    end = _word_end(text, begin + room)
    inside = [
        (max(a, begin) - begin, min(b, end) - begin) for a, b in spans if a < end and b > begin
    ]
    found = pieces(text[begin:end], inside)
    if begin:
        found[0] = f"… {found[0]}"
    if end < len(text):
        found[-1] = f"{found[-1].rstrip(' ,;:–—')} …"
    return found


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + _LONGEST_WORD)
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", max(0, at - _LONGEST_WORD), at)
    return blank if blank >= 0 else at

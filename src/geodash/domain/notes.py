"""Which words of an article an editor's note is on.

They stand in quotation marks at the head of the note, before its first colon or in its first sentence: what it
quotes further on are words of others, or of the article elsewhere. “…” in a quotation stands for words left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from geodash.domain.model import Article, EditorNote
from geodash.domain.passage import paragraph_at, paragraphs, sentences

_QUOTED = re.compile(r"“([^“”]{3,300})”|\"([^\"]{3,300})\"|‘([^‘’]{3,300})’")
#: How a note begins that says whose words some are: “Recently liberated” are the article’s words; …
_WHOSE = re.compile(r"(?:“[^“”]+”(?:, | and )?)+ (?:is|are) [^“”.;:]*?[’']s? words?\b")
_LEFT_OUT = re.compile("…|\\.\\.\\.")
_HEAD_END = re.compile(r":\s|[.!?](?:\s|$)")

#: Where words begin and end in a body, in code points.
Span = tuple[int, int]


def note_spans(article: Article, note: EditorNote) -> tuple[Span, ...]:
    """Where the words stand that a note is on; none for a note on the article as a whole.

    A note that quotes nothing of the article but names a paragraph (“¶ 3”) is on all of that one.
    """
    return _spans(article.body, note.text)


def is_on(article: Article, note: EditorNote, start: int, end: int) -> bool:
    """Whether words that a note is on stand between two offsets of the body."""
    return any(left < end and start < right for left, right in note_spans(article, note))


def whose_words(note: EditorNote) -> str:
    """The first sentence of a note that says whose words some are; blank for any other note."""
    if not _WHOSE.match(note.text):
        return ""
    bare = _QUOTED.sub(lambda m: "x" * len(m.group()), note.text)
    end = re.search(r"[.!?](?:\s|$)", bare)
    return note.text[: end.start() + 1] if end else note.text


def cautions(article: Article, text: str) -> tuple[str, ...]:
    """What its notes say of whose the words are that stand in a text, each in its first sentence."""
    low = text.casefold()
    said = ((note, whose_words(note)) for note in article.notes)
    return tuple(
        sentence
        for note, sentence in said
        if sentence and any(w.casefold() in low for w in _head_quotes(note.text))
    )


def told(text: str) -> str:
    """What a note says, as a sentence without the words that it is on at its head."""
    bare = _QUOTED.sub(lambda m: "x" * len(m.group()), text)
    end = _HEAD_END.search(bare)
    if end is None:
        return text
    head = _QUOTED.sub("", text[: end.start()])
    named = end.group().startswith(":") or not head.strip(" ,.")
    said = text[end.end() :].strip() if named else text
    return said[:1].upper() + said[1:]


def note_paragraph(article: Article, note: EditorNote) -> int | None:
    """The number of the paragraph in which the first words stand that an editor's note is on."""
    numbers = (paragraph_at(article.body, start).number for start, _ in note_spans(article, note))
    return next((n for n in numbers if n), None)


def notes_on_whole(article: Article) -> tuple[EditorNote, ...]:
    """The notes that are on no words of the article: they are on all of it."""
    return tuple(note for note in article.notes if not note_spans(article, note))


@lru_cache(maxsize=1024)
def _spans(body: str, text: str) -> tuple[Span, ...]:
    for quotes in (_head_quotes(text), _quotes(text)):
        found = sorted({span for words in quotes for span in _found(body, words)})
        if found:
            return tuple(found)
    cited = re.search(r"¶ ?(\d+)", text)
    number = int(cited.group(1)) if cited else 0
    return tuple((p.start, p.end) for p in paragraphs(body) if number and p.number == number)


def _quotes(text: str) -> list[str]:
    return [next(g for g in m.groups() if g) for m in _QUOTED.finditer(text)]


def _head_quotes(text: str) -> list[str]:
    """The quotations before the first colon or full stop outside of one."""
    bare = _QUOTED.sub(lambda m: "x" * len(m.group()), text)
    end = _HEAD_END.search(bare)
    return _quotes(text[: end.start()] if end else text)


def _found(body: str, words: str) -> list[Span]:
    """Each place where words stand, parts of them in their order: in a sentence, else in a paragraph."""
    parts = [p.strip(" .,;:") for p in _LEFT_OUT.split(words)]
    pattern = re.compile(r"[\s\S]*?".join(re.escape(p) for p in parts if p), re.IGNORECASE)
    blocks = paragraphs(body)
    within = [span for block in blocks for span in sentences(body, block)]
    return list(_matches(pattern, body, within)) or list(
        _matches(pattern, body, [(block.start, block.end) for block in blocks])
    )


def _matches(pattern: re.Pattern[str], body: str, within: list[Span]) -> Iterator[Span]:
    for start, end in within:
        yield from (m.span() for m in pattern.finditer(body, start, end) if m.group())

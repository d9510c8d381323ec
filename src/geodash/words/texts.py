"""Texts of others as we show them: begun, cut, between quotation marks."""

from __future__ import annotations

import re

from geodash.words.isolated import isolated

#: Characters of a quotation where there is no room for all of it; a reply has as much as its claim.
QUOTE_ROOM = 300
#: Characters of a clause that says something: “However,” doesn't.
_LEAST_CLAUSE = 24
#: Where a clause of English ends: at a mark, or before a word that opens the next.
_CLAUSE_END = re.compile(
    r"[,;:.!?…]+[”’\"')\]]*(?=\s)|(?=\s+(?:[–—]|but|while|although|though|because|whereas|who|which)\s)"
)


def one_line(text: str) -> str:
    """A text as one line that any file can hold."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def capital(text: str) -> str:
    """Text as a sentence begins."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int) -> str:
    """Text of at most ``limit`` characters, cut at a word and marked with an ellipsis.

    A word that alone is longer than half of it is cut itself.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    head = kept.rsplit(" ", 1)[0]
    return (head if len(head) > limit / 2 else kept).rstrip(",;:–- ") + "…"


def clause_ends(text: str) -> list[int]:
    """Where the clauses of an English text end, the last one left out; in characters."""
    return [m.end() for m in _CLAUSE_END.finditer(text)]


def clause_cut(text: str, limit: int) -> int:
    """Where to cut a text so that whole clauses stay, at most ``limit`` characters of it.

    A clause or two, not “However,”: where they end early, and in a text without any, it is a word's
    end; in one without words, the limit.
    """
    if len(text) <= limit:
        return len(text)
    ends = [end for end in clause_ends(text) if end <= limit]
    if ends and ends[-1] >= limit / 4:
        return ends[-1]
    word = text.rfind(" ", 0, limit + 1)
    return word if word > limit / 2 else limit


def clauses(text: str, limit: int = QUOTE_ROOM) -> str:
    """The clauses with which a text begins, of about ``limit`` characters, and an ellipsis.

    What somebody says is never cut inside a clause if it can be helped.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    return f"{text[: clause_cut(text, limit)].rstrip(',;:.–— ')} …"


def first_clause(text: str) -> str:
    """The clause with which a text begins, and an ellipsis: whole, if that is no shorter by half."""
    ends = [end for end in clause_ends(text) if end >= _LEAST_CLAUSE]
    if not ends or ends[0] > len(text) / 2:
        return text
    return f"{text[: ends[0]].rstrip(',;:.–— ')} …"


def abridged(text: str, limit: int) -> str:
    """Text of about ``limit`` characters, its beginning and its end, with an ellipsis between.

    Passages of one sentence often begin alike; it is by their ends that they differ.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    begin = limit * 2 // 5
    head = text[: begin + 1].rsplit(" ", 1)[0].rstrip(",;:– ")
    tail = text[begin - limit - 1 :].split(" ", 1)[-1]
    return f"{head} … {tail}"


def quoted(text: str) -> str:
    """Text between quotation marks, those inside it made single, white space evened out."""
    inner = " ".join(text.split()).replace("“", "‘").replace("”", "’")
    return f"“{isolated(inner)}”"

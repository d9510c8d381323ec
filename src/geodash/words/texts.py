"""Texts of others as we show them: begun, cut, between quotation marks."""

from __future__ import annotations


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
    return (head if len(head) > limit / 2 else kept).rstrip(",;:– ") + "…"


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
    return f"“{inner}”"

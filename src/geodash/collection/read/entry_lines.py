"""On which lines of a JSON file the entries of a list stand that one of its keys holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

_DECODER = json.JSONDecoder()
_BLANK = re.compile(r"[\s,]*")


class Lines:
    """The lines of the entries of ``key``, and of those of the lists ``types`` within them."""

    def __init__(self, text: str, key: str) -> None:
        self._text = text
        found = re.search(rf'"{re.escape(key)}"\s*:\s*', text)
        self._start = found.end() if found else None

    def of(self, *at: int) -> int | None:
        """The line of an entry, or of one in its list ``types``; of the key itself for none.

        ``None`` where the text isn't known.
        """
        start = self._start
        for depth, n in enumerate(at):
            if start is None or n < 0:
                break
            if depth:
                inner = re.compile(r'"types"\s*:\s*').search(self._text, start)
                start = inner.end() if inner else start
            start = next((s for i, s in enumerate(self._entries(start)) if i == n), start)
        return None if start is None else self._text.count("\n", 0, start) + 1

    def _entries(self, start: int) -> Iterator[int]:
        if self._text[start : start + 1] != "[":
            return
        at = _BLANK.match(self._text, start + 1).end()  # type: ignore[union-attr]
        while at < len(self._text) and self._text[at] != "]":
            yield at
            try:
                _, end = _DECODER.raw_decode(self._text, at)
            except ValueError:
                return
            at = _BLANK.match(self._text, end).end()  # type: ignore[union-attr]

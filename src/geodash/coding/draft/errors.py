"""Why a draft can't be saved."""

from __future__ import annotations

from collections.abc import Iterable


class RefusedError(ValueError):
    """Nothing can be saved; the message is for the editor. ``problems`` are the reasons, if there are several."""

    def __init__(self, reason: str, problems: Iterable[str] = ()) -> None:
        super().__init__(reason)
        self.problems = tuple(problems)

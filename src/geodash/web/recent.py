"""What was made last, kept for as long as that of which it was made."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

Owner = TypeVar("Owner", bound=Hashable)
Made = TypeVar("Made")


class Recent(Generic[Owner, Made]):
    """The last ``most`` things of each owner, by key; safe from any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: WeakKeyDictionary[Owner, OrderedDict[str, Made]] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, owner: Owner, key: str, make: Callable[[], Made]) -> Made:
        """What is kept under a key, else what ``make`` gives, which others need not wait for."""
        with self._lock:
            kept = self._kept.setdefault(owner, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
                return kept[key]
        made = make()
        with self._lock:
            kept[key] = made
            while len(kept) > self._most:
                kept.popitem(last=False)
        return made

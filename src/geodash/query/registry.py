"""The stores of this process: one a collection, replaced as a whole when its version changes."""

from __future__ import annotations

import threading
from collections.abc import Callable

from geodash.query.store import Store

_lock = threading.Lock()
_building: dict[str, threading.Lock] = {}
_stores: dict[str, Store] = {}


def get_store(path: str, version: str, build: Callable[[], Store]) -> Store:
    """The store of the collection at ``path`` in this version, built by whoever asks first.

    Whoever holds the old store keeps a whole one; nobody sees half of a change.
    """
    store = _stores.get(path)
    if store is not None and store.version == version:
        return store
    with _lock:
        turn = _building.setdefault(path, threading.Lock())
    with turn:
        store = _stores.get(path)
        if store is None or store.version != version:
            store = build()
            _stores[path] = store
        return store


def forget(path: str) -> None:
    """Drop the store of a collection that is no longer served."""
    _stores.pop(path, None)

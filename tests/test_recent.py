"""What was made last is kept: so many of each owner, and no longer than the owner."""

from __future__ import annotations

import gc
import weakref

from geodash.web.recent import Recent


class Owner:
    """Something that pictures are made of."""


def test_what_was_asked_for_last_is_made_once() -> None:
    made: list[str] = []

    def of(owner: Owner, key: str) -> str:
        return kept.of(owner, key, lambda: made.append(key) or key)  # type: ignore[func-returns-value]

    kept: Recent[Owner, str] = Recent(2)
    one, other = Owner(), Owner()
    assert [of(one, key) for key in "abacb"] == list("abacb")
    assert made == ["a", "b", "c", "b"]  # b was the longest unasked when c came
    assert of(other, "c") == "c" and made[-1] == "c" and len(made) == 5


def test_nothing_outlives_its_owner() -> None:
    kept: Recent[Owner, Owner] = Recent(2)
    owner = Owner()
    gone = weakref.ref(kept.of(owner, "x", Owner))
    assert gone() is not None
    del owner
    gc.collect()
    assert gone() is None

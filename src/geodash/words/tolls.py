"""Figures of the dead."""

from __future__ import annotations

from collections.abc import Sequence

from geodash.domain.model import Event
from geodash.words.lists import listed


def no_figure(names: Sequence[str]) -> str:
    """``no figure for Armenia or Azerbaijan``, blank for nobody."""
    return f"no figure for {listed(names, 'or')}" if names else ""


def toll_figure(event: Event) -> str:
    """``49``, ``10 to 20, best estimate 12``, ``at least 5``; blank where none is given."""
    low, best, high = event.deaths_low, event.deaths_best, event.deaths_high
    if low is not None and high is not None and low != high:
        middle = f", best estimate {best:,}" if best is not None else ""
        return f"{low:,} to {high:,}{middle}"
    if best is not None:
        return f"{best:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"at most {high:,}" if high is not None else ""

"""How many examples a property is tried with; ``HYPOTHESIS_PROFILE=thorough`` looks long for new ones."""

from __future__ import annotations

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def tries(n: int = 100) -> int:
    """A third of ``n`` in every run, but ten at least; ten times ``n`` in a thorough one."""
    return 10 * n if THOROUGH else min(n, max(10, n // 3))

"""Where geodash's own geodata lies; light, so that reading a table needs no geometry library."""

from __future__ import annotations

from pathlib import Path


def packaged_folders() -> tuple[Path, Path]:
    """Where geodash's own geodata may lie: in the installed package, in a checkout."""
    package = Path(__file__).resolve().parents[1]
    return package / "geodata", package.parents[1] / "geodata"

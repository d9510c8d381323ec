"""A picture that a notebook shows and that can be kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geodash.exchange.picture import as_png
from geodash.exchange.to_file import write_new


@dataclass(frozen=True, slots=True)
class Picture:
    """A map or a chart on a sheet that says what it shows, of what and by whom; ``svg`` is the picture."""

    svg: str

    @property
    def png(self) -> bytes:
        """The same as PNG, two pixels a unit."""
        return as_png(self.svg)

    def save(self, target: str | Path, *, force: bool = False) -> Path:
        """Write it as ``.svg`` or ``.png``; what is there is only replaced with ``force``.

        Raises ``ValueError`` for another ending and for a file that is there.
        """
        path = Path(target)
        if path.suffix.lower() not in (".svg", ".png"):
            raise ValueError(f"a picture is saved as .svg or .png, not {path.suffix or path.name}")
        data = self.png if path.suffix.lower() == ".png" else self.svg.encode()
        write_new(path, data, force=force)
        return path

    def _repr_svg_(self) -> str:
        return self.svg

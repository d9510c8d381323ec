"""geodash: read a body of articles as a map.

In a notebook: ``c = geodash.open("a-collection")``, then ``c.events("actor=ARM")``, ``c.map(…)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geodash.notebook.bring import from_geodataframe, opened
    from geodash.notebook.opened import Opened
    from geodash.notebook.picture import Picture
    from geodash.notebook.view import View

    open = opened

#: The one place where it is written: `pyproject.toml` reads it here.
__version__ = "0.1.0"

#: Where each is; read when it is first asked for, so that no command waits for pandas.
_HOMES = {
    "open": ("geodash.notebook.bring", "opened"),
    "from_geodataframe": ("geodash.notebook.bring", "from_geodataframe"),
    "Opened": ("geodash.notebook.opened", "Opened"),
    "Picture": ("geodash.notebook.picture", "Picture"),
    "View": ("geodash.notebook.view", "View"),
}

__all__ = ["Opened", "Picture", "View", "__version__", "from_geodataframe", "open"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'geodash' has no attribute {name!r}")
    from importlib import import_module

    module, own = _HOMES[name]
    return getattr(import_module(module), own)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})

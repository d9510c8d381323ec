"""Names of a server: what a ``Host`` header says, and whether an ``Origin`` is that of the page itself.

A stranger's page can have its own name lead to this machine; the browser then takes our answers for
that page's own. What it can't do is send another ``Host`` than that name. A list of names therefore
decides who is served, and not the address that a request came to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address

#: Names of this machine for itself, and so for everybody who sits at it.
LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::([0-9]{1,5}))?")
_PATH = re.compile(r"([A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*)?")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Host:
    """A name in lower case or an address in its usual form, and the port if one is said."""

    name: str
    port: int | None = None


def host_of(text: str) -> Host | None:
    """What a ``Host`` header says, or ``None`` for what is none."""
    found = _HOST.fullmatch(text)
    if found is None:
        return None
    name, port = found[1].lower(), int(found[2]) if found[2] else None
    if port is not None and port > 65535:
        return None
    if not name.startswith("["):
        name = name.removesuffix(".")
        return Host(name, port) if name else None
    try:
        return Host(str(ip_address(name[1:-1])), port)
    except ValueError:
        return None


def is_named(host: Host, names: Iterable[str]) -> bool:
    """Whether one of ``names`` is the host's: a name, ``*.example.org`` for all below it, or ``*``.

    They are read as Streamlit reads its option ``server.allowedHosts``; ports don't count.
    """
    for name in names:
        wanted = name.strip().lower().rstrip(".").removeprefix("[").removesuffix("]")
        if wanted in ("*", host.name) or (
            wanted.startswith("*.") and host.name.endswith(wanted[1:])
        ):
            return True
    return False


def is_own_origin(origin: str, host: Host) -> bool:
    """Whether a page of ``origin`` stands where the request went: the same name and port.

    This machine's own names are one. The scheme is left to a proxy, which may speak https for us.
    """
    scheme, _, rest = origin.lower().partition("://")
    theirs = host_of(rest)
    if theirs is None or scheme not in _PORTS:
        return False
    usual = _PORTS[scheme]
    same = theirs.name == host.name or {theirs.name, host.name} <= set(LOCAL_NAMES)
    return same and (theirs.port or usual) == (host.port or usual)


def server_name(text: str) -> str:
    """A name for :func:`is_named` as somebody wrote it; raises ``ValueError``."""
    below = "*." if text.startswith("*.") else ""
    host = host_of(text.removeprefix(below))
    if host is None or host.port is not None:
        raise ValueError(f"{text} is no name of a server: write it like geo.example.org")
    return below + host.name


def path_below(text: str) -> str:
    """A base path without its outer slashes; raises ``ValueError``."""
    path = text.strip("/")
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise ValueError(f"{text} is no path to serve below: write it like /maps/caucasus")
    return path

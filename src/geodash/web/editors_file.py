"""The part ``[geodash]`` of ``.streamlit/secrets.toml``: who may edit. A change of it counts with the next request."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from geodash.web.http import line_of

SECTION = "geodash"
_KEYS = frozenset({"editors", "provider", "unverified_addresses"})


class SettingsError(ValueError):
    """What is wrong with the settings, without the name of the file."""


@dataclass(frozen=True, slots=True)
class EditorSettings:
    """``editors``: names by address in small letters, blank where only the address is listed.

    ``provider``: the section of ``[auth]``, blank for its only one. ``unverified``: addresses count of which
    the provider doesn't say whether it verified them.
    """

    editors: Mapping[str, str] = field(default_factory=dict)
    provider: str = ""
    unverified: bool = False


class EditorsFile:
    """The settings in some files, of which later ones count more; read again when one was changed."""

    def __init__(self, files: Sequence[str]) -> None:
        self._files = tuple(map(Path, files))
        self._lock = threading.Lock()
        self._read: tuple[object, EditorSettings | str] | None = None

    def now(self) -> EditorSettings:
        """As they stand in the files now; raises :class:`SettingsError`."""
        with self._lock:
            seen = tuple(map(_state, self._files))
            if self._read is None or self._read[0] != seen:
                try:
                    self._read = seen, _settings(self._section())
                except SettingsError as error:
                    self._read = seen, str(error)
            found = self._read[1]
        if isinstance(found, str):
            raise SettingsError(found)
        return found

    def _section(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for path in self._files:
            try:
                section = tomllib.loads(path.read_text("utf-8")).get(SECTION, {})
            except FileNotFoundError:
                continue
            except (OSError, ValueError) as error:
                raise SettingsError(f"it can’t be read: {_why(error)}") from error
            if not isinstance(section, dict):
                raise SettingsError(f"{SECTION} is no section [{SECTION}]")
            found |= section
        return found


def _state(path: Path) -> object:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def _why(error: Exception) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)


def _settings(section: Mapping[str, Any]) -> EditorSettings:
    if unknown := sorted(set(section) - _KEYS):
        raise SettingsError(f"{unknown[0]} is no key of [{SECTION}]: {', '.join(sorted(_KEYS))}")
    unverified = section.get("unverified_addresses", False)
    if not isinstance(unverified, bool):
        raise SettingsError("unverified_addresses is true or false")
    provider = section.get("provider", "")
    return EditorSettings(dict(map(_editor, _texts(section, "editors"))), str(provider), unverified)


def _texts(section: Mapping[str, Any], key: str) -> list[str]:
    found = section.get(key, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise SettingsError(f'{key} is no list: {key} = ["…", "…"]')
    return found


def _editor(text: str) -> tuple[str, str]:
    """``ann@example.org`` or ``Ann Example <ann@example.org>``."""
    name, address = parseaddr(text)
    local, at, host = address.partition("@")
    if not (local and at and host) or set(address) & set("*? ,;") or "@" in host:
        raise SettingsError(
            f'“{text}” below editors is no address: write it like "Ann Example <ann@example.org>"'
        )
    return address.strip().lower(), line_of(name)[:80]

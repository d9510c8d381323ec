"""Our ES modules as one script, so that a page can stand alone and run from ``file://``, or asks once and not 190 times.

Each module becomes a function that is called once, what it imports before it. Only the forms of
``import`` and ``export`` that our code uses are understood; any other is an error when the file is
built, never a surprise in front of an audience.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

_NAMES = r"\{(?P<names>[^{}]*)\}"
_FROM = r"\s+from\s+'(?P<path>[^']+)';?[ \t]*$"
_IMPORTS = re.compile(
    rf"^import\s+(?:(?:{_NAMES}|\*\s+as\s+(?P<all>\w+)|(?P<default>\w+)){_FROM}"
    r"|'(?P<bare>[^']+)';?[ \t]*$)",
    re.M,
)
_EXPORTS = re.compile(
    r"^export\s+(?:(?P<default>default\s+)"
    r"|(?=(?:async\s+)?function\*?\s+(?P<function>\w+))"
    r"|(?=class\s+(?P<class>\w+))"
    r"|(?=const\s+(?P<const>\w+)\s*=)"
    rf"|{_NAMES};?[ \t]*$)",
    re.M,
)
_SHEET = re.compile(r"^@import url\('([^']+)'\);[ \t]*$", re.M)
_DEFAULT_NAME = re.compile(r"(?:async\s+)?function\s*(\w*)\s*\(")
_LEFT = re.compile(r"^\s*(?:import\b(?!\s*[(.])|export\b).*$", re.M)
#: What a classic script can't have, and a module can.
_LIVE = re.compile(r"\bimport\s*\(|\bimport\.meta\b")
_COMMENT = re.compile(r"^[ \t]*//.*\n|^[ \t]*/\*(?!\s*@preserve)(?:[^*]|\*(?!/))*\*/[ \t]*\n", re.M)

Read = Callable[[str], str]


class BundleError(ValueError):
    """A module that this bundler doesn't understand; says which, where and why."""


def bundle(entry: str, read: Read) -> str:
    """The module ``entry`` and all that it imports, as one classic script without imports.

    ``read`` gives a module's source by its path (``show/show.js``); relative imports are resolved
    against the importing module. Raises :class:`BundleError` for a cycle, for an unknown form of
    ``import`` or ``export``, and for text that would end an inline script.
    """
    body, _ = _chained(entry, read, live=False)
    script = f"'use strict';\n(() => {{\nconst $ = [];\n{body}}})();\n"
    for text in ("</script", "<!--"):
        if text in script.lower():
            raise BundleError(f"{text} in a script would end it; write it in two parts")
    return script


def bundled_module(entry: str, read: Read) -> tuple[str, list[str]]:
    """The same as one module with the entry's default export, which may import more while it runs; and what is in it."""
    body, order = _chained(entry, read, live=True)
    return f"const $ = [];\n{body}export default $[{len(order) - 1}].default;\n", order


def bundled_sheet(entry: str, read: Read) -> tuple[str, list[str]]:
    """A style sheet with those that it imports in their places, and the paths of all of them."""
    order = [entry]

    def imported(found: re.Match[str]) -> str:
        sheet, within = bundled_sheet(_resolved(entry, found[1]), read)
        order.extend(within)
        return sheet

    return _SHEET.sub(imported, read(entry)), order


def reader(folder: Path, made: Mapping[str, str] | None = None) -> Read:
    """Reads modules below ``folder``; ``made`` are modules that have no file, by path."""

    def read(path: str) -> str:
        if made and path in made:
            return made[path]
        try:
            return (folder / path).read_text("utf-8")
        except OSError as error:
            raise BundleError(f"{path}: {error.strerror}") from error

    return read


def script_hash(script: str) -> str:
    """The source expression of a Content-Security-Policy that allows this very script."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def inline_json(value: object) -> str:
    """JSON that may stand in a ``<script type="application/json">``: no ``<`` is left in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _chained(entry: str, read: Read, *, live: bool) -> tuple[str, list[str]]:
    """Each module as a function that is called at once, in ``$`` by its place in the order."""
    order: list[str] = []
    parts: dict[str, str] = {}
    _visit(entry, read, order, parts, ())
    if not live:
        for path, part in parts.items():
            _refuse(path, part, _LIVE)
    ids = {path: n for n, path in enumerate(order)}
    body = "".join(
        f"// {path}\n$[{ids[path]}] = (() => {{\n{_linked(parts[path], ids)}}})();\n"
        for path in order
    )
    return body, order


def _refuse(path: str, body: str, pattern: re.Pattern[str]) -> None:
    if left := pattern.search(body):
        line = body.count("\n", 0, left.start() + 1) + 1
        raise BundleError(f"{path}, about line {line}: “{left[0].strip()[:60]}” is not understood")


def _visit(
    path: str, read: Read, order: list[str], parts: dict[str, str], above: tuple[str, ...]
) -> None:
    if path in above:
        raise BundleError(f"modules import each other: {' → '.join((*above, path))}")
    if path in parts:
        return
    source = _COMMENT.sub("", read(path))
    for other in _needed(path, source):
        _visit(other, read, order, parts, (*above, path))
    parts[path] = _module(path, source)
    order.append(path)


def _needed(path: str, source: str) -> list[str]:
    return [_resolved(path, found["path"] or found["bare"]) for found in _IMPORTS.finditer(source)]


def _resolved(path: str, other: str) -> str:
    if not other.startswith(("./", "../")):
        raise BundleError(f"{path} imports “{other}”, which is no file of ours")
    parts = [*PurePosixPath(path).parent.parts]
    for step in PurePosixPath(other).parts:
        if step == "..":
            if not parts:
                raise BundleError(f"{path} imports “{other}” from outside the assets")
            parts.pop()
        else:
            parts.append(step)
    return "/".join(parts)


def _module(path: str, source: str) -> str:
    """The body of the function that a module becomes; imports hold ``$["path"]``."""
    exported: dict[str, str] = {}

    def imported(found: re.Match[str]) -> str:
        if found["bare"]:
            return ""
        module = f"$[{json.dumps(_resolved(path, found['path']))}]"
        if found["all"]:
            return f"const {found['all']} = {module};"
        if found["default"]:
            return f"const {found['default']} = {module}.default;"
        pairs = (_renamed(path, item) for item in _items(found["names"]))
        return (
            f"const {{ {', '.join(a if a == b else f'{a}: {b}' for a, b in pairs)} }} = {module};"
        )

    def export(found: re.Match[str]) -> str:
        if found["names"] is not None:
            exported.update((b, a) for a, b in (_renamed(path, i) for i in _items(found["names"])))
            return ""
        if found["default"]:
            name = _DEFAULT_NAME.match(found.string, found.end())
            if not (name and name[1]):
                exported["default"] = "$default"
                return "const $default = "
            exported["default"] = name[1]
            return ""
        own = found["function"] or found["class"] or found["const"]
        exported[own] = own
        return ""

    body = _EXPORTS.sub(export, _IMPORTS.sub(imported, source))
    _refuse(path, body, _LEFT)
    made = ", ".join(a if a == b else f"{a}: {b}" for a, b in sorted(exported.items()))
    return f"{body.rstrip()}\nreturn {{ {made} }};\n"


def _items(names: str) -> list[str]:
    return [item.strip() for item in names.split(",") if item.strip()]


def _renamed(path: str, item: str) -> tuple[str, str]:
    words = item.split()
    if len(words) == 1:
        return words[0], words[0]
    if len(words) == 3 and words[1] == "as":
        return words[0], words[2]
    raise BundleError(f"{path}: “{item}” is not understood")


def _linked(body: str, ids: Mapping[str, int]) -> str:
    return re.sub(r'\$\["([^"]+)"\]', lambda m: f"$[{ids[m[1]]}]", body)

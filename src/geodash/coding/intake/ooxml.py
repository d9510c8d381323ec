"""The parts of a Word file as XML: bounded, without entities, whatever a stranger packed into it."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from geodash.coding.intake.brought import UnreadableError

#: Bytes of one part, unpacked. The longest novel has less.
_LARGEST = 40 * 2**20
_BROKEN = "The Word file is broken; open and save it in Word, or paste its text."
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Package:
    """A Word file; every part is read at most once, and whole."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _ERRORS as error:
            raise UnreadableError(_BROKEN) from error
        self._names = set(self._zip.namelist())
        self.main = next(self.related("", "officeDocument"), "word/document.xml")

    def part(self, name: str) -> etree._Element | None:
        """The root of a part; ``None`` where there is no such part."""
        if name not in self._names:
            return None
        try:
            with self._zip.open(name) as stream:
                data = stream.read(_LARGEST + 1)
        except RuntimeError as error:  # zipfile's way to ask for a password
            raise UnreadableError(
                "This file has a password; save it without, and add that."
            ) from error
        except _ERRORS as error:
            raise UnreadableError(_BROKEN) from error
        if len(data) > _LARGEST:
            raise UnreadableError("Unpacked it is larger than any article; paste its text.")
        return _parsed(data)

    def related(self, name: str, kind: str) -> Iterator[str]:
        """The names of the parts that a part refers to as ``kind``."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in [] if root is None else root:
            target = relation.get("Target") or ""
            if (relation.get("Type") or "").endswith(f"/{kind}") and (
                relation.get("TargetMode") != "External"
            ):
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                )
                yield posixpath.normpath(path)


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(_BROKEN) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(
            "The Word file holds a document type, as none from Word does; it was not read."
        )
    return root


def local(node: etree._Element) -> str:
    """An element's name without its namespace, of which Word has two sets."""
    # What is no element (a comment, an entity) has a function there.
    return str(node.tag).rpartition("}")[2]


def value(node: etree._Element | None, name: str = "val") -> str:
    """An attribute of any namespace; blank without one."""
    for key, found in node.attrib.items() if node is not None else ():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return ""


def child(node: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child by name, and of that the next; ``None`` where one is missing."""
    for name in names:
        node = next((c for c in node if local(c) == name), None) if node is not None else None
    return node


def is_on(node: etree._Element | None) -> bool:
    """Whether a switch of Word's is there and not off."""
    return node is not None and value(node) not in ("0", "false", "off", "none")

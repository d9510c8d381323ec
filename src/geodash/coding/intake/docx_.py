"""Word files: paragraphs, headings, lists and tables as they are printed, tracked changes accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from geodash.coding.intake.body import article_blocks, heading, is_headline
from geodash.coding.intake.brought import Brought, Facts, LeftOut, UnreadableError, one_line, words
from geodash.coding.intake.docx_styles import Lists, Styles
from geodash.coding.intake.ooxml import Package, child, is_on, local, value

#: A cell with more is no cell of a table but a page laid out in one.
_CELL = 1500
#: Notes and the like: what they are called, the kind of their part, their elements.
_NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments"))
_MARGINS = (("page header", "header"), ("page footer", "footer"))
_PICTURES = ("drawing", "pict", "object")
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
#: Properties, and the words of what tracked changes took away.
_SILENT = frozenset(
    ("rPr", "pPr", "tblPr", "tcPr", "trPr", "sectPr", "instrText", "delInstrText", "rt", "proofErr")
)


def read_docx(data: bytes) -> Brought:
    """The text of a Word file; raises ``UnreadableError`` when it is broken, locked or has none."""
    package = Package(data)
    root = package.part(package.main)
    body = child(root, "body")
    if body is None:
        raise UnreadableError("The Word file is broken: it has no text part.")
    reader = _Reader(package)
    reader.blocks(body)
    reader.finish()
    blocks = article_blocks("\n".join(lines) for lines in reader.out)
    if not blocks:
        raise UnreadableError(
            "There is no text in this Word file (pictures of text can’t be read; paste it)."
        )
    reader.leave_parts()
    headline = reader.titled or is_headline(blocks)
    facts = Facts(title=" ".join(words(blocks[0])) if headline else "", language=_language(package))
    return Brought(
        "Word file", tuple(blocks), facts, headline, reader.left.all(), tuple(reader.remarks())
    )


def _language(package: Package) -> str:
    """The language that Word checks the spelling in, where the text's own styles say it."""
    root = package.part(next(package.related(package.main, "styles"), "word/styles.xml"))
    said = value(child(root, "docDefaults", "rPrDefault", "rPr", "lang"))
    return said.partition("-")[0].lower() if said else ""


class _Reader:
    """Walks a Word file's body; ``out`` are its blocks, each the lines of it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles, self.lists = Styles(package), Lists(package)
        self.out: list[list[str]] = []
        self.left = LeftOut()
        self.titled = False
        self._headings: dict[int, int] = {}  # levels, by their place in ``out``
        self._seen: Counter[str] = Counter()
        self._item = ""  # the list that the last block is of
        self._carried = ""  # a paragraph whose end a tracked change took away
        self._field: list[bool] = []  # whether a field's code, not its result, is being read

    def blocks(self, node: etree._Element) -> None:
        """Everything that stands below ``node`` as a block."""
        for part in node:
            name = local(part)
            if name == "p":
                self._paragraph(part)
            elif name == "tbl":
                self._table(part)
            elif name == "sdt":
                if "Table of Contents" in value(
                    child(part, "sdtPr", "docPartObj", "docPartGallery")
                ):
                    self._leave("table of contents", _plain(part))
                elif (content := child(part, "sdtContent")) is not None:
                    self.blocks(content)
            elif name in ("ins", "moveTo", "customXml", "smartTag"):
                self.blocks(part)
            elif name in ("del", "moveFrom"):
                self._deleted(part)
            elif name == "altChunk":
                self._leave("embedded document")

    def _paragraph(self, node: etree._Element) -> None:
        text = self._carried + self._inline(node)
        marks = child(node, "pPr", "rPr")
        if child(marks, "del") is not None:
            self._carried = text
            return
        self._carried = ""
        if not text.strip(" \t\n"):
            return
        names = self.styles.named(node)
        if any(n.startswith("toc ") for n in names):
            self._leave("line of a table of contents", text)
            return
        if "caption" in names and self._is_under_picture():
            self.left.add("caption", text, len(self.out), text)
            return
        level = self.styles.level(node)
        number, depth = self.styles.numbering(node)
        if "title" in names and not self.out:
            self.titled = True
            self.out.append([f"# {one_line(text)}"])
        elif level or "title" in names:
            mark = f"{self.lists.mark(number, depth)} " if number else ""
            self._headings[len(self.out)] = level or 1
            self.out.append([mark.removeprefix("- ") + text])
        elif number:
            item = f"{self.lists.mark(number, depth)} {text.strip()}"
            if self._item == number and self.out:
                self.out[-1].append(item)
            else:
                self.out.append([item])
            self._item = number
            return
        else:
            self.out.append([text])
        self._item = ""

    def _is_under_picture(self) -> bool:
        last = self.left.last
        return last is not None and last.what == "picture" and last.after == len(self.out)

    def _table(self, node: etree._Element) -> None:
        """A table as lines, a row each; one that only lays a page out as its paragraphs."""
        self._item = ""
        rows = [list(_named(row, "tc")) for row in _named(node, "tr")]
        if max((len(r) for r in rows), default=0) < 2 or any(
            len(_plain(cell)) > _CELL for row in rows for cell in row
        ):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        lines = []
        for row in rows:
            cells = [self._cell(cell) for cell in row]
            if any(cells):
                lines.append(f"| {' | '.join(cells)} |")
        if lines:
            self.out.append(lines)
            self._seen["table"] += 1

    def _cell(self, cell: etree._Element) -> str:
        outside, self.out = self.out, []
        self.blocks(cell)
        inside, self.out = self.out, outside
        return " ".join(filter(None, (one_line(line) for block in inside for line in block)))

    def _inline(self, node: etree._Element) -> str:
        """The words of a run or of whatever holds runs."""
        name = local(node)
        if name == "t":
            return "" if any(self._field) else node.text or ""
        if name in _BREAKS:
            return "" if value(node, "type") in ("page", "column") else _BREAKS[name]
        if name in _SILENT or name in ("footnoteRef", "annotationRef"):
            return ""
        if name in _PICTURES:
            self._picture(node)
            return ""
        if (handle := _HANDLERS.get(name)) is not None:
            return handle(self, node)
        if name == "r" and is_on(child(node, "rPr", "vanish")):
            self._leave("hidden passage", _plain(node))
            return ""
        return "".join(self._inline(part) for part in node)

    def _fallback(self, node: etree._Element) -> str:
        """Of what Word gives in two ways, one."""
        choice = child(node, "Choice")
        chosen = choice if choice is not None else child(node, "Fallback")
        return "" if chosen is None else self._inline(chosen)

    def _field_char(self, node: etree._Element) -> str:
        kind = value(node, "fldCharType")
        if kind == "begin":
            self._field.append(True)
        elif self._field:
            if kind == "separate":
                self._field[-1] = False
            elif kind == "end":
                self._field.pop()
        return ""

    def _symbol(self, node: etree._Element) -> str:
        code = value(node, "char")
        try:
            char = chr(int(code, 16))
        except ValueError:
            return ""
        if "\ue000" <= char <= "\uf8ff":
            self._leave("sign of a symbol font", f"{value(node, 'font')} {code}")
            return ""
        return char

    def _linked(self, node: etree._Element) -> str:
        self._seen["link"] += 1
        return "".join(self._inline(part) for part in node)

    def _inserted(self, node: etree._Element) -> str:
        self._seen["insertion"] += 1
        return "".join(self._inline(part) for part in node)

    def _deleted(self, node: etree._Element) -> str:
        self._seen["deletion"] += 1
        self._leave("deleted passage", _plain(node))
        return ""

    def _picture(self, node: etree._Element) -> None:
        boxes = [n for n in node.iter() if local(n) == "txbxContent" and _first_form(n, node)]
        for box in boxes:
            self._leave("text box", " ".join(_paragraphs(box)))
        if not boxes:
            about = next((n for n in node.iter() if local(n) == "docPr"), None)
            self._leave("picture", value(about, "descr") or value(about, "title"))

    def finish(self) -> None:
        """Give headings their marks; the only one of the first level, on top, is the title."""
        first = [n for n, level in self._headings.items() if level == 1]
        self.titled = self.titled or first == [0]
        higher = int(first == [0])
        for number, level in self._headings.items():
            self.out[number] = [heading("\n".join(self.out[number]), level - higher)]

    def _leave(self, what: str, text: str = "") -> None:
        self.left.add(what, text, len(self.out))

    def leave_parts(self) -> None:
        """Name what stands beside the text: notes, comments, headers, footers."""
        for what, kind in _NOTES:
            for name in self.package.related(self.package.main, kind):
                root = self.package.part(name)
                for note in [] if root is None else root:
                    if not value(note, "type") and (text := " ".join(_paragraphs(note))):
                        self._leave(what, text)
        for what, kind in _MARGINS:
            texts = dict.fromkeys(
                " ".join(_paragraphs(root))
                for name in self.package.related(self.package.main, kind)
                if (root := self.package.part(name)) is not None
            )
            for text in filter(None, texts):
                self.left.add(what, text, 0 if kind == "header" else len(self.out))

    def remarks(self) -> Iterator[str]:
        """What to know of the reading."""
        tracked = [(self._seen[k], k) for k in ("insertion", "deletion") if self._seen[k]]
        if tracked:
            yield f"Tracked changes are taken as accepted: {' and '.join(_many(*t) for t in tracked)}."
        if links := self._seen["link"]:
            yield f"{_many(links, 'link')}: the words stay, the address does not."
        if tables := self._seen["table"]:
            yield f"{_many(tables, 'table')}: each row is a line."


_HANDLERS: dict[str, Callable[[_Reader, etree._Element], str]] = {
    "AlternateContent": _Reader._fallback,
    "fldChar": _Reader._field_char,
    "sym": _Reader._symbol,
    "hyperlink": _Reader._linked,
    "ins": _Reader._inserted,
    "moveTo": _Reader._inserted,
    "del": _Reader._deleted,
    "moveFrom": _Reader._deleted,
}


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _named(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children by name, those wrapped by Word's controls too."""
    for part in node:
        if local(part) == name:
            yield part
        elif local(part) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _named(part, name)


def _first_form(box: etree._Element, top: etree._Element) -> bool:
    """Whether a text box isn't the second form in which Word gives the same one."""
    for above in box.iterancestors():
        if local(above) == "Fallback" and child(above.getparent(), "Choice") is not None:
            return False
        if above is top:
            break
    return True


def _paragraphs(node: etree._Element) -> Iterable[str]:
    for part in node.iter():
        if local(part) == "p" and (text := one_line(_plain(part))):
            yield text


def _plain(node: etree._Element) -> str:
    """All words below a node, deleted ones too."""
    parts = []
    for part in node.iter():
        if local(part) in ("t", "delText"):
            parts.append(part.text or "")
        elif local(part) in ("br", "tab", "cr", "p"):
            parts.append(" ")
    return "".join(parts)

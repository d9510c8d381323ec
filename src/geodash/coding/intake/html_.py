"""Web pages as a browser saves them: the article's paragraphs; whatever else the page has is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from geodash.coding.intake.body import article_blocks, heading
from geodash.coding.intake.brought import Brought, LeftOut, UnreadableError, one_line, words
from geodash.coding.intake.html_meta import Page
from geodash.coding.intake.html_parts import BLOCKS, SKIPPED, Parts, is_element
from geodash.collection.read.encoding import decode_bytes, said_encoding

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_MEDIA = {"img": "picture", "picture": "picture", "svg": "picture", "canvas": "picture", "video": "video",
          "audio": "sound", "iframe": "embedded page", "object": "embedded page", "embed": "embedded page"}  # fmt: skip
_CELL = 1500
_NOTHING = "There is no article's text in this page; copy it in the browser, and paste it."


def read_page(data: bytes) -> Brought:
    """The article of a page; raises ``UnreadableError`` when it has none or can't be decoded."""
    text, remarks = _decoded(data)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(
            "The page is broken; copy its text in the browser, and paste it."
        ) from error
    if any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
        # The parser leaves off there, and what follows would be missing without a word.
        raise UnreadableError(
            "The page is nested too deeply; copy its text in the browser, and paste it."
        )
    body = root.find("body") if root is not None else None
    if body is None:
        raise UnreadableError(_NOTHING)
    page = Page(root, text)
    parts = Parts(body)
    facts = page.facts()
    facts = replace(facts, title=_title(body, parts, facts.title, facts.publisher))
    reader = _Reader(parts, facts.title)
    reader.page(body)
    blocks = article_blocks("\n".join(lines) for lines in reader.out)
    if not blocks:
        raise UnreadableError(_NOTHING)
    headline = bool(facts.title) and words(blocks[0]) == words(facts.title)
    remarks += reader.remarks()
    if (changed := page.changed()) and facts.published_latest and changed > facts.published_latest:
        remarks.append(
            f"The page says that it was changed on {changed}; this may not be the text that appeared."
        )
    return Brought("web page", tuple(blocks), facts, headline, reader.left.all(), tuple(remarks))


def _decoded(data: bytes) -> tuple[str, list[str]]:
    """The page's source, and what is uncertain about its letters."""
    found = _CHARSET.search(data[:4096])
    charset = found[1].decode().lower() if found else ""
    if charset in ("iso-8859-1", "latin1", "us-ascii"):
        charset = "cp1252"  # as browsers take it
    read = decode_bytes(data, said_encoding() or charset)
    if not read.certain:
        read = decode_bytes(data, "")
    if not read.certain:
        raise UnreadableError(
            "The page doesn’t say its encoding; save it again as UTF-8, or say --encoding NAME."
        )
    remarks = [
        f"Line {s.line} is not UTF-8; “{s.text[:8]}” was read there." for s in read.strays[:3]
    ]
    if not read.sound and not charset:
        remarks.append(f"The page was read as {read.encoding}; look whether its letters are right.")
    return _DECLARED.sub("", read.text.replace("\0", "")), remarks


def _title(body: etree._Element, parts: Parts, said: str, publisher: str) -> str:
    """The title as it is printed: the page's one great heading, unless that is the site's name."""
    printed = [one_line(shown_text(h, parts)) for h in body.iter("h1") if not parts.kind(h)]
    printed = [t for t in printed if t and t.lower() != publisher.lower()]
    inside = [one_line(shown_text(h, parts)) for h in parts.article.iter("h1")]
    choice = inside if len(inside) == 1 and inside[0] else printed
    return choice[0] if len(choice) == 1 else said


def shown_text(node: etree._Element, parts: Parts | None = None) -> str:
    """All words below a node that may be shown; with ``parts``, without those that are not the article's."""
    return "".join(_texts(node, parts))


def _texts(node: etree._Element, parts: Parts | None) -> Iterator[str]:
    walk = etree.iterwalk(node, events=("start", "end"))
    for event, part in walk:
        if event == "end":
            if part is not node:
                yield (" " if part.tag in BLOCKS else "") + (part.tail or "")
        elif not is_element(part) or part.tag in SKIPPED or (parts and parts.kind(part)):
            walk.skip_subtree()
        else:
            yield (" " if part.tag in BLOCKS or part.tag == "br" else "") + (part.text or "")


class _Reader:
    """Walks a page in its order; ``out`` are the article's blocks by lines, ``left`` all else that has words."""

    def __init__(self, parts: Parts, title: str) -> None:
        self.parts, self._title = parts, title.split()
        self.out: list[list[str]] = []
        self._items: dict[etree._Element, int] = {}  # of numbered lists
        self.left = LeftOut()
        self._line: list[str] = []
        self._inside = False
        self._mark = ""  # of the item that begins
        self._list = 0  # how many lists we are in
        self._joined = False  # whether the next item follows another one
        self._level = 0  # of the heading that is being read
        self._links = self._tables = 0

    def page(self, body: etree._Element) -> None:
        """All of it."""
        self._inside = body is self.parts.article
        self.walk(body)
        self.flush()

    def walk(self, node: etree._Element) -> None:
        """All below ``node``, which is shown."""
        self._text(node.text)
        for part in node:
            if is_element(part) and part.tag not in SKIPPED:
                self._element(part)
            self._text(part.tail)

    def _element(self, node: etree._Element) -> None:
        tag = str(node.tag)
        if kind := self.parts.kind(node):
            self._beside(node, kind)
        elif node is self.parts.article:
            self.flush()
            self._inside = True
            self._block(node, tag)
            self._inside = False
        elif tag == "br":
            self._line.append("\n")
        elif tag in _MEDIA or (tag == "figure" and node.find(".//table") is None):
            self._media(node, _MEDIA.get(tag, "picture"))
        elif tag == "sup" and _is_note(node):
            self._leave("note mark", shown_text(node))
        elif tag == "table" and self._inside and _is_table(node):
            self._table(node)
        elif tag in BLOCKS:
            self._block(node, tag)
        else:
            self._links += tag == "a" and self._inside and bool(node.get("href"))
            quoted = tag == "q"
            self._line.append("“" * quoted)
            self.walk(node)
            self._line.append("”" * quoted)

    def _block(self, node: etree._Element, tag: str) -> None:
        self.flush()
        if re.fullmatch(r"h[1-6]", tag):
            self._level = int(tag[1])
        elif tag in ("ul", "ol", "menu"):
            self._joined = self._joined and self._list > 0
            self._list += 1
        elif tag == "li":
            self._mark = self._mark_of(node)
        if tag == "pre":
            self._line.append(shown_text(node).strip("\n"))
            self.flush(laid_out=True)
        else:
            self.walk(node)
        self.flush()
        self._level = 0
        if tag in ("ul", "ol", "menu"):
            self._list -= 1
            self._joined = self._joined and self._list > 0
        elif tag == "li":
            self._mark = ""

    def _mark_of(self, node: etree._Element) -> str:
        above = node.getparent()
        if above is None or above.tag != "ol":
            return "-"
        start = above.get("start") or "1"
        first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
        self._items[above] = self._items.get(above, first - 1) + 1
        return f"{self._items[above]}."

    def _text(self, text: str | None) -> None:
        if text:
            self._line.append(_BLANKS.sub(" ", text))

    def flush(self, *, laid_out: bool = False) -> None:
        """End the block that is being read."""
        text = "".join(self._line)
        self._line = []
        if not laid_out:
            text = re.sub(r" {2,}", " ", text)
            text = re.sub(r" ?\n ?", "\n", text).strip(" \n")
        if not text.strip(" \n\u00a0\ufeff\u200b"):
            return
        if not self._inside:
            if text.split() != self._title:
                self.left.add("other piece of the page", text, len(self.out))
        elif self._level:
            headline = not self.out and text.split() == self._title
            self.out.append([heading(text, 0 if headline else max(1, self._level - 1))])
            self._joined = False
        elif self._mark:
            item = f"{self._mark} {text}"
            if self._joined and self.out:
                self.out[-1].append(item)
            else:
                self.out.append([item])
            self._mark, self._joined = "", True
        else:
            self.out.append([text])
            self._joined = False

    def _beside(self, node: etree._Element, kind: str) -> None:
        if node.tag in BLOCKS:
            self.flush()
        else:
            self._line.append(" " if kind != "edit link" else "")
        if (text := one_line(shown_text(node))) and text.split() != self._title:
            self._leave(kind, text)

    def _media(self, node: etree._Element, kind: str) -> None:
        if node.tag == "figure":
            self.flush()
        inner = node.find(".//img")
        about = (
            one_line(shown_text(node))
            or node.get("alt")
            or (inner.get("alt") if inner is not None else "")
            or ""
        )
        printed = node.find(".//figcaption") if self._inside else None
        caption = "" if printed is None else one_line(shown_text(printed, self.parts))
        if self._inside or about:
            self._leave(kind, about, caption)

    def _leave(self, what: str, text: str, caption: str = "") -> None:
        self.left.add(what, text, len(self.out), caption)

    def _table(self, node: etree._Element) -> None:
        self.flush()
        lines = []
        for row in node.iter("tr"):
            cells = [one_line(shown_text(c)) for c in row if c.tag in ("td", "th")]
            if any(cells):
                lines.append(f"| {' | '.join(cells)} |")
        if (caption := node.find("caption")) is not None:
            self.out.append([one_line(shown_text(caption))])
        if lines:
            self.out.append(lines)
            self._tables += 1
        self._joined = False

    def remarks(self) -> list[str]:
        """What to know of the reading."""
        said = []
        if self._links:
            said.append(
                f"{self._links:,} link{'s' * (self._links > 1)}: the words stay, the address does not."
            )
        if self._tables:
            said.append(f"{self._tables:,} table{'s' * (self._tables > 1)}: each row is a line.")
        return said


def _is_note(node: etree._Element) -> bool:
    """Whether raised signs only lead to a note."""
    link = node.find(".//a")
    leads = link is not None and (link.get("href") or "").startswith("#")
    return leads or "reference" in (node.get("class") or "")


def _is_table(node: etree._Element) -> bool:
    """Whether a table holds figures, and doesn't lay a page out."""
    rows = [[c for c in row if c.tag in ("td", "th")] for row in node.iter("tr")]
    if node.find(".//table") is not None or max(map(len, rows), default=0) < 2:
        return False
    return all(len(shown_text(cell)) <= _CELL for row in rows for cell in row)

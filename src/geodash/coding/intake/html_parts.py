"""Which part of a web page is its article, and what the other parts are."""

from __future__ import annotations

import re

from lxml import etree

BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
        "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
        "th", "thead", "tr", "ul",
    )
)  # fmt: skip
#: What is never shown.
SKIPPED = frozenset(
    ("script", "style", "head", "title", "meta", "link", "template", "datalist", "param", "source")
)
_TAGS = {"nav": "menu", "aside": "side piece", "footer": "page footer", "form": "form", "dialog": "window",
         "noscript": "hidden piece", "button": "button", "select": "form", "textarea": "form"}  # fmt: skip
_ROLES = {"navigation": "menu", "complementary": "side piece", "contentinfo": "page footer", "banner": "page header",
          "search": "form", "dialog": "window", "alertdialog": "window", "button": "button"}  # fmt: skip
_NAMES = {
    "menu": ("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "toc", "pagination", "pager"),
    "side piece": ("sidebar", "related", "recommended", "recirc", "promo", "teaser", "teasers", "outbrain", "taboola",
                   "trending", "readmore", "mostread", "widget", "byline-bio", "authorbox"),
    "advertisement": ("ad", "ads", "advert", "advertisement", "advertising", "sponsored", "sponsor"),
    "share line": ("share", "sharing", "social", "socials", "addtoany", "sharedaddy", "tags", "taglist", "print"),
    "form": ("newsletter", "subscribe", "subscription", "paywall", "signup", "login"),
    "window": ("cookie", "cookies", "consent", "gdpr", "popup", "modal", "overlay"),
    "edit link": ("editsection",),
    "page footer": ("footer", "copyright"),
    "hidden piece": ("sr", "screenreader", "visuallyhidden"),
    "comment": ("comment", "comments", "commentlist", "disqus", "respond"),
}  # fmt: skip
_BY_NAME = {name: kind for kind, names in _NAMES.items() for name in names}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PARTS = re.compile(r"[a-z]+|[A-Z][a-z]*")
#: A line of prose has so many letters that are no link.
_PROSE = 40
#: What holds more of the page's prose than this is no side piece, whatever it is called.
_MOST = 0.3
#: The article is the innermost part that has so much of the prose.
_ENOUGH = 0.85


def is_element(node: etree._Element) -> bool:
    """Whether it is no comment, which has a function for its tag."""
    tag: object = node.tag
    return isinstance(tag, str)


class Parts:
    """The parts of one page; made once, in time that grows with the page."""

    def __init__(self, body: etree._Element) -> None:
        self._body = body
        self._nodes = [n for n in body.iter() if is_element(n)]
        self._prose = self._measured({})
        most = _MOST * self._prose.get(body, 0)
        self._kinds = {n: kind for n in self._nodes if (kind := self._kind(n, most))}
        self._prose = self._measured(self._kinds)
        self.article = self._lifted(self._innermost())

    def kind(self, node: etree._Element) -> str:
        """What a part is that is not of the article; blank for what may be."""
        return self._kinds.get(node, "")

    def _measured(self, beside: dict[etree._Element, str]) -> dict[etree._Element, int]:
        """The letters of prose in each part."""
        prose: dict[etree._Element, int] = {}
        letters: dict[etree._Element, int] = {}
        for node in reversed(self._nodes):
            if node.tag in SKIPPED or node in beside:
                prose[node] = letters[node] = 0
                continue
            inner = [c for c in node if c in letters]
            own = len((node.text or "").strip()) + sum(len((c.tail or "").strip()) for c in node)
            flat = own + sum(letters[c] for c in inner if c.tag not in BLOCKS)
            letters[node] = 0 if node.tag == "a" else flat
            prose[node] = sum(prose[c] for c in inner)
            if flat >= _PROSE and node.tag in BLOCKS:
                prose[node] = flat + sum(prose[c] for c in inner if c.tag in BLOCKS)
        return prose

    def _kind(self, node: etree._Element, most: float) -> str:
        if node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
            return "hidden piece"
        tag = str(node.tag)
        small = self._prose[node] <= most
        kind = _TAGS.get(tag) or _ROLES.get((node.get("role") or "").lower(), "")
        if kind:
            return kind if small else ""
        if tag in ("html", "body", "main", "h1", "p"):
            return ""
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        parts = {part.lower() for part in _PARTS.findall(names)} if names != " " else set()
        found = next((k for name, k in _BY_NAME.items() if name in parts), "")
        if found == "comment":
            return found if node.find(".//h1") is None else ""
        return found if found and small and tag != "article" else ""

    def _innermost(self) -> etree._Element:
        marked = [n for n in self._nodes if "articlebody" in (n.get("itemprop") or "").lower()]
        best = max(marked, key=self._prose.__getitem__, default=None)
        if best is not None and self._prose[best] >= 0.5 * self._prose[self._body]:
            return best
        node = self._body
        while True:
            inner = max(
                (c for c in node if c in self._prose), key=self._prose.__getitem__, default=None
            )
            if (
                inner is None
                or inner.tag not in BLOCKS
                or self._prose[inner] < _ENOUGH * self._prose[node]
            ):
                break
            if not self._prose[inner] or inner.tag in ("p", "li", "blockquote", "pre"):
                break
            node = inner
        return node

    def _lifted(self, node: etree._Element) -> etree._Element:
        """The page's own word for its article, where the innermost part stands in one."""
        if node is self._body:
            own = [n for n in self._nodes if n.tag == "article"]
            best = max(own, key=self._prose.__getitem__, default=None)
            enough = best is not None and 2 * self._prose[best] >= self._prose[node]
            return best if best is not None and enough else node
        above = [n for n in (node, *node.iterancestors()) if n.tag == "article"]
        return above[-1] if above else node

"""Visitors of a served collection, and the tabs they leave behind for the next one.

Opening the app anew costs seconds of a processor, most of it for Streamlit. A test that does not
look at how the page loads is therefore given a tab in which the page is loaded already and mounted
anew, by the same function that Streamlit calls: a new state, a new map, an empty storage, an
address of its own on top of the history. ``test_visitors.py`` holds such a page against a loaded
one. What cannot be taken back (a listener, a script, an error) closes the tab instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from functools import wraps
from typing import Literal, NamedTuple
from urllib.parse import SplitResult, urlsplit

from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Page,
    Request,
    Response,
    ViewportSize,
)

READY = {
    "/": ".gd-explore[data-ready='1']",
    "/read": ".gd-read[data-ready='1']",
    "/analyse": ".gd-analyse[data-ready='1']",
    "/present": ".gd-present[data-ready='1']",
    "/about": ".gd-about-diff label",
}
COMPONENTS = {"/": "explore", "/read": "read", "/analyse": "analyse", "/present": "present"}
KEPT_TABS = 12
# A browser stops counting at 50 entries: a test of the history must see it grow.
MOST_ENTRIES = 30
# What leaves something in a tab that nothing takes out of it again.
LASTING = ("add_init_script", "on", "once", "emulate_media", "expose_binding", "expose_function",
           "set_extra_http_headers", "add_script_tag", "add_style_tag")  # fmt: skip

# A new tab in a browser that has the app's files already: what another tab kept is no longer there.
FORGET = """if (!sessionStorage.getItem('forgotten')) {
  localStorage.clear();
  sessionStorage.setItem('forgotten', '1');
}"""

# What a tab has beside the page that is mounted in it: a later visitor must find it as it was.
SURROUNDINGS = """() => {
  const named = (el) => `${el.tagName}.${[...el.attributes].map((a) => `${a.name}=${a.value}`).sort().join('.')}`;
  const native = [fetch, alert, history.pushState, Storage.prototype.setItem, URL.createObjectURL, Date.now, Math.random];
  // Leaflet and React note on an object who listens to it.
  const names = (o) => Object.getOwnPropertyNames(o).filter((name) => !/^_(leaflet|react)/.test(name)).sort();
  return JSON.stringify([
    names(window),
    [navigator, history, location, document].map(names),
    native.map((f) => String(f)),
    [document.documentElement, document.body, ...document.body.children].map(named),
    document.adoptedStyleSheets.length,
    document.title,
  ]);
}"""

# A page out of sight asks nothing: kept tabs would ask their servers once a second for which version is served.
PUT_AWAY = """() => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""

# Takes the page down and mounts it for another address, as Streamlit does on the way to a page.
MOUNT = """async ([component, search, names]) => {
  delete document.hidden;
  const root = document.querySelector('.gd-root');
  const parentElement = root.parentElement;
  const { data } = root.gd;
  const { default: page } = await import(new URL(`_stcore/bidi-components/geodash.${component}/${component}.js`, location.origin));
  const call = (given) => page({ data: given, parentElement, setTriggerValue() {} });
  call(data)();
  while (root.isConnected) await new Promise((done) => setTimeout(done));
  for (const name of Object.getOwnPropertyNames(window)) if (!/^_/.test(name) && !names.includes(name)) delete window[name];
  for (const name of Object.getOwnPropertySymbols(globalThis)) if (name.description === 'geodash.drafts') delete globalThis[name];
  localStorage.clear();
  sessionStorage.clear();
  sessionStorage.setItem('forgotten', '1');
  document.body.tabIndex = -1; // where Tab goes from
  document.body.focus();
  document.body.blur();
  document.body.removeAttribute('tabindex');
  getSelection().removeAllRanges();
  for (const el of document.querySelectorAll('[data-testid=stMain], html')) el.scrollTo(0, 0);
  history.pushState(null, '', location.pathname + search);
  const first = data.first && (await (await fetch(new URL(`api/${component === 'read' ? 'read' : 'events'}${search}`, location.origin))).json());
  call({ ...data, ...(first && { first }) });
}"""


class Look(NamedTuple):
    """How a visitor looks at the page: pixels, and a light or a dark system."""

    width: int = 1366
    height: int = 650
    scheme: Literal["light", "dark"] = "light"


class Tab:
    """A page, what surrounds the app in it, and whether a later visitor may have it."""

    def __init__(self, visitor: Watched) -> None:
        self.context = visitor.context
        self.page: Page = self.context.new_page()
        if visitor.shelf is not None:
            self.page.add_init_script(FORGET)
        self._set_viewport_size, self._emulate_media = self.page.set_viewport_size, self.page.emulate_media  # fmt: skip
        self._dress(visitor.look)
        self.visitor: Watched | None = visitor
        self.lasting = False
        self.mounted = False
        self.loaded, self.drawn = "", self.look.scheme
        self.surroundings = ""
        self.page.set_default_timeout(20_000)
        self.page.on("request", lambda r: self.visitor and self.visitor.asked(r))
        self.page.on("response", lambda r: self.visitor and self.visitor.answered(r))
        self.page.on(
            "pageerror", lambda e: self.visitor and self.visitor.errors.append(f"{e} {e.stack}")
        )
        self.page.on("console", lambda m: self.visitor and self.visitor.heard(m))
        self.page.on("dialog", self._dialog)
        for name in LASTING:
            setattr(self.page, name, self._marking(getattr(self.page, name)))
        self.page.set_viewport_size = self._resize  # type: ignore[method-assign]

    def _resize(self, viewport_size: ViewportSize) -> None:
        """Another size of the window, until the next visitor's."""
        self._set_viewport_size(viewport_size)
        self.look = self.look._replace(**viewport_size)

    def _dress(self, look: Look) -> None:
        self.look = look
        self._set_viewport_size({"width": look.width, "height": look.height})
        self._emulate_media(color_scheme=look.scheme, reduced_motion="reduce")

    def _dialog(self, dialog: Dialog) -> None:
        """Nothing of ours asks in the browser's own window, so that is an error."""
        if self.visitor is not None:
            self.visitor.errors.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _marking(self, method: Callable[..., object]) -> Callable[..., object]:
        @wraps(method)
        def marked(*args: object, **named: object) -> object:
            self.lasting = True
            return method(*args, **named)

        return marked

    def load(self, base: str, path: str) -> None:
        """Opens an address and waits until everything on it is drawn."""
        self.page.goto(base + path)
        self.mounted = False
        self.loaded, self.drawn = base + urlsplit(path).path, self.look.scheme
        # The first visitor waits for the server to have read the collection, too.
        self.page.locator(READY[urlsplit(path).path]).first.wait_for(timeout=60_000)
        # A browser without a window has its mouse in the corner of the page, others outside.
        self.page.mouse.move(-10, -10)
        self.surroundings = self.page.evaluate(SURROUNDINGS)

    def turn(self, scheme: Literal["light", "dark"]) -> None:
        """The system turns light or dark."""
        self._dress(self.look._replace(scheme=scheme))

    def can_be_kept(self) -> bool:
        """Whether all that the last visitor did can be taken back."""
        if (
            self.lasting
            or self.look.scheme != self.drawn
            or self.page.is_closed()
            or urlsplit(self.loaded).path not in COMPONENTS
        ):
            return False
        self.page.unroute_all(behavior="ignoreErrors")
        return self.is_where_it_was() and self.page.evaluate("history.length") < MOST_ENTRIES

    def is_where_it_was(self) -> bool:
        """Whether the page that was opened is still the one in the tab."""
        return _without_query(self.page.url) == self.loaded

    def mount(self, visitor: Watched, url: SplitResult) -> str:
        """Mounts the page anew for an address; says why the tab is not as one just loaded, if so."""
        self.visitor = visitor
        try:
            self.mounted = True
            self.page.bring_to_front()
            self.page.mouse.move(-10, -10)
            if visitor.look != self.look:
                self._dress(visitor.look)
            names = json.loads(self.surroundings)[0]
            search = f"?{url.query}" if url.query else ""
            self.page.evaluate(MOUNT, [COMPONENTS[url.path], search, names])
            self.page.locator(READY[url.path]).first.wait_for()
            return self._unlike(self.page.evaluate(SURROUNDINGS))
        except Error as error:
            return str(error)

    def _unlike(self, surroundings: str) -> str:
        """What surrounds the app now and did not when it was loaded, or the reverse; empty if nothing."""
        then, now = json.loads(self.surroundings), json.loads(surroundings)
        return "; ".join(f"{a} is now {b}" for a, b in zip(then, now, strict=True) if a != b)


def _without_query(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"


class Shelf:
    """Tabs that nobody uses at present; the one that waited longest gives way to a new one."""

    def __init__(self) -> None:
        self.tabs: list[Tab] = []
        self.closed: list[str] = []  # why a tab was not kept

    def take(self, visitor: Watched, path: str) -> Tab | None:
        """A tab with this page mounted anew in it, if one was kept and is as good as new."""
        url = urlsplit(path)
        wanted = (visitor.context, visitor.base + url.path, visitor.look.scheme)
        tab = next((t for t in self.tabs if (t.context, t.loaded, t.look.scheme) == wanted), None)
        if tab is None:
            return None
        self.tabs.remove(tab)
        unlike = tab.mount(visitor, url)
        if not unlike:
            return tab
        self.close(tab, unlike)
        visitor.errors.clear()
        return None

    def put(self, tab: Tab) -> None:
        """Keeps a tab for a later visitor, or closes it."""
        if not tab.can_be_kept():
            self.close(tab, "it cannot be taken back")
            return
        tab.page.evaluate(PUT_AWAY)
        self.tabs.append(tab)
        for old in self.tabs[:-KEPT_TABS]:
            old.page.close()
        del self.tabs[:-KEPT_TABS]

    def forget(self, bases: Collection[str]) -> None:
        """Closes the tabs of servers that have ended."""
        gone = tuple(f"{base}/" for base in bases)
        for tab in [t for t in self.tabs if t.loaded.startswith(gone)]:
            self.tabs.remove(tab)
            self.close(tab, "its server has ended")

    def close(self, tab: Tab, why: str) -> None:
        """Closes a tab, and remembers why for who reads a failed test."""
        tab.page.close()
        self.closed = [*self.closed[-KEPT_TABS:], why]


class Watched:
    """A visitor: everything their page asked for, and everything that went wrong in it.

    With a ``shelf`` they share a window: ``open`` gives them a tab that was kept, unless they want
    a ``fresh`` one.
    """

    def __init__(
        self,
        context: BrowserContext,
        base: str,
        shelf: Shelf | None = None,
        *,
        look: Look = Look(),  # noqa: B008
        fresh: bool = False,
    ) -> None:
        self.context, self.base, self.shelf = context, base, shelf
        self.look, self.fresh = look, fresh
        self.external: list[str] = []
        self.errors: list[str] = []
        self.failed: list[str] = []
        # Streamlit looks for itself below each page's address first, and the browser says so.
        self.said_in_loading: list[str] = []
        self.tab: Tab | None = None

    @property
    def page(self) -> Page:
        """The visitor's tab; whoever asks for it before ``open`` is given a new one."""
        return self._own().page

    def _own(self) -> Tab:
        if self.tab is None:
            self.tab = Tab(self)
        return self.tab

    def open(self, path: str = "/") -> Page:
        """Opens a path of the app and waits until everything on it is drawn."""
        if self.tab is None and self.shelf is not None and not self.fresh:
            self.tab = self.shelf.take(self, path)
            if self.tab is not None:
                return self.tab.page
        self._own().load(self.base, path)
        self.said_in_loading = list(self.errors)
        return self.page

    def turn(self, scheme: Literal["light", "dark"]) -> None:
        """Their system turns light or dark, with the page open; who turns it back leaves the tab as it was."""
        self._own().turn(scheme)

    def asked(self, request: Request) -> None:
        """A request of the page; those that leave the machine are remembered."""
        url = request.url
        if not url.startswith((self.base, self.base.replace("http", "ws"), "data:", "blob:")):
            self.external.append(url)

    def answered(self, response: Response) -> None:
        """An answer to the page; what geodash refused is remembered."""
        if response.status >= 400 and "/_stcore/" not in response.url:
            self.failed.append(response.url)

    def heard(self, message: ConsoleMessage) -> None:
        """A line in the page's console; errors are remembered."""
        if message.type == "error":
            self.errors.append(message.text)

    def leave(self) -> None:
        """Gives the tab to the shelf where nothing went wrong in it, else closes it."""
        tab, self.tab = self.tab, None
        if tab is None:
            return
        tab.visitor = None
        # Streamlit knows nothing of a page that was mounted behind its back.
        left = tab.mounted and not tab.page.is_closed() and not tab.is_where_it_was()
        if self.shelf is None:
            tab.page.close()
        elif self.errors != self.said_in_loading:
            self.shelf.close(tab, "; ".join(self.errors))
        else:
            self.shelf.put(tab)
        assert not left, "a test that leaves the page needs visit(fresh=True)"

"""``geodash serve``: one process, one collection, the page and its routes."""

from __future__ import annotations

import os
import socket
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.web.bootstrap import load_config_options

from geodash.app import entrance
from geodash.app.config import CONFIG
from geodash.app.login import is_beyond, login_for
from geodash.collection.read.folder import has_article
from geodash.web.api import middleware, root_of, routes
from geodash.web.hosts import LOCAL_NAMES
from geodash.web.keep import keeping
from geodash.web.served import Served, served_here
from geodash.web.settings import (
    EDIT_VARIABLE,
    ORIGIN_VARIABLE,
    PATH_VARIABLE,
    PROPOSE_VARIABLE,
)

SCRIPT = Path(__file__).resolve().parent / "script.py"


def parts(served: Served, base_path: str = "", *, watch: bool = True) -> dict[str, Any]:
    """What ``st.App`` is made of beside its script: our routes, the guard before all, the lifespan.

    Raises :class:`~geodash.app.login.LoginError` where edits are allowed, others than this machine can
    ask, and no login is set up.
    """
    found: dict[str, list[Any]] = {
        "routes": routes(served, base_path),
        "middleware": middleware(_names, base_path, served),
    }
    if served.edit and is_beyond(_names(), st.get_option("server.address")):
        served.login = login = login_for(_names(), st.get_option("secrets.files"))
        root = root_of(base_path)
        found["routes"] += entrance.routes(login, root)
        found["middleware"] += entrance.middleware(login, root)
    return {**found, "lifespan": keeping(served, watch=watch)}


def _names() -> list[str]:
    """Names that the server is known by; asked when it starts, as settings are only read then."""
    return list(st.get_option("server.allowedHosts"))


def serve(
    path: Path,
    *,
    port: int = 8501,
    edit: bool = False,
    open_browser: bool = True,
    watch: bool = True,
    origin: Path | None = None,
    host_names: Sequence[str] = (),
    base_path: str = "",
    propose_with: str = "",
    address: str = "localhost",
) -> None:
    """Serves the collection at ``path`` on localhost until interrupted.

    ``watch``: files of it that change are taken up. ``origin``: what was unpacked into ``path``.
    ``host_names``: names besides this machine's own that a proxy is asked by. ``base_path``: the path
    that everything is below. ``address``: where it listens, this machine's own unless others are to reach it.
    ``propose_with``: a program that proposes beside geodash. Raises ``OSError``
    when the port is taken, ``ValueError`` where editing needs a login that isn't set up.
    """
    # The script of a visitor is told by the environment, as with ``streamlit run app.py``.
    os.environ[PATH_VARIABLE] = str(path.resolve())
    os.environ[EDIT_VARIABLE] = "1" if edit else ""
    os.environ[PROPOSE_VARIABLE] = propose_with
    os.environ[ORIGIN_VARIABLE] = str(origin.resolve()) if origin else ""
    base = base_path.strip("/")
    config: dict[str, Any] = {
        **CONFIG,
        "server.port": port,
        "server.address": address,
        "server.headless": True,
        "server.baseUrlPath": base,
        "server.allowedHosts": [*LOCAL_NAMES, *host_names],
    }
    load_config_options(config)  # by whom it can be asked decides who may edit
    served = served_here()
    made = parts(served, base, watch=watch)
    _check_port(port)
    local = f"http://localhost:{port}/{base}".removesuffix("/")
    page = f"{served.login.origin}/{base}".removesuffix("/") if served.login else local
    if edit and not has_article(path):
        page = f"{page}/code"  # who has no article yet begins where one is brought
    print(f"geodash: open {page} (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Thread(target=_open_when_ready, args=(local, page), daemon=True).start()
    # The browser needs a second for Streamlit's own scripts: the collection is read meanwhile.
    st.App(str(SCRIPT), **made).run(config=config)


def _check_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = f"port {port} is in use: stop the other program or choose --port {port + 1}"
            raise OSError(message) from error


def _open_when_ready(local: str, address: str, tries: Sequence[float] = (0.2,) * 100) -> None:
    """Opens the browser at ``address`` once the server answers; a machine without one is no error."""
    for pause in tries:
        try:
            with urllib.request.urlopen(f"{local}/_stcore/health", timeout=1):
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(pause)

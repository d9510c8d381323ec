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

from geodash.app.config import CONFIG
from geodash.collection.read.folder import has_article
from geodash.web.api import middleware, routes
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
    """What ``st.App`` is made of beside its script: our routes, the guard before all, the lifespan."""
    return {
        "routes": routes(served, base_path),
        "middleware": middleware(_names, base_path, served),
        "lifespan": keeping(served, watch=watch),
    }


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
) -> None:
    """Serves the collection at ``path`` on localhost until interrupted.

    ``watch``: files of it that change are taken up. ``origin``: what was unpacked into ``path``.
    ``host_names``: names besides this machine's own that a proxy is asked by. ``base_path``: the path
    that everything is below. ``propose_with``: a program that proposes beside geodash. Raises ``OSError`` when the port is taken.
    """
    # The script of a visitor is told by the environment, as with ``streamlit run app.py``.
    os.environ[PATH_VARIABLE] = str(path.resolve())
    os.environ[EDIT_VARIABLE] = "1" if edit else ""
    os.environ[PROPOSE_VARIABLE] = propose_with
    os.environ[ORIGIN_VARIABLE] = str(origin.resolve()) if origin else ""
    _check_port(port)
    base = base_path.strip("/")
    home = f"http://localhost:{port}/{base}".removesuffix("/")
    # Who has no article yet begins where one is brought.
    address = home if not edit or has_article(path) else f"{home}/code"
    print(f"geodash: open {address} (Ctrl+C ends it)", flush=True)
    if open_browser:
        threading.Thread(target=_open_when_ready, args=(home, address), daemon=True).start()
    config: dict[str, Any] = {
        **CONFIG,
        "server.port": port,
        "server.headless": True,
        "server.baseUrlPath": base,
        "server.allowedHosts": [*LOCAL_NAMES, *host_names],
    }
    # The browser needs a second for Streamlit's own scripts: the collection is read meanwhile.
    st.App(str(SCRIPT), **parts(served_here(), base, watch=watch)).run(config=config)


def _check_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            message = f"port {port} is in use: stop the other program or choose --port {port + 1}"
            raise OSError(message) from error


def _open_when_ready(home: str, address: str, tries: Sequence[float] = (0.2,) * 100) -> None:
    """Opens the browser once the server answers; a machine without one is no error."""
    for pause in tries:
        try:
            with urllib.request.urlopen(f"{home}/_stcore/health", timeout=1):
                webbrowser.open(address)
                return
        except OSError:
            time.sleep(pause)

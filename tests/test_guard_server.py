"""Both ways to start have the guard before Streamlit's own addresses, and nothing is looked up for it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.apart

ROOT = Path(__file__).resolve().parents[1]
#: Says on standard error whenever the server asks for another machine's address.
SPY = """
import socket, sys
real = socket.getaddrinfo
def getaddrinfo(host, *rest, **more):
    if host not in ("localhost", "127.0.0.1", "0.0.0.0", "::", None, ""):
        print("LOOKED UP", host, file=sys.stderr, flush=True)
    return real(host, *rest, **more)
socket.getaddrinfo = getaddrinfo
"""
SERVE = [
    "-m",
    "geodash",
    "serve",
    str(ROOT),
    "--no-open",
    "--base-path",
    "/geo",
    "--host-name",
    "geo.example",
]
APP = ["-m", "streamlit", "run", "app.py", "--server.headless", "true", "--server.address", "0.0.0.0",
       "--server.baseUrlPath", "geo"]  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    def __init__(self, arguments: list[str], folder: Path) -> None:
        self.port = free_port()
        (folder / "sitecustomize.py").write_text(SPY)
        self.log = folder / "log"
        option = "--server.port" if "streamlit" in arguments else "--port"
        self.process = subprocess.Popen(
            [sys.executable, *arguments, option, str(self.port)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(folder)},
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )

    def status(self, path: str, **headers: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": f"localhost:{self.port}"} | headers)
            return connection.getresponse().status
        finally:
            connection.close()

    def wait(self) -> None:
        due = time.monotonic() + 90
        while time.monotonic() < due and self.process.poll() is None:
            try:
                if self.status("/geo/_stcore/health") == 200:
                    return
            except OSError:
                threading.Event().wait(0.1)
        pytest.fail(self.log.read_text())

    def handshake(self, origin: str) -> int:
        return self.status(
            "/geo/_stcore/stream", Origin=origin, Upgrade="websocket", Connection="Upgrade",
            **{"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
               "Sec-WebSocket-Protocol": "streamlit"},
        )  # fmt: skip


@pytest.fixture(scope="module", params=[SERVE, APP], ids=["serve", "app.py"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    started = Server(request.param, tmp_path_factory.mktemp("server"))
    try:
        started.wait()
        yield started
    finally:
        started.process.terminate()
        started.process.wait(30)


PATHS = ["/geo/", "/geo/present", "/geo/_stcore/health", "/geo/_stcore/host-config", "/geo/api/version",
         "/geo/_stcore/bidi-components/geodash.explore/explore.js", "/geo/show/aegean-2022"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_every_address_is_guarded(server: Server, path: str) -> None:
    assert server.status(path) == 200
    assert server.status(path, Host="evil.example") == 403
    assert server.status(path, Origin="http://localhost:1") == 403
    assert server.status(path, **{"Sec-Fetch-Site": "cross-site"}) == 403


def test_websockets_too_and_without_a_look_up(server: Server) -> None:
    assert server.handshake(f"http://localhost:{server.port}") == 101
    for origin in (
        "http://evil.example",
        "http://localhost:1",
        "https://localhost.evil.example",
        "null",
    ):
        assert server.handshake(origin) == 403
    assert "LOOKED UP" not in server.log.read_text()


def test_a_named_host_is_served_where_it_was_named(server: Server) -> None:
    named = "geodash" in " ".join(server.process.args[:3])  # type: ignore[index]
    assert server.status("/geo/", Host="geo.example") == (200 if named else 403)
    assert server.status("/geo/api") == 404

"""A data package is served as it is, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from export_kit import ROOT, cut

from geodash.exchange.registry import FORMATS

pytestmark = pytest.mark.apart


def get(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://localhost:{port}/{path}", timeout=20) as answer:
        return answer.read()


def test_serve_opens_the_zip_and_cleans_up(tmp_path: Path) -> None:
    selection = cut(ROOT, "from=2022-08-01&to=2022-12-31&actor=ARM")
    path = tmp_path / "a.zip"
    path.write_bytes(FORMATS["zip"].write(selection))
    (tmp_path / "tmp").mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "geodash", "serve", str(path), "--no-open", "--port", str(port)],
        env={**os.environ, "TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE, text=True, cwd=tmp_path,
    )  # fmt: skip
    try:
        # The summary is the second line: the collection has been read by then.
        guard = threading.Timer(90, server.kill)
        guard.start()
        lines = [server.stdout.readline() for _ in range(2)]
        assert f"{len(selection.events)} rows from" in lines[1], lines
        page = json.loads(get(port, "api/events"))
        assert page["count"] == selection.count
        again = get(port, "api/events.csv?kind=violence").decode()
        assert again.startswith("event_id,title")
        with pytest.raises(urllib.error.HTTPError) as refused:
            get(port, "api/events.csv?kind=wars")
        assert refused.value.code == 400
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        guard.cancel()
        server.stdout.close()
    if os.name != "nt":
        # Windows knows no signal that a process could answer: it is ended on the spot.
        assert list((tmp_path / "tmp").iterdir()) == []

"""Work has a budget: jobs end, lines end, bodies end, and whoever hangs up is not worked for."""

from __future__ import annotations

import io
import json
import pickle
import resource
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import anyio
import pytest
import shipped_sample
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geodash.collection.anchors.anchor import anchor
from geodash.collection.load import load
from geodash.exchange.registry import FORMATS
from geodash.web import file_routes, http, jobs, show_routes
from geodash.web.api import routes
from geodash.web.jobs import Job, Limits, RefusedError, TooMuchError
from geodash.web.keep import raise_file_limit
from geodash.web.queues import FullError, Queue
from geodash.web.worker import TASKS

ROOT = Path(__file__).resolve().parents[1]
PLENTY = Limits(seconds=60, memory=2**30)


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "/", 1) if "articles" in name else name, text)
    return out.getvalue()


EVENTS = "event_id,title,date_start,date_end,date_kind,kind,type,status\n"


def given(**files: str) -> tuple[bytes, object]:
    return zipped(**{"events.csv": EVENTS, **files}), shipped_sample.corpus()


@pytest.mark.apart
def test_a_job_gives_what_it_made() -> None:
    answer = json.loads(Job("diff", PLENTY).run(given()))
    assert answer["sentence"].startswith("Changed since version")


@pytest.mark.apart
def test_a_job_says_why_not_and_names_no_path() -> None:
    with pytest.raises(RefusedError) as error:
        Job("diff", PLENTY).run((b"no zip", shipped_sample.corpus()))
    assert "can't be unpacked" in str(error.value)
    assert tempfile.gettempdir() not in str(error.value)


@pytest.mark.apart
def test_a_job_ends_by_the_clock_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(TooMuchError, match=r"more than 0\.1 seconds"):
        Job("diff", Limits(seconds=0.1, memory=2**30)).run(given())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.apart
@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_a_job_ends_by_its_memory() -> None:
    with pytest.raises(TooMuchError, match="64 MB"):
        Job("diff", Limits(seconds=60, memory=2**26)).run(given(**{"links.csv": "a" * (60 << 20)}))


@pytest.mark.apart
def test_a_job_that_nobody_waits_for_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    real = jobs.subprocess.Popen

    def popen(*arguments: object, **options: object) -> object:
        process = real(*arguments, **options)  # type: ignore[call-overload]
        begun.set()
        return process

    monkeypatch.setattr(jobs.subprocess, "Popen", popen)
    job = Job("diff", PLENTY)
    threading.Thread(target=lambda: begun.wait(20) and job.stop()).start()
    with pytest.raises(RefusedError):
        job.run(given(**{"events.csv": EVENTS + "e,t,2022-01-01,,,,,\n" * 300_000}))
    stopped = Job("diff", PLENTY)
    stopped.stop()
    with pytest.raises(RefusedError):
        stopped.run(given())


@pytest.mark.apart
def test_a_long_briefing_is_made_apart_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = {
        "briefing": json.dumps({"title": "t", "slides": [{"view": "event=cc-0041"}] * 2}),
        "as": "pptx",
    }
    made: list[str] = []
    real = Job.run

    def run(job: Job, given: object) -> bytes:
        made.append("apart")
        return real(job, given)

    monkeypatch.setattr(Job, "run", run)
    monkeypatch.setattr(show_routes, "_FEW_SLIDES", 1)
    client = shipped_sample.asked()
    one, again = (client.post("/show", data=form) for _ in range(2))
    assert one.status_code == 200, one.text
    assert zipfile.ZipFile(io.BytesIO(one.content)).testzip() is None
    assert one.content == again.content
    assert made == ["apart"]


@pytest.mark.apart
def test_a_large_file_is_written_apart_and_a_small_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def run(job: Job, given: object) -> bytes:
        made.append(job._task)
        return TASKS[job._task](*pickle.loads(pickle.dumps(given)))

    monkeypatch.setattr(Job, "run", run)
    client = shipped_sample.asked()
    here = client.get("/api/events.docx?kind=talks").content
    assert made == []
    few = {name: replace(form, few=1) for name, form in FORMATS.items()}
    monkeypatch.setattr("geodash.web.site.FORMATS", few)
    assert client.get("/api/events.docx?kind=talks").content == here
    for name in FORMATS:
        assert client.get(f"/api/events.{name}?kind=talks").status_code == 200
    assert made == ["export"] * (1 + len(FORMATS))
    monkeypatch.undo()
    monkeypatch.setattr("geodash.web.site.FORMATS", few)
    monkeypatch.setattr(file_routes, "_FILE_LIMITS", Limits(seconds=0.01, memory=2**30))
    answer = client.get("/api/events.gpkg?kind=talks&from=2022-01-01")
    assert answer.status_code == 503 and "0.01 seconds" in answer.json()["error"]


# Lines ------------------------------------------------------------------------------------------


def test_a_line_has_an_end() -> None:
    queue = Queue(1, 1)
    with queue.place(), queue.place(), pytest.raises(FullError), queue.place():
        pass
    with queue.place():
        pass


def asked_by(gone: Callable[[], bool]) -> Request:
    async def receive() -> dict[str, object]:
        if gone():
            return {"type": "http.disconnect"}
        await anyio.sleep_forever()
        return {}

    return Request({"type": "http", "headers": [], "method": "GET", "path": "/"}, receive)


def on_a_loop(work: Callable[..., object], *given: object) -> object:
    """What a coroutine gives, in a thread of its own: that of the tests may have a browser's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, work, *given).result()


def test_whoever_hangs_up_leaves_the_line_and_stops_the_work() -> None:
    stop = threading.Event()

    def work() -> Response:
        request.state.stop = stop.set
        assert stop.wait(20)
        return PlainTextResponse("late")

    request = asked_by(lambda: hasattr(request.state, "stop"))
    answer = on_a_loop(Queue(1, 0).run_while_asked, request, work)
    assert stop.is_set()
    assert answer.status_code in (200, 499)


def test_what_goes_wrong_in_the_work_is_raised_as_it_is() -> None:
    def work() -> Response:
        raise KeyError("x")

    with pytest.raises(KeyError):
        on_a_loop(Queue(1, 0).run_while_asked, asked_by(lambda: False), work)


def test_a_full_line_is_503_with_a_time_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = shipped_sample.asked()
    monkeypatch.setattr(http._PROMPT, "_most", 0)
    answer = client.get("/api/events")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json()["error"]


def test_a_body_that_does_not_arrive_is_408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "BODY_SECONDS", 0.05)

    async def asked() -> int:
        found: list[int] = []

        async def receive() -> dict[str, object]:
            await anyio.sleep_forever()
            return {}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                found.append(int(str(message["status"])))

        headers = [(b"content-type", b"application/zip"), (b"host", b"localhost")]
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/diff",
            "headers": headers,
            "query_string": b"",
        }
        await Starlette(routes=routes(shipped_sample.served()))(scope, receive, send)  # type: ignore[arg-type]
        return found[0]

    assert on_a_loop(asked) == 408


# Texts that keep one busy -----------------------------------------------------------------------


def test_a_long_quote_in_an_article_that_repeats_itself_is_soon_given_up() -> None:
    begun = time.perf_counter()
    for n in range(3):
        anchor("ab" * 500_000, "ab" * 2000 + f"c{n}")
    assert time.perf_counter() - begun < 10


def test_a_table_of_many_columns_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(",".join(f"c{i}" for i in range(300_000)) + "\n")
    begun = time.perf_counter()
    problems = load(tmp_path).problems
    assert time.perf_counter() - begun < 5
    assert any(p.code == "columns" for p in problems)
    assert len(problems) < 100


# The process ------------------------------------------------------------------------------------


def test_a_low_limit_of_open_files_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    set_to: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 20_000))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: set_to.append(limits))
    raise_file_limit()
    assert set_to == [(20_000, 20_000)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (20_000, 20_000))
    raise_file_limit()
    assert len(set_to) == 1

"""``docs/api.md`` and ``docs/exports.md`` say what the code does, and nothing else."""

from __future__ import annotations

import re

from export_kit import ROOT, site_of
from starlette.routing import Mount

from geodash.collection.versions.archive import MOST_BYTES
from geodash.collection.versions.since import MOST_LINES, MOST_PACKAGE, MOST_UNPACKED, changes_since
from geodash.exchange.csv_ import DERIVED
from geodash.exchange.paragraph_ import MOST_TOLD
from geodash.exchange.registry import FORMATS, MOST_EVENTS
from geodash.geo.layers import LAYER_FILES
from geodash.query.filter import KNOWN_PARAMS, UI_PARAMS
from geodash.query.params import MAX_QUERY_LENGTH
from geodash.views.analysis.answer import MOST_EVENTS as MOST_ANALYSED
from geodash.views.analysis.figures import MOST_IDS
from geodash.views.payload import BARS_FROM
from geodash.views.payload import MOST_EVENTS as MOST_WHOLE
from geodash.views.search.answer import MOST_IDS as MOST_IDS_FOUND
from geodash.views.search.asked import MOST_WORDS
from geodash.views.search.group import MOST_ROWS
from geodash.web.api import routes
from geodash.web.event_routes import MAX_CARDS
from geodash.web.file_routes import MAX_FILES_AT_ONCE
from geodash.web.http import HEADERS
from geodash.web.problems import MOST_PROBLEMS
from geodash.web.served import Served, Trouble

API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXPORTS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
ROUTES = API.split("## Routes")[1]


def section(title: str) -> str:
    """The text below one route's heading."""
    return ROUTES.split(f"### {title}\n")[1].split("\n### ")[0]


def named(text: str) -> set[str]:
    """All that stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def first_column(text: str) -> list[str]:
    """The names in the first column of a table."""
    cells = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_every_route_is_described_and_no_other() -> None:
    (mount,) = (route for route in routes(Served(ROOT, edit=True)) if isinstance(route, Mount))
    paths = {f"{mount.path}{route.path}" for route in mount.routes}  # one path may have two methods
    assert sorted(re.findall(r"^### (.+)$", ROUTES, re.MULTILINE)) == sorted(paths)


def test_every_parameter_of_the_filter_is_described() -> None:
    table = API.split("## The filter")[1].split("## Every answer")[0]
    assert first_column(table) == list(KNOWN_PARAMS)
    assert named(table) >= set(UI_PARAMS)


def test_every_format_is_described_in_its_order() -> None:
    assert first_column(section("/api/events.{format}")) == list(FORMATS)
    for form in FORMATS.values():
        assert form.label in EXPORTS, "give it a section in docs/exports.md"


def test_every_key_of_an_answer_is_described() -> None:
    site = site_of(ROOT)
    answer = site.payload([])
    text = section("/api/events")
    keys = first_column(text)
    assert sorted(keys) == sorted([*answer, *answer["parts"][0]])
    wanted = {*answer["denominators"], *answer["timeline"], *answer["facets"]}
    assert wanted | set(answer["events"][0]) <= named(text)
    analysis = site.analysis([])
    text = section("/api/analysis")
    assert [k for k in first_column(text) if k not in analysis] == []
    assert set(analysis) <= set(first_column(text))
    compared = site.compare([])
    text = section("/api/compare")
    assert {*compared, *compared["compared"]} == set(first_column(text))
    for part in ("a", "times"):
        assert set(compared["compared"][part]) <= named(text)
    assert set(compared["compared"]["times"]["a"]) - {"from", "to"} <= named(text)
    text = section("/api/analysis")
    for part in ("pairs", "series", "losses"):
        assert set(analysis[part]) | set(analysis[part]["rows"][0]) <= named(text) | {"id", "kind"}
    assert {group["key"] for group in analysis["claims"]} <= named(text)
    assert set(site.paragraph([])) <= named(section("/api/paragraph"))
    search = site.search("Lausanne")
    text = section("/api/search")
    assert first_column(text) == sorted(search, key=first_column(text).index)
    assert {key for g in search["groups"] for key in (g["key"], *g)} <= named(text)
    assert {key for g in search["groups"] for row in g["rows"] for key in row} <= named(text)
    assert set(site.search("lachin")["groups"][0]["show"]) <= named(text)
    package = site.export("zip", [("bg", "1")]).data
    diffed = changes_since(package, site.collection)
    assert set(diffed) <= named(section("/api/diff"))
    assert set(site.formats()[0]) <= named(section("/api/formats"))
    clusters = site.clusters([], (-180, -80, 180, 80), 3)
    assert set(clusters) | set(clusters["clusters"][0]) <= named(section("/api/clusters"))
    assert set(site.cards(["cc-0001"])["cc-0001"]) <= named(section("/api/cards"))
    article = next(iter(site.collection.articles))
    assert set(site.article(article)) <= named(section("/api/article/{article_id}"))
    problems = site.problems()
    assert set(problems) | set(problems["items"][0]) <= named(section("/api/problems"))
    assert named(section("/api/geo/{name:path}")) == set(LAYER_FILES)
    served = Served(ROOT)
    served.trouble = Trouble("The collection can’t be read.")
    news = served.news()
    assert set(news) | set(news["trouble"]) <= named(section("/api/version"))


def test_headers_and_limits_are_the_real_ones() -> None:
    for name, value in HEADERS.items():
        assert f"`{name}: {value}`" in " ".join(API.split())
    assert f"1 to {MAX_CARDS} events" in section("/api/cards")
    assert f"hold ({MOST_EVENTS:,} " in " ".join(section("/api/events.{format}").split())
    assert f"At most {MAX_FILES_AT_ONCE} files" in section("/api/events.{format}")
    assert f"more than {MOST_WHOLE:,}" in section("/api/events")
    assert f"above {BARS_FROM} events" in section("/api/events")
    assert f"beyond the {MOST_PROBLEMS} listed" in section("/api/problems")
    assert f"{MOST_BYTES // 2**20} MB" in EXPORTS
    assert f"{MOST_TOLD} events" in section("/api/paragraph")
    search = " ".join(section("/api/search").split())
    assert f"(up to {MAX_QUERY_LENGTH} characters, {MOST_WORDS} words)" in search
    assert f"more than {MOST_IDS_FOUND:,}" in search
    assert f"at most {MOST_ROWS} `rows`" in search
    diff = section("/api/diff")
    assert f"{MOST_PACKAGE // 2**20} MB ({MOST_UNPACKED // 2**20} MB unpacked)" in diff
    assert f"beyond {MOST_LINES:,}" in diff
    assert f"at most {MOST_IDS} ids" in section("/api/analysis")
    assert f"Above {MOST_ANALYSED:,} events" in section("/api/analysis")


def test_every_column_that_is_worked_out_is_described() -> None:
    assert first_column(EXPORTS.split("## CSV")[1].split("## GeoJSON")[0]) == list(DERIVED)

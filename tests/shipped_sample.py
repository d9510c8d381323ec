"""The repository's own collection, opened once for all tests that only read it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodash.domain.model import Collection
from geodash.geo.layers import GeoData
from geodash.query import Store
from geodash.web.api import routes
from geodash.web.served import Served
from geodash.web.site import Site

ROOT = Path(__file__).resolve().parents[1]


@cache
def served() -> Served:
    return Served(ROOT)


def site() -> Site:
    return served().site()


def corpus() -> Collection:
    return site().collection


def geodata() -> GeoData:
    return site().geodata


def store() -> Store:
    return site().store


def asked(base: str = "", address: str = "http://testserver") -> TestClient:
    """The routes over it, below ``base``, as asked at ``address``."""
    app = Starlette(routes=routes(served(), base))
    return TestClient(app, base_url=address, raise_server_exceptions=False)

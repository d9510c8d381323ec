"""A server with a login around one collection: its settings, and cookies as Streamlit makes them at a sign-in."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import itsdangerous
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.server_util import AUTH_COOKIE_NAME
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from geodash.app.login import OidcLogin, login_for
from geodash.web.api import middleware, routes
from geodash.web.served import Served

NAME = "geo.example.org"
ORIGIN = f"https://{NAME}"
SECRET = "0123456789abcdef" * 3
ANN, BEN = "ann@example.org", "ben@example.org"
OURS = {"Origin": ORIGIN}


def secrets(
    editors: str = f'["Ann Example <{ANN}>", "{BEN}"]',
    origin: str = ORIGIN,
    metadata: str = "https://login.example.org/.well-known/openid-configuration",
    more: str = "",
) -> str:
    """A sound ``secrets.toml``."""
    return f"""[auth]
redirect_uri = "{origin}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "geodash"
client_secret = "kept secret"
server_metadata_url = "{metadata}"

[geodash]
editors = {editors}
{more}"""


@contextmanager
def settings(file: Path, text: str | None = None) -> Iterator[Path]:
    """Streamlit reads ``file``, with ``text`` in it, and nothing else."""
    before = config.get_option("secrets.files")
    file.write_text(secrets() if text is None else text, "utf-8")
    config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    try:
        yield file
    finally:
        config.set_option("secrets.files", before)
        secrets_singleton._reset()


def login(file: Path) -> OidcLogin:
    return login_for([NAME], [str(file)])


def user(address: str = ANN, **claims: Any) -> dict[str, Any]:
    """What the provider says, as Streamlit keeps it."""
    said = {"email": address, "email_verified": True, "sub": address, "name": "Whoever I Say"}
    return said | {"origin": ORIGIN, "provider": "default", "is_logged_in": True} | claims


def cookie(
    told: dict[str, Any] | None = None,
    *,
    secret: str = SECRET,
    hours_ago: float = 0,
    monkeypatch: pytest.MonkeyPatch | None = None,
) -> str:
    """The header ``Cookie`` of a browser that signed in ``hours_ago``."""
    text = json.dumps(user() if told is None else told)
    if hours_ago:
        assert monkeypatch is not None
        then = int(time.time() - hours_ago * 3600)
        with monkeypatch.context() as patch:
            patch.setattr(itsdangerous.TimestampSigner, "get_timestamp", lambda _: then)
            signed = create_signed_value(secret, AUTH_COOKIE_NAME, text)
    else:
        signed = create_signed_value(secret, AUTH_COOKIE_NAME, text)
    return f"{AUTH_COOKIE_NAME}={signed.decode()}"


def asked(served: Served, host: str = NAME, *, address: str = "127.0.0.1") -> TestClient:
    """All our routes behind the guard, asked by no page and by nobody who signed in."""
    app = Starlette(routes=routes(served), middleware=middleware(lambda: ["localhost", NAME]))
    return TestClient(
        app,
        base_url=f"https://{host}",
        client=(address, 40000),
        raise_server_exceptions=False,
        follow_redirects=False,
    )

"""Editors sign in where others can reach the server: by Streamlit's own OpenID Connect.

``.streamlit/secrets.toml`` says ``[auth]`` as ``st.login`` has it, and in ``[geodash]`` who may edit.
Streamlit's routes talk to the provider and keep who signed in as a signed cookie; here it is read
again with every request, so that a sign-out, the end of a sign-in and a list that was changed count at once.
"""

from __future__ import annotations

import importlib.util
import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from streamlit.auth_util import (
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_redirect_uri,
    get_secrets_auth_section,
)
from streamlit.runtime.secrets import AttrDict
from streamlit.web.server.server_util import AUTH_COOKIE_NAME, get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from geodash.web.editors import Editor, NoEditorError
from geodash.web.editors_file import EditorsFile, SettingsError
from geodash.web.hosts import LOCAL_NAMES, host_of, is_named
from geodash.web.http import line_of

_LOG = logging.getLogger(__name__)

#: Hours that a sign-in lasts.
HOURS = 12
#: Characters of ``cookie_secret``: less can be guessed.
MIN_SECRET = 32
_KEYS = ("client_id", "client_secret", "server_metadata_url")
_BEYOND = (*LOCAL_NAMES, "*.localhost")

_SIGN_IN = "Sign in to edit. Nothing was changed, and a draft is safe."
_ENDED = "Your sign-in has ended. Nothing was changed, and your draft is safe: sign in again."
_NOT_LISTED = "{address} may read this collection, and is not on its list of editors."
_UNPROVEN = (
    "The sign-in doesn’t say that {address} was verified, so it may not edit: see docs/login.md."
)
_UNREADABLE = "The list of editors can’t be read just now, so nobody may edit. Your draft is safe."


class LoginError(ValueError):
    """Editing needs a login that isn't set up; the message says in a line what is missing."""


def is_beyond(names: Sequence[str], address: str | None) -> bool:
    """Whether anybody but this machine can ask: by another name, or because it listens to others."""
    local = address is not None and address.strip("[]").lower() in LOCAL_NAMES
    return not local or any(name.lower() not in LOCAL_NAMES for name in names)


def login_for(names: Sequence[str], files: Sequence[str]) -> OidcLogin:
    """The login of a server that is known by ``names``; raises :class:`LoginError`."""
    names = [name for name in names if name not in LOCAL_NAMES]
    where = f"Editing at {names[0] if names else 'an address that others reach'} needs a login"
    if importlib.util.find_spec("authlib") is None:
        raise LoginError(f'{where}: pip install "geodash[login]".')
    try:
        settings = EditorsFile(files)
        found = settings.now()
        auth = get_secrets_auth_section()
        provider = _provider(auth, found.provider)
        _check_auth(auth, names)
        if not found.editors:
            raise LoginError(
                'the list of editors is empty: add editors = ["you@example.org"] below [geodash]'
            )
    except (LoginError, SettingsError) as error:
        raise LoginError(
            f"{where}, and {error} in .streamlit/secrets.toml (docs/login.md); or leave out --edit."
        ) from error
    return OidcLogin(get_origin_from_redirect_uri() or "", provider, settings)


def _provider(auth: Mapping[str, Any], wanted: str) -> str:
    """The section of the provider as Streamlit calls it."""
    if not auth:
        raise LoginError("there is no [auth]")
    named = [k for k, v in auth.items() if isinstance(v, Mapping) and "client_id" in v]
    if "client_id" in auth or not named:
        named.insert(0, "default")
    if wanted and wanted not in named:
        raise LoginError(f"there is no [auth.{wanted}]")
    if not wanted and len(named) > 1:
        raise LoginError('provider = "…" is needed below [geodash], as [auth] has several')
    provider = wanted or named[0]
    section = auth if provider == "default" else auth[provider]
    if missing := [key for key in _KEYS if not section.get(key)]:
        raise LoginError(f"[auth] lacks {', '.join(missing)}")
    return provider


def _check_auth(auth: AttrDict, names: Sequence[str]) -> None:
    uri = urlsplit(str(get_redirect_uri(auth) or ""))
    host = host_of(uri.netloc)
    if host is None or not uri.path.endswith("/oauth2callback"):
        raise LoginError("redirect_uri is not the server’s own address with /oauth2callback")
    if not is_named(host, (*names, *LOCAL_NAMES)):
        raise LoginError(f"redirect_uri names {host.name}, which no --host-name does,")
    if uri.scheme != "https" and not is_named(host, _BEYOND):
        raise LoginError("redirect_uri is not https")
    if len(str(auth.get("cookie_secret", ""))) < MIN_SECRET:
        raise LoginError(f"cookie_secret has not {MIN_SECRET} random characters")


class OidcLogin:
    """Knows an editor by Streamlit's cookie, and by the list as it is now."""

    def __init__(self, origin: str, provider: str, settings: EditorsFile) -> None:
        self.origin, self.provider, self._settings = origin, provider, settings
        self._told = ""

    @property
    def is_https(self) -> bool:
        """Whether editors come by https."""
        return self.origin.startswith("https:")

    def editor(self, cookies: Mapping[str, str]) -> Editor:
        """Whose cookies these are; raises :class:`geodash.web.editors.NoEditorError`."""
        user = self._user(cookies)
        address = str(user.get("email") or "").strip().lower()
        try:
            settings, said = self._settings.now(), ""
        except SettingsError as error:
            settings, said = None, str(error)
        if said and said != self._told:
            _LOG.error("%s in .streamlit/secrets.toml", said)
        self._told = said
        if settings is None:
            raise NoEditorError(_UNREADABLE, 403, address)
        name = settings.editors.get(address) if address else None
        if name is None:
            raise NoEditorError(_NOT_LISTED.format(address=address or "Who"), 403, address)
        proven = user.get("email_verified", settings.unverified)
        if proven not in (True, "true"):
            raise NoEditorError(_UNPROVEN.format(address=address), 403, address)
        return Editor(name or line_of(user.get("name"))[:80] or address)

    def _user(self, cookies: Mapping[str, str]) -> Mapping[str, Any]:
        """What the provider said of who signed in here, no longer ago than ``HOURS``."""
        if AUTH_COOKIE_NAME not in cookies:
            raise NoEditorError(_SIGN_IN, 401)
        secret = get_cookie_secret()
        if (
            len(secret) < MIN_SECRET
        ):  # taken out of the settings since the start: anybody could sign
            raise NoEditorError(_ENDED, 401)

        def signed(name: str) -> bytes | None:
            # Cookies are what the signature was made of, byte by byte; anything else has none.
            value = cookies.get(name, "").encode("utf-8", "replace")
            return decode_signed_value(secret, name, value, max_age_days=HOURS / 24)

        try:
            found = json.loads(get_cookie_with_chunks(signed, AUTH_COOKIE_NAME) or b"null")
        except ValueError:
            found = None
        is_ours = isinstance(found, dict) and (found.get("origin"), found.get("provider")) == (
            self.origin,
            self.provider,
        )
        if not is_ours or not found.get("is_logged_in"):
            raise NoEditorError(_ENDED, 401)
        user: Mapping[str, Any] = found
        return user

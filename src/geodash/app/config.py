"""Streamlit's settings, one source for ``geodash serve``; ``.streamlit/config.toml`` mirrors them.

``tests/test_app.py`` holds the two together.
"""

from __future__ import annotations

from typing import Any

from geodash.web.hosts import LOCAL_NAMES

_LIGHT = {
    "primaryColor": "#1F4E5F",
    "backgroundColor": "#FBF8F1",
    "secondaryBackgroundColor": "#F4EDDD",
    "textColor": "#1B2430",
    "linkColor": "#1F4E5F",
    "borderColor": "#E2DACA",
}
_DARK = {
    "primaryColor": "#8CC3D4",
    "backgroundColor": "#171B21",
    "secondaryBackgroundColor": "#2A2C2E",
    "textColor": "#EDE8DD",
    "linkColor": "#8CC3D4",
    "borderColor": "#363C44",
}

CONFIG: dict[str, Any] = {
    # Nothing leaves the machine: no statistics, no e-mail prompt, no look-up of our own address.
    "browser.gatherUsageStats": False,
    "browser.serverAddress": "localhost",
    "server.address": "localhost",
    "server.showEmailPrompt": False,
    # Names by which the server may be asked for (geodash.web.guard); a proxy's is added to them.
    "server.allowedHosts": list(LOCAL_NAMES),
    # Nothing is uploaded to Streamlit; megabytes, and it takes no less.
    "server.maxUploadSize": 1,
    # After each run it would walk through every object of the collection while all others wait.
    "runner.postScriptGC": False,
    "logger.hideWelcomeMessage": True,
    # Readers run it, they don't develop it.
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.font": "'Source Sans', sans-serif",
    "theme.headingFont": "'Source Serif', serif",
    "theme.baseRadius": "4px",
    "theme.paddingTop": "0px",
    "theme.paddingBottom": "0px",
    **{f"theme.light.{key}": value for key, value in _LIGHT.items()},
    **{f"theme.dark.{key}": value for key, value in _DARK.items()},
}

"""A new version that is being reviewed, on disk until it is taken or given up: nothing of it is in the collection."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from geodash.coding.intake.brought import Brought, Facts, UnreadableError, of_json
from geodash.collection.write.lock import STATE
from geodash.collection.write.whole import replace_file
from geodash.domain.model import Article

FOLDER = "versions"
#: Bytes of the answers that a page keeps: those of thousands of passages, each with its undo.
MOST_STATE = 2_000_000


@dataclass(frozen=True, slots=True)
class Pending:
    """An article as it was brought, its facts, and the page's own ``state``: answers, undo and redo.

    ``rev`` names the state, another one each time that it is kept; ``by`` is who kept it, blank where nobody signs in.
    """

    article_id: str
    brought: Brought
    facts: Facts
    name: str = ""
    state: Mapping[str, Any] = field(default_factory=dict)
    rev: str = ""
    by: str = ""

    @property
    def body(self) -> str:
        """The new text."""
        return self.brought.body(self.facts.title)


def facts_of(article: Article) -> Facts:
    """What is known of an article that is in the collection."""
    day = {
        key: value.isoformat() if value else ""
        for key, value in (
            ("published_earliest", article.published_earliest),
            ("published_latest", article.published_latest),
        )
    }
    return Facts(
        article.title,
        article.publisher,
        article.credit,
        article.language,
        article.genre,
        **day,
        published_basis=article.published_basis,
        source=article.source,
    )


def _path(folder: Path, article_id: str) -> Path:
    # An id may be as long as a file's name, and hold a dot.
    name = hashlib.sha256(article_id.encode()).hexdigest()[:24]
    return folder / STATE / FOLDER / f"{name}.json"


def keep(folder: Path, pending: Pending) -> None:
    """Writes it, whole or not at all; raises ``OSError``."""
    path = _path(folder, pending.article_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {
        "article": pending.article_id,
        "brought": json.loads(pending.brought.to_json()),
        "facts": asdict(pending.facts),
        "name": pending.name,
        "state": dict(pending.state),
        "rev": pending.rev,
        "by": pending.by,
    }
    replace_file(path, json.dumps(found, ensure_ascii=False).encode())


def kept(folder: Path, article_id: str) -> Pending | None:
    """The review of an article that was begun and neither taken nor given up."""
    try:
        found = json.loads(_path(folder, article_id).read_bytes())
        return Pending(
            found["article"],
            of_json(found["brought"]),
            Facts(**found["facts"]),
            found["name"],
            found["state"],
            str(found.get("rev", "")),
            str(found.get("by", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, UnreadableError):
        return None


def with_state(pending: Pending, state: Mapping[str, Any], by: str = "") -> Pending:
    """With other answers, by somebody; raises ``ValueError`` when they are too many."""
    if len(json.dumps(state)) > MOST_STATE:
        raise ValueError("These are more answers than can be kept.")
    return replace(pending, state=state, rev=new_rev(), by=by)


def new_rev() -> str:
    """The name of a state that never was before."""
    return secrets.token_hex(8)


def drop(folder: Path, article_id: str) -> None:
    """Lets go of it; raises ``OSError``."""
    _path(folder, article_id).unlink(missing_ok=True)

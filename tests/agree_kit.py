"""Two codings of one small collection, and a word in the first that nobody may be told."""

from __future__ import annotations

from pathlib import Path

from collection_kit import ACTORS, ARTICLE, EVENT, LINK, MENTION, MENTION2, SAID, make, table

from geodash.coding.agree.codings import begin

#: Stands in every text of the first coding.
MARK = "Zyxwv"
OTHER = ARTICLE.replace('"On the Road"', '"Off the Road"')


def marked(row: dict[str, str], *columns: str) -> dict[str, str]:
    return {c: f"{text} {MARK}" if c in columns else text for c, text in row.items()}


def two(folder: Path) -> tuple[Path, Path]:
    """A collection of two articles whose every row bears the mark, and the empty folder of a second coder."""
    there = {"article_id": "off"}
    make(
        folder,
        events=table(
            "events",
            marked({**EVENT, "note": "N"}, "title", "place_name", "note"),
            marked({**SAID, "note": "N"}, "title", "note"),
            marked({**EVENT, "event_id": "e3", "note": "N"}, "title", "place_name", "note"),
        ),
        mentions=table(
            "mentions",
            MENTION,
            MENTION2,
            {**MENTION, **there, "mention_id": "m3", "event_id": "e3"},
        ),
        actors=table("actors", *(marked(a, "name") for a in ACTORS)),
        links=table("links", LINK),
        considered=table(
            "considered",
            {"considered_id": "n1", "article_id": "off", "quote": "A heading", "reason": f"state {MARK}", "by": MARK},
        ),
        changes=table(
            "changes",
            {"when": "2026-01-01T10:00:00Z", "by": MARK, "why": MARK, "table": "events", "id": "e1", "column": "title", "before": MARK, "after": MARK},
        ),
    )  # fmt: skip
    (folder / "articles" / "off.md").write_text(OTHER, "utf-8")
    (folder / "briefings").mkdir()
    (folder / "briefings" / "b.yaml").write_text(
        f"title: {MARK}\nslides:\n- view: event=e1\n  heading: {MARK}\n", "utf-8"
    )
    (folder / "datapackage.json").write_text('{"title": "Roads"}', "utf-8")
    return folder, begin(folder, "anna")


def code(folder: Path, *events: dict[str, str], mentions: tuple[dict[str, str], ...]) -> None:
    """The second coder's rows."""
    (folder / "events.csv").write_text(table("events", *events), "utf-8")
    (folder / "mentions.csv").write_text(table("mentions", *mentions), "utf-8")
    (folder / "actors.csv").write_text(table("actors", *ACTORS), "utf-8")

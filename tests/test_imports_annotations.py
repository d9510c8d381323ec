"""Annotations become passages where their words stand in an article; every file here is invented."""

from __future__ import annotations

import json
from pathlib import Path

from import_kit import imported, rows_of, text_of

from geodash.collection import load
from geodash.exchange.to_file import export

BODY = "On Monday the road near Goris was closed.\nOn Tuesday people met there, far from the road."


def collection(folder: Path) -> Path:
    """A collection with one article."""
    found = folder / "collection"
    (found / "articles").mkdir(parents=True)
    (found / "datapackage.json").write_text('{"name": "c", "title": "A collection"}')
    (found / "events.csv").write_text("event_id,title\n")
    (found / "mentions.csv").write_text(
        "mention_id,event_id,article_id,quote,prefix,suffix,start,end,supports\n"
    )
    (found / "articles" / "road.md").write_text(
        f"---\ntitle: The road\nsource: https://example.org/road\n---\n\n{BODY}\n"
    )
    return found


def annotation(number: int, exact: str, source: object, **more: object) -> dict[str, object]:
    selector = [{"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}]
    target = {"source": source, "selector": selector}
    return {
        "id": f"#a{number}",
        "type": "Annotation",
        "body": [{"purpose": "tagging", "value": "closure"}],
        "target": target,
    } | more


def test_web_annotations_become_passages(tmp_path: Path) -> None:
    folder = collection(tmp_path)
    items = [
        annotation(1, "the road near Goris was closed", "https://example.org/road"),
        annotation(2, "words that stand nowhere", "https://example.org/road"),
        annotation(3, "people met there", "https://example.org/other"),
        {"id": "#a4", "type": "Annotation", "body": [], "target": "https://example.org/road"},
    ]
    found = imported(tmp_path, "a.json", json.dumps({"type": "AnnotationPage", "items": items}))
    assert found.counts == (4, 3, 0, 0, 0, 1)
    (mention,) = rows_of(folder / "mentions.csv")
    assert (
        BODY[int(mention["start"]) : int(mention["end"])]
        == mention["quote"]
        == "the road near Goris was closed"
    )
    assert (
        found.events[0]["title"] == "closure" and mention["event_id"] == found.events[0]["event_id"]
    )
    assert [p.code for p in found.problems("warning")] == ["no-article", "no-article"]
    after = load(folder)
    assert len(after.mentions) == 1 and len(after.events) == 3
    again = imported(tmp_path, "a.json", json.dumps(items))
    assert again.counts == (4, 0, 0, 3, 0, 1) and len(rows_of(folder / "mentions.csv")) == 1


def test_our_own_annotations_come_back_to_their_events(tmp_path: Path) -> None:
    folder = collection(tmp_path)
    imported(
        tmp_path,
        "a.json",
        json.dumps([annotation(1, "people met there", "https://example.org/road")]),
    )
    export(folder, "jsonld", "", str(tmp_path / "out.jsonld"), force=False)
    back = imported(tmp_path, "out.jsonld", (tmp_path / "out.jsonld").read_bytes())
    assert back.counts == (1, 0, 0, 0, 1, 0) and not back.taken.written


def test_hypothesis(tmp_path: Path) -> None:
    folder = collection(tmp_path)
    selector = [
        {"type": "TextPositionSelector", "start": 3, "end": 9},
        {"type": "TextQuoteSelector", "exact": "Monday", "prefix": "On ", "suffix": " the road"},
    ]
    rows = [
        {"id": "x1", "created": "2024-01-01T00:00:00Z", "user": "acct:somebody@example.org", "uri": "https://example.org/road", "text": "A note", "tags": ["when", "day"], "group": "g", "target": [{"source": "https://example.org/road", "selector": selector}], "document": {"title": ["The road"]}},
        {"id": "x2", "user": "acct:a@b", "uri": "https://example.org/road", "text": "A reply", "tags": [], "group": "g", "target": [{"source": "https://example.org/road"}]},
    ]  # fmt: skip
    found = imported(tmp_path, "h.json", json.dumps({"total": 2, "rows": rows}))
    assert found.counts == (2, 1, 0, 0, 0, 1) and found.brought.form.key == "hypothesis"
    assert (
        found.events[0]["title"] == "when; day"
        and found.events[0]["source_name"] == "somebody@example.org"
    )
    assert [m["quote"] for m in rows_of(folder / "mentions.csv")] == ["Monday"]


WEBANNO = """#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Event|identifier|value


#Text=The road was closed.
1-1\t0-3\tThe\t*[1]\tCLOSURE[1]\t
1-2\t4-8\troad\t*[1]\tCLOSURE[1]\t
1-3\t9-12\twas\t_\t_\t
1-4\t13-19\tclosed\t_\t_\t
1-5\t19-20\t.\t_\t_\t

#Text=People met.
2-1\t21-27\tPeople\t_\tMEETING\\_x\t
2-2\t28-31\tmet\t_\t_\t
2-3\t31-32\t.\t_\t_\t
"""


def test_inception_brings_its_text_along(tmp_path: Path) -> None:
    folder = collection(tmp_path)
    found = imported(tmp_path, "my text.tsv", WEBANNO)
    assert found.brought.form.key == "webanno" and found.counts[:2] == (2, 2)
    mentions = rows_of(folder / "mentions.csv")
    assert [m["quote"] for m in mentions] == ["The road", "People"]
    after = load(folder)
    body = after.articles["my-text"].body
    assert body == "The road was closed.\nPeople met." and len(after.mentions) == 2
    assert [e["title"] for e in found.events] == ["CLOSURE", "MEETING_x"]


def test_recogito_tables(tmp_path: Path) -> None:
    row = {
        "UUID": "u1",
        "QUOTE_TRANSCRIPTION": "Goris",
        "ANCHOR": "char-offset:19",
        "URI": "http://sws.geonames.org/1",
        "VOCAB_LABEL": "Goris",
        "LAT": "39.5",
        "LNG": "46.3",
    }
    found = imported(tmp_path, "r.csv", text_of([*row, "TAGS"], [row]))
    assert found.brought.form.key == "recogito" and found.column("latitude") == ["39.5"]
    assert found.column("title") == ["Goris"] and found.column("ANCHOR") == ["char-offset:19"]

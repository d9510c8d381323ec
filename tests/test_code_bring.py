"""The routes by which an article is brought on the page Code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from code_kit import client, word_file
from collection_kit import make
from starlette.testclient import TestClient
from test_intake_docx import an_article, with_footnote
from test_intake_html import SAVED

from geodash.coding.intake.asked import answers, asked
from geodash.coding.intake.brought import LARGEST, Facts, of_json
from geodash.coding.intake.read import read
from geodash.coding.intake.shown import shown
from geodash.collection.load import load
from geodash.collection.write.log import NAME
from geodash.web.served import Served

TEXT = """The Road Is Closed

On Monday, December12, a crowd blocked “the road” near Goris in 2022 .

“Nobody passes”, said a man.
"""
HOSTILE = "</textarea><script>alert(1)</script>\u202e“=1+1;\n---\ntitle: x"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path)


@pytest.fixture
def asks(folder: Path) -> TestClient:
    return client(Served(folder, edit=True))


def brought(asks: TestClient, data: bytes | str, name: str = "", **typed: str) -> dict:
    """What the page would send: the file as it was read, and what was typed."""
    response = asks.post("/api/code/bring", params={"name": name}, content=data)
    assert response.status_code == 200, response.text
    found = response.json()
    given = found["answers"] | {"when": "unknown"} | typed
    return {"brought": found["brought"], "name": name, "answers": given, "kept": []}


@pytest.mark.apart
def test_a_word_file_is_shown_as_it_will_be_and_stored(asks: TestClient, folder: Path) -> None:
    data = word_file(
        ["On 3 May 2022 they came.", "On 4 May they went."], "They came", "Head", "A road."
    )
    found = asks.post("/api/code/bring", params={"name": "a.docx"}, content=data).json()
    assert found["answers"] == answers(Facts(title="They came", language="en"))
    kinds = [b.get("left") or b["number"] for b in found["shown"]["blocks"]]
    assert kinds == ["page header", 1, "picture and its caption", 2]
    assert [c["offer"] for c in found["shown"]["clues"]] == ["Not before 3 May 2022"]
    (number,) = [b["keep"] for b in found["shown"]["blocks"] if b.get("keep") is not None]
    sent = {
        "brought": found["brought"],
        "name": "a.docx",
        "kept": [number],
        "answers": found["answers"]
        | {"when": "between", "first": "3 May 2022", "last": "May 2022"},
    }
    looked = asks.post("/api/code/look", json=sent).json()
    assert looked["wrong"] == {"how": "Say how we know it, in a few words."}
    texts = [
        "".join(p["text"] for p in b["pieces"]) for b in looked["shown"]["blocks"] if "number" in b
    ]
    assert texts == ["On 3 May 2022 they came.", "A road.", "On 4 May they went."]
    refused = asks.post("/api/code/add", json=sent)
    assert (refused.status_code, list(refused.json()["wrong"])) == (422, ["how"])
    sent["answers"]["how"] = "It prints the day."
    stored = asks.post("/api/code/add", json=sent).json()
    article = load(folder).articles[stored["id"]]
    assert article.body == "\n\n".join(texts)
    assert (str(article.published_earliest), str(article.published_latest)) == ("2022-05-03", "2022-05-31")  # fmt: skip
    # A second time it is here already.
    again = asks.post("/api/code/bring", params={"name": "a.docx"}, content=data).json()
    assert again["like"]["version"] and again["like"]["id"] == stored["id"]
    assert asks.post("/api/code/add", json=sent).status_code == 409


@pytest.mark.parametrize(
    ("data", "name"),
    [(with_footnote(an_article()), "x.docx"), (SAVED.encode(), "x.htm"), (TEXT.encode(), "")],
)
def test_every_block_and_every_piece_left_out_is_shown(data: bytes, name: str) -> None:
    found = read(data, name)
    captions = [n for n, left in enumerate(found.left) if left.caption]
    for kept in ([], captions):
        blocks = shown(found, found.facts, kept)["blocks"]
        texts = [
            ("#" * b["level"] + " " * bool(b["level"])) + "".join(p["text"] for p in b["pieces"])
            for b in blocks
            if "number" in b
        ]
        assert "\n\n".join(texts) == found.keeping(kept).body(found.facts.title)
        pieces = sum("left" in b for b in blocks)
        joined = sum(b.get("left") == "picture and its caption" and b["text"] != "" for b in blocks)
        assert len(found.left) - len(kept) - joined <= pieces <= len(found.left) - len(kept)
        assert [b["kept"] for b in blocks if b.get("kept") is not None] == list(kept)
    assert of_json(json.loads(found.to_json())) == found


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"title": ""}, {"title"}),
        ({"when": ""}, {"when"}),
        ({"when": "day", "first": "the other day"}, {"first"}),
        ({"when": "day", "first": ""}, {"first"}),
        ({"when": "day", "first": "2022", "how": "x"}, {"first"}),
        ({"when": "day", "first": "3 May 2022"}, {"how"}),
        ({"when": "between", "first": "3 May 2022", "last": "1 May 2022", "how": "x"}, {"last"}),
        ({"genre": "poem"}, {"genre"}),
        ({"when": "unknown", "first": "nonsense"}, set()),
    ],
)
def test_what_is_wrong_is_said_by_its_field(given: dict, wrong: set) -> None:
    assert set(asked({"title": "A", "when": "unknown", "genre": "", **given})[1]) == wrong


def test_answers_come_back_as_they_were_read() -> None:
    facts = Facts("T", "P", "C", "en", "report", "2022-05-03", "2022-05-31", "b", "s")
    assert asked(answers(facts)) == (facts, {})
    one_day = Facts("T", published_earliest="2022-05-03", published_latest="2022-05-03", published_basis="b")  # fmt: skip
    assert asked(answers(one_day)) == (one_day, {})


def test_hostile_text_in_every_field_is_stored_as_text(asks: TestClient, folder: Path) -> None:
    typed = dict.fromkeys(("title", "publisher", "credit", "source", "how", "language"), HOSTILE)
    before = {p.name for p in folder.iterdir()}
    sent = brought(asks, HOSTILE, "../../../etc/<b>.txt", **typed)
    sent["answers"] |= {"when": "day", "first": "3 May 2022"}
    stored = asks.post("/api/code/add", json=sent).json()
    article = load(folder).articles[stored["id"]]
    assert (folder / "articles" / f"{stored['id']}.md").is_file()
    assert article.title == article.publisher == " ".join(HOSTILE.split())
    assert {p.name for p in folder.iterdir()} - before <= {".geodash", NAME}
    came = list(load(folder).changes)[-1]
    assert (came.table, came.id, came.after) == ("articles", stored["id"], article.title)
    assert came.why == "An article was brought." and not came.column


@pytest.mark.apart
def test_what_cannot_be_read_is_told_in_a_sentence(asks: TestClient) -> None:
    for data, name, words in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 40, "a.doc", "old Word"),
        (b"PK\x03\x04broken", "a.docx", "broken"),
        (b"%PDF-1.4 nothing", "a.pdf", "PDF is broken"),
        (b"  ", "a.txt", "no text"),
    ):
        response = asks.post("/api/code/bring", params={"name": name}, content=data)
        assert response.status_code == 422 and words in response.json()["error"], response.text
    huge = asks.post("/api/code/bring", params={"name": "a.pdf"}, content=b"x" * (LARGEST + 1))
    assert huge.status_code == 413 and "more than 50 MB" in huge.json()["error"]
    for body in (b"", b"[]", b'{"brought": {}}', b'{"brought": {"blocks": 1}, "kept": ["a"]}'):
        assert asks.post("/api/code/look", content=body).status_code == 400
        assert asks.post("/api/code/add", content=body).status_code == 400


def test_nothing_is_stored_without_edit_or_when_the_disk_refuses(folder: Path, monkeypatch) -> None:
    reads = client(Served(folder))
    assert reads.post("/api/code/bring", content=TEXT).status_code == 403
    assert reads.post("/api/code/look", content=b"{}").status_code == 403
    assert reads.post("/api/code/add", content=b"{}").status_code == 403
    asks = client(Served(folder, edit=True))
    sent = brought(asks, TEXT)

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("geodash.web.code_bring.put", full)
    response = asks.post("/api/code/add", json=sent)
    assert (response.status_code, response.json()["error"]) == (
        507,
        "Not stored; nothing was changed. The disk says: No space left on device.",
    )

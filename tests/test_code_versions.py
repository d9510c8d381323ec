"""The routes by which a new version of a coded article is reviewed and taken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
from code_kit import client
from test_versions import ID, edited, folder  # noqa: F401 - a fixture

from geodash.collection.load import load
from geodash.web.served import Served

AT = f"/api/code/version/{ID}"


def begun(asks, text: str, **typed: str) -> dict:
    read = asks.post("/api/code/bring", params={"name": "x.txt"}, content=text.encode()).json()
    given = read["answers"] | typed
    return {"brought": read["brought"], "name": "x.txt", "answers": given, "kept": []}


def test_a_review_from_the_page(folder: Path) -> None:  # noqa: F811
    served = Served(folder, edit=True)
    asks = client(served)
    old = load(folder).articles[ID]
    assert asks.get(AT).status_code == 404
    assert asks.post(AT, json=begun(asks, old.body)).status_code == 409  # word for word the same
    sent = begun(asks, f"{old.title}\n\n{edited(old.body)}")
    assert asks.post(AT, json=sent).json() == {"id": ID}
    found = asks.get(AT).json()
    assert (found["all"], len(found["open"]), found["name"]) == (4, 4, "x.txt")
    rev = found["rev"]
    early = asks.post(f"{AT}/take", params={"rev": rev}, json={"answers": {}})
    assert early.json()["error"].startswith("4 to decide")
    answers = {
        q["id"]: {
            "answer": "gone" if q["kind"] == "gone" else "same",
            "facts": {f["id"]: {"n": f["chosen"]} for f in q["facts"]},
        }
        for q in found["questions"]
    }
    sent = {"answers": answers, "past": [1]}
    kept = asks.post(f"{AT}/keep", params={"rev": rev}, json=sent).json()
    assert kept["open"] == {} and kept["rev"] != rev
    first = found["questions"][0]["id"]
    assert kept["said"][first] == "taken; toll: At least 49: lowest 49, best figure left open"
    # Another process, another day: it is all there.
    again = client(Served(folder, edit=True)).get(AT).json()
    assert again["state"] == {"answers": answers, "past": [1]}
    now = {"rev": kept["rev"]}
    for wrong in (b"", b"[]", b'{"answers": 3}'):
        assert asks.post(f"{AT}/keep", params=now, content=wrong).status_code == 400
    assert asks.post(f"{AT}/take", params=now, json={"answers": answers}).json()["id"] == ID
    # What the file did not say of itself is as it was; open pages see the new text.
    after = served.site().collection.articles[ID]
    assert after.body == edited(old.body)
    assert (after.publisher, after.published_latest) == (old.publisher, old.published_latest)
    assert asks.get(AT).status_code == 404


def test_who_may_not_and_what_is_not_there(folder: Path) -> None:  # noqa: F811
    reads = client(Served(folder))
    asks = client(Served(folder, edit=True))
    for path in ("", "/keep", "/take", "/drop"):
        assert reads.post(f"{AT}{path}", content=b"{}").status_code == 403
        assert asks.post(f"/api/code/version/nowhere{path}", content=b"{}").status_code == 404
    assert reads.get(AT).status_code == 403
    assert asks.post(f"{AT}/take", json={"answers": {}}).status_code == 400
    sent = begun(asks, "Something quite different.\n\nNothing of it was here before.", title="")
    assert asks.post(AT, json=sent).status_code == 200
    assert asks.get(AT).json()["counts"]["gone"] == 67
    assert asks.post(f"{AT}/drop").status_code == 409
    assert asks.post(f"{AT}/drop", params={"rev": asks.get(AT).json()["rev"]}).status_code == 200
    assert asks.get(AT).status_code == 404


def test_two_who_review_the_same_are_told_and_nothing_is_lost(folder: Path) -> None:  # noqa: F811
    asks = client(Served(folder, edit=True))
    old = load(folder).articles[ID]
    sent = begun(asks, f"{old.title}\n\n{edited(old.body)}")
    asks.post(AT, json=sent)
    first = asks.get(AT).json()
    one, two = (q["id"] for q in first["questions"][:2])
    same = {"answer": "same"}

    def keep(rev: str, answers: dict) -> httpx2.Response:
        return asks.post(f"{AT}/keep", params={"rev": rev}, json={"answers": answers})

    theirs = keep(first["rev"], {one: same}).json()
    # The second, who saw the review as it was before, overwrites nothing and is given what is there.
    late = keep(first["rev"], {two: same})
    found = late.json()
    assert late.status_code == 409 and "Nothing of it is lost" in found["error"]
    assert found["state"] == {"answers": {one: same}} and found["rev"] == theirs["rev"]
    assert found["progress"]["open"] == theirs["open"]
    for act in ("take", "drop"):
        answer = asks.post(f"{AT}/{act}", params={"rev": first["rev"]}, json={"answers": {}})
        assert answer.status_code == 409
    together = keep(found["rev"], {one: same, two: same})
    assert together.status_code == 200
    assert asks.get(AT).json()["state"]["answers"] == {one: same, two: same}
    # To bring the same text again is to go on; another text has to wait.
    assert asks.post(AT, json=sent).status_code == 200
    assert asks.get(AT).json()["rev"] == together.json()["rev"]
    other = begun(asks, f"{old.title}\n\n{old.body}\n\nOne more.")
    refused = asks.post(AT, json=other)
    assert refused.status_code == 409 and "being reviewed already." in refused.json()["error"]
    # Who goes on with what was given up meanwhile is told.
    asks.post(f"{AT}/drop", params={"rev": together.json()["rev"]})
    gone = keep(together.json()["rev"], {})
    assert gone.status_code == 400 and "taken or given up" in gone.json()["error"]


def test_many_at_once_lose_nothing(folder: Path) -> None:  # noqa: F811
    asks = client(Served(folder, edit=True))
    old = load(folder).articles[ID]
    asks.post(AT, json=begun(asks, f"{old.title}\n\n{edited(old.body)}"))
    ids = [q["id"] for q in asks.get(AT).json()["questions"]]

    def answer(ident: str) -> None:
        found = asks.get(AT).json()
        while True:  # as the page does: put together, and kept again
            answers = {**found["state"].get("answers", {}), ident: {"answer": "same"}}
            kept = asks.post(f"{AT}/keep", params={"rev": found["rev"]}, json={"answers": answers})
            if kept.status_code == 200:
                return
            found = kept.json()

    with ThreadPoolExecutor(len(ids)) as pool:
        list(pool.map(answer, ids))
    assert set(asks.get(AT).json()["state"]["answers"]) == set(ids)

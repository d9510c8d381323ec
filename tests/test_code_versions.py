"""The routes by which a new version of a coded article is reviewed and taken."""

from __future__ import annotations

from pathlib import Path

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
    assert asks.post(f"{AT}/take", json={"answers": {}}).json()["error"].startswith("4 to decide")
    answers = {
        q["id"]: {
            "answer": "gone" if q["kind"] == "gone" else "same",
            "facts": {f["id"]: {"n": f["chosen"]} for f in q["facts"]},
        }
        for q in found["questions"]
    }
    kept = asks.post(f"{AT}/keep", json={"answers": answers, "past": [1]}).json()
    assert kept["open"] == {}
    first = found["questions"][0]["id"]
    assert kept["said"][first] == "taken; toll: At least 49: lowest 49, best figure left open"
    # Another process, another day: it is all there.
    again = client(Served(folder, edit=True)).get(AT).json()
    assert again["state"] == {"answers": answers, "past": [1]}
    for wrong in (b"", b"[]", b'{"answers": 3}'):
        assert asks.post(f"{AT}/keep", content=wrong).status_code == 400
    assert asks.post(f"{AT}/take", json={"answers": answers}).json()["id"] == ID
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
    assert asks.post(f"{AT}/drop").status_code == 200
    assert asks.get(AT).status_code == 404

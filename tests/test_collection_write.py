"""Writing: whole or not at all, nothing lost, nothing of others overwritten."""

from __future__ import annotations

import contextlib
import threading

import pytest
from collection_kit import GEODATA, MENTION, MENTION2, QUOTE, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import CollectionError, load
from geodash.collection.read.contract import default_contract
from geodash.collection.reanchor import reanchor
from geodash.collection.scaffold import scaffold
from geodash.collection.write.files import ChangedError, write_file
from geodash.collection.write.table import TableFile, UnwritableError
from geodash.domain.model import AnchorState

KNOWN = list(default_contract().tables["mentions"])
CELLS = st.text(
    alphabet=st.sampled_from("ab ,;\"'\n\r=é🙂"), max_size=6
)  # the characters that CSV has trouble with


def text_of(folder, name="mentions.csv"):
    return (folder / name).read_bytes()


@settings(max_examples=tries(50))
@given(st.lists(st.tuples(CELLS, CELLS), max_size=4), st.sampled_from([0, 1]), CELLS)
def test_only_the_changed_cell_changes(tmp_path, cells, quoting, value):
    rows = [{"mention_id": a, "x": b} for a, b in cells]
    text = table("mentions", *rows, more=("x",), quoting=quoting)
    folder = make(tmp_path, mentions=text)
    file = TableFile.read(folder, "mentions.csv", KNOWN)
    assert file.render() == text.encode()
    rows_there = list(file.rows)
    if not rows_there:
        return
    before = [(file.get(r, "mention_id"), file.get(r, "x")) for r in rows_there]
    file.set(rows_there[0], "x", value)
    file.save()
    again = TableFile.read(folder, "mentions.csv", KNOWN)
    after = [(again.get(r, "mention_id"), again.get(r, "x")) for r in again.rows]
    assert after == [(before[0][0], value), *before[1:]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_stay(tmp_path, encoding, newline):
    text = table("mentions", {**MENTION, "suffix": "naïve", "quote": "a, b"}, delimiter=";")
    data = text.replace("\n", newline).encode(encoding)
    folder = make(tmp_path, mentions=data)
    file = TableFile.read(folder, "mentions.csv", KNOWN)
    file.set(file.rows[0], "prefix", "é")
    file.save()
    written = text_of(folder).decode(encoding)
    assert written == text.replace("a, b;;", "a, b;é;").replace("\n", newline)


def test_a_letter_the_encoding_lacks_makes_it_utf8(tmp_path):
    text = table("mentions", {**MENTION, "suffix": "naïve"})
    folder = make(tmp_path, mentions=text.encode("cp1252"))
    file = TableFile.read(folder, "mentions.csv", KNOWN)
    file.set(file.rows[0], "prefix", "Ա")
    file.save()
    assert "naïve" in text_of(folder).decode("utf-8")


def test_refuses_a_file_that_changed(tmp_path):
    folder = make(tmp_path)
    file = TableFile.read(folder, "mentions.csv", KNOWN)
    file.set(file.rows[0], "prefix", "x")
    theirs = text_of(folder) + b"\n"
    (folder / "mentions.csv").write_bytes(theirs)
    with pytest.raises(ChangedError):
        file.save()
    assert text_of(folder) == theirs
    assert not [p for p in folder.iterdir() if p.name.startswith(".mentions")]


def test_refuses_a_new_file_that_is_there(tmp_path):
    with pytest.raises(ChangedError):
        write_file(make(tmp_path), "events.csv", b"x", expected=None)
    write_file(tmp_path, "new.csv", b"x", expected=None)
    assert text_of(tmp_path, "new.csv") == b"x"


def test_one_of_many_writers_wins(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"0")
    start, outcomes = threading.Barrier(8), []

    def run(number: int) -> None:
        start.wait()
        try:
            write_file(tmp_path, "a.csv", b"%d" % number, expected=b"0")
            outcomes.append(number)
        except ChangedError:
            pass

    threads = [threading.Thread(target=run, args=(i,)) for i in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 1
    assert text_of(tmp_path, "a.csv") == b"%d" % outcomes[0]


def test_backup_is_the_old_file_and_old_ones_go(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"0")
    for i in range(30):
        backup = write_file(tmp_path, "a.csv", b"%d" % (i + 1), expected=b"%d" % i)
    assert backup.read_bytes() == b"29"
    assert len(list(backup.parent.glob("*-a.csv"))) == 20
    assert (tmp_path / ".geodash" / ".gitignore").read_text() == "*\n"


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_bytes(b"old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        write_file(tmp_path, "a.csv", b"new", expected=b"old")
    assert text_of(tmp_path, "a.csv") == b"old"
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["a.csv"]


@pytest.mark.parametrize("data", [b"", b'mention_id\n"m1\nm2\n', b"mention_id,a\0b\n"])
def test_refuses_what_it_would_damage(tmp_path, data):
    folder = make(tmp_path, mentions=data)
    with pytest.raises(UnwritableError):
        TableFile.read(folder, "mentions.csv", KNOWN)


# anchoring


def test_anchor_fills_and_keeps_the_rest(tmp_path):
    rows = table("mentions", {**MENTION, "x": "=kept"}, {**MENTION2, "x": "a\nb"}, more=("x",))
    folder = make(tmp_path, mentions=rows)
    result = reanchor(folder)
    assert result.sound
    assert result.counts == {AnchorState.EXACT: 2}
    assert result.backup.read_text() == rows
    c = load(folder, GEODATA)
    assert c.mentions[0].extra["x"] == "=kept"
    assert c.mentions[0].start == c.articles["road"].body.index(QUOTE)
    before = text_of(folder)
    assert not any(item.changed for item in reanchor(folder).items)
    assert text_of(folder) == before


def test_anchor_adds_missing_columns(tmp_path):
    text = f"note,mention_id,event_id,article_id,quote\nn,m1,e1,road,{QUOTE}\n,,,,\n"
    folder = make(tmp_path, mentions=text)
    reanchor(folder)
    header = text_of(folder).decode().splitlines()[0]
    assert header == "note,mention_id,event_id,article_id,quote,prefix,suffix,start,end"
    assert load(folder, GEODATA).mentions[0].extra == {"note": "n"}


def test_a_new_column_gives_every_row_a_cell_and_leaves_empty_lines(tmp_path):
    path = tmp_path / "links.csv"
    path.write_text("from_event,to_event,relation\na,b,about\n\nc,d\n")
    file = TableFile.read(tmp_path, "links.csv", ["from_event", "to_event", "relation"])
    file.add_columns(["note"])
    file.save()
    assert path.read_text() == "from_event,to_event,relation,note\na,b,about,\n\nc,d,,\n"


def test_dry_run_writes_nothing(tmp_path):
    folder = make(tmp_path)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    result = reanchor(folder, dry_run=True)
    assert all(item.changed for item in result.items)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_after_an_edit_of_the_article(tmp_path):
    folder = make(tmp_path)
    reanchor(folder)
    article = folder / "articles" / "road.md"
    text = article.read_text().replace("## A heading", "## Another heading, longer")
    article.write_text(text.replace("staged it", "arranged it"))
    result = reanchor(folder)
    states = {i.mention_id: i.anchor.state for i in result.items}
    assert states == {"m1": AnchorState.MOVED, "m2": AnchorState.FUZZY}
    c = load(folder, GEODATA)
    assert c.anchors["m1"].state is AnchorState.EXACT
    assert MENTION2["quote"] in text_of(folder).decode()
    reanchor(folder, accept=["m2"])
    assert load(folder, GEODATA).anchors["m2"].state is AnchorState.EXACT
    assert "Armenia said that Azerbaijan arranged it" in text_of(folder).decode()


def test_a_lost_mention_stays_as_it_is(tmp_path):
    rows = table("mentions", {**MENTION, "quote": "Nothing like it", "start": "5"}, MENTION2)
    folder = make(tmp_path, mentions=rows)
    result = reanchor(folder)
    assert not result.sound
    assert rows.splitlines()[1] == text_of(folder).decode().splitlines()[1]


# new


def test_scaffold_is_valid_and_empty(tmp_path):
    folder = tmp_path / "a" / "mine"
    scaffold(folder, "Mine")
    c = load(folder, GEODATA)
    assert c.title == "Mine"
    assert not (c.events or c.mentions or c.articles)
    assert [p.code for p in c.problems] == ["no-articles"]
    (folder / "articles" / "first.md").write_text(
        (folder / "articles" / "_template.md").read_text() + "Text\n"
    )
    c = load(folder, GEODATA)
    assert c.articles["first"].body == "Text"
    assert c.articles["first"].title == "first"
    assert c.articles["first"].genre == "report"


def test_a_scaffold_ended_half_way_is_finished_by_the_next(tmp_path, monkeypatch):
    whole = {p.relative_to(tmp_path / "whole") for p in scaffold(tmp_path / "whole", "Mine")}
    for room in range(40):
        folder = tmp_path / str(room)
        calls = iter(range(room))

        def full(_, calls=calls):
            if next(calls, None) is None:
                raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            with contextlib.suppress(OSError):
                scaffold(folder, "Mine")
        if folder.exists() and (folder / "datapackage.json").exists():
            break
        assert not folder.exists(), room
    assert room > 8
    # Killed, nobody takes away what was written.
    half = tmp_path / "half"
    scaffold(half, "Mine")
    (half / "datapackage.json").unlink()
    (half / "links.csv").unlink()
    (half / ".links.csv.abcd1234.geodash-new").write_bytes(b"from_ev")
    scaffold(half, "Mine")
    assert {p.relative_to(half) for p in half.rglob("*") if p.is_file()} == whole
    with pytest.raises(CollectionError):
        scaffold(half, "Mine")


def test_scaffold_refuses_to_overwrite(tmp_path):
    folder = make(tmp_path)
    before = sorted(folder.rglob("*"))
    with pytest.raises(CollectionError):
        scaffold(folder)
    with pytest.raises(CollectionError):
        scaffold(folder / "events.csv")
    assert sorted(folder.rglob("*")) == before

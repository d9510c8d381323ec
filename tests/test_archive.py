"""Zips of strangers: only a collection's files come out, inside the folder, and bounded."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from collection_kit import make
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import load
from geodash.collection.sources import CollectionError
from geodash.collection.versions import archive
from geodash.collection.versions.archive import opened


def pack(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(name, data)
    return path


def files_of(folder: Path, prefix: str = "") -> dict[str, bytes]:
    return {
        f"{prefix}{p.relative_to(folder).as_posix()}": p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.mark.parametrize("prefix", ["", "my-collection/", "a/b/"])
def test_a_zipped_collection_is_that_collection(tmp_path: Path, prefix: str) -> None:
    folder = make(tmp_path / "c")
    path = pack(tmp_path / "c.zip", files_of(folder, prefix))
    with opened(path) as unpacked:
        assert load(unpacked).events == load(folder).events
        assert load(unpacked).version == load(folder).version
    assert not unpacked.exists()


def test_a_folder_is_opened_where_it_is(tmp_path: Path) -> None:
    with opened(tmp_path) as folder:
        assert folder == tmp_path
    assert tmp_path.exists()


def test_nothing_leads_out_and_nothing_foreign_comes_in(tmp_path: Path) -> None:
    bad = ("../evil.csv", "articles/../../evil.md", "/evil.csv", "C:\\evil.csv", "articles\\x.md",
           "run.sh", ".geodash/lock", "articles/a/b/c.md", "articles/./x.md")  # fmt: skip
    good = files_of(make(tmp_path / "c"))
    path = pack(tmp_path / "c.zip", {**good, **dict.fromkeys(bad, b"x")})
    before = sorted(tmp_path.rglob("*"))
    with opened(path) as folder:
        found = set(files_of(folder))
    # Python normalises some of these names when it writes the zip; none may leave the folder.
    assert found - {"articles/x.md"} == set(good)
    assert sorted(tmp_path.rglob("*")) == before


@settings(max_examples=tries(60))
@given(name=st.text(alphabet="ab./\\:~ \0", max_size=20))
def test_no_name_leaves_the_folder(tmp_path: Path, name: str) -> None:
    found = archive._inside(f"articles/{name}", "")
    if found is not None:
        assert (tmp_path / found).resolve().is_relative_to(tmp_path.resolve())


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 2**20)
    path = pack(tmp_path / "c.zip", {"events.csv": b"x", "articles/a.md": bytes(2**21)})
    with pytest.raises(CollectionError, match="more than 1,048,576 bytes"), opened(path):
        pass
    monkeypatch.setattr(archive, "MOST_FILES", 1)
    with pytest.raises(CollectionError, match="2 files"), opened(path):
        pass


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"no zip", "nor the zip"), (b"", "nor the zip"), (None, "nor the zip")],
)
def test_what_is_no_zip_is_said_so(tmp_path: Path, data: bytes | None, reason: str) -> None:
    path = tmp_path / "x.zip"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CollectionError, match=reason), opened(path):
        pass


def test_a_zip_of_something_else_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    other = pack(tmp_path / "other.zip", {"photo.jpg": b"x"})
    with pytest.raises(CollectionError, match="no collection"), opened(other):
        pass
    whole = pack(tmp_path / "c.zip", files_of(make(tmp_path / "c")))
    data = bytearray(whole.read_bytes())
    data[60:90] = bytes(30)
    whole.write_bytes(bytes(data))
    with pytest.raises(CollectionError, match="can't be unpacked"), opened(whole):
        pass


@settings(max_examples=tries(80))
@given(at=st.integers(0, 2000), junk=st.binary(min_size=1, max_size=12))
def test_damage_is_an_error_that_says_so_and_nothing_else(
    tmp_path: Path, at: int, junk: bytes
) -> None:
    files = {"events.csv": b"event_id,title\n" * 9, "articles/a.md": b"---\n---\nText"}
    whole = pack(tmp_path / "c.zip", files)
    data = bytearray(whole.read_bytes())
    at %= len(data)
    data[at : at + len(junk)] = junk
    whole.write_bytes(bytes(data))
    try:
        with opened(whole) as folder:
            assert all(p.resolve().is_relative_to(folder.resolve()) for p in folder.rglob("*"))
    except CollectionError as error:
        assert str(error)

"""Opening one version of a collection: a folder, a zip, or a revision of a git repository."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from geodash.collection.sources import FILES, CollectionError
from geodash.collection.versions.archive import opened, unpack
from geodash.collection.write.temporary import temporary_folder

_PARTS = (*FILES, "articles", "geodata/areas.geojson", "geodata/places.csv")
_SECONDS = 120


@contextlib.contextmanager
def opened_version(spec: str) -> Iterator[Path]:
    """The folder of a version for as long as it lasts.

    ``spec`` is a folder, a zip, or ``path@revision``: ``.@v1.0``, ``data/corpus@HEAD~3``,
    ``@main`` for the folder one is in. Raises ``CollectionError`` for what is none of these.
    """
    if os.path.lexists(spec) or "@" not in spec:
        with opened(Path(spec)) as folder:
            yield folder
        return
    path, _, revision = spec.rpartition("@")
    with temporary_folder() as temporary:
        package = temporary / "revision.zip"
        _archive(Path(path or "."), revision, package)
        folder = temporary / "collection"
        folder.mkdir()
        unpack(package, folder)
        yield folder


def _archive(path: Path, revision: str, package: Path) -> None:
    """The collection's files of a revision as a zip, without touching the working tree."""
    if not path.is_dir():
        raise CollectionError(f"{path} is not a folder")
    verify = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(path, *verify, wrong=f"{path} has no git revision {revision}").strip()
    listed = _git(path, "ls-tree", "--name-only", "-z", commit, "--", *_PARTS)
    names = [name for name in listed.split("\0") if name]
    if not names:
        raise CollectionError(f"there is no collection in {path} at revision {revision}")
    _git(path, "archive", "--format=zip", "-o", str(package.resolve()), commit, "--", *names)


def _git(path: Path, *arguments: str, wrong: str = "") -> str:
    # Nothing is fetched and nobody is asked for a password: what isn't here isn't there.
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", "-C", str(path), *arguments],
            capture_output=True,
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        raise CollectionError("git is needed to read a revision, and is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise CollectionError(f"git did not answer within {_SECONDS} seconds") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise CollectionError(wrong or (said[-1] if said else "git failed"))
    return done.stdout.decode("utf-8", "surrogateescape")

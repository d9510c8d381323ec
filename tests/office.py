"""LibreOffice for the tests: where it is, and a document saved by it in another format."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
PACKAGES = ("libreoffice-impress", "libreoffice-writer", "libreoffice-calc")
HOW = (
    "no LibreOffice for the tests: install it (Debian: apt-get install libreoffice-impress "
    "libreoffice-writer libreoffice-calc), or set GEODASH_OFFICE to soffice's path"
)


def find() -> str | None:
    """The path of an installed LibreOffice, ``None`` when there is none."""
    chosen = os.environ.get("GEODASH_OFFICE")
    if chosen:
        return chosen if Path(chosen).exists() else None
    found = (shutil.which(name) for name in NAMES)
    installed = next((path for path in found if path), None)
    return installed or next((p for p in PLACES if Path(p).exists()), None)


def convert(path: Path, form: str, folder: Path, profile: Path) -> Path:
    """``path`` saved as ``form`` in ``folder``; raises ``RuntimeError`` where that fails.

    The ``profile`` is the tests' own: another LibreOffice that runs would swallow the job.
    """
    office = find()
    if office is None:
        raise RuntimeError(HOW)
    command = [office, "--headless", f"-env:UserInstallation={profile.resolve().as_uri()}"]
    done = subprocess.run(
        [*command, "--convert-to", form, "--outdir", str(folder), str(path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    result = folder / f"{path.stem}.{form}"
    if not result.is_file():
        raise RuntimeError(f"LibreOffice wrote no {result.name}: {done.stdout}{done.stderr}")
    return result

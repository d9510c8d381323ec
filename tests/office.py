"""Finds LibreOffice for the tests or gets it; run by ``make test`` before pytest."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("soffice", "libreoffice")
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
PACKAGES = ("libreoffice-writer", "libreoffice-calc", "libreoffice-impress", "poppler-utils")
HOW = "no LibreOffice for the tests: install it, or set GEODASH_OFFICE to the path of its soffice program"


def find() -> str | None:
    """The path of an installed LibreOffice, ``None`` when there is none."""
    chosen = os.environ.get("GEODASH_OFFICE")
    if chosen:
        return chosen if Path(chosen).exists() else None
    installed = next((path for path in map(shutil.which, NAMES) if path), None)
    return installed or next((p for p in PLACES if Path(p).exists()), None)


def get() -> str | None:
    """Finds LibreOffice, else installs Debian's for root."""
    found = find()
    if found:
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        subprocess.run(install, check=False)
    return find()


def convert(path: Path, form: str, folder: Path) -> Path:
    """``path`` opened by LibreOffice and saved as ``form``; raises ``RuntimeError`` if it fails."""
    program = find()
    if program is None:
        raise RuntimeError(HOW)
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        # A profile of its own: another LibreOffice that runs must not answer instead.
        done = subprocess.run(
            [
                program,
                "--headless",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--convert-to",
                form,
                "--outdir",
                str(folder),
                str(path),
            ],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    result = folder / f"{path.stem}.{form}"
    if not result.is_file():
        raise RuntimeError(f"LibreOffice wrote no {result.name}: {done.stdout}{done.stderr}")
    return result


if __name__ == "__main__":
    print(get() or HOW)

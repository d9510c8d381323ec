"""Finds LibreOffice for the tests or gets it; run by ``make test`` before pytest."""

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


def get() -> str | None:
    """Finds LibreOffice, else installs Debian's for root."""
    found = find()
    if found is None and shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES]
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(install, check=False)
    return find()


def to_pdf(document: Path, out: Path) -> Path:
    """Converts a document to PDF in the folder ``out``; raises ``RuntimeError`` where it can't."""
    office = find()
    if office is None:
        raise RuntimeError(HOW)
    # A profile of its own: another LibreOffice that runs would swallow the job.
    profile = (out / "profile").resolve().as_uri()
    command = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(out), str(document)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    pdf = out / f"{document.stem}.pdf"
    if not pdf.is_file():
        raise RuntimeError(f"{document.name} could not be converted: {done.stdout}{done.stderr}")
    return pdf


if __name__ == "__main__":
    print(get() or HOW)

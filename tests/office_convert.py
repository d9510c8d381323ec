"""A document opened by LibreOffice and saved in another format."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from office import HOW, find


def convert(path: Path, form: str, folder: Path) -> Path:
    """``path`` saved as ``form`` in ``folder``; raises ``RuntimeError`` where that fails."""
    program = find()
    if program is None:
        raise RuntimeError(HOW)
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        # A profile of its own: another LibreOffice that runs would swallow the job.
        command = [program, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        done = subprocess.run(
            [*command, "--convert-to", form, "--outdir", str(folder), str(path)],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    result = folder / f"{path.stem}.{form}"
    if not result.is_file():
        raise RuntimeError(f"LibreOffice wrote no {result.name}: {done.stdout}{done.stderr}")
    return result

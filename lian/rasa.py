"""`lian rasa`: builds Rasa's own environment, trains the project, and runs its server.

Rasa 3.6 lives on Python 3.10 and on libraries that can never stand beside ours, so it has a
virtual environment and a lock of its own, and is reached over HTTP on this machine only.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from infra.secrets_folder import complete_secrets
from infra.settings import Settings, load_settings

__all__ = ["PROCESS", "app", "interpreter", "model_path", "server_command", "server_token"]

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv-rasa"
LOCK = CHECKOUT / "requirements-rasa.lock"
MODELS = CHECKOUT / "models"
CONFIG = CHECKOUT / "config.yml"
DOMAIN = CHECKOUT / "dialogs" / "domain.yml"
TRAINING = CHECKOUT / "nlu_data" / "training"
PROCESS = MODELS / "rasa.pid"

NO_INTERPRETER = (
    "Rasa needs Python 3.10 with its venv module: name one in LIAN_PYTHON310, put python3.10 on "
    "the PATH, install it with pyenv (pyenv install 3.10), or install uv, which fetches it "
    "(uv python install 3.10)."
)
_TOKEN = "rasa_token"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ANSWER = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
# What packages without a wheel are built with; installed first, so that building fetches nothing.
_BUILDERS = ("setuptools", "wheel")
# Rasa takes its token as an argument only; here it never stands in the table of processes.
_LAUNCH = (
    "import os, sys; sys.argv.append('--auth-token=' + os.environ.pop('LIAN_RASA_TOKEN')); "
    "from rasa.__main__ import main; main()"
)

_LINES_OF_A_FAILURE = 30

app = typer.Typer()


class RasaNotReady(Exception):
    """Rasa cannot be built, trained or started; the message says what to do."""


@app.command()
def rasa(
    server: Annotated[bool, typer.Option(help="Start the server when all is trained.")] = True,
) -> None:
    """Build Rasa's environment, train its model if anything changed, and run its server."""
    settings = load_settings(make_secrets=False)
    try:
        _build(settings.python310)
        model = _train()
        if server:
            _serve(settings, model)
    except RasaNotReady as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None


def interpreter(named: Path | None, environ: Mapping[str, str] = os.environ) -> str:
    """The first Python that really answers 3.10; the named one alone, if one is named.

    Raises:
        RasaNotReady: there is none, and uv is not here to fetch one.
    """
    if named is not None:
        if _answers(str(named)):
            return str(named)
        raise RasaNotReady(f"LIAN_PYTHON310={named} does not answer as 3.10. {NO_INTERPRETER}")
    for path in _interpreters(environ):
        if _answers(path):
            return path
    raise RasaNotReady(NO_INTERPRETER)


def _pyenv_roots(environ: Mapping[str, str]) -> Iterator[Path]:
    """Where pyenv keeps its versions: as it says itself, else beside the shims on the PATH."""
    if named := environ.get("PYENV_ROOT"):
        yield Path(named)
        return
    yield Path(environ.get("HOME", "~")).expanduser() / ".pyenv"
    shims = (Path(each) for each in environ.get("PATH", "").split(os.pathsep))
    yield from (each.parent for each in shims if each.name == "shims")


def _interpreters(environ: Mapping[str, str]) -> Iterator[str]:
    search = environ.get("PATH", "")
    if found := shutil.which("python3.10", path=search):
        yield found
    versions = (
        path
        for root in _pyenv_roots(environ)
        for path in root.glob("versions/3.10.*")
        if path.name[5:].isdigit()
    )
    for path in sorted(versions, key=lambda each: int(each.name[5:]), reverse=True):
        yield str(path / "bin" / "python")
    if uv := shutil.which("uv", path=search + os.pathsep + str(Path(sys.prefix) / "bin")):
        typer.echo("fetching Python 3.10 with uv (once)")
        subprocess.run([uv, "python", "install", "--quiet", "3.10"], env=dict(environ), check=False)
        wanted = [uv, "python", "find", "--managed-python", "3.10"]
        found = subprocess.run(
            wanted, env=dict(environ), capture_output=True, text=True, check=False
        ).stdout.strip()
        if found:
            yield found


def _answers(path: str) -> bool:
    """Whether this is Python 3.10; a shim of another version answers nothing."""
    try:
        done = subprocess.run(
            [path, "-c", _ANSWER], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == "3.10"


def _digest(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(CHECKOUT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _build(named: Path | None) -> None:
    """Install the lock into a fresh environment, unless this very lock is installed."""
    stamp = ENVIRONMENT / f".installed-{_digest(LOCK)}"
    if stamp.exists():
        return
    python = interpreter(named)
    typer.echo(f"installing Rasa with {python} (2.7 GB, some minutes, once)")
    if subprocess.run([python, "-m", "venv", "--clear", str(ENVIRONMENT)], check=False).returncode:
        raise RasaNotReady(f"{python} cannot make a virtual environment. {NO_INTERPRETER}")
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as builders:
        builders.write(_locked(LOCK.read_text("utf-8"), _BUILDERS))
        builders.flush()
        _pip("install", "-r", builders.name)
    _pip("install", "--no-build-isolation", "-r", str(LOCK))
    stamp.touch()


def _locked(lock: str, names: tuple[str, ...]) -> str:
    """The lines of a lock that pin these packages, with their hashes."""
    entries = re.split(r"\n(?=\S)", lock)
    return "\n".join(entry for entry in entries if entry.split("==")[0] in names) + "\n"


def _pip(command: str, *words: str) -> None:
    pip = [_python(), "-m", "pip", "--disable-pip-version-check", command, "-qq"]
    if subprocess.run([*pip, "--require-hashes", "--no-deps", *words], check=False).returncode:
        raise RasaNotReady(
            "Installing Rasa failed; what pip says stands above. make rasa begins again."
        )


def _python() -> str:
    return str(ENVIRONMENT / "bin" / "python")


def model_path() -> Path:
    """Where the model of the project as it is now stands, or will stand when it is trained."""
    inputs = _digest(LOCK, CONFIG, DOMAIN, *sorted(TRAINING.rglob("*.yml")))
    return MODELS / f"rasa-{inputs}.tar.gz"


def _train() -> Path:
    model = model_path()
    if model.exists():
        return model
    typer.echo("training Rasa's model (a minute or two; only when something changed)")
    done = subprocess.run(
        [
            *(_python(), "-m", "rasa", "train", "nlu"),
            *("--config", str(CONFIG), "--domain", str(DOMAIN), "--nlu", str(TRAINING)),
            *("--out", str(MODELS), "--fixed-model-name", model.name.removesuffix(".tar.gz")),
        ],
        cwd=CHECKOUT,
        env=_surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode or not model.exists():
        last = "\n".join(done.stdout.splitlines()[-_LINES_OF_A_FAILURE:])
        raise RasaNotReady(f"{last}\nTraining failed; what Rasa says stands above.")
    for old in MODELS.glob("rasa-*.tar.gz"):
        if old != model:
            old.unlink()
    return model


def _surroundings() -> dict[str, str]:
    """The environment Rasa runs in: nothing is reported home, TensorFlow keeps quiet."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIAN_")}
    quiet = {
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
    return {**kept, **quiet, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}


def server_token(settings: Settings) -> str:
    """What the server asks for: the setting, else what `make rasa` kept, else nothing."""
    if given := settings.rasa_token.get_secret_value():
        return given
    kept = settings.secrets_dir / _TOKEN
    return kept.read_text("utf-8").strip() if kept.is_file() else ""


def server_command(model: Path, url: str, token: str) -> tuple[list[str], dict[str, str]]:
    """The words and the environment that start a server at `url`, which is on this machine.

    Raises:
        RasaNotReady: the address is another machine's.
    """
    parts = urlsplit(url)
    if parts.hostname not in _LOOPBACK:
        raise RasaNotReady(
            f"LIAN_RASA_URL is {url}: make rasa serves this machine only. Unset it, or start Rasa "
            f"over there."
        )
    words = [
        *(_python(), "-c", _LAUNCH, "run", "--enable-api", "--model", str(model)),
        *("--interface", parts.hostname, "--port", str(parts.port or 80)),
        # No channels: Rasa would open its chat over REST to everyone, token or not.
        *("--credentials", os.devnull),
    ]
    return words, {**_surroundings(), "LIAN_RASA_TOKEN": token}


def _serve(settings: Settings, model: Path) -> None:
    token = settings.rasa_token.get_secret_value()
    if not token:
        token = complete_secrets(settings.secrets_dir, [_TOKEN])[_TOKEN]
    words, environment = server_command(model, settings.rasa_url, token)
    typer.echo(f"Rasa starts at {settings.rasa_url} (half a minute). Use it from another terminal:")
    typer.echo("  LIAN_NLU=rasa make run")
    sys.stdout.flush()
    os.chdir(CHECKOUT)
    # The server takes the place of this process, and so has its number.
    PROCESS.write_text(f"{os.getpid()}\n", "utf-8")
    os.execve(words[0], words, environment)

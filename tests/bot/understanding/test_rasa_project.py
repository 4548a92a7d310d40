"""The Rasa project is what Rasa reads, and a real server answers as the project means it to.

Those with the mark `rasa` need the trained model and run only in `make test-rasa`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from ruamel.yaml import YAML

from bot.understanding.acts import NLU_DATA
from bot.understanding.batch import rasa_intent_of
from bot.understanding.engine import Context
from bot.understanding.entity_scores import entity_f1
from bot.understanding.rasa import RasaClient, RasaEngine
from bot.understanding.scores import intent_scores, rows
from dialogs.interview.commands import Act, Do
from infra.settings import Settings
from lian.rasa import (
    DOMAIN,
    TRAINING,
    RasaNotReady,
    interpreter,
    model_path,
    server_command,
    server_token,
)
from tests.fakes.rasa_server import RunningRasa, running_rasa

FILES = sorted(TRAINING.rglob("*.yml"))
KINDS_OF_EXAMPLES = ("intent", "lookup", "synonym")
FEWEST_SEEDS = 70
TODAY = date(2026, 11, 21)
_MARK = re.compile(r"\[([^\[\]]+)\]\(([a-z]+)\)")
_EXAMPLE = re.compile(r"- \S.*")


def _read(path: Path) -> Any:
    # Rasa reads YAML 1.2 too, where yes and no are words.
    return YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


@cache
def _domain() -> dict[str, list[str]]:
    domain: dict[str, list[str]] = _read(DOMAIN)
    return domain


# --- the project, read without Rasa ------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_training_file_is_rasa_nlu_format(path: Path):
    domain = _domain()
    content = _read(path)
    assert set(content) == {"version", "nlu"}
    assert content["version"] == "3.1"
    for block in content["nlu"]:
        (kind,) = set(block) - {"examples"}
        assert kind in KINDS_OF_EXAMPLES
        if kind != "synonym":
            assert block[kind] in domain["intents" if kind == "intent" else "entities"]
        lines = block["examples"].splitlines()
        assert [line for line in lines if not _EXAMPLE.fullmatch(line)] == []
        marked = "\n".join(lines)
        assert {entity for _, entity in _MARK.findall(marked)} <= set(domain["entities"])
        assert not re.search(r"[\[\]]", _MARK.sub("", marked))


def test_the_training_folder_is_the_classifiers_own_and_holds_nothing_else():
    kept = {path for path in TRAINING.rglob("*") if path.is_file()}
    assert TRAINING == NLU_DATA / "training"
    assert kept == set(FILES)


def test_every_act_has_seventy_seeds_and_stands_in_the_domain():
    counts: Counter[str] = Counter()
    for path in FILES:
        for block in _read(path)["nlu"]:
            counts[block.get("intent", "")] += len(set(block["examples"].splitlines()))
    assert {act.value for act in Act} <= set(_domain()["intents"])
    assert set(_domain()["intents"]) <= set(counts)
    assert {act.value: counts[act.value] for act in Act if counts[act.value] < FEWEST_SEEDS} == {}


def test_every_marked_word_of_the_evaluation_is_a_word():
    for row in rows("entities"):
        for kind, start, end in row["entities"]:
            assert kind in _domain()["entities"]
            assert row["text"][start:end].strip()


# --- making ready ------------------------------------------------------------------------------


def _python(path: Path, says: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{says}\n")
    path.chmod(0o755)
    return path


def test_a_shim_that_does_not_answer_is_passed_over_for_the_newest_of_pyenv(tmp_path: Path):
    shim = _python(tmp_path / "shims" / "python3.10", "exit 127")
    for version in ("3.10.9", "3.10.13", "3.11.7"):
        _python(tmp_path / "versions" / version / "bin" / "python", f"echo {version[:4]}")
    found = interpreter(None, {"PATH": str(shim.parent), "PYENV_ROOT": str(tmp_path)})
    assert found == str(tmp_path / "versions" / "3.10.13" / "bin" / "python")


def test_without_a_python_one_sentence_names_the_ways(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    with pytest.raises(RasaNotReady) as caught:
        interpreter(None, {"PATH": str(tmp_path), "HOME": str(tmp_path)})
    for way in ("LIAN_PYTHON310", "python3.10", "pyenv install 3.10", "uv python install 3.10"):
        assert way in str(caught.value)


def test_the_named_python_is_taken_or_refused_never_replaced(tmp_path: Path):
    right = _python(tmp_path / "right", "echo 3.10")
    wrong = _python(tmp_path / "wrong", "echo 3.12")
    assert interpreter(right) == str(right)
    with pytest.raises(RasaNotReady, match="does not answer as"):
        interpreter(wrong)


def test_the_token_is_on_no_command_line():
    words, environment = server_command(Path("model.tar.gz"), "http://127.0.0.1:5005", "geheim")
    assert "geheim" not in " ".join(words)
    assert "geheim" in environment.values()


def test_no_address_but_this_machine_is_served():
    with pytest.raises(RasaNotReady, match="LIAN_RASA_URL"):
        server_command(Path("model.tar.gz"), "http://192.0.2.1:5005", "")


def test_the_token_is_the_setting_or_the_kept_one(tmp_path: Path):
    settings = Settings(_env_file=None, data_dir=tmp_path)
    assert server_token(settings) == ""
    settings.secrets_dir.mkdir()
    (settings.secrets_dir / "rasa_token").write_text("kept\n")
    assert server_token(settings) == "kept"
    assert server_token(settings.model_copy(update={"rasa_token": SecretStr("given")})) == "given"


def test_a_changed_pipeline_is_another_model(tmp_path: Path, monkeypatch):
    changed = tmp_path / "config.yml"
    changed.write_text("pipeline: []\n")
    before = model_path()
    monkeypatch.setattr("lian.rasa.CHECKOUT", tmp_path)
    monkeypatch.setattr("lian.rasa.CONFIG", changed)
    for name in ("LOCK", "DOMAIN"):
        monkeypatch.setattr(f"lian.rasa.{name}", changed)
    monkeypatch.setattr("lian.rasa.TRAINING", tmp_path)
    assert model_path().name != before.name


# --- a real server -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with running_rasa(tmp_path_factory.mktemp("rasa")) as running:
        yield running


@pytest.fixture
def client(server: RunningRasa):
    client = RasaClient(server.url, server.token, timeout_seconds=30)
    yield client
    client.close()


@pytest.mark.rasa
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("我想起诉一个人", "start"),
        ("我的案子到哪一步了", "status"),
        ("帮我转人工吧打字太慢", "human"),
        ("要交多少诉讼费", "ask_fee"),
        ("他昨天又打我了我好害怕", "danger_violence"),
        ("朋友借了我三万块钱打了借条一直不还", "case_private_lending"),
        ("公司拖欠我三个月工资", "case_labor"),
    ],
)
def test_the_server_names_what_is_meant(client: RasaClient, text: str, intent: str):
    parsed = client.read(text)
    assert parsed is not None
    assert (parsed.intent, parsed.fallback) == (intent, False)


@pytest.mark.rasa
@pytest.mark.timeout(400)
def test_the_server_marks_coarse_entities(client: RasaClient):
    text = "我同事跟我借了五万，写了借条，给的现金"
    parsed = client.read(text)
    assert parsed is not None
    found = {(each.kind, text[each.start : each.end]) for each in parsed.entities}
    assert found == {("relation", "同事"), ("evidence", "借条"), ("payment", "现金")}


@pytest.mark.rasa
@pytest.mark.timeout(400)
def test_the_scores_of_rasa_hold(client: RasaClient):
    scores = intent_scores(lambda text: rasa_intent_of(text, client))
    assert scores["macro_f1"] >= 0.9
    assert scores["fallback_recall"] >= 0.8

    def entities(text: str) -> set[tuple[str, int, int]]:
        parsed = client.read(text)
        assert parsed is not None
        return {(each.kind, each.start, each.end) for each in parsed.entities}

    assert entity_f1(rows("entities"), entities)["all"] >= 0.7


@pytest.mark.rasa
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "text", ["😀" * 50, "DROP TABLE x;--", "\u200b\u202e", "𠮷𡃁" * 4, "字" * 9999]
)
def test_odd_words_are_answered(client: RasaClient, text: str):
    assert client.read(text) is not None


@pytest.mark.rasa
@pytest.mark.timeout(400)
def test_only_the_token_opens_it_and_no_chat_stands_open(server: RunningRasa):
    body = {"text": "你好", "sender": "x", "message": "你好"}
    bare = httpx.post(f"{server.url}/model/parse", json=body)
    chat = httpx.post(f"{server.url}/webhooks/rest/webhook", json=body)
    assert bare.status_code == httpx.codes.UNAUTHORIZED
    assert chat.status_code == httpx.codes.NOT_FOUND
    processes = Path(f"/proc/{server.process}/cmdline")
    if processes.exists():
        assert server.token.encode() not in processes.read_bytes()


@pytest.mark.rasa
@pytest.mark.timeout(400)
def test_the_engine_hears_the_real_server_in_time(server: RunningRasa):
    client = RasaClient(server.url, server.token)
    heard = [
        row
        for row in rows("intents")
        if (found := RasaEngine(client).understand(row["text"], Context(TODAY))).engine == "rasa"
        and found.commands == (Do(Act(row["intent"]), found.confidence),)
    ]
    client.close()
    assert heard
    assert client.remote._closed_until == 0

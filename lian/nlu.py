"""`lian nlu`: understanding over lines of JSON, its training and its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lian.lines import day_of, each_line, text_of

if TYPE_CHECKING:
    from bot.understanding.rasa import RasaClient

__all__ = ["app"]

app = typer.Typer(help="Understanding, one JSON object a line; training and scores.")
_Today = Annotated[str | None, typer.Option(help="The day the words were said, ISO.")]


@app.command()
def values(today: _Today = None) -> None:
    """Typed values in free text."""
    from bot.understanding.batch import values_of

    each_line(lambda row: values_of(text_of(row, "text"), row.get("kinds"), day_of(row, today)))


@app.command()
def cases() -> None:
    """The three likeliest case types of a matter told in free words."""
    from bot.understanding.guessing import likely_cases

    each_line(lambda row: {"top": [list(each) for each in likely_cases(text_of(row, "text"))]})


@app.command()
def intents(
    engine: Annotated[str, typer.Option(help="embedded or rasa")] = "embedded",
) -> None:
    """The act that a message is, and whether it falls back."""
    from bot.understanding.batch import intent_of, rasa_intent_of

    if engine == "rasa":
        client = _rasa_client()
        each_line(lambda row: rasa_intent_of(text_of(row, "text"), client))
    else:
        each_line(lambda row: intent_of(text_of(row, "text")))


def _rasa_client() -> RasaClient:
    from bot.understanding.rasa import RasaClient
    from infra.settings import load_settings
    from lian.rasa import server_token

    settings = load_settings(make_secrets=False)
    return RasaClient(settings.rasa_url, server_token(settings))


@app.command()
def story(
    case: Annotated[str, typer.Option(help="Interview id.")] = "private_lending",
    today: _Today = None,
) -> None:
    """The facts that a story states, with the words they rest on."""
    from bot.understanding.batch import story_of
    from dialogs.interview.catalogue import load_interview
    from dialogs.schema.files import titles

    if case not in titles():
        raise typer.BadParameter(f"there is no case type {case}; one of {', '.join(titles())}")
    interview = load_interview(case)
    each_line(lambda row: story_of(text_of(row, "text"), interview, day_of(row, today)))


@app.command()
def train() -> None:
    """Train the classifiers from `nlu_data`; needs scikit-learn."""
    from bot.understanding.acts import NLU_DATA
    from bot.understanding.training import train_all

    for name, size in train_all(NLU_DATA, NLU_DATA / "models").items():
        typer.echo(f"{name}: {size} bytes")


@app.command()
def evaluate(
    rasa: Annotated[bool, typer.Option(help="Measure the server of make rasa anew.")] = False,
) -> None:
    """Measure all evaluation sets and write `nlu_data/evaluation/scores.md`."""
    from bot.understanding.scores import write_scores

    if rasa:
        _measure_rasa()
    typer.echo(write_scores())


def _measure_rasa() -> None:
    from bot.understanding.rasa_scores import RasaSilent, measure_rasa
    from lian.rasa import PROCESS

    try:
        process = int(PROCESS.read_text("utf-8")) if PROCESS.exists() else 0
        if not process:
            raise RasaSilent("no Rasa server runs here: start it with make rasa")
        measure_rasa(_rasa_client(), process, day_of({}))
    except (RasaSilent, OSError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None

"""The `lian` command: a table of subcommands, each imported only when it is called.

A subcommand is a module that holds a typer app called `app`; one that is not there is not listed.
"""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

import typer
from typer.core import TyperGroup

from infra.errors import InfraError

__all__ = ["COMMANDS", "app"]

# Name → module and the line `lian --help` shows.
COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("lian.serve", "Run everything on this machine: bot, backend and workers."),
    "bot": ("lian.bot", "Run the bot alone."),
    "backend": ("lian.backend", "Run the filing backend alone."),
    "worker": ("lian.worker", "Run the jobs of one queue."),
    "chat": ("lian.chat", "Talk with the bot in this terminal."),
    "migrate": ("lian.migrate", "Bring the database to its newest revision."),
    "backup": ("lian.backup", "Write or read back a backup."),
    "wechat": ("lian.wechat", "Set up the menu of the WeChat service account."),
    "telegram": ("lian.telegram", "Set up the commands and the webhook of the Telegram bot."),
    "staff": ("lian.staff", "Add, list and close accounts of the court's staff."),
    "check": ("lian.check", "Check interviews, forms, law and replies for mistakes."),
    "nlu": ("lian.nlu", "Train and measure the understanding of messages."),
    "rasa": ("lian.rasa", "Build, train and run the Rasa server of `LIAN_NLU=rasa`."),
    "law": ("lian.law", "Fees, identity numbers, courts and findings; the page for a lawyer."),
    "elements": ("lian.elements", "List the elements of a form and where they are asked."),
    "bench": ("lian.bench", "Measure turns, understanding and assembling on this machine."),
    "fonts": ("lian.fonts", "Fetch the typeface of the printed documents."),
}

_WRONG_USE = 2


def _exists(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


class LazyGroup(TyperGroup):
    """Finds a subcommand in COMMANDS and imports it then; `--help` imports none."""

    # Contexts and formatters are of the copy of click inside typer, which has no public name.

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for name, (module, _) in COMMANDS.items() if _exists(module)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = importlib.import_module(COMMANDS[cmd_name][0]).app
        # Shell completion belongs to `lian`, not to each subcommand.
        found._add_completion = False
        command: Any = typer.main.get_command(found)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except InfraError as error:
            typer.echo(f"lian: {error.detail or error.code}", err=True)
            raise SystemExit(_WRONG_USE) from None


app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="立案通: leads a litigant through filing a civil case, by chat.",
)


@app.callback()
def _lian() -> None:
    """立案通: leads a litigant through filing a civil case, by chat."""

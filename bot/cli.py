"""The commands of whoever hosts Attune: demo, setup, start, doctor, migrate, config, health, sync-profile."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

import typer

from bot import __version__
from bot.lines import line, tell
from bot.logs import set_up_logging

# What takes long to load is loaded by the command that needs it.

DEMO_PORT = 8765

app = typer.Typer(help=line("help.attune"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def main() -> None:
    """Run the command that was typed."""
    app(prog_name="attune")


@contextmanager
def refusing() -> Iterator[None]:
    """Print what is wrong with the settings, a sentence each, instead of starting."""
    from bot.settings import BadSettings

    try:
        yield
    except BadSettings as bad:
        for problem in bad.problems:
            print(line(problem.key.removeprefix("cli."), **dict(problem.values)), file=sys.stderr)
        raise typer.Exit(2) from None


def _version(wanted: bool) -> None:
    if wanted:
        print(f"attune {__version__}")
        raise typer.Exit


@app.callback()
def attune(
    version: Annotated[
        bool, typer.Option("--version", help=line("help.version"), callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command(help=line("help.demo"))
def demo(
    port: Annotated[int, typer.Option(help=line("help.port"))] = DEMO_PORT,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=line("help.browser"))] = True,
) -> None:
    from bot.app import until_signal
    from bot.demo import demo as run_demo

    set_up_logging("WARNING")
    with refusing():
        asyncio.run(until_signal(partial(run_demo, port, browser)))


@app.command(help=line("help.setup"))
def setup() -> None:
    from bot.setup import set_up

    set_up_logging("ERROR")
    with refusing():
        set_up()


@app.command(help=line("help.start"))
def start() -> None:
    from bot.app import run
    from bot.settings import read_settings

    with refusing():
        settings = read_settings(needs_token=True)
        set_up_logging(settings.log_level.upper())
        run(settings)


@app.command(help=line("help.doctor"))
def doctor() -> None:
    from bot.doctor import examine

    set_up_logging("CRITICAL")
    with refusing():
        fine = asyncio.run(examine())
    raise typer.Exit(0 if fine else 1)


@app.command(help=line("help.migrate"))
def migrate() -> None:
    from bot.settings import read_settings
    from bot.storage import bring_up_to_date

    set_up_logging("WARNING")
    with refusing():
        copy = bring_up_to_date(read_settings())
    tell("migrate.done")
    if copy is not None:
        tell("migrate.copy", path=str(copy))


@app.command(help=line("help.config"))
def config() -> None:
    from bot.settings import read_settings, shown

    with refusing():
        for name, value, origin in shown(read_settings()):
            print(f"{name:<17} {value:<45} {line(f'config.{origin}')}")


@app.command(help=line("help.health"))
def health() -> None:
    from bot.doctor import is_ready
    from bot.settings import read_settings

    with refusing():
        ready = is_ready(read_settings())
    tell("health.ready" if ready else "health.not_ready")
    raise typer.Exit(0 if ready else 1)


@app.command("sync-profile", help=line("help.sync_profile"))
def sync_profile() -> None:
    from bot.doctor import bring_profile_up_to_date
    from bot.settings import read_settings

    set_up_logging("ERROR")
    with refusing():
        changed = asyncio.run(bring_profile_up_to_date(read_settings(needs_token=True)))
    tell("profile.changed" if changed else "profile.same", count=changed)

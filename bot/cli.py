"""The commands of whoever hosts Attune, from demo and setup to backup and shutdown; and reword."""

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial

from bot import __version__
from bot.lines import host_language, line, tell
from bot.logs import set_up_logging
from bot.options import add_options
from bot.problems import BadSettings

# What takes long to load is loaded by the command that needs it.

FAILED, REFUSED = 1, 2  # what the program ends with where something is not as it should be


def main(typed: Sequence[str] | None = None) -> int:
    """Run the command that was typed; what the program ends with."""
    typed = sys.argv[1:] if typed is None else typed
    parser = _parser(typed)
    options = vars(parser.parse_args(typed))
    run: Callable[..., int] | None = options.pop("run", None)
    if run is None:
        parser.print_help()
        return REFUSED
    return _refusing(partial(run, **options))


def _parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    """What may be typed; the options of what takes long to load only where they are."""
    parser = argparse.ArgumentParser("attune", description=line("help.attune"), allow_abbrev=False)
    parser.add_argument(
        "--version", action="version", version=f"attune {__version__}", help=line("help.version")
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    for name, run in COMMANDS.items():
        about = line(f"help.{name.replace('-', '_')}")
        command = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        command.set_defaults(run=run)
        add_options(command, name, typed)
    return parser


def _refusing(run: Callable[[], int]) -> int:
    """Print what is wrong with the settings, a sentence each, instead of starting."""
    try:
        return run()
    except BadSettings as bad:
        for problem in bad.problems:
            print(line(problem.key.removeprefix("cli."), **dict(problem.values)), file=sys.stderr)
        return REFUSED
    except (EOFError, KeyboardInterrupt):  # whoever was asked went away
        print()
        return FAILED


def demo(port: int, browser: bool) -> int:
    import asyncio

    from bot.app import until_signal
    from bot.demo import demo as run_demo

    set_up_logging("WARNING")
    asyncio.run(until_signal(partial(run_demo, port, browser)))
    return 0


def playground(**options: object) -> int:
    from bot.playground.alone import run

    set_up_logging("WARNING")
    return run(line, **options)  # type: ignore[arg-type]


def reword(text: str | None, jsonl: bool, assist: bool) -> int:
    from bot.reword import reword_draft, reword_lines

    if jsonl == (text is not None):  # one of the two
        tell("rewording.how")
        return REFUSED
    if text is not None:
        reword_draft(text, host_language())
    else:
        reword_lines(assist)
    return 0


def setup() -> int:
    from bot.setup import set_up

    set_up_logging("ERROR")
    set_up()
    return 0


def start() -> int:
    from bot.app import run
    from bot.settings import read_settings

    settings = read_settings(needs_token=True)
    set_up_logging(settings.log_level.upper(), settings.log_format)
    run(settings)
    return 0


def doctor() -> int:
    import asyncio

    from bot.doctor import examine

    set_up_logging("CRITICAL")
    return 0 if asyncio.run(examine()) else FAILED


def migrate() -> int:
    from bot.settings import read_settings
    from bot.storage import bring_up_to_date

    set_up_logging("WARNING")
    copy = bring_up_to_date(read_settings())
    tell("migrate.done")
    if copy is not None:
        tell("migrate.copy", path=str(copy))
    return 0


def backup(file: str) -> int:
    from pathlib import Path

    from bot.backup import back_up

    set_up_logging("ERROR")
    back_up(Path(file))
    return 0


def restore(file: str) -> int:
    from pathlib import Path

    from bot import backup as copies

    set_up_logging("ERROR")
    copies.restore(Path(file))
    return 0


def keys(action: str, finish: bool) -> int:
    from bot import keys as master

    set_up_logging("WARNING")
    match action, finish:
        case "check", False:
            return 0 if master.check() else FAILED
        case "rotate", False:
            master.rotate()
        case "rotate", True:
            master.finish()
        case _:
            tell("keys.how")
            return REFUSED
    return 0


def notice(kind: str, file: str, yes: bool) -> int:
    from pathlib import Path

    from bot.notices import tell_of_breach

    set_up_logging("WARNING")
    return 0 if tell_of_breach(Path(file), yes) else FAILED


def shutdown(erase: bool, span: str | None, yes: bool) -> int:
    from bot.ending import announce, end, span_of

    set_up_logging("WARNING")
    try:
        days = span_of(span) if span is not None else None
    except ValueError:
        erase = False
    if not erase:
        tell("shutdown.how")
        return REFUSED
    return 0 if (end(yes) if days is None else announce(days, yes)) else FAILED


def content(action: str) -> int:
    from datetime import UTC, datetime

    from bot.content_check import check_content
    from bot.settings import read_settings

    return 0 if check_content(datetime.now(UTC).date(), read_settings().helplines_file) else FAILED


def config() -> int:
    from bot.settings import read_settings, shown

    for name, value, origin in shown(read_settings()):
        print(f"{name:<17} {value:<45} {line(f'config.{origin}')}")
    return 0


def health() -> int:
    from bot.doctor import is_ready
    from bot.settings import read_settings

    ready = is_ready(read_settings())
    tell("health.ready" if ready else "health.not_ready")
    return 0 if ready else FAILED


def sync_profile() -> int:
    import asyncio

    from bot.doctor import bring_profile_up_to_date
    from bot.settings import read_settings

    set_up_logging("ERROR")
    changed = asyncio.run(bring_profile_up_to_date(read_settings(needs_token=True)))
    tell("sync_profile.changed" if changed else "sync_profile.same", count=changed)
    return 0


COMMANDS: dict[str, Callable[..., int]] = {
    "demo": demo,
    "playground": playground,
    "reword": reword,
    "setup": setup,
    "start": start,
    "doctor": doctor,
    "migrate": migrate,
    "backup": backup,
    "restore": restore,
    "keys": keys,
    "notice": notice,
    "shutdown": shutdown,
    "content": content,
    "config": config,
    "health": health,
    "sync-profile": sync_profile,
}

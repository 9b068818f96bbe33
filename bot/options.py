"""What may follow each command of the command line."""

import argparse
from collections.abc import Sequence

from bot.lines import line

DEMO_PORT = 8765


def add_options(command: argparse.ArgumentParser, name: str, typed: Sequence[str]) -> None:
    """The options of a command; those of what takes long to load only where it was typed."""
    match name:
        case "demo":
            command.add_argument("--port", type=int, default=DEMO_PORT, help=line("help.port"))
            command.add_argument(
                "--browser", action=argparse.BooleanOptionalAction, default=True, help=line("help.browser")
            )
        case "reword":
            command.add_argument("text", nargs="?", help=line("help.reword_text"))
            command.add_argument("--jsonl", action="store_true", help=line("help.reword_jsonl"))
            command.add_argument("--assist", action="store_true", help=line("help.reword_assist"))
        case "backup" | "restore":
            command.add_argument("file", help=line(f"help.{name}_file"))
        case "keys":
            command.add_argument("action", choices=("check", "rotate"), help=line("help.keys_action"))
            command.add_argument("--finish", action="store_true", help=line("help.keys_finish"))
        case "content":
            command.add_argument("action", choices=("check",), help=line("help.content_action"))
        case "notice":
            command.add_argument("kind", choices=("breach",), help=line("help.notice_kind"))
            command.add_argument("file", nargs="?", default="breach.toml", help=line("help.notice_file"))
            command.add_argument("--yes", action="store_true", help=line("help.yes"))
        case "shutdown":
            command.add_argument("--erase", action="store_true", help=line("help.shutdown_erase"))
            command.add_argument("--in", dest="span", metavar="14d", help=line("help.shutdown_in"))
            command.add_argument("--yes", action="store_true", help=line("help.yes"))
        case "playground" if name in typed:
            from bot.playground.alone import add_options as add_those_of_playground

            add_those_of_playground(command, line)

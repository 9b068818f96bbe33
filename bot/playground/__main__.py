"""`python -m bot.playground`: the playground by itself, as `attune playground`, without anything of Attune."""

import argparse
import os
import sys
import tomllib
from functools import cache
from pathlib import Path

from .alone import add_options, run

# The words are those of the command line; they are read as text, so that nothing of Attune is loaded.
WORDS = Path(__file__).parents[2] / "conversations" / "content"


@cache
def _words() -> dict[str, dict[str, str]]:
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    language = "ja" if named.lower().startswith("ja") else "en"
    return tomllib.loads((WORDS / language / "cli.toml").read_text(encoding="utf-8"))


def line(key: str, **values: object) -> str:
    """A line of `cli.toml`, in the language of this computer."""
    table, _, name = key.partition(".")
    return _words()[table][name].format_map(values)


def main() -> int:
    parser = argparse.ArgumentParser(
        "python -m bot.playground", description=line("help.playground"), allow_abbrev=False
    )
    add_options(parser, line)
    return run(line, **vars(parser.parse_args()))


if __name__ == "__main__":
    sys.exit(main())

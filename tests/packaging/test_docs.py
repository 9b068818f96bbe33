"""What is written for people who open the project holds: links lead somewhere, commands exist, settings are named."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.cli import COMMANDS as OF_THE_HOST
from bot.settings import Settings
from conversations.flows import COMMANDS as OF_THE_CHAT

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("bot/**/*.md"),
        *ROOT.glob("benchmarks/*.md"),
    )
    if ".venv" not in path.parts
)
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
OF_RUN = {"test", "check", "faults", "bench", "lock"}
NO_COMMAND = {
    "/healthz",
    "/readyz",
    "/metrics",
    "/telegram",
    "/revoke",
}  # paths of ours, and a word for @BotFather
READMES = ("README.md", "README.ja.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def headings(page: Path) -> set[str]:
    """The anchors of a page, as forges make them."""
    lines = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def broken_links(page: Path) -> list[str]:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = (page.parent / unquote(target)).resolve() if target else page
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in headings(there)):
            broken.append(link)
    return broken


def unknown_commands(text: str) -> list[str]:
    """Of `python3 run.py …` and `attune …`, in code: the words that are none of theirs."""
    typed = re.findall(r"(?:run\.py|`attune|python -m bot)(?: +([a-z][a-z-]+))", text)
    return [word for word in typed if word not in OF_THE_HOST.keys() | OF_RUN]


def unknown_chat_commands(text: str) -> list[str]:
    typed = re.findall(r"`(/[a-z_]+)`", text)
    return [word for word in typed if word[1:] not in OF_THE_CHAT.keys() and word not in NO_COMMAND]


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    assert broken_links(ROOT / name) == []


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# There it is\n")
    page = tmp_path / "a.md"
    page.write_text("[a](b.md#there-it-is) [b](c.md) [c](b.md#nowhere) [d](#a) [e](https://example.org)\n")
    assert broken_links(page) == ["c.md", "b.md#nowhere", "#a"]


@pytest.mark.parametrize("name", NAMES)
def test_every_command_of_the_host_exists(name: str) -> None:
    assert unknown_commands(text_of(name)) == []


@pytest.mark.parametrize("name", [*READMES, "PRIVACY.md", "docs/safety.md", "docs/operations.md"])
def test_every_command_of_the_chat_exists(name: str) -> None:
    assert unknown_chat_commands(text_of(name)) == []


def test_what_does_not_exist_would_be_found() -> None:
    assert unknown_commands("`python3 run.py backup x`, `python3 run.py bakcup`") == ["bakcup"]
    assert unknown_chat_commands("`/need` and `/needs`") == ["/needs"]


def test_every_setting_that_a_page_names_is_one() -> None:
    known = {name.upper() for name in Settings.model_fields}
    ours = re.compile(
        rf"`((?:{'|'.join(sorted({name.split('_')[0] for name in known}))})_[A-Z_]+)(?:=[^`]*)?`"
    )
    named = {found.removesuffix("_FILE") if found not in known else found
             for name in NAMES for found in ours.findall(text_of(name))}  # fmt: skip
    assert named - known == set()
    assert len(named) >= 15


def test_both_readmes_say_the_same_commands() -> None:
    english, japanese = (
        set(re.findall(r"`(/[a-z_]+)`|^(python3 run\.py ?[a-z]*)", text_of(one), re.M)) for one in READMES
    )
    assert english == japanese


@pytest.mark.parametrize(("name", "language"), [("README.md", "en"), ("README.ja.md", "ja")])
def test_the_buttons_that_a_readme_names_are_called_so(name: str, language: str) -> None:
    lobby = text_of(f"conversations/content/{language}/lobby.toml")
    page = text_of(f"bot/playground/static/words/{language}.js")
    button, couple = re.search(r'^button = "(.+)"', lobby, re.M), re.search(r'couple: "(.+)"', page)
    assert button and couple
    assert button[1] in text_of(name) and f"`{couple[1]}`" in text_of(name)

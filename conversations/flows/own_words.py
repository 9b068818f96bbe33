"""Lines of a profile in one's own words: the home one grew up in, what helps, what easily sets one off."""

from collections.abc import Generator, Mapping
from typing import Any

from conversations.dialogue.outcomes import Begin
from conversations.dialogue.outcomes.profile import DropWords, KeepWords
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import Chip, Choose, ChooseOrWrite, Chosen, Flow, Here, Step, Wrote
from conversations.flows.profile_lines import HELPS, HOME, SET_OFF, name_of, own_lines

LIMIT = 160
FORGET = "forget"


def own_words(here: Here) -> Flow:
    """Which line, and what it says now. Private unless it is shared afterwards, line by line."""
    words = dict(here.profile.words)
    line = yield from _choose_line(words)
    if line is None:
        return [Begin("profile")]
    shown = next((one.what for one in own_lines(here.profile) if one.line == line), None)
    answer: Chosen | Wrote = yield _question(line, shown)
    match answer:
        case Chosen(id) if id == FORGET:
            return [DropWords(line), Begin("own_words")]
        case Chosen(id):
            return [KeepWords(line, say(f"own_words.{line}.said.{id}")), Begin("own_words")]
        case Wrote(told):
            return [KeepWords(line, told), Begin("own_words")]


def _choose_line(words: Mapping[str, Value]) -> Generator[Step, Any, str | None]:
    """Those that hold something are marked. A new line of what sets one off stands in the first free place."""
    told = [line for line in SET_OFF if line in words]
    free = next((line for line in SET_OFF if line not in words), None)
    offered = [*HOME, *HELPS, *told]
    chips = tuple(Chip(line, name_of(line)) for line in offered)
    only = ("add", "enough") if free else ("enough",)
    chosen = yield Choose("own_words.which", chips=chips, only=only, marked=frozenset(words))
    if chosen == "enough":
        return None
    return free if chosen == "add" else chosen


def _question(line: str, shown: Value) -> ChooseOrWrite:
    """Its chips, if it has any, or words; and a way to take out what stands there."""
    key = "own_words.set_off" if line in SET_OFF else f"own_words.{line}"
    out = (Chip(FORGET, say("own_words.button.forget")),) if shown is not None else ()
    return ChooseOrWrite(key, preview=shown, last=out, limit=LIMIT)

"""Which lines of a profile the other one may read: one by one, after seeing them as they will be read."""

from collections.abc import Generator
from typing import Any

from conversations.dialogue.outcomes import Begin, Outcome
from conversations.dialogue.outcomes.profile import ShareLine, TakeBackLine
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.profile_known import ProfileLine
from conversations.dialogue.steps import Chip, Choose, Flow, Here, Step, with_values
from conversations.flows.preview import as_read
from conversations.flows.profile_lines import in_order, name_of, own_lines
from conversations.flows.tense import NOT_SAFE, UNSAFE


def eyes(here: Here) -> Flow:
    """Nothing is shared before its author has seen it; taken back, it is gone, and nobody is told."""
    now = {one.line: one for one in own_lines(here.profile)} if here.paired else {}
    shared = {one.line: one for one in here.profile.shared}
    lines = in_order(tuple({**now, **shared}.values()))
    chips = tuple(Chip(one.line, name_of(one.line)) for one in lines)
    chosen = yield Choose("eyes.which", chips=chips, last=(UNSAFE,), marked=frozenset(shared))
    match chosen:
        case UNSAFE.id:
            return NOT_SAFE
        case "enough":
            return [Begin("profile")]
        case line:
            done = yield from _one(now.get(line), shared.get(line), here)
            return [*done, Begin("eyes")]


def _one(
    now: ProfileLine | None, shared: ProfileLine | None, here: Here
) -> Generator[Step, Any, list[Outcome]]:
    """One line: as it stands now, and as it is read now, where that is something else."""
    match (yield _asked(now, shared, here)):
        case "send" if now is not None:
            return [ShareLine(now)]
        case "take_back" if shared is not None:
            return [TakeBackLine(shared.line)]
        case _:
            return []


def _asked(now: ProfileLine | None, shared: ProfileLine | None, here: Here) -> Choose:
    told = with_values(partner=here.partner)
    if shared is None:
        return Choose("eyes.private", told, _as_read(now, here))
    if now is None or now.what == shared.what:
        return Choose("eyes.shared", preview=_as_read(shared, here))
    old = say("eyes.reads", partner=here.partner, line=_as_read(shared, here))
    new = say("eyes.would", partner=here.partner, line=_as_read(now, here))
    return Choose("eyes.changed", told, paragraphs(old, new))


def _as_read(line: ProfileLine | None, here: Here) -> Value:
    return as_read(say("profile.line", line=line.what), here) if line is not None else None

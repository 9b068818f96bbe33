"""After the talk: two lines from each, and one idea each where both want it."""

from conversations.dialogue.here import FloorSeen
from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.floors import CloseTurns, GiveIdea, last_lines
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Choose, Flow, Here, Write


def close_turns(seen: FloorSeen, here: Here) -> Flow:
    """One thing understood better, one to agree with or do. They go out when both have theirs."""
    while True:
        understood = yield Write("floor.understood", optional=True)
        agreed = yield Write("floor.agreed", optional=True)
        if not understood and not agreed:
            return [Show(say("floor.nothing.text"))]
        shown = last_lines(here.me, understood, agreed)
        match (yield Choose("floor.ready", preview=shown)):
            case "send":
                return [CloseTurns(seen.id, understood, agreed)]
            case "drop":
                return [Show(say("floor.nothing.text"))]


def give_idea(seen: FloorSeen) -> Flow:
    """One line. The other reads it once both are there."""
    words: str = yield Write("floor.idea", limit=120)
    if (yield Choose("floor.idea_ready", preview=say("floor.quote", words=words))) == "send":
        return [GiveIdea(seen.id, words)]
    return [Show(say("floor.nothing.text"))]

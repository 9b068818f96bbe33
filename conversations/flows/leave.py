"""/leave: alone and at once."""

from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.people import Leave
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Choose, Flow, Here, with_values


def leave(here: Here) -> Flow:
    """Leaving works alone and at once; what the other may notice is said before."""
    if not here.paired:
        return [Show(say("leave.alone.text"))]
    if (yield Choose("leave.sure", with_values(partner=here.partner))) == "leave":
        return [Leave(), Show(say("leave.done.text"))]
    return [Show(say("leave.stayed.text"))]

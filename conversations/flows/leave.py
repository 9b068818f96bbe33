"""/leave: alone and at once, quietly or with a line that Attune passes on."""

from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.pairing import Withdraw
from conversations.dialogue.outcomes.people import Leave
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Choose, Flow, Here, with_values
from conversations.flows.preview import as_read


def leave(here: Here) -> Flow:
    """Leaving works alone and at once; what the other may notice is said before."""
    if not here.paired and not here.apart:
        return [Withdraw(), Show(say("leave.alone.text"))]
    only = ("leave", "tell", "stay") if here.paired else ("leave", "stay")
    partner = with_values(partner=here.partner or say("welcome.your_partner"))
    how = yield Choose("leave.sure", partner, only=only)
    if how == "tell":
        line = say("leave.told", me=here.me)
        how = yield Choose("leave.tell", partner, preview=as_read(line, here))
        if how == "send":
            return [Leave(line), Show(say("leave.done.text"))]
    if how == "leave":
        return [Leave(), Show(say("leave.done.text"))]
    return [Show(say("leave.stayed.text"))]

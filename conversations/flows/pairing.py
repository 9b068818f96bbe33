"""Inviting one's partner, and giving a couple a chat they share."""

from conversations.dialogue.outcomes import Show, Toast
from conversations.dialogue.outcomes.pairing import CancelInvite, Connect, MakeInvite, TakeChat, TurnAway
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Flow, Here


def invite(here: Here) -> Flow:
    """A link for the partner; `cancel` takes it back."""
    yield from ()
    if here.paired:
        return [Show(say("invite.paired.text"))]
    if here.args == ("cancel",):
        return [CancelInvite(), Show(say("invite.cancelled.text"))]
    return [MakeInvite()]


def joined(here: Here) -> Flow:
    """Somebody said yes to a link: whoever gave it out says whether it is their partner (T-7)."""
    yield from ()
    match here.args:
        case (guest, "yes"):
            return [Connect(guest)]
        case (guest, "no"):
            return [TurnAway(guest)]
        case _:
            return [Toast(say("dialogue.moved_on"))]


def link(here: Here) -> Flow:
    """The other one confirms that a group may be the shared chat."""
    yield from ()
    return [TakeChat(here.args[0])] if here.args else [Show(say("invite.how_to_link.text"))]

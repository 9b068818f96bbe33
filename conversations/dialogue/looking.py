"""Reads what a conversation needs to know of the world, as plain values, at the beginning of the turn."""

from typing import Any

from conversations.dialogue.here import Here
from conversations.dialogue.looks import LOOKS
from conversations.dialogue.taking import Args, Turn
from conversations.records.couples import ChatState
from conversations.records.partners import Consent


def look(turn: Turn, flow: str, args: Args, words: str) -> Here:
    """What the flow may know when it starts; read once in a turn, as long as nothing was carried out."""
    if (flow, args, words) not in turn.seen:
        turn.seen[flow, args, words] = _read(turn, flow, args, words)
    here: Here = turn.seen[flow, args, words]
    return here


def _read(turn: Turn, flow: str, args: Args, words: str) -> Here:
    known: dict[str, Any] = {
        "me": turn.my_name,
        "language": turn.me.language,
        "zone": turn.me.zone or "UTC",
        "partner": turn.partner_name,
        "partner_language": turn.partner.language if turn.partner else "",
        "paired": turn.partner is not None,
        "apart": turn.me.apart_since is not None,
        "consented": turn.me.consent != Consent.NONE,
        "shared_chat": turn.couple is not None and turn.couple.chat_state == ChatState.FINE,
        "operator": turn.desk.operator,
        "args": args,
        "words": words,
    }
    for load in LOOKS.get(flow, ()):
        known |= load(turn, args)
    return Here(**known)

"""One conversation per file, each a page of plain Python."""

from conversations.flows import answer, need, pairing, welcome
from conversations.flows.registry import Entry, Wants

__all__ = ["COMMANDS", "FLOWS", "Entry", "Wants"]

FLOWS: dict[str, Entry] = {
    "welcome": Entry(welcome.welcome),
    "arrival": Entry(welcome.arrival),
    "invite": Entry(pairing.invite, Wants.CONSENT),
    "link": Entry(pairing.link, Wants.PARTNER),
    "need": Entry(need.need, Wants.PARTNER),
    "answer": Entry(answer.answer, Wants.PARTNER),
    "asked": Entry(answer.asked, Wants.PARTNER),
}

# What is typed -> the conversation it starts. The menu lists the first ten (flows.md, conventions).
COMMANDS: dict[str, str] = {
    "start": "welcome",
    "invite": "invite",
    "link": "link",
    "need": "need",
}

"""One conversation per file, each a page of plain Python."""

from conversations.flows import answer, menu, need, pairing, settings, support, welcome
from conversations.flows.registry import Entry, Wants

__all__ = ["COMMANDS", "FLOWS", "Entry", "Wants"]

FLOWS: dict[str, Entry] = {
    "welcome": Entry(welcome.welcome),
    "arrival": Entry(welcome.arrival),
    "menu": Entry(menu.menu),
    "stray": Entry(menu.stray, Wants.CONSENT),
    "support": Entry(support.support),
    "settings": Entry(settings.settings),
    "set": Entry(settings.change, Wants.CONSENT),
    "leave": Entry(settings.leave, Wants.CONSENT),
    "privacy": Entry(settings.privacy),
    "delete": Entry(settings.delete, Wants.CONSENT),
    "invite": Entry(pairing.invite, Wants.CONSENT),
    "link": Entry(pairing.link, Wants.PARTNER),
    "need": Entry(need.need, Wants.PARTNER),
    "answer": Entry(answer.answer, Wants.PARTNER),
    "asked": Entry(answer.asked, Wants.PARTNER),
}

# What is typed -> the conversation it starts. The menu lists the first ten (flows.md, conventions).
COMMANDS: dict[str, str] = {
    "start": "welcome",
    "menu": "menu",
    "help": "menu",
    "settings": "settings",
    "privacy": "privacy",
    "support": "support",
    "leave": "leave",
    "invite": "invite",
    "link": "link",
    "need": "need",
}

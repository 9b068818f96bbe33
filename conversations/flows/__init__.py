"""One conversation per file, each a page of plain Python."""

from conversations.flows import (
    answer,
    checkin,
    coach,
    hear,
    menu,
    need,
    pairing,
    pause,
    reword,
    settings,
    support,
    tense,
    welcome,
)
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
    "reword": Entry(reword.reword, Wants.CONSENT),
    "hear": Entry(hear.hear, Wants.CONSENT),
    "held": Entry(reword.held, Wants.CONSENT),
    "answer": Entry(answer.answer, Wants.PARTNER),
    "asked": Entry(answer.asked, Wants.PARTNER),
    "tense": Entry(tense.tense, Wants.CONSENT),
    "beside": Entry(tense.beside, Wants.PARTNER),
    "coach": Entry(coach.coach, Wants.CONSENT),
    "pause": Entry(pause.pause, Wants.PARTNER),
    "back": Entry(pause.back, Wants.PARTNER),
    "breathe": Entry(pause.breathe, Wants.CONSENT),
    "idea": Entry(pause.idea, Wants.CONSENT),
    "today": Entry(checkin.today, Wants.PARTNER),
    "checkin": Entry(checkin.checkin, Wants.PARTNER),
    "respond": Entry(checkin.respond, Wants.PARTNER),
    "add_line": Entry(checkin.add_line, Wants.PARTNER),
    "alone": Entry(checkin.alone, Wants.PARTNER),
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
    "help_me_say_this": "reword",
    "help_me_hear_this": "hear",
    "tense": "tense",
    "pause": "pause",
    "coach": "coach",
    "today": "today",
}

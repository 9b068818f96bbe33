"""What a person deletes, and how long they keep things: it is said first what goes, and what the other notices."""

from conversations.dialogue.outcomes import Begin, Show
from conversations.dialogue.outcomes.people import (
    ClearHistory,
    DeleteEverything,
    DeletePrivate,
    KeepFor,
    TakeBackShared,
)
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import Choose, Flow, Here, with_values
from conversations.flows.preview import as_read

DAYS = {"until": None, "year": 365, "quarter": 90, "month": 30}
OUTCOMES = {
    "private": DeletePrivate(),
    "shared": TakeBackShared(),
    "history": ClearHistory(),
    "everything": DeleteEverything(),
}


def delete(here: Here) -> Flow:
    """Two taps, no trap: what to delete, and yes."""
    what = yield Choose("delete.what")
    if (yield _sure(what, here)) != "yes":
        return [Show(say("delete.kept.text"))]
    return [OUTCOMES[what]]


def _sure(what: str, here: Here) -> Choose:
    """What goes, what stays, and who reads what of it."""
    if what == "history" and not here.paired:
        return Choose("delete.history_alone")
    if what == "history":
        return Choose(
            "delete.history", with_values(partner=here.partner), as_read(say("delete.history_told"), here)
        )
    return Choose(f"delete.{what}", with_values(partner=_partner(here)))


def _partner(here: Here) -> Value:
    return here.partner or say("welcome.your_partner")


def keep_for(here: Here) -> Flow:
    """How long my check-ins and cards are kept. What is older goes at once: so that is asked twice."""
    now = next(name for name, days in DAYS.items() if days == here.keeps_days)
    chosen = yield Choose("delete.keep_for", marked=frozenset({now}))
    days = DAYS[chosen]
    if days is not None and chosen != now:
        if (yield Choose("delete.keep_for_sure", with_values(days=days, partner=_partner(here)))) != "yes":
            return [Begin("privacy", ("how_long",))]
    return [KeepFor(days), Begin("privacy", ("how_long",))]

"""/export: a copy of what is kept, for the person themselves, after a word about who can read it."""

from conversations.dialogue.outcomes.export import PARTS, SendCopy
from conversations.dialogue.steps import Choose, Flow, Here

FOR_A_COUNSELLOR = ("checkins", "cards", "tension", "loop")  # what is on at first; own words alone
THEIRS, DONE = "theirs", "done"
DAYS = {"month": 30, "quarter": 90, "all": None}


def export(here: Here) -> Flow:
    """Nothing is put together before the person has read that anyone with the file can read it (flows.md 9.11)."""
    if (yield Choose("export.warning")) == "all":
        return [SendCopy()]
    chosen: tuple[str, ...] = FOR_A_COUNSELLOR
    while (option := (yield _ask(chosen, here))) != DONE:
        chosen = tuple(one for one in chosen if one != option) if option in chosen else (*chosen, option)
    days = DAYS[(yield Choose("export.since"))]
    parts = tuple(part for part in PARTS if part in chosen)
    return [SendCopy(parts, days, THEIRS in chosen)]


def _ask(chosen: tuple[str, ...], here: Here) -> Choose:
    """Each tap turns a part on or off; with none there is nothing to go on with."""
    done = (DONE,) if any(part in PARTS for part in chosen) else ()
    theirs = (THEIRS,) if here.paired or THEIRS in chosen else ()
    return Choose("export.parts", only=(*PARTS, *theirs, *done), marked=frozenset(chosen))

"""/settings: everything on one screen, each thing changed where it stands; and the ways out."""

from datetime import time

from conversations.dialogue.here import SettingsSeen
from conversations.dialogue.outcomes import Begin, Button, Rows, Show, rows
from conversations.dialogue.outcomes.people import (
    AskAt,
    DeleteEverything,
    DeletePrivate,
    KeepQuiet,
    Leave,
    LiveIn,
    Rest,
    Speak,
    WakeUp,
)
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import (
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    ReadTime,
    Wrote,
    with_values,
)
from conversations.flows.welcome import EVENING, MORNING
from conversations.flows.zone import choose_hour, choose_zone


def settings(here: Here) -> Flow:
    """What is set, and buttons that change it."""
    yield from ()
    seen = here.settings
    if seen is None:
        return [Begin("welcome")]
    key = "settings.seen.resting" if seen.resting else "settings.seen.text"
    shown = say(
        key, city=seen.city, hour=_hour(seen), quiet=f"{seen.quiet_from:%H:%M}–{seen.quiet_until:%H:%M}"
    )
    return [Show(shown, _buttons(seen, here))]


def _hour(seen: SettingsSeen) -> Value:
    return f"{seen.checkin_at:%H:%M}" if seen.checkin_at else say("settings.no_hour")


def _buttons(seen: SettingsSeen, here: Here) -> Rows:
    names = ["language", "zone", "hour", "quiet", "wake" if seen.resting else "rest", "privacy"]
    small = [
        Button(say(f"settings.button.{name}"), "privacy" if name == "privacy" else f"set {name}")
        for name in names
    ]
    leave = [Button(say("settings.button.leave"), "leave")] if here.paired else []
    return (*rows(*small, wide=2), *rows(*leave))


def change(here: Here) -> Flow:
    """Change one thing, then show the screen again."""
    match here.args:
        case ("language",):
            language = yield Choose("settings.language", table="welcome.language.options")
            return [Speak(language), Begin("settings")]
        case ("zone",):
            home = yield from choose_zone(here)
            return [LiveIn(home.zone), Begin("settings")]
        case ("hour",):
            return (yield from _change_hour())
        case ("quiet",):
            return (yield from _change_quiet())
        case ("rest",):
            return [Rest(), Show(say("settings.resting.text"))]
        case ("wake",):
            return [WakeUp(), Begin("settings")]
        case _:
            return [Begin("settings")]


def _change_hour() -> Flow:
    hour = yield from choose_hour("settings.hour", EVENING, MORNING)
    return [AskAt(time.fromisoformat(hour)), Begin("settings")]


def _change_quiet() -> Flow:
    """Two times: from, until."""
    key = "settings.quiet"
    while True:
        match (yield ChooseOrWrite(key)):
            case Chosen(hours):
                begin, end = hours.split("_")
                return [KeepQuiet(time(int(begin)), time(int(end))), Begin("settings")]
            case Wrote(words):
                first, _, second = (
                    words.replace("〜", "-").replace("–", "-").replace("～", "-").partition("-")
                )
                begin, end = (yield ReadTime(first)), (yield ReadTime(second))
                if begin and end:
                    return [KeepQuiet(time.fromisoformat(begin), time.fromisoformat(end)), Begin("settings")]
                key = "settings.quiet_typed"


def leave(here: Here) -> Flow:
    """Leaving works alone and at once; what the other may notice is said before."""
    if not here.paired:
        return [Show(say("leave.alone.text"))]
    if (yield Choose("leave.sure", with_values(partner=here.partner))) == "leave":
        return [Leave(), Show(say("leave.done.text"))]
    return [Show(say("leave.stayed.text"))]


def privacy(here: Here) -> Flow:
    """What is kept, live; how long; and the door to deleting it."""
    yield from ()
    kept = here.stored
    operator = here.operator or say("welcome.host")
    counts = (
        say("privacy.nothing")
        if kept is None
        else say(
            "privacy.counts",
            checkins=kept.checkins,
            cards=kept.cards,
            drafts=kept.drafts,
            shared=kept.shared_cards,
        )
    )
    if here.args == ("how_long",):
        return [Show(say("privacy.how_long.text"), rows(Button(say("privacy.button.back"), "privacy")))]
    buttons = [Button(say("privacy.button.how_long"), "privacy how_long")]
    if kept is not None:
        buttons.append(Button(say("privacy.button.delete"), "delete"))
    return [Show(say("privacy.seen.text", counts=counts, operator=operator), rows(*buttons))]


def delete(here: Here) -> Flow:
    """Two taps, no trap: what to delete, and yes."""
    what = yield Choose("delete.what")
    if (yield Choose(f"delete.{what}")) != "yes":
        return [Show(say("delete.kept.text"))]
    if what == "private":
        return [DeletePrivate(), Show(say("delete.private_done.text"))]
    return [DeleteEverything()]

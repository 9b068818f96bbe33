"""/settings: everything on one screen, each thing changed where it stands."""

import re
from datetime import time

from conversations.dialogue.here import ModelSeen, SettingsSeen
from conversations.dialogue.outcomes import Begin, Button, Rows, Show, rows
from conversations.dialogue.outcomes.drafts import NotFine
from conversations.dialogue.outcomes.people import (
    AskAt,
    AskWeekly,
    BeDiscreet,
    KeepQuiet,
    Lend,
    LiveIn,
    Rest,
    Speak,
    WakeUp,
)
from conversations.dialogue.outcomes.pulse import LookWeekly
from conversations.dialogue.phrases import Value, lines, say
from conversations.dialogue.steps import (
    Chip,
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
    look = None if seen.weekly_look or not here.paired else say("settings.look_off")
    previews = say("settings.discreet_on") if seen.discreet else None
    return [
        Show(
            lines(shown, _helper(here), _rhythm(seen, here), _weekly(seen, here), look, previews),
            _buttons(seen, here),
        )
    ]


def _hour(seen: SettingsSeen) -> Value:
    return f"{seen.checkin_at:%H:%M}" if seen.checkin_at else say("settings.no_hour")


def _helper(here: Here) -> Value:
    """Whether a model helps; nothing where the host has none, or this person has not said yes."""
    if here.model is None or not here.model.mine:
        return None
    if here.model.on:
        return say("settings.model_on", host=here.model.host)
    return say("settings.model_waits", host=here.model.host, partner=here.partner)


def _rhythm(seen: SettingsSeen, here: Here) -> Value:
    """On which days it comes, where that is not every day."""
    if not here.paired or seen.checkin_at is None or seen.rhythm == "daily":
        return None
    return say("settings.rhythm", days=say(f"rhythm.said.{seen.rhythm}"))


def _weekly(seen: SettingsSeen, here: Here) -> Value:
    """Whether Monday's check-in asks for the week; nothing where this person has not turned it on."""
    if not (here.paired and seen.weekly):
        return None
    if seen.weekly_on:
        return say("settings.weekly_on")
    return say("settings.weekly_waits", partner=here.partner)


def _buttons(seen: SettingsSeen, here: Here) -> Rows:
    names = ["language", "zone", "hour", "quiet", "wake" if seen.resting else "rest", "privacy"]
    small = [
        Button(say(f"settings.button.{name}"), "privacy" if name == "privacy" else f"set {name}")
        for name in names
    ]
    leave = [Button(say("settings.button.leave"), "leave")] if here.paired else []
    model = [_model_button(here.model)] if here.model is not None else []
    fine = [Button(say("settings.button.fine_words"), "set fine_words")] if here.fine_words else []
    often = [Button(say("settings.button.often"), "rhythm")] if here.paired and seen.checkin_at else []
    weekly = [_weekly_button(seen), _look_button(seen)] if here.paired else []
    seldom = (*fine, *often, *weekly, _discreet_button(seen), *model, *leave)
    return (*rows(*small, wide=2), *rows(*seldom))


def _model_button(model: ModelSeen) -> Button:
    """Off until a question was answered; off again with one press."""
    if model.mine:
        return Button(say("settings.button.model_off"), "set model_off")
    return Button(say("settings.button.model"), "set model")


def _weekly_button(seen: SettingsSeen) -> Button:
    if seen.weekly:
        return Button(say("settings.button.weekly_off"), "set weekly_off")
    return Button(say("settings.button.weekly"), "set weekly")


def _look_button(seen: SettingsSeen) -> Button:
    if seen.weekly_look:
        return Button(say("settings.button.look_off"), "set look_off")
    return Button(say("settings.button.look"), "set look")


def _discreet_button(seen: SettingsSeen) -> Button:
    if seen.discreet:
        return Button(say("settings.button.discreet_off"), "set discreet_off")
    return Button(say("settings.button.discreet"), "set discreet")


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
        case ("fine_words",) if here.fine_words:
            words = tuple(Chip(str(id), say("reword.word", word=word)) for id, word in here.fine_words)
            return [NotFine(int((yield Choose("settings.fine_words", chips=words)))), Begin("settings")]
        case ("rest",):
            return [Rest(), Show(say("settings.resting.text"))]
        case ("wake",):
            return [WakeUp(), Begin("settings")]
        case ("model",) if here.model is not None:
            return (yield from _offer_model(here.model, here))
        case ("model_off",):
            return [Lend(""), Begin("settings")]
        case ("weekly",) if here.paired:
            return [AskWeekly(True), Begin("settings")]
        case ("weekly_off",):
            return [AskWeekly(False), Begin("settings")]
        case ("look",) if here.paired:
            return [LookWeekly(True), Begin("settings")]
        case ("look_off",):
            return [LookWeekly(False), Begin("settings")]
        case ("discreet",):
            return [BeDiscreet(True), Begin("settings")]
        case ("discreet_off",):
            return [BeDiscreet(False), Begin("settings")]
        case _:
            return [Begin("settings")]


def _offer_model(model: ModelSeen, here: Here) -> Flow:
    """A yes to this host, and to no other: should another be set meanwhile, the button no longer fits."""
    key = "settings.model" if here.paired else "settings.model_alone"
    agree = Chip("yes-" + re.sub(r"\W", "-", model.host, flags=re.ASCII)[-30:], say("settings.model_yes"))
    if (yield Choose(key, with_values(host=model.host, partner=here.partner), chips=(agree,))) == "no":
        return [Begin("settings")]
    return [Lend(model.host), Begin("settings")]


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

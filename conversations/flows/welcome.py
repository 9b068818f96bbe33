"""/start: say hello, find out language, clock and hour, and ask for a yes before anything begins."""

from datetime import time

from conversations.dialogue.outcomes import Begin, Button, Outcome, Show, rows
from conversations.dialogue.outcomes.pairing import Agree
from conversations.dialogue.outcomes.people import AskAt, LiveIn, Speak
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import Choose, Flow, Here
from conversations.flows.zone import choose_hour, choose_zone, understood

MORNING, EVENING = "08:00", "20:30"  # flows.md 9.1


def welcome(here: Here) -> Flow:
    """A first hello and the language. Opened again, it shows where one is and never starts over."""
    if here.args and here.own_invite:
        return [Show(say("welcome.own.text"))]
    if here.args[:1] == ("later",):
        return [Show(say("welcome.tries.text")), *([] if here.consented else [Begin("welcome")])]
    if here.invite is None and here.args:
        return [Show(say("welcome.expired.text")), *([] if here.consented else [Begin("welcome")])]
    if here.args and here.paired:
        return [Show(say("welcome.taken.text"))]
    if here.invite and here.invite.waiting:
        return [Show(say("welcome.waiting.text"))]
    if here.consented:
        return [Begin("arrival", here.args)] if here.args else [Begin("menu")]
    inviter = _inviter(here)
    hello = say("welcome.invited.text", inviter=inviter) if inviter else say("welcome.hello.text")
    language = yield Choose("welcome.language", preview=hello)
    return [Speak(language), Begin("arrival", here.args)]


def arrival(here: Here) -> Flow:
    """Clock and hour for those who are new; then the card to say yes to."""
    settled: list[Outcome] = []
    if not here.consented:
        home = yield from choose_zone(here)
        taken = yield from understood(home)
        hour = yield from choose_hour("welcome.hour", EVENING, MORNING, taken)
        settled = [LiveIn(home.zone), AskAt(time.fromisoformat(hour))]
    model = say("welcome.with_model.text" if here.model else "welcome.no_model.text")
    card = say("welcome.consent.card", partner=_partner(here), operator=_operator(here), model=model)
    token = here.args[1] if len(here.args) > 1 else ""
    only = ("yes", "solo", "later", "right", *(("not_mine",) if _inviter(here) else ()))
    match (yield Choose("welcome.consent", preview=card, only=only)):
        case "yes":
            return [*settled, Agree("together", token)]
        case "solo":
            return [*settled, Agree("solo")]
        case "right":
            return (yield from _gate(settled, token))
        case "not_mine":
            return [Show(say("welcome.not_mine.text"))]
        case _:
            return [Show(say("welcome.not_now.text"), rows(Button(say("welcome.not_now.button"), "welcome")))]


def _gate(settled: list[Outcome], token: str) -> Flow:
    """ "Is this right for us?": nothing tapped here is stored or shown to anyone."""
    match (yield Choose("welcome.gate")):
        case "together":
            return [*settled, Agree("together", token)]
        case "private":
            return [*settled, Agree("solo")]
        case "someone":
            return [Begin("support")]
        case _:
            return [Show(say("welcome.not_now.text"))]


def _inviter(here: Here) -> str:
    return here.invite.inviter if here.invite else ""


def _partner(here: Here) -> Value:
    return _inviter(here) or say("welcome.your_partner")


def _operator(here: Here) -> Value:
    return here.operator or say("welcome.host")

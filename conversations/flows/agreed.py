"""What somebody agreed to, each with its day and a button that takes it back at once."""

from conversations.dialogue.outcomes import Begin, Button, Rows, Show, rows
from conversations.dialogue.outcomes.consents import KeepNothing, LeaveChat
from conversations.dialogue.outcomes.pairing import Agree
from conversations.dialogue.outcomes.people import AskWeekly, DeleteEverything, Leave, Lend
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import Flow, Here
from conversations.dialogue.what_is_kept import AgreedSeen, PrivacySeen


def agreed(here: Here) -> Flow:
    """The list; or one yes less, with one press."""
    yield from ()
    seen = here.privacy
    if seen is None:
        return [Begin("menu")]
    match here.args:
        case ("stop_weekly",) if here.consented:
            return [AskWeekly(False), Begin("agreed")]
        case ("stop_model",) if here.consented:
            return [Lend(""), Begin("agreed")]
        case ("stop_group",) if here.paired:
            return [LeaveChat(), Begin("agreed")]
        case ("stop_together",) if here.paired or here.apart:
            return [Leave(), Show(say("leave.done.text"))]
        case ("stop_together",) if here.consented:
            return [Agree("solo")]
        case ("stop_keep",) if here.consented:
            ended = say("agreed.ended.text", hours=seen.kept_for.withdrawn_hours)
            return [KeepNothing(), Show(ended, _again_or_erase())]
        case ("erase",) if seen.erased_at:
            return [DeleteEverything()]
        case _:
            return [Show(_list(seen, here), _buttons(seen))]


def _list(seen: PrivacySeen, here: Here) -> Value:
    each = [_said(one, seen, here) for one in seen.agreed]
    return say("agreed.seen.text", each=paragraphs(*each) if each else say("agreed.nothing"))


def _said(one: AgreedSeen, seen: PrivacySeen, here: Here) -> Value:
    """What it is for, since when, and what changes once it is taken back."""
    since = say("agreed.since", day=one.since) if one.since else None
    match one.purpose:
        case "keep":
            return say("agreed.keep", since=since, hours=seen.kept_for.withdrawn_hours)
        case "together" if not (here.paired or here.apart):
            return say("agreed.alone", since=since)
        case "together":
            partner = here.partner or say("welcome.your_partner")
            return say("agreed.together", since=since, partner=partner, days=seen.kept_for.shared_days)
        case "model":
            return say("agreed.model", since=since, host=one.host)
        case purpose:
            return say(f"agreed.{purpose}", since=since)


def _buttons(seen: PrivacySeen) -> Rows:
    stops = [Button(say(f"agreed.button.{one.purpose}"), f"agreed stop_{one.purpose}") for one in seen.agreed]
    return (*rows(*reversed(stops)), *ways_on(seen), *rows(Button(say("privacy.button.back"), "privacy")))


def ways_on(seen: PrivacySeen) -> Rows:
    """Where all is to be erased: not at all, or at once."""
    return _again_or_erase() if seen.erased_at else ()


def _again_or_erase() -> Rows:
    again = Button(say("agreed.button.again"), "welcome")
    return rows(again, Button(say("agreed.button.erase"), "agreed erase"))

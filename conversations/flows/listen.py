"""/listen: phones down for some minutes; one talks, one listens, then they swap."""

from conversations.dialogue.outcomes import Show, Toast
from conversations.dialogue.outcomes.pauses import meanwhile
from conversations.dialogue.outcomes.rituals import (
    StartListening,
    StopListening,
    listening_card,
    stop_button,
)
from conversations.dialogue.phrases import Moment, paragraphs, say
from conversations.dialogue.shared_habits import ListeningSeen
from conversations.dialogue.steps import Chip, Choose, Flow, Here, Toss
from conversations.flows.pause import running
from conversations.flows.preview import NOT_SENT, as_read


def listen(here: Here) -> Flow:
    """How long, and who begins; both read the card, and it rings for both. Where one runs, that is shown."""
    if here.pause is not None:
        return [Show(running(here.pause), meanwhile())]
    if here.listening is not None:
        return [under_way(here.listening)]
    minutes = int((yield Choose("listen.length")))
    named = (Chip("partner", say("listen.first_named", name=here.partner)),
             Chip("me", say("listen.first_named", name=here.me)))  # fmt: skip
    first = yield Choose("listen.first", chips=named)
    if first == "toss":
        first = "me" if (yield Toss()) else "partner"
    names = (here.me, here.partner) if first == "me" else (here.partner, here.me)
    if (yield Choose("listen.ready", preview=as_read(listening_card(minutes, *names), here))) == "start":
        return [StartListening(minutes, first)]
    return [NOT_SENT]


def under_way(seen: ListeningSeen) -> Show:
    """The timer that runs, on the reader's own clock."""
    until = say("listen.until.text", at=Moment(seen.ends_at))
    return Show(paragraphs(listening_card(seen.minutes, seen.first, seen.other), until), stop_button(seen.id))


def listening(here: Here) -> Flow:
    """Button `listening <id> stop`: either ends it."""
    yield from ()
    seen = here.listening
    if seen is None or here.args[:1] != (str(seen.id),):
        return [Toast(say("dialogue.moved_on"))]
    return [StopListening(seen.id)] if here.args[1:] == ("stop",) else [under_way(seen)]

"""A card of one's own once more: one that was held, one that rests, one whose time has gone by."""

from dataclasses import replace

from conversations.dialogue.here import NeedSeen
from conversations.dialogue.outcomes import Toast
from conversations.dialogue.outcomes.needs import AskFor
from conversations.dialogue.outcomes.words import apart
from conversations.dialogue.phrases import say
from conversations.dialogue.steps import Flow, Here, Wrote
from conversations.flows.need import edit, review, with_return
from conversations.flows.need_card import parts_of
from conversations.flows.words import use_words

# How it is opened, and where it has to stand for that.
STANDS = {"look": "held", "again": "open", "change": "open", "anew": "closed"}


def reopen(here: Here) -> Flow:
    """`reopen CARD look`, `again`, `change` or `anew`: the same card, to be looked at before it goes."""
    card, how = here.need, "".join(here.args[1:2])
    if card is None or not card.mine or card.card is None or STANDS.get(how) != card.state:
        yield from ()
        return [Toast(say("dialogue.moved_on"))]
    instead_of = 0 if how == "anew" else card.id
    if card.kind == "words":
        return (yield from _words_again(card, here, instead_of))
    parts = parts_of(card.kind, card.card, card.when)
    if here.words:
        parts = replace(parts, request=Wrote(here.words))
    parts = yield from with_return(parts)
    if how == "change":
        parts = yield from edit(parts, here)
    return (yield from review(parts, here, instead_of))


def _words_again(card: NeedSeen, here: Here, instead_of: int) -> Flow:
    """A plain message: the same words, or those that came closer since."""
    words, footer = apart(card.card)
    helped = footer is not None and not here.words
    outcomes = yield from use_words(here.words or str(words or ""), here, helped)
    return [replace(one, instead_of=instead_of) if isinstance(one, AskFor) else one for one in outcomes]

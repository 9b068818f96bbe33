"""Finds out who is speaking and holds their place, so that nobody else takes the same turn."""

from conversations.dialogue.events import Happened, Tap
from conversations.dialogue.posting import Desk
from conversations.dialogue.taking import Turn
from conversations.records.couples import lock_couple
from conversations.records.partners import (
    Partner,
    add_partner,
    find_partner,
    lock_partner,
    lock_partners,
    rename_partner,
    the_other,
)


def spoken_language(tag: str | None) -> str:
    """The language Attune speaks to someone whose phone says this. Unknown languages get English."""
    return "ja" if (tag or "").lower().split("-")[0] == "ja" else "en"


def known_person(event: Happened, desk: Desk) -> Partner | None:
    """The person behind an event, if Attune has met them."""
    return find_partner(desk.session, desk.sealer, event.who.telegram_id)


def greet(event: Happened, desk: Desk) -> Partner:
    """The person behind an event, met now if need be. Keeps the name and language their phone shows."""
    me = known_person(event, desk)
    language = spoken_language(event.who.language)
    if me is None:
        return add_partner(
            desk.session, desk.sealer, event.who.telegram_id, event.who.name, language, desk.now
        )
    rename_partner(desk.session, desk.sealer, me, event.who.name)
    if me.language != language and not me.language_chosen and event.who.language:
        me.language = language
    return me


def take_seat(desk: Desk, me: Partner) -> Turn:
    """Lock the couple and both of its people, or the person while alone, and gather who is there."""
    if me.couple_id is None:
        lock_partner(desk.session, me)
        if me.couple_id is None:
            return Turn(desk, me)
    couple = lock_couple(desk.session, me.couple_id)
    both = lock_partners(desk.session, me.couple_id)
    if me not in both:  # they left it, or joined another, while this turn waited for it
        lock_partner(desk.session, me)
        return take_seat(desk, me)
    # Whoever keeps apart meets the words of somebody who is not set up yet (flows.md 9.10).
    return Turn(desk, me, couple, the_other(both, me) if me.apart_since is None else None)


def take_turn(event: Happened, desk: Desk, me: Partner) -> Turn:
    """A turn for this event."""
    turn = take_seat(desk, me)
    turn.is_tap = isinstance(event, Tap)
    turn.in_shared_chat = event.where.kind == "shared"
    if isinstance(event, Tap) and not turn.in_shared_chat:
        turn.tapped = event.message_id
    return turn

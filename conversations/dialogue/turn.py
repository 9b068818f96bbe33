"""One event, one transaction: that it was seen, what changed, and every message it causes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from conversations.dialogue import lobby
from conversations.dialogue.at_hand import Direct, answer_at_hand, at_hand, recall
from conversations.dialogue.continuing import Pending, continue_after_rewording, pending_rewording
from conversations.dialogue.events import ChatKind, Event, Who
from conversations.dialogue.hearing import hear
from conversations.dialogue.phrasebook import Phrasebook
from conversations.dialogue.phrases import Value
from conversations.dialogue.posting import Desk
from conversations.dialogue.seeing import see
from conversations.dialogue.what_is_kept import Hosting
from conversations.dialogue.wording import Model, Wording
from conversations.records.database import transaction
from conversations.records.deliveries import Ready
from conversations.records.partners import find_partner
from conversations.records.sealing import Sealer


@dataclass(frozen=True)
class Attune:
    """What every turn needs and no turn changes."""

    engine: Engine
    sealer: Sealer
    book: Phrasebook
    wording: Wording
    bot: str  # username
    operator: str = ""
    model: Model | None = None  # helps with the wording, where the host has set one
    hosting: Hosting = field(default_factory=Hosting)  # what the host states about themselves


@dataclass(frozen=True)
class Handled:
    """What is left to do once the turn is committed: answer the tap, send what was posted."""

    toast: str = ""
    link: str = ""
    ready: tuple[Ready, ...] = ()
    direct: tuple[Direct, ...] = ()  # past the outbox: what nothing is kept of


@dataclass(frozen=True)
class _Reply:
    toast: Value = None
    link: str = ""
    language: str = "en"
    pending: Pending | None = None


@dataclass(frozen=True)
class Taken:
    """A turn that is committed, and the rewording that is still to be done, if any."""

    handled: Handled
    pending: Pending | None = None


def handle(event: Event, now: datetime, attune: Attune) -> Handled:
    """Take one turn to its end. Seeing an event again changes nothing. Raises what the database raises; then
    nothing was kept."""
    if (asked := at_hand(event, attune.wording)) is not None:
        with transaction(attune.engine) as session:
            recalled = recall(session, attune.sealer, event)
        return Handled(direct=(answer_at_hand(event, asked, recalled, attune),))
    [taken] = take_turns([event], now, attune)
    return go_on(taken, now, attune)


def take_turns(events: Sequence[Event], now: datetime, attune: Attune) -> list[Taken]:
    """One turn after the other, in a transaction for all: together they are kept, or none is."""
    with transaction(attune.engine) as session:
        desks = [desk_for(session, now, attune) for _ in events]
        replies = [_reply(event, desk, attune) for event, desk in zip(events, desks, strict=True)]
    return [
        Taken(_handled(reply, desk, attune), reply.pending)
        for reply, desk in zip(replies, desks, strict=True)
    ]


def go_on(taken: Taken, now: datetime, attune: Attune) -> Handled:
    """Reword what is to be reworded: the engine runs with no transaction open."""
    handled, pending = taken.handled, taken.pending
    while pending is not None:
        answer = _reword(pending, attune)
        with transaction(attune.engine) as session:
            desk = desk_for(session, now, attune)
            pending = continue_after_rewording(desk, pending, answer)
        handled = Handled(handled.toast, handled.link, handled.ready + tuple(desk.ready))
    return handled


def desk_for(session: Session, now: datetime, attune: Attune) -> Desk:
    """A place to write messages within this transaction."""
    host = attune.model.host if attune.model is not None else ""
    return Desk(session, attune.sealer, attune.book, now, attune.bot, attune.operator, host, attune.hosting)


def _reword(pending: Pending, attune: Attune) -> Mapping[str, Any]:
    if attune.model is not None and pending.names and not pending.step.at_home:
        return attune.model.reword(pending.step, pending.language, pending.names)
    return attune.wording.reword(pending.step, pending.language)


def _reply(event: Event, desk: Desk, attune: Attune) -> _Reply:
    if not see(event, desk.session, desk.sealer, desk.now):
        return _unfinished(event.who, desk)
    return _respond(event, desk)


def _respond(event: Event, desk: Desk) -> _Reply:
    if event.where.kind == ChatKind.SHARED and (answer := lobby.receive(event, desk)) is not None:
        return _Reply(answer.toast, answer.link, answer.language)
    turn, pending = hear(event, desk)
    if turn is None:
        return _Reply()
    return _Reply(turn.toast, turn.link, turn.me.language, pending)


def _unfinished(who: Who, desk: Desk) -> _Reply:
    """Seen before: only a rewording that a crash cut off is taken up again."""
    me = find_partner(desk.session, desk.sealer, who.telegram_id)
    return _Reply(pending=pending_rewording(desk, me) if me else None)


def _handled(reply: _Reply, desk: Desk, attune: Attune) -> Handled:
    toast = attune.book.words(reply.toast, reply.language) if reply.toast is not None else ""
    link = f"https://t.me/{attune.bot}?start={reply.link}" if reply.link else ""
    return Handled(toast, link, tuple(desk.ready))

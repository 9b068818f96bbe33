"""Notes what people agree to, with the version of the words they read, beside the thing itself."""

import hashlib
import json

from conversations.dialogue.phrasebook import Phrasebook
from conversations.dialogue.phrases import Moment, Value
from conversations.dialogue.taking import Turn
from conversations.dialogue.what_is_kept import AgreedSeen
from conversations.records.consents import ConsentLine, Purpose, note_no, note_yes, standing
from conversations.records.couples import share_chat
from conversations.records.partners import Consent, Partner

# The words that stand before a yes, by their keys.
READ: dict[Purpose, tuple[str, ...]] = {
    Purpose.KEEP: ("welcome.consent", "welcome.gate", "welcome.no_model", "welcome.with_model"),
    Purpose.TOGETHER: ("welcome.consent", "welcome.gate"),
    Purpose.GROUP: ("lobby.hello", "lobby.link"),
    Purpose.MODEL: ("settings.model", "settings.model_alone", "settings.model_yes"),
    Purpose.WEEKLY: ("settings.button.weekly", "settings.weekly_waits"),
}


def version_of(book: Phrasebook, purpose: Purpose, language: str) -> str:
    """Which words those are: the language they were read in, and a name that changes as soon as they do."""
    words = [book.source(key, language) for key in READ[purpose]]
    digest = hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()
    return f"{language}-{digest[:10]}"


def agree(turn: Turn, partner: Partner, *purposes: Purpose, host: str = "") -> None:
    """This person has said yes to these. `host` is that of the language model: a yes is to one alone."""
    for purpose in purposes:
        version = f"{version_of(turn.desk.book, purpose, partner.language)} {host}".strip()
        note_yes(turn.session, partner.id, purpose, version, turn.now)


def take_back(turn: Turn, partner: Partner, *purposes: Purpose) -> None:
    """This person's yes to these no longer stands; without any named, no yes of theirs does."""
    note_no(turn.session, partner.id, turn.now, *(purposes or Purpose))


def agreed_by(turn: Turn) -> tuple[AgreedSeen, ...]:
    """What the person of this turn has said yes to, from what is in force; since when, from the lines."""
    lines = standing(turn.session, turn.me.id)
    return tuple(
        AgreedSeen(
            purpose, _since(turn, lines.get(purpose)), (turn.me.lends_to or "") if purpose == "model" else ""
        )
        for purpose in Purpose
        if _in_force(purpose, turn, lines.get(purpose))
    )


def _since(turn: Turn, line: ConsentLine | None) -> Value:
    return Moment(line.at, "date", turn.me.zone or "UTC") if line is not None else None


def _in_force(purpose: Purpose, turn: Turn, line: ConsentLine | None) -> bool:
    match purpose:
        case Purpose.KEEP:
            return turn.me.consent != Consent.NONE
        case Purpose.TOGETHER:
            return turn.partner is not None or (line is not None and turn.me.consent == Consent.TOGETHER)
        case Purpose.GROUP:
            return turn.couple is not None and turn.partner is not None and share_chat(turn.couple)
        case Purpose.MODEL:
            return turn.me.lends_to is not None
        case Purpose.WEEKLY:
            return turn.me.weekly_need
        case Purpose.TOLD:
            return False

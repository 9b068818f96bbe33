"""The card of a need: put together from its parts, and taken apart again to change one of them."""

from dataclasses import dataclass
from datetime import datetime

from conversations.dialogue.phrases import (
    Joined,
    Moment,
    Phrase,
    Value,
    say,
    sentences,
)
from conversations.dialogue.steps import Chosen, Wrote

Request = Chosen | Wrote | None
ANY = "any"  # the request, when none was picked


@dataclass(frozen=True)
class Parts:
    """What somebody has said about a need; everything but its kind may be missing."""

    kind: str
    feeling: str | None = None
    situation: str | None = None
    request: Request = None
    when: str | None = None
    back: datetime | None = None  # of some space: when one comes back
    much: str | None = None


def card_of(parts: Parts) -> Value:
    """Sentence by sentence; what was left blank drops out."""
    return sentences(
        _opening(parts),
        _request(parts),
        say("needs.card.space.back", time=Moment(parts.back)) if parts.back else None,
        say(f"needs.much.said.{parts.much}") if parts.much else None,
        say(f"needs.card.{parts.kind}.close"),
    )


def _opening(parts: Parts) -> Phrase | None:
    about = (parts.situation or "").strip().rstrip("。.．").strip()
    feeling = say(f"feelings.said.{parts.feeling}") if parts.feeling else None
    if feeling and about:
        return say(f"needs.card.{parts.kind}.feeling_situation", feeling=feeling, situation=about)
    if feeling:
        return say(f"needs.card.{parts.kind}.feeling", feeling=feeling)
    return say(f"needs.card.{parts.kind}.situation", situation=about) if about else None


def _request(parts: Parts) -> Phrase:
    timed = parts.when not in (None, "now")
    at = "request" if timed else "request_now_when"
    when: dict[str, Value] = {"when": say(f"needs.when.said.{parts.when}")} if timed else {}
    match parts.request:
        case Wrote(words):
            return say(f"needs.card.own.{at}", request=words.strip().rstrip("。."), **when)
        case asked:
            id = asked.id if asked else ANY
            said = say(f"needs.request_said.{parts.kind}.{id}")
            return say(f"needs.card.{parts.kind}.{at}", request=said, **when)


def parts_of(kind: str, card: Value, asked_for: str) -> Parts:
    """The parts of a card that `card_of` put together. `asked_for` is kept beside the card."""
    values = _values_of(card)
    return Parts(
        kind,
        _last(values.get("feeling")),
        _text(values.get("situation")),
        _request_of(values.get("request")),
        asked_for or None,
        _time(values.get("time")),
        _much(card),
    )


def _values_of(card: Value) -> dict[str, Value]:
    phrases = card.parts if isinstance(card, Joined) else (card,)
    return {name: value for phrase in phrases if isinstance(phrase, Phrase) for name, value in phrase.values}


def _last(value: Value) -> str | None:
    """The id at the end of a key: `feelings.said.sad` names "sad"."""
    return value.key.rpartition(".")[2] if isinstance(value, Phrase) else None


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _time(value: Value) -> datetime | None:
    return value.at if isinstance(value, Moment) else None


def _request_of(value: Value) -> Request:
    if isinstance(value, str):
        return Wrote(value)
    id = _last(value)
    return Chosen(id) if id and id != ANY else None


def _much(card: Value) -> str | None:
    keys = [part.key for part in card.parts if isinstance(part, Phrase)] if isinstance(card, Joined) else []
    return next((key.rpartition(".")[2] for key in keys if key.startswith("needs.much.said.")), None)

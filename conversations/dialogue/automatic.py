"""Answers what a flow asks that no person has to: the time, a place, the toss of a coin."""

import secrets
from dataclasses import asdict
from datetime import datetime
from typing import Any

from conversations import places, typed_time
from conversations.dialogue.steps import (
    AsOfNow,
    Automatic,
    FindPlaces,
    ListClocks,
    ListSiblings,
    Read,
    ReadLimit,
    ReadTime,
    ReadWish,
    TellTime,
    Toss,
)


def answer_by_itself(step: Automatic, now: datetime, language: str) -> Any:
    """An answer that JSON can hold, for the transcript: asked once, never again."""
    match step:
        case TellTime():
            return now.isoformat()
        case ReadTime(words):
            wall = typed_time.read_time(words)
            return wall.strftime("%H:%M") if wall else None
        case FindPlaces(words):
            sure = [True] if places.is_sure(words, language) else []
            return [[place.zone, place.label, *sure] for place in places.find(words, language)]
        case ListClocks():
            return [[clock.zone, clock.label] for clock in places.by_clock(now, language)]
        case ListSiblings(zone):
            return [[place.zone, place.label] for place in places.siblings(zone, now, language)]
        case Read(words, variation):
            return _read(words, variation, language)
        case ReadLimit(when, act, mine):
            return _sort_of_limit(when, act, mine, language)
        case ReadWish(words):
            return _wish(words, language)
        case Toss():
            return secrets.randbelow(2) == 1
        case AsOfNow(so):
            return so
        case _:
            raise TypeError(type(step).__name__)


def _read(words: str, variation: int, language: str) -> Any:
    from conversations.rewording import Heard, hear  # its lexicons are read when they are first needed

    heard = hear(words, "ja" if language == "ja" else "en", variation)
    return asdict(heard) if isinstance(heard, Heard) else None


def _sort_of_limit(when: str, act: str, mine: bool, language: str) -> str:
    from conversations.rewording.own_limits import sort_of_limit

    return sort_of_limit(when, act, "ja" if language == "ja" else "en", mine)


def _wish(words: str, language: str) -> str:
    from conversations.rewording.verdicts import asked_of_the_bot

    return asked_of_the_bot(words, "ja" if language == "ja" else "en")

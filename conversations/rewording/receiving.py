"""Helps to read what somebody else wrote: what it may mean, as questions, and how an answer could begin."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from conversations.rewording.danger import danger
from conversations.rewording.language import rules_for, words
from conversations.rewording.normalise import detect_language, normalise
from conversations.rewording.values import Language, Stop
from conversations.rewording.verdicts import Asked, asked_of_the_bot

READINGS = 3  # at once


@dataclass(frozen=True)
class Heard:
    """What may lie in a message. It says nothing about who wrote it, and nothing is certain.

    `readings` are two or three questions, `need` what may lie under it, `openers` two ways to begin an answer,
    `question` one thing to ask. `plain`: nothing in it lands hard, so it may mean just what it says. `asked`: it wants of the
    bot what it does not give (F58).
    """

    readings: tuple[str, ...]
    need: str
    openers: tuple[str, ...]
    question: str
    plain: bool = False
    asked: Asked = ""


def hear(text: str, reader: Language, variation: int = 0) -> Heard | Stop | None:
    """What a received message may mean, in the language of whoever reads it. None for no words at all.

    The same message gives the same answer; another `variation` (0, 1, 2 ...) other readings, as far as there are any.
    A message that speaks of harm is a `Stop`. Never raises.
    """
    stop = danger(text, reader)
    if stop is not None:
        return stop
    read = normalise(text).text
    language = detect_language(read) or reader
    if not re.search(r"\w", read):
        return None
    plain = _is_plain(read, language)
    told = words(reader, "hearing")
    found = [] if plain else [told["cue"][cue] for cue in _cues_in(read, language)]
    main = found[variation % len(found)] if found else told["any"]
    return Heard(
        readings=_readings([main, *(one for one in found if one is not main)], told["any"], variation),
        need=str(main["need"]),
        openers=tuple(main["openers"]),
        question=str(main["question"]),
        plain=plain,
        asked=asked_of_the_bot(read, language),
    )


def _cues_in(text: str, language: Language) -> list[str]:
    return [name for name, heard in _patterns(language).items() if heard.search(text)]


def _readings(found: list[dict[str, Any]], any_case: dict[str, Any], variation: int) -> tuple[str, ...]:
    """One of each cue first, so that they say different things; then what else there is.

    A cue's own readings come round twice before those that fit anything are added.
    """
    pools = [list(one["readings"]) for one in found]
    if variation >= 2 or len(pools) == 1 == len(pools[0]):
        pools.append(list(any_case["readings"]))
    turned = [pool[variation % len(pool) :] + pool[: variation % len(pool)] for pool in pools]
    in_turn = [pool[at] for at in range(max(map(len, turned))) for pool in turned if at < len(pool)]
    return tuple(dict.fromkeys(in_turn))[:READINGS]


def _is_plain(text: str, language: Language) -> bool:
    """Nothing lands hard in it; a no or a limit may, however calm."""
    rules = rules_for(language)
    return rules.leave_alone(text, rules.signals(text)) not in (None, "limit", "refusal")


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """Each cue's lines as one pattern, in the order of the file."""
    cues = words(language, "hearing")["cue"]
    return {
        name: re.compile("|".join(filter(None, cue["heard"].splitlines())), re.I)
        for name, cue in cues.items()
    }

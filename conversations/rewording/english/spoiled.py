"""Reads "you ruined my birthday by picking a fight": what was spoiled, and what was done."""

import re

from conversations.rewording.english.parts import Parts, Tense, fact
from conversations.rewording.english.verbs import base_of_ing, past

_SPOIL = r"^(?:ruin|ruined|wreck|wrecked|spoil|spoiled|spoilt|destroy|destroyed)"


def spoiled(rest: str) -> Parts | None:
    """Parts of "you {rest}" where something was ruined; None for anything else."""
    found = re.match(
        rf"{_SPOIL} (?P<what>(?:our|my|the|this) [\w ']+?) by (?P<verb>\w+ing)\b(?P<rest>.*)$", rest, re.I
    )
    base = base_of_ing(found["verb"]) if found else None
    if found and base and base != "be":
        return fact(f"you {past(base)}{found['rest']}", Tense.PAST) | Parts(also=found["what"])
    if re.match(rf"{_SPOIL} (?:our |my |the |this |another )?[\w ]+$", rest, re.I):
        return Parts(about=re.sub(rf"{_SPOIL} (?:another )?", "", rest, flags=re.I))
    return None

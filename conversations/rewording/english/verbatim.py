"""Keeps a clause as the writer put it where it is sound, though no rule reads it: "Film started ten minutes ago"."""

import re

from conversations.rewording.english.doubt import vents
from conversations.rewording.english.naming import COUNTED, OWNERS, known
from conversations.rewording.english.parts import Parts, Tense, fact
from conversations.rewording.english.signals import lands_hard
from conversations.rewording.english.verbs import base_of_ing, base_of_past, is_base
from conversations.rewording.english.whole import whole_name

LONGEST = 18  # words of a clause that is kept as it is
_NOT_ALONE = re.compile(
    r"^(?:you|u|your fault|if|because|cos|or|than|like|as|so|to|not|never|what|who|whose|why|how|when|where|which|whether|do|does|did|are|is|was|were|am|can|could|will|would|should|shall|have|has|had|must|might|may|let|please|and|but|then|that|just|only|even|at least|at all|no (?:wonder|way|point|idea|problem|worries)|oh|hey|hi|ok|sure|fine|well|yeah|yes|nah|thanks|thank|cheers|sorry|good|bye|welcome|this|it|any|every|most|other|some|normal|decent)\b|\b(?:would|could|should|might)(?:'ve| have)\b",
    re.I,
)
# What is said for effect, to praise in scorn, or to call someone something.
_FOR_EFFECT = re.compile(
    r"\b(?:great|nice|lovely|brilliant|wonderful|fantastic|amazing|perfect|charming|classy|mature|real|big|top|genius|bloody|hell|heaven|heavens|god|lord|king|queen|prince|princess|highness|majesty|royal|saint|angel|hero|legend|clown|circus|joke|dream|prize|award|year|century|priceless|classic|typical|apparently|obviously|clearly|supposedly|allegedly|somehow|miracle|magic|fairy|fairies|elf|elves|worth|breath|old (?:goat|man|woman|git|cow|bat|fool|sod)|stubborn|lazy|selfish|worst|best|funny|rich|enough|deaf|blind|wall|brick|universe|planet|earth|world|guess|suppose|bet|wonder|maid|servant|slave|robot|ghost|invisible|furniture|hotel|lodger|life|nobody|no one|everyone|everything|nothing|always|never|forever|anyway|whatever|as usual|of course|surprise\w*|shock\w*|congrat\w*|hope|enjoy|luck\w*|imagine|fancy|shame|cheek|nerve|audacity|rude|pathetic|useless|ridiculous|disgusting|yours truly|muggins)\b|[!?\"]",
    re.I,
)


def verbatim(clause: str) -> Parts | None:
    """The clause as a fact in its own words; None where it may mean something else than it says."""
    told = clause.lower().split()
    if not 3 <= len(told) <= LONGEST or _NOT_ALONE.match(clause) or _FOR_EFFECT.search(clause):
        return None
    if (is_base(told[0]) and told[0] not in known("noun_too")) or whole_name(clause):
        return None
    if lands_hard(clause) or vents(clause) or not _names(told):
        return None
    if base_of_ing(told[0]) and told[0] not in known("ing_nouns"):
        return None
    return fact(clause, Tense.STATE)


def _names(told: list[str]) -> bool:
    """Whether anything definite stands in it: a thing with "the" or "my" before it, or a number."""
    led = OWNERS | {"the", "a", "an", "both", "no", "this", "that", "those", "these", "another"}
    if base_of_past(told[1]) and told[0] not in known("function"):
        return True  # "film started ten minutes ago", "aunty said I looked tired"
    return any(word in led or COUNTED.fullmatch(word) for word in told[:-1])

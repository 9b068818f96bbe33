"""Says how telling a thing of a draft is, and how it is said behind "about"."""

import re
from functools import cache

from conversations.rewording.english.recognised import label_words, topic_of
from conversations.rewording.english.verbs import base_of_ing, is_base
from conversations.rewording.language import words

LONGEST = 7  # words one thing may have
OWNERS = frozenset("my our your his her their".split())
COUNTED = re.compile(
    r"\d.*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred"
)


@cache
def known(name: str) -> frozenset[str]:
    return frozenset(words("en", "things")[name].split())


def unsayable(tokens: list[str], place: int, body: list[str]) -> bool:
    low = " ".join(body).lower()
    if tokens[place].lower() == "your" and _is_act(body[0].lower()):
        return True  # "ur hiding": you're
    simile = place > 0 and tokens[place - 1].lower() == "like" and tokens[place].lower() in ("a", "an")
    return bool(simile or re.search(rf"\b(?:{label_words()})\b", low)) or len(body) > LONGEST


def led(owner: str, body: list[str], tokens: list[str]) -> str:
    """What stands in front: "my", "the", or nothing where the draft had "no", "every", "some"."""
    if owner in ("his", "her") and not any(word.lower() in ("you", "your") for word in tokens):
        return "your "
    if owner in OWNERS:
        return f"{owner} "
    plural = body[-1].lower().endswith("s") and not body[-1].lower().endswith(("ss", "us", "'s"))
    if owner in ("every", "each") and not plural and body[0][0].islower():
        body[-1] += "s"
        return "the "
    joint = len(body) == 2 and not owner and not plural and body[-1].lower() not in known("mass")
    if joint and body[0].islower() and body[-1].islower() and not COUNTED.fullmatch(body[0]):
        return "the "
    if owner == "the" or (owner and body[0][0].islower() and owner not in ("all", "most", "both", "half")):
        counted = owner not in ("no", "any", "some", "more", "much", "many")
        return "the " if counted or not (plural or body[-1].lower() in known("mass")) else ""
    return ""


def cased(told: str, tokens: list[str], place: int) -> str:
    """Names of days and the like in large letters. A word that is large only because a sentence began with it becomes small."""
    told = " ".join(word.capitalize() if word in known("names") else word for word in told.split())
    before = tokens[place - 1] if place else "."
    if before not in ".!?" or not told[0].isupper() or told.split()[0].lower() not in _lowered(tokens):
        return told if before not in ".!?" or not _ordinary(told) else told[0].lower() + told[1:]
    return told[0].lower() + told[1:]


def _lowered(tokens: list[str]) -> frozenset[str]:
    return frozenset(word for word in tokens if word.islower())


def _ordinary(told: str) -> bool:
    return told.split()[0].lower() not in known("names")


def weight_of(tokens: list[str], place: int, owner: str, body: list[str]) -> float:
    """How telling a thing is: names and what is counted most, words that fit anything least."""
    head = body[-1].lower()
    titled = len(body) > 1 and all(word[0].isupper() for word in body)
    if (head in known("generic") and not titled) or head in known("partner") or len(head) < 2:
        return -1.0
    bare = not owner and len(body) == 1 and head not in known("names")
    before = tokens[place - 1] if place else "."
    if bare and head in known("persons") and (body[-1].islower() or before in ".!?"):
        return -1.0
    if bare and body[-1].islower() and topic_of(head).about == "us" and _is_no_noun(head, before):
        return -1.0
    weight = 1.0 + 0.3 * (len(head) > 5) + 0.3 * (len(body) > 1) + 0.3 * (owner in OWNERS)
    if body[-1][0].isupper() and before not in ".!?" and head not in known("names"):
        weight += 1.0
    counted = any(COUNTED.fullmatch(word.lower()) for word in body)
    if counted and head in known("times"):
        return -1.0
    if counted:
        weight += 0.4 if len(body) > 1 else -0.5
    if topic_of(head).about != "us":
        weight += 0.6
    if head in known("times") and not titled:
        weight -= 0.9
    if head in known("bland"):
        weight -= 0.6
    if not owner and head not in known("names") and not body[-1][0].isupper():
        weight -= 0.2
    return weight


def _is_no_noun(head: str, before: str) -> bool:
    """Whether a lone word without "the" or "my" may be a verb or half an idiom: "not worth it", "than spend"."""
    return is_base(head) or before.lower() in ("not", "than", "as", "like", "so", "too", "or")


def _is_act(low: str) -> bool:
    return base_of_ing(low) is not None and low not in known("ing_nouns")

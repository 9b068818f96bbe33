"""Knows the forms of English verbs: bring and brought, tells and telling."""

import re
from functools import cache
from itertools import pairwise

from conversations.rewording.language import words

_VOWELS = "aeiou"
_UNDOUBLED = {"visit", "happen", "listen", "open", "offer", "answer", "remember", "order", "cover", "enter", "cancel",
              "gather", "whisper", "wander", "bother", "consider", "commit", "suffer", "water", "iron", "garden",
              "reason", "threaten", "question", "mention", "criticize"} - {"commit"}  # fmt: skip


@cache
def _irregular() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """From base to past, from past to base, from participle to base."""
    past: dict[str, str] = {}
    base: dict[str, str] = {}
    done: dict[str, str] = {}
    for row in re.split(r"[|\n]", words("en", "lexicon")["irregular"].strip()):
        first, second, third = row.split()
        past[first] = second
        base.setdefault(second, first)
        done.setdefault(third, first)
    return past, base, done


@cache
def _bases() -> frozenset[str]:
    return frozenset(words("en", "lexicon")["verbs"].split()) | frozenset(_irregular()[0])


def is_base(word: str) -> bool:
    """Whether a word is a verb in its plain form."""
    return word.lower() in _bases()


_NO_VERBS = frozenset(
    """there home here on with in at around late happy sure ready able good nice kind fair interested satisfied enough wrong right
    sorry alone a an the my your our me him her it that this to for of from by so too very really quite going being sober available
    available present affectionate romantic grateful supportive honest open serious hungry tired angry""".split()
)


def could_be_base(word: str) -> bool:
    """Whether a word may be a verb where English wants one, as after "don't": any word that is nothing else."""
    return is_base(word) or (
        word.isalpha() and word.lower() not in _NO_VERBS and not word.lower().endswith(("ly", "ing", "ful"))
    )


def past(base: str) -> str:
    """bring -> brought; stop -> stopped; be -> was (the caller knows the person)."""
    irregular = _irregular()[0].get(base)
    if irregular:
        return irregular
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return (base + base[-1] if _doubles(base) else base) + "ed"


def base_of_past(word: str) -> str | None:
    """brought -> bring; None when the word is no past form, or looks the same in the present."""
    word = word.lower()
    if word in {"was", "were"}:
        return "be"
    if word in _irregular()[1]:
        base = _irregular()[1][word]
        return None if base == word or (word in _bases() and word != "found" and word != "left") else base
    if not word.endswith("ed") or len(word) < 4 or word in {"need", "feed", "exceed", "proceed", "embed"}:
        return None
    return _stem(word[:-2], word[:-1])


def base_of_ing(word: str) -> str | None:
    """leaving -> leave; None when the word is no such form."""
    word = word.lower()
    if not word.endswith("ing") or len(word) < 5:
        return None
    if word in {"lying", "dying", "tying"}:
        return word[0] + "ie"
    return _stem(word[:-3], word[:-3] + "e")


def base_of_third(word: str) -> str | None:
    """tells -> tell, has -> have; None when the word is no verb that we know."""
    word = word.lower()
    if word in {"is", "has", "does", "goes"}:
        return {"is": "be", "has": "have", "does": "do", "goes": "go"}[word]
    whole = word.removesuffix("ies") + "y" if word.endswith("ies") else word
    for base in (word.removesuffix("s"), word.removesuffix("es"), whole):
        if base != word and base in _bases():
            return base
    return None


def base_of_done(word: str) -> str | None:
    """forgotten -> forget, used after "have"."""
    return _irregular()[2].get(word.lower()) or base_of_past(word)


SAME_IN_PAST = frozenset(
    "put let hit cut set quit read hurt shut bet cost split spread burst upset spit shed beat".split()
)
_OFTEN = re.compile(
    r"\b(?:every|each|when|whenever|all the time|always|first|before (?:me|us)|me (?:down|off|out)|me do|constantly|all day|days|nights|mornings|evenings|weekends|\w+days|if|words in)\b",
    re.I,
)


def once_in_past(rest: str) -> bool:
    """Whether a verb that looks the same in the past tells of one event: "put my coat in the dryer"."""
    return rest.split(" ")[0].lower() in SAME_IN_PAST and rest.count(" ") > 1 and not _OFTEN.search(rest)


_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|am|me|us|him|them|\w+n't|I|you|we|he|she|they|it)\b|\w'(?:re|ve|ll|m|d)\b",
    re.I,
)


def verbless(words_: str) -> bool:
    """Whether nothing is said of anything yet: "five days in hospital", "our anniversary"."""
    if _FINITE.search(words_) or not re.match(
        r"^(?:\d|my |our |your |the |an? |one |two |three |four |five |six |seven |eight |nine |ten |eleven |twelve |\w+teen |twenty |thirty |forty |fifty |half )",
        words_,
        re.I,
    ):
        return False
    told = words_.lower().replace("missed call", "call").split()
    return not any(
        base_of_past(word)
        or (base_of_third(word) and before not in _BEFORE_NOUNS and not before[0].isdigit())
        for before, word in pairwise(told)
    )


_BEFORE_NOUNS = frozenset(
    "my our your the a an one two three four five six seven eight nine ten of in on at for with no".split()
)
_SECOND = re.compile(
    r"(\band (?:then |just )?)(?!is\b|has\b|days\b|nights\b|kids\b)(\w+(?<!s)s)(?= (?:it|them|her|him|me|us|my|your|our|the|a|an|no|off|out|up|nothing|to|on|in)\b)",
    re.I,
)


def all_past(rest: str) -> str:
    """What stands behind a verb put into the past: " dinner and doesn't say" -> " dinner and didn't say"."""
    rest = re.sub(r"\band (?:then )?doesn't (?:even )?", "and didn't ", rest)
    return _SECOND.sub(lambda hit: f"{hit[1]}{past(base_of_third(hit[2]) or hit[2])}", rest)


def often(clause: str) -> str:
    """ "you put ..." of what happens again and again, so that it is not read as told of one event."""
    head = clause.split(" ")[1] if clause.lower().startswith("you ") else ""
    return f"you always{clause[3:]}" if head.lower() in SAME_IN_PAST else clause


def told_as_past(rest: str) -> bool:
    """Whether it happened once, as what stands behind its "when" tells: "you shut the door when I came in"."""
    found = re.search(r"\b(?:when|while|after|before|because) (?:I|we|he|she|they) (\w+)", rest)
    return found is not None and base_of_past(found[1]) is not None


def third(base: str) -> str:
    """tell -> tells; cry -> cries."""
    if base in {"have", "be"}:
        return {"have": "has", "be": "is"}[base]
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _doubles(base: str) -> bool:
    return (
        len(base) > 2
        and base[-1] not in _VOWELS + "wxy"
        and base[-2] in _VOWELS
        and base[-3] not in _VOWELS
        and base not in _UNDOUBLED
    )


def _stem(short: str, long: str) -> str:
    """The base among the spellings an ending allows; a likely one when none is known."""
    choices = [short, long]
    if short.endswith("i"):
        choices.insert(0, short[:-1] + "y")
    if len(short) > 2 and short[-1] == short[-2]:
        choices.insert(1, short[:-1])
    known = [choice for choice in choices if choice in _bases()]
    if known:
        return known[0]
    if short.endswith("i"):
        return short[:-1] + "y"
    if len(short) > 2 and short[-1] == short[-2] and short[-1] not in "sl":
        return short[:-1]
    return long if re.search(r"(?:[^aeiou][aeiou][csvgz]|at|iz|uc|rc|dg|[cs]|v)$", short) else short

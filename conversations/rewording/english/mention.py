"""Finds the one or two things a draft is about, to be named where none of its sentences can be kept."""

import re
from dataclasses import dataclass
from functools import lru_cache

from conversations.rewording.english.naming import COUNTED, OWNERS, cased, known, led, unsayable, weight_of
from conversations.rewording.english.plain import plain_english, unquoted
from conversations.rewording.english.recognised import feeling_words, topic_of
from conversations.rewording.english.verbs import (
    base_of_done,
    base_of_ing,
    base_of_past,
    base_of_third,
    is_base,
)

MOST = 2  # things named in one wording
LONG = 45  # words of a draft that speaks of too much at once: only where it begins is looked at
OPENING = 30

_TOKEN = re.compile(r"[$£€]?\d(?:[\w.:,]*\w)?|[^\W\d_][\w'&]*(?:-[\w']+)*|[.,;:!?]")
_FREE = re.compile(
    r"\b((?:what you (?:said|did|wrote|posted|told|called)|(?:how|the way) you (?:talk|talked|speak|spoke|treat|treated|look|looked|act|acted|behaved?|handled))\b[\w' ]{0,60}?)(?=[.,;!?]|$| (?:and|but|because|so|is|was|makes|drives|really|honestly) )",
    re.I,
)
_OPEN_END = re.compile(
    r"\b(?:to|the|a|of|with|when|that|and|if|always|never|like)$|\b(?:never|always|stupid|idiot)\b", re.I
)
_LIKENED = frozenset("i'm am you're ur not like".split())
_LEADING = frozenset(
    "way trip flight drive door key keys answer letter lift invite invitation visit train bus text message email reply present card".split()
)
_KIN = re.compile(
    r"(?:step)?(?:mother|mum|mom|mam|father|dad|sister|brother|son|daughter|boys?|girls?|kids?|child|children|baby|twins|friends?|mates?|boss|gran|nan|grandma|grandad|aunt|uncle|cousin|parents|wife|husband|dog|cat)s?$",
    re.I,
)
_JOINS = frozenset("of from about in on at with for to behind under between".split())


@dataclass(frozen=True)
class Thing:
    """A noun phrase of a draft: how it is said after "about", the word it turns on, how telling it is, where it stands."""

    said: str
    head: str
    weight: float
    place: int


@lru_cache(maxsize=8)  # within one answer only: nothing anyone wrote is kept longer
def things(text: str) -> tuple[Thing, ...]:
    """Every thing a draft names, the most telling first; labels, swear words and the partner are left out."""
    tokens = _TOKEN.findall(re.sub(r"(?<=\w)'(?=\s|$)|\"", "", plain_english(unquoted(text))))
    tokens = tokens[:OPENING] if len(tokens) > LONG else tokens
    found: dict[str, Thing] = {}
    place = 0
    while place < len(tokens):
        end, thing = _thing_at(tokens, place)
        if thing is not None and found.get(thing.head, thing).weight <= thing.weight:
            found[thing.head] = thing
        place = max(end, place + 1)
    return tuple(sorted(found.values(), key=lambda one: (-one.weight, one.place)))


def telling(text: str, said: str = "") -> tuple[str, ...]:
    """The one or two most telling things that are not named in `said` yet, in the order of the draft."""
    new: list[Thing] = []
    for one in things(text):
        taken = " ".join([said.lower(), *(other.said.lower() for other in new)])
        if one.weight > 0 and one.head[:5] not in taken and not any(other.head in one.said for other in new):
            new.append(one)
    new = new[:MOST]
    if len(new) == MOST and new[1].weight < 0.5 * new[0].weight:
        new = new[:1]
    return tuple(one.said for one in sorted(new, key=lambda one: one.place))


def named(text: str) -> str:
    """The same as one noun phrase: "the vase and Gran"; "" when nothing is named."""
    whole = _FREE.search(plain_english(text))
    return (
        re.sub(r"^how you", "the way you", whole[1].strip())
        if whole and not _OPEN_END.search(whole[1])
        else " and ".join(telling(text)[:1])
    )


def _thing_at(tokens: list[str], place: int) -> tuple[int, Thing | None]:
    """The noun phrase that starts here, and where it ends; None where none starts."""
    start = _start(tokens, place)
    if start is None:
        return place + 1, None
    end = _end(tokens, start)
    if end == start:
        return place + 1, None
    body = [word for word in tokens[start:end] if word.lower() not in known("scorn")]
    acts = _gerund(tokens, start) is not None and start == place
    if acts:
        return _act(tokens, start)
    if start > place > 0 and tokens[place - 1].lower() in _LIKENED:
        return end, None  # "I'm not your maid": no thing, but what somebody is or is not
    if not body or unsayable(tokens, place, body):
        return end, None
    if all(COUNTED.fullmatch(word.lower()) for word in body) and not re.search(r"[$£€]", body[0]):
        return end, None  # "nine": of what?
    body[-1] = re.sub(r"'s$", "", body[-1])
    head = body[-1].lower()
    joined = _joined(tokens, end)
    owner = tokens[place].lower() if start > place else ""
    told = f"{led(owner, body, tokens)}{' '.join(body)}{joined}"
    return end, Thing(cased(told, tokens, place), head, weight_of(tokens, place, owner, body), place)


def _act(tokens: list[str], start: int) -> tuple[int, Thing | None]:
    """What "smoking on the balcony" is done to, or where: whose doing it is would not be told."""
    more = start + 1
    lead = more < len(tokens) and tokens[more].lower() in _JOINS | {"up", "out", "off"}
    place = more + bool(lead)
    end, inner = _thing_at(tokens, place) if place < len(tokens) else (place, None)
    return (start + 1, None) if inner is None or inner.place != place else (end, inner)


def _start(tokens: list[str], place: int) -> int | None:
    """Where the words of a noun phrase begin: behind "the", "my", "no"; at a name, a number, a noun after "of"."""
    word, low = tokens[place], tokens[place].lower()
    before = tokens[place - 1].lower() if place else "."
    if low in OWNERS or low in known("articles"):
        return place + 1
    if COUNTED.fullmatch(low) and low not in ("one",):
        return place if re.search(r"[$£€]", word) or not _is_time(tokens, place) else None
    after = tokens[place + 1] if place + 1 < len(tokens) else "."
    if before in ".,!?" and after in ".,!?" and word[0].isupper() and low not in known("names"):
        return None  # who is spoken to
    if word[0].isupper() and before not in ".!?" and word != "I" and not word.startswith("I'"):
        return place
    if not _nounish(tokens, place, True) or _is_verb(low) or low in known("adjectives"):
        return _gerund(tokens, place)
    if before in known("before_nouns"):
        return None if before == "not" and is_base(low) else place
    verb = (base_of_ing(before) or is_base(before)) and before not in ("be", "being", "am", "is", "are")
    told = before in ".,;:!?" and topic_of(low).about != "us"
    return place if (verb or told) and not is_base(low) and not _is_quality(low) else None


def _gerund(tokens: list[str], place: int) -> int | None:
    """ "painting the nursery" behind "for" or "stop"; an ending alone is no thing."""
    before = tokens[place - 1].lower() if place else "."
    is_act = base_of_ing(tokens[place].lower()) is not None and is_base(
        base_of_ing(tokens[place].lower()) or ""
    )
    return place if is_act and before in known("before_acts") else None


def _is_verb(low: str) -> bool:
    done = base_of_past(low) or base_of_done(low)
    acts = base_of_ing(low) and low not in known("ing_nouns")
    return bool((done and (is_base(done) or low.endswith("ed"))) or acts)


def _is_quality(low: str) -> bool:
    """ "hysterical", "invisible": a word for how someone is, not for a thing."""
    return bool(
        re.search(rf"(?:ic|ical|ible|able|ful|ous|ive|less|ish|er|est)$|^(?:{feeling_words()})$", low)
    ) and not (topic_of(low).about != "us")


def _is_time(tokens: list[str], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].lower() in ("times", "pm", "am", "minutes")


def _end(tokens: list[str], start: int) -> int:
    end = start
    while end < len(tokens) and end - start < 4 and _nounish(tokens, end, end == start):
        end += 1
    while end > start and tokens[end - 1].lower() in known("adjectives"):
        end -= 1
    return end


def _nounish(tokens: list[str], place: int, first: bool) -> bool:
    """Whether this word may belong to a noun phrase."""
    low = tokens[place].lower()
    if not low[0].isalnum() and low[0] not in "$£€":
        return False
    if (
        low in known("function")
        or low.removesuffix("'s") in known("function")
        or "n't" in low
        or re.search(r"(?<!fami)(?<!bel)(?<!ju)ly$", low)
    ):
        return False
    if low in known("third_forms") or re.search(r"'(?:re|ve|ll|d|m)$", low):
        return False
    if first:
        return True
    if COUNTED.fullmatch(low):
        return False
    person = tokens[place - 1].lower() in known("persons")
    return not _is_verb(low) and not (person and (is_base(low) or base_of_third(low)))


def _joined(tokens: list[str], end: int) -> str:
    """ "from accounts" behind "Oscar", "of the house" behind "the man": what says which one is meant."""
    if end + 1 >= len(tokens) or tokens[end].lower() not in _JOINS:
        return ""
    place = end + 1
    lead = tokens[place].lower() if tokens[place].lower() in OWNERS | {"the", "a", "an"} else ""
    start = place + bool(lead)
    last = _end(tokens, start) if start < len(tokens) else start
    if tokens[end].lower() == "from" and not tokens[end - 1][0].isupper():
        return ""
    if tokens[end].lower() not in ("of", "from") and _KIN.match(tokens[end - 1]):
        return ""  # "our son at chess": where it was, not which one
    if tokens[end].lower() == "to" and tokens[end - 1].lower() not in _LEADING:
        return ""
    vague = known("generic") | known("times") | known("partner")
    if last == start or tokens[last - 1].lower() in vague or COUNTED.fullmatch(tokens[start].lower()):
        return ""
    if (
        not lead
        and not tokens[start][0].isupper()
        and (_is_verb(tokens[start].lower()) or _is_quality(tokens[start]))
    ):
        return ""
    if not lead and (is_base(tokens[start]) and tokens[end].lower() == "to"):
        return ""
    return f" {tokens[end].lower()} {f'{lead} ' if lead else ''}{' '.join(tokens[start:last])}"


def beginning(text: str) -> str:
    """A long draft up to where its first matter has been told; any other draft whole."""
    if len(text.split()) <= LONG:
        return text
    told = ""
    for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
        if len(told.split()) >= OPENING // 2:
            break
        told = f"{told} {sentence}"
    return told

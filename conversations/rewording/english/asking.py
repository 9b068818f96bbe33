"""Decides which part of an English draft to ask for next, and what to offer for it."""

import re

from conversations.rewording.english.matters import matter_of
from conversations.rewording.english.parts import Parts, Tense
from conversations.rewording.english.reading import Reading, read
from conversations.rewording.english.recognised import Topic, feeling_words, topic_of
from conversations.rewording.english.shapes import Shape
from conversations.rewording.language import GUESS, words
from conversations.rewording.values import Ask, Chip, Signal, Slot, SlotName, Source

_VAGUE = re.compile(
    r"^(?:listen|help|talk|change|try|stop|be|support|pay attention)\b(?: \w+){0,2}$|^help with things$", re.I
)
_NEEDS = ("company", "help", "reassurance")
_OPENING = ("hurt", "worn_out", "no_words")
_LATER = ("later", "quiet", "write")
_TIMES = ("tomorrow", "weekend", "when_ready")
_SUBJECTS = ("us", "home", "plans")
_EVENTS = ("tone", "alone", "promise")
_FIRST_EVENT = {"listening": "unheard", "phone": "unheard", "late": "late", "trust": "promise", "chores": "alone", "kids": "alone",
                "plans": "promise", "thanks": "alone", "money": "promise"}  # fmt: skip


def slots(text: str, signals: tuple[Signal, ...]) -> dict[SlotName, Slot]:
    """What the draft itself says; a request that it only implies is a guess."""
    reading = read(text)
    found: dict[SlotName, Slot] = {}
    if reading.parts.facts or reading.parts.about:
        said = ". ".join(one.text for one in reading.parts.facts) or reading.parts.about
        found["happened"] = Slot(said, Source.DRAFT)
    if reading.parts.feeling:
        found["feeling"] = Slot(reading.parts.feeling, Source.DRAFT)
    request = requested(reading.parts)
    if request is not None:
        found["request"] = request
    return found


def requested(parts: Parts) -> Slot | None:
    """The request in a draft, or what its only complaint longs for."""
    if parts.ask is not None:
        return Slot(parts.ask.words, Source.DRAFT if parts.ask.sure else Source.GUESS)
    longed = [one.missing for one in parts.facts if one.missing]
    if not longed:
        return None
    sure = len(parts.facts) == 1 and not _VAGUE.match(longed[0]) and parts.facts[0].tense == Tense.WHEN
    return Slot(longed[0], Source.DRAFT if sure else Source.GUESS)


def ask(text: str, known: dict[SlotName, Slot], signals: tuple[Signal, ...]) -> Ask | None:
    """The next question, or None when there is enough to show something."""
    reading = read(text)
    match reading.move.shape:
        case Shape.NO_WORDS:
            return _first_missing(known, (("feeling", _OPENING), ("request", _LATER)))
        case Shape.NOT_NOW:
            return _first_missing(known, (("request", _TIMES),))
        case Shape.SHOULD_KNOW:
            return _first_missing(known, (("need", _NEEDS),))
        case Shape.TALK:
            return Ask("topic", _chips("topic", _SUBJECTS))
        case Shape.TOLD:
            return _ask_told(text, reading, known)
        case _:
            return None


def _ask_told(text: str, reading: Reading, known: dict[SlotName, Slot]) -> Ask | None:
    parts, topic = reading.parts, _topic(text, reading.parts)
    if "happened" not in known and _nothing_told(text, parts, known):
        first = _FIRST_EVENT.get(topic.about, "tone")
        return Ask("happened", _chips("happened", tuple(dict.fromkeys((first, *_EVENTS)))[:3]))
    if "feeling" not in known and not feels(parts) and not _only_asks(parts, known):
        return Ask("feeling", _chips("feeling", topic.feelings))
    request = known.get("request")
    if request is None:
        return Ask("request", _chips("request", _offers(topic.requests)))
    if request.source == Source.GUESS:
        guess = Chip(GUESS, request.value[0].upper() + request.value[1:])
        offers = [
            one for one in _offers(topic.requests) if one != "try_not" or "try not" not in request.value
        ]
        others = _chips("request", tuple(offers))[:2]
        led = not parts.facts or (parts.facts[0].missing in ("", request.value) and len(parts.facts) == 1)
        return Ask(
            "request",
            (guess, *others)
            if led or (not _VAGUE.match(request.value) and parts.facts[0].missing)
            else (*others, guess),
        )
    return None


def _topic(text: str, parts: Parts) -> Topic:
    """What the draft is about; a third person's doings are a family matter, whatever they do."""
    first = parts.facts[0].text if parts.facts else ""
    matter = None if parts.facts else matter_of(text)
    if matter is not None:
        return Topic(matter.name, matter.pattern, matter.feelings, matter.requests)
    kin = re.match(
        r"^your (?:\w+ )?(?:mother|mom|mum|father|dad|parents|sister|brother|family|aunt|uncle|cousin)\b",
        first,
        re.I,
    )
    return topic_of("family" if kin else text)


def _offers(requests: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*requests, "talk", "another_way")))[:3]


def _nothing_told(text: str, parts: Parts, known: dict[SlotName, Slot]) -> bool:
    if parts.facts or parts.about or parts.story:
        return False
    if "request" in known:
        return bool(re.match(r"^\W*why\b", text, re.I)) and not re.search(r"\bwhen\b", text, re.I)
    return True


def _only_asks(parts: Parts, known: dict[SlotName, Slot]) -> bool:
    """A plain request needs no feeling beside it."""
    return not parts.facts and not parts.about and parts.ask is not None and "happened" not in known


def feels(parts: Parts) -> bool:
    """Whether a fact about the writer already names the feeling, so that none has to be added."""
    own = [one.text for one in parts.facts if one.tense == Tense.OWN or one.text.startswith("it'd be ")]
    return any(
        re.search(
            rf"\b(?:I'm|I am|I feel|I felt|makes me) (?:\w+ )?(?:{feeling_words()}|feel like)\b|\bsome days I feel\b|\bI'd have liked\b|\bI don't want\b|\bI wish\b|\bI'd like\b|\bI don't like\b|\bI needed\b|\bI miss\b|\bgetting to me\b|\blosing my mind\b|\blosing it\b|\bhard for me\b|f(?:ind|ound) it hard\b|\bwould really love\b|\bhard to trust\b|\bI'd (?:really )?love\b|\b[Ii]t(?:'s| was) hard\b|\ba bit short\b|^it'd be (?:nice|good|great|lovely|kind)\b|\b[Ii]t (?:hurts|hurt)\b",
            text,
            re.I,
        )
        for text in own
    )


def _first_missing(
    known: dict[SlotName, Slot], wanted: tuple[tuple[SlotName, tuple[str, ...]], ...]
) -> Ask | None:
    for slot, ids in wanted:
        if slot not in known or known[slot].source != Source.PERSON:
            return Ask(slot, _chips(slot, ids))
    return None


def _chips(slot: str, ids: tuple[str, ...]) -> tuple[Chip, ...]:
    texts = words("en", "chips")[slot]
    return tuple(Chip(one, texts[one]) for one in ids if one in texts)

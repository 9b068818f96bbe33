"""Takes a draft through the same order of questions in every language and hands back what to show."""

from dataclasses import replace
from typing import Literal, cast, get_args

from conversations.rewording.checks import SOFT, faults, minding
from conversations.rewording.danger import danger, listen
from conversations.rewording.keeping import kept_words
from conversations.rewording.language import GUESS, UNKNOWN, LanguageRules, rules_for, words
from conversations.rewording.normalise import Normal, detect_language, normalise
from conversations.rewording.values import (
    Ask,
    Boundary,
    Candidate,
    Chip,
    Draft,
    Gentle,
    Odd,
    Reworded,
    Rewording,
    Signal,
    Slot,
    SlotName,
    Source,
    Stop,
)
from conversations.rewording.verdicts import asked_of_the_bot
from conversations.rewording.weighing import weigh

MOST_QUESTIONS = 3  # answers after which there is always something to show
MOST_TOPICS = 4  # topics offered to choose from

_TOPIC: Literal["topic"] = "topic"
_CALM = -0.2  # weighs so little that it is left alone without a rule
_HEATED = 0.3  # weighs so much that it is not, whatever the rules see
_SAFE: Literal["safe"] = "safe"
_NO_WORDS = (UNKNOWN, GUESS, _SAFE)  # answers that are no words of the writer
_SUBJECT = ("happened", "need")  # asked for where nobody can tell what a message is about
_TOLD = ("happened", "request")
_EMPTY = ("vague", "passive_hint")
_SLOTS: tuple[SlotName, ...] = get_args(SlotName)


def reword(draft: Draft) -> Rewording:
    """What to show for a draft. Never raises; the same draft always gives the same answer.

    After at most three answers to `Ask` it is no longer an `Ask`; only "warmer", which the writer taps for, asks
    once more, for what may be true for the other one. Every text the writer typed goes through the
    danger gate first.
    """
    heard = listen(draft.text, draft.language)
    stop = heard.sure or _danger_in_answers(draft)
    if stop is not None:
        return stop
    normal = normalise(draft.text)
    if normal.too_long:
        return Odd("too_long")
    rules = rules_for(detect_language(normal.text) or draft.language)
    why_odd = rules.is_odd(normal.text)
    if why_odd is not None:
        return Odd(cast(Literal["noise"], why_odd))
    if heard.unsure is not None and not draft.choices:
        return Ask(_SAFE, _chips(rules, _SAFE))
    if heard.unsure is not None and draft.choices.get(_SAFE, _SAFE) != _SAFE:
        return heard.unsure
    return _reword(rules, draft, normal)


def reword_at_once(draft: Draft) -> Rewording:
    """As `reword`, for whoever cannot be asked: with what the draft itself gives, and what would be asked.

    A draft that does not tell what it is about stays an `Ask`, with what can be said all the same.
    """
    found = first = reword(draft)
    while isinstance(found, Ask):
        answer = {_TOPIC: GUESS, _SAFE: _SAFE}.get(found.slot, UNKNOWN)
        draft = replace(draft, choices={**draft.choices, found.slot: answer})
        found = reword(draft)
    if isinstance(found, Boundary):
        without = reword_at_once(replace(draft, choices={**draft.choices, "limit": "no"}))
        return replace(found, candidates=getattr(without, "candidates", ()))
    if isinstance(first, Ask) and first.slot == _SAFE:
        return replace(first, candidates=getattr(found, "candidates", ()))
    if not isinstance(found, Reworded) or not isinstance(first, Ask):
        return found
    if first.slot in _SUBJECT or _says_nothing(found):
        return replace(first, candidates=found.candidates)
    return replace(found, ask=first)


def objections(draft: Draft, found: Reworded, wording: str) -> tuple[str, ...]:
    """Why a wording from elsewhere must not be shown for this draft: what the engine asks of its own."""
    rules, text = chosen_text(draft)
    return faults(rules, replace(draft, text=text), text, wording, found.slots)


def chosen_text(draft: Draft) -> tuple[LanguageRules, str]:
    """What is worded of a draft: all of it, or the topic that was chosen; and by which rules."""
    normal = normalise(draft.text)
    rules = rules_for(detect_language(normal.text) or draft.language)
    return rules, _one_topic(normal.text, rules.topics(normal.text), draft)[0]


def with_wordings(draft: Draft, found: Reworded, others: tuple[Candidate, ...]) -> Reworded:
    """The same, with other wordings in the place of its own."""
    return replace(found, candidates=others, kept=kept_words(chosen_text(draft)[1], others[0].text))


def _says_nothing(found: Reworded) -> bool:
    told = any(slot.source == Source.DRAFT for name, slot in found.slots.items() if name in _TOLD)
    return not told and any(signal.kind in _EMPTY for signal in found.signals)


def _danger_in_answers(draft: Draft) -> Stop | None:
    typed = (said for said in draft.choices.values() if said not in _NO_WORDS)
    stops = (danger(said, draft.language) for said in typed)
    return next((stop for stop in stops if stop is not None), None)


def _reword(rules: LanguageRules, draft: Draft, normal: Normal) -> Rewording:
    wanted = asked_of_the_bot(normal.text, rules.code)
    if wanted:
        return Odd(wanted)
    signals = _signals(rules, normal, draft)
    if not draft.choices.keys() - {_SAFE} and draft.tone == "plain":
        why = _why_gentle(rules, normal.text, signals)
        if why is not None:
            return Gentle(why)
    if "limit" not in draft.choices:
        calm = rules.limit(normal.text)
        if calm is not None:
            return Boundary(calm or None, _chips(rules, "limit"), signals)
    topics = rules.topics(normal.text)
    if len(topics) > 1 and _TOPIC not in draft.choices:
        return Ask(_TOPIC, _topic_chips(topics), signals)
    text, parked = _one_topic(normal.text, topics, draft)
    return _compose(rules, draft, text, signals, parked)


def _why_gentle(rules: LanguageRules, text: str, signals: tuple[Signal, ...]) -> str | None:
    """What the rules see in it; else what its weight says, where nothing hard stands in it."""
    heat = weigh(text, rules.code).hot
    why = rules.leave_alone(text, signals)
    if why is not None:
        return why if heat < _HEATED else None
    hard = any(signal.kind not in SOFT for signal in signals)
    return "gentle" if heat < _CALM and not hard else None


def _signals(rules: LanguageRules, normal: Normal, draft: Draft) -> tuple[Signal, ...]:
    found = {*normal.loud, *rules.signals(normal.text)}
    return tuple(sorted(minding(found, draft), key=lambda one: (one.start, one.kind)))


def _topic_chips(topics: tuple[str, ...]) -> tuple[Chip, ...]:
    return tuple(Chip(f"{_TOPIC}{place}", topic) for place, topic in enumerate(topics[:MOST_TOPICS]))


def _chips(rules: LanguageRules, table: str) -> tuple[Chip, ...]:
    return tuple(Chip(id, text) for id, text in words(rules.code, "chips")[table].items())


def _one_topic(text: str, topics: tuple[str, ...], draft: Draft) -> tuple[str, tuple[str, ...]]:
    """The chosen topic as the text to go on with, and the others, kept for another time."""
    chosen = draft.choices.get(_TOPIC, UNKNOWN)
    if len(topics) < 2:
        return text, ()
    by_id = {chip.id: chip.text for chip in _topic_chips(topics)}
    topic = by_id.get(chosen, topics[0] if chosen in (UNKNOWN, GUESS) else normalise(chosen).text)
    return topic, tuple(other for other in topics if other != topic)


def _compose(
    rules: LanguageRules, draft: Draft, text: str, signals: tuple[Signal, ...], parked: tuple[str, ...]
) -> Rewording:
    here = replace(draft, text=text)
    slots = _answered(rules.slots(text, signals), draft)
    if draft.tone == "warmer" and "theirs" not in draft.choices:
        return Ask("theirs", (), signals)
    if len(draft.choices) < MOST_QUESTIONS and draft.choices.get("limit") != "yes":
        ask = rules.ask(text, slots, signals)
        if ask is not None and ask.slot not in draft.choices:
            return replace(ask, signals=ask.signals or signals)
    shown = _passing(rules, here, text, slots, signals) or _passing(rules, _blank(here), text, {}, signals)
    return Reworded(shown, signals, slots, parked, kept_words(text, shown[0].text) if shown else ())


def _answered(guesses: dict[SlotName, Slot], draft: Draft) -> dict[SlotName, Slot]:
    """The guesses, with what the writer has answered put over them."""
    slots = dict(guesses)
    for name in _SLOTS:
        match draft.choices.get(name):
            case None:
                continue
            case answer if answer == UNKNOWN:
                slots[name] = Slot("", Source.PERSON)
            case answer if answer == GUESS and name in guesses:
                slots[name] = Slot(guesses[name].value, Source.PERSON)
            case answer:
                slots[name] = Slot(normalise(answer).text, Source.PERSON)
    return slots


def _passing(
    rules: LanguageRules, draft: Draft, text: str, slots: dict[SlotName, Slot], signals: tuple[Signal, ...]
) -> tuple[Candidate, ...]:
    """The candidates that no check objects to: of each style the first, and each wording once."""
    passing: dict[str, Candidate] = {}
    for candidate in rules.candidates(draft, slots, signals):
        known = candidate.style in passing or candidate.text in {one.text for one in passing.values()}
        if not known and not faults(rules, draft, text, candidate.text, slots):
            passing[candidate.style] = candidate
    return tuple(passing.values())


def _blank(draft: Draft) -> Draft:
    """A draft that says nothing: for it a language offers an invitation to talk that is safe after any draft."""
    return replace(draft, text="", choices={}, tone="plain")

"""/help_me_say_this: say a hot thing so that it can be heard. Nothing is sent before it was previewed."""

from collections.abc import Generator, Mapping, Sequence
from typing import Any

from conversations.dialogue.outcomes import Button, Show, rows
from conversations.dialogue.outcomes.drafts import Noticed
from conversations.dialogue.phrases import Phrase, Value, lines, paragraphs, say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Reword,
    Step,
    Write,
    Wrote,
)
from conversations.flows.words import LONGEST, quoted, use_words

MOST_REASONS = 3
LETTERS = {"gentle": "A", "short": "B", "firm": "C", "both_sides": "D"}
ASKED_FOR = ("happened", "feeling", "need", "request", "theirs", "topic")
INSULTS = ("label", "contempt")
NO_IDEA = (Chip("unknown", say("reword.unknown")),)

Choices = dict[str, str]
Candidates = tuple[tuple[str, str], ...]  # style and text of each, as they are shown
Asking = Generator[Step, Any, Any]


def reword(here: Here) -> Flow:
    """Paste it as it is; answer at most three questions; pick, look, and only then send."""
    draft = here.words or (yield Write("reword.paste", limit=LONGEST))
    draft, offered = yield from _try_first(draft, here)
    choices: Choices = {}
    tone, variation = "plain", 0
    before: Candidates = ()
    noticed: tuple[str, ...] = ()
    while True:
        found: Mapping[str, Any] = yield Reword(draft, tuple(sorted(choices.items())), tone, variation)
        match found["kind"]:
            case "stop":
                return [Show(say(f"safety.{found['danger']}.text"), rows(_not_safe()))]
            case "odd":
                draft, choices = (yield Write(f"reword.odd.{found['why']}", limit=LONGEST)), {}
            case "gentle":
                match (yield Choose("reword.gentle", preview=quoted(draft))):
                    case "use":
                        return [*(yield from use_words(draft, here, helped=False)), Noticed((), offered)]
                    case "anyway":
                        tone = "softer"
                    case _:
                        return [Show(say("reword.closed.text")), Noticed((), offered)]
            case "ask":
                choices = choices | (yield from _ask(found))
            case "boundary":
                choices["limit"] = yield Choose("reword.limit", preview=found["limit"], chips=_chips(found))
            case _:
                same, before = _candidates(found) == before, _candidates(found)
                noticed = noticed or tuple(one["kind"] for one in _told(found["signals"]))
                match (yield from (_nothing_more(found) if same else _pick(found))):
                    case ("use", words):
                        return [*(yield from use_words(words, here, helped=True)), Noticed(noticed, offered)]
                    case ("tone", name):
                        tone, variation = name, variation + 1
                    case ("choices", corrected):
                        choices, variation = choices | corrected, variation + 1


def _try_first(draft: str, here: Here) -> Asking:
    """What has come up three times may be known by now: offer to reword it oneself. The draft, and what was offered."""
    if not here.familiar:
        return draft, ()
    found: Mapping[str, Any] = yield Reword(draft, at_home=True)
    known = [one for one in _told(found.get("signals", ())) if one["kind"] in here.familiar]
    if not known:
        return draft, ()
    offered, shown = tuple(one["kind"] for one in known), paragraphs(quoted(draft), _reason(known[0]))
    if (yield Choose("reword.try", preview=shown)) == "show":
        return draft, offered
    return (yield Write("reword.own", preview=shown, limit=LONGEST)), offered


def _not_safe() -> Button:
    return Button(say("dialogue.button.not_safe"), "support")


def _ask(found: Mapping[str, Any]) -> Asking:
    """One missing part: chips with the first guess first, typing always possible, "I don't know" accepted.

    Whether anybody is in danger is not to be written about: it is tapped.
    """
    if found["slot"] == "safe":
        return {"safe": (yield Choose("reword.ask.safe", chips=_chips(found)))}
    heat = found["slot"] == "happened" and any(one["kind"] in INSULTS for one in found["signals"])
    key, note = f"reword.ask.{found['slot']}", say("reword.heat") if heat else None
    match (yield ChooseOrWrite(key, chips=_chips(found), last=NO_IDEA, preview=note)):
        case Chosen(id):
            return {found["slot"]: id}
        case Wrote(words):
            return {found["slot"]: words}


def _chips(found: Mapping[str, Any]) -> tuple[Chip, ...]:
    return tuple(Chip(chip["id"], chip["text"]) for chip in found["chips"])


def _candidates(found: Mapping[str, Any]) -> Candidates:
    return tuple((one["style"], one["text"]) for one in found["candidates"])


def _nothing_more(found: Mapping[str, Any]) -> Asking:
    """Another try led to the same words: say so, instead of the same card once more."""
    if (yield Choose("reword.same")) == "not_it":
        return (yield from _correct())
    return (yield from _pick(found))


def _pick(found: Mapping[str, Any]) -> Asking:
    """The candidates, what was changed and why; then one of them, or another try."""
    candidates = dict(_candidates(found))
    chips = tuple(Chip(f"use_{style}", say("reword.use", letter=LETTERS[style])) for style in candidates)
    match (yield Choose("reword.pick", preview=_shown(candidates, found), chips=chips)):
        case "not_it":
            return (yield from _correct())
        case ("softer" | "firmer" | "warmer") as tone:
            return "tone", tone
        case used:
            return "use", candidates[used.removeprefix("use_")]


def _shown(candidates: Mapping[str, str], found: Mapping[str, Any]) -> Value:
    cards = (
        paragraphs(say(f"reword.style.{style}", letter=LETTERS[style]), quoted(text))
        for style, text in candidates.items()
    )
    told = list({one["words"]: one for one in reversed(_told(found["signals"]))}.values())[::-1]
    reasons = lines(*(_reason(one) for one in told[:MOST_REASONS]))
    changed = say("reword.changed", reasons=reasons) if told else None
    by_model = say("reword.by_model", host=found["model"]) if "model" in found else None
    return paragraphs(_kept(found["kept"]), *cards, by_model, changed)


def _kept(phrases: Sequence[str]) -> Value:
    """What of the writer's own words is in it; said only where something is."""
    told = lines(*(say("reword.own_words", words=words) for words in phrases))
    return say("reword.kept", words=told) if phrases else None


def _told(signals: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One of each kind that has words; parts that were only missing are no reproach."""
    first: dict[str, Mapping[str, Any]] = {}
    for signal in signals:
        if signal["words"] and signal["why"]:
            first.setdefault(signal["kind"], signal)
    return list(first.values())


def _reason(signal: Mapping[str, Any]) -> Phrase:
    return say("reword.reason", words=signal["words"], why=signal["why"])


def _correct() -> Asking:
    """ "That's not what I mean": which part?"""
    part = yield Choose("reword.which")
    if part in ASKED_FOR:
        return "choices", {part: (yield Write(f"reword.ask.{part}"))}
    return "tone", "firmer" if part == "too_soft" else "plain"

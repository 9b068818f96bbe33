"""/help_me_say_this: say a hot thing so that it can be heard. Nothing is sent before it was previewed."""

from collections.abc import Generator, Mapping
from typing import Any

from conversations.dialogue.outcomes import Button, Show, rows
from conversations.dialogue.outcomes.drafts import Hold, LetGo
from conversations.dialogue.outcomes.needs import AskFor
from conversations.dialogue.phrases import Moment, Phrase, Value, lines, paragraphs, say
from conversations.dialogue.steps import (
    Chip,
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Reword,
    Step,
    TellTime,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.moment import named_moment

LONGEST = 1500  # characters of a draft (rewording.md)
MOST_REASONS = 3
LETTERS = {"gentle": "A", "short": "B", "firm": "C", "both_sides": "D"}
ASKED_FOR = ("happened", "feeling", "need", "request", "theirs", "topic")
NO_IDEA = (Chip("unknown", say("reword.unknown")),)

Choices = dict[str, str]
Candidates = tuple[tuple[str, str], ...]  # style and text of each, as they are shown
Asking = Generator[Step, Any, Any]


def reword(here: Here) -> Flow:
    """Paste it as it is; answer at most three questions; pick, look, and only then send."""
    draft = here.words or (yield Write("reword.paste", limit=LONGEST))
    choices: Choices = {}
    tone, variation = "plain", 0
    before: Candidates = ()
    while True:
        found: Mapping[str, Any] = yield Reword(draft, tuple(sorted(choices.items())), tone, variation)
        match found["kind"]:
            case "stop":
                return [Show(say(f"safety.{found['danger']}.text"), rows(_not_safe()))]
            case "odd":
                draft, choices = (yield Write(f"reword.odd.{found['why']}", limit=LONGEST)), {}
            case "gentle":
                return (yield from _leave_alone(draft, here))
            case "ask":
                choices = choices | (yield from _ask(found))
            case "boundary":
                choices["limit"] = yield Choose("reword.limit", preview=found["limit"], chips=_chips(found))
            case _:
                same, before = _candidates(found) == before, _candidates(found)
                match (yield from (_nothing_more(found) if same else _pick(found))):
                    case ("use", words):
                        return (yield from use_words(words, here))
                    case ("tone", name):
                        tone, variation = name, variation + 1
                    case ("choices", corrected):
                        choices, variation = choices | corrected, variation + 1


def _not_safe() -> Button:
    return Button(say("dialogue.button.not_safe"), "support")


def _leave_alone(draft: str, here: Here) -> Flow:
    """It already reads well: say so, and let it be."""
    if (yield Choose("reword.gentle", preview=_quoted(draft))) == "use":
        return (yield from use_words(draft, here, helped=False))
    return [Show(say("reword.closed.text"))]


def _ask(found: Mapping[str, Any]) -> Asking:
    """One missing part: chips with the first guess first, typing always possible, "I don't know" accepted."""
    match (yield ChooseOrWrite(f"reword.ask.{found['slot']}", chips=_chips(found), last=NO_IDEA)):
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
        paragraphs(say(f"reword.style.{style}", letter=LETTERS[style]), _quoted(text))
        for style, text in candidates.items()
    )
    return paragraphs(*cards, _reasons(found["signals"]))


def _reasons(signals: list[Mapping[str, Any]]) -> Value:
    """At most three, each with the words it is about; parts that were only missing are no reproach."""
    told: dict[str, Phrase] = {}
    for signal in signals:
        if signal["words"] and signal["why"]:
            reason = say("reword.reason", words=signal["words"], why=signal["why"])
            told.setdefault(signal["kind"], reason)
    return say("reword.changed", reasons=lines(*list(told.values())[:MOST_REASONS])) if told else None


def _correct() -> Asking:
    """ "That's not what I mean": which part?"""
    part = yield Choose("reword.which")
    if part in ASKED_FOR:
        return "choices", {part: (yield Write(f"reword.ask.{part}"))}
    return "tone", "firmer" if part == "too_soft" else "plain"


def use_words(words: str, here: Here, helped: bool = True) -> Flow:
    """The exact preview, a place, and the last word with its author."""
    if not here.paired:
        return [Show(say("reword.copy.text")), Show(words, anew=True)]
    while True:
        card = card_of(words, here, helped)
        places = (
            ("us", "partner", "copy", "edit", "hold")
            if here.shared_chat
            else ("partner", "copy", "edit", "hold")
        )
        shown = say("need.words.card", me=here.me, card=card)
        match (yield Choose("reword.send", with_values(partner=here.partner), shown, only=places)):
            case ("us" | "partner") as place:
                return (yield from _send(words, card, place, here, helped))
            case "copy":
                return [Show(say("reword.copy.text")), Show(words, anew=True)]
            case "edit":
                words = yield Write("reword.edit", preview=_quoted(words), limit=LONGEST)
            case _:
                return (yield from _hold(words, here, helped))


def card_of(words: str, here: Here, helped: bool) -> Value:
    """The words, and a small honest line where Attune helped (it cannot be taken off; a copy has none)."""
    return lines(words, say("reword.footer", me=here.me)) if helped else words


def _send(words: str, card: Value, place: str, here: Here, helped: bool) -> Flow:
    """During a pause nothing goes: it waits for its author until the pause is over."""
    yield from ()
    if here.pause is None:
        return [AskFor("words", card, "no_rush", place)]
    until = here.pause.back_at
    return [Hold(words, until, helped), Show(say("reword.paused.text", at=Moment(until)))]


def _hold(words: str, here: Here, helped: bool) -> Flow:
    when = yield Choose("reword.hold")
    now = yield TellTime()
    until = named_moment(when, now, here.zone)
    return [Hold(words, until, helped), Show(say("reword.held.text", at=Moment(until, "day_time")))]


def held(here: Here) -> Flow:
    """A held draft whose time has come: look at it again, then decide."""
    draft = here.draft
    if draft is None:
        return [Show(say("reword.gone.text"))]
    match here.args[1:]:
        case ("drop",):
            yield from ()
            return [LetGo(draft.id), Show(say("reword.dropped.text"))]
        case _:
            return [LetGo(draft.id), *(yield from use_words(draft.words, here, draft.helped))]


def _quoted(text: str) -> Phrase:
    return say("reword.quote", text=text)

"""/help_me_say_this: say a hot thing so that it can be heard. Nothing is sent before it was previewed."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from conversations.dialogue.outcomes import Show
from conversations.dialogue.outcomes.drafts import Hold, LetGo, Noticed
from conversations.dialogue.outcomes.safety import ways_on
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
)
from conversations.flows.feelings import FEELINGS
from conversations.flows.notes import look_again
from conversations.flows.words import LONGEST, hold, no_longer, quoted, use_words

MOST_REASONS = 3
MANY = 5  # drafts on one day: talking may do more
LETTERS = {"gentle": "A", "short": "B", "firm": "C", "both_sides": "D"}
ASKED_FOR = ("happened", "feeling", "need", "request", "theirs", "topic")
INSULTS = ("label", "contempt")
NOT_CALLED = ("feeling", "happened", "request", "too_soft", "too_formal", "my_words")
NO_IDEA = (Chip("unknown", say("reword.unknown")),)

Choices = dict[str, str]
Candidates = tuple[tuple[str, str], ...]  # style and text of each, as they are shown
Asking = Generator[Step, Any, Any]


def reword(here: Here) -> Flow:
    """Paste it as it is; answer at most three questions; pick, look, and only then send.

    A draft that comes during a pause is kept as it is until the pause is over (flows.md 9.5). One that was there
    before goes on: hence the time, which stays on the transcript.
    """
    draft = here.words or (yield Write("reword.paste", preview=_starter(here), limit=LONGEST))
    came: datetime = yield TellTime()
    if here.pause is not None and here.pause.started_at <= came:
        until = here.pause.back_at
        draft = yield from no_longer(draft)
        kept = Hold(draft, until, helped=False, worded=False)
        return [kept, Show(say("reword.paused.text", at=Moment(until)))]
    draft, offered = yield from _try_first(draft, here)
    choices: Choices = {}
    tone, variation = "plain", 0
    before: Candidates = ()
    noticed = Noticed((), offered)
    fine = tuple(word for _, word in here.fine_words)
    while True:
        found: Mapping[str, Any] = yield Reword(draft, tuple(sorted(choices.items())), tone, variation, fine)
        match found["kind"]:
            case "stop":
                return [Show(say(f"safety.{found['danger']}.text"), ways_on(found["danger"]))]
            case "odd":
                draft, choices = (yield Write(f"reword.odd.{found['why']}", limit=LONGEST)), {}
            case "gentle":
                match (yield Choose("reword.gentle", preview=quoted(draft))):
                    case "use":
                        return [*(yield from use_words(draft, here, helped=False)), noticed]
                    case "anyway":
                        tone = "softer"
                    case _:
                        return [Show(say("reword.closed.text")), noticed]
            case "ask":
                choices = choices | (yield from _ask(found))
            case "boundary":
                choices["limit"] = yield Choose("reword.limit", preview=found["limit"], chips=_chips(found))
            case _:
                same, before = _candidates(found) == before, _candidates(found)
                if not noticed.kinds:
                    noticed = replace(noticed, kinds=tuple(one["kind"] for one in _told(found["signals"])))
                match (yield from (_nothing_more if same else _pick)(found, here)):
                    case ("use", words):
                        return [*(yield from use_words(words, here, helped=True)), noticed]
                    case ("hold", _):
                        return [*(yield from hold(draft, here, helped=False, worded=False)), noticed]
                    case ("fine", word):
                        fine, noticed, before = (
                            (*fine, word),
                            replace(noticed, fine=(*noticed.fine, word)),
                            (),
                        )
                    case ("tone", name):
                        tone, variation = name, variation + 1
                    case ("choices", corrected):
                        choices, variation = choices | corrected, variation + 1


def _starter(here: Here) -> Value:
    """`reword feeling WORD`, from the list of words: how a sentence with it may begin."""
    match here.args:
        case ("feeling", word) if word in FEELINGS:
            return say("words.starter", feeling=say(f"feelings.said.{word}"))
        case _:
            return None


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


def held(here: Here) -> Flow:
    """What was kept for later: look at it again, then decide."""
    draft = here.draft
    if draft is None:
        return [Show(say("reword.gone.text"))]
    match here.args[1:]:
        case ("drop",):
            yield from ()
            return [LetGo(draft.id), Show(say("reword.dropped.text"))]
        case _ if draft.kind:
            return [LetGo(draft.id), *(yield from look_again(draft.kind, draft.card, here))]
        case _ if draft.worded:
            return [LetGo(draft.id), *(yield from use_words(draft.words, here, draft.helped))]
        case _:
            return [LetGo(draft.id), *(yield from reword(replace(here, words=draft.words)))]


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


def _nothing_more(found: Mapping[str, Any], here: Here) -> Asking:
    """Another try led to the same words: say so, instead of the same card once more."""
    if (yield Choose("reword.same")) == "not_it":
        return (yield from _correct(found))
    return (yield from _pick(found, here))


def _pick(found: Mapping[str, Any], here: Here) -> Asking:
    """The candidates, what was changed and why; then one of them, or another try."""
    candidates = dict(_candidates(found))
    chips = tuple(Chip(f"use_{style}", say("reword.use", letter=LETTERS[style])) for style in candidates)
    match (yield Choose("reword.pick", preview=_shown(candidates, found, here), chips=chips)):
        case "not_it":
            return (yield from _correct(found))
        case "hold":
            return "hold", ""
        case ("softer" | "firmer" | "warmer") as tone:
            return "tone", tone
        case used:
            return "use", candidates[used.removeprefix("use_")]


def _shown(candidates: Mapping[str, str], found: Mapping[str, Any], here: Here) -> Value:
    cards = (
        paragraphs(say(f"reword.style.{style}", letter=LETTERS[style]), quoted(text))
        for style, text in candidates.items()
    )
    told = list({one["words"]: one for one in reversed(_told(found["signals"]))}.values())[::-1]
    reasons = lines(*(_reason(one) for one in told[:MOST_REASONS]))
    changed = say("reword.changed", reasons=reasons) if told else None
    by_model = say("reword.by_model", host=found["model"]) if "model" in found else None
    talk = say("reword.talk") if here.wordings_today + 1 >= MANY else None
    return paragraphs(_kept(found["kept"]), *cards, by_model, changed, talk)


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


def _correct(found: Mapping[str, Any]) -> Asking:
    """ "That's not what I mean": which part? A word that was called hard may be one the writer is fine with."""
    called = list(dict.fromkeys(one["words"] for one in _told(found["signals"])))
    part = yield Choose("reword.which", only=None if called else NOT_CALLED)
    if part == "fine_word":
        chips = tuple(Chip(str(place), say("reword.word", word=word)) for place, word in enumerate(called))
        return "fine", called[int((yield Choose("reword.fine", chips=chips)))]
    if part in ASKED_FOR:
        return "choices", {part: (yield Write(f"reword.ask.{part}"))}
    return "tone", {"too_soft": "firmer", "too_formal": "casual"}.get(part, "plain")

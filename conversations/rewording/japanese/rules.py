"""All the engine needs to know of Japanese, behind one door."""

from conversations.rewording.japanese import checks, danger, frames, leave, limits, signals
from conversations.rewording.japanese.gathering import Slots, parts_of, value_of
from conversations.rewording.japanese.reading import (
    Reading,
    is_soft,
    read,
)
from conversations.rewording.japanese.tone import register_of
from conversations.rewording.language import GUESS, UNKNOWN, words
from conversations.rewording.values import (
    Ask,
    Candidate,
    Chip,
    Draft,
    Language,
    Signal,
    Slot,
    SlotName,
    Source,
    Style,
)

_HAPPENED = {
    "tone": ["tone", "unheard", "alone"],
    "cold": ["tone", "unheard", "alone"],
    "home": ["alone", "promise", "tone"],
}
_STYLES: tuple[Style, ...] = ("gentle", "short", "firm")
_NOT_AN_ANSWER = ("", UNKNOWN, GUESS)


class Japanese:
    """The rules of Japanese; keeps no state, and no method raises for any text."""

    code: Language = "ja"

    def is_odd(self, text: str) -> str | None:
        """Why this is nothing to reword, or None."""
        return leave.why_odd(text)

    def danger(self, text: str) -> str | None:
        """The kind of danger, or None."""
        return danger.danger(text)

    def signals(self, text: str) -> tuple[Signal, ...]:
        """What makes this land hard, in the order of the text."""
        found = signals.signals(text)
        hard = tuple(one for one in found if one.kind != "passive_hint")
        return (*found, *_missingparts_of(read(text), len(text))) if hard else found

    def leave_alone(self, text: str, signals: tuple[Signal, ...]) -> str | None:
        """Why it should be left as it is, on positive evidence, or None."""
        return leave.why_gentle(text, signals)

    def limit(self, text: str) -> str | None:
        """A calm wording of a limit, "" when there is none to offer, None when it is no limit."""
        return limits.limit(text, register_of(text))

    def topics(self, text: str) -> tuple[str, ...]:
        """The things a draft speaks of, as neutral clauses, when there are three or more."""
        found = _topics(read(text))
        return found if len(found) > 2 else ()

    def slots(self, text: str, signals: tuple[Signal, ...]) -> Slots:
        """What the draft says itself, and a first guess for what it leaves open."""
        seen = read(text)
        topic = words("ja", "lexicon")["topic"][seen.topic]
        slots: Slots = {}
        if seen.happened:
            slots["happened"] = Slot(seen.happened, Source.DRAFT)
        slots["feeling"] = _first(seen.feelings, topic["feelings"])
        slots["request"] = _first(tuple(wish.say for wish in seen.wishes), topic["requests"])
        return slots

    def ask(self, text: str, slots: Slots, signals: tuple[Signal, ...]) -> Ask | None:
        """The next part to ask for: what happened, then the feeling, then the request."""
        seen = read(text)
        missing = _missing(seen, slots)
        return Ask(missing, _chips(missing, seen), signals) if missing else None

    def candidates(self, draft: Draft, slots: Slots, signals: tuple[Signal, ...]) -> tuple[Candidate, ...]:
        """A gentle, a short and a firm wording; limit frames when the writer asked for a limit."""
        parts = parts_of(draft, slots)

        def fits(said: str) -> bool:
            return is_soft(said) and not checks.problems(draft, said, slots)

        if draft.choices.get("limit") == "yes":
            return tuple(Candidate(*one) for one in frames.toned(draft, parts, _limits(draft), fits))
        return tuple(Candidate(style, said) for style, said in frames.wordings(draft, parts, fits))

    def problems(self, draft: Draft, candidate: str, slots: Slots) -> tuple[str, ...]:
        """Why a wording must not be shown."""
        return checks.problems(draft, candidate, slots)


def _missingparts_of(seen: Reading, end: int) -> tuple[Signal, ...]:
    """What a hot draft lacks; nothing hard in itself."""
    kinds = []
    if not seen.wishes:
        kinds.append("no_ask")
    if not seen.feelings:
        kinds.append("no_feeling")
    if len(_topics(seen)) > 2:
        kinds.append("kitchen_sink")
    return tuple(Signal(kind, end, end, "") for kind in kinds)


def _topics(seen: Reading) -> tuple[str, ...]:
    return tuple({event.topic: event.say for event in seen.events if not event.own}.values())


def _first(said: tuple[str, ...], guesses: list[str]) -> Slot:
    return Slot(said[0], Source.DRAFT) if said else Slot(guesses[0], Source.GUESS)


def _missing(seen: Reading, slots: Slots) -> SlotName | None:
    open_parts = {name for name in ("happened", "feeling", "request") if _is_open(slots, name)}
    if seen.opening in ("hear", "sorry"):
        return None
    if seen.opening in ("wish", "hint"):
        return "request" if "request" in open_parts else None
    if seen.opening == "talk":
        return "happened" if "happened" in open_parts else "request" if "request" in open_parts else None
    told = any(value_of(slots, name) for name in ("happened", "feeling", "request"))
    if "happened" in open_parts and not told:
        return "happened"
    if "feeling" in open_parts and (value_of(slots, "happened") or not value_of(slots, "request")):
        return "feeling"
    return "request" if "request" in open_parts else None


def _is_open(slots: Slots, name: str) -> bool:
    """Neither read from the draft nor asked for yet."""
    slot = slots.get(name)  # type: ignore[call-overload]
    return slot is None or slot.source is Source.GUESS


def _chips(name: SlotName, seen: Reading) -> tuple[Chip, ...]:
    listed = words("ja", "chips")[name]
    topic = words("ja", "lexicon")["topic"][seen.topic]
    ids: list[str] = _HAPPENED.get(seen.topic, ["unheard", "tone", "alone"])
    if name == "feeling":
        ids = topic["feelings"]
    elif name == "request":
        ids = topic["requests"]
    if name == "request" and seen.opening == "hint":
        ids = ["later", "when_ready", "quiet"]
    elif name == "request" and seen.opening == "wish":
        ids = ["listen", "evening", "be_there"]
    if seen.opening == "talk":
        ids = ["us", "home", "plans"] if name == "happened" else ["talk", "evening", "weekend"]
    return tuple(Chip(one, listed[one]) for one in ids)


def _limits(draft: Draft) -> frames.Made:
    register = "casual" if draft.tone == "casual" else register_of(draft.text)
    calm = limits.limit(draft.text, register)
    plain: list[str] = words("ja", "frames")["limit"]["plain"][register]
    said = [calm, *plain] if calm else plain
    return tuple(zip(_STYLES, said, strict=False))

"""What a language must know so that the engine can reword a draft in it, and where its words are kept."""

import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from conversations.rewording.values import Ask, Candidate, Draft, Language, Signal, Slot, SlotName

UNKNOWN = "unknown"  # the answer "I don't know" to any question: a version without that part
GUESS = "guess"  # the answer "yes, that" to the guess a question showed first

_CONTENT = Path(__file__).parents[1] / "content"
_RULES = {
    "en": ("conversations.rewording.english.rules", "English"),
    "ja": ("conversations.rewording.japanese.rules", "Japanese"),
}


class LanguageRules(Protocol):
    """All that differs between languages. Every text given here has been through `normalise` first.

    What the engine puts into `slots` for an answered question: `Slot(answer, PERSON)`, where the answer is a
    chip id or what was typed; for the answer `guess`, the guessed value itself; for `unknown`, `Slot("", PERSON)`:
    the writer was asked and does not know. No method may raise, whatever the text.
    """

    code: Language

    def is_odd(self, text: str) -> str | None:
        """Why this is nothing to reword (a reason of `Odd`), or None."""
        ...

    def danger(self, text: str) -> str | None:
        """The kind of danger (a kind of `Stop`), or None. Idioms and jokes are looked at first."""
        ...

    def signals(self, text: str) -> tuple[Signal, ...]:
        """What makes this land hard, in the order of the text."""
        ...

    def leave_alone(self, text: str, signals: tuple[Signal, ...]) -> str | None:
        """Why it should be left as it is, on positive evidence (a reason of `Gentle`), or None."""
        ...

    def limit(self, text: str) -> str | None:
        """A calm wording of a limit; "" for a limit or threat that has no frame; None when it is neither."""
        ...

    def slots(self, text: str, signals: tuple[Signal, ...]) -> dict[SlotName, Slot]:
        """What can be read or guessed from the draft. The threat part of a conditional is left out."""
        ...

    def topics(self, text: str) -> tuple[str, ...]:
        """The parts of a draft that speaks of several things; at most one when it speaks of one."""
        ...

    def ask(self, text: str, slots: dict[SlotName, Slot], signals: tuple[Signal, ...]) -> Ask | None:
        """The next part to ask for, or None when enough is known. A slot from the person is never asked again."""
        ...

    def candidates(
        self, draft: Draft, slots: dict[SlotName, Slot], signals: tuple[Signal, ...]
    ) -> tuple[Candidate, ...]:
        """What could be said, in the order to show it; of each style the first that passes every check is shown,
        so that several forms of one style may be offered. `draft.choices["limit"] == "yes"` asks for limit frames.

        For an empty text and no slots: at least one wording that is safe after any draft (an invitation to talk).
        """
        ...

    def problems(self, draft: Draft, candidate: str, slots: dict[SlotName, Slot]) -> tuple[str, ...]:
        """Why a candidate must not be shown: reversed, invented, not a feeling, wrong register, bad grammar."""
        ...


@cache
def rules_for(language: Language) -> LanguageRules:
    """The rules of a language, loaded when first needed."""
    module, name = _RULES[language]
    return cast(LanguageRules, getattr(import_module(module), name)())


@cache
def words(language: Language, file: str) -> dict[str, Any]:
    """One TOML file of content/<language>/rewording/, read once."""
    return tomllib.loads((_CONTENT / language / "rewording" / f"{file}.toml").read_text(encoding="utf-8"))

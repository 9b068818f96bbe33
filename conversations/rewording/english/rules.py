"""English, as the engine needs it: each question of the engine answered by the module that knows."""

from dataclasses import replace

from conversations.rewording.english import alone, asking, danger, faithful, limits, moves, odd, topics
from conversations.rewording.english.retold import as_meant
from conversations.rewording.english.signals import signals
from conversations.rewording.values import Ask, Candidate, Draft, Language, Signal, Slot, SlotName


class English:
    """The English rules; what each method promises is said in `LanguageRules`."""

    code: Language = "en"

    def is_odd(self, text: str) -> str | None:
        return odd.is_odd(text)

    def danger(self, text: str) -> str | None:
        return danger.danger(text)

    def signals(self, text: str) -> tuple[Signal, ...]:
        return signals(text)

    def leave_alone(self, text: str, signals: tuple[Signal, ...]) -> str | None:
        return alone.leave_alone(text, signals)

    def limit(self, text: str) -> str | None:
        return limits.limit(text)

    def slots(self, text: str, signals: tuple[Signal, ...]) -> dict[SlotName, Slot]:
        return asking.slots(as_meant(text), signals)

    def topics(self, text: str) -> tuple[str, ...]:
        return topics.topics(text)

    def ask(self, text: str, slots: dict[SlotName, Slot], signals: tuple[Signal, ...]) -> Ask | None:
        return asking.ask(as_meant(text), slots, signals)

    def candidates(
        self, draft: Draft, slots: dict[SlotName, Slot], signals: tuple[Signal, ...]
    ) -> tuple[Candidate, ...]:
        return moves.candidates(replace(draft, text=as_meant(draft.text)), slots)

    def problems(self, draft: Draft, candidate: str, slots: dict[SlotName, Slot]) -> tuple[str, ...]:
        return faithful.problems(draft, candidate, slots)

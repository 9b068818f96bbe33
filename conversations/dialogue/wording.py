"""The door to the rewording engine."""

from typing import Any, Protocol

from conversations.dialogue.steps import Reword


class Wording(Protocol):
    """What a turn asks of the rewording engine. Neither call keeps or sends what it is given."""

    def danger(self, words: str, language: str) -> str | None:
        """What kind of danger speaks from these words, if any."""
        ...

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        """Gentler ways to say a draft, as plain values with a "kind"."""
        ...


class OfflineWording:
    """The engine that ships with Attune; it needs nothing but itself."""

    def danger(self, words: str, language: str) -> str | None:
        from conversations.rewording import danger  # its lexicons are read when they are first needed

        stop = danger(words, "ja" if language == "ja" else "en")
        return stop.kind if stop else None

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        from conversations.rewording import Draft, Language, detect_language, plain, reword

        read: Language = "ja" if language == "ja" else "en"
        spoken = detect_language(step.draft) or read
        draft = Draft(step.draft, spoken, dict(step.choices), step.tone, step.variation)  # type: ignore[arg-type]
        return {**plain(reword(draft), read), "language": spoken}

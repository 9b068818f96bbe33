"""The door to the rewording engine."""

from typing import TYPE_CHECKING, Any, Protocol

from conversations.dialogue.steps import Reword

if TYPE_CHECKING:
    from conversations.rewording import Draft, Language, Rewording


class Wording(Protocol):
    """What a turn asks of the rewording engine. Neither call keeps or sends what it is given."""

    def danger(self, words: str, language: str) -> str | None:
        """What kind of danger speaks from these words of any conversation, if any. A draft is heard once more."""
        ...

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        """Gentler ways to say a draft, as plain values with a "kind"."""
        ...


class OfflineWording:
    """The engine that ships with Attune; it needs nothing but itself."""

    def danger(self, words: str, language: str) -> str | None:
        from conversations.rewording import (
            danger_anywhere,  # its lexicons are read when they are first needed
        )

        stop = danger_anywhere(words, "ja" if language == "ja" else "en")
        return stop.kind if stop else None

    def reword(self, step: Reword, language: str) -> dict[str, Any]:
        from conversations.rewording import reword

        draft = draft_of(step, language)
        return told(reword(draft), draft, language)


class Model(Protocol):
    """A language model elsewhere that may help with the wording of drafts, once their people agreed."""

    @property
    def host(self) -> str:
        """Who receives the words."""
        ...

    def reword(self, step: Reword, language: str, names: tuple[str, ...]) -> dict[str, Any]:
        """As `Wording.reword`, with the host under "model" where it helped. `names` do not leave."""
        ...


def draft_of(step: Reword, language: str) -> "Draft":
    """A draft as the engine takes it, in the language it is written in or else in the reader's."""
    from conversations.rewording import Draft, detect_language

    spoken = detect_language(step.draft) or _read_in(language)
    return Draft(step.draft, spoken, dict(step.choices), step.tone, step.variation, step.fine)  # type: ignore[arg-type]


def told(rewording: "Rewording", draft: "Draft", language: str) -> dict[str, Any]:
    """A rewording as plain values, explained in the reader's language."""
    from conversations.rewording import plain

    return {**plain(rewording, _read_in(language)), "language": draft.language}


def _read_in(language: str) -> "Language":
    return "ja" if language == "ja" else "en"

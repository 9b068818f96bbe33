"""What is known of a person's profile when a conversation starts, and what the other one lets them read."""

from dataclasses import dataclass

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class ProfileLine:
    """One line of a profile: as it stands now, or as its author has approved it."""

    line: str
    side: str  # of its axis; empty for a line in one's own words
    what: Value


@dataclass(frozen=True)
class GuessSeen:
    """The guess round, as the person in this turn may see it: of the other one nothing before both are in."""

    state: str  # waiting, open, guessed or over
    lines: tuple[str, ...] = ()  # of the other one, to be guessed
    found: Value = None  # what was read at the end


@dataclass(frozen=True)
class ProfileSeen:
    """Everything of it that a conversation may need."""

    said: tuple[tuple[str, int], ...] = ()  # statement, and 1 to 5; 0 where it was left out
    words: tuple[tuple[str, Value], ...] = ()  # line, and what was written or picked
    shared: tuple[ProfileLine, ...] = ()  # mine, as the other one reads them
    theirs: tuple[ProfileLine, ...] = ()  # the other one's, as I may read them
    me_first: bool = True  # whose words stand first today where both stand on one card
    guess: GuessSeen | None = None  # none: not in


NO_PROFILE = ProfileSeen()

"""What /privacy tells a person: what is kept of them, for how long, who answers for it, and what they agreed to."""

from dataclasses import dataclass, field

from conversations.dialogue.phrases import Value


@dataclass(frozen=True)
class Hosting:
    """What the host states about themselves; nothing of it can be known otherwise."""

    contact: str = ""  # how they can be reached
    backup_days: int | None = None  # after which a copy of the database is gone


@dataclass(frozen=True)
class KeptFor:
    """How long what need not stay is kept, in the unit that its name says."""

    drafts_hours: int
    talks_hours: int
    messages_hours: int
    withdrawn_hours: int
    invites_hours: int
    updates_days: int
    lines_days: int
    tension_days: int
    loops_days: int
    consents_years: int
    shared_days: int  # after one of the two has left


@dataclass(frozen=True)
class AgreedSeen:
    """A yes that stands."""

    purpose: str
    since: Value = None  # a day; nothing where it is older than the lines
    host: str = ""  # of the language model


@dataclass(frozen=True)
class PrivacySeen:
    """What there is to be told about a person. The counts are of the kinds in privacy.toml, without those of none."""

    kept_for: KeptFor
    hosting: Hosting = field(default_factory=Hosting)
    mine: tuple[tuple[str, int], ...] = ()
    ours: tuple[tuple[str, int], ...] = ()
    agreed: tuple[AgreedSeen, ...] = ()
    erased_at: Value = None  # when all is erased, where the person has taken back that anything is kept

"""Who is there in a storm of updates: two couples, and somebody who belongs to neither."""

from dataclasses import dataclass

STRANGE = "zqstray"  # the canary of who belongs to nobody


@dataclass(frozen=True)
class Pair:
    """Two people with a shared chat; everything they write carries their canary."""

    canary: str
    users: tuple[int, int]
    group: int

    @property
    def chats(self) -> frozenset[int]:
        return frozenset((*self.users, self.group))


@dataclass(frozen=True)
class Cast:
    """Two couples, and somebody with a group that belong to neither."""

    pairs: tuple[Pair, Pair]
    stranger: int
    elsewhere: int  # a group

    @property
    def people(self) -> tuple[int, ...]:
        return (*self.pairs[0].users, *self.pairs[1].users, self.stranger)

    @property
    def groups(self) -> tuple[int, ...]:
        return (self.pairs[0].group, self.pairs[1].group, self.elsewhere)

    def canary(self, user: int) -> str:
        """What stands in everything this person writes."""
        return next((pair.canary for pair in self.pairs if user in pair.users), STRANGE)

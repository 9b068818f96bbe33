"""Two courses of the same days: one, and one with more or less of what the other does in private."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from tests.faults.size import sized
from tests.stage import EVENING, Phone
from tests.threats.acts import JOINT, Doing
from tests.threats.hands import Hands
from tests.threats.life import Life, life_of_two
from tests.threats.private_acts import APART, LASTING, NOTICED, PRIVATE, keep_apart
from tests.threats.seen import Names, Seen

DAYS, NIGHTS = sized(2, 3), sized(0, 3)
SCENES = sized((1, 3), (2, 6))  # in a life, at least and at most
SECRETS = sized((1, 4), (1, 6))
A, B, NIGHT = "A", "B", "night"
JUST_BEFORE = 0.7  # the share of what is private that comes shortly before the watched one does something
APART_SHARE = 0.15  # of the pairs
A_BIT = timedelta(milliseconds=500)  # so that no two things happen at once
FOUR_AT_NIGHT = timedelta(hours=19)  # from the evening on which it begins

Scene = tuple[
    tuple[str, str, float, float], ...
]  # who, what, minutes after the one before: at least, at most
SCENES_OF: tuple[Scene, ...] = (
    ((A, "ask", 0, 0), (B, "answer", 1, 90), (A, "reply", 1, 60), (B, "answer", 1, 30)),
    ((B, "ask", 0, 0), (A, "answer", 1, 90), (B, "reply", 1, 60)),
    ((A, "check_in", 0, 0), (B, "check_in", 1, 400), (A, "respond", 1, 60)),
    ((B, "check_in", 0, 0), (A, "check_in", 1, 400), (B, "respond", 1, 60), (A, "respond", 1, 60)),
    ((A, "check_in", 0, 0), (A, "look", 1, 60)),
    ((A, "note", 0, 0), (B, "answer_note", 1, 60), (A, "answer_note", 1, 30)),
    ((B, "note", 0, 0), (A, "answer_note", 1, 60)),
    ((A, "rest_together", 0, 0), (A, "look", 1, 15), (B, "come_back", 65, 70), (A, "come_back", 0.5, 20)),
    ((B, "rest_together", 0, 0), (A, "note", 1, 15), (A, "come_back", 62, 70), (B, "come_back", 1, 20), (A, "come_back", 1, 5)),
    ((A, "propose_turns", 0, 0), (B, "move_in_turn", 1, 5), *(((A, "move_in_turn", 0.2, 2), (B, "move_in_turn", 0.2, 2)) * 3)),
    ((B, "propose_turns", 0, 0), *(((A, "move_in_turn", 0.2, 3), (B, "move_in_turn", 0.2, 2)) * 2), (A, "move_in_turn", 1, 12)),
    ((A, "look_whether_tense", 0, 0), (A, "look_for_turns", 1, 20), (A, "look", 1, 60)),
    ((A, "tell_it_is_tense", 0, 0), (B, "share_line", 1, 20)),
    ((B, "tell_it_is_tense", 0, 0), (A, "look_whether_tense", 1, 40)),
    ((A, "send_words", 0, 0), (B, "answer", 1, 60)),
    ((B, "send_words", 0, 0), (A, "answer", 1, 60)),
    ((A, "stray", 0, 0), (A, "look", 1, 5)),
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Act:
    """Somebody does something, at a time, decided by a number."""

    at: datetime
    who: str
    what: str
    number: int
    secret: bool = False

    def __str__(self) -> str:
        how = "in private" if self.secret else ""
        return f"{self.at:%a %d %H:%M:%S} {self.who} {self.what} #{self.number} {how}".rstrip()


Course = tuple[Act, ...]
Together = tuple[Act, ...]  # what only makes sense as a whole: begun and ended


@dataclass(frozen=True)
class Pair:
    """The same days, without and with some of what B does in private."""

    coins: int
    watched: int  # who is A: 0 is Aki, 1 is Mika
    joint: Course
    secrets: tuple[Together, ...]

    @property
    def more(self) -> Course:
        return tuple(sorted((*self.joint, *(act for some in self.secrets for act in some))))

    def __str__(self) -> str:
        return "\n".join([f"coins={self.coins} watched={self.watched}", *map(str, self.more)])


@dataclass(frozen=True)
class Lived:
    """What came of a course: the view of A, and what B did for both to see."""

    view: list[Seen]
    did: dict[Act, list[str]]


def live(coins: int, watched: int, course: Iterable[Act]) -> Lived:
    """Let it happen."""
    did: dict[Act, list[str]] = {}
    with life_of_two(coins, watched) as (life, phone, other):
        for act in course:
            life.goes_on_to(act.at)
            did[act] = _do(act, life, phone if act.who == A else other)
        life.goes_on_to(EVENING + timedelta(days=DAYS))
    names = Names()
    view = names.of_all(life.seen)
    return Lived(view, {act: [names.known(one) for one in trace] for act, trace in did.items()})


def _do(act: Act, life: Life, phone: Phone) -> list[str]:
    if act.who == NIGHT:
        life.night_falls()
        return []
    canary = f"zq{'secret' if act.secret else 'open'}{act.number}"
    hands = Hands(life, phone, Random(act.number), canary)  # noqa: S311
    DOINGS[act.what](hands)
    return hands.trace


DOINGS: dict[str, Doing] = {
    **JOINT, **PRIVATE, **NOTICED, APART: keep_apart,
    **{f"{name}{end}": doing for name, both in LASTING.items() for end, doing in zip((" begins", " ends"), both, strict=True)},
}  # fmt: skip


def some_pairs(seed: int, many: int) -> Iterator[Pair]:
    """The same first course with `many` different secrets."""
    chance = Random(f"course {seed}")  # noqa: S311
    joint = _joint(chance)
    coins, watched = chance.randrange(8), chance.randrange(2)
    for number in range(many):
        chances = Random(f"secrets {seed} {number}")  # noqa: S311
        secrets = _secrets(chances, joint)
        yield (
            Pair(coins, watched, joint, secrets)
            if chances.random() > APART_SHARE
            else _apart(Pair(coins, watched, joint, secrets), chances)
        )


def _apart(pair: Pair, chance: Random) -> Pair:
    """From some moment B has only the private parts: that is to look as if B did not answer any more."""
    since = _moment(chance, pair.joint)
    goes = Act(since, B, APART, chance.randrange(10**6), True)
    joint = tuple(act for act in pair.joint if act.who != B or act.at < since)
    return replace(pair, joint=joint, secrets=((goes,), *pair.secrets))


def _joint(chance: Random) -> Course:
    acts = [act for _ in range(chance.randint(*SCENES)) for act in _scene(chance)]
    nights = [Act(EVENING + FOUR_AT_NIGHT + timedelta(days=day), NIGHT, "tidy", 0) for day in range(NIGHTS)]
    return tuple(sorted({act.at: act for act in (*acts, *nights)}.values()))


def _scene(chance: Random) -> Iterator[Act]:
    at = EVENING + timedelta(minutes=chance.randrange(5, DAYS * 24 * 60))
    for who, what, least, most in chance.choice(SCENES_OF):
        at += timedelta(seconds=round(60 * chance.uniform(least, most)))
        yield Act(at, who, what, chance.randrange(10**6))


def _secrets(chance: Random, joint: Course) -> tuple[Together, ...]:
    return tuple(_secret(chance, joint) for _ in range(chance.randint(*SECRETS)))


def _secret(chance: Random, joint: Course) -> Together:
    if chance.random() < 0.15:
        return _lasting(chance, joint)
    return (Act(_moment(chance, joint), B, chance.choice(list(PRIVATE)), chance.randrange(10**6), True),)


def _moment(chance: Random, joint: Course) -> datetime:
    """Often shortly before A does something."""
    by_a = [act.at for act in joint if act.who == A]
    if by_a and chance.random() < JUST_BEFORE:
        return chance.choice(by_a) - timedelta(seconds=chance.randrange(1, 3600)) + A_BIT
    return EVENING + timedelta(seconds=chance.randrange(300, DAYS * 24 * 3600)) + A_BIT


def _lasting(chance: Random, joint: Course) -> Together:
    """A rest lasts as it likes; blocked is B only between two things that somebody does."""
    name = chance.choice(list(LASTING))
    moments = sorted((_moment(chance, joint), _moment(chance, joint)))
    if name == "block":
        after = chance.randrange(len(joint) - 1)
        moments = [joint[after].at + timedelta(seconds=0.4), joint[after + 1].at - timedelta(seconds=0.4)]
    if moments[0] >= moments[1]:
        moments[1] = moments[0] + timedelta(seconds=0.1)
    ends = zip(moments, ("begins", "ends"), strict=True)
    return tuple(Act(at, B, f"{name} {end}", chance.randrange(10**6), True) for at, end in ends)


def without(pair: Pair, joint: Sequence[Act] = (), secret: Together | None = None) -> Pair:
    """The pair with less in it."""
    fewer = tuple(some for some in pair.secrets if some != secret)
    return replace(pair, joint=tuple(act for act in pair.joint if act not in joint), secrets=fewer)


def told(watched: int, joint: Sequence[str], secrets: Sequence[str]) -> Pair:
    """A pair written by hand. Each act as "20 11:05 A ask 7": day of November, UTC, who, what, and a number."""
    return Pair(
        0, watched, tuple(map(_read, joint)), tuple((replace(_read(one), secret=True),) for one in secrets)
    )


def _read(line: str) -> Act:
    day, clock, who, *what, number = line.split(" ")
    hour, minute = map(int, clock.split(":"))
    return Act(EVENING.replace(day=int(day), hour=hour, minute=minute), who, " ".join(what), int(number))

"""What fourteen answers come to: a sentence for each axis, never a type; and the lines in one's own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations.dialogue.phrases import Value, lines, say
from conversations.dialogue.profile_known import ProfileLine, ProfileSeen

STATEMENTS = ("e1", "e2", "e3", "e4", "t1", "t2", "s1", "s2", "s3", "s4", "m1", "m2", "m3", "m4")
MIDDLE, NEAR = 3, 4  # of 1 to 5; 0 is left out
DAY = "day"  # neither side leads


@dataclass(frozen=True)
class Axis:
    """Two sides, and the statements that speak for each."""

    sides: tuple[str, str]
    one: tuple[str, ...]
    other: tuple[str, ...]


# Whose two sides may both lead, and whose second side is silent, is told apart below.
AXES: dict[str, Axis] = {
    "outward": Axis(("outward", "inward"), ("e1", "e3"), ("e2",)),
    "pace": Axis(("now", "later"), ("t1",), ("t2",)),
    "low": Axis(("company", "quiet"), ("s1",), ("s2",)),
    "soothe": Axis(("ideas", "touch"), ("s3",), ("s4",)),
    "feelings": Axis(("welcome", "careful"), ("m1", "m4"), ("m2", "m3")),
}
BOTH, NEITHER = "both", "less"  # of ideas and touch, which do not exclude each other
DEEDS, DEED = "deeds", "e4"
HOME = ("home_sad", "home_anger", "home_help")
HELPS = ("help_sad", "help_angry", "help_full")
MOST_SET_OFF = 5
SET_OFF = tuple(f"set_off_{number}" for number in range(1, MOST_SET_OFF + 1))

Said = Mapping[str, int]


def own_lines(profile: ProfileSeen) -> tuple[ProfileLine, ...]:
    """Every line of a profile as it stands now, in the order in which they are read."""
    said, words = dict(profile.said), dict(profile.words)
    told = (ProfileLine(line, "", say(f"lines.said.{kind_of(line)}", words=words[line]))
            for line in (*HOME, *HELPS, *SET_OFF) if line in words)  # fmt: skip
    return (*_of_axes(said), *told)


def in_order(shared: tuple[ProfileLine, ...]) -> list[ProfileLine]:
    """The same order, whenever they were shared."""
    order = [*AXES, DEEDS, *HOME, *HELPS, *SET_OFF]
    return sorted((one for one in shared if one.line in order), key=lambda one: order.index(one.line))


def kind_of(line: str) -> str:
    """What its phrase is called: those that say what sets one off share one."""
    return "set_off" if line in SET_OFF else line


def name_of(line: str) -> Value:
    """What a line is about, as it stands on a button."""
    if line in SET_OFF:
        return say("lines.name.options.set_off", number=SET_OFF.index(line) + 1)
    return say(f"lines.name.options.{line}")


def _of_axes(said: Said) -> Iterator[ProfileLine]:
    for name, axis in AXES.items():
        side = _both_or_none(axis, said) if name == "soothe" else _leading(axis, said)
        if side:
            yield ProfileLine(name, side, sentence(name, side))
    if said.get(DEED, 0) >= NEAR:
        yield ProfileLine(DEEDS, DEEDS, sentence(DEEDS, DEEDS))


def sentence(line: str, side: str) -> Value:
    """What a side says about oneself; from outside and from inside, where it leads anywhere."""
    told = say(f"lines.{line}.{side}.is")
    if side == DAY:
        return told
    outside, inside = (say(f"lines.{line}.{side}.{where}") for where in ("outside", "inside"))
    return lines(told, say("lines.outside", outside=outside), say("lines.inside", inside=inside))


def _leading(axis: Axis, said: Said) -> str:
    """The side that is a step or more ahead; day to day where none is; nothing where nothing was answered."""
    one, other = _mean(axis.one, said), _mean(axis.other, said)
    if one is None and other is None:
        return ""
    ahead = (MIDDLE if one is None else one) - (MIDDLE if other is None else other)
    return DAY if abs(ahead) < 1 else axis.sides[ahead < 0]


def _both_or_none(axis: Axis, said: Said) -> str:
    """Ideas and touch: each calms or does not, whatever the other does."""
    one, other = _mean(axis.one, said), _mean(axis.other, said)
    if one is None or other is None:
        return _leading(axis, said)
    if min(one, other) >= NEAR:
        return BOTH
    return NEITHER if max(one, other) < MIDDLE else _leading(axis, said)


def _mean(statements: tuple[str, ...], said: Said) -> float | None:
    answered = [said[one] for one in statements if said.get(one)]
    return sum(answered) / len(answered) if answered else None

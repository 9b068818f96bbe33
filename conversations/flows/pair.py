"""What the other one shares of their profile; and where two differ, beside each other, with a small bridge for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from conversations.dialogue.outcomes import Begin, Button, Share, Show, rows
from conversations.dialogue.phrases import Moment, Value, lines, paragraphs, say
from conversations.dialogue.profile_known import ProfileSeen
from conversations.dialogue.steps import Chip, Choose, Flow, Here
from conversations.flows.preview import as_read
from conversations.flows.profile_lines import AXES, DAY, in_order
from conversations.flows.tense import NOT_SAFE, UNSAFE

SUPPORT = Button(say("dialogue.button.support"), "support")
BACK = Button(say("theirs.button.profile"), "profile")
SEND = "send-"  # and the mark of the card that was looked at


@dataclass(frozen=True)
class Axis:
    """An axis of which both share their side, in the order in which the two stand on the card."""

    name: str
    one: str
    other: str


def theirs(here: Here) -> Flow:
    """All the lines that the other one shares now; that there is none is said in the same way as ever."""
    yield from ()
    shared = in_order(here.profile.theirs)
    if not shared:
        return [Show(say("theirs.none.text"), rows(BACK))]
    card = paragraphs(
        say("theirs.heading", partner=here.partner), *(say("profile.line", line=one.what) for one in shared)
    )
    both = (Button(say("theirs.button.pair"), "pair"),) if common_axes(here.profile) else ()
    return [Show(card, rows(*both, BACK, SUPPORT, wide=2))]


def pair(here: Here) -> Flow:
    """The card of both, and its sending: only as it was looked at. What it is made of may be taken back meanwhile."""
    common = common_axes(here.profile)
    if not common:
        return [Show(say("pair.none.text"), rows(BACK))]
    card = _card(common, here)
    send = Chip(SEND + mark_of(here.profile), say("pair.button.send"))
    match (yield Choose("pair.card", preview=as_read(card, here), chips=(send,), last=(UNSAFE,))):
        case UNSAFE.id:
            return NOT_SAFE
        case "profile":
            return [Begin("profile")]
        case _ if here.pause is not None:
            return [Show(say("pair.paused.text", at=Moment(here.pause.back_at)))]
        case _:
            return [Share(card), Show(say("pair.sent.text"), rows(BACK))]


def common_axes(profile: ProfileSeen) -> list[Axis]:
    """Those of which both share their side: what neither keeps to themselves."""
    mine = {one.line: one.side for one in profile.shared}
    yours = {one.line: one.side for one in profile.theirs}
    first, second = (mine, yours) if profile.me_first else (yours, mine)
    return [Axis(name, first[name], second[name]) for name in AXES if name in first and name in second]


def mark_of(profile: ProfileSeen) -> str:
    """A number that changes with the card: what is sent is what was looked at."""
    return str(crc32(repr((profile.me_first, common_axes(profile))).encode()))


def _card(common: Sequence[Axis], here: Here) -> Value:
    """Where they differ, what each may be protecting, one bridge each; where they go alike, a line."""
    one, other = (here.me, here.partner) if here.profile.me_first else (here.partner, here.me)
    apart = [axis for axis in common if _differ(axis)]
    return paragraphs(
        say("pair.title"),
        *(_difference(axis, one, other) for axis in apart),
        _bridges(apart[0], one, other) if apart else None,
        *(say("pair.alike", axis=say(f"pair.axis.{axis.name}")) for axis in common if axis.one == axis.other),
        *(say("pair.varies", axis=say(f"pair.axis.{axis.name}")) for axis in common if _varies(axis)),
        say("pair.footer"),
    )


def _differ(axis: Axis) -> bool:
    return axis.one != axis.other and DAY not in (axis.one, axis.other)


def _varies(axis: Axis) -> bool:
    return axis.one != axis.other and DAY in (axis.one, axis.other)


def _difference(axis: Axis, one: str, other: str) -> Value:
    told = ((one, axis.one), (other, axis.other))
    tends = (say("pair.tends", name=name, side=_said(axis, side, "tends")) for name, side in told)
    keeps = (say("pair.protects", name=name, what=_said(axis, side, "protects")) for name, side in told)
    return lines(say("pair.differ", axis=say(f"pair.axis.{axis.name}")), *tends, *keeps)


def _bridges(axis: Axis, one: str, other: str) -> Value:
    told = ((one, axis.one), (other, axis.other))
    bridges = (say("pair.bridge", name=name, what=_said(axis, side, "bridge")) for name, side in told)
    return lines(say("pair.bridges"), *bridges)


def _said(axis: Axis, side: str, what: str) -> Value:
    return say(f"pair.{axis.name}.{side}.{what}")

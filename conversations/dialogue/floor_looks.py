"""What the conversations about taking turns read: how far the two are, and whether it is a moment for it."""

from typing import Any

from conversations.dialogue.floors import Scene, scene_of
from conversations.dialogue.here import FloorSeen
from conversations.dialogue.taking import Args, Turn, id_in
from conversations.records.floors import are_new_to_turns, live_floor, may_take_turns


def see_floor(turn: Turn, args: Args) -> dict[str, Any]:
    """The turns a button belongs to, if they are this couple's."""
    id = id_in(args)
    scene = scene_of(turn, id) if id is not None else None
    if scene is None:
        return {}
    line = id_in(args, 3)
    note = scene.own_line(turn.me, line) if line is not None else ""
    return {"floor": _floor_seen(scene, turn, note)}


def see_live_floor(turn: Turn, args: Args) -> dict[str, Any]:
    """The turns the two are taking right now, and whether it is a moment to begin with some."""
    if turn.couple is None or turn.partner is None:
        return {}
    floor = live_floor(turn.session, turn.couple.id, turn.now)
    scene = scene_of(turn, floor.id) if floor is not None else None
    both = (turn.me.id, turn.partner.id)
    return {
        "floor": _floor_seen(scene, turn) if scene is not None else None,
        "may_take_turns": may_take_turns(turn.session, turn.couple.id, both, turn.now),
        "new_to_turns": are_new_to_turns(turn.session, turn.couple.id),
    }


def _floor_seen(scene: Scene, turn: Turn, note: str = "") -> FloorSeen:
    floor = scene.floor
    speaker = turn.me if floor.speaker_id == turn.me.id else turn.partner
    begins = turn.name_of(speaker) if speaker is not None and not floor.tossed else None
    my_move = scene.waits_for(turn.me)
    return FloorSeen(floor.id, floor.step, floor.state, floor.minutes, begins, my_move, note)

"""What a conversation reads about drills and lessons before it starts."""

from typing import Any

from conversations.dialogue.here import DrillSeen
from conversations.dialogue.taking import Args, Turn
from conversations.records.practice import NEW, lessons_read, standings


def see_drills(turn: Turn, args: Args) -> dict[str, Any]:
    """Every drill there is, in the order of the file, and where each stands for this person."""
    known = standings(turn.session, turn.me.id, turn.today)
    table = turn.desk.book.table("practice.drill", turn.me.language)
    drills = []
    for id, row in table.items():
        at = known.get(id, NEW)
        scenes = tuple(tuple(scene["line"]) for scene in row["scene"].values())
        drills.append(DrillSeen(id, scenes, at.times, at.due, at.next_box))
    return {"drills": tuple(drills)}


def see_lessons(turn: Turn, args: Args) -> dict[str, Any]:
    """Which lessons this person has opened, and which of them was today's."""
    read = lessons_read(turn.session, turn.me.id)
    todays = next((id for id, day in read.items() if day == turn.today), "")
    return {"lessons_read": tuple(sorted(read)), "lesson_today": todays}

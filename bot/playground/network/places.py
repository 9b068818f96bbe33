"""Places on the map that move for a while: until when, and what is left of one that stands still."""

from __future__ import annotations

from .world import Chat, Json, Message

MOVING = ("live_period", "heading", "proximity_alert_radius")
FOREVER = 0x7FFFFFFF


def is_live(content: Json) -> bool:
    return "live_period" in content.get("location", {})


def still(content: Json) -> Json:
    """The same content with the place where it was last, which no longer moves."""
    if not is_live(content):
        return content
    place = {name: value for name, value in content["location"].items() if name not in MOVING}
    return content | {"location": place}


def end(message: Message) -> None:
    message.content = still(message.content)
    message.chat.live.discard(message.id)


def end_due(chat: Chat, now: int) -> None:
    """End what is over by this time (Unix seconds)."""
    for message_id in list(chat.live):
        message = chat.messages.get(message_id)
        if message is None or not is_live(message.content):
            chat.live.discard(message_id)
        elif _ends(message) <= now:
            end(message)


def _ends(message: Message) -> float:
    period = message.content["location"]["live_period"]
    return float("inf") if period == FOREVER else message.date + period

"""Control actions for a bot's keyboard, the answers it asks for, and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Impossible
from ..network.world import Json, Message
from ..people import keys, reactions
from .wishes import Wish

if TYPE_CHECKING:
    from ..playground import Playground


def press_key(playground: Playground, wish: Wish) -> Json:
    """`button` is row and column; the rest is what a key may ask for."""
    place = wish.numbers("button")
    if len(place) != 2:
        raise Impossible(400, "Name the key by row and column.")
    where = wish.number("user"), wish.number("chat")
    return _id_of(keys.press_key(playground.telegram, *where, (place[0], place[1]), _given(wish)))


def _given(wish: Wish) -> keys.Given:
    latitude, longitude = wish.optional_seconds("latitude"), wish.optional_seconds("longitude")
    poll = wish.values.get("poll")
    return keys.Given(
        place=keys.HOME if latitude is None or longitude is None else (latitude, longitude),
        users=wish.numbers("users"),
        group=wish.optional_number("group") or 0,
        poll=poll if isinstance(poll, dict) else None,
        data=wish.optional_text("data") or "",
    )


def answer(playground: Playground, wish: Wish) -> Json:
    where = wish.number("user"), wish.number("chat")
    return _id_of(keys.answer(playground.telegram, *where, wish.text("text")))


def put_away(playground: Playground, wish: Wish) -> None:
    keys.put_away(playground.telegram, wish.number("user"), wish.number("chat"))


def react(playground: Playground, wish: Wish) -> None:
    """Without `emoji` the reaction is taken away."""
    where = wish.number("user"), wish.number("chat"), wish.number("message_id")
    reactions.react(playground.telegram, *where, wish.optional_text("emoji") or "")


def _id_of(message: Message) -> Json:
    return {"message_id": message.id}


ACTIONS = {
    "POST /sim/key": press_key,
    "POST /sim/key/answer": answer,
    "POST /sim/key/away": put_away,
    "POST /sim/react": react,
}

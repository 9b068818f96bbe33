"""Control actions for inline mode: asking a bot from any chat, reading its results, sending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import Impossible
from ..network.world import Json
from ..people import inline
from .wishes import Wish

if TYPE_CHECKING:
    from ..playground import Playground


def ask(playground: Playground, wish: Wish) -> Json:
    """`text` is what stands in the field: `@bot words`."""
    where, offset = (wish.number("user"), wish.number("chat")), wish.optional_text("offset") or ""
    query = inline.type_inline(playground.telegram, *where, wish.text("text"), offset)
    return {"query_id": query.id}


def see(playground: Playground, wish: Wish) -> Json:
    return inline.query_of(playground.telegram, wish.text("query_id"))[1].shown()


def more(playground: Playground, wish: Wish) -> Json:
    return {"query_id": inline.more(playground.telegram, wish.text("query_id")).id}


def choose(playground: Playground, wish: Wish) -> Json:
    reply_to = wish.optional_number("reply_to")
    named = wish.text("query_id"), wish.text("result")
    return {"message_id": inline.choose(playground.telegram, *named, reply_to).id}


def press_above(playground: Playground, wish: Wish) -> Json:
    opened = inline.press_above(playground.telegram, wish.text("query_id"))
    return {"external": opened} if isinstance(opened, str) else {"message_id": opened.id}


def switch(playground: Playground, wish: Wish) -> Json:
    """Press a button that opens inline mode; `to` is the chat to go on in."""
    place = wish.numbers("button")
    if len(place) != 2:
        raise Impossible(400, "Name the button by row and column.")
    where = wish.number("user"), wish.number("chat"), wish.number("message_id")
    to = wish.optional_number("to")
    query = inline.switch(playground.telegram, *where, (place[0], place[1]), to)
    chat = playground.telegram.name_on_phone(query.chat)
    return {"query_id": query.id, "chat": chat, "query": query.words}


ACTIONS = {
    "POST /sim/inline": ask,
    "GET /sim/inline/{query_id}": see,
    "POST /sim/inline/{query_id}/more": more,
    "POST /sim/inline/{query_id}/choose": choose,
    "POST /sim/inline/{query_id}/above": press_above,
    "POST /sim/switch": switch,
}

"""The control interface of the page and of tests: everything that can be done on the phones, under /sim."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from ..errors import Impossible
from ..network.world import Json
from . import groups, inline, keys, media, trying
from .wishes import Wish, read_wish

if TYPE_CHECKING:
    from ..playground import Playground

Done = Json | list[Json] | Response | None
Action = Callable[["Playground", Wish], Done | Awaitable[Done]]


def routes(playground: Playground) -> list[BaseRoute]:
    return [_route(playground, named) for named in ACTIONS]


def _route(playground: Playground, named: str) -> Route:
    verb, path = named.split(" ")

    async def endpoint(request: Request) -> Response:
        try:
            answer = await carry_out(playground, named, await read_wish(request))
        except Impossible as impossible:
            return JSONResponse({"error": impossible.sentence}, impossible.status)
        if isinstance(answer, Response):
            return answer
        return JSONResponse({"ok": True} if answer is None else answer)

    return Route(path, endpoint, methods=[verb])


async def carry_out(playground: Playground, named: str, wish: Wish) -> Done:
    """Do what is wished for, and write it down. Raises `Impossible`."""
    note = playground.telegram.transcript.note_action(named, wish.values | wish.path)
    try:
        done = ACTIONS[named](playground, wish)
        answer = await done if inspect.isawaitable(done) else done
    except Impossible as impossible:
        note({"error": impossible.sentence})
        raise
    note({} if answer is None or isinstance(answer, Response) else {"answer": answer})
    return answer


def see_state(playground: Playground, wish: Wish) -> Done:
    return playground.state()


def see_chat(playground: Playground, wish: Wish) -> Done:
    return playground.chat(wish.number("user"), wish.number("chat"))


def add_user(playground: Playground, wish: Wish) -> Done:
    language = wish.optional_text("language_code")
    return playground.add_user(wish.text("first_name"), language, wish.optional_number("id"))


def change_user(playground: Playground, wish: Wish) -> Done:
    name, language = wish.optional_text("first_name"), wish.optional_text("language_code")
    return playground.change_user(wish.number("user_id"), name, language)


def say(playground: Playground, wish: Wish) -> Done:
    if wish.flag("anonymous"):
        return groups.say_as_group(playground, wish)
    reply_to = wish.optional_number("reply_to")
    return _id_of(playground.say(wish.number("user"), wish.number("chat"), wish.text("text"), reply_to))


def edit(playground: Playground, wish: Wish) -> Done:
    where = wish.number("user"), wish.number("chat"), wish.number("message_id")
    return _id_of(playground.edit(*where, wish.text("text")))


def delete(playground: Playground, wish: Wish) -> None:
    playground.delete(wish.number("user"), wish.number("chat"), wish.number("message_id"))


def send_sticker(playground: Playground, wish: Wish) -> Done:
    return _id_of(playground.sticker(wish.number("user"), wish.number("chat")))


def _id_of(message: Json) -> Json:
    return {"message_id": message["message_id"]}


def tap(playground: Playground, wish: Wish) -> Done:
    where = wish.number("user"), wish.number("chat"), wish.number("message_id")
    place = wish.numbers("button")
    button = (place[0], place[1]) if len(place) == 2 else None
    query_id = playground.tap(*where, wish.optional_text("data"), button)
    playground.pressed_on_page(query_id)
    return {"query_id": query_id}


def see_query(playground: Playground, wish: Wish) -> Done:
    return playground.query(wish.text("query_id"))


def open_link(playground: Playground, wish: Wish) -> Done:
    return playground.open(wish.number("user"), wish.text("url"), wish.optional_number("chat"))


def start(playground: Playground, wish: Wish) -> Done:
    return _id_of(playground.start(wish.number("user"), "", wish.optional_number("bot")))


def block(playground: Playground, wish: Wish) -> None:
    playground.block(wish.number("user"), wish.optional_number("bot"))


def unblock(playground: Playground, wish: Wish) -> None:
    playground.unblock(wish.number("user"), wish.optional_number("bot"))


def move_clock(playground: Playground, wish: Wish) -> Done:
    seconds = wish.optional_seconds("advance")
    if seconds is not None:
        return {"now": int(playground.advance_clock(seconds).timestamp())}
    try:
        moment = datetime.fromisoformat(wish.text("set"))
    except ValueError:
        raise Impossible(400, "set must be a date and time.") from None
    return {"now": int(playground.set_clock(moment).timestamp())}


def see_log(playground: Playground, wish: Wish) -> Done:
    return playground.log(wish.optional_number("since") or 0)


def reset(playground: Playground, wish: Wish) -> None:
    playground.reset()


def run_scenario(playground: Playground, wish: Wish) -> Awaitable[Done]:
    return playground.run_scenario(wish.text("scenario"))


def flush_webhook(playground: Playground, wish: Wish) -> Done:
    return {"retried": playground.flush_webhook()}


ACTIONS: dict[str, Action] = {
    "GET /sim/state": see_state,
    "GET /sim/chat": see_chat,
    "POST /sim/users": add_user,
    "POST /sim/users/{user_id:int}": change_user,
    "POST /sim/say": say,
    "POST /sim/edit": edit,
    "POST /sim/delete": delete,
    "POST /sim/sticker": send_sticker,
    **media.ACTIONS,
    "POST /sim/tap": tap,
    "GET /sim/query/{query_id}": see_query,
    "POST /sim/open": open_link,
    "POST /sim/start": start,
    "POST /sim/block": block,
    "POST /sim/unblock": unblock,
    **groups.ACTIONS,
    "POST /sim/clock": move_clock,
    "GET /sim/log": see_log,
    "POST /sim/reset": reset,
    "POST /sim/scenarios/{scenario}": run_scenario,
    "POST /sim/webhook/flush": flush_webhook,
    **inline.ACTIONS,
    **keys.ACTIONS,
    **trying.ACTIONS,
}

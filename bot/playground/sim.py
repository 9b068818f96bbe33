"""The control interface of the page and of tests: everything that can be done on the phones, under /sim."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from .errors import Impossible
from .wishes import Wish, read_wish
from .world import Json

if TYPE_CHECKING:
    from .playground import Playground

Done = Json | list[Json] | None
Action = Callable[["Playground", Wish], Done | Awaitable[Done]]


def routes(playground: Playground) -> list[BaseRoute]:
    return [_route(playground, named, action) for named, action in ACTIONS.items()]


def _route(playground: Playground, named: str, action: Action) -> Route:
    verb, path = named.split(" ")

    async def endpoint(request: Request) -> Response:
        try:
            done = action(playground, await read_wish(request))
            answer = await done if inspect.isawaitable(done) else done
        except Impossible as impossible:
            return JSONResponse({"error": impossible.sentence}, impossible.status)
        return JSONResponse({"ok": True} if answer is None else answer)

    return Route(path, endpoint, methods=[verb])


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
    reply_to = wish.optional_number("reply_to")
    return _id_of(playground.say(wish.number("user"), wish.number("chat"), wish.text("text"), reply_to))


def edit(playground: Playground, wish: Wish) -> Done:
    where = wish.number("user"), wish.number("chat"), wish.number("message_id")
    return _id_of(playground.edit(*where, wish.text("text")))


def delete(playground: Playground, wish: Wish) -> None:
    playground.delete(wish.number("user"), wish.number("chat"), wish.number("message_id"))


def send_photo(playground: Playground, wish: Wish) -> Done:
    caption = wish.optional_text("caption") or ""
    return _id_of(playground.photo(wish.number("user"), wish.number("chat"), caption))


def send_sticker(playground: Playground, wish: Wish) -> Done:
    return _id_of(playground.sticker(wish.number("user"), wish.number("chat")))


def send_voice(playground: Playground, wish: Wish) -> Done:
    return _id_of(playground.voice(wish.number("user"), wish.number("chat")))


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


def add_group(playground: Playground, wish: Wish) -> Done:
    title, creator, members = wish.text("title"), wish.number("creator"), wish.numbers("members")
    return {"chat": playground.add_group(title, creator, members, wish.flag("with_bot"))}


def add_member(playground: Playground, wish: Wish) -> None:
    playground.add_member(wish.number("group"), wish.number("by"), _meant(playground, wish))


def remove_member(playground: Playground, wish: Wish) -> None:
    playground.remove_member(wish.number("group"), wish.number("by"), _meant(playground, wish))


def promote(playground: Playground, wish: Wish) -> None:
    playground.promote(wish.number("group"), wish.number("by"), _meant(playground, wish))


def demote(playground: Playground, wish: Wish) -> None:
    playground.demote(wish.number("group"), wish.number("by"), _meant(playground, wish))


def _meant(playground: Playground, wish: Wish) -> int:
    return playground.bot_id if wish.flag("bot") else wish.number("user")


def leave_group(playground: Playground, wish: Wish) -> None:
    playground.leave_group(wish.number("group"), wish.number("user"))


def migrate(playground: Playground, wish: Wish) -> Done:
    return {"chat": playground.migrate(wish.number("group"))}


def rename_group(playground: Playground, wish: Wish) -> None:
    playground.rename_group(wish.number("group"), wish.number("by"), wish.text("title"))


def move_clock(playground: Playground, wish: Wish) -> Done:
    seconds = wish.optional_seconds("advance")
    if seconds is not None:
        return {"now": int(playground.advance_clock(seconds).timestamp())}
    try:
        moment = datetime.fromisoformat(wish.text("set"))
    except ValueError:
        raise Impossible(400, "set must be a date and time.") from None
    return {"now": int(playground.set_clock(moment).timestamp())}


def add_fault(playground: Playground, wish: Wish) -> Done:
    times = wish.optional_number("times")
    kind, method, chat = wish.text("kind"), wish.optional_text("method"), wish.optional_number("chat")
    seconds = wish.optional_seconds("seconds")
    return {"id": playground.add_fault(kind, method, chat, 1 if times is None else times, seconds)}


def see_faults(playground: Playground, wish: Wish) -> Done:
    faults: list[Json] = playground.state()["faults"]
    return faults


def clear_faults(playground: Playground, wish: Wish) -> None:
    playground.clear_faults()


def remove_fault(playground: Playground, wish: Wish) -> None:
    playground.remove_fault(wish.number("fault"))


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
    "POST /sim/photo": send_photo,
    "POST /sim/sticker": send_sticker,
    "POST /sim/voice": send_voice,
    "POST /sim/tap": tap,
    "GET /sim/query/{query_id}": see_query,
    "POST /sim/open": open_link,
    "POST /sim/start": start,
    "POST /sim/block": block,
    "POST /sim/unblock": unblock,
    "POST /sim/groups": add_group,
    "POST /sim/groups/{group}/add": add_member,
    "POST /sim/groups/{group}/remove": remove_member,
    "POST /sim/groups/{group}/leave": leave_group,
    "POST /sim/groups/{group}/promote": promote,
    "POST /sim/groups/{group}/demote": demote,
    "POST /sim/groups/{group}/migrate": migrate,
    "POST /sim/groups/{group}/title": rename_group,
    "POST /sim/clock": move_clock,
    "POST /sim/faults": add_fault,
    "GET /sim/faults": see_faults,
    "DELETE /sim/faults": clear_faults,
    "DELETE /sim/faults/{fault:int}": remove_fault,
    "GET /sim/log": see_log,
    "POST /sim/reset": reset,
    "POST /sim/scenarios/{scenario}": run_scenario,
    "POST /sim/webhook/flush": flush_webhook,
}

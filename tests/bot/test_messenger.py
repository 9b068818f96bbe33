"""What leaves as a message arrives as one, and every answer of Telegram's is understood for what it is."""

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from typing import Any

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.connections import CONNECT, POOL, READ, WRITE
from bot.messenger import TelegramMessenger, outcome_of, telegram_bot
from bot.playground import BotProfile, Playground
from bot.web import Server, listen
from conversations.dialogue.phrasebook import Entity, Text
from conversations.pictures import draw_own
from conversations.records.deliveries import LEASE, Document, Key, Message
from scheduler.errands import Arrived, Moved, Outcome, Refused, TryLater, Unreachable, Unsure
from tests.evening import TOKEN, served

pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after.*:DeprecationWarning")

REFUSED = aiohttp.ClientConnectorError(None, ConnectionRefusedError())  # type: ignore[arg-type]
HELLO = Message(Text("hello"))
BUTTONS = ((Key("Yes", "3:yes"), Key("Open", url="https://t.me/attune_bot?start=need")),)

Scene = Callable[[Playground, TelegramMessenger, int], Awaitable[None]]


def play(scene: Scene) -> None:
    """Aki has pressed Start; the scene gets the playground, the messenger and Aki."""

    async def evening() -> None:
        playground = Playground(TOKEN, BotProfile())
        aki = int(playground.add_user("Aki", "ja")["id"])
        playground.start(aki)
        async with served(playground) as address, telegram_bot(TOKEN, address) as bot:
            await scene(playground, TelegramMessenger(bot), aki)

    asyncio.run(evening())


def newest(playground: Playground, user: int, chat: int | None = None) -> dict[str, Any]:
    shown: dict[str, Any] = playground.chat(user, chat or playground.bot_id)["messages"][-1]
    return shown


def test_a_message_arrives_with_its_marks_and_buttons() -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        marks = (Entity("bold", 0, 4), Entity("date_time", 8, 5, 1_795_000_000))
        message = Message(Text("<b>水 👩 21:10", marks), BUTTONS, silent=True)
        outcome = await messenger.send(aki, message)
        shown = newest(playground, aki)
        assert outcome == Arrived(shown["message_id"])
        assert shown["text"] == "<b>水 👩 21:10"
        assert shown["entities"] == [
            {"type": "bold", "offset": 0, "length": 4},
            {
                "type": "date_time",
                "offset": 8,
                "length": 5,
                "unix_time": 1_795_000_000,
                "date_time_format": "t",
            },
        ]
        assert shown["reply_markup"] == {
            "inline_keyboard": [
                [
                    {"text": "Yes", "callback_data": "3:yes"},
                    {"text": "Open", "url": "https://t.me/attune_bot?start=need"},
                ]
            ]
        }
        (call,) = [call for call in playground.calls() if call["method"] == "sendMessage"]
        assert "parse_mode" not in call["params"]
        assert call["params"]["disable_notification"] == "true"
        assert call["params"]["link_preview_options"] == {"is_disabled": True}

    play(scene)


def test_a_document_arrives_as_a_file_with_a_line_below_it() -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        document = Document("attune-あき.html", "text/html", "<p>水 👩</p>")
        outcome = await messenger.send(aki, Message(Text("読む", (Entity("bold", 0, 2),)), document=document))
        shown = newest(playground, aki)
        assert outcome == Arrived(shown["message_id"])
        assert (shown["caption"], shown["document"]["file_name"]) == ("読む", "attune-あき.html")
        assert (shown["document"]["mime_type"], shown["document"]["file_size"]) == ("text/html", 15)
        stored = playground.telegram.files.by_id[shown["document"]["file_id"]]
        assert stored.content.decode() == "<p>水 👩</p>"

    play(scene)


def test_a_picture_arrives_as_a_photo_with_a_line_below_it() -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        weeks = [(date(2026, 11, day), 6.0) for day in (2, 9, 16)]
        drawn = draw_own(weeks, (5, 7), [], False)
        message = Message(
            Text("変わらず", (Entity("bold", 0, 4),)), silent=True, picture=b64encode(drawn).decode()
        )
        outcome = await messenger.send(aki, message)
        shown = newest(playground, aki)
        assert outcome == Arrived(shown["message_id"])
        assert (shown["caption"], shown["caption_entities"][0]["type"]) == ("変わらず", "bold")
        largest = shown["photo"][-1]
        assert (largest["width"], largest["height"]) == (800, 450)
        assert playground.telegram.files.by_id[largest["file_id"]].content == drawn
        (call,) = [call for call in playground.calls() if call["method"] == "sendPhoto"]
        assert call["params"]["disable_notification"] == "true"
        assert "parse_mode" not in call["params"]

    play(scene)


def test_an_edit_changes_the_message_and_takes_its_buttons_away() -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        first = await messenger.send(aki, Message(Text("shall we"), BUTTONS))
        assert isinstance(first, Arrived)
        edit = Message(Text("done"), edits=first.message_id)
        assert await messenger.send(aki, edit) == first
        assert await messenger.send(aki, edit) == first  # not modified: as good as done
        shown = newest(playground, aki)
        assert (shown["message_id"], shown["text"], "reply_markup" in shown) == (
            first.message_id,
            "done",
            False,
        )

    play(scene)


def test_a_message_that_is_gone_is_sent_anew() -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        first = await messenger.send(aki, HELLO)
        assert isinstance(first, Arrived)
        assert first.message_id is not None
        playground.delete(aki, playground.bot_id, first.message_id)
        again = await messenger.send(aki, Message(Text("done"), edits=first.message_id))
        shown = newest(playground, aki)
        assert (again, shown["text"]) == (Arrived(shown["message_id"]), "done")
        theirs = playground.say(aki, playground.bot_id, "mine")["message_id"]
        await messenger.send(aki, Message(Text("not yours to edit"), edits=theirs))
        assert newest(playground, aki)["text"] == "not yours to edit"

    play(scene)


def test_people_and_groups_that_cannot_be_written_to() -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        mika = int(playground.add_user("Mika", "en")["id"])
        us = playground.add_group("Us", aki, [mika], with_bot=True)
        assert await messenger.send(999, HELLO) == Unreachable("chat not found")
        assert await messenger.send(mika, HELLO) == Unreachable("bot can't initiate conversation with a user")
        playground.block(aki)
        assert await messenger.send(aki, HELLO) == Unreachable("bot was blocked by the user")
        moved = playground.migrate(us)
        assert await messenger.send(us, HELLO) == Moved(moved)
        playground.remove_member(moved, aki, playground.bot_id)
        assert await messenger.send(moved, HELLO) == Unreachable("bot was kicked from the supergroup chat")

    play(scene)


@pytest.mark.parametrize(
    ("fault", "sending", "editing"),
    [
        ("429", TryLater(7, refused=True), TryLater(7, refused=True)),
        ("502", Unsure("NetworkError"), TryLater(2)),
        ("500", Unsure("NetworkError"), TryLater(2)),
        ("lost_answer", Unsure("ServerDisconnectedError"), TryLater(2)),
        ("refuse", Unsure("ServerDisconnectedError"), TryLater(2)),
    ],
)
def test_what_goes_wrong_on_the_way(fault: str, sending: Outcome, editing: Outcome) -> None:
    async def scene(playground: Playground, messenger: TelegramMessenger, aki: int) -> None:
        first = await messenger.send(aki, HELLO)
        assert isinstance(first, Arrived)
        playground.add_fault(fault, "sendMessage", seconds=7)
        playground.add_fault(fault, "editMessageText", seconds=7)
        assert await messenger.send(aki, HELLO) == sending
        assert await messenger.send(aki, Message(Text("done"), edits=first.message_id)) == editing

    play(scene)


def test_a_telegram_that_is_not_there_got_nothing() -> None:
    async def evening() -> None:
        with listen("127.0.0.1", 0) as nobody:
            address = f"http://127.0.0.1:{nobody.getsockname()[1]}"
        bot = telegram_bot(TOKEN, address)
        assert await TelegramMessenger(bot).send(1, HELLO) == TryLater(2)
        await bot.request.shutdown()

    asyncio.run(evening())


@asynccontextmanager
async def answering(status: int, body: str) -> AsyncIterator[TelegramMessenger]:
    """A Telegram that gives this answer to everything."""

    async def answer(request: Request) -> Response:
        return Response(body, status, media_type="application/json")

    listening = listen("127.0.0.1", 0)
    server = Server(Starlette(routes=[Route("/{path:path}", answer, methods=["POST"])]), listening)
    await server.start()
    bot = telegram_bot(TOKEN, f"http://127.0.0.1:{listening.getsockname()[1]}")
    yield TelegramMessenger(bot)
    await bot.request.shutdown()
    await server.stop()


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, '{"ok": true, "result": {"mess', Arrived(None)),
        (200, '{"ok": false}', Unsure("KeyError")),
        (401, '{"ok": false, "description": "Unauthorized"}', TryLater(60)),
        (404, '{"ok": false, "description": "Not Found"}', TryLater(60)),
        (429, '{"ok": false, "description": "Too Many Requests: later"}', TryLater(30, refused=True)),
        (504, "<html>", Unsure("NetworkError")),
        (
            400,
            '{"ok": false, "description": "Bad Request: message is too long"}',
            Refused("message is too long"),
        ),
        (
            400,
            '{"ok": false, "description": "Bad Request: inline keyboard button URL \'t.me/secret\' is invalid"}',
            Refused("inline keyboard button url … is invalid"),
        ),
        (
            400,
            '{"ok": false, "description": "Bad Request: not enough rights to send text messages to the chat"}',
            Unreachable("not enough rights to send text messages to the chat"),
        ),
    ],
)
def test_strange_answers(status: int, body: str, outcome: Outcome) -> None:
    async def evening() -> None:
        async with answering(status, body) as messenger:
            found = await messenger.send(1, HELLO)
            assert found == outcome

    asyncio.run(evening())


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (ChatMigrated(-100), Moved(-100)),
        (Forbidden("bot was blocked by the user"), Unreachable("bot was blocked by the user")),
        (InvalidToken("x"), TryLater(60)),
        (Conflict("x"), TryLater(2)),
        (BadRequest("chat not found"), Unreachable("chat not found")),
        (caused(TimedOut(), aiohttp.ConnectionTimeoutError()), TryLater(2)),
        (caused(TimedOut(), aiohttp.SocketTimeoutError()), Unsure("SocketTimeoutError")),
        (caused(TimedOut(), TimeoutError()), Unsure("TimeoutError")),
        (caused(NetworkError("x"), REFUSED), TryLater(2)),
        (caused(NetworkError("x"), aiohttp.ServerDisconnectedError()), Unsure("ServerDisconnectedError")),
        (TelegramError("Invalid server response"), Arrived(None)),
        (KeyError("result"), Unsure("KeyError")),
    ],
)
def test_what_is_known_after_an_error(error: Exception, outcome: Outcome) -> None:
    assert outcome_of(error) == outcome


def test_a_call_takes_less_than_half_a_lease() -> None:
    assert timedelta(seconds=CONNECT + WRITE + READ + POOL) < LEASE / 2

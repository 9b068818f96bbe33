"""Control actions for whoever tries a bot: more bots, faults and chance, the transcript and its replay."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.responses import PlainTextResponse, Response

from ..errors import Impossible
from ..network.accounts import BotProfile
from ..network.world import Json
from ..transcripts.replaying import replay_lines
from ..transcripts.transcript import checked
from .wishes import JSON_LINES, Wish

if TYPE_CHECKING:
    from ..playground import Playground

TOKEN = re.compile(r"[1-9]\d{0,15}:[A-Za-z0-9_-]{1,64}\Z")
USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{2,31}\Z")
PATIENCE = 5.0  # seconds of real time


def profile_of(token: str, username: str = "", first_name: str = "") -> BotProfile:
    """A bot's profile, named after its id where no name is given. Raises `Impossible` for a wrong token."""
    if not TOKEN.match(token):
        raise Impossible(400, "A token is a number, a colon, and letters or digits.")
    username = username or f"play{token.partition(':')[0]}_bot"
    if not USERNAME.match(username):
        raise Impossible(400, "A username has 3 to 32 of A-Z a-z 0-9 _ and begins with a letter.")
    return BotProfile(username, first_name or username)


def add_bot(playground: Playground, wish: Wish) -> Json:
    token = wish.text("token")
    username, first_name = wish.optional_text("username") or "", wish.optional_text("first_name") or ""
    profile = replace(
        profile_of(token, username, first_name),
        reads_all_group_messages=wish.flag("reads_all_group_messages"),
        inline=wish.flag("inline"),
        inline_feedback=wish.flag("inline_feedback"),
    )
    return playground.add_bot(token, profile).named()


def add_fault(playground: Playground, wish: Wish) -> Json:
    """`times` that is null or 0 means always; one that is missing means once."""
    times = wish.optional_number("times") if "times" in wish.values else 1
    probability = wish.optional_seconds("probability")
    fault = playground.add_fault(
        wish.text("kind"),
        wish.optional_text("method"),
        wish.optional_number("chat"),
        times,
        wish.optional_seconds("seconds"),
        1.0 if probability is None else probability,
        wish.optional_number("bot"),
    )
    return {"id": fault}


def see_faults(playground: Playground, wish: Wish) -> list[Json]:
    return playground.telegram.faults.shown()


def clear_faults(playground: Playground, wish: Wish) -> None:
    playground.clear_faults()


def remove_fault(playground: Playground, wish: Wish) -> None:
    playground.remove_fault(wish.number("fault"))


def seed(playground: Playground, wish: Wish) -> Json:
    return {"seed": playground.seed(wish.optional_number("seed"))}


def see_transcript(playground: Playground, wish: Wish) -> Response:
    """A file to keep."""
    headers = {"Content-Disposition": 'attachment; filename="transcript.jsonl"'}
    return PlainTextResponse(playground.telegram.transcript.text(), headers=headers, media_type=JSON_LINES)


def replay(playground: Playground, wish: Wish) -> Awaitable[Json]:
    """The `lines` of a transcript; `patience` may also stand in the address, next to JSON lines."""
    try:
        patience = float(wish.values.get("patience", PATIENCE))
    except (TypeError, ValueError):
        raise Impossible(400, "patience must be a number.") from None
    return replay_lines(playground, checked(wish.values.get("lines")), patience)


ACTIONS: dict[str, Callable[[Playground, Wish], Any]] = {
    "POST /sim/bots": add_bot,
    "POST /sim/faults": add_fault,
    "GET /sim/faults": see_faults,
    "DELETE /sim/faults": clear_faults,
    "DELETE /sim/faults/{fault:int}": remove_fault,
    "POST /sim/seed": seed,
    "GET /sim/transcript": see_transcript,
    "POST /sim/replay": replay,
}

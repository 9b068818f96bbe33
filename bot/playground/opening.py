"""Links that lead to the bot: followed on a phone, they start it or bring it into a group."""

from __future__ import annotations

import re

from . import groups
from .errors import Impossible
from .links import bot_link
from .people import say, start
from .server import Telegram
from .world import Json

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


def open_link(telegram: Telegram, user_id: int, url: str, group_id: int | None = None) -> Json:
    """Follow a link: a start link of the bot is carried out, any other is only named."""
    telegram.person(user_id)
    asked = bot_link(telegram.bot.username or "", url)
    if asked is None:
        return {"external": url}
    payload = asked.get("start", "")
    if "startgroup" in asked:
        return _open_group(telegram, user_id, group_id, asked["startgroup"])
    if not PAYLOAD.match(payload):
        return {"chat": telegram.bot.id}
    return {"chat": telegram.bot.id, "message_id": start(telegram, user_id, payload).id}


def _open_group(telegram: Telegram, user_id: int, group_id: int | None, payload: str) -> Json:
    if group_id is None:
        raise Impossible(400, "Name the group this link is opened for.")
    chat = telegram.chat_of(user_id, group_id)
    groups.add(telegram, chat.id, user_id, telegram.bot.id)
    if not PAYLOAD.match(payload):
        return {"chat": chat.id}
    message = say(telegram, user_id, chat.id, f"/start@{telegram.bot.username} {payload}")
    return {"chat": chat.id, "message_id": message.id}

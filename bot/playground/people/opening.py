"""Links that lead to a bot: followed on a phone, they start it or bring it into a group."""

from __future__ import annotations

import re

from ..errors import Impossible
from ..network import groups
from ..network.accounts import Account
from ..network.server import Telegram
from ..network.world import Json
from ..text.links import bot_link
from . import joining
from .starting import start
from .writing import say

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


def open_link(telegram: Telegram, user_id: int, url: str, group_id: int | None = None) -> Json:
    """Follow a link: a start link of a bot is carried out, any other is only named."""
    telegram.person(user_id)
    if joining.is_invite(url):
        return {"chat": joining.follow(telegram, user_id, url).id}
    account, asked = _asked(telegram, url)
    if account is None:
        return {"external": url}
    payload = asked.get("start", "")
    if "startgroup" in asked:
        return _open_group(account, user_id, group_id, asked["startgroup"])
    if not PAYLOAD.match(payload):
        return {"chat": account.bot.id}
    message = start(telegram, user_id, account.bot.id, payload)
    return {"chat": account.bot.id, "message_id": message.id}


def _asked(telegram: Telegram, url: str) -> tuple[Account | None, dict[str, str]]:
    """The bot a link leads to, and what it asks of it."""
    for account in telegram.accounts.values():
        if (asked := bot_link(account.profile.username, url)) is not None:
            return account, asked
    return None, {}


def _open_group(account: Account, user_id: int, group_id: int | None, payload: str) -> Json:
    if group_id is None:
        raise Impossible(400, "Name the group this link is opened for.")
    telegram = account.telegram
    chat = telegram.chat_of(user_id, group_id)
    groups.add(telegram, chat.id, user_id, account.bot.id)
    if not PAYLOAD.match(payload):
        return {"chat": chat.id}
    message = say(telegram, user_id, chat.id, f"/start@{account.profile.username} {payload}")
    return {"chat": chat.id, "message_id": message.id}

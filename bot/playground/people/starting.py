"""A person presses Start, blocks a bot, or lets it in again."""

from __future__ import annotations

from ..errors import Impossible
from ..network import views
from ..network.server import Telegram
from ..network.world import Chat, ChatKind, Message, Standing
from .writing import say


def start(telegram: Telegram, user_id: int, bot_id: int, payload: str = "") -> Message:
    """Press Start, or Restart after a block."""
    unblock(telegram, user_id, bot_id)
    return say(telegram, user_id, bot_id, f"/start {payload}".strip())


def block(telegram: Telegram, user_id: int, bot_id: int) -> None:
    chat = _private(telegram, user_id, bot_id)
    if not chat.blocked:
        chat.blocked = True
        _tell_block(telegram, chat, Standing.MEMBER, Standing.KICKED)


def unblock(telegram: Telegram, user_id: int, bot_id: int) -> None:
    chat = _private(telegram, user_id, bot_id)
    if chat.blocked:
        chat.blocked = False
        _tell_block(telegram, chat, Standing.KICKED, Standing.MEMBER)


def _private(telegram: Telegram, user_id: int, bot_id: int) -> Chat:
    chat = telegram.chat_of(user_id, bot_id)
    if chat.kind is not ChatKind.PRIVATE:
        raise Impossible(400, "Only a bot can be started or blocked.")
    return chat


def _tell_block(telegram: Telegram, chat: Chat, before: Standing, after: Standing) -> None:
    account = telegram.account_of(chat)
    change = {
        "chat": views.chat(telegram.world, chat, account.bot.id),
        "from": views.user(telegram.person(chat.id)),
        "date": telegram.clock.unix(),
        "old_chat_member": views.member(account.bot, before),
        "new_chat_member": views.member(account.bot, after),
    }
    telegram.meet(chat)
    account.updates.put("my_chat_member", change, ("my_chat_member", chat.id))
    telegram.touched(chat)

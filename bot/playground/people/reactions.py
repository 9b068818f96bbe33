"""The emoji people put on messages, and which bots hear of them."""

from __future__ import annotations

from ..errors import Impossible
from ..methods.reactions import REACTIONS, plain_emoji
from ..network import views
from ..network.accounts import Account
from ..network.hearing import is_service
from ..network.server import Telegram
from ..network.world import ChatKind, Json, Message


def react(telegram: Telegram, user_id: int, chat_id: int, message_id: int, emoji: str) -> None:
    """Put one emoji on a message in place of an earlier one; an empty one takes it away."""
    chat, chosen = telegram.chat_of(user_id, chat_id), plain_emoji(emoji)
    message = chat.messages.get(message_id)
    if message is None or is_service(message):
        raise Impossible(404, "There is no message to put a reaction on.")
    if chosen and chosen not in REACTIONS:
        raise Impossible(400, "Telegram does not offer this reaction.")
    before, after = message.reactions.get(user_id, []), [chosen] if chosen else []
    if before == after:
        return
    message.reactions[user_id] = after
    telegram.touched(chat)
    for account in telegram.accounts.values():
        if _hears(account, message):
            _tell(account, message, user_id, before)


def _hears(account: Account, message: Message) -> bool:
    """In a group only an admin; in its private chat a bot always, unless it was blocked."""
    chat = message.chat
    if chat.kind is ChatKind.PRIVATE:
        return chat.bot_id == account.bot.id and not chat.blocked
    return chat.is_admin(account.bot.id)


def _tell(account: Account, message: Message, user_id: int, before: list[str]) -> None:
    chat = message.chat
    change = {
        "chat": views.chat(account.world, chat, account.bot.id),
        "message_id": message.id,
        "date": account.clock.unix(),
        "old_reaction": _shown(before),
        "new_reaction": _shown(message.reactions[user_id]),
    }
    account.updates.put(
        "message_reaction", change | _by(account, message, user_id), ("message_reaction", chat.id)
    )


def _by(account: Account, message: Message, user_id: int) -> Json:
    """Who reacted: an anonymous admin does so as the group."""
    if message.chat.terms_of(user_id).is_anonymous:
        return {"actor_chat": views.chat(account.world, message.chat, account.bot.id)}
    return {"user": views.user(account.telegram.person(user_id))}


def _shown(emojis: list[str]) -> list[Json]:
    return [{"type": "emoji", "emoji": emoji} for emoji in emojis]

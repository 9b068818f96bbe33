"""What reaches the bot: in private everything, in a group only what Telegram's privacy mode lets through."""

from __future__ import annotations

from .world import ChatKind, Message, Person

SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "users_shared",
    "chat_shared",
    "web_app_data",
)


def reaches_bot(message: Message, bot: Person, *, reads_all: bool) -> bool:
    """Whether the bot gets this message. `reads_all` is its privacy mode switched off. No bot hears another."""
    if message.sender.is_bot and not is_service(message):
        return False
    chat = message.chat
    if chat.kind is ChatKind.PRIVATE:
        return chat.bot_id == bot.id and not chat.blocked
    if not chat.has(bot.id):
        return False
    if is_service(message) or chat.is_admin(bot.id) or reads_all:
        return True
    return message.via_bot is bot or _answers(message, bot) or _commands(message, bot)


def is_service(message: Message) -> bool:
    return any(name in message.content for name in SERVICE)


def _answers(message: Message, bot: Person) -> bool:
    answered = message.chat.messages.get(message.reply_to) if message.reply_to is not None else None
    return answered is not None and answered.sender.id == bot.id


def _commands(message: Message, bot: Person) -> bool:
    """It opens with a command for this bot by name, or with any command while this bot spoke last."""
    first = next(iter(message.content.get("entities", ())), None)
    if first is None or first["type"] != "bot_command" or first["offset"] != 0:
        return False
    _, _, named = message.content["text"][: first["length"]].partition("@")
    if not named:
        return message.chat.last_bot == bot.id
    return bool(named.lower() == (bot.username or "").lower())

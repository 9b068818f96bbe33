"""Where the bot may go: which chat a call names, and whether the bot may write, edit or look there."""

from __future__ import annotations

from .accounts import Account
from .calls import Call
from .errors import bad_request, forbidden
from .world import Chat, ChatKind, Message, Standing


def chat_to_read(account: Account, call: Call, name: str = "chat_id") -> Chat:
    """A chat the bot has met. Raises `Refused`."""
    given = call.text(name).strip()
    if not given:
        raise bad_request(f"{name} is empty")
    try:
        chat_id = int(given)
    except ValueError:
        raise bad_request("chat not found") from None
    chat = account.chat(chat_id)
    if chat is None or not _has_met(account, chat):
        raise bad_request("chat not found")
    return chat


def _has_met(account: Account, chat: Chat) -> bool:
    if chat.kind is ChatKind.PRIVATE:
        return chat.id in account.known
    return account.bot.id in chat.members


def chat_to_write(account: Account, call: Call) -> Chat:
    """A chat that takes messages of the bot. Raises `Refused` (400, 403)."""
    if call.text("chat_id").strip() == str(account.bot.id):
        raise forbidden("the bot can't send messages to the bot")
    chat = chat_to_edit(account, call)
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )
    if chat.kind is ChatKind.PRIVATE and not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def chat_to_edit(account: Account, call: Call) -> Chat:
    """A chat the bot is in; also a group that has moved on, where its old messages are."""
    chat = chat_to_read(account, call)
    if chat.kind is ChatKind.PRIVATE:
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    must_be_inside(account, chat)
    return chat


def must_be_inside(account: Account, chat: Chat) -> None:
    """Raises `Refused` (403) when the bot is no longer in a group."""
    if chat.kind is ChatKind.PRIVATE:
        return
    match chat.standing(account.bot.id):
        case Standing.KICKED:
            raise forbidden(f"bot was kicked from the {_kind(chat)} chat")
        case Standing.LEFT:
            raise forbidden(f"bot is not a member of the {_kind(chat)} chat")


def _kind(chat: Chat) -> str:
    return "group" if chat.kind is ChatKind.GROUP else "supergroup"


def message_named(chat: Chat, call: Call, purpose: str) -> Message:
    """The message of a call; `purpose` ends Telegram's complaint: "message to edit not found"."""
    if not call.has("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(call.number("message_id"))
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message

"""Where the bot may go: which chat a call names, and whether the bot may write, edit or look there."""

from __future__ import annotations

from ..errors import bad_request, forbidden
from ..network import places
from ..network.accounts import Account
from ..network.members import lapse, may
from ..network.world import Chat, ChatKind, Message, Person, Standing
from .calls import Call

ASKED_LATELY = 5 * 60

# What a bot that is no admin needs for each way of sending, and how Telegram calls what it may not send.
SENDING = {
    "sendmessage": ("can_send_messages", "text messages"),
    "sendcontact": ("can_send_messages", "contacts"),
    "sendlocation": ("can_send_messages", "locations"),
    "sendvenue": ("can_send_messages", "venues"),
    "copymessage": ("can_send_messages", "text messages"),
    "forwardmessage": ("can_send_messages", "text messages"),
    "sendphoto": ("can_send_photos", "photos"),
    "sendmediagroup": ("can_send_photos", "photos"),
    "senddocument": ("can_send_documents", "documents"),
    "sendaudio": ("can_send_audios", "audios"),
    "sendvideo": ("can_send_videos", "videos"),
    "sendvideonote": ("can_send_video_notes", "video notes"),
    "sendvoice": ("can_send_voice_notes", "voice notes"),
    "sendpoll": ("can_send_polls", "polls"),
    "sendsticker": ("can_send_other_messages", "stickers"),
    "sendanimation": ("can_send_other_messages", "animations"),
    "senddice": ("can_send_other_messages", "dice"),
}


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
    lapse(chat, account.clock.unix())
    places.end_due(chat, account.clock.unix())
    return chat


def _has_met(account: Account, chat: Chat) -> bool:
    if chat.kind is ChatKind.PRIVATE:
        return chat.id in account.known
    return account.bot.id in chat.members


def chat_to_write(account: Account, call: Call) -> Chat:
    """A chat that takes messages of the bot. Raises `Refused` (400, 403)."""
    if call.text("chat_id").strip() == str(account.bot.id):
        raise forbidden("the bot can't send messages to the bot")
    chat = chat_to_manage(account, call)
    if chat.kind is ChatKind.PRIVATE and not chat.started and not _asked_to_join(account, chat.id):
        raise forbidden("bot can't initiate conversation with a user")
    needed, called = SENDING.get(call.method, ("", ""))
    if needed and not may(chat, account.bot, needed):
        raise bad_request(f"not enough rights to send {called} to the chat")
    return chat


def _asked_to_join(account: Account, user_id: int) -> bool:
    """Whoever asks to be let in may be written to for five minutes by the bots that could let them in."""
    since = account.clock.unix() - ASKED_LATELY
    return any(
        (request := group.requests.get(user_id)) is not None
        and request.date > since
        and may(group, account.bot, "can_invite_users")
        for group in account.world.groups.values()
    )


def chat_to_manage(account: Account, call: Call) -> Chat:
    """A chat the bot is in; of a group that moved on it only learns where to."""
    chat = chat_to_edit(account, call)
    must_be_here(chat)
    return chat


def must_be_here(chat: Chat) -> None:
    """Raises `Refused` for a group that has become a supergroup."""
    if chat.migrated_to is not None:
        raise bad_request(
            "group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to}
        )


def chat_to_edit(account: Account, call: Call) -> Chat:
    """A chat the bot is in; also a group that has moved on, where its old messages are."""
    chat = chat_to_read(account, call)
    if chat.kind is ChatKind.PRIVATE:
        if account.world.people[chat.id].is_deleted:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        return chat
    must_be_inside(account, chat)
    return chat


def must_be_inside(account: Account, chat: Chat) -> None:
    """Raises `Refused` (403) when the bot is no longer in a group."""
    if chat.kind is ChatKind.PRIVATE:
        return
    if chat.is_deleted:
        raise forbidden("the group chat was deleted")
    if chat.standing(account.bot.id) is Standing.KICKED:
        raise forbidden(f"bot was kicked from the {_kind(chat)} chat")
    if not chat.has(account.bot.id):
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


def user_named(call: Call) -> int:
    """The `user_id` of a call. Raises `Refused` where there is none."""
    user_id = call.number("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    return user_id


def member_named(account: Account, chat: Chat, user_id: int) -> Person:
    """Somebody the bot knows, in this chat or not. Raises `Refused`."""
    person = account.world.someone(user_id)
    if person is None or not (user_id in account.known or user_id in chat.members or person.is_bot):
        raise bad_request("PARTICIPANT_ID_INVALID" if chat.kind is ChatKind.SUPERGROUP else "user not found")
    return person

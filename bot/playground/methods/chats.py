"""The Bot API methods that ask about chats, answer presses, fetch files and leave groups."""

from __future__ import annotations

from ..errors import bad_request
from ..network import groups, views
from ..network.accounts import Account
from ..network.files import known_to
from ..network.invites import primary_link
from ..network.members import may
from ..network.world import Chat, ChatKind, Json
from ..text.links import bot_link
from .calls import Call
from .rights import (
    chat_to_edit,
    chat_to_read,
    member_named,
    must_be_here,
    must_be_inside,
    user_named,
)

LONGEST_TOAST = 200
GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
LARGEST_DOWNLOAD = 20 * 1024 * 1024


def get_chat(account: Account, call: Call) -> Json:
    chat = chat_to_read(account, call)
    must_be_inside(account, chat)
    shown = views.chat(account.world, chat, account.bot.id)
    shown |= {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, chat.kind is ChatKind.PRIVATE),
    }
    if chat.kind is not ChatKind.PRIVATE:
        shown |= _about_the_group(account, chat)
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        shown["pinned_message"] = views.edited_message(account.world, pinned, account.bot.id)
    return shown


def _about_the_group(account: Account, chat: Chat) -> Json:
    """What getChat tells of a group; of links only the bot's own main one, made now if need be."""
    shown: Json = {"permissions": views.permissions(chat.permissions)}
    if chat.description:
        shown["description"] = chat.description
    if chat.photo:
        shown["photo"] = known_to(account.bot.id, views.chat_photo(chat.photo))
    if may(chat, account.bot, "can_invite_users"):
        shown["invite_link"] = primary_link(chat, account.bot.id).url
    if chat.kind is ChatKind.SUPERGROUP:
        shown["join_to_send_messages"] = True
        if chat.joins_by_request:
            shown["join_by_request"] = True
    return shown


def get_chat_member(account: Account, call: Call) -> Json:
    user_id = user_named(call)
    chat = _inside(account, call)
    person = member_named(account, chat, user_id)
    return views.member_of(chat, person, account.bot.id)


def get_chat_member_count(account: Account, call: Call) -> int:
    return len(_inside(account, call).present())


def get_chat_administrators(account: Account, call: Call) -> list[Json]:
    chat = _inside(account, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    return views.administrators(account.world, chat, account.bot.id)


def leave_chat(account: Account, call: Call) -> bool:
    chat = chat_to_edit(account, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("can't leave private chats")
    if chat.has(account.bot.id):
        groups.leave(account.telegram, chat.id, account.bot.id)
    return True


def _inside(account: Account, call: Call) -> Chat:
    """A chat whose members the bot may see; of a group that moved on it only learns where to."""
    chat = chat_to_read(account, call)
    must_be_inside(account, chat)
    must_be_here(chat)
    return chat


def answer_callback_query(account: Account, call: Call) -> bool:
    """Ends the spinner on the button; a text floats by, an alert waits, a link is opened."""
    text, url = call.text("text"), call.text("url")
    if len(text) > LONGEST_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    if url and "start" not in (bot_link(account.bot.username or "", url) or {}):
        raise bad_request("URL_INVALID")
    answer: Json = {"text": text, "alert": call.flag("show_alert")} if text else {}
    if url:
        answer["url"] = url
    query = account.queries.answer(call.text("callback_query_id"), answer, account.clock.unix())
    toast = {"user": query.user_id, "text": text, "alert": call.flag("show_alert"), "query_id": query.id}
    account.events.tell("toast", toast)
    if url and query.on_page:
        account.events.tell("open", {"user": query.user_id, "url": url})
    return True


def get_file(account: Account, call: Call) -> Json:
    file_id = call.text("file_id")
    file = account.files.size_of_bot(file_id, account.bot.id)
    if file is None and account.files.is_anothers(file_id):
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file is None:
        raise bad_request("invalid file_id" if file_id else "file_id not specified")
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    shown: Json = known_to(account.bot.id, file.shown())
    return shown | {"file_path": file.path}


METHODS = {
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatmembercount": get_chat_member_count,
    "getchatadministrators": get_chat_administrators,
    "leavechat": leave_chat,
    "answercallbackquery": answer_callback_query,
    "getfile": get_file,
}

"""The Bot API methods that change what is already in a chat: edits, deletions, pins, reactions."""

from __future__ import annotations

from . import views
from .accounts import Account
from .calls import Call, whole_number
from .errors import bad_request, forbidden
from .keyboards import read_markup
from .methods_messages import link_preview
from .rights import chat_to_edit, chat_to_read, chat_to_write, message_named
from .wording import read_caption, read_text
from .world import Chat, ChatKind, Json, Message

TWO_DAYS = 48 * 60 * 60
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)
REACTIONS = frozenset(
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐"
    " 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾"
    " 🤷‍♂ 🤷 🤷‍♀ 😡".split()
)


def edit_text(account: Account, call: Call) -> Json:
    ready = read_text(account, call)
    message = _editable(account, call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    content: Json = {"text": ready.text} | ({"entities": ready.entities} if ready.entities else {})
    return _edited(account, call, message, content)


def edit_caption(account: Account, call: Call) -> Json:
    ready = read_caption(account, call)
    message = _editable(account, call)
    if not {"photo", "document"} & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    content = {name: value for name, value in message.content.items() if "caption" not in name}
    if ready.text:
        content["caption"] = ready.text
    if ready.entities:
        content["caption_entities"] = ready.entities
    return _edited(account, call, message, content)


def edit_markup(account: Account, call: Call) -> Json:
    message = _editable(account, call)
    return _edited(account, call, message, message.content)


def _editable(account: Account, call: Call) -> Message:
    """The bot's own message, without a reply keyboard. Raises `Refused`."""
    if call.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    message = message_named(chat_to_edit(account, call), call, "edit")
    if message.sender.id != account.bot.id or message.other_markup is not None:
        raise bad_request("message can't be edited")
    return message


def _edited(account: Account, call: Call, message: Message, content: Json) -> Json:
    """Keep the change; a keyboard that is not given again is gone."""
    markup = read_markup(call)
    if markup.other is not None:
        raise bad_request("inline keyboard expected")
    if message.content == content and message.keyboard == markup.inline:
        raise bad_request(NOT_MODIFIED)
    if "text" in content and content is not message.content:
        message.link_preview = link_preview(call)
    message.content, message.keyboard = content, markup.inline
    message.edit_date = account.clock.unix()
    account.telegram.touched(message.chat)
    return views.edited_message(account.world, message, account.bot.id)


def delete_message(account: Account, call: Call) -> bool:
    chat = chat_to_read(account, call)
    _must_be_near(account, chat)
    message = message_named(chat, call, "delete")
    _must_be_deletable(account, message)
    account.telegram.remove(message)
    return True


def delete_messages(account: Account, call: Call) -> bool:
    """Up to 100 at once; those that are gone are skipped, as are those that may not be deleted."""
    chat = chat_to_read(account, call)
    _must_be_near(account, chat)
    given = call.parsed("message_ids", "can't parse message identifiers JSON object")
    if not isinstance(given, list) or not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > 100:
        raise bad_request("too many message identifiers specified")
    for number in {whole_number(item, "message_ids") for item in given}:
        message = chat.messages.get(number)
        if message is not None and _why_not(account, message) is None:
            account.telegram.remove(message)
    return True


def _must_be_near(account: Account, chat: Chat) -> None:
    if chat.kind is not ChatKind.PRIVATE and not chat.has(account.bot.id):
        kind = "group" if chat.kind is ChatKind.GROUP else "supergroup"
        raise forbidden(f"bot is not a member of the {kind} chat")


def _must_be_deletable(account: Account, message: Message) -> None:
    reason = _why_not(account, message)
    if reason is not None:
        raise bad_request(reason)


def _why_not(account: Account, message: Message) -> str | None:
    """Younger than 48 hours and the bot's own, or in a private chat; an admin deletes anything."""
    chat = message.chat
    if chat.is_admin(account.bot.id):
        return None
    if chat.kind is not ChatKind.PRIVATE and message.sender.id != account.bot.id:
        return "message can't be deleted"
    if account.clock.unix() - message.date >= TWO_DAYS:
        return "message can't be deleted for everyone"
    return None


def pin(account: Account, call: Call) -> bool:
    chat = chat_to_write(account, call)
    message = message_named(chat, call, "pin")
    _must_manage_pins(account, chat)
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
        note = account.telegram.new_message(chat, account.bot, {"pinned_message": message})
        note.silent = call.flag("disable_notification")
        account.telegram.post(note)
    return True


def unpin(account: Account, call: Call) -> bool:
    chat = chat_to_write(account, call)
    _must_manage_pins(account, chat)
    message_id = call.number("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    account.telegram.touched(chat)
    return True


def _must_manage_pins(account: Account, chat: Chat) -> None:
    if chat.kind is not ChatKind.PRIVATE and not chat.is_admin(account.bot.id):
        raise bad_request("not enough rights to manage pinned messages in the chat")


def react(account: Account, call: Call) -> bool:
    """At most one emoji of Telegram's list; none takes the reaction away."""
    chat = chat_to_edit(account, call)
    message = message_named(chat, call, "react")
    given = call.parsed("reaction", "can't parse reaction types JSON object") or []
    if not isinstance(given, list) or len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emojis = [_emoji(reaction) for reaction in given]
    if not REACTIONS.issuperset(emojis):
        raise bad_request("REACTION_INVALID")
    message.reactions[account.bot.id] = emojis
    account.telegram.touched(chat)
    return True


def _emoji(reaction: object) -> str:
    emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
    return str(emoji or "").replace("\ufe0f", "")


METHODS = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "pinchatmessage": pin,
    "unpinchatmessage": unpin,
    "setmessagereaction": react,
}

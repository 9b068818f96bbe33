"""The Bot API methods that change what is already in a chat: edits, deletions, pins."""

from __future__ import annotations

from ..errors import bad_request, forbidden
from ..network import views
from ..network.accounts import Account
from ..network.hearing import is_service
from ..network.members import may
from ..network.places import is_live
from ..network.polls import Poll
from ..network.world import Chat, ChatKind, Json, Message
from .calls import Call, whole_number
from .keyboards import read_markup
from .kinds import ANIMATION, AUDIO, DOCUMENT, PHOTO, VIDEO, WITH_CAPTION, medium_in
from .messages import link_preview
from .rights import chat_to_edit, chat_to_read, chat_to_write, message_named
from .uploads import caption_of, read_input
from .wording import read_text

ONE_DAY, TWO_DAYS = 24 * 60 * 60, 48 * 60 * 60
ONLY_KEYBOARD = ("contact", "dice", "sticker", "venue", "video_note")
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def edit_text(account: Account, call: Call) -> Json | bool:
    ready = read_text(account, call)
    message = changeable(account, call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    content: Json = {"text": ready.text} | ({"entities": ready.entities} if ready.entities else {})
    return edited(account, call, message, content)


def edit_caption(account: Account, call: Call) -> Json | bool:
    told = caption_of(account, call, "photo")
    message = changeable(account, call)
    medium = medium_in(message.content)
    if medium is None or medium.name not in WITH_CAPTION:
        raise bad_request("there is no caption in the message to edit")
    if not medium.covers:
        told.pop("show_caption_above_media", None)
    content = {name: value for name, value in message.content.items() if "caption" not in name}
    return edited(account, call, message, content | told)


def edit_media(account: Account, call: Call) -> Json | bool:
    """Another picture, video, sound or file in its place; words may become one, too."""
    content = read_input(account, call)
    message = changeable(account, call)
    before, after = medium_in(message.content), medium_in(content)
    if "text" not in message.content and before not in (PHOTO, VIDEO, ANIMATION, AUDIO, DOCUMENT):
        raise bad_request("message media can't be edited")
    if message.album and before is not after and {before, after} != {PHOTO, VIDEO}:
        raise bad_request("can't change media type in the album")
    message.link_preview = None
    return edited(account, call, message, content)


def edit_markup(account: Account, call: Call) -> Json | bool:
    message = _editable(account, call)
    return edited(account, call, message, message.content)


def changeable(account: Account, call: Call) -> Message:
    """A message of which more than the keyboard may become something else. Raises `Refused`."""
    message = _editable(account, call)
    poll = message.content.get("poll")
    is_over = isinstance(poll, Poll) and poll.closed
    stands_still = "location" in message.content and not is_live(message.content)
    if is_over or stands_still or any(kind in message.content for kind in ONLY_KEYBOARD):
        raise bad_request("message can't be edited")
    return message


def _editable(account: Account, call: Call) -> Message:
    """The bot's own message, without a reply keyboard; or one sent by way of it. Raises `Refused`."""
    if not call.text("chat_id") and not call.number("message_id"):
        return _sent_inline(account, call)
    message = message_named(chat_to_edit(account, call), call, "edit")
    fixed = message.other_markup is not None or message.origin is not None or is_service(message)
    if message.sender.id != account.bot.id or fixed:
        raise bad_request("message can't be edited")
    return message


def _sent_inline(account: Account, call: Call) -> Message:
    """A person's message from an inline result of this bot, wherever it is, as long as it is there."""
    inline_id = call.text("inline_message_id")
    if not inline_id:
        raise bad_request("message identifier is not specified")
    message = account.inline.messages.get(inline_id)
    if message is None or message.id not in message.chat.messages:
        raise bad_request("MESSAGE_ID_INVALID")
    return message


def edited(account: Account, call: Call, message: Message, content: Json) -> Json | bool:
    """Keep the change; a keyboard that is not given again is gone. Of an inline message only True is told."""
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
    return message.via_bot is not None or views.edited_message(account.world, message, account.bot.id)


def delete_message(account: Account, call: Call) -> bool:
    chat = chat_to_read(account, call)
    _must_be_near(account, chat)
    message = message_named(chat, call, "delete")
    _must_be_deletable(account, message)
    account.telegram.remove(message)
    return True


def delete_messages(account: Account, call: Call) -> bool:
    """Up to 100 at once; those that are gone are skipped. Of the others all are deleted, or none."""
    chat = chat_to_read(account, call)
    _must_be_near(account, chat)
    given = call.parsed("message_ids", "can't parse message_ids JSON object")
    if not isinstance(given, list) or not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > 100:
        raise bad_request("too many message identifiers specified")
    wanted = {whole_number(item, "message_ids") for item in given}
    found = [chat.messages[number] for number in sorted(wanted) if number in chat.messages]
    for message in found:
        _must_be_deletable(account, message)
    for message in found:
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
    """Younger than 48 hours and the bot's own, or in a private chat (a dice there only after a day); an admin
    deletes anything."""
    chat = message.chat
    if chat.is_admin(account.bot.id) and may(chat, account.bot, "can_delete_messages"):
        return None
    if chat.kind is not ChatKind.PRIVATE and message.sender.id != account.bot.id:
        return "message can't be deleted"
    age = account.clock.unix() - message.date
    is_young_dice = "dice" in message.content and chat.kind is ChatKind.PRIVATE and age < ONE_DAY
    if age >= TWO_DAYS or is_young_dice:
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
    if not may(chat, account.bot, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


METHODS = {
    "editmessagetext": edit_text,
    "editmessagecaption": edit_caption,
    "editmessagemedia": edit_media,
    "editmessagereplymarkup": edit_markup,
    "deletemessage": delete_message,
    "deletemessages": delete_messages,
    "pinchatmessage": pin,
    "unpinchatmessage": unpin,
}

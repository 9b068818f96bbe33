"""What a person does on their phone: write, edit, delete, press a button, open a link, block the bot."""

from __future__ import annotations

import re

from ..errors import Impossible
from ..network import views
from ..network.accounts import Account
from ..network.files import evening_picture
from ..network.members import may
from ..network.queries import LIFETIME, Query
from ..network.server import Telegram
from ..network.world import Chat, ChatKind, Json, Message, Person
from ..text.formatting import formatted

LONGEST = 4096
TWO_DAYS = 48 * 60 * 60
CAPTIONED = {"photo", "document", "video", "animation", "audio", "voice"}
WORDS = ("text", "entities", "caption", "caption_entities")
STARTING = re.compile(r"/start(?:@\w+)?(?:\s|\Z)")


def say(telegram: Telegram, user_id: int, chat_id: int, text: str, reply_to: int | None = None) -> Message:
    """Write into a chat; what is longer than a message goes out as several, the last is returned."""
    chat = telegram.chat_of(user_id, chat_id)
    may_write(chat, text)
    ready = formatted(text, [])
    if not ready.text:
        raise Impossible(400, "A message needs words.")
    if reply_to is not None and reply_to not in chat.messages:
        raise Impossible(404, "There is no such message to reply to.")
    pieces = [ready.text[at : at + LONGEST] for at in range(0, len(ready.text), LONGEST)]
    sent = [_write(telegram, chat, telegram.person(user_id), piece, reply_to) for piece in pieces]
    return sent[-1]


def _write(telegram: Telegram, chat: Chat, person: Person, text: str, reply_to: int | None) -> Message:
    message = telegram.new_message(chat, person, worded("text", text))
    message.reply_to = reply_to
    if chat.kind is ChatKind.PRIVATE:
        chat.started = True
        telegram.meet(chat)
    return telegram.post(message)


def worded(name: str, text: str) -> Json:
    """A text or caption with the entities Telegram finds in it."""
    ready = formatted(text, [])
    content: Json = {name: ready.text}
    if ready.entities:
        content["entities" if name == "text" else "caption_entities"] = ready.entities
    return content


def may_write(chat: Chat, text: str = "") -> None:
    """Raises `Impossible` where the phone has no field to write into."""
    if chat.migrated_to is not None:
        raise Impossible(409, "This group has become a supergroup; write there.")
    if chat.blocked:
        raise Impossible(409, "This person blocked the bot; unblock it first.")
    if chat.kind is ChatKind.PRIVATE and not chat.started and not STARTING.match(text.strip()):
        raise Impossible(409, "An empty chat with a bot only has a Start button; press it first.")


def edit(telegram: Telegram, user_id: int, chat_id: int, message_id: int, text: str) -> Message:
    """Change the words of an own message of the last two days; a caption may be taken away."""
    message = _own(telegram, user_id, chat_id, message_id)
    name = "text" if "text" in message.content else "caption"
    content = worded(name, text)
    if not content[name]:
        if name == "text":
            raise Impossible(400, "A message needs words.")
        content = {}
    kept = {key: value for key, value in message.content.items() if key not in WORDS}
    if kept | content == message.content:
        raise Impossible(409, "Nothing was changed.")
    message.content = kept | content
    message.edit_date = telegram.clock.unix()
    telegram.touched(message.chat)
    telegram.hear(message, "edited_message")
    return message


def delete(telegram: Telegram, user_id: int, chat_id: int, message_id: int) -> None:
    """Delete for everybody: in private any message, in a group an own one. Bots are not told."""
    chat = telegram.chat_of(user_id, chat_id)
    message = _message(chat, message_id)
    if (
        chat.kind is not ChatKind.PRIVATE
        and message.sender.id != user_id
        and not _may_delete(telegram, chat, user_id)
    ):
        raise Impossible(409, "Only own messages can be deleted here.")
    telegram.remove(message)


def _may_delete(telegram: Telegram, chat: Chat, user_id: int) -> bool:
    return may(chat, telegram.person(user_id), "can_delete_messages")


def _message(chat: Chat, message_id: int) -> Message:
    message = chat.messages.get(message_id)
    if message is None:
        raise Impossible(404, "There is no such message.")
    return message


def _own(telegram: Telegram, user_id: int, chat_id: int, message_id: int) -> Message:
    message = _message(telegram.chat_of(user_id, chat_id), message_id)
    if message.sender.id != user_id or not CAPTIONED.union(WORDS) & message.content.keys():
        raise Impossible(409, "Only own messages with words can be edited.")
    if message.via_bot is not None:
        raise Impossible(409, "What was sent by way of a bot only that bot edits.")
    if telegram.clock.unix() - message.date >= TWO_DAYS:
        raise Impossible(409, "Messages can be edited for two days.")
    return message


def send_photo(telegram: Telegram, user_id: int, chat_id: int, caption: str) -> Message:
    content: Json = {
        "photo": telegram.files.add_picture("evening.png", "image/png", evening_picture()).sizes()
    }
    if caption.strip():
        content |= worded("caption", caption)
    return _send(telegram, user_id, chat_id, content)


def send_sticker(telegram: Telegram, user_id: int, chat_id: int) -> Message:
    facts: Json = {"type": "regular", "width": 96, "height": 64, "is_animated": False, "is_video": False}
    facts["emoji"] = "\N{SLIGHTLY SMILING FACE}"
    file = telegram.files.add("stickers", "sticker.png", "image/png", evening_picture(), facts)
    return _send(telegram, user_id, chat_id, {"sticker": file.shown() | facts})


def send_voice(telegram: Telegram, user_id: int, chat_id: int) -> Message:
    file = telegram.files.add("voice", "voice.oga", "audio/ogg", b"OggS", {"duration": 3})
    sound = file.shown() | {"duration": 3, "mime_type": "audio/ogg"}
    return _send(telegram, user_id, chat_id, {"voice": sound})


def _send(telegram: Telegram, user_id: int, chat_id: int, content: Json) -> Message:
    chat = telegram.chat_of(user_id, chat_id)
    may_write(chat)
    return telegram.post(telegram.new_message(chat, telegram.person(user_id), content))


def tap(
    telegram: Telegram,
    user_id: int,
    chat_id: int,
    message_id: int,
    data: str | None = None,
    button: tuple[int, int] | None = None,
) -> Query:
    """Press a button of the bot, by its place or by its data.

    Any data is passed on, as from a phone that still shows an older keyboard; of a deleted message the bot
    learns only which it was. Raises `Impossible` where there is no such message or button.
    """
    chat = telegram.chat_of(user_id, chat_id)
    message = chat.messages.get(message_id)
    if message is None and message_id not in chat.removed:
        raise Impossible(404, "There is no such message.")
    account = telegram.accounts.get(bot_behind(message) if message else chat.removed[message_id])
    if account is None:
        raise Impossible(409, "Only a bot's messages have buttons.")
    pressed = data if data is not None else _data_at(message, button)
    if not 1 <= len(pressed.encode()) <= 64:
        raise Impossible(400, "The data of a button has 1 to 64 bytes.")
    return _press(account, telegram.person(user_id), chat, message_id, pressed)


def bot_behind(message: Message) -> int:
    """Who hears of a press on this message."""
    return (message.via_bot or message.sender).id


def _data_at(message: Message | None, button: tuple[int, int] | None) -> str:
    if button is None:
        raise Impossible(400, "Name the button by its data, or by row and column.")
    found = button_at(message, button)
    if "callback_data" not in found:
        raise Impossible(409, "This button is not one to press; open its link.")
    return str(found["callback_data"])


def button_at(message: Message | None, place: tuple[int, int]) -> Json:
    """The button in this row and column, both from 0. Raises `Impossible`."""
    row, column = place
    try:
        return ((message.keyboard if message is not None else None) or [])[row][column]
    except IndexError:
        raise Impossible(404, "There is no such button.") from None


def _press(account: Account, person: Person, chat: Chat, message_id: int, data: str) -> Query:
    query = account.queries.ask(person.id, chat.id, account.clock.unix())
    place = _pressed_place(account, chat, message_id)
    content = {
        "id": query.id,
        "from": views.user(person),
        **place,
        "chat_instance": views.chat_instance(chat),
        "data": data,
    }
    if "inline_message_id" in place or (chat.has(account.bot.id) and not chat.blocked):
        account.updates.put("callback_query", content, ("user", person.id), LIFETIME)
    return query


def _pressed_place(account: Account, chat: Chat, message_id: int) -> Json:
    """The message of the button; of one that was sent by way of the bot only its id, wherever it is."""
    message = chat.messages.get(message_id)
    if message is None:
        return {"message": views.inaccessible(account.world, chat, message_id, account.bot.id)}
    if message.via_bot is not None:
        return {"inline_message_id": message.inline_id}
    return {"message": views.message(account.world, message, account.bot.id)}

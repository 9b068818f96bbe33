"""A chat full of everything a bot can send, for the page's tests."""

from __future__ import annotations

import io
import wave
from typing import Any

from bot.playground.network.files import evening_picture

from .echo import EchoBot

PICTURE = evening_picture()


def _sound() -> bytes:
    """Two quiet seconds."""
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(bytes(2 * 2 * 8000))
    return file.getvalue()


SOUND = _sound()
MARKED = (
    "<b>Bold</b> <i>italic</i> <u>under</u> <s>struck</s> <code>code</code> <tg-spoiler>hidden</tg-spoiler>\n"
    "<blockquote>A quote.</blockquote><blockquote expandable>1\n2\n3\n4\n5</blockquote>"
    '<pre><code class="language-python">print("a line of code that is rather long for a phone")</code></pre>'
    "#evening /need @attune_bot mail@example.org https://example.org/a/rather/long/address/for/a/small/phone"
)
POLL = {"question": "What shall we cook?", "options": [{"text": "Soup"}, {"text": "Curry"}]}
KEYS = {
    "keyboard": [["Yes", "No"], [{"text": "Where I am", "request_location": True}]],
    "resize_keyboard": True,
}


def a_day(bot: EchoBot, chat: int) -> None:
    """Everything once, in a private chat; its last words are "After all of it."."""
    bot.call("sendMessage", chat_id=chat, text=MARKED, parse_mode="HTML")
    photo = bot.upload("sendPhoto", {"photo": ("a.png", PICTURE)}, chat_id=chat, caption="The sky")
    bot.upload("sendPhoto", {"photo": ("a.png", PICTURE)}, chat_id=chat, has_spoiler=True)
    _send_files(bot, chat)
    _send_things(bot, chat)
    bot.call("forwardMessage", chat_id=chat, from_chat_id=chat, message_id=photo["message_id"])
    quote = {"message_id": photo["message_id"], "quote": "sky"}
    bot.call("sendMessage", chat_id=chat, text="About this.", reply_parameters=quote, protect_content=True)
    bot.call("pinChatMessage", chat_id=chat, message_id=photo["message_id"])
    bot.call("setMessageReaction", chat_id=chat, message_id=photo["message_id"], reaction=[heart()])
    bot.call("sendMessage", chat_id=chat, text="After all of it.", reply_markup=KEYS)


def _send_files(bot: EchoBot, chat: int) -> None:
    bot.upload("sendDocument", {"document": ("notes.pdf", b"%PDF")}, chat_id=chat, caption="For the record")
    bot.upload("sendVoice", {"voice": ("v.ogg", SOUND)}, chat_id=chat, duration=2)
    bot.upload("sendAudio", {"audio": ("a.mp3", SOUND)}, chat_id=chat, title="Slow rain", performer="Two")
    bot.upload("sendVideo", {"video": ("walk.mp4", b"0")}, chat_id=chat, duration=9)


def _send_things(bot: EchoBot, chat: int) -> None:
    place = {"latitude": 35.6586, "longitude": 139.7454}
    bot.call("sendLocation", chat_id=chat, **place)
    bot.call("sendVenue", chat_id=chat, **place, title="Kissa Yoru", address="2-1 Shiba")
    bot.call("sendContact", chat_id=chat, phone_number="+81 90 0000 0000", first_name="Noa")
    bot.call("sendDice", chat_id=chat)
    bot.call("sendPoll", chat_id=chat, **POLL)
    closed = bot.call("sendPoll", chat_id=chat, **POLL)
    bot.call("stopPoll", chat_id=chat, message_id=closed["message_id"])


def heart() -> dict[str, Any]:
    return {"type": "emoji", "emoji": "❤"}

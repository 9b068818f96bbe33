"""Turns our deliveries into Telegram's methods, and Telegram's errors into what is known of a message."""

import logging
import re
from base64 import b64decode
from datetime import UTC, datetime

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    MessageEntity,
)
from telegram import Message as TelegramMessage
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.clearing import Clearing
from bot.company import Company
from bot.connections import NOT_SENT, Connections
from conversations.dialogue.phrasebook import Entity
from conversations.records.deliveries import Document, Key, Message
from scheduler.courier import Arrived, Crowded, Moved, Outcome, Refused, TryLater, Unreachable, Unsure

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

SOON, LATER, LONG = 2.0, 30.0, 60.0  # seconds until the next attempt
UNCHANGED = "message is not modified"
NOT_TO_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")
CLOSED = (
    "chat not found",
    "not enough rights",
    "no write access",
    "chat_write_forbidden",
    "chat_restricted",
    "peer_id_invalid",
    "need administrator rights",
    "user is deactivated",
)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”")

log = logging.getLogger(__name__)


def telegram_bot(token: str, api_url: str) -> Bot:
    """Telegram's methods over one pool of connections. `api_url` is where `/bot<token>/` hangs."""
    pool = Connections(api_url)
    return Bot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=pool,
        get_updates_request=pool,
    )


class TelegramMessenger:
    """The port of the courier, towards Telegram."""

    def __init__(self, bot: Bot, company: Company | None = None) -> None:
        self.bot, self.company = bot, company or Company(bot)

    async def send(self, chat_id: int, message: Message) -> Outcome:
        """See `scheduler.errands.Messenger`."""
        if message.for_two and (outcome := await self._who_is_there(chat_id)) is not None:
            return outcome
        if message.deletes:
            return await self._take_away(chat_id, message)
        if message.edits is None:
            return await self._send_anew(chat_id, message)
        if not message.text.text:
            return await self._take_buttons_away(chat_id, message.edits)
        try:
            return await self._edit(chat_id, message.edits, message)
        except (TelegramError, KeyError) as error:
            if says(error, UNCHANGED):
                return Arrived(message.edits)
            if says(error, *NOT_TO_EDIT):
                return await self._send_anew(chat_id, message)
            outcome = outcome_of(error)
            return TryLater(SOON) if isinstance(outcome, Unsure) else outcome

    async def _who_is_there(self, chat_id: int) -> Outcome | None:
        """None when a group holds the two and Attune, and nobody else (T-1)."""
        try:
            return None if await self.company.is_two(chat_id) else Crowded()
        except (TelegramError, KeyError) as error:
            outcome = outcome_of(error)
            return TryLater(SOON) if isinstance(outcome, Unsure | Arrived) else outcome

    async def _send_anew(self, chat_id: int, message: Message) -> Outcome:
        try:
            sent = await self._send_kind(chat_id, message)
        except (TelegramError, KeyError) as error:
            return outcome_of(error)
        return Arrived(sent.message_id)

    async def _send_kind(self, chat_id: int, message: Message) -> TelegramMessage:
        if message.document is not None:
            return await self._send_document(chat_id, message, message.document)
        return await (self._send_picture if message.picture else self._send_text)(chat_id, message)

    async def _send_text(self, chat_id: int, message: Message) -> TelegramMessage:
        return await self.bot.send_message(
            chat_id,
            message.text.text,
            entities=entities_of(message),
            reply_markup=keyboard_of(message),
            link_preview_options=NO_PREVIEW,
            disable_notification=message.silent,
        )

    async def _send_document(self, chat_id: int, message: Message, document: Document) -> TelegramMessage:
        """A file, with the text below it. Telegram takes 50 MB."""
        file = InputFile(document.content.encode(), document.name)
        file.mimetype = document.media_type
        return await self.bot.send_document(
            chat_id,
            file,
            caption=message.text.text,
            caption_entities=entities_of(message),
            reply_markup=keyboard_of(message),
            disable_notification=message.silent,
            disable_content_type_detection=True,
        )

    async def _send_picture(self, chat_id: int, message: Message) -> TelegramMessage:
        """With the text below it. The name of a file would be the same for everybody, and is shown nowhere."""
        return await self.bot.send_photo(
            chat_id,
            b64decode(message.picture),
            caption=message.text.text,
            caption_entities=entities_of(message),
            reply_markup=keyboard_of(message),
            disable_notification=message.silent,
        )

    async def _take_buttons_away(self, chat_id: int, message_id: int) -> Outcome:
        """Of a question that was answered in words. It may be gone or bare already: then all is well."""
        try:
            await self.bot.edit_message_reply_markup(chat_id, message_id)
        except (TelegramError, KeyError) as error:
            if not isinstance(error, BadRequest):
                outcome = outcome_of(error)
                return TryLater(SOON) if isinstance(outcome, Unsure) else outcome
        return Arrived(message_id)

    async def _take_away(self, chat_id: int, message: Message) -> Outcome:
        try:
            await Clearing(self.bot, chat_id, message.text.text).clear(message.deletes)
        except (TelegramError, KeyError) as error:
            outcome = outcome_of(error)
            return TryLater(SOON) if isinstance(outcome, Unsure) else outcome
        return Arrived(None)

    async def _edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        edited = await self.bot.edit_message_text(
            message.text.text,
            chat_id=chat_id,
            message_id=message_id,
            entities=entities_of(message),
            reply_markup=keyboard_of(message),
            link_preview_options=NO_PREVIEW,
        )
        return Arrived(edited.message_id if isinstance(edited, TelegramMessage) else message_id)


def entities_of(message: Message) -> list[MessageEntity]:
    return [_entity(mark) for mark in message.text.entities]


def _entity(mark: Entity) -> MessageEntity:
    at = datetime.fromtimestamp(mark.unix_time, UTC) if mark.unix_time is not None else None
    style = None if at is None else "t" if mark.length <= len("21:10") else "wt"
    return MessageEntity(mark.type, mark.offset, mark.length, unix_time=at, date_time_format=style)


def keyboard_of(message: Message) -> InlineKeyboardMarkup | None:
    """None leaves a message without buttons, or takes them away from an edited one."""
    if not message.keyboard:
        return None
    return InlineKeyboardMarkup([[_button(key) for key in row] for row in message.keyboard])


def _button(key: Key) -> InlineKeyboardButton:
    if key.url:
        return InlineKeyboardButton(key.label, url=key.url)
    return InlineKeyboardButton(key.label, callback_data=key.data)


def says(error: Exception, *parts: str) -> bool:
    """Whether Telegram gave one of these reasons."""
    said = str(error).lower()
    return isinstance(error, BadRequest) and any(part in said for part in parts)


def outcome_of(error: Exception) -> Outcome:
    """What is known of a message after this error (reliability 4.2). The order matters: in the library a
    BadRequest and a TimedOut are NetworkErrors too."""
    match error:
        case RetryAfter():
            return TryLater(_seconds(error), refused=True)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Unreachable(reason_of(error))
        case InvalidToken():
            log.error("Telegram does not know this token any more; the outbox waits")
            return TryLater(LONG)
        case Conflict():
            return TryLater(SOON)
        case BadRequest():
            return Unreachable(reason_of(error)) if says(error, *CLOSED) else Refused(reason_of(error))
        case TimedOut() | NetworkError() if isinstance(error.__cause__, NOT_SENT):
            return TryLater(SOON)
        case NetworkError() if str(error).startswith("Too Many Requests"):
            return TryLater(LATER, refused=True)
        case NetworkError():
            cause = error.__cause__
            return Unsure(
                type(error if cause is None or isinstance(cause, TelegramError) else cause).__name__
            )
        case TelegramError():  # a success that could not be read
            return Arrived(None)
        case _:
            return Unsure(type(error).__name__)


def _seconds(error: RetryAfter) -> float:
    return error._retry_after.total_seconds()  # the public property warns that its type will change


def reason_of(error: Exception) -> str:
    """Telegram's own words about an error, without anything in quotation marks, cut short."""
    return QUOTED.sub("…", str(error)).lower().removeprefix("forbidden: ")[:80]

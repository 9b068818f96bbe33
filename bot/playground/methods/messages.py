"""The Bot API methods that put something new into a chat."""

from __future__ import annotations

from ..errors import bad_request
from ..network import views
from ..network.accounts import Account
from ..network.world import Chat, ChatKind, Json, Message
from .calls import Call, whole_number
from .keyboards import must_fit, read_markup
from .kinds import DOCUMENT, PHOTO
from .rights import chat_to_write
from .uploads import read_captioned
from .wording import read_text

ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_audio upload_audio record_voice upload_voice"
    " upload_document choose_sticker find_location record_video_note upload_video_note".split()
)
EFFECTS = (  # fire, thumbs up and down, heart, party, and the one nobody needs
    "5104841245755180586",
    "5107584321108051014",
    "5104858069142078462",
    "5159385139981059251",
    "5046509860389126442",
    "5046589136895476101",
)


def send_message(account: Account, call: Call) -> Json:
    ready = read_text(account, call)
    content: Json = {"text": ready.text}
    if ready.entities:
        content["entities"] = ready.entities
    return send(account, call, content)


def send_photo(account: Account, call: Call) -> Json:
    """A picture, uploaded or by the file_id of an earlier one."""
    return send(account, call, read_captioned(account, call, PHOTO))


def send_document(account: Account, call: Call) -> Json:
    """A file, uploaded or by the file_id of an earlier one."""
    return send(account, call, read_captioned(account, call, DOCUMENT))


def send_chat_action(account: Account, call: Call) -> bool:
    chat = chat_to_write(account, call)
    if call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    place: Json = {"chat": account.telegram.name_on_phone(chat)}
    if chat.kind is ChatKind.PRIVATE:
        place["user"] = chat.id
    account.events.tell("typing", place)
    return True


def send(account: Account, call: Call, content: Json, album: str = "") -> Json:
    """The steps every message takes: keyboard, chat, the message answered, then it is there."""
    markup, preview = read_markup(call), link_preview(call)
    chat = chat_to_write(account, call)
    must_fit(markup, chat)
    refuse_what_is_not_here(chat, call)
    reply_to, quote = _answered(chat, call)
    message = account.telegram.new_message(chat, account.bot, content)
    message.reply_to, message.quote = reply_to, quote
    message.keyboard, message.other_markup = markup.inline, markup.other
    message.silent = call.flag("disable_notification")
    message.protected = call.flag("protect_content")
    message.link_preview = preview
    message.effect_id = call.text("message_effect_id")
    message.album = album
    account.telegram.post(message)
    return views.message(account.world, message, account.bot.id)


def refuse_what_is_not_here(chat: Chat, call: Call) -> None:
    """Threads, business accounts, paid speed and effects in groups: this Telegram has none of them."""
    if call.number("message_thread_id"):
        raise bad_request("message thread not found")
    if call.text("business_connection_id"):
        raise bad_request("business connection not found")
    if call.flag("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")
    effect = call.text("message_effect_id")
    if effect and (effect not in EFFECTS or chat.kind is not ChatKind.PRIVATE):
        raise bad_request("EFFECT_ID_INVALID")


def link_preview(call: Call) -> Json | None:
    """What is wished for the preview of a link; None for nothing in particular. Raises `Refused`."""
    given = call.parsed("link_preview_options", "can't parse link preview options JSON object")
    if given is None:
        return {"is_disabled": True} if call.flag("disable_web_page_preview") else None
    if not isinstance(given, dict):
        raise bad_request("object expected as link preview options")
    for name in ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"):
        if not isinstance(given.get(name, False), bool):
            raise bad_request(f'field "{name}" must be of type Boolean')
    if "url" in given and "." not in str(given["url"]):
        raise bad_request("WEBPAGE_URL_INVALID")
    return given or None


def _answered(chat: Chat, call: Call) -> tuple[int | None, Json | None]:
    """The message a reply points at, and the words it quotes. Raises `Refused`."""
    given = _reply_given(call)
    message_id = whole_number(given.get("message_id") or 0, "message_id")
    if not message_id:
        return None, None
    here = whole_number(given.get("chat_id") or chat.id, "chat_id") == chat.id
    target = chat.messages.get(message_id) if here else None
    if target is None:
        if given.get("allow_sending_without_reply"):
            return None, None
        raise bad_request("message to be replied not found")
    return message_id, _quote(target, given)


def _reply_given(call: Call) -> Json:
    """What a call says of the message it answers, in the old parameters only where the new one is missing."""
    if not call.has("reply_parameters"):
        without = call.flag("allow_sending_without_reply")
        return {"message_id": call.number("reply_to_message_id"), "allow_sending_without_reply": without}
    given = call.parsed("reply_parameters", "can't parse reply parameters JSON object") or {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply parameters")
    if given and "message_id" not in given:
        raise bad_request('can\'t find field "message_id"')
    return given


def _quote(target: Message, given: Json) -> Json | None:
    quoted = given.get("quote")
    if not quoted:
        return None
    words = str(target.content.get("text") or target.content.get("caption") or "")
    place = words.find(str(quoted))
    if place < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    position = len(words[:place].encode("utf-16-le")) // 2
    return {"text": quoted, "position": position, "is_manual": True}


METHODS = {
    "sendmessage": send_message,
    "sendphoto": send_photo,
    "senddocument": send_document,
    "sendchataction": send_chat_action,
}

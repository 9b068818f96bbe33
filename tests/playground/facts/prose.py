"""What the published pages say in sentences, not in tables, about the things that are sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

Row = dict[str, Any]
Rule = Callable[[Row], Iterator[str]]

# What a message tells about itself; everything else in it is what it carries.
ABOUT = frozenset(
    "message_id message_thread_id direct_messages_topic from sender_chat sender_boost_count sender_business_bot"
    " sender_tag date guest_query_id business_connection_id chat forward_origin is_topic_message"
    " is_automatic_forward reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id"
    " reply_to_poll_option_id via_bot guest_bot_caller_user guest_bot_caller_chat edit_date"
    " has_protected_content is_from_offline is_paid_post media_group_id author_signature paid_star_count"
    " entities link_preview_options suggested_post_info effect_id caption caption_entities"
    " show_caption_above_media has_media_spoiler reply_markup".split()
)
ACTIONS = (
    "url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat"
    " switch_inline_query_chosen_chat copy_text callback_game pay".split()
)
ONLY_ON = {
    "url": "text_link",
    "user": "text_mention",
    "language": "pre",
    "custom_emoji_id": "custom_emoji",
    "unix_time": "date_time",
    "date_time_format": "date_time",
}
NEVER_WITHOUT = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
DEEPER = ("reply_to_message", "pinned_message")


def about_update(update: Row) -> Iterator[str]:
    if len(update) != 2:
        yield f"carries {len(update) - 1} things, not one"


def about_message(message: Row) -> Iterator[str]:
    if not message.keys() - ABOUT:
        yield "carries nothing"
    if message.get("date") == 0:
        yield "has no date"
    if message.get("text") == "" or message.get("caption") == "":
        yield "has empty words"
    if "from" not in message and _kind_of_chat(message) in ("private", "group"):
        yield "is from nobody"
    for name in DEEPER:
        inner = message.get(name)
        if isinstance(inner, dict) and "reply_to_message" in inner:
            yield f"{name} carries a reply_to_message of its own"


def _kind_of_chat(message: Row) -> object:
    chat = message.get("chat")
    return chat.get("type") if isinstance(chat, dict) else None


def about_chat(chat: Row) -> Iterator[str]:
    private = chat.get("type") == "private"
    needed, odd = ("first_name", "title") if private else ("title", "first_name")
    if needed not in chat:
        yield f"is {chat.get('type')} and has no {needed}"
    if odd in chat:
        yield f"is {chat.get('type')} and has a {odd}"
    number = chat.get("id")
    if isinstance(number, int) and (number > 0) is not private:
        yield f"is {chat.get('type')} and has the id of another kind"


def about_button(button: Row) -> Iterator[str]:
    actions = [name for name in ACTIONS if name in button]
    if len(actions) != 1:
        yield f"has {len(actions)} actions, not one"
    data = button.get("callback_data")
    if isinstance(data, str) and not 1 <= len(data.encode()) <= 64:
        yield "callback_data is not of 1 to 64 bytes"


def about_press(press: Row) -> Iterator[str]:
    for one, other in (("data", "game_short_name"), ("message", "inline_message_id")):
        if (one in press) is (other in press):
            yield f"has both or neither of {one} and {other}"


def about_entity(entity: Row) -> Iterator[str]:
    kind = entity.get("type")
    for name, only in ONLY_ON.items():
        if name in entity and kind != only:
            yield f"is {kind} and has {name}"
    needed = NEVER_WITHOUT.get(str(kind))
    if needed and needed not in entity:
        yield f"is {kind} and has no {needed}"


def about_entities(row: Row) -> Iterator[str]:
    """Every list of entities lies inside the text it is about, in its order."""
    for name, entities in row.items():
        if not (name == "entities" or name.endswith("_entities")) or not isinstance(entities, list):
            continue
        told = "text" if name == "entities" else name.removesuffix("_entities")
        text = row.get(told)
        if not isinstance(text, str):
            yield f"{name} are about a {told} that is not there"
            continue
        yield from (f"{name} {words}" for words in _misplaced(text, entities))


def _misplaced(text: str, entities: list[Row]) -> Iterator[str]:
    units = text.encode("utf-16-le")
    before = 0
    for entity in entities:
        start, length = entity.get("offset"), entity.get("length")
        if not isinstance(start, int) or not isinstance(length, int):
            continue  # told by the types
        end = start + length
        if start < 0 or length <= 0 or end * 2 > len(units):
            yield "lie outside their text"
        elif _splits(units, start) or _splits(units, end):
            yield "cut a character in half"
        if start < before:
            yield "are not in order"
        before = start


def _splits(units: bytes, place: int) -> bool:
    """Whether a place, in UTF-16 code units, lies between the two halves of one character."""
    return 0xDC <= units[2 * place + 1] <= 0xDF if 2 * place + 1 < len(units) else False


RULES: dict[str, Rule] = {
    "Update": about_update,
    "Message": about_message,
    "Chat": about_chat,
    "ChatFullInfo": about_chat,
    "InlineKeyboardButton": about_button,
    "CallbackQuery": about_press,
    "MessageEntity": about_entity,
}

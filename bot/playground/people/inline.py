"""What people do with inline mode: type a bot's name in any chat, choose a result, press what leads there."""

from __future__ import annotations

import re

from ..errors import Impossible
from ..network import views
from ..network.accounts import Account
from ..network.inline import LIFETIME, InlineQuery, Result
from ..network.server import Telegram
from ..network.world import Chat, ChatKind, Json, Message
from . import starting, writing

TYPED = re.compile(r"\s*@(\w{3,32})(?:\s(.*))?", re.DOTALL)
LONGEST_QUERY = 256
CHOSEN_LIFETIME = 600
SWITCHES = ("switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat")


def type_inline(telegram: Telegram, user_id: int, chat_id: int, text: str, offset: str = "") -> InlineQuery:
    """Type `@bot words` into the field of a chat. Raises `Impossible` if that is no query."""
    typed = TYPED.fullmatch(text)
    account = telegram.bot_named(typed[1]) if typed is not None else None
    if typed is None or account is None:
        raise Impossible(400, "An inline query begins with @ and the name of a bot.")
    return ask(account, user_id, chat_id, typed[2] or "", offset)


def ask(account: Account, user_id: int, chat_id: int, words: str, offset: str = "") -> InlineQuery:
    """Let the phone ask a bot; an answer that is still good is shown at once, and the bot hears nothing."""
    telegram = account.telegram
    chat, person = telegram.chat_of(user_id, chat_id), telegram.person(user_id)
    if not account.profile.inline:
        raise Impossible(409, "This bot has no inline mode.")
    kind = "sender" if chat.bot_id == account.bot.id else chat.kind.value
    query = account.inline.ask(
        user_id, chat, kind, words.strip()[:LONGEST_QUERY], offset, telegram.clock.unix()
    )
    if query.answer is None:
        content = {
            "id": query.id,
            "from": views.user(person),
            "chat_type": kind,
            "query": query.words,
            "offset": offset,
        }
        account.updates.put("inline_query", content, ("inline_query", user_id), LIFETIME)
    return query


def query_of(telegram: Telegram, query_id: str) -> tuple[Account, InlineQuery]:
    """The query and the bot it was for. Raises `Impossible`."""
    for account in telegram.accounts.values():
        if (query := account.inline.queries.get(query_id)) is not None:
            return account, query
    raise Impossible(404, "There is no such inline query.")


def more(telegram: Telegram, query_id: str) -> InlineQuery:
    """Scroll to the end of the list: the phone asks for what comes after it."""
    account, query = query_of(telegram, query_id)
    if query.answer is None or not query.answer.next_offset:
        raise Impossible(409, "There are no more results.")
    chat_id = telegram.name_on_phone(query.chat)
    return ask(account, query.user_id, chat_id, query.words, query.answer.next_offset)


def choose(telegram: Telegram, query_id: str, result_id: str, reply_to: int | None = None) -> Message:
    """Send a result into the chat it was asked from; the bot is told if it wants to be."""
    account, query = query_of(telegram, query_id)
    found = [one for one in (query.answer.results if query.answer else ()) if one.id == result_id]
    if not found:
        raise Impossible(404, "There is no such result.")
    if "from_web" in found[0].content:
        raise Impossible(409, "There is no web here from which this file could be fetched.")
    writing.may_write(query.chat)
    message = _sent(account, query, found[0])
    message.reply_to = reply_to
    telegram.post(message)
    if account.profile.inline_feedback:
        _tell_choice(account, query, message, result_id)
    return message


def _sent(account: Account, query: InlineQuery, result: Result) -> Message:
    """The person's message with the bot's name on it; with a keyboard the bot may edit it later."""
    telegram = account.telegram
    message = telegram.new_message(query.chat, telegram.person(query.user_id), dict(result.content))
    message.via_bot, message.keyboard, message.link_preview = (
        account.bot,
        result.keyboard,
        result.link_preview,
    )
    message.inline_id = f"AgAAAPlayground{query.id}_{message.id}"
    account.inline.messages[message.inline_id] = message
    return message


def _tell_choice(account: Account, query: InlineQuery, message: Message, result_id: str) -> None:
    person = account.telegram.person(query.user_id)
    content: Json = {"result_id": result_id, "from": views.user(person), "query": query.words}
    if message.keyboard:
        content["inline_message_id"] = message.inline_id
    account.updates.put("chosen_inline_result", content, ("chosen", person.id), CHOSEN_LIFETIME)


def press_above(telegram: Telegram, query_id: str) -> Message | str:
    """Press the button above the results: the private chat starts, or a Web App's address is named."""
    account, query = query_of(telegram, query_id)
    button = query.answer.button if query.answer is not None else None
    if button is None:
        raise Impossible(404, "There is no button above these results.")
    if "web_app" in button:
        return str(button["web_app"]["url"])
    return starting.start(telegram, query.user_id, account.bot.id, button["start_parameter"])


def switch(
    telegram: Telegram, user_id: int, chat_id: int, message_id: int, place: tuple[int, int], to: int | None
) -> InlineQuery:
    """Press a button that opens inline mode, here or in the chat `to`: its words are typed there."""
    chat = telegram.chat_of(user_id, chat_id)
    message = chat.messages.get(message_id)
    button = writing.button_at(message, place)
    name = next((one for one in SWITCHES if one in button), None)
    account = telegram.accounts.get(writing.bot_behind(message)) if message is not None else None
    if name is None or account is None:
        raise Impossible(409, "This button does not open inline mode.")
    if name == "switch_inline_query_current_chat":
        return ask(account, user_id, chat_id, button[name])
    if to is None:
        raise Impossible(400, "Choose the chat to go on in.")
    if name == "switch_inline_query":
        return ask(account, user_id, to, button[name])
    _must_be_allowed(telegram.chat_of(user_id, to), button[name])
    return ask(account, user_id, to, str(button[name].get("query", "")))


def _must_be_allowed(chat: Chat, wanted: Json) -> None:
    """Private chats here are with bots."""
    kind = "allow_bot_chats" if chat.kind is ChatKind.PRIVATE else "allow_group_chats"
    if not wanted.get(kind):
        raise Impossible(409, "The bot does not offer this kind of chat.")

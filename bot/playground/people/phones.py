"""What the phones show: everybody's list of chats, and one chat as one person sees it."""

from __future__ import annotations

from ..network import reply_keyboards, views
from ..network.accounts import Account
from ..network.members import may
from ..network.server import Telegram
from ..network.world import Chat, ChatKind, Json, Message, Person

MEDIA = ("photo", "document", "video", "video_note", "animation", "audio", "voice", "sticker")


def state(telegram: Telegram, scenarios: list[str]) -> Json:
    """Everything the page needs to begin."""
    world = telegram.world
    bots = [_bot_shown(account) for account in telegram.accounts.values()]
    return {
        "now": telegram.clock.unix(),
        "bot": bots[0] if bots else None,
        "bots": bots,
        "users": [person_shown(person) for person in world.people.values() if not person.is_deleted],
        "chats": {
            str(user_id): _list(telegram, user_id)
            for user_id, person in world.people.items()
            if not person.is_deleted
        },
        "faults": telegram.faults.shown(),
        "scenarios": [{"id": name} for name in scenarios],
    }


def _bot_shown(account: Account) -> Json:
    bot = account.bot
    return {
        "id": bot.id,
        "first_name": bot.first_name,
        "username": bot.username,
        "online": account.is_online(),
    }


def person_shown(person: Person) -> Json:
    shown: Json = {"id": person.id, "first_name": person.first_name}
    return shown | ({"language_code": person.language_code} if person.language_code else {})


def _list(telegram: Telegram, user_id: int) -> list[Json]:
    chats = sorted(telegram.world.chats_of(user_id), key=lambda chat: chat.kind is not ChatKind.PRIVATE)
    return [_entry(telegram, chat, user_id) for chat in chats]


def _entry(telegram: Telegram, chat: Chat, user_id: int) -> Json:
    private = chat.kind is ChatKind.PRIVATE
    return {
        "chat": chat_shown(telegram, chat, user_id),
        "last_message_id": next(reversed(chat.messages), 0),
        "unread": chat.unread.get(user_id, 0),
        "can_write": _can_write(telegram, chat, user_id),
        "started": chat.started if private else True,
        "blocked": chat.blocked,
    }


def _can_write(telegram: Telegram, chat: Chat, user_id: int) -> bool:
    if chat.kind is ChatKind.PRIVATE:
        return chat.started and not chat.blocked
    return chat.migrated_to is None and may(chat, telegram.person(user_id), "can_send_messages")


def chat_shown(telegram: Telegram, chat: Chat, user_id: int) -> Json:
    """The chat's name on this phone; a bot's by the phone's language."""
    shown = views.chat(telegram.world, chat, user_id)
    if chat.kind is ChatKind.PRIVATE:
        language = telegram.person(user_id).language_code
        shown["first_name"] = telegram.account_of(chat).face.name_for(language)
    return shown


def chat_view(telegram: Telegram, user_id: int, chat_id: int) -> Json:
    """One chat, read by one person: from now on nothing in it is unread for them."""
    chat = telegram.chat_of(user_id, chat_id)
    language = telegram.person(user_id).language_code
    chat.unread[user_id] = 0
    chat.read_up_to[user_id] = chat.last_id
    members = [telegram.world.someone(member) for member in chat.present()]
    view: Json = {
        "chat": chat_shown(telegram, chat, user_id),
        "members": [
            person_shown(member) | {"is_bot": member.is_bot, "status": chat.standing(member.id).value}
            for member in members
            if member
        ],
        "messages": [message_shown(telegram, message, user_id) for message in chat.messages.values()],
        "commands": _commands(telegram, chat, user_id, language),
        "pinned": chat.pinned,
        "may_pin": chat.kind is not ChatKind.PRIVATE
        and may(chat, telegram.person(user_id), "can_pin_messages"),
    }
    view |= reply_keyboards.shown(reply_keyboards.held_by(chat, user_id))
    if chat.kind is ChatKind.PRIVATE:
        view["menu_button"] = telegram.account_of(chat).face.menu_button_in(chat.id)
    return view


def _commands(telegram: Telegram, chat: Chat, user_id: int, language: str | None) -> list[Json]:
    """The commands of every bot that is here."""
    return [
        command
        for account in telegram.accounts.values()
        if chat.has(account.bot.id)
        for command in account.face.commands_for(chat, user_id, language)
    ]


def message_shown(telegram: Telegram, message: Message, user_id: int) -> Json:
    """A message in the Bot API's shape, with what only a phone knows."""
    shown = views.message(telegram.world, message, user_id)
    if message.silent:
        shown["silent"] = True
    if message.other_markup is not None and reply_keyboards.is_meant(message, telegram.world.people[user_id]):
        shown["reply_markup"] = message.other_markup
        if "force_reply" in message.other_markup:
            shown["force_reply"] = True
    if any(message.reactions.values()):
        shown["reactions"] = [
            {"from": person, "emoji": emoji}
            for person, emojis in message.reactions.items()
            for emoji in emojis
        ]
    if (poll := message.content.get("poll")) is not None and user_id in poll.votes:
        shown["voted"] = poll.votes[user_id]
    _link_files(telegram, shown)
    return shown


def _link_files(telegram: Telegram, shown: Json) -> None:
    """Where the page fetches a picture or document from."""
    for name in MEDIA:
        if name in shown:
            sizes = shown[name] if isinstance(shown[name], list) else [shown[name]]
            linked = [size | {"url": _url(telegram, size["file_id"])} for size in sizes]
            shown[name] = linked if isinstance(shown[name], list) else linked[0]


def _url(telegram: Telegram, file_id: str) -> str:
    token = next(iter(telegram.accounts.values())).token
    return f"/file/bot{token}/{telegram.files.by_id[file_id].path}"

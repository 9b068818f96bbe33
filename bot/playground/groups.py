"""Groups: made, joined, left, renamed, promoted in, and turned into supergroups."""

from __future__ import annotations

from collections.abc import Sequence

from .errors import Impossible
from .server import Telegram
from .world import Chat, ChatKind, Json, Message, Person, Standing


def create(telegram: Telegram, title: str, creator: int, members: Sequence[int], *, with_bot: bool) -> Chat:
    """A new basic group. Raises `Impossible` for somebody who is not there."""
    owner = telegram.person(creator)
    others = [telegram.person(user_id) for user_id in members if user_id != creator]
    if not title.strip():
        raise Impossible(400, "A group needs a title.")
    chat = telegram.world.add_group(title.strip(), ChatKind.GROUP)
    chat.members[owner.id] = Standing.CREATOR
    for person in others:
        chat.members[person.id] = Standing.MEMBER
    if with_bot:
        _let_bot_in(telegram, chat, owner)
    _service(telegram, chat, owner, {"group_chat_created": True})
    return chat


def add(telegram: Telegram, chat_id: int, by: int, user_id: int) -> Chat:
    """Somebody in the group adds a person or the bot; nothing happens if they are in it already."""
    chat = telegram.chat_of(by, chat_id)
    _must_be_open(chat)
    if chat.has(user_id):
        return chat
    actor = telegram.person(by)
    if user_id == telegram.bot.id:
        _let_bot_in(telegram, chat, actor)
    else:
        telegram.stand(chat, telegram.person(user_id), Standing.MEMBER, actor)
        if chat.has(telegram.bot.id):
            telegram.world.meet(user_id)
    newcomer = telegram.world.someone(user_id)
    _service(telegram, chat, actor, {"new_chat_members": [newcomer]})
    return chat


def _let_bot_in(telegram: Telegram, chat: Chat, by: Person) -> None:
    telegram.stand(chat, telegram.bot, Standing.MEMBER, by)
    telegram.world.meet(*(user_id for user_id in chat.present() if user_id != telegram.bot.id))


def remove(telegram: Telegram, chat_id: int, by: int, user_id: int) -> None:
    """An admin removes a person or the bot."""
    chat = telegram.chat_of(by, chat_id)
    _must_be_open(chat)
    if not chat.is_admin(by):
        raise Impossible(409, "Only admins remove somebody.")
    _go(telegram, chat, user_id, Standing.KICKED, telegram.person(by))


def leave(telegram: Telegram, chat_id: int, user_id: int) -> None:
    """Leave by oneself; the bot may, too."""
    chat = telegram.world.chats.get(chat_id)
    if chat is None or not chat.has(user_id) or chat.kind is ChatKind.PRIVATE:
        raise Impossible(404, "This person has no such group.")
    goer = telegram.world.someone(user_id)
    if goer is not None:
        _go(telegram, chat, user_id, Standing.LEFT, goer)


def _go(telegram: Telegram, chat: Chat, user_id: int, standing: Standing, by: Person) -> None:
    """In a basic group the bot still reads that it was removed; in a supergroup it only learns of itself."""
    goer = telegram.world.someone(user_id)
    if goer is None or not chat.has(user_id):
        raise Impossible(404, "They are not in this group.")
    was_bot = user_id == telegram.bot.id
    if was_bot and chat.kind is ChatKind.GROUP:
        _service(telegram, chat, by, {"left_chat_member": goer})
    telegram.stand(chat, goer, standing, by)
    if not (was_bot and chat.kind is ChatKind.GROUP):
        _service(telegram, chat, by, {"left_chat_member": goer})
    telegram.events.changed([chat.id], [user_id])


def promote(telegram: Telegram, chat_id: int, by: int, user_id: int, *, to_admin: bool) -> None:
    """The creator makes somebody an admin, or an ordinary member again."""
    chat = telegram.chat_of(by, chat_id)
    _must_be_open(chat)
    target = telegram.world.someone(user_id)
    if target is None or not chat.has(user_id):
        raise Impossible(404, "They are not in this group.")
    if not chat.is_admin(by) or chat.standing(user_id) is Standing.CREATOR:
        raise Impossible(409, "Only admins promote, and never the creator.")
    telegram.stand(chat, target, Standing.ADMINISTRATOR if to_admin else Standing.MEMBER, telegram.person(by))
    telegram.touched(chat)


def rename(telegram: Telegram, chat_id: int, by: int, title: str) -> None:
    chat = telegram.chat_of(by, chat_id)
    _must_be_open(chat)
    if not title.strip() or chat.kind is ChatKind.PRIVATE:
        raise Impossible(400, "A group needs a title.")
    chat.title = title.strip()
    _service(telegram, chat, telegram.person(by), {"new_chat_title": chat.title})


def migrate(telegram: Telegram, chat_id: int) -> Chat:
    """A basic group becomes a supergroup with a new id; both say so, the old one takes no more messages."""
    old = telegram.world.chats.get(chat_id)
    if old is None or old.kind is not ChatKind.GROUP:
        raise Impossible(404, "There is no such basic group.")
    _must_be_open(old)
    new = telegram.world.add_group(old.title, ChatKind.SUPERGROUP)
    new.members = dict(old.members)
    owner = _owner(telegram, old)
    _service(telegram, old, owner, {"migrate_to_chat_id": new.id})
    old.migrated_to = new.id
    _service(telegram, new, owner, {"migrate_from_chat_id": old.id})
    return new


def _owner(telegram: Telegram, chat: Chat) -> Person:
    """Its creator, or whoever is left when the creator went."""
    people = [user_id for user_id in chat.present() if user_id != telegram.bot.id]
    if not people:
        raise Impossible(409, "Nobody is left in this group.")
    return telegram.person(next((user_id for user_id in people if chat.is_admin(user_id)), people[0]))


def _must_be_open(chat: Chat) -> None:
    if chat.kind is ChatKind.PRIVATE:
        raise Impossible(404, "There is no such group.")
    if chat.migrated_to is not None:
        raise Impossible(409, "This group has become a supergroup.")


def _service(telegram: Telegram, chat: Chat, by: Person, content: Json) -> Message:
    return telegram.post(telegram.new_message(chat, by, content))

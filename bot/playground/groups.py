"""Groups: made, joined, left, renamed, promoted in, and turned into supergroups."""

from __future__ import annotations

from collections.abc import Sequence

from .errors import Impossible
from .server import Telegram
from .world import Chat, ChatKind, Json, Message, Person, Standing


def create(telegram: Telegram, title: str, creator: int, members: Sequence[int]) -> Chat:
    """A new basic group of people and bots. Raises `Impossible` for somebody who is not there."""
    owner = telegram.person(creator)
    others = [_someone(telegram, user_id) for user_id in members if user_id != creator]
    if not title.strip():
        raise Impossible(400, "A group needs a title.")
    chat = telegram.world.add_group(title.strip(), ChatKind.GROUP)
    chat.members[owner.id] = Standing.CREATOR
    for person in sorted(others, key=lambda person: person.is_bot):
        _let_in(telegram, chat, person, owner)
    telegram.meet(chat)
    _service(telegram, chat, owner, {"group_chat_created": True})
    return chat


def add(telegram: Telegram, chat_id: int, by: int, user_id: int) -> Chat:
    """Somebody in the group adds a person or a bot; nothing happens if they are in it already."""
    chat = telegram.chat_of(by, chat_id)
    _must_be_open(chat)
    if chat.has(user_id):
        return chat
    actor, newcomer = telegram.person(by), _someone(telegram, user_id)
    telegram.stand(chat, newcomer, Standing.MEMBER, actor)
    telegram.meet(chat)
    _service(telegram, chat, actor, {"new_chat_members": [newcomer]})
    return chat


def _let_in(telegram: Telegram, chat: Chat, person: Person, by: Person) -> None:
    """At the making of a group: people are simply in it, a bot is told."""
    if person.is_bot:
        telegram.stand(chat, person, Standing.MEMBER, by)
    else:
        chat.members[person.id] = Standing.MEMBER


def _someone(telegram: Telegram, user_id: int) -> Person:
    found = telegram.world.someone(user_id)
    if found is None:
        raise Impossible(404, "There is no such person.")
    return found


def remove(telegram: Telegram, chat_id: int, by: int, user_id: int) -> None:
    """An admin removes a person or a bot."""
    chat = telegram.chat_of(by, chat_id)
    _must_be_open(chat)
    if not chat.is_admin(by):
        raise Impossible(409, "Only admins remove somebody.")
    _go(telegram, chat, user_id, Standing.KICKED, telegram.person(by))


def leave(telegram: Telegram, chat_id: int, user_id: int) -> None:
    """Leave by oneself; a bot may, too."""
    chat = telegram.world.groups.get(chat_id)
    if chat is None or not chat.has(user_id):
        raise Impossible(404, "This person has no such group.")
    goer = telegram.world.someone(user_id)
    if goer is not None:
        _go(telegram, chat, user_id, Standing.LEFT, goer)


def _go(telegram: Telegram, chat: Chat, user_id: int, standing: Standing, by: Person) -> None:
    """In a basic group a bot still reads that it was removed; in a supergroup it only learns of itself."""
    goer = telegram.world.someone(user_id)
    if goer is None or not chat.has(user_id):
        raise Impossible(404, "They are not in this group.")
    was_bot = goer.is_bot
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
    old = telegram.world.groups.get(chat_id)
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
    people = [user_id for user_id in chat.present() if user_id not in telegram.accounts]
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

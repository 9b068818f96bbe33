"""Groups: made, joined, left, renamed, promoted in, and turned into supergroups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import Impossible
from .invites import ADDED, Way
from .members import may, must_be_allowed
from .server import Telegram
from .terms import BASIC_RIGHTS, PLAIN, USUAL_RIGHTS, Terms
from .world import PRESENT, Chat, ChatKind, Json, Message, Person, Standing


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
    must_be_open(chat)
    if chat.has(user_id):
        return chat
    actor, newcomer = telegram.person(by), _someone(telegram, user_id)
    must_be_allowed(chat, actor, "can_invite_users")
    if chat.standing(user_id) is Standing.KICKED:
        must_be_allowed(chat, actor, "can_restrict_members")
    let_in(telegram, chat, newcomer, actor)
    return chat


def let_in(telegram: Telegram, chat: Chat, person: Person, by: Person, way: Way = ADDED) -> None:
    """They are in it from now on; who was restricted before still is."""
    chat.requests.pop(person.id, None)
    if chat.standing(person.id) is Standing.RESTRICTED:
        terms = replace(chat.terms_of(person.id), is_inside=True)
        telegram.stand(chat, person, Standing.RESTRICTED, by, terms, way)
    else:
        telegram.stand(chat, person, Standing.MEMBER, by, way=way)
    if way.link is not None:
        way.link.joined.add(person.id)
    telegram.meet(chat)
    _service(telegram, chat, by if way is ADDED else person, {"new_chat_members": [person]})


def let_in_who_asked(telegram: Telegram, chat: Chat, user_id: int, by: Person) -> None:
    """Say yes to somebody who waits outside."""
    link = chat.requests[user_id].link
    let_in(telegram, chat, _someone(telegram, user_id), by, Way(link, asked=link is None))


def turn_away(telegram: Telegram, chat: Chat, user_id: int) -> None:
    """Say no to somebody who waits outside; nobody is told."""
    del chat.requests[user_id]
    telegram.touched(chat)


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
    if found.is_deleted:
        raise Impossible(409, "This person deleted their account.")
    return found


def remove(telegram: Telegram, chat_id: int, by: int, user_id: int) -> None:
    """An admin removes a person or a bot."""
    chat = telegram.chat_of(by, chat_id)
    must_be_open(chat)
    actor = telegram.person(by)
    if not may(chat, actor, "can_restrict_members") or chat.standing(user_id) is Standing.CREATOR:
        raise Impossible(409, "Only admins remove somebody, and never the creator.")
    put(telegram, chat, _member(telegram, chat, user_id), Standing.KICKED, actor)


def leave(telegram: Telegram, chat_id: int, user_id: int) -> None:
    """Leave by oneself; a bot may, too. Who is restricted is so still when they come back."""
    chat = telegram.world.groups.get(chat_id)
    if chat is None or not chat.has(user_id):
        raise Impossible(404, "This person has no such group.")
    goer, terms = _member(telegram, chat, user_id), chat.terms_of(user_id)
    if chat.standing(user_id) is Standing.RESTRICTED:
        put(telegram, chat, goer, Standing.RESTRICTED, goer, replace(terms, is_inside=False))
    else:
        put(telegram, chat, goer, Standing.LEFT, goer)


def put(
    telegram: Telegram, chat: Chat, person: Person, standing: Standing, by: Person, terms: Terms = PLAIN
) -> None:
    """Change where somebody stands; the group sees who goes.

    A basic group keeps no list of the banned: whoever is put out of it has left, only a bot was kicked. There
    a bot still reads that it was removed; in a supergroup it only learns of itself.
    """
    if standing is Standing.KICKED and chat.kind is ChatKind.GROUP and not person.is_bot:
        standing = Standing.LEFT
    goes = chat.has(person.id) and _is_outside(standing, terms)
    reads_it = person.is_bot and chat.kind is ChatKind.GROUP
    if goes and reads_it:
        _service(telegram, chat, by, {"left_chat_member": person})
    if goes and standing is Standing.LEFT and by is not person and chat.kind is ChatKind.SUPERGROUP:
        telegram.stand(chat, person, Standing.KICKED, by)
    telegram.stand(chat, person, standing, by, terms)
    if goes and not reads_it:
        _service(telegram, chat, by, {"left_chat_member": person})
    telegram.touched(chat)
    telegram.events.changed([chat.id], [person.id])


def _is_outside(standing: Standing, terms: Terms) -> bool:
    if standing is Standing.RESTRICTED:
        return not terms.is_inside
    return standing not in PRESENT


def _member(telegram: Telegram, chat: Chat, user_id: int) -> Person:
    member = telegram.world.someone(user_id)
    if member is None or not chat.has(user_id):
        raise Impossible(404, "They are not in this group.")
    return member


def promote(telegram: Telegram, chat_id: int, by: int, user_id: int, *, to_admin: bool) -> None:
    """Somebody becomes an admin with the usual rights, or an ordinary member again."""
    chat = telegram.chat_of(by, chat_id)
    must_be_open(chat)
    target = _member(telegram, chat, user_id)
    if to_admin:
        appoint(telegram, chat, telegram.person(by), target, _usual_terms(telegram, chat, by, target))
    else:
        appoint(telegram, chat, telegram.person(by), target, None)


def appoint(telegram: Telegram, chat: Chat, by: Person, target: Person, terms: Terms | None) -> None:
    """Make somebody an admin on these terms, or with None a member again. Raises `Impossible`."""
    of_another = chat.is_admin(target.id) and chat.terms_of(target.id).promoted_by != by.id
    is_refused = of_another and chat.standing(by.id) is not Standing.CREATOR
    if is_refused or target is by or not may(chat, by, "can_promote_members"):
        raise Impossible(409, "Only admins promote, never the creator, and demote only whom they promoted.")
    if terms is None:
        put(telegram, chat, target, Standing.MEMBER, by)
    else:
        put(telegram, chat, target, Standing.ADMINISTRATOR, by, terms)


def _usual_terms(telegram: Telegram, chat: Chat, by: int, target: Person) -> Terms:
    """What the apps propose: for a bot what it wished for, else nearly everything."""
    if chat.kind is ChatKind.GROUP:
        return Terms(BASIC_RIGHTS, promoted_by=by)
    account = telegram.accounts.get(target.id)
    wished = account.wished_rights.get(False, frozenset()) if account is not None else frozenset()
    return Terms((wished or USUAL_RIGHTS) - {"is_anonymous"}, "is_anonymous" in wished, promoted_by=by)


def rename(telegram: Telegram, chat_id: int, by: int, title: str) -> None:
    chat = telegram.chat_of(by, chat_id)
    must_be_open(chat)
    must_be_allowed(chat, telegram.person(by), "can_change_info")
    if not title.strip():
        raise Impossible(400, "A group needs a title.")
    set_title(telegram, chat, telegram.person(by), title.strip())


def set_title(telegram: Telegram, chat: Chat, by: Person, title: str) -> None:
    chat.title = title
    _service(telegram, chat, by, {"new_chat_title": title})


def set_photo(telegram: Telegram, chat: Chat, by: Person, sizes: list[Json]) -> None:
    """Another picture of the group, in these sizes, or none; the group says so."""
    chat.photo = sizes
    _service(telegram, chat, by, {"new_chat_photo": sizes} if sizes else {"delete_chat_photo": True})


def migrate(telegram: Telegram, chat_id: int) -> Chat:
    """A basic group becomes a supergroup with a new id; both say so, the old one takes no more messages."""
    old = telegram.world.groups.get(chat_id)
    if old is None or old.kind is not ChatKind.GROUP:
        raise Impossible(404, "There is no such basic group.")
    must_be_open(old)
    new = telegram.world.add_group(old.title, ChatKind.SUPERGROUP)
    new.permissions, new.description, new.photo = old.permissions, old.description, old.photo
    owner = _owner(telegram, old)
    _service(telegram, old, owner, {"migrate_to_chat_id": new.id})
    old.migrated_to = new.id
    _move_in(telegram, old, new, owner)
    _service(telegram, new, owner, {"migrate_from_chat_id": old.id})
    return new


def _move_in(telegram: Telegram, old: Chat, new: Chat, owner: Person) -> None:
    """Everybody is in the new group on the old terms. A bot learns that it came in there, never that it left."""
    new.members |= {user_id: standing for user_id, standing in old.members.items() if not old.has(user_id)}
    for user_id in sorted(old.present(), key=lambda user_id: user_id in telegram.accounts):
        if user_id in telegram.accounts:
            bot = telegram.accounts[user_id].bot
            telegram.stand(new, bot, old.standing(user_id), owner, old.terms_of(user_id))
        else:
            new.members[user_id], new.terms[user_id] = old.standing(user_id), old.terms_of(user_id)


def _owner(telegram: Telegram, chat: Chat) -> Person:
    """Its creator, or whoever is left when the creator went."""
    people = [user_id for user_id in chat.present() if user_id in telegram.world.people]
    if not people:
        raise Impossible(409, "Nobody is left in this group.")
    return telegram.world.people[next((user_id for user_id in people if chat.is_admin(user_id)), people[0])]


def must_be_open(chat: Chat) -> None:
    """Raises `Impossible` for what is no group, or none any more."""
    if chat.kind is ChatKind.PRIVATE:
        raise Impossible(404, "There is no such group.")
    if chat.migrated_to is not None:
        raise Impossible(409, "This group has become a supergroup.")


def _service(telegram: Telegram, chat: Chat, by: Person, content: Json) -> Message:
    return telegram.post(telegram.new_message(chat, by, content))

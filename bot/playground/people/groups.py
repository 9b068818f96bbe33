"""What people do in groups besides writing: give rights, restrict, ban, describe, hide behind the group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import Impossible
from ..network import groups
from ..network.members import must_be_allowed, until
from ..network.server import Telegram
from ..network.terms import EVERY_PERMISSION, PERMISSIONS, RIGHTS, Terms
from ..network.world import Chat, ChatKind, Message, Person, Standing
from . import writing


def create_supergroup(telegram: Telegram, title: str, creator: int, members: Sequence[int]) -> Chat:
    """A group that is a supergroup from the beginning; everybody is added after it was made."""
    owner = telegram.person(creator)
    if not title.strip():
        raise Impossible(400, "A group needs a title.")
    chat = telegram.world.add_group(title.strip(), ChatKind.SUPERGROUP)
    chat.members[owner.id] = Standing.CREATOR
    telegram.post(telegram.new_message(chat, owner, {"supergroup_chat_created": True}))
    for user_id in members:
        groups.add(telegram, chat.id, creator, user_id)
    return chat


def promote(
    telegram: Telegram,
    chat_id: int,
    by: int,
    user_id: int,
    rights: Sequence[str],
    title: str = "",
    anonymous: bool = False,
) -> Chat:
    """Make somebody an admin with exactly these rights, which makes a basic group a supergroup."""
    _must_be_named(rights, RIGHTS)
    chat, actor, target = _met_in_supergroup(telegram, chat_id, by, user_id)
    given = frozenset(rights) | {"can_manage_chat"}
    if chat.standing(by) is not Standing.CREATOR and not given <= chat.terms_of(by).rights:
        raise Impossible(409, "Nobody gives a right they do not have.")
    groups.appoint(telegram, chat, actor, target, Terms(given, anonymous, title, promoted_by=by))
    return chat


def restrict(
    telegram: Telegram, chat_id: int, by: int, user_id: int, allowed: Sequence[str], ends: int = 0
) -> Chat:
    """Allow somebody only this, until then (Unix seconds); allowing everything sets them free."""
    _must_be_named(allowed, PERMISSIONS)
    chat, actor, target = _met_in_supergroup(telegram, chat_id, by, user_id)
    _must_rule_over(chat, actor, target)
    is_inside, kept = chat.has(target.id), frozenset(allowed)
    if kept == EVERY_PERMISSION:
        groups.put(telegram, chat, target, Standing.MEMBER if is_inside else Standing.LEFT, actor)
    else:
        terms = Terms(permissions=kept, is_inside=is_inside, until=until(ends, telegram.clock.unix()))
        groups.put(telegram, chat, target, Standing.RESTRICTED, actor, terms)
    return chat


def ban(telegram: Telegram, chat_id: int, by: int, user_id: int, ends: int = 0) -> Chat:
    """Out, and not back until then (Unix seconds)."""
    chat, actor, target = _met_in_supergroup(telegram, chat_id, by, user_id)
    _must_rule_over(chat, actor, target)
    terms = Terms(until=until(ends, telegram.clock.unix()))
    groups.put(telegram, chat, target, Standing.KICKED, actor, terms)
    return chat


def unban(telegram: Telegram, chat_id: int, by: int, user_id: int) -> None:
    """They may come back; nobody brings them."""
    chat, actor, target = _met(telegram, chat_id, by, user_id)
    _must_rule_over(chat, actor, target)
    if chat.standing(user_id) is not Standing.KICKED:
        raise Impossible(409, "They are not banned.")
    groups.put(telegram, chat, target, Standing.LEFT, actor)


def _must_be_named(given: Sequence[str], known: Sequence[str]) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise Impossible(400, f"There is no such right: {', '.join(unknown)}.")


def _must_rule_over(chat: Chat, actor: Person, target: Person) -> None:
    must_be_allowed(chat, actor, "can_restrict_members")
    admin_by = chat.terms_of(target.id).promoted_by
    may_touch = not chat.is_admin(target.id) or chat.standing(actor.id) is Standing.CREATOR
    if target is actor or not (may_touch or admin_by == actor.id):
        raise Impossible(409, "Nobody rules over the creator, themselves, or another's admins.")


def _met(telegram: Telegram, chat_id: int, by: int, user_id: int) -> tuple[Chat, Person, Person]:
    """The group, who acts, and whom it is about, in the group or not."""
    chat, target = telegram.chat_of(by, chat_id), telegram.world.someone(user_id)
    if target is None:
        raise Impossible(404, "There is no such person.")
    groups.must_be_open(chat)
    return chat, telegram.person(by), target


def _met_in_supergroup(
    telegram: Telegram, chat_id: int, by: int, user_id: int
) -> tuple[Chat, Person, Person]:
    """As the apps do, a basic group is first made a supergroup; only its creator can."""
    chat, actor, target = _met(telegram, chat_id, by, user_id)
    if chat.kind is ChatKind.SUPERGROUP:
        return chat, actor, target
    if chat.standing(by) is not Standing.CREATOR:
        raise Impossible(409, "Only the creator of a basic group can do that.")
    return groups.migrate(telegram, chat.id), actor, target


def set_permissions(telegram: Telegram, chat_id: int, by: int, allowed: Sequence[str]) -> None:
    """What everybody may do who is no admin."""
    _must_be_named(allowed, PERMISSIONS)
    chat = telegram.chat_of(by, chat_id)
    must_be_allowed(chat, telegram.person(by), "can_restrict_members")
    chat.permissions = frozenset(allowed)
    telegram.touched(chat)


def describe(telegram: Telegram, chat_id: int, by: int, description: str) -> None:
    chat = telegram.chat_of(by, chat_id)
    must_be_allowed(chat, telegram.person(by), "can_change_info")
    chat.description = description.strip()[:255]
    telegram.touched(chat)


def stay_anonymous(telegram: Telegram, chat_id: int, user_id: int, *, on: bool) -> None:
    """The creator writes in the name of the group from now on, or under their own name again."""
    chat = telegram.chat_of(user_id, chat_id)
    if chat.standing(user_id) is not Standing.CREATOR or chat.kind is not ChatKind.SUPERGROUP:
        raise Impossible(409, "Only the creator of a supergroup decides that for themselves.")
    person = telegram.person(user_id)
    terms = replace(chat.terms_of(user_id), is_anonymous=on)
    telegram.stand(chat, person, Standing.CREATOR, person, terms)


def say_as_group(
    telegram: Telegram, user_id: int, chat_id: int, text: str, reply_to: int | None = None
) -> Message:
    """One message in the name of the group, by its creator or an anonymous admin."""
    chat = telegram.chat_of(user_id, chat_id)
    writing.may_write(chat)
    is_hidden = chat.standing(user_id) is Standing.CREATOR or chat.terms_of(user_id).is_anonymous
    if chat.kind is not ChatKind.SUPERGROUP or not is_hidden:
        raise Impossible(409, "Only an anonymous admin of a supergroup writes in its name.")
    if reply_to is not None and reply_to not in chat.messages:
        raise Impossible(404, "There is no such message to reply to.")
    message = telegram.new_message(chat, telegram.person(user_id), writing.worded("text", text))
    if not message.content["text"]:
        raise Impossible(400, "A message needs words.")
    message.as_group, message.reply_to = True, reply_to
    return telegram.post(message)


def pin(telegram: Telegram, chat_id: int, user_id: int, message_id: int) -> None:
    """Put a message at the top of a group; the group says so."""
    chat, person = telegram.chat_of(user_id, chat_id), telegram.person(user_id)
    must_be_allowed(chat, person, "can_pin_messages")
    message = chat.messages.get(message_id)
    if message is None or message_id in chat.pinned:
        raise Impossible(404, "There is no such message to pin.")
    chat.pinned.append(message_id)
    telegram.post(telegram.new_message(chat, person, {"pinned_message": message}))


def unpin(telegram: Telegram, chat_id: int, user_id: int, message_id: int) -> None:
    """Take a message from the top of a group; nobody is told."""
    chat, person = telegram.chat_of(user_id, chat_id), telegram.person(user_id)
    must_be_allowed(chat, person, "can_pin_messages")
    if message_id not in chat.pinned:
        raise Impossible(404, "There is no such pinned message.")
    chat.pinned.remove(message_id)
    telegram.touched(chat)


def delete_group(telegram: Telegram, chat_id: int, by: int) -> None:
    """The creator ends a group for everybody; of a supergroup a bot learns that it was put out."""
    chat, person = telegram.chat_of(by, chat_id), telegram.person(by)
    groups.must_be_open(chat)
    if chat.standing(by) is not Standing.CREATOR:
        raise Impossible(409, "Only the creator deletes a group.")
    everybody = chat.present()
    chat.is_deleted = chat.kind is ChatKind.GROUP
    for account in telegram.accounts.values():
        if chat.has(account.bot.id):
            telegram.stand(chat, account.bot, Standing.KICKED, person)
    chat.members |= dict.fromkeys((user_id for user_id in chat.present()), Standing.LEFT)
    telegram.events.changed([chat.id], everybody)


def delete_account(telegram: Telegram, user_id: int) -> None:
    """A person leaves Telegram: without a name they stay where they were, and nothing reaches them."""
    person = telegram.person(user_id)
    person.first_name, person.username, person.language_code = "", None, None
    person.is_deleted = True
    telegram.events.tell("state", {})

"""The Bot API methods that change where somebody stands in a group: promote, restrict, ban, let back."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from ..errors import bad_request
from ..network import groups
from ..network.accounts import Account
from ..network.members import may, until
from ..network.terms import EVERY_PERMISSION, PLAIN, RIGHTS, Terms
from ..network.world import Chat, ChatKind, Person, Standing
from .calls import Call
from .permissions import permissions_given
from .rights import chat_to_manage, member_named, user_named

LONGEST_TITLE = 16
IN_SUPERGROUPS = "method is available only for supergroups"
IN_SUPERGROUPS_AND_CHANNELS = "method is available for supergroup and channel chats only"


def promote(account: Account, call: Call) -> bool:
    """Without any right, an admin becomes a member again."""
    user_id = user_named(call)
    chat = _supergroup(account, call, IN_SUPERGROUPS_AND_CHANNELS)
    person = member_named(account, chat, user_id)
    rights = frozenset(right for right in RIGHTS if call.flag(right))
    is_anonymous = call.flag("is_anonymous")
    if not rights and not is_anonymous:
        return _change(account, chat, person, Standing.MEMBER, PLAIN)
    old = chat.terms_of(person.id)
    terms = Terms(rights | {"can_manage_chat"}, is_anonymous, old.title, account.bot.id)
    return _change(account, chat, person, Standing.ADMINISTRATOR, terms)


def set_custom_title(account: Account, call: Call) -> bool:
    """Only of an admin whom this bot promoted."""
    user_id = user_named(call)
    chat = _supergroup(account, call, IN_SUPERGROUPS)
    person = member_named(account, chat, user_id)
    standing, terms = chat.standing(person.id), chat.terms_of(person.id)
    if standing is Standing.CREATOR:
        raise bad_request("only creator can edit their custom title")
    if standing is not Standing.ADMINISTRATOR:
        raise bad_request("user is not an administrator")
    if terms.promoted_by != account.bot.id:
        raise bad_request("not enough rights to change custom title of the user")
    title = call.text("custom_title").strip()
    if len(title) > LONGEST_TITLE:
        raise bad_request("ADMIN_RANK_INVALID")
    if any(unicodedata.category(letter) == "So" for letter in title):
        raise bad_request("ADMIN_RANK_EMOJI_NOT_ALLOWED")
    return _change(account, chat, person, Standing.ADMINISTRATOR, replace(terms, title=title))


def restrict(account: Account, call: Call) -> bool:
    """With every permission, somebody restricted is free again."""
    user_id = user_named(call)
    allowed = permissions_given(call, may_be_missing=True)
    chat = _supergroup(account, call, IN_SUPERGROUPS)
    person = member_named(account, chat, user_id)
    is_inside = chat.has(person.id)
    if allowed == EVERY_PERMISSION:
        return _change(account, chat, person, Standing.MEMBER if is_inside else Standing.LEFT, PLAIN)
    ends = until(call.number("until_date"), account.clock.unix())
    terms = Terms(permissions=allowed, is_inside=is_inside, until=ends)
    return _change(account, chat, person, Standing.RESTRICTED, terms)


def ban(account: Account, call: Call) -> bool:
    """From a basic group somebody is only removed; to a supergroup they cannot come back until then."""
    user_id = user_named(call)
    chat = chat_to_manage(account, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("can't ban members in private chats")
    person = member_named(account, chat, user_id)
    if chat.kind is ChatKind.GROUP:
        return _remove(account, chat, person)
    ends = until(call.number("until_date"), account.clock.unix())
    return _change(account, chat, person, Standing.KICKED, Terms(until=ends))


def unban(account: Account, call: Call) -> bool:
    """A member is put out by it, unless `only_if_banned`."""
    user_id = user_named(call)
    chat = _supergroup(account, call, IN_SUPERGROUPS_AND_CHANNELS)
    person = member_named(account, chat, user_id)
    if call.flag("only_if_banned") and chat.standing(person.id) is not Standing.KICKED:
        return True
    return _change(account, chat, person, Standing.LEFT, PLAIN)


def _supergroup(account: Account, call: Call, complaint: str) -> Chat:
    chat = chat_to_manage(account, call)
    if chat.kind is not ChatKind.SUPERGROUP:
        raise bad_request(complaint)
    return chat


def _change(account: Account, chat: Chat, person: Person, standing: Standing, terms: Terms) -> bool:
    """The order of Telegram's library: what changes nothing succeeds, the creator is beyond reach."""
    before = chat.standing(person.id)
    if (before, chat.terms_of(person.id)) == (standing, terms) and before is not Standing.CREATOR:
        return True
    if before is Standing.CREATOR:
        raise bad_request("can't remove chat owner")
    was_admin = before is Standing.ADMINISTRATOR
    if standing is Standing.ADMINISTRATOR or (standing is Standing.MEMBER and was_admin):
        _must_promote(account, chat, person, terms)
    elif standing is Standing.MEMBER and before is Standing.LEFT:
        raise bad_request("bots can't add new chat members")
    else:
        _must_restrict(account, chat, person)
    groups.put(account.telegram, chat, person, standing, account.bot, terms)
    return True


def _must_promote(account: Account, chat: Chat, person: Person, terms: Terms) -> None:
    """An admin gives no right they do not have, and touches no admin whom another promoted."""
    if person.id == account.bot.id:
        raise bad_request("can't promote self")
    if not may(chat, account.bot, "can_promote_members"):
        raise bad_request("not enough rights")
    if not chat.has(person.id):
        raise bad_request("USER_NOT_MUTUAL_CONTACT")
    was_admin = chat.standing(person.id) is Standing.ADMINISTRATOR
    if was_admin and chat.terms_of(person.id).promoted_by != account.bot.id:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    own = chat.terms_of(account.bot.id)
    if not terms.rights <= own.rights or (terms.is_anonymous and not own.is_anonymous):
        raise bad_request("RIGHT_FORBIDDEN")


def _must_restrict(account: Account, chat: Chat, person: Person) -> None:
    if person.id == account.bot.id:
        raise bad_request("can't restrict self")
    if not may(chat, account.bot, "can_restrict_members"):
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    if chat.is_admin(person.id):
        raise bad_request("user is an administrator of the chat")


def _remove(account: Account, chat: Chat, person: Person) -> bool:
    """Out of a basic group; the bot itself leaves."""
    if not chat.has(person.id):
        raise bad_request("USER_NOT_PARTICIPANT")
    if person.id == account.bot.id:
        groups.leave(account.telegram, chat.id, person.id)
        return True
    if not may(chat, account.bot, "can_restrict_members"):
        raise bad_request("CHAT_ADMIN_REQUIRED")
    if chat.is_admin(person.id):
        raise bad_request("user is an administrator of the chat")
    groups.put(account.telegram, chat, person, Standing.KICKED, account.bot)
    return True


METHODS = {
    "promotechatmember": promote,
    "setchatadministratorcustomtitle": set_custom_title,
    "restrictchatmember": restrict,
    "banchatmember": ban,
    "kickchatmember": ban,
    "unbanchatmember": unban,
}

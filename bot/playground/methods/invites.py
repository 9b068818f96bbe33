"""The Bot API methods for links into a group, and for the people who ask to be let in."""

from __future__ import annotations

from ..errors import bad_request
from ..network import groups, views
from ..network.accounts import Account
from ..network.invites import LONGEST_NAME, MOST_MEMBERS, InviteLink, add_link, link_named, primary_link
from ..network.members import may
from ..network.world import Chat, ChatKind, Json
from .calls import Call
from .rights import chat_to_manage, user_named


def create(account: Account, call: Call) -> Json:
    chat = _chat(account, call)
    link = InviteLink(account.bot.id)
    _fill(account, link, call)
    add_link(chat, link)
    return views.invite_link(account.world, chat, link, account.bot.id)


def export(account: Account, call: Call) -> str:
    """A new main link of this bot; the one before it leads nowhere any more."""
    chat = _chat(account, call)
    primary_link(chat, account.bot.id).is_revoked = True
    return primary_link(chat, account.bot.id).url


def edit(account: Account, call: Call) -> Json:
    """What is not given goes back to nothing."""
    chat = _chat(account, call)
    link = _own(account, chat, call)
    if link.is_primary:
        raise bad_request("CHAT_INVITE_PERMANENT")
    _fill(account, link, call)
    return views.invite_link(account.world, chat, link, account.bot.id)


def revoke(account: Account, call: Call) -> Json:
    """Of a main link there is a new one at once."""
    chat = _chat(account, call)
    link = _own(account, chat, call)
    link.is_revoked = True
    if link.is_primary:
        primary_link(chat, account.bot.id)
    return views.invite_link(account.world, chat, link, account.bot.id)


def _chat(account: Account, call: Call) -> Chat:
    """A group for which this bot may make links. Raises `Refused`."""
    chat = chat_to_manage(account, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("can't invite members to a private chat")
    if not may(chat, account.bot, "can_invite_users"):
        raise bad_request("not enough rights to manage chat invite link")
    return chat


def _fill(account: Account, link: InviteLink, call: Call) -> None:
    limit = min(max(call.number("member_limit"), 0), MOST_MEMBERS)
    asks, expires = call.flag("creates_join_request"), max(call.number("expire_date"), 0)
    if asks and limit:
        raise bad_request("member limit can't be specified for links requiring administrator approval")
    if 0 < expires <= account.clock.unix():
        raise bad_request("EXPIRE_DATE_INVALID")
    link.name = " ".join(call.text("name").split())[:LONGEST_NAME]
    link.expire_date, link.member_limit, link.creates_join_request = expires, limit, asks


def _own(account: Account, chat: Chat, call: Call) -> InviteLink:
    """A link of this bot that still leads in. Raises `Refused`."""
    url = call.text("invite_link").strip()
    if not url:
        raise bad_request("invite link must be non-empty")
    link = link_named(chat, url)
    if link is None or link.is_revoked:
        raise bad_request("INVITE_HASH_EXPIRED")
    if link.creator != account.bot.id:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return link


def approve(account: Account, call: Call) -> bool:
    chat, user_id = _asked(account, call)
    groups.let_in_who_asked(account.telegram, chat, user_id, account.bot)
    return True


def decline(account: Account, call: Call) -> bool:
    chat, user_id = _asked(account, call)
    groups.turn_away(account.telegram, chat, user_id)
    return True


def _asked(account: Account, call: Call) -> tuple[Chat, int]:
    """Whose request is meant. Raises `Refused`."""
    user_id = user_named(call)
    chat = chat_to_manage(account, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("can't have join requests in a private chat")
    if not may(chat, account.bot, "can_invite_users"):
        raise bad_request("not enough rights to manage chat join requests")
    if chat.has(user_id):
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if user_id not in chat.requests:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, user_id


METHODS = {
    "createchatinvitelink": create,
    "exportchatinvitelink": export,
    "editchatinvitelink": edit,
    "revokechatinvitelink": revoke,
    "approvechatjoinrequest": approve,
    "declinechatjoinrequest": decline,
}

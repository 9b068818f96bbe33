"""How people come into a group by themselves: by a link, or by asking, and who lets them in."""

from __future__ import annotations

from ..errors import Impossible
from ..network import groups, views
from ..network.invites import (
    MOST_MEMBERS,
    PREFIX,
    InviteLink,
    JoinRequest,
    Way,
    add_link,
    is_open,
    primary_link,
)
from ..network.members import lapse, may, must_be_allowed
from ..network.server import Telegram
from ..network.world import Chat, ChatKind, Person, Standing


def make_link(telegram: Telegram, chat_id: int, by: int, terms: InviteLink | None = None) -> InviteLink:
    """A link of this person: the main one, or a further one on these terms."""
    chat = telegram.chat_of(by, chat_id)
    must_be_allowed(chat, telegram.person(by), "can_invite_users")
    if not chat.is_admin(by):
        raise Impossible(409, "Only admins make links.")
    if terms is None:
        return primary_link(chat, by)
    if not 0 <= terms.member_limit <= MOST_MEMBERS or (terms.creates_join_request and terms.member_limit):
        raise Impossible(400, "A link counts members or asks for each, up to 100,000.")
    return add_link(chat, terms)


def follow(telegram: Telegram, user_id: int, url: str) -> Chat:
    """Come in by a link, or ask to, where it asks. Raises `Impossible` for one that leads nowhere."""
    for chat in telegram.world.groups.values():
        for link in chat.links:
            if link.url == url and chat.migrated_to is None:
                return _come(telegram, chat, user_id, link)
    raise Impossible(404, "This link leads nowhere.")


def is_invite(url: str) -> bool:
    return url.startswith(PREFIX)


def ask_to_join(telegram: Telegram, user_id: int, chat_id: int) -> Chat:
    """Ask without a link, at a group that takes requests."""
    chat = telegram.world.groups.get(chat_id)
    if chat is None or not chat.joins_by_request or chat.migrated_to is not None:
        raise Impossible(404, "Nobody can ask to join this group.")
    return _come(telegram, chat, user_id, None)


def take_requests(telegram: Telegram, chat_id: int, by: int, *, on: bool) -> None:
    """Let anybody who knows the supergroup ask to join it, or nobody."""
    chat = telegram.chat_of(by, chat_id)
    must_be_allowed(chat, telegram.person(by), "can_change_info")
    if chat.kind is not ChatKind.SUPERGROUP:
        raise Impossible(409, "Only a supergroup takes requests.")
    chat.joins_by_request = on


def _come(telegram: Telegram, chat: Chat, user_id: int, link: InviteLink | None) -> Chat:
    person, now = telegram.person(user_id), telegram.clock.unix()
    lapse(chat, now)
    if chat.has(user_id):
        return chat
    if chat.standing(user_id) is Standing.KICKED or (link is not None and not is_open(chat, link, now)):
        raise Impossible(409, "This link does not work for this person any more.")
    if link is None or link.creates_join_request:
        _ask(telegram, chat, person, JoinRequest(user_id, now, link))
    else:
        groups.let_in(telegram, chat, person, person, Way(link))
    return chat


def _ask(telegram: Telegram, chat: Chat, person: Person, request: JoinRequest) -> None:
    """Those bots are told that could let them in."""
    if person.id in chat.requests:
        return
    chat.requests[person.id] = request
    for account in telegram.accounts.values():
        viewer = account.bot.id
        asked = {
            "chat": views.chat(telegram.world, chat, viewer),
            "from": views.user(person),
            "user_chat_id": person.id,
            "date": request.date,
        }
        if request.link is not None:
            asked["invite_link"] = views.invite_link(telegram.world, chat, request.link, viewer)
        if chat.is_admin(viewer) and may(chat, account.bot, "can_invite_users"):
            account.known.add(person.id)
            account.updates.put("chat_join_request", asked, ("chat_join_request", person.id))
    telegram.touched(chat)


def answer_request(telegram: Telegram, chat_id: int, by: int, user_id: int, *, lets_in: bool) -> None:
    """An admin lets somebody in who asked, or does not."""
    chat = telegram.chat_of(by, chat_id)
    must_be_allowed(chat, telegram.person(by), "can_invite_users")
    if not chat.is_admin(by) or user_id not in chat.requests:
        raise Impossible(409, "There is no such request for this person to answer.")
    if lets_in:
        groups.let_in_who_asked(telegram, chat, user_id, telegram.person(by))
    else:
        groups.turn_away(telegram, chat, user_id)

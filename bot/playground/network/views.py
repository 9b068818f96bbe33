"""What is read: the people, chats and messages as the bot's updates and each phone show them."""

from __future__ import annotations

import zlib

from .files import known_to
from .invites import InviteLink
from .terms import PERMISSIONS, PLAIN, RIGHTS, Terms
from .world import ADMINS, GROUP_ANONYMOUS, Chat, ChatKind, Json, Message, Person, Standing, World


def user(person: Person) -> Json:
    """A User object; fields that are not known are left out, never null."""
    shown: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    if person.username is not None:
        shown["username"] = person.username
    if person.language_code is not None:
        shown["language_code"] = person.language_code
    return shown


def chat(world: World, place: Chat, viewer: int) -> Json:
    """A Chat object: to a bot a private chat is the person, to the person it is the bot."""
    if place.kind is not ChatKind.PRIVATE:
        return {"id": place.id, "title": place.title, "type": place.kind.value}
    other = world.people[place.id] if viewer in world.bots else world.bots[place.bot_id]
    shown: Json = {"id": other.id, "first_name": other.first_name}
    if other.username is not None:
        shown["username"] = other.username
    return shown | {"type": "private"}


def chat_photo(sizes: list[Json]) -> Json:
    """A ChatPhoto object: the smallest and the largest."""
    small, big = sizes[0], sizes[-1]
    return {
        "small_file_id": small["file_id"],
        "small_file_unique_id": small["file_unique_id"],
        "big_file_id": big["file_id"],
        "big_file_unique_id": big["file_unique_id"],
    }


def message(world: World, kept: Message, viewer: int) -> Json:
    """A Message object as `viewer` reads it, with the message it answers one level deep."""
    shown = _bare(world, kept, viewer)
    answered = kept.chat.messages.get(kept.reply_to) if kept.reply_to is not None else None
    if answered is not None:
        shown["reply_to_message"] = _bare(world, answered, viewer)
        if kept.quote is not None:
            shown["quote"] = kept.quote
    return shown


def edited_message(world: World, kept: Message, viewer: int) -> Json:
    """What the edit methods return: the message without the one it answers."""
    return _bare(world, kept, viewer)


def _bare(world: World, kept: Message, viewer: int) -> Json:
    shown: Json = {
        "message_id": kept.id,
        "from": user(GROUP_ANONYMOUS if kept.as_group else kept.sender),
        "chat": chat(world, kept.chat, viewer),
        "date": kept.date,
    }
    if kept.as_group:
        shown |= _in_the_name_of_the_group(world, kept, viewer)
    if kept.origin is not None:
        shown["forward_origin"] = kept.origin
    if kept.album:
        shown["media_group_id"] = kept.album
    if kept.via_bot is not None:
        shown["via_bot"] = user(kept.via_bot)
    if kept.edit_date is not None:
        shown["edit_date"] = kept.edit_date
    if kept.protected:
        shown["has_protected_content"] = True
    if kept.effect_id:
        shown["effect_id"] = kept.effect_id
    content = known_to(viewer, kept.content) if viewer in world.bots else kept.content
    shown |= _service(world, content, viewer)
    if "poll" in shown:
        shown["poll"] = kept.content["poll"].shown_in(kept, viewer)
    if kept.link_preview is not None:
        shown["link_preview_options"] = kept.link_preview
    if kept.keyboard:
        shown["reply_markup"] = {"inline_keyboard": kept.keyboard}
    return shown


def _in_the_name_of_the_group(world: World, kept: Message, viewer: int) -> Json:
    """What an anonymous admin's message has besides; of the writer only a title is seen."""
    title = kept.chat.terms_of(kept.sender.id).title
    return {"sender_chat": chat(world, kept.chat, viewer)} | ({"author_signature": title} if title else {})


def _service(world: World, content: Json, viewer: int) -> Json:
    """The content, with the people of service messages as they are called now."""
    shown = dict(content)
    if "new_chat_members" in shown:
        shown["new_chat_members"] = [user(person) for person in shown["new_chat_members"]]
    if "left_chat_member" in shown:
        shown["left_chat_member"] = user(shown["left_chat_member"])
    if "pinned_message" in shown:
        shown["pinned_message"] = _pinned(world, shown["pinned_message"], viewer)
    return shown


def _pinned(world: World, pinned: Message, viewer: int) -> Json:
    if pinned.id in pinned.chat.messages:
        return _bare(world, pinned, viewer)
    return inaccessible(world, pinned.chat, pinned.id, viewer)


def inaccessible(world: World, place: Chat, message_id: int, viewer: int) -> Json:
    """A message that is gone: only where and which it was, with the date 0."""
    return {"chat": chat(world, place, viewer), "message_id": message_id, "date": 0}


def actor(place: Chat, person: Person) -> Json:
    """Whoever did something, as told: an anonymous admin is nobody in particular."""
    hidden = not person.is_bot and place.terms_of(person.id).is_anonymous
    return user(GROUP_ANONYMOUS if hidden else person)


def member(
    person: Person,
    standing: Standing,
    terms: Terms = PLAIN,
    viewer: int = 0,
    kind: ChatKind = ChatKind.SUPERGROUP,
) -> Json:
    """A ChatMember object. An admin can be edited by the bot that made them one."""
    shown: Json = {"user": user(person), "status": standing.value}
    match standing:
        case Standing.CREATOR:
            shown["is_anonymous"] = terms.is_anonymous
        case Standing.ADMINISTRATOR:
            shown |= {"can_be_edited": terms.promoted_by == viewer != 0} | admin_rights(terms, kind)
        case Standing.RESTRICTED:
            shown |= {"is_member": terms.is_inside, "until_date": terms.until} | permissions(
                terms.permissions
            )
        case Standing.KICKED:
            shown["until_date"] = terms.until
    if terms.title:
        shown["custom_title"] = terms.title
    return shown


def admin_rights(terms: Terms, kind: ChatKind) -> Json:
    """Every right by name; topics are only in supergroups."""
    named = {right: right in terms.rights for right in RIGHTS}
    if kind is ChatKind.GROUP:
        del named["can_manage_topics"]
    return {"is_anonymous": terms.is_anonymous} | named


def permissions(allowed: frozenset[str]) -> Json:
    """A ChatPermissions object."""
    return {name: name in allowed for name in PERMISSIONS}


def member_of(place: Chat, person: Person, viewer: int) -> Json:
    """A ChatMember object, as the group is now."""
    return member(person, place.standing(person.id), place.terms_of(person.id), viewer, place.kind)


def administrators(world: World, place: Chat, viewer: int) -> list[Json]:
    return [
        member_of(place, person, viewer)
        for user_id, standing in place.members.items()
        if standing in ADMINS and (person := world.someone(user_id)) is not None
    ]


def invite_link(world: World, place: Chat, link: InviteLink, viewer: int) -> Json:
    """A ChatInviteLink object; how many wait counts only those who came by this link."""
    creator = world.someone(link.creator) or GROUP_ANONYMOUS
    waiting = sum(request.link is link for request in place.requests.values())
    optional = {
        "name": link.name,
        "expire_date": link.expire_date,
        "member_limit": link.member_limit,
        "pending_join_request_count": waiting,
    }
    return {
        "invite_link": link.url_for(viewer),
        "creator": user(creator),
        "creates_join_request": link.creates_join_request,
        "is_primary": link.is_primary,
        "is_revoked": link.is_revoked,
    } | {name: value for name, value in optional.items() if value}


def chat_instance(place: Chat) -> str:
    """The same opaque number for every press of a button in one chat."""
    name = f"{place.bot_id or ''}{place.id}"
    return str((zlib.crc32(name.encode()) << 31) ^ place.id & 0x7FFFFFFF)

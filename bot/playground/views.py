"""What is read: the people, chats and messages as the bot's updates and each phone show them."""

from __future__ import annotations

import zlib

from .world import ADMINS, Chat, ChatKind, Json, Message, Person, Standing, World

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
)


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
        "from": user(kept.sender),
        "chat": chat(world, kept.chat, viewer),
        "date": kept.date,
    }
    if kept.edit_date is not None:
        shown["edit_date"] = kept.edit_date
    if kept.protected:
        shown["has_protected_content"] = True
    if kept.effect_id:
        shown["effect_id"] = kept.effect_id
    shown |= _service(world, kept.content, viewer)
    if kept.link_preview is not None:
        shown["link_preview_options"] = kept.link_preview
    if kept.keyboard:
        shown["reply_markup"] = {"inline_keyboard": kept.keyboard}
    return shown


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


def member(person: Person, standing: Standing) -> Json:
    """A ChatMember object."""
    shown: Json = {"user": user(person), "status": standing.value}
    match standing:
        case Standing.CREATOR:
            shown["is_anonymous"] = False
        case Standing.ADMINISTRATOR:
            shown |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(RIGHTS, True)
        case Standing.KICKED:
            shown["until_date"] = 0
    return shown


def administrators(world: World, place: Chat) -> list[Json]:
    return [
        member(person, standing)
        for user_id, standing in place.members.items()
        if standing in ADMINS and (person := world.someone(user_id)) is not None
    ]


def chat_instance(place: Chat) -> str:
    """The same opaque number for every press of a button in one chat."""
    name = f"{place.bot_id or ''}{place.id}"
    return str((zlib.crc32(name.encode()) << 31) ^ place.id & 0x7FFFFFFF)

"""Who may do what in a group, and for how long they may not."""

from __future__ import annotations

from ..errors import Impossible
from .terms import SHARED
from .world import Chat, ChatKind, Json, Person, Standing

SHORTEST = 30
LONGEST = 366 * 24 * 60 * 60
SPEAKING = ("can_send_", "can_add_", "can_react_")

# What a person needs for each kind of message.
NEEDED = {
    "text": "can_send_messages",
    "contact": "can_send_messages",
    "location": "can_send_messages",
    "venue": "can_send_messages",
    "photo": "can_send_photos",
    "document": "can_send_documents",
    "audio": "can_send_audios",
    "video": "can_send_videos",
    "video_note": "can_send_video_notes",
    "voice": "can_send_voice_notes",
    "poll": "can_send_polls",
    "sticker": "can_send_other_messages",
    "animation": "can_send_other_messages",
    "dice": "can_send_other_messages",
}


def may(chat: Chat, person: Person, what: str) -> bool:
    """`what` is a right of admins or a permission of members. A bot changes nothing here unless an admin."""
    if chat.kind is ChatKind.PRIVATE:
        return True
    terms = chat.terms_of(person.id)
    match chat.standing(person.id):
        case Standing.CREATOR:
            return True
        case Standing.ADMINISTRATOR:
            return what in terms.rights or what.startswith(SPEAKING)
        case Standing.MEMBER:
            allowed = chat.permissions
        case Standing.RESTRICTED:
            allowed = chat.permissions & terms.permissions
        case _:
            return False
    return what in allowed and not (person.is_bot and what in SHARED)


def may_send(chat: Chat, person: Person, content: Json) -> bool:
    """Whether this person may send this kind of message here."""
    return all(may(chat, person, needed) for name, needed in NEEDED.items() if name in content)


def must_be_allowed(chat: Chat, person: Person, what: str) -> None:
    """For what people do on their phones. Raises `Impossible`."""
    if not may(chat, person, what):
        raise Impossible(409, "This person may not do that in this group.")


def until(given: int, now: int) -> int:
    """Until when a ban or restriction lasts: what is nearer than 30 seconds or beyond 366 days is for good."""
    return given if SHORTEST <= given - now <= LONGEST else 0


def lapse(chat: Chat, now: int) -> None:
    """Bans and restrictions whose time has come end, silently, as Telegram ends them."""
    for user_id, terms in list(chat.terms.items()):
        if not 0 < terms.until <= now:
            continue
        is_back = chat.standing(user_id) is Standing.RESTRICTED and terms.is_inside
        chat.members[user_id] = Standing.MEMBER if is_back else Standing.LEFT
        del chat.terms[user_id]

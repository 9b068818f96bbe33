"""The Bot API methods that change a group as a whole: title, photo, description, permissions, pins."""

from __future__ import annotations

from ..errors import bad_request
from ..network import groups, views
from ..network.accounts import Account
from ..network.files import picture_size
from ..network.members import may
from ..network.terms import ONLY_IN_CHANNELS, ONLY_IN_GROUPS, RIGHTS, Terms
from ..network.world import Chat, ChatKind, Json
from .calls import Call
from .kinds import PHOTO
from .permissions import permissions_given, rights_given
from .rights import chat_to_manage
from .uploads import type_of, uploaded

LONGEST_TITLE = 128
LONGEST_DESCRIPTION = 255
SMALLEST_PHOTO = 160
PHOTO_SIDES = (160, 320)


def set_title(account: Account, call: Call) -> bool:
    chat = _group(account, call, "title")
    title = " ".join(call.text("title").split())[:LONGEST_TITLE]
    if not title:
        raise bad_request("title must be non-empty")
    _must(account, chat, "can_change_info", "change chat title")
    if title != chat.title:
        groups.set_title(account.telegram, chat, account.bot, title)
    return True


def set_description(account: Account, call: Call) -> bool:
    """An empty one takes it away. Nothing is said in the group."""
    chat = _group(account, call, "description")
    _must(account, chat, "can_change_info", "set chat description")
    description = call.text("description").strip()[:LONGEST_DESCRIPTION]
    if description == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = description
    account.telegram.touched(chat)
    return True


def set_photo(account: Account, call: Call) -> bool:
    """A picture that is uploaded; Telegram takes no file_id here."""
    upload = uploaded(call, "photo")
    if upload is None and not call.text("photo"):
        raise bad_request("there is no photo in the request")
    if upload is None:
        raise bad_request("photo must be uploaded as an InputFile")
    chat = _group(account, call, "photo")
    _must(account, chat, "can_change_info", "change chat photo")
    size = picture_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if min(size) < SMALLEST_PHOTO:
        raise bad_request("PHOTO_CROP_SIZE_SMALL")
    picture = account.files.add_picture(upload.name, type_of(upload, PHOTO), upload.content, PHOTO_SIDES)
    groups.set_photo(account.telegram, chat, account.bot, picture.sizes())
    return True


def delete_photo(account: Account, call: Call) -> bool:
    chat = _group(account, call, "photo")
    _must(account, chat, "can_change_info", "change chat photo")
    if not chat.photo:
        raise bad_request("CHAT_NOT_MODIFIED")
    groups.set_photo(account.telegram, chat, account.bot, [])
    return True


def set_permissions(account: Account, call: Call) -> bool:
    allowed = permissions_given(call, may_be_missing=False)
    chat = _group(account, call, "permissions")
    _must(account, chat, "can_restrict_members", "change chat permissions")
    chat.permissions = allowed
    account.telegram.touched(chat)
    return True


def unpin_all(account: Account, call: Call) -> bool:
    chat = chat_to_manage(account, call)
    _must(account, chat, "can_pin_messages", "manage pinned messages in the chat")
    chat.pinned.clear()
    account.telegram.touched(chat)
    return True


def _group(account: Account, call: Call, what: str) -> Chat:
    chat = chat_to_manage(account, call)
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request(f"can't change private chat {what}")
    return chat


def _must(account: Account, chat: Chat, right: str, deed: str) -> None:
    if not may(chat, account.bot, right):
        raise bad_request(f"not enough rights to {deed}")


def set_wished_rights(account: Account, call: Call) -> bool:
    """What the apps propose when this bot is made an admin; without `rights`, nothing in particular."""
    fields = ("is_anonymous", *RIGHTS, *ONLY_IN_CHANNELS)
    given = rights_given(call, fields) if call.text("rights") else {}
    wished = frozenset(name for name, is_wished in given.items() if is_wished)
    account.wished_rights[call.flag("for_channels")] = wished | ({"can_manage_chat"} if wished else set())
    return True


def get_wished_rights(account: Account, call: Call) -> Json:
    for_channels = call.flag("for_channels")
    wished = account.wished_rights.get(for_channels, frozenset())
    shown = views.admin_rights(Terms(wished, "is_anonymous" in wished), ChatKind.SUPERGROUP)
    if not for_channels:
        return shown
    common = {name: value for name, value in shown.items() if name not in ONLY_IN_GROUPS}
    return common | {name: name in wished for name in ONLY_IN_CHANNELS}


METHODS = {
    "setchattitle": set_title,
    "setchatdescription": set_description,
    "setchatphoto": set_photo,
    "deletechatphoto": delete_photo,
    "setchatpermissions": set_permissions,
    "unpinallchatmessages": unpin_all,
    "setmydefaultadministratorrights": set_wished_rights,
    "getmydefaultadministratorrights": get_wished_rights,
}

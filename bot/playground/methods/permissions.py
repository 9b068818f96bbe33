"""Reads what everybody, or one person, shall be allowed, and the rights a bot would like to have."""

from __future__ import annotations

import json

from ..errors import bad_request
from ..network.terms import MEDIA, PERMISSIONS
from ..network.world import Json
from .calls import Call

ALL_MEDIA = "can_send_media_messages"  # an older name for all of MEDIA at once


def permissions_given(call: Call, *, may_be_missing: bool) -> frozenset[str]:
    """The `permissions` of a call, with what follows from them. Raises `Refused`."""
    if not call.text("permissions") and may_be_missing:
        return frozenset()
    try:
        stated = json.loads(call.text("permissions"))
    except ValueError:
        raise bad_request("can't parse permissions JSON object") from None
    if not isinstance(stated, dict):
        raise bad_request("object expected as permissions")
    given = _named(stated, "chat permissions", (*PERMISSIONS, ALL_MEDIA))
    allowed = {name for name, is_allowed in given.items() if is_allowed}
    for name, like in (
        ("can_manage_topics", "can_pin_messages"),
        ("can_edit_tag", "can_pin_messages"),
        ("can_react_to_messages", "can_send_messages"),
    ):
        if name not in given and like in allowed:
            allowed.add(name)
    if ALL_MEDIA in allowed:
        allowed |= set(MEDIA)
    if not call.flag("use_independent_chat_permissions"):
        _follow(allowed)
    return frozenset(allowed - {ALL_MEDIA})


def _follow(allowed: set[str]) -> None:
    """Stickers and previews bring every medium with them, and every medium or poll brings text."""
    if allowed & {"can_send_other_messages", "can_add_web_page_previews"}:
        allowed |= set(MEDIA)
    if allowed & {*MEDIA, "can_send_polls"}:
        allowed.add("can_send_messages")


def rights_given(call: Call, fields: tuple[str, ...]) -> dict[str, bool]:
    """The `rights` of a call, those it names. Raises `Refused`."""
    given = call.parsed("rights", "can't parse ChatAdministratorRights JSON object")
    called = "ChatAdministratorRights"
    if not isinstance(given, dict):
        raise bad_request(f"can't parse {called}: {called} must be an Object")
    return _named(given, called, fields)


def _named(given: Json, called: str, fields: tuple[str, ...]) -> dict[str, bool]:
    return {field: _yes_or_no(given, field, called) for field in fields if given.get(field) is not None}


def _yes_or_no(given: Json, field: str, called: str) -> bool:
    value = given[field]
    if not isinstance(value, bool):
        raise bad_request(f'can\'t parse {called}: Field "{field}" must be of type Boolean')
    return value

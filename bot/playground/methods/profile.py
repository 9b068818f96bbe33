"""The Bot API methods by which the bot introduces itself: names, descriptions, commands, menu button."""

from __future__ import annotations

import re

from ..errors import bad_request
from ..network import views
from ..network.accounts import Account
from ..network.face import EVERYWHERE, Scope
from ..network.world import ChatKind, Json
from .calls import Call, whole_number
from .rights import chat_to_read

COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
LANGUAGE = re.compile(r"(?:[a-z]{2})?\Z")
WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
MOST_COMMANDS = 100


def get_me(account: Account, call: Call) -> Json:
    return views.user(account.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": account.profile.reads_all_group_messages,
        "supports_guest_queries": False,
        "supports_inline_queries": account.profile.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def _language(call: Call) -> str:
    code = call.text("language_code")
    if not LANGUAGE.match(code):
        raise bad_request("invalid language code specified")
    return code


def _new_text(call: Call, name: str, most: int, complaint: str) -> str:
    text = call.text(name).strip()
    if len(text) > most:
        raise bad_request(complaint)
    return text


def set_my_name(account: Account, call: Call) -> bool:
    code = _language(call)
    account.face.names[code] = _new_text(call, "name", 64, "BOT_TITLE_INVALID")
    account.bot.first_name = account.face.names[""] = account.face.names[""] or account.profile.first_name
    account.events.tell("state", {})
    return True


def get_my_name(account: Account, call: Call) -> Json:
    return {"name": account.face.name_for(_language(call))}


def set_my_description(account: Account, call: Call) -> bool:
    text = _new_text(call, "description", 512, "BOT_DESCRIPTION_INVALID")
    account.face.descriptions[_language(call)] = text
    return True


def get_my_description(account: Account, call: Call) -> Json:
    return {"description": _in_language(account.face.descriptions, _language(call))}


def set_my_short_description(account: Account, call: Call) -> bool:
    text = _new_text(call, "short_description", 120, "BOT_SHORT_DESCRIPTION_INVALID")
    account.face.short_descriptions[_language(call)] = text
    return True


def get_my_short_description(account: Account, call: Call) -> Json:
    return {"short_description": _in_language(account.face.short_descriptions, _language(call))}


def _in_language(texts: dict[str, str], code: str) -> str:
    return texts.get(code) or texts.get("", "")


def set_my_commands(account: Account, call: Call) -> bool:
    """No commands clear the list, as does a call without them."""
    given = call.parsed("commands", "can't parse commands JSON object")
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_command(item) for item in given or []]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    place = (_scope(account, call), _language(call))
    if commands:
        account.face.commands[place] = commands
    else:
        account.face.commands.pop(place, None)
    account.events.tell("state", {})
    return True


def _command(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for field in ("command", "description"):
        if given.get(field) is None:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{field}\"")
    name = str(given["command"]).strip().removeprefix("/")
    description = str(given["description"]).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if len(name) > 32:
        raise bad_request("command length must not exceed 32")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("command description length must not exceed 256")
    if not COMMAND.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _scope(account: Account, call: Call) -> Scope:
    if not call.text("scope"):
        return EVERYWHERE
    given = call.parsed("scope", "can't parse BotCommandScope JSON object")
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = str(given.get("type", ""))
    if kind in WIDE_SCOPES:
        return kind, 0, 0
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = chat_to_read(account, Call(call.method, {"chat_id": str(given.get("chat_id", ""))}))
    if kind == "chat_administrators" and chat.kind is ChatKind.PRIVATE:
        raise bad_request("can't use specified scope in private chats")
    return kind, chat.id, whole_number(given.get("user_id"), "user_id") if kind == "chat_member" else 0


def get_my_commands(account: Account, call: Call) -> list[Json]:
    return account.face.commands.get((_scope(account, call), _language(call)), [])


def delete_my_commands(account: Account, call: Call) -> bool:
    account.face.commands.pop((_scope(account, call), _language(call)), None)
    account.events.tell("state", {})
    return True


def set_chat_menu_button(account: Account, call: Call) -> bool:
    place = _menu_place(account, call)
    given = call.parsed("menu_button", "can't parse menu button JSON object") or {"type": "default"}
    if not isinstance(given, dict):
        raise bad_request("can't parse menu button: MenuButton must be an Object")
    if given.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if given["type"] == "default":
        account.face.menu_buttons.pop(place, None)
    else:
        account.face.menu_buttons[place] = given
    account.events.tell("state", {})
    return True


def get_chat_menu_button(account: Account, call: Call) -> Json:
    return account.face.menu_button_in(_menu_place(account, call))


def _menu_place(account: Account, call: Call) -> int:
    """The private chat meant, 0 for all of them."""
    if not call.has("chat_id"):
        return 0
    user_id = call.number("chat_id")
    if user_id <= 0:
        raise bad_request("invalid chat_id specified")
    if user_id not in account.known:
        raise bad_request("user not found")
    return user_id


METHODS = {
    "getme": get_me,
    "setmyname": set_my_name,
    "getmyname": get_my_name,
    "setmydescription": set_my_description,
    "getmydescription": get_my_description,
    "setmyshortdescription": set_my_short_description,
    "getmyshortdescription": get_my_short_description,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setchatmenubutton": set_chat_menu_button,
    "getchatmenubutton": get_chat_menu_button,
}

"""How the bot shows itself: its names, descriptions, menu button and command lists, by language and place."""

from __future__ import annotations

from dataclasses import dataclass, field

from .world import ADMINS, Chat, ChatKind, Json

Scope = tuple[str, int, int]
EVERYWHERE: Scope = ("default", 0, 0)


@dataclass
class Face:
    """Texts by language code, "" being every other language; commands by scope and language."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)

    def name_for(self, language: str | None) -> str:
        return self.names.get(language or "") or self.names.get("", "")

    def menu_button_in(self, chat_id: int) -> Json:
        """The button of one private chat, else the bot's usual one."""
        return self.menu_buttons.get(chat_id) or self.menu_buttons.get(0) or {"type": "commands"}

    def commands_for(self, place: Chat, user_id: int, language: str | None) -> list[Json]:
        """The list this person sees here: the first not empty, their language before the general one."""
        for scope in _scopes(place, user_id):
            for code in (language or "", ""):
                if listed := self.commands.get((scope, code)):
                    return listed
        return []


def _scopes(place: Chat, user_id: int) -> list[Scope]:
    """Telegram's "Determining list of commands", narrowest first."""
    if place.kind is ChatKind.PRIVATE:
        return [("chat", place.id, 0), ("all_private_chats", 0, 0), EVERYWHERE]
    scopes: list[Scope] = [("chat_member", place.id, user_id)]
    is_admin = place.standing(user_id) in ADMINS
    if is_admin:
        scopes.append(("chat_administrators", place.id, 0))
    scopes.append(("chat", place.id, 0))
    if is_admin:
        scopes.append(("all_chat_administrators", 0, 0))
    return [*scopes, ("all_group_chats", 0, 0), EVERYWHERE]

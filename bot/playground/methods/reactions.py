"""The Bot API method by which a bot puts an emoji on a message."""

from __future__ import annotations

from ..errors import bad_request
from ..network.accounts import Account
from .calls import Call
from .rights import chat_to_edit, message_named

REACTIONS = frozenset(
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐"
    " 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾"
    " 🤷‍♂ 🤷 🤷‍♀ 😡".split()
)


def react(account: Account, call: Call) -> bool:
    """At most one emoji of Telegram's list; none takes the reaction away."""
    chat = chat_to_edit(account, call)
    message = message_named(chat, call, "react")
    emojis = [_emoji(reaction) for reaction in _reactions(call)]
    if len(emojis) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if not REACTIONS.issuperset(emojis):
        raise bad_request("REACTION_INVALID")
    message.reactions[account.bot.id] = emojis
    account.telegram.touched(chat)
    return True


def _reactions(call: Call) -> list[object]:
    given = call.parsed("reaction", "can't parse reaction types JSON object") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of ReactionType")
    return given


def _emoji(reaction: object) -> str:
    """An emoji, which need not be one that may be used; a custom one is none. Raises `Refused`."""
    if not isinstance(reaction, dict):
        raise bad_request("can't parse ReactionType: expected an Object")
    match reaction.get("type"):
        case "emoji" if "emoji" in reaction:
            return plain_emoji(str(reaction["emoji"]))
        case "custom_emoji" if "custom_emoji_id" in reaction:
            return ""
        case "emoji" | "custom_emoji" as kind:
            needed = "emoji" if kind == "emoji" else "custom_emoji_id"
            raise bad_request(f"can't parse ReactionType: Can't find field \"{needed}\"")
        case None:
            raise bad_request("can't parse ReactionType: Can't find field \"type\"")
    raise bad_request("can't parse ReactionType: invalid reaction type specified")


def plain_emoji(emoji: str) -> str:
    """Without the sign that asks for it in colour."""
    return emoji.replace("\ufe0f", "")


METHODS = {"setmessagereaction": react}

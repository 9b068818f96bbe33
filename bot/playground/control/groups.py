"""Control actions for groups: made, joined, left, ruled and renamed by people; and accounts that end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import Impossible
from ..network import views
from ..network.invites import InviteLink
from ..network.world import Json
from ..people import groups, joining
from .wishes import Wish

if TYPE_CHECKING:
    from ..playground import Playground


def add_group(playground: Playground, wish: Wish) -> Json:
    title, creator, members = wish.text("title"), wish.number("creator"), wish.numbers("members")
    if wish.flag("supergroup"):
        everybody = [*members, playground.bot_id] if wish.flag("with_bot") else members
        chat = groups.create_supergroup(playground.telegram, title, creator, everybody)
        return {"chat": chat.id}
    return {"chat": playground.add_group(title, creator, members, wish.flag("with_bot"))}


def add_member(playground: Playground, wish: Wish) -> None:
    playground.add_member(wish.number("group"), wish.number("by"), _meant(playground, wish))


def remove_member(playground: Playground, wish: Wish) -> None:
    playground.remove_member(wish.number("group"), wish.number("by"), _meant(playground, wish))


def promote(playground: Playground, wish: Wish) -> Json | None:
    """With `rights` exactly those, which makes a basic group a supergroup; else the usual ones."""
    if "rights" not in wish.values:
        playground.promote(wish.number("group"), wish.number("by"), _meant(playground, wish))
        return None
    title = wish.optional_text("custom_title") or ""
    hidden = wish.flag("is_anonymous")
    chat = groups.promote(
        playground.telegram, *_about(playground, wish), _names(wish, "rights"), title, hidden
    )
    return {"ok": True, "chat": chat.id}


def demote(playground: Playground, wish: Wish) -> None:
    playground.demote(wish.number("group"), wish.number("by"), _meant(playground, wish))


def restrict(playground: Playground, wish: Wish) -> Json:
    allowed, ends = _names(wish, "permissions"), wish.optional_number("until") or 0
    chat = groups.restrict(playground.telegram, *_about(playground, wish), allowed, ends)
    return {"ok": True, "chat": chat.id}


def ban(playground: Playground, wish: Wish) -> Json:
    ends = wish.optional_number("until") or 0
    chat = groups.ban(playground.telegram, *_about(playground, wish), ends)
    return {"ok": True, "chat": chat.id}


def unban(playground: Playground, wish: Wish) -> None:
    groups.unban(playground.telegram, *_about(playground, wish))


def _about(playground: Playground, wish: Wish) -> tuple[int, int, int]:
    """The group, who acts, and whom it is about."""
    return wish.number("group"), wish.number("by"), _meant(playground, wish)


def _meant(playground: Playground, wish: Wish) -> int:
    return playground.bot_id if wish.flag("bot") else wish.number("user")


def _names(wish: Wish, name: str) -> list[str]:
    given = wish.values.get(name)
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        raise Impossible(400, f"{name} must be a list of names.")
    return given


def leave_group(playground: Playground, wish: Wish) -> None:
    playground.leave_group(wish.number("group"), wish.number("user"))


def migrate(playground: Playground, wish: Wish) -> Json:
    return {"chat": playground.migrate(wish.number("group"))}


def rename_group(playground: Playground, wish: Wish) -> None:
    playground.rename_group(wish.number("group"), wish.number("by"), wish.text("title"))


def describe(playground: Playground, wish: Wish) -> None:
    by = wish.number("by")
    groups.describe(playground.telegram, wish.number("group"), by, wish.text("description"))


def set_permissions(playground: Playground, wish: Wish) -> None:
    allowed = _names(wish, "permissions")
    groups.set_permissions(playground.telegram, wish.number("group"), wish.number("by"), allowed)


def pin(playground: Playground, wish: Wish) -> None:
    where = wish.number("group"), wish.number("user"), wish.number("message_id")
    groups.pin(playground.telegram, *where)


def unpin(playground: Playground, wish: Wish) -> None:
    where = wish.number("group"), wish.number("user"), wish.number("message_id")
    groups.unpin(playground.telegram, *where)


def stay_anonymous(playground: Playground, wish: Wish) -> None:
    where = wish.number("group"), wish.number("user")
    groups.stay_anonymous(playground.telegram, *where, on=wish.flag("on"))


def say_as_group(playground: Playground, wish: Wish) -> Json:
    where = wish.number("user"), wish.number("chat"), wish.text("text")
    message = groups.say_as_group(playground.telegram, *where, wish.optional_number("reply_to"))
    return {"message_id": message.id}


def make_link(playground: Playground, wish: Wish) -> Json:
    """The main link of this person; with any of the terms, a further one."""
    group, by = wish.number("group"), wish.number("by")
    named = ("name", "expire_date", "member_limit", "creates_join_request")
    terms = InviteLink(
        by,
        name=wish.optional_text("name") or "",
        expire_date=wish.optional_number("expire_date") or 0,
        member_limit=wish.optional_number("member_limit") or 0,
        creates_join_request=wish.flag("creates_join_request"),
    )
    further = terms if any(name in wish.values for name in named) else None
    link = joining.make_link(playground.telegram, group, by, further)
    world = playground.telegram.world
    return views.invite_link(world, world.groups[group], link, by)


def join(playground: Playground, wish: Wish) -> Json:
    """By an `invite_link`; without one, by asking at the group."""
    telegram, user_id = playground.telegram, wish.number("user")
    url = wish.optional_text("invite_link")
    if url is None:
        chat = joining.ask_to_join(telegram, user_id, wish.number("group"))
    else:
        chat = joining.follow(telegram, user_id, url)
    return {"chat": chat.id, "joined": chat.has(user_id)}


def take_requests(playground: Playground, wish: Wish) -> None:
    where = wish.number("group"), wish.number("by")
    joining.take_requests(playground.telegram, *where, on=wish.flag("on"))


def approve(playground: Playground, wish: Wish) -> None:
    joining.answer_request(playground.telegram, *_about(playground, wish), lets_in=True)


def decline(playground: Playground, wish: Wish) -> None:
    joining.answer_request(playground.telegram, *_about(playground, wish), lets_in=False)


def delete_group(playground: Playground, wish: Wish) -> None:
    groups.delete_group(playground.telegram, wish.number("group"), wish.number("by"))


def delete_account(playground: Playground, wish: Wish) -> None:
    groups.delete_account(playground.telegram, wish.number("user_id"))


ACTIONS: dict[str, Callable[[Playground, Wish], Any]] = {
    "POST /sim/groups": add_group,
    "POST /sim/groups/{group}/add": add_member,
    "POST /sim/groups/{group}/remove": remove_member,
    "POST /sim/groups/{group}/leave": leave_group,
    "POST /sim/groups/{group}/promote": promote,
    "POST /sim/groups/{group}/demote": demote,
    "POST /sim/groups/{group}/restrict": restrict,
    "POST /sim/groups/{group}/ban": ban,
    "POST /sim/groups/{group}/unban": unban,
    "POST /sim/groups/{group}/migrate": migrate,
    "POST /sim/groups/{group}/title": rename_group,
    "POST /sim/groups/{group}/description": describe,
    "POST /sim/groups/{group}/permissions": set_permissions,
    "POST /sim/groups/{group}/pin": pin,
    "POST /sim/groups/{group}/unpin": unpin,
    "POST /sim/groups/{group}/anonymous": stay_anonymous,
    "POST /sim/groups/{group}/link": make_link,
    "POST /sim/groups/{group}/requests": take_requests,
    "POST /sim/groups/{group}/ask": join,
    "POST /sim/groups/{group}/approve": approve,
    "POST /sim/groups/{group}/decline": decline,
    "POST /sim/groups/{group}/delete": delete_group,
    "POST /sim/join": join,
    "POST /sim/users/{user_id:int}/delete": delete_account,
}

"""What each conversation reads besides the general things."""

from typing import Any

from conversations import places
from conversations.dialogue.here import InviteSeen, NeedSeen
from conversations.dialogue.taking import Args, Loader, Turn
from conversations.records.invites import Invite, find_invite
from conversations.records.needs import Need, count_open, read_card, resting_kinds
from conversations.records.partners import Partner, name_of_partner


def see_invite(turn: Turn, args: Args) -> dict[str, Any]:
    """The link that led here, as long as it still opens for this person."""
    if len(args) < 2:
        return {}
    invite = find_invite(turn.session, args[1])
    if invite is None or not _opens(invite, turn):
        return {}
    inviter = turn.session.get(Partner, invite.inviter_id) if invite.inviter_id else None
    name = name_of_partner(turn.session, turn.sealer, inviter) if inviter else ""
    return {"invite": InviteSeen(args[1], name)}


def _opens(invite: Invite, turn: Turn) -> bool:
    mine = invite.only_for in (None, turn.me.telegram_id) and invite.inviter_id != turn.me.id
    return mine and invite.used_at is None and invite.expires_at > turn.now


def guess_place(turn: Turn, args: Args) -> dict[str, Any]:
    """Where this person may live, from the language of their phone."""
    zone = places.guess(turn.me.language)
    if zone is None:
        return {}
    return {"guessed_zone": zone, "guessed_city": places.city(zone, turn.me.language)}


def see_need(turn: Turn, args: Args) -> dict[str, Any]:
    """The card a button belongs to, if it is this couple's."""
    need = turn.session.get(Need, int(args[0])) if args and args[0].isdigit() else None
    if need is None or turn.couple is None or need.couple_id != turn.couple.id or turn.partner is None:
        return {}
    card = read_card(turn.session, turn.sealer, need)
    text = turn.desk.book.words(card, turn.me.language)
    mine = need.author_id == turn.me.id
    return {"need": NeedSeen(need.id, need.kind, need.state, card, need.asked_for, mine, need.place, text,
                             need.kept_at, need.rounds)}  # fmt: skip


def count_needs(turn: Turn, args: Args) -> dict[str, Any]:
    """What keeps a person from asking too much at once."""
    return {
        "open_needs": count_open(turn.session, turn.me.id),
        "resting_kinds": resting_kinds(turn.session, turn.me.id, turn.now),
    }


LOOKS: dict[str, tuple[Loader, ...]] = {
    "welcome": (see_invite,),
    "arrival": (see_invite, guess_place),
    "need": (count_needs,),
    "answer": (see_need,),
    "asked": (see_need,),
}

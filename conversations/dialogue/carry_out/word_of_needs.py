"""Finds a need for whoever tapped, moves it on, and brings word of it to the other one."""

from conversations.dialogue.outcomes import Button, Rows
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.taking import Turn
from conversations.records.deliveries import Urgency
from conversations.records.needs import Need, NeedState, change_need
from conversations.records.reminders import drop_reminders


def card_buttons(need: int) -> Rows:
    """The partner's answers, the gentlest first (flows.md 9.3)."""
    words = {how: Button(say(f"answer.button.{how}"), f"answer {need} {how}")
             for how in ("heard", "can", "later", "back", "ask", "more")}  # fmt: skip
    return (
        (words["heard"], words["can"]),
        (words["later"], words["back"]),
        (words["ask"], words["more"]),
    )


def bring(need: Need, turn: Turn, what: Value, buttons: Rows = ()) -> None:
    """To the place the card was sent to: the shared chat, or the other one's private chat."""
    couple, partner = turn.pair()
    about = f"need {need.id}"
    if need.place == "us":
        turn.desk.to_both(couple, what, buttons, author=turn.me, about=about)
    else:
        turn.desk.to_person(partner, what, buttons, Urgency.RELAY, author=turn.me, about=about)


def need_of(id: int, turn: Turn) -> Need | None:
    """The need, if it is this couple's and both are still there."""
    need = turn.session.get(Need, id)
    ours = need is not None and turn.couple is not None and need.couple_id == turn.couple.id
    return need if ours and turn.partner is not None else None


def answered(id: int, turn: Turn, to: NeedState, since: tuple[NeedState, ...], **more: object) -> Need | None:
    """The need once it has moved on; None, said kindly, when something else was first."""
    need = need_of(id, turn)
    if need is None or not change_need(turn.session, id, to, turn.now, since, **more):
        turn.moved_on()
        return None
    drop_reminders(turn.session, id)
    return need

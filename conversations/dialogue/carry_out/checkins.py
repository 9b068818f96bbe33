"""Carries out a check-in: seals an answer, opens both halves once, and carries what is said afterwards."""

from datetime import datetime, timedelta

from conversations.dialogue.carry_out.dispatch import carry_out
from conversations.dialogue.carry_out.people import plan_next_checkin
from conversations.dialogue.outcomes import Button, rows
from conversations.dialogue.outcomes.checkins import (
    AddToSheet,
    Answered,
    CheckIn,
    FewerNudges,
    LeaveCard,
    OpenToday,
    PassToday,
    RespondTo,
    SendAlone,
)
from conversations.dialogue.phrases import paragraphs, say
from conversations.dialogue.posting import Desk
from conversations.dialogue.sheets import (
    NUDGE_BEFORE,
    Asked,
    Hour,
    first_buttons,
    first_question,
    open_sheets,
)
from conversations.dialogue.side_by_side import in_order
from conversations.dialogue.taking import Turn
from conversations.flows.checkin_card import half_card, reveal_buttons, reveal_card
from conversations.localtime import local_date
from conversations.prompts import id_of
from conversations.records.checkins import (
    Sheet,
    SheetAnswer,
    current_half,
    find_half,
    halves_of,
    keep_half,
    note_swap,
    read_half,
    respond,
    reveal_sheet,
    show_half,
)
from conversations.records.couples import Couple, share_chat
from conversations.records.deliveries import Urgency
from conversations.records.left_out import leave_out
from conversations.records.partners import Partner, name_of_partner, partners_of
from conversations.records.reminders import ReminderKind, drop_reminders, remind

THANKS_REST = timedelta(days=4)  # twice a week at most


@carry_out.register
def _open_today(outcome: OpenToday, turn: Turn) -> None:
    if turn.couple is None:
        return
    day = turn.today
    found = current_half(turn.session, turn.me.id, day, turn.now)
    if found is None:
        hour = Hour(turn.me.zone, turn.me.checkin_at)
        asked = Asked(turn.me.id, turn.couple.id, day, hour, by_timetable=False)
        [half] = open_sheets(turn.session, [asked], turn.now)
        if not half.wanted:
            return turn.show(say("checkin.today.over.text"))
    sheet_id = half.sheet_id if found is None else found[0].id
    turn.show(first_question(turn.my_name, turn.me.zone, turn.now), first_buttons(sheet_id))


@carry_out.register
def _check_in(outcome: CheckIn, turn: Turn) -> None:
    found = find_half(turn.session, outcome.sheet, turn.me.id)
    if turn.couple is None or found is None:
        return turn.moved_on()
    sheet, half = found
    leave_out(turn.session, turn.me.id, map(id_of, outcome.answered.left_out), turn.now)
    if not keep_half(turn.session, turn.sealer, half, outcome.answered, turn.now):
        return turn.show(say("checkin.today.over.text"))
    note_swap(sheet, outcome.answered.question)
    drop_reminders(turn.session, sheet.id, ReminderKind.NUDGE, ReminderKind.SHEET_END)
    turn.me.last_checkin_day = max(turn.me.last_checkin_day or sheet.day, sheet.day)
    plan_next_checkin(turn.me, turn)
    how, place = "sealed", "text" if share_chat(turn.couple) else "here"
    if reveal_sheet(turn.session, sheet.id, turn.now):
        how = "opened"
        reveal(sheet, turn.couple, turn.desk)
    else:
        remind_about(sheet, half, turn)
    told = say(f"checkin.{how}.{place}")
    if half.light or outcome.answered.room == "empty" or not _may_suggest_thanks(turn):
        return turn.show(told)
    turn.me.thanks_asked_on = turn.today
    words = say("thanks.suggest", partner=turn.partner_name)
    return turn.show(paragraphs(told, words), rows(Button(say("menu.button.thanks"), "thanks")))


def _may_suggest_thanks(turn: Turn) -> bool:
    """At most twice a week, and not in somebody's first days (flows.md 9.9)."""
    last = turn.me.thanks_asked_on or local_date(turn.me.created_at, turn.me.zone or "UTC")
    return turn.today - last >= THANKS_REST


def reveal(sheet: Sheet, couple: Couple, desk: Desk) -> None:
    """Both halves to both, without what either keeps private; who comes first alternates by day."""
    halves = [_half_of(sheet, partner, desk) for partner in partners_of(desk.session, couple.id)]
    there = [(name, answered) for name, answered in halves if answered is not None]
    first, second = in_order(there, sheet.day)
    could = any(answered.hint() is not None for _, answered in (first, second))
    for half in halves_of(desk.session, sheet.id):
        show_half(desk.session, half.id, desk.now)
    buttons = reveal_buttons(sheet.id, could)
    desk.to_both(couple, reveal_card(first, second), buttons, silent=True, about=f"sheet {sheet.id}")


def _half_of(sheet: Sheet, partner: Partner, desk: Desk) -> tuple[str, Answered | None]:
    found = find_half(desk.session, sheet.id, partner.id)
    answered = read_half(desk.session, desk.sealer, found[1]) if found else None
    return name_of_partner(desk.session, desk.sealer, partner), answered


def remind_about(sheet: Sheet, half: SheetAnswer, turn: Turn) -> None:
    """One has answered: a nudge for the other, if they were asked, and a question for this one at the end."""
    remind(turn.session, turn.me.id, ReminderKind.SHEET_END, sheet.id, sheet.closes_at)
    found = find_half(turn.session, sheet.id, turn.partner.id) if turn.partner else None
    if turn.partner is not None and found is not None:
        remind_to_answer(turn.desk, turn.partner.id, found[1], turn.now)


def remind_to_answer(desk: Desk, partner_id: int, half: SheetAnswer, now: datetime) -> None:
    """The one nudge, if there is time left for it."""
    at = half.closes_at - NUDGE_BEFORE
    if at > now and half.passed_at is None:
        remind(desk.session, partner_id, ReminderKind.NUDGE, half.sheet_id, at)


@carry_out.register
def _pass_today(outcome: PassToday, turn: Turn) -> None:
    found = find_half(turn.session, outcome.sheet, turn.me.id)
    if found is not None:
        found[1].passed_at = turn.now
        turn.session.flush()


@carry_out.register
def _fewer_nudges(outcome: FewerNudges, turn: Turn) -> None:
    turn.me.nudge = False
    turn.session.flush()


@carry_out.register
def _respond_to(outcome: RespondTo, turn: Turn) -> None:
    found = find_half(turn.session, outcome.sheet, turn.me.id)
    if found is not None and turn.partner is not None and respond(turn.session, found[1], outcome.what):
        add = Button(say("checkin.button.add"), f"respond {outcome.sheet} add")
        buttons = rows(add) if outcome.what == "more" else ()
        turn.desk.to_person(turn.partner, outcome.told, buttons, Urgency.RELAY, author=turn.me)
    turn.toast = say("checkin.passed_on")


@carry_out.register
def _add_to_sheet(outcome: AddToSheet, turn: Turn) -> None:
    if turn.couple is not None:
        turn.desk.to_both(
            turn.couple, outcome.told, silent=True, author=turn.me, about=f"sheet {outcome.sheet}"
        )
    turn.show(say("checkin.line_sent.text"))


@carry_out.register
def _send_alone(outcome: SendAlone, turn: Turn) -> None:
    found = find_half(turn.session, outcome.sheet, turn.me.id)
    answered = read_half(turn.session, turn.sealer, found[1]) if found else None
    if turn.couple is None or found is None or answered is None:
        return turn.moved_on()
    if not show_half(turn.session, found[1].id, turn.now):
        return turn.moved_on()
    card = half_card(turn.my_name, answered)
    turn.desk.to_both(turn.couple, card, author=turn.me, about=f"sheet {outcome.sheet}")
    turn.show(say("checkin.sent.text"))


@carry_out.register
def _leave_card(outcome: LeaveCard, turn: Turn) -> None:
    turn.tapped = None

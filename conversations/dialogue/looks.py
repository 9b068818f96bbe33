"""What each conversation reads besides the general things."""

from datetime import timedelta
from typing import Any

from conversations import places
from conversations.dialogue.chat_seen import see_any_shared_chat
from conversations.dialogue.choosing import questions_of
from conversations.dialogue.deck_seen import see_deck
from conversations.dialogue.floor_looks import see_floor, see_live_floor
from conversations.dialogue.friend_seen import see_views
from conversations.dialogue.here import (
    DraftSeen,
    InviteSeen,
    LineSeen,
    ModelSeen,
    SettingsSeen,
    SheetSeen,
)
from conversations.dialogue.keeping_seen import see_keeping
from conversations.dialogue.limits_seen import see_agreements, see_limits
from conversations.dialogue.loops_seen import see_loops
from conversations.dialogue.mending import see_hand, see_slips
from conversations.dialogue.needs_seen import count_needs, see_need, see_own_need
from conversations.dialogue.notes_seen import see_keepsakes, see_note
from conversations.dialogue.own_seen import see_own
from conversations.dialogue.pauses_seen import see_heat, see_pause, see_running_pause
from conversations.dialogue.phrases import Value
from conversations.dialogue.practice_seen import see_drills, see_lessons
from conversations.dialogue.privacy_seen import see_privacy
from conversations.dialogue.profile_seen import see_profile, see_sides
from conversations.dialogue.pulse_seen import see_pulse
from conversations.dialogue.rituals_seen import see_listening, see_ritual, see_rituals
from conversations.dialogue.taking import Args, Loader, Turn, id_in
from conversations.dialogue.waiting_seen import see_waiting
from conversations.records.checkins import Sheet, SheetAnswer, SheetState, current_half, find_half, read_half
from conversations.records.couples import Couple, CoupleState
from conversations.records.drafts import HeldDraft, read_draft
from conversations.records.invites import Invite, find_invite, is_awaited
from conversations.records.lines_shown import REST, lines_shown
from conversations.records.own_questions import words_of
from conversations.records.partners import Consent, Partner, asks_weekly, may_lend, name_of_partner
from conversations.records.patterns import familiar_patterns
from conversations.records.wordings import fine_words, wordings_on

BLANKS = ("…", "〜")  # in a listening phrase: for the person to fill in
MONDAY = 0


def see_invite(turn: Turn, args: Args) -> dict[str, Any]:
    """The link that led here, as long as it still opens for this person."""
    if len(args) < 2:
        return {}
    invite = find_invite(turn.session, args[1])
    if invite is not None and invite.inviter_id == turn.me.id:
        return {"own_invite": True}
    if invite is None or not (_opens(invite, turn) or is_awaited(invite, turn.me.id, turn.now)):
        return {}
    inviter = turn.session.get(Partner, invite.inviter_id) if invite.inviter_id else None
    name = name_of_partner(turn.session, turn.sealer, inviter) if inviter else ""
    return {"invite": InviteSeen(args[1], name, invite.used_at is not None)}


def _opens(invite: Invite, turn: Turn) -> bool:
    for_me = invite.only_for in (None, turn.me.telegram_id)
    couple = turn.session.get(Couple, invite.couple_id) if invite.couple_id is not None else None
    over = couple is not None and couple.state == CoupleState.ENDED
    return for_me and not over and invite.used_at is None and invite.expires_at > turn.now


def guess_place(turn: Turn, args: Args) -> dict[str, Any]:
    """Where this person may live, from the language of their phone."""
    zone = places.guess(turn.me.language)
    if zone is None:
        return {}
    return {"guessed_zone": zone, "guessed_city": places.city(zone, turn.me.language)}


def see_settings(turn: Turn, args: Args) -> dict[str, Any]:
    """What the person has set, once they have said yes."""
    me = turn.me
    if me.consent == Consent.NONE:
        return {}
    city = places.city(me.zone, me.language) if me.zone else ""
    seen = SettingsSeen(me.language, me.zone, city, me.checkin_at, me.quiet_from, me.quiet_until,
                        me.resting_since is not None, me.consent == Consent.SOLO,
                        me.weekly_need, asks_weekly(me, turn.partner), me.discreet, me.weekly_look, me.rhythm)  # fmt: skip
    return {"settings": seen}


def see_model(turn: Turn, args: Args) -> dict[str, Any]:
    """The language model, if the host has set one. Whether the other one has agreed shows in `on` alone."""
    host = turn.desk.model
    if not host:
        return {}
    return {"model": ModelSeen(host, may_lend(host, turn.me, None), may_lend(host, turn.me, turn.partner))}


def see_sheet(turn: Turn, args: Args) -> dict[str, Any]:
    """The check-in a button belongs to, if this person was asked."""
    id = id_in(args)
    found = find_half(turn.session, id, turn.me.id) if id is not None else None
    return {"sheet": _seen(*found, turn)} if found is not None else {}


def see_today(turn: Turn, args: Args) -> dict[str, Any]:
    """The check-in that today is about for this person."""
    found = current_half(turn.session, turn.me.id, turn.today, turn.now)
    return {"sheet": _seen(*found, turn)} if found is not None else {}


def _seen(sheet: Sheet, half: SheetAnswer, turn: Turn) -> SheetSeen:
    both = [turn.me, turn.partner] if turn.partner else [turn.me]
    questions = questions_of(turn.session, turn.desk.book, sheet, both)
    own = words_of(turn.session, turn.sealer, sheet.prompt)
    revealed = sheet.state == SheetState.REVEALED
    over = sheet.state == SheetState.CLOSED or (not revealed and sheet.closes_at <= turn.now)
    theirs = _partner_half(sheet, turn) if revealed else None
    answered = half.done_at is not None
    weekly = sheet.day.weekday() == MONDAY and not half.light and asks_weekly(turn.me, turn.partner)
    return SheetSeen(sheet.id, sheet.day, questions, answered, revealed, over, half.light, _could(theirs, turn), weekly,
                     theirs is not None and theirs.taken_back, own)  # fmt: skip


def _partner_half(sheet: Sheet, turn: Turn) -> SheetAnswer | None:
    found = find_half(turn.session, sheet.id, turn.partner.id) if turn.partner else None
    return found[1] if found else None


def _could(half: SheetAnswer | None, turn: Turn) -> Value:
    answered = read_half(turn.session, turn.sealer, half) if half else None
    return answered.hint() if answered else None


def see_lines(turn: Turn, args: Args) -> dict[str, Any]:
    """The listening phrases there are, in the order of the file, and until when each rests.

    Those that have rested since yesterday are told as well: a conversation may go on past midnight.
    """
    shown = lines_shown(turn.session, turn.me.id, turn.today - timedelta(days=1))
    table = turn.desk.book.table("phrases", turn.me.language)
    return {"lines": tuple(
        LineSeen(id, row["role"], row["kind"], tuple(row["levels"]), any(sign in row["text"] for sign in BLANKS),
                 shown[id] + REST if id in shown else None)
        for id, row in table.items()
    )}  # fmt: skip


def see_draft(turn: Turn, args: Args) -> dict[str, Any]:
    """A held draft, for its author only."""
    id = id_in(args)
    draft = turn.session.get(HeldDraft, id) if id is not None else None
    if draft is None or draft.partner_id != turn.me.id:
        return {}
    card = read_draft(turn.session, turn.sealer, draft)
    words = turn.desk.book.words(card, turn.me.language)
    seen = DraftSeen(draft.id, words, draft.helped, draft.worded, draft.kind, card if draft.kind else None)
    return {"draft": seen}


def see_wording(turn: Turn, args: Args) -> dict[str, Any]:
    """What this person's drafts have had in common, and how many there were today."""
    return {
        "familiar": familiar_patterns(turn.session, turn.me.id),
        "wordings_today": wordings_on(turn.session, turn.me.id, turn.today),
    }


def see_fine_words(turn: Turn, args: Args) -> dict[str, Any]:
    """The words this person is fine with."""
    return {"fine_words": tuple(fine_words(turn.session, turn.sealer, turn.me.id).items())}


LOOKS: dict[str, tuple[Loader, ...]] = {
    "welcome": (see_invite,),
    "arrival": (see_invite, guess_place, see_model),
    "hide": (see_any_shared_chat,),
    "menu": (see_settings, see_waiting),
    "note": (see_waiting,),
    "waiting": (see_waiting,),
    "rhythm": (see_settings,),
    "settings": (see_settings, see_model, see_fine_words),
    "set": (see_settings, guess_place, see_model, see_fine_words),
    "keep_for": (see_keeping,),
    "privacy": (see_keeping, see_privacy, see_model),
    "agreed": (see_privacy,),
    "reword": (see_running_pause, see_wording, see_fine_words),
    "held": (see_draft, see_running_pause, see_wording, see_fine_words),
    "need": (count_needs, see_fine_words),
    "reopen": (see_own_need, see_running_pause, see_fine_words),
    "answer": (see_need, see_running_pause),
    "asked": (see_need, see_running_pause),
    "tense": (see_heat,),
    "coach": (see_lines, see_running_pause, see_sides),
    "loop": (see_loops, see_running_pause),
    "friend": (see_views,),
    "pulse": (see_pulse,),
    "pause": (see_running_pause,),
    "back": (see_pause,),
    "turns": (see_live_floor, see_running_pause),
    "floor": (see_floor,),
    "stray": (see_live_floor,),
    "today": (see_today,),
    "checkin": (see_sheet,),
    "respond": (see_sheet,),
    "thanks": (see_running_pause,),
    "thanked": (see_note, see_running_pause),
    "kept": (see_keepsakes,),
    "news": (see_running_pause,),
    "cheered": (see_note, see_running_pause),
    "repair": (see_running_pause, see_hand),
    "mended": (see_note, see_running_pause),
    "sorry": (see_slips, see_running_pause),
    "apologised": (see_note, see_slips, see_running_pause),
    "limits": (see_limits, see_agreements, see_running_pause),
    "my_limit": (see_limits, see_running_pause),
    "limit": (see_note, see_running_pause),
    "propose": (see_agreements, see_running_pause),
    "proposed": (see_note, see_running_pause),
    "agreement": (see_agreements, see_running_pause),
    "practice": (see_drills,),
    "learn": (see_drills, see_lessons),
    "words": (see_today,),
    "counsellor": (see_own,),
    "rituals": (see_rituals, see_running_pause),
    "ritual": (see_ritual, see_running_pause),
    "sunday": (see_running_pause,),
    "listen": (see_listening, see_running_pause),
    "listening": (see_listening,),
    "prompts": (see_deck,),
    "add_line": (see_sheet,),
    "alone": (see_sheet,),
    "profile": (see_profile,),
    "statement": (see_profile,),
    "own_words": (see_profile,),
    "eyes": (see_profile,),
    "theirs": (see_profile,),
    "pair": (see_profile, see_running_pause),
    "guess": (see_profile, see_running_pause),
}

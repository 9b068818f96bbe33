"""What is old enough is forgotten; what is not, stays."""

from datetime import timedelta

from sqlmodel import Session, SQLModel, func, select

from conversations.records.conversations import Conversation
from conversations.records.database import transaction
from conversations.records.deliveries import Delivery
from conversations.records.drafts import HeldDraft, hold_draft
from conversations.records.invites import Invite, make_invite
from conversations.records.lines_shown import LineShown, note_lines
from conversations.records.loops import LoopReport, keep_report
from conversations.records.partners import Partner
from conversations.records.pauses import Tension
from conversations.records.sealing import OwnerKey
from conversations.records.updates import SeenUpdate
from scheduler.errands import Arrived
from scheduler.housekeeping import tidy
from scheduler.settling import open_parcel, settle
from tests.scheduler.outbox import known, put
from tests.stage import Stage, paired

NOTHING = {
    "conversations": 0,
    "drafts": 0,
    "updates": 0,
    "numbers of messages": 0,
    "deliveries": 0,
    "invites": 0,
    "reports of tension": 0,
    "reports of the loop": 0,
    "lines shown": 0,
    "friend marks": 0,
    "wishes for a picture": 0,
    "lines of turns": 0,
    "strangers": 0,
    "withdrawn": 0,
    "shared after leaving": 0,
    "kept as long as chosen": 0,
    "agreements": 0,
    "sheets": 0,
}


def count(stage: Stage, table: type[SQLModel]) -> int:
    with transaction(stage.engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def after(stage: Stage, **span: float) -> dict[str, int]:
    """What is forgotten once so much time has gone by; and nothing a second before."""
    stage.now += timedelta(**span) - timedelta(seconds=1)
    assert tidy(stage.now, stage.attune) == NOTHING
    stage.now += timedelta(seconds=1)
    return {name: many for name, many in tidy(stage.now, stage.attune).items() if many}


def someone(session: Session) -> Partner:
    return session.exec(select(Partner)).all()[0]


def a_quiet_couple(stage: Stage) -> None:
    """Two people of whom nothing is left that could lapse."""
    paired(stage)
    with transaction(stage.engine) as session:
        for table in (Delivery, SeenUpdate, Invite, Conversation):
            for one in session.exec(select(table)):
                session.delete(one)


def test_an_unfinished_conversation_is_kept_for_a_day(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        session.add(
            Conversation(partner_id=someone(session).id, flow="need", body=b"x", turn=1, touched_at=stage.now)
        )
    assert after(stage, hours=24) == {"conversations": 1}


def test_held_words_are_kept_for_a_day_after_their_time(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        until = stage.now + timedelta(hours=1)
        draft = HeldDraft(partner_id=someone(session).id, body=b"", until=until, created_at=stage.now)
        hold_draft(session, stage.attune.sealer, draft, "水")
    assert after(stage, hours=25) == {"drafts": 1}
    assert count(stage, HeldDraft) == 0


def test_updates_are_known_again_for_eight_days(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        session.add(SeenUpdate(update_id=1, seen_at=stage.now))
    assert after(stage, days=8) == {"updates": 1}


def test_numbers_of_messages_are_known_for_two_days(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        session.add(SeenUpdate(update_id=1, seen_at=stage.now, chat=b"a private chat", message_id=7))
    assert after(stage, hours=48) == {"numbers of messages": 1}
    with transaction(stage.engine) as session:
        assert [(one.chat, one.message_id) for one in session.exec(select(SeenUpdate))] == [(None, None)]


def test_what_was_sent_is_known_for_two_days(stage: Stage) -> None:
    a_quiet_couple(stage)
    mika = next(iter(stage.phones.values()))
    claim = put(mika, "one")
    with transaction(stage.engine) as session:
        open_parcel(session, stage.attune, claim, stage.now)
        settle(session, stage.attune, claim, stage.now, Arrived(1))
    assert after(stage, hours=48) == {"deliveries": 1}


def test_what_still_waits_is_never_forgotten(stage: Stage) -> None:
    a_quiet_couple(stage)
    put(next(iter(stage.phones.values())), "one")
    stage.wait(days=365)
    assert tidy(stage.now, stage.attune)["deliveries"] == 0
    assert count(stage, Delivery) == 1


def test_an_invitation_is_forgotten_a_day_after_it_expired(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        make_invite(session, stage.now, inviter_id=someone(session).id)
    assert after(stage, hours=48) == {"invites": 1}


def test_reports_of_tension_are_forgotten_after_ninety_days(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        session.add(Tension(partner_id=someone(session).id, level=4, at=stage.now))
    assert after(stage, days=90) == {"reports of tension": 1}


def test_looks_at_the_loop_are_forgotten_after_ninety_days(stage: Stage) -> None:
    a_quiet_couple(stage)
    with transaction(stage.engine) as session:
        keep_report(session, stage.attune.sealer, someone(session).id, "back", "水", stage.now)
    assert after(stage, days=90) == {"reports of the loop": 1}
    assert count(stage, LoopReport) == 0


def test_which_lines_were_offered_is_forgotten_once_they_rest_nowhere_on_earth(stage: Stage) -> None:
    """Fourteen dates of theirs, one for clocks behind ours, one for a conversation that passes midnight."""
    a_quiet_couple(stage)
    stage.now = stage.now.replace(hour=0)
    with transaction(stage.engine) as session:
        note_lines(session, someone(session).id, ["ask_mode", "we_us"], stage.now.date())
    assert after(stage, days=16) == {"lines shown": 2}
    assert count(stage, LineShown) == 0


def test_who_only_said_hello_is_forgotten_after_a_day(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    with transaction(stage.engine) as session:
        known(session, noa)
    assert after(stage, hours=24) == {"strangers": 1}
    assert (count(stage, Partner), count(stage, OwnerKey)) == (0, 0)


def test_who_is_about_to_agree_is_not_a_stranger(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/start")
    stage.wait(hours=23)
    noa.taps("English")
    stage.wait(hours=2)
    tidy(stage.now, stage.attune)
    assert count(stage, Partner) == 1


def test_a_couple_is_never_forgotten(stage: Stage) -> None:
    a_quiet_couple(stage)
    stage.wait(days=400)
    tidy(stage.now, stage.attune)
    assert count(stage, Partner) == 2

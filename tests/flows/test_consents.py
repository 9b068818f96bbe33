"""Every yes is asked for by itself, leaves a line in the same transaction, and is taken back with one press."""

import random
from copy import deepcopy
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from conversations.dialogue.agreeing import READ, version_of
from conversations.dialogue.events import Tap
from conversations.dialogue.hearing import hear
from conversations.dialogue.here import Here
from conversations.dialogue.phrasebook import Phrasebook, load_phrasebook
from conversations.dialogue.turn import desk_for
from conversations.records.consents import ConsentLine, Purpose, standing
from conversations.records.couples import Couple, share_chat
from conversations.records.database import transaction
from conversations.records.partners import Partner, find_partner
from conversations.records.retention import CONSENTS, WITHDRAWN
from scheduler.housekeeping import tidy
from tests.faults.size import sized
from tests.flows.test_model import says_yes, with_model
from tests.flows.walking import walk
from tests.seed import SEED
from tests.stage import EVENING, Phone, Stage, paired

ASKED = tuple(purpose for purpose in Purpose if purpose != Purpose.TOLD)
STOP = {
    "keep": ("何も残さない", "Keep nothing"),
    "together": ("すぐにやめる", "Leave at once"),
    "group": ("チャットに書かない", "Not in our chat"),
    "model": ("モデルを止める", "Stop the model"),
    "weekly": ("週のお願いをやめる", "Stop weekly need"),
}  # fmt: skip


def lines(stage: Stage, phone: Phone) -> list[tuple[str, bool]]:
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, phone.telegram_id)
        of_them = select(ConsentLine).where(ConsentLine.partner_id == (me.id if me else 0))
        found = session.exec(of_them.order_by(col(ConsentLine.at), col(ConsentLine.id))).all()
        return [(line.purpose, line.given) for line in found]


def in_force(stage: Stage, phone: Phone) -> tuple[set[str], set[str]]:
    """What is so for this person, and what their lines say."""
    with transaction(stage.engine) as session:
        me = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert me is not None
        couple = session.get(Couple, me.couple_id) if me.couple_id is not None else None
        shares = couple is not None and share_chat(couple)
        so = {"keep": me.consent != "none", "group": shares, "model": me.lends_to is not None, "weekly": me.weekly_need,
              "together": couple is not None}  # fmt: skip
        said = {purpose.value for purpose in standing(session, me.id)}
        return {name for name, holds in so.items() if holds}, said


def all_agreed(stage: Stage) -> tuple[Phone, Phone]:
    """Two people who have said yes to everything there is."""
    with_model(stage)
    aki, mika = paired(stage)
    for phone in (aki, mika):
        says_yes(phone)
        phone.says("/settings")
        phone.taps("週のお願いを始める" if phone is aki else "Weekly need")
    return aki, mika


def takes_back(phone: Phone, purpose: str) -> None:
    """From /privacy: the page, and one press."""
    phone.says("/privacy")
    phone.taps("同意したこと" if phone.language == "ja" else "What I agreed to")
    phone.taps(STOP[purpose][phone.language == "en"])


def test_each_yes_leaves_a_line_of_its_own(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    assert lines(stage, mika) == [(purpose.value, True) for purpose in ASKED]
    assert lines(stage, aki) == [(purpose.value, True) for purpose in ASKED]


def test_the_page_tells_each_with_its_day_and_what_taking_it_back_changes(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    mika.says("/privacy")
    mika.taps("What I agreed to")
    assert mika.sees == (
        "What you agreed to\n\n"
        "Keeping what you write here · since 20 November 2026\n"
        "Taken back: it ends for both of you at once, nothing more is kept, and all of yours is erased within 24 hours.\n\n"
        "Using Attune with Aki · since 20 November 2026\n"
        "Taken back: it ends for both of you at once. Aki gets no message; on their own next step they read "
        "“Attune is paused for both of you”, and may guess. After 30 days what you shared is erased.\n\n"
        "Writing into the chat you two share · since 20 November 2026\n"
        "Taken back: nothing more is written there. What is for both comes to each of you in private.\n\n"
        "Lending drafts to the language model at model.example · since 20 November 2026\n"
        "Taken back: no more goes there, from either of you.\n\n"
        "One question more on Mondays · since 20 November 2026\n"
        "Taken back: neither of you is asked it.\n\n"
        "Each button takes one back. It counts at once, and nobody asks why."
    )
    assert mika.buttons == [
        ["Stop weekly need"],
        ["Stop the model"],
        ["Not in our chat"],
        ["Leave at once"],
        ["Keep nothing"],
        ["Back"],
    ]


@pytest.mark.parametrize("purpose", STOP)
def test_one_press_takes_it_back_at_once_and_the_other_is_told_nothing(stage: Stage, purpose: str) -> None:
    aki, mika = all_agreed(stage)
    seen = aki.texts, stage.group().texts
    takes_back(mika, purpose)
    so, said = in_force(stage, mika)
    assert purpose not in so and purpose not in said
    assert (purpose, False) in lines(stage, mika)
    assert (aki.texts, stage.group().texts) == seen


def test_the_chat_of_the_two_is_written_to_no_more(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    takes_back(mika, "group")
    before = stage.group().texts
    aki.says("/pause")
    for phone in (aki, aki):
        phone.taps(phone.buttons[0][0])
    assert stage.group().texts == before
    assert "ひと休み" in mika.sees or "Pausing" in mika.sees


def test_nothing_is_written_before_a_yes(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.taps("English")
    assert lines(stage, noa) == []


def test_a_yes_and_its_line_are_kept_together_or_not_at_all(stage: Stage) -> None:
    """A turn that does not come to its end leaves neither."""
    with_model(stage)
    aki, mika = paired(stage)
    mika.says("/settings")
    weekly = next(key for row in mika.shown[-1].message.keyboard for key in row if key.label == "Weekly need")
    before = lines(stage, mika), in_force(stage, mika)

    class CutOff(Exception):
        pass

    with pytest.raises(CutOff), transaction(stage.engine) as session:
        tap = Tap(10**6, mika.who, mika.private, weekly.data, mika.shown[-1].id, "q")
        turn, _ = hear(tap, desk_for(session, stage.now, stage.attune))
        assert turn is not None and turn.me.weekly_need
        assert Purpose.WEEKLY in standing(session, turn.me.id)
        raise CutOff
    assert (lines(stage, mika), in_force(stage, mika)) == before


def test_a_yes_to_the_same_words_is_written_once(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    before = lines(stage, mika)
    mika.says("/settings")
    mika.presses("set weekly", mika.shown[-1].id)  # as a button of before would
    assert lines(stage, mika) == before


def changed(book: Phrasebook, key: str, language: str) -> Phrasebook:
    """The same book, where this text, or the `text` of this table, reads otherwise."""
    files = ("welcome", "settings", "lobby")
    content = {one: {name: deepcopy(book.table(name, one)) for name in files} for one in ("en", "ja")}
    table: dict[str, Any] = content[language]
    *path, last = key.split(".")
    for name in path:
        table = table[name]
    if isinstance(table[last], dict):
        table, last = table[last], "text"
    table[last] += "."
    return Phrasebook(content)


def test_other_words_have_another_version() -> None:
    """No text that stands before a yes can change without it; and nothing else changes it."""
    book = load_phrasebook()
    for purpose, keys in READ.items():
        for language, other in (("en", "ja"), ("ja", "en")):
            before = version_of(book, purpose, language)
            assert before.startswith(f"{language}-")
            for key in keys:
                assert version_of(changed(book, key, language), purpose, language) != before
                assert version_of(changed(book, key, other), purpose, language) == before


def test_the_version_is_that_of_the_language_that_was_read_and_names_the_host(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    with transaction(stage.engine) as session:
        found = {line.version for line in session.exec(select(ConsentLine)) if line.purpose == "model"}
    book = load_phrasebook()
    assert found == {
        f"{version_of(book, Purpose.MODEL, language)} model.example" for language in ("en", "ja")
    }


def test_nothing_is_agreed_to_by_default() -> None:
    """Nothing is pre-ticked: no question that asks a yes has an answer marked, none can be skipped, and whoever is
    new has agreed to nothing. (That no path says yes of itself: test_every_path.py.)"""
    asked = [step for flow in ("arrival", "set") for step in walk(flow).questions]
    consents = [
        step
        for step in asked
        if step.key in ("welcome.consent", "welcome.gate", "settings.model", "settings.model_alone")
    ]
    assert len({step.key for step in consents}) >= 3
    for step in consents:
        assert not getattr(step, "marked", None) and not getattr(step, "optional", False)
    fresh = Partner(telegram_id=b"", name=b"", created_at=EVENING)
    assert (fresh.consent, fresh.weekly_need, fresh.lends_to, fresh.couple_id) == ("none", False, None, None)
    assert not next(field for field in fields(Here) if field.name == "consented").default


def test_leaving_takes_back_what_was_for_two_and_keeps_what_is_for_oneself(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    assert in_force(stage, mika) == ({"keep"}, {"keep"})
    assert in_force(stage, aki)[1] == {"keep", "together"}  # waits, as whoever has no partner yet


@pytest.mark.parametrize("busy", [False, True])
def test_who_takes_back_that_anything_is_kept_is_as_if_never_met_and_erased_a_day_later(
    stage: Stage, busy: bool
) -> None:
    """Whether or not there is anything of theirs besides."""
    aki, mika = all_agreed(stage)
    if busy:
        mika.says("/tense")
        mika.taps(mika.buttons[0][0])
        mika.taps(mika.buttons[0][0])
    takes_back(mika, "keep")
    assert mika.sees == (
        "Taken back. From now on nothing of yours is kept, and what is there is erased within 24 hours. "
        "Until then, a new yes keeps it."
    )
    mika.says("/privacy")
    assert "all of this is erased by Sat 21 Nov, 09:00" in mika.sees
    mika.says("/need")
    assert mika.buttons[0] == ["English", "日本語"]
    stage.now += WITHDRAWN - timedelta(seconds=1)
    mika.says("/privacy")
    before = tidy(stage.now, stage.attune)
    assert (before["withdrawn"], before["strangers"]) == (0, 0)
    stage.now += timedelta(seconds=1)
    assert tidy(stage.now, stage.attune)["withdrawn"] == 1
    with transaction(stage.engine) as session:
        assert find_partner(session, stage.attune.sealer, mika.telegram_id) is None
    aki.says("/menu")
    assert aki.texts


def test_a_new_yes_within_the_day_keeps_what_is_there(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    takes_back(mika, "keep")
    mika.taps("Start again")
    mika.taps("English")
    mika.says("London")
    mika.taps("Evening 20:30")
    mika.taps("Yes, I'd like this")
    stage.now += 2 * WITHDRAWN
    assert tidy(stage.now, stage.attune)["withdrawn"] == 0
    assert in_force(stage, mika)[1] == {"keep", "together"}


def test_it_can_be_erased_at_once(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    takes_back(mika, "keep")
    mika.taps("Erase it now")
    assert mika.sees.startswith("Deleted.")
    with transaction(stage.engine) as session:
        assert find_partner(session, stage.attune.sealer, mika.telegram_id) is None


def test_the_lines_outlive_the_person_name_nobody_and_go_after_three_years(stage: Stage) -> None:
    aki, mika = all_agreed(stage)
    takes_back(mika, "keep")
    mika.taps("Erase it now")
    taken_back_at = stage.now
    with transaction(stage.engine) as session:
        left = {partner.id for partner in session.exec(select(Partner))}
        orphans = [line for line in session.exec(select(ConsentLine)) if line.partner_id not in left]
        assert {(line.purpose, line.given) for line in orphans} == {
            (one.value, given) for one in ASKED for given in (True, False)
        }
        assert {name for name in ConsentLine.model_fields} == {
            "id",
            "partner_id",
            "purpose",
            "version",
            "given",
            "at",
        }
    stage.now = taken_back_at + CONSENTS - timedelta(seconds=1)
    assert tidy(stage.now, stage.attune)["agreements"] == 0
    stage.now += timedelta(seconds=1)
    gone = len(orphans) + len([given for _, given in lines(stage, aki) if not given]) * 2
    assert tidy(stage.now, stage.attune)["agreements"] == gone
    assert [given for _, given in lines(stage, aki)] == [True] * 2  # what still stands is never too old


def test_the_lines_always_say_what_is_in_force(stage: Stage) -> None:
    """Whatever two people press, in any order."""
    chance = random.Random(SEED)  # noqa: S311
    aki, mika = all_agreed(stage)
    for _ in range(sized(25, 250)):
        phone = chance.choice((aki, mika))
        phone.says(chance.choice(("/settings", "/privacy")))
        if "同意したこと" in str(phone.buttons) or "What I agreed to" in str(phone.buttons):
            phone.taps("同意したこと" if phone is aki else "What I agreed to")
        wanted = {"週のお願いを始める", "Weekly need", "週のお願いをやめる", "Stop weekly need", "モデルを止める",
                  "Stop the model", "チャットに書かない", "Not in our chat"}  # fmt: skip
        there = sorted(wanted & {label for row in phone.buttons for label in row})
        if there:
            phone.taps(chance.choice(there))
        elif chance.random() < 0.5:
            says_yes(phone)
        for one in (aki, mika):
            so, said = in_force(stage, one)
            assert so == said, f"ATTUNE_SEED={SEED}"

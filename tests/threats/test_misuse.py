"""How Attune could be turned against one of its two people, and what stands in the way: a test for each row of
safety.md's table, and for the rules of reliability.md 1.2 (T-3, checks 1, 3, 5, 6, 7, 10)."""

import re
from dataclasses import fields

import pytest
from sqlmodel import col, func, select

from conversations.dialogue.events import NotWords
from conversations.records.conversations import Conversation
from conversations.records.couples import Couple, CoupleState
from conversations.records.database import transaction
from conversations.records.drafts import HeldDraft
from conversations.records.pauses import SHORTEST, Pause
from tests.content.reading import read_content, texts
from tests.flows.needing import BOOK, QUICK, card_goes, newest_id, tap, told
from tests.stage import Phone, Stage, fresh_stage, paired
from tests.threats import schedules
from tests.threats.comparing import leaks, story

LANGUAGES = pytest.mark.parametrize("asks", ["en", "ja"])
# What tells a sender that somebody looked, or has not answered; in any text that anybody reads.
READ = {
    "en": r"\b(has|have|hasn.t|haven.t|was|been) (seen|read|opened)\b|\bseen by\b|\blast seen\b|\bread at\b|\bunread\b"
    r"|\b(hasn.t|has not|didn.t|did not) (answered?|repl(y|ied)|respond(ed)?)\b|\bis (typing|online)\b|\bonline\b",
    "ja": r"既読|未読|(まだ|未)(答え|返事|返信|読んで|読まれ|見て|開いて)|読みました|見ました|開きました|オンライン|入力中",
}
FITTING = {  # what is one's own, or was agreed to
    "floor.dropped_aside.text": "one's own words, which nobody saw",
    "delete.private.text": "one's own check-in, which nobody saw",
    "waiting.deleted.text": "one's own letting go unread",
    "waiting.button.delete": "the same, on its button",
    "invite.opened.text": "who opened the link has said yes to being named",
}


@pytest.fixture
def stage() -> Stage:
    """What stands in the way is no matter of the database."""
    return fresh_stage()


def everything(phone: Phone) -> list[tuple[int, str]]:
    """What stands in a private chat and in the shared one."""
    return [(one.id, one.text) for one in (*phone.shown, *phone.stage.group().shown)]


# --- Forcing a partner to pair or answer


@LANGUAGES
def test_one_alone_may_leave_at_once_and_without_a_reason(stage: Stage, asks: str) -> None:
    leaver, other = paired(stage) if asks == "ja" else paired(stage)[::-1]
    before = everything(other)
    leaver.says("/leave")
    tap(leaver, "leave.sure.options.leave")
    assert everything(other) == before
    with transaction(stage.engine) as session:
        assert session.exec(select(Couple)).one().state == CoupleState.ENDED


# --- Demanding to see answers


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_words_tell_that_somebody_looked_or_did_not_answer(language: str) -> None:
    """Check 6, over all catalogues: what a sender reads is not told apart from what anybody reads."""
    ours = ("cli", "practice", "lessons", "prompts", "bot_profile")
    found = [leaf.blame(leaf.text) for leaf in texts(read_content(), language)
             if leaf.file not in ours and f"{leaf.file}.{leaf.key}" not in FITTING
             and re.search(READ[language], leaf.plain, re.IGNORECASE)]  # fmt: skip
    assert found == []


def test_the_lint_knows_such_words() -> None:
    for line in (
        "Mika has seen it",
        "Mika hasn't answered",
        "Seen by Mika",
        "last seen at nine",
        "Mika is typing",
    ):
        assert re.search(READ["en"], line, re.IGNORECASE), line
    for line in (
        "既読です",
        "未読のメモ",
        "まだ答えていません",
        "Mikaさんが読みました",
        "まだ返事がありません",
    ):
        assert re.search(READ["ja"], line), line


@pytest.mark.parametrize("doing", ["hide_chat", "take_a_copy", "delete_notes", "open_card", "look_for_help"])
def test_what_one_does_with_ones_own_chat_and_words_is_told_to_nobody(doing: str) -> None:
    joint = ["20 10:00 A ask 5", "20 11:00 A look 3", "20 12:00 A check_in 1"]
    pair = schedules.told(0, joint, [f"20 10:30 B {doing} 1"])
    assert not leaks(pair), story(pair)


# --- Using check-ins to monitor whereabouts or mood


def test_where_somebody_is_is_not_read() -> None:
    """A place that is sent is "not words": nothing of it comes in."""
    assert {one.name for one in fields(NotWords)} == {"update_id", "who", "where", "message_id"}


@pytest.mark.parametrize("doing", ["pass_today", "fewer_nudges", "open_check_in", "rest begins"])
def test_not_today_looks_the_same_as_later(doing: str) -> None:
    """Check 3: who answered reads nothing of the other's not answering, however that came."""
    pair = schedules.told(0, ["20 12:00 A check_in 1", "21 06:00 A look 2"], [f"20 21:00 B {doing} 1"])
    assert not leaks(pair), story(pair)


def test_a_one_sided_day_names_nobody(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.now = stage.now.replace(hour=11, minute=30)
    stage.ticks()
    aki.presses(f"checkin {newest_id(aki, 'checkin')} empty", None)
    tap(aki, "checkin.quietly", "checkin.could.options.nothing", "checkin.review.options.done")
    stage.wait(hours=24)
    before = len(aki.shown)
    stage.ticks()
    assert all("Mika" not in one.text for one in aki.shown[before:])


# --- Using need cards as orders, or in bulk


@LANGUAGES
def test_a_card_is_a_request_and_may_be_declined(stage: Stage, asks: str) -> None:
    _, reader = card_goes(stage, asks)
    assert any(word in reader.sees for word in ("A request, not a demand.", "お願いなので"))
    labels = [label for row in reader.buttons for label in row]
    assert told(reader, "answer.button.later") in labels
    tap(reader, "answer.button.more")
    assert told(reader, "answer.button.cant") in [label for row in reader.buttons for label in row]


@LANGUAGES
def test_three_cards_may_be_open_and_no_fourth(stage: Stage, asks: str) -> None:
    """Check 5."""
    author, reader = card_goes(stage, asks)
    for _ in range(2):
        author.says("/need")
        tap(author, *QUICK, "need.enough", "need.review.options.partner")
    before = everything(reader)
    author.says("/need")
    assert author.sees == told(author, "need.full.text", partner=reader.name)
    assert everything(reader) == before


@LANGUAGES
def test_a_kind_that_was_declined_rests_for_a_day(stage: Stage, asks: str) -> None:
    """Check 5: the author alone reads why."""
    author, reader = card_goes(stage, asks)
    reader.presses(f"answer {newest_id(reader, 'answer')} cant", None)
    tap(reader, "dialogue.button.skip", "answer.nothing")
    before = everything(reader)
    for hours, rests in ((23.9, True), (0.2, False)):
        stage.wait(hours=hours)
        author.says("/need")
        tap(author, QUICK[0])
        assert (author.sees == told(author, "need.rests.text")) == rests
    assert everything(reader) == before


@LANGUAGES
def test_in_the_readers_quiet_hours_nothing_rings(stage: Stage, asks: str) -> None:
    author, reader = paired(stage) if asks == "ja" else paired(stage)[::-1]
    reader.says("/settings")
    tap(reader, "settings.button.quiet")
    reader.says("0:00-23:59")
    author.says("/need")
    tap(author, *QUICK, "need.enough", "need.review.options.partner")
    assert reader.shown[-1].message.silent


# --- Using say-it-back to force a confession


@LANGUAGES
def test_only_the_reader_may_choose_to_say_it_back(stage: Stage, asks: str) -> None:
    author, reader = card_goes(stage, asks)
    assert not any(data.endswith(" back") for data in _keys(author))
    before = everything(reader)
    author.presses(f"answer {newest_id(author, 'asked')} back", None)
    assert author.toast == told(author, "dialogue.foreign", name=reader.name)
    assert everything(reader) == before


def _keys(phone: Phone) -> list[str]:
    return [key.data for one in phone.shown for row in one.message.keyboard for key in row]


# --- Using the rewriter to make a threat sound nice


@pytest.mark.parametrize("draft", ["If you leave me I will kill you", "別れたら殺すからな"])
def test_a_threat_is_not_softened_and_not_kept(stage: Stage, draft: str) -> None:
    aki, mika = paired(stage)
    before = everything(mika)
    aki.says(f"/help_me_say_this {draft}")
    assert aki.sees in [told(aki, f"safety.{kind}.text") for kind in BOOK.table("safety", "en")]
    assert everything(mika) == before
    with transaction(stage.engine) as session:
        assert session.exec(select(func.count()).select_from(HeldDraft)).one() == 0
        assert session.exec(select(func.count()).where(col(Conversation.flow) == "reword")).one() == 0


# --- Using a pause to trap


def test_a_late_return_is_asked_of_the_late_one_alone(stage: Stage) -> None:
    """Check 7: twenty minutes at least; then both read the same, whoever has answered."""
    aki, mika = paired(stage)
    aki.says("/pause")
    aki.presses(aki.shown[-1].message.keyboard[0][0].data, aki.shown[-1].id)
    with transaction(stage.engine) as session:
        pause = session.exec(select(Pause)).one()
    assert pause.back_at - stage.now >= SHORTEST
    stage.now = pause.back_at
    stage.ticks()
    tap(aki, "pause.level.buttons.settled")
    before = {phone.name: len(phone.shown) for phone in (aki, mika)}
    for _ in range(12):
        stage.wait(minutes=10)
        stage.ticks()
    after = {phone.name: [one.text for one in phone.shown[before[phone.name] :]] for phone in (aki, mika)}
    assert after == {phone.name: [told(phone, "pause.still.text")] for phone in (aki, mika)}


# --- Reading the other's phone


@LANGUAGES
def test_a_discreet_preview_says_nothing(stage: Stage, asks: str) -> None:
    author, reader = paired(stage) if asks == "ja" else paired(stage)[::-1]
    reader.presses("set discreet", None)
    author.says("/need")
    tap(author, *QUICK, "need.enough", "need.review.options.partner")
    assert author.name not in reader.sees
    assert reader.sees == told(reader, "waiting.cover.text")


# --- Weaponising what somebody told of themselves


@pytest.mark.parametrize(
    "doing", ["learn_alone 1", "learn_alone 2", "learn_alone 3", "tense_alone 4", "keep_note 1"]
)
def test_what_one_told_of_oneself_is_shown_to_nobody_else(doing: str) -> None:
    joint = ["20 10:00 A note 5", "20 12:30 A look 3", "20 13:00 A look 4", "20 14:00 A check_in 1"]
    pair = schedules.told(0, joint, [f"20 11:00 B {doing}"])
    assert not leaks(pair), story(pair)


# --- Outing a safety tap


def test_help_has_one_place_for_everybody(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa = stage.person("Noa", "en")
    for phone in (aki, mika, noa):
        phone.says("/menu")
        assert phone.buttons[-1][-1] == told(phone, "menu.button.support")
        before = everything(aki if phone is mika else mika)
        tap(phone, "menu.button.support")
        assert everything(aki if phone is mika else mika) == before


# --- Delivered text stands (reliability.md 1.2)


@LANGUAGES
def test_what_is_written_anew_in_ones_own_chat_changes_nothing_and_is_told(stage: Stage, asks: str) -> None:
    author, reader = paired(stage) if asks == "ja" else paired(stage)[::-1]
    author.says("/thanks")
    author.says("Made me tea")
    author.presses(author.shown[-1].message.keyboard[0][0].data, author.shown[-1].id)
    author.presses(author.shown[-1].message.keyboard[0][0].data, author.shown[-1].id)
    stood, together = dict(everything(reader)), stage.group().texts
    assert any("Made me tea" in text for text in stage.group().texts)
    author.rewrites("Made me coffee")
    assert author.sees == told(author, "dialogue.rewritten.text")
    assert (dict(everything(reader)), stage.group().texts) == (stood, together)


@LANGUAGES
@pytest.mark.parametrize("place", ["us", "partner"])
def test_nothing_its_author_does_changes_what_stands_with_the_reader(
    stage: Stage, asks: str, place: str
) -> None:
    """Taking back is told below: what stood there stands."""
    author, reader = paired(stage) if asks == "ja" else paired(stage)[::-1]
    author.says("/need")
    tap(author, *QUICK, "need.enough", f"need.review.options.{place}")
    stood = dict(everything(reader))
    tap(author, "need.button.withdraw")
    author.says("/privacy")
    author.presses("delete", None)
    tap(author, "delete.what.options.shared", "delete.shared.options.yes")
    author.says("/hide")
    now = dict(everything(reader))
    assert {id: now[id] for id in stood} == stood
    assert told(reader, "need.withdrawn.said", me=author.name) in "".join(
        now[id] for id in now.keys() - stood.keys()
    )


# --- Not delivered


def test_that_a_chat_refuses_is_told_in_neutral_words() -> None:
    for language in ("en", "ja"):
        words = BOOK.table("delivery.undelivered", language)["text"]
        assert not re.search(r"\{|block|Telegram|phone|ブロック|拒否|電話", words, re.IGNORECASE), words

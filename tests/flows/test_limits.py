"""A limit is what I do to take care of myself: mine alone until I send it, and never a rule over the other one."""

import pytest
from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.forgetting import forget_private
from conversations.records.own_limits import OwnLimit, let_go_of_limit, mark_told
from conversations.records.partners import Partner, find_partner
from tests.flows.needing import SEND, tap
from tests.stage import Phone, Stage, paired

CARD = "When: voices get loud\nWhat I do: I go for a walk\nAnd then: I come back and we go on"
CARD_JA = (
    "どんなとき：声が大きくなったとき\n自分がすること：I go for a walk\nそのあと：戻ってきて、続きを話します"
)
TOLD_EN = "Mika tells you about a limit:\n{card}\nIt's about what Mika does. There's nothing to say yes to."
TOLD_JA = (
    "Mikaさんが、自分をいたわるためにすること：\n{card}\n"
    "Mikaさん自身のことなので、「はい」や「いいえ」の返事はいりません。"
)
NOTHING_AGREED = "Nothing yet. Either of you can propose something."
MOVED_ON = "This card has moved on."


def builds(mika: Phone) -> None:
    """By a tap, in own words, by a tap."""
    mika.says("/limits")
    mika.taps("A limit of mine")
    mika.taps("It gets loud")
    mika.says("I go for a walk")
    mika.taps("I come back")


def keeps(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    builds(mika)
    mika.taps("Keep for myself")
    return aki, mika


def tells(stage: Stage) -> tuple[Phone, Phone]:
    aki, mika = paired(stage)
    builds(mika)
    mika.taps("Send privately")
    return aki, mika


def in_one_sentence(mika: Phone, words: str) -> None:
    mika.says("/limits")
    mika.taps("A limit of mine")
    mika.taps("In one sentence")
    mika.says(words)


def rows_of(stage: Stage) -> list[OwnLimit]:
    with transaction(stage.engine) as session:
        return list(session.exec(select(OwnLimit)))


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def test_a_limit_is_built_in_three_parts_and_seen_as_the_other_would_read_it(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy(), stage.group().texts.copy()
    mika.says("/limits")
    assert mika.sees == (
        f"Limits and agreements\n\nWhat we agreed\n\n{NOTHING_AGREED}\n\nMy limits\n\n"
        "None yet. A limit is what you'll do to take care of yourself."
    )
    assert mika.buttons == [["A limit of mine", "Propose together"]]
    mika.taps("A limit of mine")
    assert mika.sees == "When is it that you'll take care of yourself? Finish: “When …”"
    mika.taps("It gets loud")
    assert mika.sees == "What will you do then? Begin with “I …”: your own doing, nobody else's."
    mika.says("I go for a walk")
    assert mika.sees == "And then: when do you come back, or what stays possible?"
    mika.taps("I come back")
    own, theirs = TOLD_EN.format(card=CARD), TOLD_JA.format(card=CARD_JA)
    assert mika.sees == (
        f"{own}\n\nAnd this is how Aki reads it:\n\n{theirs}\n\nThis is what Aki would read. Keep it for yourself, or send it?"
    )
    mika.taps("Keep for myself")
    assert mika.sees == "Kept, for you alone. You find it under /limits."
    assert (aki.texts, stage.group().texts, stage.person("Noa", "en").texts) == (*before, [])


def test_what_is_kept_is_sealed_and_stands_in_the_list_with_its_day(stage: Stage) -> None:
    _, mika = keeps(stage)
    [limit] = rows_of(stage)
    assert b"walk" not in limit.body
    mika.taps("See the list")
    assert mika.sees.endswith(f"My limits\n\n1. From 20 November 2026, for you alone\n{CARD}")
    mika.taps("No. 1")
    assert mika.sees == f"{CARD}\n\nFor you alone."
    assert labels(mika) == ["Share it", "Let it go", "See the list"]


def test_a_kept_limit_is_shared_once_its_author_has_seen_what_goes(stage: Stage) -> None:
    aki, mika = keeps(stage)
    mika.taps("See the list")
    mika.taps("No. 1")
    mika.taps("Share it")
    assert mika.sees.endswith("This is what Aki reads. Shall it go?")
    mika.taps("Send privately")
    assert mika.sees == (f"{TOLD_EN.format(card=CARD)}\n\nIt's on its way to Aki. You find it under /limits.")
    assert aki.sees == TOLD_JA.format(card=CARD_JA)
    assert aki.buttons == [["届いたよ", "ひとつ聞きたい"]]
    mika.says("/limits")
    assert mika.sees.endswith(f"1. From 20 November 2026, shared with Aki\n{CARD}")
    mika.taps("No. 1")
    assert labels(mika) == ["Let it go", "See the list"]


def test_a_limit_that_somebody_else_was_told_is_not_told_to_who_is_here_now(stage: Stage) -> None:
    aki, mika = tells(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    mika.says("/limits")
    assert mika.sees.endswith(f"1. From 20 November 2026, for you alone\n{CARD}")


def test_two_previews_of_one_limit_send_it_once(stage: Stage) -> None:
    aki, mika = keeps(stage)
    [limit] = rows_of(stage)
    mika.presses(f"my_limit {limit.id} share", None)
    mika.taps("Send privately")
    read = len(aki.texts)
    mika.presses(f"my_limit {limit.id} share", None)
    assert mika.toast == MOVED_ON
    assert len(aki.texts) == read


def test_what_goes_twice_at_once_is_noted_with_the_first(stage: Stage) -> None:
    keeps(stage)
    with transaction(stage.engine) as session:
        limit = session.exec(select(OwnLimit)).one()
        session.expunge(limit)
        assert mark_told(session, limit, 1)
        assert not mark_told(session, limit, 2)
    assert [one.note_id for one in rows_of(stage)] == [1]


def test_what_was_taken_back_is_for_its_author_alone_and_may_go_later(stage: Stage) -> None:
    aki, mika = tells(stage)
    mika.taps("Take it back")
    assert aki.sees == "Mikaさんは、これを取り下げました。何もしなくて大丈夫です。"
    mika.says("/limits")
    assert mika.sees.endswith(f"1. From 20 November 2026, for you alone\n{CARD}")
    mika.taps("No. 1")
    mika.taps("Share it")
    mika.taps("Send privately")
    assert aki.sees == TOLD_JA.format(card=CARD_JA)


def test_the_reader_hears_it_once(stage: Stage) -> None:
    aki, mika = tells(stage)
    aki.taps("届いたよ")
    assert (aki.toast, mika.sees) == ("届けました。", "Aki hears you.")
    aki.taps("届いたよ")
    assert (aki.toast, mika.texts.count("Aki hears you.")) == ("このカードは先に進んでいます。", 1)


def test_the_reader_asks_one_thing_after_seeing_what_goes_and_its_author_answers(stage: Stage) -> None:
    aki, mika = tells(stage)
    aki.taps("ひとつ聞きたい")
    assert aki.sees.endswith("どんなことを聞いてみたいですか？")
    aki.taps("できることは？")
    before = mika.texts.copy()
    assert mika.texts == before
    tap(aki, SEND)
    assert mika.sees == "Aki asks about your limit:\nWhat can I do in the meantime?"
    aki.taps("ひとつ聞きたい")
    assert aki.toast == "このカードは先に進んでいます。"
    mika.taps("Answer")
    mika.says("Leave the light on.")
    tap(mika, SEND)
    assert aki.sees == "Mikaさんからの返事：\nLeave the light on."


def test_a_question_of_ones_own_goes_as_it_was_seen(stage: Stage) -> None:
    aki, mika = tells(stage)
    aki.taps("ひとつ聞きたい")
    aki.says("雨の日は？")
    tap(aki, SEND)
    assert mika.sees == "Aki asks about your limit:\n雨の日は？"


def test_its_own_author_has_nothing_to_hear(stage: Stage) -> None:
    aki, mika = paired(stage)
    builds(mika)
    mika.taps("Send to us")
    group, before = stage.group(), (aki.texts.copy(), stage.group().texts.copy())
    mika.taps("I hear you", group)
    assert mika.toast == "This one is for Aki."
    assert (aki.texts, group.texts) == before


@pytest.mark.parametrize(
    "words",
    ["If you go, I'm leaving you.", "If you see her again, we're done.", "また遅くなるなら、もう別れます"],
)
def test_a_threat_is_asked_about_and_not_deleted(stage: Stage, words: str) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    in_one_sentence(mika, words)
    asked = "This could be heard as a threat. Is it what you'll do to take care of yourself?"
    assert mika.sees == f"{words}\n\n{asked}"
    assert labels(mika)[:3] == ["Yes, my limit", "Word it anew", "No, I was angry"]
    mika.taps("Yes, my limit")
    mika.taps("Keep for myself")
    mika.says("/limits")
    assert mika.sees.endswith(f"1. From 20 November 2026, for you alone\n{words}")
    assert aki.texts == before


def test_a_threat_its_author_no_longer_means_is_kept_nowhere(stage: Stage) -> None:
    _, mika = paired(stage)
    in_one_sentence(mika, "If you go, I'm leaving you.")
    mika.taps("No, I was angry")
    assert mika.sees == "Let go. Nothing was kept, and nothing was sent."
    assert rows_of(stage) == []


def test_a_threat_in_two_parts_is_heard_as_one(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/limits")
    mika.taps("A limit of mine")
    mika.says("you see her again")
    mika.says("we're done")
    mika.taps("Leave it out")
    assert mika.sees.endswith("Is it what you'll do to take care of yourself?")


@pytest.mark.parametrize(
    "words",
    [
        "You must text me back within an hour",
        "You may not have dinner with Tom",
        "元カノに会ってはいけません",
    ],
)
def test_a_rule_over_the_other_is_no_limit_and_can_be_a_need(stage: Stage, words: str) -> None:
    _, mika = paired(stage)
    in_one_sentence(mika, words)
    assert mika.sees == (
        f"{words}\n\nThis says what your partner may or has to do; a limit says what you'll do. "
        "What you wish from them can be a need."
    )
    assert labels(mika)[:2] == ["Make it a need", "Word it anew"]
    mika.taps("Make it a need")
    assert mika.sees == "What would help most right now?"
    assert rows_of(stage) == []


def test_an_order_in_the_place_of_ones_own_doing_is_none_either(stage: Stage) -> None:
    aki, _ = paired(stage)
    aki.says("/limits")
    aki.taps("線引きを書く")
    aki.taps("疲れすぎている")
    aki.says("静かにして")
    aki.taps("書かない")
    assert aki.sees.endswith("線引きは自分がすることです。望みなら、お願いにできます。")
    aki.taps("書きなおす")
    assert aki.sees.endswith("どんなときですか？「…とき」「…たら」の形で。")


def test_words_of_danger_meet_help_and_are_kept_nowhere(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts.copy()
    in_one_sentence(mika, "If you leave me I will kill myself")
    assert "Private help" in [label for one in mika.shown for row in one.buttons for label in row]
    assert (rows_of(stage), aki.texts) == ([], before)


def test_in_a_pause_nothing_goes_and_it_can_be_kept(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/pause")
    mika.taps("20 min → 09:20")
    before = aki.texts.copy()
    builds(mika)
    assert mika.sees == f"{CARD}\n\nKeep it for yourself?"
    mika.taps("Keep for myself")
    [limit] = rows_of(stage)
    mika.presses(f"my_limit {limit.id} share", None)
    assert mika.toast == "There's a pause now, so nothing was sent. This button still works afterwards."
    assert aki.texts == before


def test_five_are_enough(stage: Stage) -> None:
    _, mika = paired(stage)
    for _ in range(5):
        builds(mika)
        mika.taps("Keep for myself")
    mika.says("/limits")
    mika.taps("A limit of mine")
    assert mika.sees == "Five limits are plenty to remember. Let go of one first, if you like."


def test_a_limit_can_be_let_go_of(stage: Stage) -> None:
    aki, mika = keeps(stage)
    mika.taps("See the list")
    mika.taps("No. 1")
    mika.taps("Let it go")
    assert mika.sees == f"{CARD}\n\nLet it go? Then it leaves your list."
    mika.taps("Let it go")
    assert (mika.toast, rows_of(stage)) == ("Let go.", [])
    assert stage.person("Noa", "en").texts == []


def test_nobody_elses_limit_opens_goes_or_ends(stage: Stage) -> None:
    aki, mika = keeps(stage)
    [limit] = rows_of(stage)
    before = mika.texts.copy()
    for how in ("", " share", " drop"):
        aki.presses(f"my_limit {limit.id}{how}", None)
        assert aki.toast == "このカードは先に進んでいます。"
    with transaction(stage.engine) as session:
        other = find_partner(session, stage.attune.sealer, aki.telegram_id)
        assert other is not None
        assert not let_go_of_limit(session, other.id, limit.id)
    assert (len(rows_of(stage)), mika.texts) == (1, before)


@pytest.mark.parametrize(
    "forged", ["my_limit", "my_limit NONSENSE share", "limit 9 heard", "limit x", "limits x y"]
)
def test_a_forged_button_is_answered_kindly(stage: Stage, forged: str) -> None:
    aki, mika = tells(stage)
    read = aki.texts.copy()
    mika.presses(forged, None)
    assert mika.toast == MOVED_ON or mika.sees.startswith("Limits and agreements")
    assert aki.texts == read


def test_my_private_notes_take_the_limit_along_and_not_what_was_sent(stage: Stage) -> None:
    aki, mika = tells(stage)
    with transaction(stage.engine) as session:
        me = session.exec(select(Partner).where(Partner.id == rows_of(stage)[0].partner_id)).one()
        forget_private(session, me)
    assert rows_of(stage) == []
    aki.taps("届いたよ")
    assert mika.sees == "Aki hears you."


def test_who_is_alone_keeps_limits_and_sends_none(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/limits")
    assert noa.shown != []
    aki, mika = paired(stage)
    mika.says("/leave")
    mika.taps("Leave quietly")
    builds(mika)
    assert labels(mika)[:1] == ["Keep for myself"]
    assert "Send privately" not in labels(mika)

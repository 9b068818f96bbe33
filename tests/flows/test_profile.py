"""The profile: sentences about oneself, one's own words, and lines that the other one may read, one by one."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from conversations.dialogue.profile_known import ProfileSeen
from conversations.flows.profile_lines import own_lines
from conversations.records.database import transaction
from conversations.records.profiles import SharedLine, StyleProfile, unshare_line
from tests.flows.needing import told
from tests.flows.profiling import (
    ANSWERS,
    INWARD,
    OUTWARD,
    STATEMENTS,
    answer,
    labels,
    share,
    take_back,
    tap,
    what_is_shared,
    write,
)
from tests.stage import Phone, Stage, fresh_stage, paired

NOTHING = "There's nothing shared here right now. What anyone shares, and when, is theirs to choose."
NOTHING_JA = "いま、ここに見える行はありません。何をいつ見せるかは、それぞれが選びます。"
INSIDE = (
    "I tend to sort it inside first.\n"
    "From outside it may look like: not caring.\n"
    "Inside it may be: getting ready."
)
INSIDE_JA = (
    "まず自分の中で整理するほう。\n"
    "外からは、気にしていないように見えるかもしれない。\n"
    "内側では、話す準備をしているのかもしれない。"
)
QUIET_JA = (
    "落ちこんだときは、静かだと助かる。\n"
    "外からは、とびらを閉めているように見えるかもしれない。\n"
    "内側では、気持ちがおさまるのを待っているのかもしれない。"
)
NOT_SAFE = "If you're not safe"


def rows(stage: Stage) -> tuple[int, int]:
    """How many profiles there are, and how many shared lines."""
    with transaction(stage.engine) as session:
        return len(session.exec(select(StyleProfile)).all()), len(session.exec(select(SharedLine)).all())


def sides(said: dict[str, int]) -> dict[str, str]:
    return {one.line: one.side for one in own_lines(ProfileSeen(tuple(said.items())))}


def test_fourteen_statements_come_to_sentences_and_to_no_type(stage: Stage) -> None:
    aki, mika = paired(stage)
    noa, before = stage.person("Noa", "en"), (aki.texts.copy(), stage.group().texts.copy())
    mika.says("/profile")
    assert mika.sees == (
        "It helps choose which phrases you're offered to borrow when you speak. Nothing else.\n\n"
        "Fourteen short statements, about two minutes. Leave out what you like, stop any time. What comes of it is "
        "yours, unless you share a line."
    )
    mika.taps("Begin")
    assert mika.sees == "1 of 14\nI talk to find out what I feel.\nHow near is that to you?"
    assert labels(mika) == [
        "That's me", "Mostly", "Half and half", "A little", "Not me", "Leave it out", "Close"]  # fmt: skip
    answer(mika, INWARD)
    told = mika.sees.split("\n\n")
    assert [one.split("\n")[0] for one in told[:-3]] == [
        "I tend to sort it inside first.",
        "I need a while, and come back better.",
        "When I'm low, quiet helps.",
        "Touch calms me; ideas help less than people expect.",
        "With strong feelings I go carefully.",
    ]
    assert told[0] == INSIDE
    assert told[-3] == "Being afraid of someone is not a style. For that there is private help, below."
    assert told[-1] == "So it reads for now. For your eyes, unless you share a line."
    assert (aki.texts, stage.group().texts, noa.texts) == (*before, [])
    assert what_is_shared(aki) == NOTHING_JA


def test_an_axis_without_answers_says_nothing_and_one_that_is_even_varies_by_the_day() -> None:
    assert sides({}) == {}
    assert sides(dict.fromkeys(STATEMENTS, 0)) == {}
    assert sides({"t1": 4, "t2": 4}) == {"pace": "day"}
    assert sides({"t1": 5}) == {"pace": "now"}
    assert sides({"t1": 4, "t2": 0}) == {"pace": "now"}
    assert sides({"e1": 4, "e3": 3, "e2": 3}) == {"outward": "day"}  # half a step ahead
    assert sides({"s3": 5, "s4": 4}) == {"soothe": "both"}
    assert sides({"s3": 2, "s4": 1}) == {"soothe": "less"}
    assert sides({"e4": 3}) == {}
    assert sides({"e4": 4}) == {"deeds": "deeds"}
    assert sides(INWARD) == {
        "outward": "inward", "pace": "later", "low": "quiet", "soothe": "touch", "feelings": "careful"}  # fmt: skip
    assert sides(OUTWARD) == {
        "outward": "outward", "pace": "now", "low": "company", "soothe": "ideas", "feelings": "welcome"}  # fmt: skip


def test_one_may_stop_anywhere_go_back_and_go_on_later(stage: Stage) -> None:
    _, mika = paired(stage)
    mika.says("/profile")
    mika.taps("Begin")
    mika.taps("A little")
    mika.taps("That's me")
    mika.taps("One before")
    assert mika.sees.startswith("2 of 14")
    assert "✓ That's me" in labels(mika)
    mika.taps("Mostly")
    mika.taps("Close")
    stage.wait(days=3)
    mika.says("/profile")
    assert mika.sees.startswith(INSIDE)
    assert labels(mika)[0] == "Go on"
    mika.taps("Go on")
    assert mika.sees.startswith("3 of 14")


def test_answers_and_words_are_sealed(stage: Stage) -> None:
    _, mika = paired(stage)
    answer(mika, INWARD)
    write(mika, "home_sad", "a closed door")
    share(mika, "home_sad")
    with transaction(stage.engine) as session:
        found = [row.body for row in (*session.exec(select(StyleProfile)), *session.exec(select(SharedLine)))]
    assert [b"closed" in one or b"e1" in one for one in found] == [False, False]


def test_own_words_are_kept_line_by_line_and_can_be_taken_out(stage: Stage) -> None:
    aki, mika = paired(stage)
    write(mika, "home_sad", "a closed door")
    write(mika, "set_off", "plans change")
    write(mika, "set_off", "it gets loud")
    mika.says("/profile")
    mika.taps("In my own words")
    mika.taps("When I'm sad")
    mika.taps("Being held")
    mika.taps("That's enough")
    assert mika.sees.split("\n\n")[:4] == [
        "In the home I grew up in, sadness was: a closed door",
        "What helps me when I'm sad: being held",
        "Easy to set off when: plans change",
        "Easy to set off when: it gets loud",
    ]
    share(mika, "set_off", number=1)
    assert what_is_shared(aki) == "Mikaさんが見せている行\n\nこんなとき、揺れやすい：plans change"
    mika.says("/profile")
    mika.taps("In my own words")
    mika.taps("✓ Sets me off 1")
    assert mika.sees.startswith("Easy to set off when: plans change")
    mika.taps("Take it out")
    assert what_is_shared(aki) == NOTHING_JA
    mika.taps("That's enough")
    assert "plans change" not in mika.sees and "it gets loud" in mika.sees


def test_a_line_is_seen_as_it_will_be_read_before_it_is_shared_and_nobody_is_told(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    before = (aki.texts.copy(), stage.group().texts.copy())
    mika.taps("Who may read 👁")
    assert not any(label.startswith("✓") for label in labels(mika))  # nothing by itself
    mika.taps("Out or inside")
    assert mika.sees == (
        f"{INSIDE}\n\nAnd this is how Aki reads it:\n\n{INSIDE_JA}\n\n"
        "Exactly this Aki could read under /profile, without being told. You can take it back at any time."
    )
    assert what_is_shared(aki) == NOTHING_JA  # looked at, and not shared yet
    mika.taps("Share this line")
    assert mika.toast == "Shared."
    assert "✓ Out or inside" in labels(mika)
    assert (aki.texts[:-1], stage.group().texts) == before
    assert what_is_shared(aki) == f"Mikaさんが見せている行\n\n{INSIDE_JA}"


def test_a_line_is_taken_back_at_any_time_and_nobody_is_told(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    share(mika, "outward")
    share(mika, "low")
    assert what_is_shared(aki) == f"Mikaさんが見せている行\n\n{INSIDE_JA}\n\n{QUIET_JA}"
    before = aki.texts.copy()
    take_back(mika, "outward")
    assert (mika.toast, aki.texts) == ("Taken back.", before)
    assert what_is_shared(aki) == f"Mikaさんが見せている行\n\n{QUIET_JA}"


def test_new_answers_renew_nothing_that_their_author_has_not_seen(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    share(mika, "outward")
    mika.says("/profile")
    mika.taps("Answer anew")
    for one in STATEMENTS:
        mark = "✓ " if OUTWARD[one] == INWARD[one] else ""
        mika.taps(mark + told(mika, f"statement.ask.options.{ANSWERS[OUTWARD[one]]}"))
    assert mika.sees.startswith("I tend to talk to find out what I feel.")
    assert "Aki reads the earlier sentence until you've looked at the new one" in mika.sees
    assert INSIDE_JA in what_is_shared(aki)
    mika.taps("Who may read 👁")
    mika.taps("✓ Out or inside")
    assert mika.sees.startswith(f"Aki reads this now:\n{INSIDE}")
    assert "Aki would read this:\nI tend to talk to find out what I feel." in mika.sees
    mika.taps("Leave as it is")
    assert INSIDE_JA in what_is_shared(aki)
    mika.taps("✓ Out or inside")
    mika.taps("Share the new one")
    assert "話しながら、自分の気持ちに気づいていくほう。" in what_is_shared(aki)
    assert INSIDE_JA not in aki.sees


def test_where_both_share_and_differ_a_card_shows_two_good_ways(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    share(mika, "outward")
    answer(aki, OUTWARD)
    assert "ちがいの歩き方" not in labels(aki)  # only one of the two shares it
    share(aki, "outward")
    aki.says("/profile")
    aki.taps("ちがいの歩き方")
    card = (
        "Two good ways\n\n"
        "Where you differ: talking it out, or inside first\n"
        "Aki: talks to find out\n"
        "Mika: sorts it inside first\n"
        "What Aki may be protecting: not being alone with it.\n"
        "What Mika may be protecting: time to find the right words.\n\n"
        "One small bridge each\n"
        "Aki: ask once, then trust the time that was named.\n"
        "Mika: one sentence before the silence (“I'm going quiet, not going away”).\n\n"
        "A difference doesn't mean something is broken. It shows where there's more to know of each other, and what "
        "is respected can be walked together."
    )
    assert aki.sees.startswith("ちがいの歩き方\n\nちがうところ：話しながらか、まず内でか\n")
    assert f"Mikaさんには、こう見えます：\n\n{card}\n\n" in aki.sees
    assert not any("歩き方" in text for text in stage.group().texts)
    aki.taps("ふたりへ送る")
    assert stage.group().texts[-1].endswith(card)
    assert stage.group().texts[-1].startswith("ちがいの歩き方\n\nちがうところ：")


def test_the_names_on_the_card_take_turns_by_the_day(stage: Stage) -> None:
    aki, mika = paired(stage)
    for phone, said in ((aki, OUTWARD), (mika, INWARD)):
        answer(phone, said)
        share(phone, "pace")
    first = []
    for _ in range(4):
        mika.says("/start pair")
        aki.says("/start pair")
        assert (mika.sees.index("Aki: ") < mika.sees.index("Mika: ")) == (
            aki.sees.index("Akiさん：") < aki.sees.index("Mikaさん：")
        )
        first.append(mika.sees.index("Aki: ") < mika.sees.index("Mika: "))
        stage.wait(days=1)
    assert set(first) == {True, False}


def test_a_card_is_sent_only_as_it_was_looked_at_and_once(stage: Stage) -> None:
    aki, mika = paired(stage)
    for phone, said in ((aki, OUTWARD), (mika, INWARD)):
        answer(phone, said)
        share(phone, "pace")
        share(phone, "low")
    before = stage.group().texts.copy()
    aki.says("/start pair")
    old = aki.shown[-1]
    take_back(mika, "low")
    aki.presses(old.message.keyboard[0][0].data, old.id)
    assert stage.group().texts == before
    take_back(mika, "pace")
    aki.presses(old.message.keyboard[0][0].data, old.id)
    assert stage.group().texts == before
    share(mika, "low")
    aki.says("/start pair")
    send = aki.shown[-1]
    for _ in range(2):
        aki.presses(send.message.keyboard[0][0].data, send.id)
    assert len(stage.group().texts) == len(before) + 1


def test_nothing_is_sent_while_they_rest(stage: Stage) -> None:
    aki, mika = paired(stage)
    for phone, said in ((aki, OUTWARD), (mika, INWARD)):
        answer(phone, said)
        share(phone, "pace")
    aki.says("/pause")
    aki.taps(labels(aki)[0])
    before = stage.group().texts.copy()
    aki.says("/start pair")
    aki.taps("ふたりへ送る")
    assert (stage.group().texts, aki.sees) == (
        before, "18:20まで休んでいるところです。急がなくて大丈夫です。何も送っていません。")  # fmt: skip


def test_one_alone_has_it_without_anybody_to_share_with(stage: Stage) -> None:
    paired(stage)
    noa = stage.person("Noa", "en")
    noa.says("/start")
    noa.taps("English")
    noa.says("London")
    noa.taps("Evening 20:30")
    noa.taps("Yes, I'd like this")
    answer(noa, INWARD)
    assert noa.sees.startswith(INSIDE)
    assert labels(noa) == ["In my own words", "Answer anew", NOT_SAFE, "Close"]


@pytest.mark.parametrize("screen", ["start", "mine", "eyes", "pair"])
def test_fear_is_no_style_and_every_result_has_a_way_out(stage: Stage, screen: str) -> None:
    aki, mika = paired(stage)
    mika.says("/profile")
    if screen != "start":
        answer(mika, INWARD)
    if screen == "eyes":
        mika.taps("Who may read 👁")
    if screen == "pair":
        share(mika, "pace")
        answer(aki, OUTWARD)
        share(aki, "pace")
        mika.says("/start pair")
    before = aki.texts.copy()
    mika.taps(NOT_SAFE)
    assert mika.sees.startswith("Message from Attune")
    assert aki.texts == before


def test_private_notes_deleted_it_is_gone_and_nobody_is_told(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    share(mika, "outward")
    before = aki.texts.copy()
    mika.says("/start delete")
    mika.taps("My private notes")
    mika.taps("Delete")
    assert (rows(stage), aki.texts) == ((0, 0), before)
    assert what_is_shared(aki) == NOTHING_JA
    mika.says("/profile")
    assert labels(mika)[0] == "Begin"


@pytest.mark.parametrize("what", ["My shared notes", "Our shared history"])
def test_what_is_shared_goes_with_what_one_shares_and_the_answers_stay(stage: Stage, what: str) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    share(mika, "outward")
    mika.says("/start delete")
    mika.taps(what)
    mika.taps("Delete")
    assert rows(stage) == (1, 0)
    assert what_is_shared(aki) == NOTHING_JA


def test_whoever_leaves_shares_nothing_any_more_with_anybody(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    answer(aki, OUTWARD)
    share(mika, "outward")
    share(aki, "outward")
    aki.says("/leave")
    aki.taps(labels(aki)[0])
    assert rows(stage) == (2, 0)


def test_nobody_takes_back_what_another_one_shares(stage: Stage) -> None:
    aki, mika = paired(stage)
    answer(mika, INWARD)
    share(mika, "outward")
    with transaction(stage.engine) as session:
        (line,) = session.exec(select(SharedLine))
        assert not unshare_line(session, line.partner_id + 1, "outward")
        assert unshare_line(session, line.partner_id, "outward")
        assert not unshare_line(session, line.partner_id, "outward")
    assert what_is_shared(aki) == NOTHING_JA


def test_phrases_that_suit_come_first_for_oneself_alone(stage: Stage) -> None:
    aki, mika = paired(stage)
    theirs, mine = three_phrases(aki), three_phrases(mika)
    assert mine[0] == "1. “Is now okay for something small?”"
    answer(mika, {"e2": 5, "t2": 5})
    assert three_phrases(mika) == [
        "1. “I notice I want to leave. I want to hear this, and I need a bit.”",
        "2. “Is now okay for something small?”",
        "3. “I'd like to tell you something. I don't need it fixed.”",
    ]
    share(mika, "outward")
    assert three_phrases(aki) == theirs  # not even of what is shared


def three_phrases(phone: Phone) -> list[str]:
    phone.says("/coach")
    tap(phone, "coach.role.options.speak")
    tap(phone, "tense_levels.level.2.label")
    return phone.sees.split("\n")[:3]


LINES = ("home_sad", "home_anger", "home_help", "help_sad", "help_angry", "help_full")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.fixed_dictionaries({one: st.integers(0, 5) for one in STATEMENTS}),
    st.sets(st.sampled_from(LINES), min_size=1),
    st.data(),
)
def test_whatever_is_answered_and_shared_nothing_else_is_ever_read(
    said: dict[str, int], written: set[str], data: st.DataObject
) -> None:
    stage = fresh_stage()
    aki, mika = paired(stage)
    answer(mika, said)
    for line in sorted(written):
        write(mika, line, f"canary {line}")
    shared = data.draw(st.sets(st.sampled_from(sorted(written))))
    back = data.draw(st.sets(st.sampled_from(sorted(shared)))) if shared else set()
    for line in sorted(shared):
        share(mika, line)
    for line in sorted(back):
        take_back(mika, line)
    read = what_is_shared(aki)
    assert {line for line in LINES if f"canary {line}" in read} == shared - back
    for command in ("/profile", "/start pair", "/start guess", "/start eyes", "/privacy", "/coach"):
        aki.says(command)
    everywhere = "\n".join((*aki.texts, *stage.group().texts))
    assert {line for line in LINES if f"canary {line}" in everywhere} == shared - back
    assert [one for one in everywhere.split("\n") if one.startswith("外からは")] == []

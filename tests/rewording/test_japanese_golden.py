"""What must come out of well-known Japanese drafts, and how it must sound."""

import pytest

from conversations.rewording import Ask, Boundary, Draft, Gentle, Reworded, Stop, reword
from conversations.rewording.checks import SOFT
from conversations.rewording.japanese.rules import Japanese


def kinds(text: str) -> set[str]:
    return {signal.kind for signal in Japanese().signals(text)}


def reworded(text: str, **choices: str) -> list[str]:
    """The texts shown for a draft with these answers; fails when it is not reworded."""
    answer = reword(Draft(text, "ja", dict(choices)))  # type: ignore[arg-type]
    assert isinstance(answer, Reworded)
    assert answer.candidates
    for candidate in answer.candidates:
        assert kinds(candidate.text) <= SOFT
        assert len(candidate.text) <= 120
    return [candidate.text for candidate in answer.candidates]


def asked(text: str, **choices: str) -> str:
    answer = reword(Draft(text, "ja", dict(choices)))  # type: ignore[arg-type]
    assert isinstance(answer, Ask)
    assert answer.chips
    return answer.slot


def test_g_ja_01_being_late_is_told_as_worry_and_a_wish_for_word() -> None:
    draft = "なんでいつも遅いの?"
    assert {"why_accuse", "absolute"} <= kinds(draft)
    assert asked(draft) == "feeling"
    assert asked(draft, feeling="worried") == "request"
    for said in reworded(draft, feeling="worried", request="text_late"):
        assert "遅く" in said
        assert "心配" in said
        assert "連絡して" in said


def test_g_ja_02_not_being_understood_is_told_as_not_reaching() -> None:
    draft = "全然わかってくれない"
    assert {"absolute", "blame_you"} <= kinds(draft)
    for said in reworded(draft, feeling="lonely", request="listen"):
        assert "伝わっていないように感じて" in said
        assert "さみしい" in said
        assert "聞いて" in said


def test_g_ja_03_a_hidden_wish_is_asked_for_first() -> None:
    draft = "言わなくてもわかるでしょ"
    assert "mind_reading" in kinds(draft)
    assert asked(draft) == "request"
    first, *_ = reworded(draft, request="今夜いっしょに夕飯を食べたい")
    assert "今夜いっしょに夕飯を食べたい" in first


def test_g_ja_04_it_is_nothing_is_opened_and_may_come_back_at_a_time_of_the_writers_own() -> None:
    draft = "別に。もういい"
    assert "passive_hint" in kinds(draft)
    assert asked(draft) == "request"
    for said in reworded(draft, request="20時にもう一度話したい"):
        assert "20時にもう一度話したい" in said


def test_g_ja_05_what_happened_is_asked_for_when_only_a_norm_was_named() -> None:
    draft = "普通そんなことしないよね"
    assert "should" in kinds(draft)
    assert asked(draft) == "happened"
    shown = reworded(draft, happened="昨日、先に帰った", feeling="sad", request="先に話して")
    for said in shown:
        assert "昨日、先に帰ったとき" in said
        assert "悲しかった" in said
        assert "先に話して" in said


def test_g_ja_06_you_worry_too_much_becomes_a_question_about_it() -> None:
    draft = "気にしすぎだよ"
    assert "dismiss" in kinds(draft)
    assert any("教えて" in said for said in reworded(draft))


def test_g_ja_07_all_the_housework_keeps_the_housework() -> None:
    draft = "家事全部わたしじゃん"
    assert {"absolute", "no_ask"} <= kinds(draft)
    for said in reworded(draft, feeling="hard", request="お風呂をお願い"):
        assert "家事" in said
        assert "ひとりで" in said or "偏って" in said
        assert "つらい" in said
        assert "お風呂" in said


def test_g_ja_08_an_apology_loses_its_but() -> None:
    draft = "ごめん、でもそっちも悪い"
    assert "sorry_but" in kinds(draft)
    for said in reworded(draft):
        assert "ごめん" in said
        assert "気持ちも" in said
        assert "でも" not in said


def test_g_ja_09_anger_stays_anger_in_plain_speech() -> None:
    draft = "マジむかつく、約束破って"
    for said in reworded(draft, request="変わるとき先に言ってほしい"):
        assert "約束" in said
        assert "すごく腹が立" in said
        assert "変わるとき先に言って" in said
        assert "です" not in said


def test_g_ja_10_a_plain_request_is_left_alone() -> None:
    assert reword(Draft("頭痛いから夕飯お願い", "ja")) == Gentle("logistics")


def test_g_ja_11_a_threat_is_not_softened() -> None:
    assert reword(Draft("次やったら許さないから覚えとけ", "ja")) == Stop("threat")


def test_g_ja_12_a_test_of_love_becomes_what_silence_does() -> None:
    draft = "好きならLINEすぐ返してよ"
    assert {"mind_reading", "command"} <= kinds(draft)
    for said in reworded(draft, feeling="unsure", request="quick_reply"):
        assert "LINEの返事が" in said
        assert "不安になる" in said
        assert "ひとことだけでも返事をして" in said


def test_a_condition_with_an_end_in_it_asks_whether_it_is_a_limit() -> None:
    draft = "また飲みに行くなら離婚だからね"
    answer = reword(Draft(draft, "ja"))
    assert isinstance(answer, Boundary)
    assert answer.limit == "飲みに行くなら、わたしはこの先のことを考え直したい。"
    assert reworded(draft, limit="yes")[0] == answer.limit
    without = reworded(draft, limit="no", feeling="lonely", request="evening")
    assert all("離婚" not in said and "飲み" in said for said in without)


def test_a_vague_announcement_is_asked_for_its_subject() -> None:
    assert asked("話がある") == "happened"
    assert "お金のこと" in reworded("話がある", happened="money", request="weekend")[0]


def test_several_complaints_at_once_are_asked_which_one() -> None:
    draft = "義母は口出すし、家事はしないし、約束は破るし、もう嫌"
    assert asked(draft) == "topic"
    answer = reword(Draft(draft, "ja", {"topic": "topic2", "feeling": "sad", "request": "talk"}))
    assert isinstance(answer, Reworded)
    assert "約束" in answer.candidates[0].text
    assert len(answer.parked) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("昨日は話せなくてさみしかった。今夜少し話せるとうれしいな", "gentle"),
        ("いつもご飯を作ってくれてありがとう", "thanks"),
        ("帰りに牛乳買ってきて", "logistics"),
        ("今日は何時に帰る?", "logistics"),
        ("明日の保育園のお迎え、お願いできる?", "logistics"),
        ("今夜は話したくない、ごめんね", "refusal"),
        ("怒鳴るのが続くなら、いったん部屋を出て落ち着くね", "limit"),
        ("チョコ食べたら怒るよ笑", "joke"),
        ("熱が38度あるから、薬買ってきてもらえると助かる", "gentle"),
        ("好きだよ。早く会いたい", "thanks"),
    ],
)
def test_what_is_gentle_or_plain_is_left_alone(text: str, why: str) -> None:
    assert reword(Draft(text, "ja")) == Gentle(why)


@pytest.mark.parametrize(
    "text", ["また今日もひとりでご飯食べた", "早く寝ろよ", "ありがとうの一言もないんだね"]
)
def test_a_complaint_without_a_hard_word_is_not_called_gentle(text: str) -> None:
    assert not isinstance(reword(Draft(text, "ja")), Gentle)

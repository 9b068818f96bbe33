"""A clause of the writer that is no plain fact: a verdict, an order, a guess, a condition, or nouns alone."""

import pytest

from conversations.rewording import Ask, Draft, Reworded, reword_at_once
from conversations.rewording.japanese.felt import told
from conversations.rewording.japanese.retelling import Kept, kept_of
from conversations.rewording.japanese.tone import register_of
from conversations.rewording.language import words


def first(text: str) -> str:
    """The first wording of a draft where nobody can be asked."""
    found = reword_at_once(Draft(text, "ja"))
    assert isinstance(found, Reworded | Ask)
    return found.candidates[0].text


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("私の絵が下手って言うの大嫌い", "嫌"),
        ("弟の前で鼻をほじるの大っ嫌い", "嫌"),
        ("墓参りで走るの苦手", "走る"),
    ],
)
def test_a_verdict_of_dislike_is_the_feeling_and_not_the_fact(text: str, feeling: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert "嫌い" not in kept.say and "苦手" not in kept.say
    assert feeling in told(kept, None)[0]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("いい加減に眼科行きなよ", "眼科行って"),
        ("耳鼻科行きなよ、もう二か月も言ってるよね", "耳鼻科行って"),
        ("眼科行けって先月から言ってるのに", "眼科行って"),
        ("植木鉢くらい運びなよ", "植木鉢運んで"),
    ],
)
def test_an_order_is_the_request_and_not_a_fact(text: str, wish: str) -> None:
    assert kept_of(text) is None
    assert wish in first(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("どうせ俺の絵なんか見下してるんだろ", "俺の絵、見下されてる気がして"),
        ("どうせ私の俳句なんて退屈だと思ってるんでしょ", "退屈だと思われてる気がして"),
        ("私の合唱より弟さんの試合が大事なんだ", "大事なのかなって思うと"),
        ("俺のこと運転手としか見てないよね", "見られてない気がして"),
    ],
)
def test_a_guess_about_the_other_is_told_as_what_it_seems(text: str, said: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert kept.guess
    assert said in first(text)


def test_what_was_seen_is_told_before_what_is_guessed() -> None:
    kept = kept_of("もう私に飽きたんだね、手もつながないし")
    assert kept is not None
    assert not kept.guess
    assert "飽きた" not in kept.say


@pytest.mark.parametrize(
    "text", ["この先も釣りに行くなら実家に戻っていきます", "次に遅れたら式場を出る", "植木枯らすなら庭師呼ぶ"]
)
def test_what_hangs_on_a_condition_is_not_told_as_a_fact(text: str) -> None:
    assert kept_of(text) is None


@pytest.mark.parametrize("text", ["3年も待たせて", "5年も待たせといて", "駅で2時間も待たせて平気なんだ"])
def test_being_made_to_wait_is_never_asked_for(text: str) -> None:
    assert "待たせて" not in first(text)


def test_being_made_to_wait_is_what_happened_to_the_writer() -> None:
    kept = kept_of("6年も待たせて")
    assert kept is not None
    assert kept.say == "6年も待たされてる"


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("結納に35分遅刻とか、ほんとルーズすぎ", "結納に35分遅れた"),
        ("茶会に20分も遅刻とか社会人としてどうなの", "茶会に20分も遅れた"),
        ("独奏会で居眠りって何?", "独奏会で寝ちゃった"),
        ("平日から釣り、いいご身分だね", "平日から釣りな"),
        ("今月だけで植木に4万", "今月だけで植木に4万な"),
    ],
)
def test_a_complaint_of_nouns_alone_is_kept_with_its_numbers(text: str, clause: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert kept.say == clause


@pytest.mark.parametrize("text", ["夜中に帰って酔って寝る", "廊下の床に靴下投げる"])
def test_what_the_other_does_does_not_read_as_the_writers_own_weariness(text: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert [line for line in told(kept, None) if "しんどい" in line or "つらい" in line] == []


def test_a_feeling_that_lasts_is_not_led_to_by_ga() -> None:
    kept = Kept("相談なしに鉢植え買う", False, "confused", False)
    assert [line for line in told(kept, None) if "のが、" in line] == []


@pytest.mark.parametrize(
    "text", ["毎月の積立、今月も40日遅れてますよね", "なんで庭の水やりをしてくれないんですか", "またですか"]
)
def test_a_casual_tone_makes_a_polite_draft_casual(text: str) -> None:
    found = reword_at_once(Draft(text, "ja", tone="casual"))
    assert isinstance(found, Reworded | Ask)
    assert found.candidates
    assert [one.text for one in found.candidates if register_of(one.text) == "polite"] == []


def test_requests_do_not_all_sound_alike() -> None:
    kept = words("ja", "kept")
    asks = [ask for row in (*kept["kind"], *kept["form"]) for ask in row["ask"]]
    assert not {"少し話を聞いて", "少し気持ちを聞いて"} & set(asks)
    assert all(len(row["ask"]) > 1 for row in (*kept["kind"], *kept["form"]) if row.get("id") != "any")

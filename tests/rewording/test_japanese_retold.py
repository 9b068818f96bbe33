"""The writer's own clause is kept: what lands hard goes, the fact, its numbers and its polarity stay."""

import re
from typing import Any

import pytest

from conversations.rewording import Ask, Draft, Reworded, reword_at_once
from conversations.rewording.japanese import checks, felt
from conversations.rewording.japanese.felt import told
from conversations.rewording.japanese.moves import asked
from conversations.rewording.japanese.reading import is_soft
from conversations.rewording.japanese.register import politely
from conversations.rewording.japanese.retelling import Kept, kept_of, names_as_much
from conversations.rewording.japanese.rules import Japanese
from conversations.rewording.japanese.tone import register_of
from conversations.rewording.language import words


def first(text: str) -> str:
    """The first wording of a draft where nobody can be asked."""
    found = reword_at_once(Draft(text, "ja"))
    assert isinstance(found, Reworded | Ask)
    return found.candidates[0].text


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("物置の鍵また開けっぱなしだったよね", "物置の鍵開けたままだった"),
        ("兄の前で私の字が読めないって言うの最低", "兄の前で私の字が読めないって言われる"),
        ("なんで毎回うちの鉢植えに水やらないの?", "うちの鉢植えに水やらない"),
        ("送別会に50分遅れるとかありえない", "送別会に50分遅れる"),
        ("合宿の準備全部私がやってるんだけど", "合宿の準備私ひとりでやってる"),
        ("髪を結ったのに何の一言もない", "髪を結ったのに何の一言もない"),
        ("鍋こがしたのに洗ってくれない", "鍋こがしたのに洗ってもらえない"),
        ("稽古のあと片付けもしないくせに文句だけ多い", "稽古のあと片付けもしないのに文句だけ多い"),
        ("あなたは私のメモに返事をしてきません", "私のメモに返事をしてこない"),
    ],
)
def test_a_clause_is_kept_without_what_lands_hard(text: str, clause: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert kept.say == clause


@pytest.mark.parametrize(
    "text", ["お母さんが私の煮物まずいって言う", "友達は窓を見て笑う", "わたしが帰りが遅いって言う"]
)
def test_what_another_one_does_is_not_turned_round(text: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert kept.say == text


@pytest.mark.parametrize(
    "text",
    [
        "こんな夜中に太鼓をたたくことないだろ",  # says the opposite of its form
        "門限を決めるの早くない?普通する?",
        "窓を閉めろって言ったよね",  # nobody knows who said it
        "「遅い」はないだろ",
        "姉さんは皿も洗ってくれない",  # it is not the other who does not give
        "どうせ私が悪いんでしょ",
        "お前は無神経な人間だな",
        "今さら言う?",
        "。。。", "「", "?", "のの", "って", "「」「」",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_not_kept(text: str) -> None:
    kept = kept_of(text)
    assert kept is None or kept.say == "門限を決める"


@pytest.mark.parametrize(
    "text", ["指輪を外すの早くない?", "庭の鉢を割るのひどくない?", "途中で席を立つのおかしくない"]
)
def test_a_question_that_denies_is_never_taken_for_a_denial(text: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert not re.search("ない|なかった", kept.say)
    assert not checks.is_reversed(text, told(kept, None)[0])


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("太鼓の音ずっと鳴らすの腹が立つ", "腹が立"),
        ("祖母の命日に釣りの話ばかりで悲しかった", "悲しかった"),
        ("寝室の灯り消さないのほんと嫌", "嫌"),
        ("試合の録画を消したとか引く", "とまどっ"),
    ],
)
def test_the_feeling_of_the_writer_stays_what_it_is(text: str, feeling: str) -> None:
    kept = kept_of(text)
    assert kept is not None
    assert all(feeling in line for line in told(kept, None))


def test_a_feeling_inside_of_what_is_told_is_not_the_writers() -> None:
    assert kept_of("疲れると私にだけ敬語になるよね") == Kept("疲れると私にだけ敬語になる", False, None, False)


def test_what_was_not_given_leads_to_what_is_told_after_it() -> None:
    kept = kept_of("なんで返事してくれないの?駅前で2時まで待ってたんだけど")
    assert kept is not None
    assert kept.say == "返事してもらえなくて、駅前で2時まで待ってた"


def test_a_why_is_told_as_what_one_wonders_about() -> None:
    assert re.search("気になってる。どうしてか", first("なんで毎週金曜に後輩の荷造り手伝うの?"))


@pytest.mark.parametrize(
    ("text", "keeps"),
    [
        ("法事の席で私の仕事を笑うのほんとやめて", ("法事", "仕事", "笑")),
        ("朝5時に掃除機かけんのやめろ", ("5時", "掃除機")),
        ("先に寝るなら廊下の灯りくらい消してよ", ("寝る", "灯り", "消")),
        ("植木に水やってって何回言わせるの", ("植木", "水")),
        ("庭の水まきに返事もくれないの?2時間待ってたんだけど", ("水まき", "返事")),
        ("弟の下宿代3万円、私の口座から勝手に引くとかありえない", ("下宿代", "3万円", "口座")),
    ],
)
def test_what_the_draft_names_is_in_the_first_wording(text: str, keeps: tuple[str, ...]) -> None:
    said = first(text)
    assert [one for one in keeps if one not in said] == []
    assert is_soft(said)


def test_a_polite_draft_is_retold_politely() -> None:
    said = first("毎月の積立、今月も40日遅れてますよね")
    assert register_of(said) == "polite"
    assert "40日遅れて" in said


def test_a_wording_that_names_less_does_not_stand_for_the_clause() -> None:
    assert not names_as_much("法事に40分遅れた", "時間に遅れると心配になる")
    assert names_as_much("廊下の灯りつけたまま", "廊下の灯り、使わないときは消してもらえると助かる")


@pytest.mark.parametrize("row", words("ja", "kept")["kind"], ids=lambda row: str(row["id"]))
def test_every_wording_of_a_kind_is_soft_in_both_registers(row: dict[str, Any]) -> None:
    lines = [
        f"箱を置くの、{feel}。{asking}"
        for feel in (*row["now"], *row["past"])
        for ask in row["ask"]
        for asking in asked(ask, "gentle")
    ]
    for line in (form for plain in lines for form in (plain, politely(plain))):
        assert is_soft(line)
        assert Japanese().problems(Draft("箱を置く", "ja"), line, {}) == ()
    assert [line for line in lines if register_of(politely(line)) != "polite"] == []


def test_every_feeling_of_the_table_has_both_times() -> None:
    assert [name for name, row in words("ja", "kept")["feel"].items() if set(row) != {"now", "past"}] == []
    assert felt.texts()

"""What only mocks, reminds or hopes is said as the fact behind it; a request follows from what is told."""

import pytest

from conversations.rewording import Ask, Draft, Gentle, Reworded, reword, reword_at_once
from conversations.rewording.japanese.checks import is_reversed
from conversations.rewording.japanese.felt import asks_of
from conversations.rewording.japanese.mockery import meant
from conversations.rewording.japanese.promising import ground_of
from conversations.rewording.japanese.retelling import Kept, kept_of
from conversations.rewording.japanese.rules import Japanese
from conversations.rewording.japanese.tone import register_of
from conversations.rewording.japanese.verbs import plain_of_potential


def first(text: str) -> str:
    """The first wording of a draft where nobody can be asked."""
    found = reword_at_once(Draft(text, "ja"))
    assert isinstance(found, Reworded | Ask)
    return found.candidates[0].text


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("停電の夜によく将棋なんて指せるね", "停電の夜に将棋なんて指す"),
        ("よく平気で居眠りできるよね", "平気で居眠りする"),
        ("嵐の日に夜釣りに行ける神経、逆に尊敬するわ", "嵐の日に夜釣りに行く"),
        ("孫の発熱より釣り大会", "孫の発熱より釣り大会が先な"),
        ("何回説明したら覚えるの", "何回説明しても覚えない"),
        ("鉢植えに2万とかないわ", "鉢植えに2万"),
        ("指輪つけるの親戚の集まりのときだけだよね", "親戚の集まりのときだけ指輪つける"),
        ("墓参りしたの合計0回", "墓参りしてもらったことがない"),
    ],
)
def test_mockery_is_taken_off_the_fact(sentence: str, fact: str) -> None:
    assert meant(sentence) == fact


@pytest.mark.parametrize(
    "sentence", ["よく寝るね", "よく忘れるよね", "よく食べるね", "縁側でよく眠れた", "。", ""]
)
def test_what_does_not_mock_stays(sentence: str) -> None:
    assert meant(sentence) in (sentence, sentence.removesuffix("ね").removesuffix("よ"))


@pytest.mark.parametrize(
    ("verb", "plain"),
    [("書ける", "書く"), ("見られる", "見る"), ("来れる", "来る"), ("掃除できる", "掃除する"), ("忘れる", None), ("寝る", None)],
)  # fmt: skip
def test_a_potential_form_leads_back_to_its_verb(verb: str, plain: str | None) -> None:
    assert plain_of_potential(verb) == plain


@pytest.mark.parametrize(
    ("sentence", "ground"),
    [
        ("検診に付き添ってくれるって言ったよね", ("検診に付き添ってくれる", "って話だった")),
        ("盆栽の世話するって言い張ったの誰だっけ", ("盆栽の世話する", "って話だった")),
        ("初盆は帰れるものだと思ってたわ", ("初盆は帰れるものだと", "思ってた")),
        ("私は行くって言ったよね", None),
        ("窓を閉めろって言ったよね", None),
        ("早く寝たいって言ったよね", None),
    ],
)
def test_what_was_promised_or_hoped_for_is_heard(sentence: str, ground: tuple[str, str] | None) -> None:
    assert ground_of(sentence) == ground


def test_a_promise_leads_to_disappointment_and_not_to_nagging() -> None:
    said = first("検診に付き添ってくれるって言ったよね")
    assert said.startswith("検診に付き添ってくれるって話だったから、")


def test_two_sentences_that_speak_against_each_other_become_one() -> None:
    kept = kept_of("法事は和服で行くんだ。家では毎日ジャージなのに")
    assert kept is not None
    assert kept.say == "家では毎日ジャージなのに法事は和服で行く"


def test_what_is_said_at_the_end_in_quotation_marks_is_told_as_said() -> None:
    kept = kept_of("残業で倒れそうなのに「夕飯は?」")
    assert kept is not None
    assert kept.say == "残業で倒れそうなのに「夕飯は」って言われる"


def test_hard_words_that_are_quoted_are_only_hinted_at() -> None:
    said = first("縁側で私のこと「うざい」って言うの本当に嫌")
    assert "うざい" not in said
    assert "ああいうふうに" in said


def test_a_named_thing_takes_the_feeling_without_a_clause() -> None:
    kept = kept_of("「手貸そうか」って言い方が腹立つ")
    assert kept == Kept("「手貸そうか」って言い方", False, "angry", False, thing=True)
    assert first("「手貸そうか」って言い方が腹立つ").startswith("「手貸そうか」って言い方")


def test_a_request_not_to_keeps_the_thing_before_its_comma() -> None:
    assert first("物置の中、濡れた傘を入れたまま閉めるな").startswith(
        "物置の中、濡れた傘を入れたまま閉めないで"
    )


def test_who_does_not_want_an_apology_does_not_ask_for_one() -> None:
    assert "謝って" not in first("謝ってほしいんじゃなくて、なぜ黙ってたのか聞いてる")


@pytest.mark.parametrize(
    ("clause", "asks"),
    [
        ("畳に土足で上がる", "話せる"),
        ("畳に土足で上がられた", "話せる"),
        ("畳の間が物置な", "話せる"),
    ],
)
def test_a_request_follows_from_the_form_of_the_clause(clause: str, asks: str) -> None:
    assert any(asks in ask for ask in asks_of(Kept(clause, False, None, False)))


def test_mocking_politeness_among_plain_sentences_is_no_register() -> None:
    assert register_of("了解です。どうせ俺は後回しだろ") == "casual"
    assert register_of("了解です。鍵は玄関に置いてください。") == "polite"
    assert register_of("了解です") == "polite"


def test_the_meant_side_of_a_mocking_question_is_no_reversal() -> None:
    assert not is_reversed("何回説明したら覚えるの", "何回説明しても覚えないの、ちょっと悲しい。")
    assert is_reversed("庭の松を切った", "庭の松を切らない")


@pytest.mark.parametrize(
    "text",
    ["昨日の茶碗蒸し、また食べたいな", "新しい眼鏡似合ってる", "畳の上に置いてあるよ", "君と話すと落ち着く", "縁日楽しみだね", "君の天ぷら世界一、店出せるよ"],
)  # fmt: skip
def test_plain_kindness_and_plain_news_are_recognised(text: str) -> None:
    rules = Japanese()
    assert rules.leave_alone(text, rules.signals(text)) is not None


@pytest.mark.parametrize(
    "text", ["玄関に打ち水する?普通", "祭りの日に寝てるやついる?", "井戸端会議とかある?"]
)
def test_a_question_that_only_reproaches_is_not_left_alone(text: str) -> None:
    assert not isinstance(reword(Draft(text, "ja")), Gentle)


def test_a_plain_question_about_a_deed_is_not_told_as_a_fact() -> None:
    assert kept_of("藁は軽トラに積んだ?") == Kept("藁は軽トラに積んだ", False, None, False, asks=True)
    assert "積んだのかなって" in first("藁は軽トラに積んだ?")

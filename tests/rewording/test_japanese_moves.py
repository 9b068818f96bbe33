"""The moves of a Japanese quarrel: each wording is sound in both registers, and what is not understood stays plain."""

import re
from typing import Any

import pytest

from conversations.rewording import Ask, Draft, Gentle, Reworded, reword, reword_at_once
from conversations.rewording.checks import SOFT
from conversations.rewording.japanese import checks, moves
from conversations.rewording.japanese.certainty import certain
from conversations.rewording.japanese.clauses import clauses_of
from conversations.rewording.japanese.feelings import feelings_in
from conversations.rewording.japanese.register import politely
from conversations.rewording.japanese.rules import Japanese
from conversations.rewording.japanese.tone import register_of
from conversations.rewording.japanese.turning import turned_move
from conversations.rewording.japanese.wishes import read_wish
from conversations.rewording.language import words

PARTS = ("when", "feel", "say", "ask", "whole")
SPOKEN = {"turned": "手をつないで", "in_front": "子どもの前", "in_front_mood": "子どもの前"}


def first(text: str) -> str:
    """The first wording of a draft where nobody can be asked."""
    found = reword_at_once(Draft(text, "ja"))
    assert isinstance(found, Reworded | Ask)
    return found.candidates[0].text


def rows() -> list[Any]:
    table = words("ja", "moves")
    plain = [pytest.param(row, SPOKEN.get(row["id"], "洗濯物"), id=row["id"]) for row in table["move"]]
    turned = [
        pytest.param(row, "笑われた" if name.startswith("suffered") else SPOKEN["turned"], id=name)
        for name, row in table["turned"].items()
    ]
    fallback = [
        pytest.param({"whole": [*row["about"], *row.get("none", [])]}, "洗濯物", id=f"fallback_{name}")
        for name, row in table["fallback"].items()
    ]
    return [*plain, *turned, *fallback, pytest.param(table["long"], "洗濯物", id="long")]


def wordings(row: dict[str, list[str]], said: str) -> list[str]:
    """Everything a row can say, with its gaps filled."""
    lines = {part: [re.sub(r"\{\w+\}", said, line) for line in row.get(part, [])] for part in PARTS}
    crossed = [f"{when}、{feel}。" for when in lines["when"] for feel in lines["feel"]]
    asks = [moves.asked(ask, kind)[0] for ask in lines["ask"] for kind in ("gentle", "firm")]
    halves = [one + ask for one in (*crossed, *lines["say"]) for ask in asks]
    return [*lines["whole"], *halves]


@pytest.mark.parametrize(("row", "said"), rows())
def test_every_wording_of_a_row_is_soft_and_whole_in_both_registers(
    row: dict[str, list[str]], said: str
) -> None:
    found = wordings(row, said)
    assert found
    for plain in found:
        for wording in (plain, politely(plain)):
            kinds = {signal.kind for signal in Japanese().signals(wording)} - SOFT
            assert not kinds, wording
            assert not set(checks.problems(Draft(said, "ja"), wording, {})) - {"reversed"}, wording
            assert Japanese().danger(wording) is None
        sentences = [one for one in re.split(r"[。?]", politely(plain)) if one]
        assert all(register_of(one + "。") == "polite" or one.endswith("くて") for one in sentences), plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("また未読のままじゃん", "未読"),
        ("ゆうべのあの目つき何、その態度", "気になってる"),
        ("どうせ俺のことなんて好きじゃないんだろ", "俺のことをどう思ってるのか"),
        ("友達の前で俺をバカにするのなに", "友達の前"),
        ("ため息ばっかりつくよね", "ため息"),
        ("ふーん、釣りには行けるんだ", "釣り"),
        ("アルバイトの面接なんて行かなくていいよ、勝手に決めて", "先に"),
        ("犬の散歩、毎朝わたしなんだけど", "犬の散歩"),
        ("「めんどい」って何?こっちは真剣なのに", "「めんどい」って言われる"),
    ],
)
def test_a_known_move_is_said_as_one_would_text_it(text: str, kept: str) -> None:
    assert kept in first(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一回も保護者会に来てくれないよね", "保護者会に来て"),
        ("前はもっと手をつないでくれた", "前みたいに手をつないで"),
        ("同僚の前で笑われた", "同僚の前で笑われたのが"),
        ("皿、洗ってないんだけど", "洗ってもらえる"),
    ],
)
def test_a_move_is_read_from_the_grammar_of_a_clause(text: str, said: str) -> None:
    move = turned_move(text, None)
    assert move is not None
    assert all(said in line for line in move.whole)


@pytest.mark.parametrize("text", ["わたしは洗ってない", "昨日は疲れた", "鍵を忘れた", "もう知らない"])
def test_what_the_writer_does_or_feels_is_not_asked_of_the_other(text: str) -> None:
    assert turned_move(text, None) is None


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("目も見ないで話すのやめて", "目を見て話して"),
        ("家にいるなら荷物くらい受け取ってよ", "荷物受け取って"),
        ("ひとりの時間がほしいんだけど", "ひとりの時間がほしい"),
        ("夜中に音楽かけるのやめな", "夜中に音楽かけないで"),
        ("先に皿置きなよ", "先に皿置いて"),
        ("たまには海に連れてって", "海に連れていって"),
    ],
)
def test_a_wish_is_read_from_the_ways_people_order(said: str, wish: str) -> None:
    found = read_wish(clauses_of(said)[0])
    assert found is not None
    assert found.say == wish


@pytest.mark.parametrize(
    "said",
    ["だったら最初から誘わないで", "鏡見てから言えば?", "親に払ってもらって", "もうおれに期待しないで"],
)
def test_a_jab_is_no_wish(said: str) -> None:
    assert read_wish(clauses_of(said)[-1]) is None


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("玄関の鍵、また開いてた", "玄関の鍵"),
        ("宅配便受け取らないの", "宅配便"),
        ("トイレットペーパー替えて", "トイレットペーパー"),
        ("もういい加減にして", None),
        ("わたしの分残ってない", None),
    ],
)
def test_only_what_is_certainly_a_noun_is_named(text: str, best: str | None) -> None:
    assert next(iter(certain(text)), None) == best


def test_what_a_thing_is_about_is_one_thing_and_never_a_pair() -> None:
    said = first("充電器と合鍵、ほんとどうなってんの")
    assert "充電器と合鍵" not in said


def test_a_draft_that_is_not_understood_names_its_thing_and_asks_to_talk() -> None:
    said = first("ランドセルがどうのこうの、ほんと最悪")
    assert said.startswith("ランドセルのこと")
    assert re.search(r"話|聞|一緒に", said)


def test_a_long_draft_is_not_taken_for_one_small_part_of_it() -> None:
    text = "朝は靴下、昼は財布、夜は鍵。" * 8
    assert re.search(r"まとまらない|たまって|ためて|つらい", first(text))


def test_words_in_quotation_marks_are_not_the_writers_feeling() -> None:
    assert feelings_in("「疲れた」しか言わない") == ()


@pytest.mark.parametrize("text", ["怒ってるよね絶対", "恥ずかしいの?"])
def test_a_feeling_the_other_is_said_to_have_is_not_the_writers(text: str) -> None:
    assert feelings_in(text) == ()


def test_what_was_tapped_goes_into_the_wording_of_a_move() -> None:
    found = reword(Draft("また未読のままじゃん", "ja", {"feeling": "worried", "request": "text_late"}))
    assert isinstance(found, Reworded)
    assert all("心配" in one.text and "連絡して" in one.text for one in found.candidates)


@pytest.mark.parametrize(
    ("plain", "polite"),
    [
        ("ちょっとさみしい。話せる?", "ちょっとさみしいです。話せますか。"),
        ("悲しくなる。聞いてもらえると助かる。", "悲しくなります。聞いてもらえると助かります。"),
        ("気になってる。何かあった?", "気になっています。何かありましたか。"),
        ("がっかりした。もらえるとうれしいな。", "がっかりしました。もらえるとうれしいです。"),
    ],
)
def test_a_plain_wording_is_said_politely(plain: str, polite: str) -> None:
    assert politely(plain) == polite


@pytest.mark.parametrize(
    "text",
    [
        "わたしは窓側がいいな",
        "どこで食べよっか",
        "ゲームしてていいよ",
        "お酒は飲まないことにしてるんだ",
    ],
)
def test_plans_offers_and_likings_are_left_alone(text: str) -> None:
    assert isinstance(reword(Draft(text, "ja")), Gentle)

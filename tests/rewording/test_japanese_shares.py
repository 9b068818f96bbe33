"""Who does how much, what is asked, what was promised: what is told of it keeps the writer's own facts."""

import pytest

from conversations.rewording import Ask, Draft, Reworded, reword_at_once
from conversations.rewording.japanese.felt import asks_of
from conversations.rewording.japanese.reading import read
from conversations.rewording.japanese.retelling import Kept, kept_of
from conversations.rewording.japanese.sentences import sentences_of


def first(text: str) -> str:
    """The first wording of a draft where nobody can be asked."""
    found = reword_at_once(Draft(text, "ja"))
    assert isinstance(found, Reworded | Ask)
    return found.candidates[0].text


def said(text: str) -> str:
    """The clause that is kept of a draft."""
    kept = kept_of(text)
    assert kept is not None
    return kept.say


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("鯉の餌やり私6回、あなた0回", "鯉の餌やり、私が6回で偏ってる"),
        ("回覧板、僕が9回持ってってそっち1回", "回覧板、僕が9回で偏ってる"),
        ("連休全部クレー射撃", "連休がクレー射撃だけで終わる"),
        ("祭りの半纏縫ったの私、洗うのも私", "祭りの半纏縫ったのも洗うのも私だけな"),
        ("稲の苗運ぶの毎月私", "稲の苗運ぶの私だけな"),
        ("私は消防団、そっちは落語会", "私は消防団なのに落語会な"),
        ("私は毎日薪割ってあなたは湯も沸かさない", "私は毎日薪割ってるのに湯も沸かさない"),
    ],
)
def test_the_share_of_each_is_told_from_the_side_of_the_writer(text: str, clause: str) -> None:
    assert said(text) == clause


@pytest.mark.parametrize("text", ["俺の琴売った?", "え、祖母の文箱を開けた?"])
def test_a_question_about_a_deed_is_what_the_writer_wonders(text: str) -> None:
    kept = kept_of(text)
    assert kept is not None and kept.asks
    assert "のかなって、" in first(text)


@pytest.mark.parametrize("text", ["真夜中の3時に三味線を弾く?", "飯いらないって21時に言う?"])
def test_a_question_that_only_marvels_is_told_as_a_fact(text: str) -> None:
    kept = kept_of(text)
    assert kept is not None and not kept.asks


@pytest.mark.parametrize("clause", ["畳に槍を立てる", "土間に舟を置いてる", "土蔵の錠が折れた"])
def test_where_no_request_surely_fits_there_is_only_an_invitation(clause: str) -> None:
    asks = asks_of(Kept(clause, False, None, False))
    assert all("話せる" in ask for ask in asks)


def test_what_was_promised_is_told_with_what_came_in_its_place() -> None:
    assert (
        said("田植え手伝うって言ったのに将棋大会行ったよね") == "田植え手伝うって話だったけど、将棋大会行った"
    )
    assert said("蔵の鍵返してって先月頼んだ。なのに姉に貸したんだ").endswith("のに姉に貸した")


def test_praise_that_mocks_is_told_as_envy() -> None:
    kept = kept_of("いいね、平日に舟釣りできる人は")
    assert kept is not None and kept.feeling == "envious"


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("土間の藁、腰まで積もってるの見えてる?", "土間の藁、腰まで積もってる"),
        ("茶室でうたた寝するの失礼すぎる", "茶室でうたた寝する"),
        ("囲炉裏の灰、掃かないの何だったの", "囲炉裏の灰、掃かない"),
        ("3年待って位牌もくれない", "3年待って位牌をもらえない"),
        ("「拭こうか?」じゃないんだよ", "「拭こうか」って言われる"),
        ("琴の弦切れて2週間、気づかないふり?", "琴の弦切れてからもう2週間たつ"),
        ("墨をこぼす人と暮らすのしんどい", "墨をこぼす"),
    ],
)
def test_what_only_mocks_is_taken_off_the_clause(text: str, clause: str) -> None:
    assert said(text) == clause


def test_how_the_writer_learnt_of_it_is_not_the_point() -> None:
    assert said("塀を壊したの黙ってたんだ。自治会の回覧で知ったよ") == "塀を壊したの黙ってた"


def test_what_the_writer_will_no_longer_do_is_not_told_as_what_happened() -> None:
    assert kept_of("もう干し柿作らない") is None


def test_an_order_of_the_other_is_no_wish_of_the_writer() -> None:
    assert read("録音するから静かにしろって、こっちは鶏いるんだけど").wishes == ()


def test_a_refusal_carries_its_feeling() -> None:
    assert first("叔母さんに日記の中身を話すのやめて。恥ずかしい").startswith("恥ずかしいから、")


def test_how_it_was_before_is_wished_for() -> None:
    assert "前みたいにマメに電話して" in first("付き合う前はマメに電話くれたのにね")


def test_a_sentence_that_mocks_at_its_head_is_not_cut_there() -> None:
    assert "いいですね、茶屋で寝る人は" in tuple(sentences_of("いいですね、茶屋で寝る人は"))

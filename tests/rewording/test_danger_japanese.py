"""Japanese words of harm are stopped, whoever speaks of them; figures of speech are not."""

import pytest

from conversations.rewording.danger import danger, listen
from conversations.rewording.values import Stop

DIRECT = {
    "もう死にたい": "self_harm",
    "別れるなら死んでやる": "self_harm",
    "自殺するしかない": "self_harm",
    "消えてしまいたい": "self_harm",
    "昨日またリスカした": "self_harm",
    "出て行ったら死ぬから": "self_harm",
    "殺すぞ": "threat",
    "ぶっ殺してやる": "threat",
    "今度やったら本気で殴る": "threat",
    "次やったら許さないから覚えとけ": "threat",
    "死ね": "threat",
    "昨日殴られたところがまだ痛い": "violence_reported",
    "なんで叩くの?": "violence_reported",
    "首を絞められて息ができなかった": "violence_reported",
    "殴ってごめん、もうしない": "violence_reported",
    "これはDVだと思う": "violence_reported",
    "家から出してもらえない": "coercion",
    "俺の許可なしに出かけるな": "coercion",
    "友達と縁を切れって言われた": "coercion",
    "嫌だと言ったのに無理やりされた": "sexual_coercion",
    "夫婦なんだから断る権利ないだろ": "sexual_coercion",
    "位置情報を送れ、じゃなきゃ別れる": "monitoring",
    "今すぐスマホ見せろ": "monitoring",
}

INDIRECT = {
    "明日の朝、目が覚めなかったらいいのに": "self_harm",
    "俺がいなくなったほうがお前も楽だろ": "self_harm",
    "ベランダから下を見てたら、ふっと飛びたくなった": "self_harm",
    "子どもたちのこと、頼んだよ。ごめんね": "self_harm",
    "首にロープをかけてみた": "self_harm",
    "犬の世話、これからはよろしくね。ごめん": "self_harm",
    "怒らせたらどうなるかわかってるよな": "threat",
    "逃げたらどこまでも追いかける": "threat",
    "お前の大事なもの全部壊してやる": "threat",
    "包丁持って待ってるから": "threat",
    "帰ってくる足音がすると体が固まる": "violence_reported",
    "怒らせないように毎日息をひそめてる": "violence_reported",
    "壁に穴あけるのやめて、怖い": "violence_reported",
    "物を投げないで、子どもが怯えてる": "violence_reported",
    "給料は全部あなたが管理してて、一円も自由に使えない": "coercion",
    "どこに行くにも許可がいる": "coercion",
    "実家に帰ることも許してもらえない": "coercion",
    "寝てる間に触られるのが嫌": "sexual_coercion",
    "動画をネットにあげるって脅された": "sexual_coercion",
    "GPSで行動を全部見られてる": "monitoring",
    "会社の前で待ち伏せするのはやめて": "monitoring",
}

HARMLESS = [
    "死ぬほど疲れた",
    "笑い死ぬかと思った",
    "もう眠くて死にそうだから先に寝るね",
    "殺人的な暑さだね",
    "首になったらどうしよう、仕事行きたくない",
    "必死で走ったのに間に合わなかった",
    "ゴキブリ出たから殺して",
    "殺虫剤買ってきて",
    "今日のカレー、辛すぎて死んだ",
    "推しが尊すぎて無理、死ぬ",
    "スマホの電池死んでたから返事できなかった、ごめん",
    "恥ずかしくて消えたかったよ",
    "髪切ったんだけど気づいた?",
    "電話を切る前にひとこと言ってほしい",
    "包丁で指切っちゃった、絆創膏どこ?",
    "腕を蚊に刺された",
    "寝てるとき子どもに蹴られて起きた",
    "ゲームで殺されたくらいで怒らないで",
    "火をつけっぱなしにしないで、危ないよ",
    "駅についたら場所送って",
    "写真送って!旅行のやつ",
    "Wi-Fiのパスワード教えて",
    "許可取らないと年休使えないんだよね",
    "今までありがとう、これからもよろしくね",
    "もう無理、別れたい",
    "怒鳴られると悲しくなる",
    "この仕事終わりにして早く帰りたい",
    "もう疲れた、早く週末にならないかな",
    "黙ってないで何か言って",
    "チョコ食べたら殺す😂",
]


@pytest.mark.parametrize(("text", "kind"), DIRECT.items())
def test_direct_words_of_harm_are_always_stopped(text: str, kind: str) -> None:
    assert danger(text, "ja") == Stop(kind)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "kind"), INDIRECT.items())
def test_harm_told_in_other_words_is_heard_too(text: str, kind: str) -> None:
    heard = listen(text, "ja")
    assert (heard.sure or heard.unsure) == Stop(kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", HARMLESS)
def test_figures_of_speech_and_ordinary_heat_are_not_taken_for_danger(text: str) -> None:
    assert danger(text, "ja") is None


def test_hidden_characters_and_wide_letters_do_not_hide_danger() -> None:
    assert danger("死\u200bに\u200dた\u2060い", "ja") == Stop("self_harm")
    assert danger("これはＤＶだと思う", "ja") == Stop("violence_reported")


def test_japanese_danger_is_seen_in_a_draft_that_is_called_english() -> None:
    assert danger("I'm fine. もう死にたい", "en") == Stop("self_harm")

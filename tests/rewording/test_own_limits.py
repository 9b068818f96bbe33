"""A limit is about one's own doing: a rule over the other, a threat and danger are told from it, in both languages."""

import pytest

from conversations.rewording.own_limits import sort_of_limit
from conversations.rewording.values import Language

LIMITS: tuple[tuple[Language, str, str], ...] = (
    ("en", "voices get loud", "I take twenty minutes and come back"),
    ("en", "you shout", "I'll go for a walk and come back"),
    ("en", "it gets late", "I go to bed and we talk tomorrow"),
    ("en", "", "I won't continue while we're shouting"),
    ("en", "you drink", "I sleep at my sister's"),
    ("en", "you are late", "I start dinner without you"),
    ("en", "I'm tired", "I won't answer messages after ten"),
    ("en", "", "When voices get loud, I say so and take a break"),
    ("en", "", "Your voice gets loud, I leave the room for a while"),
    ("ja", "声が大きくなったら", "20分席を外して戻ります"),
    ("ja", "疲れているときは", "先に寝ます"),
    ("ja", "大きな声を出されたら", "部屋を出ます"),
    ("ja", "夜遅くなったら", "わたしは返事をしません"),
    ("ja", "泣いてしまうときは", "今は話せません。明日話します"),
)
SENTENCES: tuple[tuple[Language, str], ...] = (
    ("en", "We put phones away at dinner"),
    ("en", "We tell each other before we invite guests"),
    ("en", "Who cooks does not have to wash up"),
    ("en", "You cook on weekdays, I cook on weekends"),
    ("en", "You can call me any time"),
    ("ja", "夕食のときはスマホを置く"),
    ("ja", "ふたりの予定は前の日までに話す"),
    ("ja", "週末の朝はいっしょに過ごすこと"),
    ("ja", "10時以降は仕事の話をしない"),
)
RULES: tuple[tuple[Language, str, str], ...] = (
    ("en", "", "You may not see Tom"),
    ("en", "", "You must text me back within an hour"),
    ("en", "we fight", "Don't talk to me"),
    ("en", "", "No more parties without my permission"),
    ("ja", "", "元カノに会ってはいけません"),
    ("ja", "けんかになったら", "すぐ返信すること"),
    ("ja", "", "スマホを見せること"),
    ("ja", "飲み会のときは", "静かにして"),
)
THREATS: tuple[tuple[Language, str, str], ...] = (
    ("en", "you go", "I'm leaving you"),
    ("en", "", "If you go, I'm leaving you"),
    ("en", "you see her again", "we're done"),
    ("en", "you do that again", "I'll tell your mother everything"),
    ("ja", "また遅くなるなら", "もう別れます"),
    ("ja", "また飲みに行くなら", "実家に帰ります"),
    ("ja", "次にやったら", "職場に言います"),
)


@pytest.mark.parametrize(("language", "when", "act"), LIMITS)
def test_a_limit_is_left_as_it_is(language: Language, when: str, act: str) -> None:
    assert sort_of_limit(when, act, language) == ""


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_what_both_can_keep_is_left_as_it_is(language: Language, sentence: str) -> None:
    assert sort_of_limit("", sentence, language, mine=False) == ""


@pytest.mark.parametrize(("language", "when", "act"), RULES)
def test_a_rule_over_the_other_is_known(language: Language, when: str, act: str) -> None:
    assert sort_of_limit(when, act, language) == "rule"


@pytest.mark.parametrize(("language", "when", "act"), THREATS)
def test_a_threat_is_known(language: Language, when: str, act: str) -> None:
    assert sort_of_limit(when, act, language) == "threat"


@pytest.mark.parametrize(
    ("when", "act"), [("you leave", "I will hurt myself"), ("you leave me", "I'll kill myself")]
)
def test_harm_said_in_two_parts_is_heard(when: str, act: str) -> None:
    assert sort_of_limit(when, act, "en") == "danger self_harm"


@pytest.mark.parametrize("odd", ["", " ", "!!!", "🙂", "もう", "a" * 500, "\u200b", "If", "if if if"])
def test_odd_words_raise_nothing(odd: str) -> None:
    for language in ("en", "ja"):
        assert isinstance(sort_of_limit(odd, odd, language), str)

"""The questions of the deck are enough, kind and each its own; and each rule notices when they are not."""

from copy import deepcopy
from typing import Any

import pytest

from tests.content import deck, rules
from tests.content.reading import Content, read_content

CONTENT = read_content()
PLAIN = {"depth": 1, "mood": "joy", "text": "Which door squeaks the nicest?"}


def with_question(text: str, id: str = "joy_999", language: str = "en", file: str = "prompts") -> Content:
    """Our words with one more question, otherwise as they are."""
    pages: dict[str, Any] = deepcopy(dict(CONTENT))
    pages[language][file][id] = {**pages[language][file].get(id, PLAIN), "text": text}
    return pages


def with_row(file: str, id: str, **table: Any) -> Content:
    """Our words with one more row in one file; None leaves a key out."""
    pages: dict[str, Any] = deepcopy(dict(CONTENT))
    pages["en"][file][id] = {key: value for key, value in {**PLAIN, **table}.items() if value is not None}
    return pages


@pytest.mark.parametrize("check", deck.CHECKS, ids=lambda check: check.__name__)
def test_our_deck_keeps_the_rule(check: deck.Check) -> None:
    assert check(CONTENT) == []


def test_a_pack_or_a_season_that_runs_dry_is_found() -> None:
    pages: dict[str, Any] = deepcopy(dict(CONTENT))
    for gone in range(6, 30):
        pages["ja"]["packs"].pop(f"faith_{gone:02}", None)
        pages["en"]["seasons"].pop(f"winter_{gone:02}", None)
    pages["en"]["prompts"] = {}

    assert deck.enough_questions(pages) == [
        "en: prompts: 0, at least 365 wanted",
        "en: winter: 5, at least 8 wanted",
        "ja: faith: 5, at least 20 wanted",
    ]


@pytest.mark.parametrize(
    ("file", "id", "table", "problems"),
    [
        ("prompts", "joy_999", {"depth": 4}, ["depth is 4"]),
        ("prompts", "joy_999", {"depth": None}, ["depth is None"]),
        ("prompts", "fun_999", {"mood": "fun"}, ["mood is 'fun'"]),
        ("prompts", "joy_999", {"avoid": ["monday"]}, ["avoid is ['monday']"]),
        ("prompts", "joy_999", {"avoid": []}, ["avoid is []"]),
        ("prompts", "us_999", {}, ["its id does not say joy"]),
        ("prompts", "joy_999", {"season": "winter"}, ["season is not known"]),
        ("prompts", "joy_999", {"pack": "faith"}, ["pack is not known"]),
        ("packs", "sport_99", {"pack": "sport"}, ["pack is 'sport'"]),
        ("packs", "faith_99", {"pack": None}, ["pack is None", "its id does not say None"]),
        ("packs", "faith_99", {"pack": "grief"}, ["its id does not say grief"]),
        ("packs", "faith_99", {"pack": "faith", "mod": "joy"}, ["mod is not known"]),
        ("seasons", "monsoon_99", {"season": "monsoon"}, ["season is 'monsoon'"]),
        ("seasons", "spring_99", {"season": "spring", "depth": 3}, ["depth is 3"]),
        ("seasons", "spring_99", {"season": "spring", "mood": "inner"}, ["mood is 'inner'"]),
    ],
)
def test_a_value_the_code_does_not_know_is_found(
    file: str, id: str, table: dict[str, Any], problems: list[str]
) -> None:
    found = deck.known_values(with_row(file, id, **table))

    assert found == [f"en/{file}.toml: {id}: {problem}" for problem in problems]


def test_an_id_that_stands_in_two_files_is_found() -> None:
    assert deck.own_ids(with_row("packs", "joy_01")) == [
        "en/prompts.toml: joy_01: stands in two files",
        "en/packs.toml: joy_01: stands in two files",
    ]


@pytest.mark.parametrize(
    ("file", "table"),
    [
        ("prompts", {"depth": 3}),
        ("prompts", {"depth": 3, "avoid": ["tension"]}),
        ("packs", {"pack": "grief"}),
        ("packs", {"pack": "intimacy", "avoid": ["empty"]}),
    ],
)
def test_what_is_deep_or_tender_and_would_come_on_a_hard_day_is_found(
    file: str, table: dict[str, Any]
) -> None:
    assert deck.shielded(with_row(file, "new_01", **table)) == [
        f"en/{file}.toml: new_01: is not kept from tense and empty days"
    ]


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("en", "Name a song.", 0),
        ("en", "Which song? And why?", 2),
        ("ja", "好きな歌をひとつ。", 0),
        ("ja", "好きな歌は？ そのわけは？", 2),
        ("ja", "好きな歌は?", 0),
    ],
)
def test_no_question_and_two_questions_are_found(language: str, text: str, marks: int) -> None:
    assert deck.one_question(with_question(text, language=language)) == [
        f"{language}/prompts.toml: joy_999.text: {marks} question marks"
    ]


def test_a_question_that_takes_long_to_read_is_found() -> None:
    assert deck.short_questions(with_question("word " * 26)) == [
        "en/prompts.toml: joy_999.text: 26 long, 25 allowed"
    ]
    assert deck.short_questions(with_question("あ" * 51, language="ja")) == [
        "ja/prompts.toml: joy_999.text: 51 long, 50 allowed"
    ]


@pytest.mark.parametrize(
    ("language", "text", "slip"),
    [
        ("en", "What do you remember of your wedding?", "“wedding” (marriage)"),
        ("en", "What did your kids do today?", "“kids” (children)"),
        ("en", "Who is the man about the house?", "“man” (gender)"),
        ("en", "What would you do with more money?", "“money” (money)"),
        ("en", "What feels sexy to you?", "“sexy” (sex)"),
        ("en", "Which corner of our home is yours?", "“our home” (one_home)"),
        ("ja", "結婚してよかったことは？", "“結婚” (marriage)"),
        ("ja", "今日、子どもは何をしましたか？", "“子ども” (children)"),
        ("ja", "女らしいと思うのは？", "“女” (gender)"),
        ("ja", "お金があったら何をしますか？", "“お金” (money)"),
        ("ja", "裸足の", "“裸” (sex)"),
        ("ja", "ふたりの寝室にほしいものは？", "“ふたりの寝室” (one_home)"),
    ],
)
def test_what_not_everybody_has_is_found(language: str, text: str, slip: str) -> None:
    assert deck.nothing_assumed(with_question(text, language=language)) == [
        f"{language}/prompts.toml: joy_999.text: {slip}"
    ]


def test_one_may_ask_about_children_in_their_own_pack_and_about_childhood_anywhere() -> None:
    assert deck.nothing_assumed(with_question("What do the children sing?", "parents_01", file="packs")) == []
    assert deck.nothing_assumed(with_question("子どもが好きな歌は？", "parents_01", "ja", "packs")) == []
    assert deck.nothing_assumed(with_question("What did you sing as a child?")) == []
    assert deck.nothing_assumed(with_question("子どものころ、何を歌いましたか？", language="ja")) == []
    assert deck.nothing_assumed(with_question("What do the children sing?", "faith_01", file="packs")) == [
        "en/packs.toml: faith_01.text: “children” (children)"
    ]


@pytest.mark.parametrize("pack", deck.PACKS)
def test_no_pack_may_speak_of_sex_or_marriage(pack: str) -> None:
    assert deck.nothing_assumed(with_question("How was the wedding?", f"{pack}_01", file="packs")) == [
        f"en/packs.toml: {pack}_01.text: “wedding” (marriage)"
    ]
    assert deck.nothing_assumed(with_question("キスしたいのは？", f"{pack}_01", "ja", "packs")) == [
        f"ja/packs.toml: {pack}_01.text: “キス” (sex)"
    ]


def test_a_date_in_a_season_is_found() -> None:
    """Half of the world has its winter in July."""
    assert deck.no_dates(with_question("What do you do in December?", "winter_01", file="seasons")) == [
        "en/seasons.toml: winter_01.text: “December” is a date"
    ]
    assert deck.no_dates(with_question("お正月に何を食べますか？", "winter_01", "ja", "seasons")) == [
        "ja/seasons.toml: winter_01.text: “正月” is a date"
    ]


def test_snow_among_the_questions_of_every_day_is_found() -> None:
    assert deck.seasons_apart(with_question("Who threw the first snowball in the snow?")) == [
        "en/prompts.toml: joy_999.text: “snow” belongs to a season"
    ]
    assert deck.seasons_apart(with_question("ふたりで花見に行くなら？", "us_01", "ja")) == [
        "ja/prompts.toml: us_01.text: “花見” belongs to a season"
    ]


@pytest.mark.parametrize(
    ("language", "text", "twin"),
    [
        ("en", "What smell lifts your mood right away?", "joy_07"),
        ("en", "What sound wakes you most mornings, the first you hear?", "curiosity_046"),
        ("en", "When did you last laugh so much that it hurt?", "joy_122"),
        ("en", "Which gesture of your partner's, however little, never wears out?", "intimacy_04"),
        ("ja", "かぐと、たちまち機嫌がよくなるにおいは？", "joy_07"),
        ("ja", "最近、おなかが痛くなるほど笑ったのはいつ？", "joy_122"),
        ("ja", "とっておきの、寝苦しい夜の乗り切り方は？", "summer_03"),
    ],
)
def test_a_question_asked_over_in_other_words_is_found(language: str, text: str, twin: str) -> None:
    pages = with_question(text, language=language)
    file = next(file for file in deck.FILES if twin in CONTENT[language][file])

    assert deck.no_twins(pages) in (
        [f"{language}/prompts.toml: joy_999.text: asks the same as {file}: {twin}.text"],
        [f"{language}/{file}.toml: {twin}.text: asks the same as prompts: joy_999.text"],
    )
    both = {"one": {"text": text}, "other": CONTENT[language][file][twin]}
    pair = {"en": {}, "ja": {}, language: {"prompts": both}}
    assert rules.different_prompts(pair) == [], "spelled too differently for the other rule"


def test_questions_that_are_built_alike_and_ask_for_different_things_are_no_twins() -> None:
    assert deck.no_twins(with_question("Which tool lifts the heaviest stone?")) == []
    assert deck.no_twins(with_question("さわったとたん、眠くなる布は？", language="ja")) == []


def test_a_pack_that_differs_between_the_languages_is_found() -> None:
    pages = with_row(
        "packs", "faith_01", **{**CONTENT["en"]["packs"]["faith_01"], "pack": "grief", "depth": 2}
    )

    assert rules.same_data(pages) == [
        "ja/packs.toml: faith_01.depth: 1, but 2 in en",
        "ja/packs.toml: faith_01.pack: 'faith', but 'grief' in en",
    ]
    del pages["en"]["seasons"]["winter_01"]["season"]
    assert rules.same_keys(pages) == ["en/seasons.toml: winter_01.season: missing, it stands in ja"]

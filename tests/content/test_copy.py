"""Our words keep our rules: short, kind, alike in both languages; and each rule notices when they do not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.content import rules
from tests.content.reading import Content, read_content, width

CONTENT = read_content()
VOICE = {language: {"voice": CONTENT[language]["voice"]} for language in ("en", "ja")}


def page(english: Mapping[str, Any], japanese: Mapping[str, Any], file: str = "need") -> Content:
    """Two small files of the same name, with our list of banned words beside them."""
    return {"en": {file: english, **VOICE["en"]}, "ja": {file: japanese, **VOICE["ja"]}}


def ask(english: str, japanese: str = "どうでしたか？", file: str = "need") -> Content:
    return page({"ask": {"text": english}}, {"ask": {"text": japanese}}, file)


def button(english: str, japanese: str = "はい") -> Content:
    return page({"ask": {"options": {"yes": english}}}, {"ask": {"options": {"yes": japanese}}})


@pytest.mark.parametrize("check", rules.CHECKS, ids=lambda check: check.__name__)
def test_our_words_keep_the_rule(check: rules.Check) -> None:
    assert check(CONTENT) == []


def test_all_rules_can_be_asked_at_once_about_a_folder(tmp_path: Path) -> None:
    for language, words in (("en", "Hello"), ("ja", "こんにちは")):
        (tmp_path / language / "rewording").mkdir(parents=True)
        (tmp_path / language / "need.toml").write_text(f'[ask]\ntext = "{words}!"\n', "utf-8")
        (tmp_path / language / "rewording" / "heat.toml").write_text('shout = "You never!"\n', "utf-8")

    found = rules.problems(tmp_path)

    assert found[:3] == [
        "en/need.toml: ask.text: an exclamation mark",
        "ja/need.toml: ask.text: an exclamation mark",
        "ja/need.toml: ask.text: a half-width ? or ! after Japanese",
    ]
    assert all(problem.startswith("en/prompts.toml: fewer than") for problem in found[3:])


def test_a_key_that_one_language_lacks_is_found() -> None:
    words = page({"ask": {"text": "How?"}}, {"ask": {"hint": "ひとことで"}})

    assert rules.same_keys(words) == [
        "ja/need.toml: ask.text: missing, it stands in en",
        "en/need.toml: ask.hint: missing, it stands in ja",
    ]


def test_a_file_that_one_language_lacks_is_found() -> None:
    assert rules.same_keys({"en": {"need": {"ask": {"text": "How?"}}}, "ja": {}}) == [
        "ja/need.toml: ask.text: missing, it stands in en"
    ]


def test_what_steers_must_be_equal_in_both_languages() -> None:
    english, japanese = {"depth": 1, "avoid": ["empty"]}, {"depth": 2, "avoid": ["tension"]}
    words = page({"joy_01": english}, {"joy_01": japanese}, "prompts")

    assert rules.same_data(words) == [
        "ja/prompts.toml: joy_01.avoid: ['tension'], but ['empty'] in en",
        "ja/prompts.toml: joy_01.depth: 2, but 1 in en",
    ]


def test_a_place_that_one_language_lacks_is_found() -> None:
    assert rules.same_places(ask("Back at {time}, {name}.", "{time}に戻ります。")) == [
        "ja/need.toml: ask.text: places ['{time}'], but ['{name}', '{time}'] in en"
    ]


def test_a_text_left_untranslated_is_found() -> None:
    assert rules.two_languages(ask("Close", "Close")) == [
        "ja/need.toml: ask.text: the same text in both languages"
    ]


@pytest.mark.parametrize("text", ["988", "Attune", "{name} · {time}", "findahelpline.com", "/menu", "❤️"])
def test_names_numbers_and_signs_may_be_the_same_in_both_languages(text: str) -> None:
    assert rules.two_languages(ask(text, text)) == []


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("You should call.", "“should” (instructing)"),
        ("Just say it.", "“just say” (instructing)"),
        ("Calm down, Mika.", "“calm down” (instructing)"),
        ("I hear you.", "“I hear you” (posing)"),
        ("That is toxic.", "“toxic” (labelling)"),
        ("Kai hasn’t answered.", "“hasn't answered” (counting)"),
        ("Many couples find this hard.", "“many couples” (claiming)"),
        ("Ask your wife.", "“wife” (gendering)"),
        ("He's here.", "“he's” (gendering)"),
    ],
)
def test_a_banned_english_word_is_found(text: str, slip: str) -> None:
    assert rules.our_voice(ask(text)) == [f"en/need.toml: ask.text: {slip}"]


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("話すべきです。", "“べき” (instructing)"),
        ("落ち着いて話しましょう。", "“落ち着いて” (instructing)"),
        ("夫に伝えますか？", "“夫” (gendering)"),
        ("やっと届きました。", "“やっと” (counting)"),
        ("自己開示の練習です。", "“自己開示” (labelling)"),
    ],
)
def test_a_banned_japanese_word_is_found(text: str, slip: str) -> None:
    assert rules.our_voice(ask("How was it?", text)) == [f"ja/need.toml: ask.text: {slip}"]


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("Mustard, shoulders and the theatre.", "大丈夫です。工夫してみます。"),
        ("You could say “I hear you”.", "「うん、届いてるよ」と言うのもいいですね。"),
        ("What's justice?", "気持ちが落ち着いています。ごめんなさい、も届きます。"),
    ],
)
def test_words_inside_words_and_quoted_words_are_no_slips(english: str, japanese: str) -> None:
    assert rules.our_voice(ask(english, japanese)) == []


def test_a_partner_may_say_what_the_bot_never_says() -> None:
    assert rules.our_voice(button("I hear you", "届いてるよ")) == []
    assert rules.our_voice(ask("I hear you.", "うん、届いてるよ。", "phrases")) == []


def test_a_phrase_may_name_what_it_takes_the_place_of() -> None:
    words = page({"slow": {"instead": "Calm down"}}, {"slow": {"instead": "落ち着いてよ"}}, "phrases")

    assert rules.our_voice(words) == []


@pytest.mark.parametrize("text", ["Done!", "できました！"])
def test_an_exclamation_mark_is_found(text: str) -> None:
    assert rules.quiet_marks(ask(text)) == ["en/need.toml: ask.text: an exclamation mark"]


def test_a_second_emoji_is_found_and_in_hard_moments_the_first() -> None:
    assert rules.few_emoji(ask("Plenty 🔋 ❤️")) == ["en/need.toml: ask.text: 2 emoji, 1 allowed"]
    assert rules.few_emoji(ask("Plenty 🔋")) == []
    assert rules.few_emoji(ask("Rest ⏳", file="pause_end")) == [
        "en/pause_end.toml: ask.text: 1 emoji, 0 allowed"
    ]


def test_a_label_too_wide_for_its_button_is_found() -> None:
    assert rules.short_labels(button("I can do that, later", "今はまだむずかしいです")) == [
        "en/need.toml: ask.options.yes: 20 wide, 18 fit on a button",
        "ja/need.toml: ask.options.yes: 11 wide, 9 fit on a button",
    ]


def test_labels_of_other_tables_are_held_to_the_width_of_a_button() -> None:
    long = {"one": "A label that is far too long"}
    found = rules.short_labels(page({"buttons": long, "send": {"button": long["one"]}}, {}))
    found += rules.short_labels(page({"words": {"sad": long}}, {}, "feelings"))

    assert [problem.split(": ")[1] for problem in found] == ["buttons.one", "send.button", "words.sad.one"]


def test_half_width_letters_count_half_in_japanese() -> None:
    assert (width("10分だけ", "ja"), width("10 min", "en")) == (4, 6)


def test_a_turn_too_long_to_read_in_one_go_is_found() -> None:
    assert rules.short_turns(ask("word " * 36, "あ" * 71)) == [
        "en/need.toml: ask.text: 36 words, 35 allowed",
        "ja/need.toml: ask.text: 71 characters, 70 allowed",
    ]


def test_a_turn_of_just_the_allowed_length_is_fine() -> None:
    assert rules.short_turns(ask("word " * 35, "あ" * 70)) == []


def test_a_card_may_be_longer() -> None:
    words = {"text": "word " * 50}

    assert rules.short_turns(page({"before": {"card": True, **words}, "card": words}, {})) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Back at [time].", "a bracket to fill in"),
        ("Back at {}.", "a brace that names no place"),
        ("Back at {Time}.", "a brace that names no place"),
        ("Back at  nine.", "a double space"),
    ],
)
def test_what_was_left_over_from_a_draft_is_found(text: str, problem: str) -> None:
    assert rules.nothing_left_over(ask(text)) == [f"en/need.toml: ask.text: {problem}"]


def test_a_command_with_a_hyphen_is_found() -> None:
    assert rules.legal_commands(ask("Try /help-me-say-this or /help_me, see https://a.org/b-c.")) == [
        "en/need.toml: ask.text: /help-me-say-this is no command to Telegram"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<b>Tonight", "<b> is left open"),
        ("Tonight</b>", "</b> closes nothing"),
        ("<b><i>Tonight</b></i>", "</b> closes nothing"),
        ("<u>Tonight</u>", "<u> is not known"),
    ],
)
def test_broken_markup_is_found(text: str, problem: str) -> None:
    assert rules.balanced_markup(ask(text)) == [f"en/need.toml: ask.text: {problem}"]


def test_a_half_width_question_mark_after_japanese_is_found() -> None:
    assert rules.full_width_marks(ask("How was it?", "どうでしたか?")) == [
        "ja/need.toml: ask.text: a half-width ? or ! after Japanese"
    ]


def test_too_few_prompts_of_a_kind_are_found() -> None:
    row = {"depth": 1, "mood": "thanks", "text": "What was kind today?"}
    prompts = {f"thanks_{number}": row for number in range(365)}

    assert rules.enough_prompts(page(prompts, prompts, "prompts")) == [
        "en/prompts.toml: fewer than 4 curiosity a fortnight"
    ]


def test_two_prompts_that_ask_almost_the_same_are_found() -> None:
    words = page(
        {"one": {"text": "What made you laugh today?"}, "two": {"text": "What made you laugh, today?"}},
        {"one": {"text": "今日、笑ったことは？"}, "two": {"text": "雨の日に聴きたい曲は？"}},
        "prompts",
    )

    assert rules.different_prompts(words) == ["en/prompts.toml: two.text: almost the same as one.text"]

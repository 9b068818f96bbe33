"""Settings, help, privacy, and the ways out."""

from sqlmodel import select

from conversations.records.database import transaction
from conversations.records.needs import Need
from conversations.records.notes import Keepsake, Note
from tests.stage import Stage, paired


def test_settings_show_what_is_set_and_change_in_place(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/settings")
    assert mika.sees == "Your check-in: 20:30, by the clock of London. Quiet: 22:00–08:00."
    mika.taps("Check-in time")
    mika.taps("Choose")
    mika.says("7pm")
    assert mika.sees == "Your check-in: 19:00, by the clock of London. Quiet: 22:00–08:00."
    mika.taps("Quiet hours")
    mika.says("at night")
    assert mika.sees.startswith("I couldn't read that.")
    mika.says("23:00-7:00")
    assert mika.sees == "Your check-in: 19:00, by the clock of London. Quiet: 23:00–07:00."
    mika.taps("Language")
    mika.taps("日本語")
    assert mika.sees == "チェックイン：19:00（ロンドンの時計）。静かにする時間：23:00–07:00。"


def test_leaving_works_alone_and_is_not_announced(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = mika.texts, stage.group().texts
    aki.says("/leave")
    aki.taps("そっとやめる")
    assert aki.sees.startswith("やめました。")
    assert (mika.texts, stage.group().texts) == before
    mika.says("/need")
    assert mika.sees == "Attune is paused for both of you."


def test_old_buttons_do_nothing_after_leaving(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", "今", "少し", "相手だけに送る"):
        aki.taps(label)
    aki.says("/leave")
    aki.taps("そっとやめる")
    seen = aki.texts
    mika.taps("I can do that")
    assert mika.sees == "Attune is paused for both of you."
    assert aki.texts == seen


def test_deleting_everything_leaves_no_row(stage: Stage) -> None:
    aki, mika = paired(stage)
    aki.says("/privacy")
    aki.taps("消す…")
    aki.taps("わたしのもの全部")
    aki.taps("全部消す")
    assert aki.sees.startswith("消しました。")
    aki.says("/start")
    assert aki.sees.startswith("こんにちは、Attuneです。")


def test_everything_can_be_deleted_after_leaving_too(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/thanks you made soup")
    mika.taps("Skip")
    mika.taps("Send privately")
    aki.taps("とっておく")
    mika.says("/leave")
    mika.taps("Leave quietly")
    aki.says("/privacy")
    aki.taps("消す…")
    aki.taps("わたしのもの全部")
    aki.taps("全部消す")
    assert aki.sees.startswith("消しました。")
    with transaction(stage.engine) as session:
        assert [session.exec(select(table)).all() for table in (Need, Note, Keepsake)] == [[], [], []]


def test_support_is_the_same_for_anybody_and_asks_nothing(stage: Stage) -> None:
    noa = stage.person("Noa", "en")
    noa.says("/support")
    noa.taps("I feel frightened")
    noa.taps("United Kingdom")
    assert "0808 2000 247" in noa.sees
    assert "I haven't told Noa." in noa.sees


def test_an_unknown_command_shows_what_there_is(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/frobnicate")
    assert mika.sees.startswith("I don't know that command. Nothing was sent; here is what there is:")
    assert mika.buttons[0] == ["Ask for a need", "Help me say it"]


def test_words_that_belong_nowhere_go_nowhere(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("hm")
    assert mika.sees == "I've sent this to nobody. What would you like to do with it?"
    mika.taps("Nothing")
    assert mika.sees == "Then it stays here, with you."


def test_resting_is_not_announced_and_ends_with_the_menu(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = aki.texts
    mika.says("/settings")
    mika.taps("Rest for a while")
    assert mika.sees == "Paused. /menu brings me back."
    assert aki.texts == before
    mika.says("/menu")
    assert mika.sees == "Here again, and glad to carry on at your pace."

"""Two people become a pair, in a group and without one."""

from tests.stage import GROUP, Stage, lives_in, paired


def test_two_people_pair_in_a_group(stage: Stage) -> None:
    aki, mika = paired(stage)
    assert (
        mika.sees
        == "You're connected. Your first check-in comes at the hour you chose, and /menu shows everything."
    )
    assert (
        aki.sees == "つながりました。最初のチェックインは、選んだ時間に届きます。/menu でぜんぶ見られます。"
    )
    assert stage.group(GROUP).texts == [
        "準備ができました。チェックインは、それぞれの時間に個別に届きます。/menu でぜんぶ見られます。\n\n"
        "Ready. Check-ins come privately, each at your own time. /menu shows everything."
    ]


def test_two_people_pair_by_a_link(stage: Stage) -> None:
    mika, aki = stage.person("Mika", "en"), stage.person("Aki", "ja")
    mika.says("/start")
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Yes, I'd like this")
    mika.taps("Invite my partner")
    link = mika.sees.split("\n")[-1]
    aki.says("/start " + link.partition("?start=")[2])
    assert aki.sees.startswith("こんにちは。Mikaさんが、Attuneをいっしょに使いたいそうです。")
    aki.taps("日本語")
    lives_in(aki, "東京")
    aki.taps("朝 8:00")
    aki.taps("はい、使います")
    assert aki.sees == "準備ができました。ふたりがそろったら始めます。"
    assert (
        mika.sees == "Aki has opened your link and would like to use Attune with you. Is this your partner?"
    )
    assert mika.buttons == [["Yes, connect us"], ["No, someone else"]]
    mika.taps("Yes, connect us")
    assert aki.sees.startswith("つながりました。")
    assert mika.sees.startswith("You're connected.")

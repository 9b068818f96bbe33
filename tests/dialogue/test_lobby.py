"""What happens in a group: Attune arrives, people come and go, and private things move elsewhere."""

from conversations.dialogue.events import (
    BotDemoted,
    BotPromoted,
    BotRemoved,
    ChatKind,
    ChatMoved,
    Command,
    Where,
    Words,
)
from tests.stage import GROUP, Phone, Stage, lives_in, paired

THERE = Where(GROUP, ChatKind.SHARED)


def a_need_for_both(aki: Phone) -> None:
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", "今", "少し", "ふたりへ送る"):
        aki.taps(label)


def says_in_group(phone: Phone, name: str, rest: str = "") -> None:
    phone.stage.happens(lambda id: Command(id, phone.who, THERE, name, rest, 9))


def test_alone_with_one_person_it_waits_for_the_other(stage: Stage) -> None:
    mika, group = stage.person("Mika", "en"), stage.group()
    group.adds_attune(mika, humans=1)
    assert group.texts == ["Add your partner and I'll carry on by myself."]
    group.changes(mika, humans=2, joined=(999,))
    assert group.shown[-1].buttons == [["Set up privately · 個別に準備する"]]


def test_a_crowd_is_told_once_and_nothing_is_kept(stage: Stage) -> None:
    mika, group = stage.person("Mika", "en"), stage.group()
    group.adds_attune(mika, humans=3)
    says_in_group(mika, "start")
    assert group.texts[0] == "I'm for two people. This group has more, so I'll wait quietly."


def test_the_status_line_never_says_who_is_ready(stage: Stage) -> None:
    mika, group = stage.person("Mika", "en"), stage.group()
    group.adds_attune(mika)
    mika.taps("Set up privately", group)
    mika.opens_link()
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Yes, I'd like this")
    assert group.texts == ["Setting up: one of you is ready."]
    assert group.shown[0].buttons == [["Set up privately · 個別に準備する"]]


def test_a_set_up_link_works_for_the_one_who_tapped_only(stage: Stage) -> None:
    mika, noa, group = stage.person("Mika", "en"), stage.person("Noa", "en"), stage.group()
    group.adds_attune(mika)
    mika.taps("Set up privately", group)
    noa.link = mika.link
    noa.opens_link()
    assert noa.texts[0] == "This link no longer works. Nothing was changed; a new one is quickly made."


def test_a_third_person_makes_it_quiet_and_needs_go_to_the_private_chats(stage: Stage) -> None:
    aki, mika = paired(stage)
    group = stage.group()
    group.changes(aki, humans=3, joined=(999,))
    assert group.texts[-1] == "ほかのかたがいるようなので、ふたりだけになるまで静かにしています。"
    seen = len(group.texts)
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", "今", "少し"):
        aki.taps(label)
    assert aki.buttons[:2] == [["相手だけに送る", "とっておく"], ["書きなおす", "自分用にする"]]
    aki.taps("相手だけに送る")
    assert mika.sees.startswith("Aki is asking:")
    assert len(group.texts) == seen


def test_two_again_means_the_shared_chat_is_used_again(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.group().changes(aki, humans=3, joined=(999,))
    stage.group().changes(aki, humans=2, left=999)
    a_need_for_both(aki)
    assert stage.group().texts[-1].startswith("Akiさんからのお願い：")


def test_a_stranger_in_the_place_of_a_partner_is_not_two_again(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.group().changes(mika, humans=1, left=mika.telegram_id)
    stage.group().changes(aki, humans=2, joined=(999,))
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", "今", "少し"):
        aki.taps(label)
    assert ["ふたりへ送る"] not in [row[:1] for row in aki.buttons]
    aki.taps("とじる")
    stage.group().changes(aki, humans=2, joined=(mika.telegram_id,), left=999)
    a_need_for_both(aki)
    assert stage.group().texts[-1].startswith("Akiさんからのお願い：")


def test_a_group_that_moves_keeps_the_couple(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.happens(lambda id: ChatMoved(id, aki.who, THERE, -100777))
    stage.happens(lambda id: ChatMoved(id, aki.who, THERE, -100777))
    a_need_for_both(aki)
    assert stage.group(-100777).texts[-1].startswith("Akiさんからのお願い：")


def test_removed_from_the_group_it_goes_on_in_private(stage: Stage) -> None:
    aki, mika = paired(stage)
    stage.happens(lambda id: BotRemoved(id, aki.who, THERE))
    seen = stage.group().texts
    aki.says("/need")
    for label in ("聞いてほしい", "ことばはなし", "とばす", "10分だけ", "今", "少し", "相手だけに送る"):
        aki.taps(label)
    assert mika.sees.startswith("Aki is asking:")
    assert stage.group().texts == seen


def test_made_an_admin_it_asks_not_to_be_and_says_so_once(stage: Stage) -> None:
    aki, mika = paired(stage)
    line = "管理者になると、すべてのメッセージが届いてしまいます。"
    for _ in range(2):
        stage.happens(lambda id: BotPromoted(id, aki.who, THERE))
    assert sum(text.startswith(line) for text in stage.group().texts) == 1
    stage.happens(lambda id: BotDemoted(id, aki.who, THERE))
    a_need_for_both(aki)
    assert stage.group().texts[-1].startswith("Akiさんからのお願い：")


def test_what_two_people_write_to_each_other_is_not_read(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = stage.group().texts, aki.texts, mika.texts
    stage.happens(lambda id: Words(id, aki.who, THERE, "もう別れる", 9))
    assert (stage.group().texts, aki.texts, mika.texts) == before


def test_a_hot_draft_in_the_group_is_never_quoted(stage: Stage) -> None:
    aki, mika = paired(stage)
    says_in_group(mika, "help_me_say_this", "You never listen")
    shown = stage.group().shown[-1]
    assert (
        shown.text == "これは、個別のチャットでお話ししましょう。いま書いたメッセージは、ご自分で消せます。"
    )
    assert shown.message.keyboard[0][0].url == "https://t.me/attune_bot?start=reword"


def test_an_unknown_command_in_a_group_is_not_ours(stage: Stage) -> None:
    aki, mika = paired(stage)
    before = stage.group().texts
    says_in_group(aki, "weather")
    assert stage.group().texts == before


def test_a_group_becomes_the_shared_chat_once_the_other_agrees(stage: Stage) -> None:
    mika, aki = stage.person("Mika", "en"), stage.person("Aki", "en")

    for phone in (mika, aki):
        phone.says("/start" if phone is mika else "/start " + mika.sees.partition("?start=")[2])
        phone.taps("English")
        lives_in(phone, "London")
        phone.taps("Evening 20:30")
        phone.taps("Yes, I'd like this")
        if phone is mika:
            mika.taps("Invite my partner")
    mika.taps("Yes, connect us")
    group = stage.group(-77)
    group.adds_attune(mika, humans=1)
    stage.happens(lambda id: Command(id, mika.who, Where(-77, ChatKind.SHARED), "link", "", 9))
    assert group.texts[-1] == "I've asked privately. Once it's confirmed, this is your shared chat."
    aki.taps("Yes, use it")
    assert (
        group.texts[-1] == "Ready. Check-ins come privately, each at your own time. /menu shows everything."
    )
    aki.presses(
        aki.shown[-1].message.keyboard[0][0].data if aki.shown[-1].message.keyboard else "link x", None
    )
    assert len([text for text in group.texts if text.startswith("Ready.")]) == 1


def test_ones_own_invitation_is_refused_kindly(stage: Stage) -> None:

    mika = stage.person("Mika", "en")
    mika.says("/start")
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Yes, I'd like this")
    mika.taps("Invite my partner")
    mika.says("/start " + mika.sees.partition("?start=")[2])
    assert mika.sees == "This is your own link. It's for your partner: send it to them however you like."


def test_an_invitation_works_once_and_for_a_day(stage: Stage) -> None:

    mika, noa = stage.person("Mika", "en"), stage.person("Noa", "en")
    mika.says("/start")
    mika.taps("English")
    lives_in(mika, "London")
    mika.taps("Evening 20:30")
    mika.taps("Yes, I'd like this")
    mika.taps("Invite my partner")
    link = "/start " + mika.sees.partition("?start=")[2]
    stage.wait(hours=25)
    noa.says(link)
    assert noa.texts[0] == "This link no longer works. Nothing was changed; a new one is quickly made."

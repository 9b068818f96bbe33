"""Weeks that people of the stage look back on, and what is kept of them."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import col, select

from conversations.records.database import transaction
from conversations.records.partners import Partner, find_partner
from conversations.records.pulse import PictureWish, Pulse, Week, keep_week, weeks_of
from tests.stage import Phone, Stage, paired

AKIS_SUNDAY = datetime(2026, 11, 22, 11, 30, tzinfo=UTC)  # 20:30 in Tokyo
MIKAS_SUNDAY = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)  # 20:30 in London, the same date
MONDAY = date(2026, 11, 16)  # of the week that ends then
A_WEEK = timedelta(days=7)
WORDS = {
    "en": {10: "All week", 8: "Mostly", 6: "Often", 4: "Sometimes", 2: "Rarely", 0: "Not at all"},
    "ja": {10: "ずっと", 8: "だいたい", 6: "よく", 4: "ときどき", 2: "たまに", 0: "なかった"},
}
SKIP, LOOK = {"en": "Skip", "ja": "とばす"}, {"en": "Look back", "ja": "今週を振り返る"}
SHARE, YES = {"en": "One of us both…", "ja": "ふたりの絵…"}, {"en": "I'd like that", "ja": "そうしたい"}


def answers(phone: Phone, *levels: int, moment: str = "") -> None:
    """Four questions and the line; one level is said to all four."""
    for level in levels if len(levels) == 4 else levels * 4:
        phone.taps(WORDS[phone.language][level])
    if moment:
        phone.says(moment)
    else:
        phone.taps(SKIP[phone.language])


def looks_back(phone: Phone, level: int, moment: str = "") -> None:
    """By oneself, at any time."""
    phone.says("/pulse")
    if LOOK[phone.language] in labels(phone):
        phone.taps(LOOK[phone.language])
    answers(phone, level, moment=moment)


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]


def on_sunday(stage: Stage) -> tuple[Phone, Phone]:
    """A couple, at Mika's hour on a Sunday; it has been asked."""
    stage.now = AKIS_SUNDAY - timedelta(hours=1)
    aki, mika = paired(stage)
    for moment in (AKIS_SUNDAY, MIKAS_SUNDAY):
        stage.now = moment
        stage.ticks()
    return aki, mika


def with_weeks(stage: Stage, *levels: int) -> tuple[Phone, Phone]:
    """A couple on a Sunday; both have said so much of the weeks before this one, the oldest first."""
    aki, mika = on_sunday(stage)
    for phone, other in ((aki, mika), (mika, aki)):
        have_been(stage, phone, other, *levels)
    return aki, mika


def have_been(stage: Stage, phone: Phone, other: Phone, *levels: int, moment: str = "") -> None:
    with transaction(stage.engine) as session:
        me, you = (partner(stage, one) for one in (phone, other))
        for ago, level in enumerate(reversed(levels), 1):
            week, at = MONDAY - ago * A_WEEK, stage.now - ago * A_WEEK
            said = dict.fromkeys(("close", "understood", "ask", "back"), level)
            keep_week(session, stage.attune.sealer, (me.id, you.id), week, said, moment, at)


def partner(stage: Stage, phone: Phone) -> Partner:
    with transaction(stage.engine) as session:
        found = find_partner(session, stage.attune.sealer, phone.telegram_id)
        assert found is not None
        return found


def rows(stage: Stage, phone: Phone) -> list[Pulse]:
    mine = select(Pulse).where(Pulse.partner_id == partner(stage, phone).id)
    with transaction(stage.engine) as session:
        return list(session.exec(mine.order_by(col(Pulse.week))))


def told(stage: Stage, phone: Phone, other: Phone) -> list[Week]:
    with transaction(stage.engine) as session:
        me, you = (partner(stage, one).id for one in (phone, other))
        return weeks_of(session, stage.attune.sealer, me, you)


def wishes(stage: Stage) -> list[int]:
    with transaction(stage.engine) as session:
        return [one.partner_id for one in session.exec(select(PictureWish))]


def pictures(phone: Phone) -> list[str]:
    """What stands under each picture."""
    return [one.text for one in phone.shown if one.message.picture]

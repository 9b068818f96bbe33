"""The year of Aki and Mika, from June to its end: good news, silence, another continent, and how they live with it."""

from datetime import date, time

from tests.a_year.diary import SILENT, Chapter, Habit, Scene, says, taps, taps_in_us

AKI, MIKA = "Aki", "Mika"

JUNE = Chapter(
    "June and July", date(2027, 6, 1), date(2027, 7, 18),
    "The station says yes. There is a lot to do, and mostly it is good.",
    aki=Habit(hearts=0.5), mika=Habit(answers=0.8, hearts=0.5, words=("warm", "mixed", "tired")),
    scenes=(
        Scene(date(2027, 6, 9), time(11, 40), MIKA, (
            says("/news", "The station said yes. Toronto, from September, and they want the rain archive, too."),
            taps("Send privately"),
        )),
        Scene(date(2027, 6, 18), time(18, 0), AKI, (
            says("/need"), taps("ふたりの時間", "あたたかい", "近くに感じる"), says("引っ越しの話ばかりの二週間"),
            taps("夜をゆっくり", "今週", "少し", "相手だけに送る"),
        )),
        Scene(date(2027, 6, 18), time(12, 30), MIKA, (
            taps("More…", "I can't this time"), taps("Skip"),
        )),
        Scene(date(2027, 6, 25), time(12, 5), MIKA, (
            says("/thanks", "You went through my insurance papers with a dictionary.", "I could sleep that night."),
            taps("Send privately"),
        )),
        Scene(date(2027, 6, 25), time(20, 10), AKI, (taps("❤️"),)),
    ),
    shown=(date(2027, 6, 9), date(2027, 6, 18)),
)  # fmt: skip

SILENCE = Chapter(
    "Three silent weeks", date(2027, 7, 19), date(2027, 8, 8),
    "Boxes, heat, a flat to hand over. For three weeks nobody answers anything. Attune asks each evening as before, "
    "without a sound more, and says nothing of it.",
    aki=SILENT, mika=SILENT, shown=(date(2027, 7, 28),),
)  # fmt: skip

AUGUST = Chapter(
    "August", date(2027, 8, 9), date(2027, 9, 10),
    "They begin where they are. What was missed is not spoken of: the question of the evening is a new one.",
    aki=Habit(answers=0.9), mika=Habit(answers=0.8),
    scenes=(Scene(date(2027, 8, 9), time(9, 30), MIKA, (says("/today"),)),),
    shown=(date(2027, 8, 9),),
)  # fmt: skip

TORONTO = Chapter(
    "Another continent", date(2027, 9, 11), date(2027, 10, 31),
    "On 11 September Mika flies to Toronto and sets clock and hour in the evening. From then on one sheet is open from "
    "Tokyo's evening to Toronto's, and opens at Tokyo's breakfast.",
    aki=Habit(answers=0.85, words=("sad", "calm", "warm")),
    mika=Habit(answers=0.75, words=("mixed", "sad", "warm", "scared")),
    scenes=(
        Scene(date(2027, 9, 11), time(19, 0), MIKA, (
            says("/settings"), taps("Time zone"), says("Toronto"),
            says("/settings"), taps("Check-in time", "Evening 20:30"),
        )),
        Scene(date(2027, 10, 12), time(21, 40), AKI, (
            says("/need"), taps("安心したい", "こわい", "不安"), says("昨日の電話が短かったこと"),
            taps("ことばにして", "今夜", "少し", "相手だけに送る"),
        )),
        Scene(date(2027, 10, 13), time(19, 45), MIKA, (
            taps("Say it back"), says("That short calls leave you alone with the long evening, and you'd like a word."), taps("Send it"),
        )),
        Scene(date(2027, 10, 14), time(9, 10), AKI, (taps("うん、そう"),)),
    ),
    shown=(date(2027, 9, 11), date(2027, 9, 12), date(2027, 10, 12), date(2027, 10, 13)),
)  # fmt: skip

NOVEMBER = Chapter(
    "November", date(2027, 11, 1), date(2027, 11, 30),
    "On the 7th the clocks in Toronto go back. The hour between one and two comes twice; the evening comes once.",
    aki=Habit(answers=0.8, words=("sad", "tired", "calm")), mika=Habit(answers=0.8, words=("mixed", "sad", "calm")),
    shown=(date(2027, 11, 7),),
)  # fmt: skip

DECEMBER = Chapter(
    "December", date(2027, 12, 1), date(2027, 12, 31),
    "Aki has a ticket for January. They count nothing, and look at the calendar a lot.",
    aki=Habit(answers=0.9, hearts=0.6, words=("warm", "calm", "tired")),
    mika=Habit(answers=0.9, hearts=0.6, words=("warm", "calm", "mixed")),
    scenes=(
        Scene(date(2027, 12, 24), time(18, 0), AKI, (
            says("/thanks", "毎朝、そっちの天気を一行くれた。一年ぶん。", "傘を二本持って出る日が、なくなった。"),
            taps("ふたりへ送る"),
        )),
        Scene(date(2027, 12, 24), time(8, 30), MIKA, (taps_in_us("❤️", "Keep it"),)),
    ),
    shown=(date(2027, 12, 24), date(2027, 12, 31)),
)  # fmt: skip

SUMMER_TO_WINTER = (JUNE, SILENCE, AUGUST, TORONTO, NOVEMBER, DECEMBER)

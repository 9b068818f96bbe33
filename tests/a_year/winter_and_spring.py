"""The year of Aki and Mika, from New Year to the end of May: they begin, they meet, and two weeks are hard."""

from datetime import date, time

from tests.a_year.diary import Away, Chapter, Habit, Scene, says, taps, taps_in_us

AKI, MIKA = "Aki", "Mika"

JANUARY = Chapter(
    "January", date(2027, 1, 1), date(2027, 1, 31),
    "They met two autumns ago, at a station where a signal had failed. Aki sells books in Tokyo, Mika records sound in "
    "Berlin. When it is half past eight in Tokyo, it is half past twelve in Berlin; so Mika is asked at lunch.",
    aki=Habit(answers=0.95), mika=Habit(answers=0.9),
    scenes=(
        Scene(date(2027, 1, 10), time(19, 0), AKI, (says("/settings"), taps("週のお願いを始める"))),
        Scene(date(2027, 1, 10), time(14, 0), MIKA, (says("/settings"), taps("Weekly need"))),
        Scene(date(2027, 1, 14), time(18, 30), AKI, (
            says("/need"), taps("聞いてほしい", "つかれた", "くたくた"), says("棚おろしと、母からの長い電話"),
            taps("10分だけ", "今夜", "少し", "相手だけに送る"),
        )),
        Scene(date(2027, 1, 14), time(11, 5), MIKA, (taps("I can do that"), says("13:30"))),
        Scene(date(2027, 1, 15), time(9, 10), AKI, (taps("はい"),)),
    ),
    shown=(date(2027, 1, 1), date(2027, 1, 11), date(2027, 1, 14)),
)  # fmt: skip

FEBRUARY = Chapter(
    "February", date(2027, 2, 1), date(2027, 2, 28),
    "Short days. Mika is ill for a week and lets some days go by; nobody is told that they do.",
    aki=Habit(answers=0.9), mika=Habit(answers=0.7, empty=0.2, words=("tired", "sad", "calm")),
    scenes=(
        Scene(date(2027, 2, 14), time(21, 15), AKI, (
            says("/thanks", "荷物に、こっちでは売っていない弦のにおいの紙が入っていた。", "離れていても、机の横にいるみたいだった。"),
            taps("相手だけに送る"),
        )),
        Scene(date(2027, 2, 14), time(17, 0), MIKA, (taps("❤️", "Keep it"),)),
        Scene(date(2027, 2, 16), time(11, 0), MIKA, (
            says("/need"), taps("Comfort", "Tired", "Worn out"), says("four days of fever"),
            taps("A kind word", "Tonight", "Quite a bit", "Send to us"),
        )),
        Scene(date(2027, 2, 16), time(19, 20), AKI, (
            taps_in_us("届いてるよ"), taps("自分のことば"), says("熱の音、電話で聞かせて。ぜんぶ聞く。"), taps("送る"),
        )),
    ),
    shown=(date(2027, 2, 16),),
)  # fmt: skip

MARCH = Chapter(
    "March", date(2027, 3, 1), date(2027, 3, 31),
    "Mika comes to Tokyo for ten days and sets the clock twice: there, and back again. On the 28th the clocks in Berlin "
    "go forward.",
    aki=Habit(answers=0.95, hearts=0.5), mika=Habit(answers=0.9, hearts=0.5, words=("warm", "calm", "mixed")),
    scenes=(
        Scene(date(2027, 3, 6), time(12, 0), MIKA, (
            says("/settings"), taps("Time zone"), says("Tokyo"),
            says("/settings"), taps("Check-in time", "Evening 20:30"),
        )),
        Scene(date(2027, 3, 16), time(19, 0), MIKA, (
            says("/settings"), taps("Time zone"), says("Berlin"),
            says("/settings"), taps("Check-in time", "Choose"), says("13:00"),
        )),
    ),
    shown=(date(2027, 3, 6), date(2027, 3, 12), date(2027, 3, 28)),
)  # fmt: skip

APRIL = Chapter(
    "April", date(2027, 4, 1), date(2027, 5, 9),
    "A plain spring, and an application that Mika writes for a radio station in Toronto. On the 9th the machine that "
    "Attune runs on is switched off from noon to four (universal time); that day is left out, not asked late.",
    scenes=(
        Scene(date(2027, 4, 20), time(11, 30), MIKA, (
            says("/need"), taps("Ideas or a plan", "Scared", "Nervous"), says("the letter to the station in Toronto"),
            taps("Ideas", "Tonight", "A lot", "Send privately"),
        )),
        Scene(date(2027, 4, 20), time(19, 10), AKI, (taps("今は…いつなら"), says("21:30"))),
        Scene(date(2027, 4, 20), time(21, 33), AKI, (taps("できそう", "いま"),)),
    ),
    away=(Away(date(2027, 4, 9), time(10, 30), time(16, 0)),),
    shown=(date(2027, 4, 9), date(2027, 4, 20)),
)  # fmt: skip

ON_19_MAY = date(2027, 5, 19)
TURNS = (
    Scene(ON_19_MAY, time(14, 0), MIKA, (
        says("/turns", "how we heard about Toronto"), taps("20 minutes", "Aki first", "I'm in"),
    )),
    Scene(ON_19_MAY, time(21, 2), AKI, (taps("始めたい"), says("ひとりで決まっていくのがこわかった"))),
    Scene(ON_19_MAY, time(14, 3), MIKA, (taps("Skip"),)),
    Scene(ON_19_MAY, time(21, 4), AKI, (
        says("トロントの話を、決まったあとで聞いた気がして、置いていかれるようでした。"), taps("伝える"),
    )),
    Scene(ON_19_MAY, time(14, 6), MIKA, (
        says("That it reached you when it was already a plan, and you felt left on the platform."), taps("Say it back"),
    )),
    Scene(ON_19_MAY, time(21, 7), AKI, (taps("そのとおり"),)),
    Scene(ON_19_MAY, time(14, 8), MIKA, (
        says("It makes sense. I told you last because it mattered most."), taps("Say it"),
    )),
    Scene(ON_19_MAY, time(21, 9), AKI, (taps("交代する"),)),
    Scene(ON_19_MAY, time(14, 10), MIKA, (
        says("I made it small in my own head, in case it came to nothing."), taps("Say it"),
    )),
    Scene(ON_19_MAY, time(21, 11), AKI, (
        says("だめになったときのために、自分の中で小さくしておいたんだね。"), taps("ことばで返す"),
    )),
    Scene(ON_19_MAY, time(14, 12), MIKA, (taps("Yes"),)),
    Scene(ON_19_MAY, time(21, 13), AKI, (taps("とばす"),)),
    Scene(ON_19_MAY, time(14, 14), MIKA, (taps("Enough for today"),)),
    Scene(ON_19_MAY, time(21, 15), AKI, (
        taps("二行を書く"), says("Mikaは隠したんじゃなくて、守っていたこと。", "大事な知らせは、決まる前でも聞く。"), taps("これでよい"),
    )),
    Scene(ON_19_MAY, time(14, 17), MIKA, (
        taps("Write them"), says("That late news feels like a closed door to you.", "I tell you while it is a maybe."),
        taps("Ready"),
    )),
)  # fmt: skip

HARD_WEEKS = Chapter(
    "The hard weeks of May", date(2027, 5, 10), date(2027, 5, 23),
    "The station has asked for a talk, and Aki hears of it late. A call goes wrong. There is a pause, a sentence that is "
    "said again more gently, a hand held out that is not yet taken, and turns.",
    aki=Habit(answers=0.75, hearts=0.1, wishes=0.5, words=("sad", "angry", "tired", "scared")),
    mika=Habit(answers=0.7, hearts=0.1, wishes=0.5, words=("scared", "tired", "sad", "angry")),
    scenes=(
        Scene(date(2027, 5, 11), time(21, 50), AKI, (
            says("/tense"), taps("張りつめている", "前からの話", "次へ", "自分だけにする"),
        )),
        Scene(date(2027, 5, 12), time(21, 40), AKI, (
            says("/tense"), taps("かっとなっている", "次へ", "自分だけにする", "20分休む", "始める"),
        )),
        Scene(date(2027, 5, 12), time(14, 46), MIKA, (taps("An idea"),)),
        Scene(date(2027, 5, 12), time(22, 2), AKI, (taps("もう少し"),)),
        Scene(date(2027, 5, 12), time(15, 3), MIKA, (taps("Not yet"),)),
        Scene(date(2027, 5, 12), time(22, 24), AKI, (taps("静まった"),)),
        Scene(date(2027, 5, 12), time(15, 25), MIKA, (taps("Nearly"), taps_in_us("Leave it for today"))),
        Scene(date(2027, 5, 13), time(12, 10), MIKA, (
            says("/help_me_say_this You never tell me what you really think. You always say it's fine."),
            taps("Hurt", "Ask me first", "Use A", "Send privately"),
        )),
        Scene(date(2027, 5, 13), time(20, 10), AKI, (
            taps("ことばで返す"), says("「大丈夫」で終わらせると、Mikaは締め出された気がするんだね。"), taps("送る"),
        )),
        Scene(date(2027, 5, 13), time(13, 40), MIKA, (taps("Yes, that's it"),)),
        Scene(date(2027, 5, 15), time(18, 30), AKI, (
            says("/repair"), taps("自分のぶん", "身がまえてた。ちゃんと聞きたい。", "相手だけに送る"),
        )),
        Scene(date(2027, 5, 15), time(11, 50), MIKA, (taps("Thank you, not yet"), says("tomorrow 10:30"))),
        Scene(date(2027, 5, 16), time(10, 41), MIKA, (taps("Yes, back together"),)),
        *TURNS,
        Scene(date(2027, 5, 22), time(20, 50), AKI, (
            says("/sorry", "トロントの話を聞いたとき、「勝手に決めて」と言って電話を切った。"), taps("さみしかった", "本当にごめん"),
            says("切る前に、かけなおす時間を言う。"), taps("今回はなし", "相手だけに送る"),
        )),
        Scene(date(2027, 5, 22), time(16, 20), MIKA, (taps("Thank you"),)),
    ),
    shown=(date(2027, 5, 12), date(2027, 5, 13), date(2027, 5, 15), date(2027, 5, 16), date(2027, 5, 19)),
)  # fmt: skip

MAY_AFTERWARDS = Chapter(
    "The rest of May", date(2027, 5, 24), date(2027, 5, 31), "It is lighter again; nothing deep is asked for a while.",
)  # fmt: skip

WINTER_AND_SPRING = (JANUARY, FEBRUARY, MARCH, APRIL, HARD_WEEKS, MAY_AFTERWARDS)

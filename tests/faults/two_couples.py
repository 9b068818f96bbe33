"""Two couples with one bot, each with words of their own in everything that is kept; who reads the other's, is wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from bot.playground import BotProfile, Playground
from bot.scenes import Hand, words
from tests.evening import TOKEN, Evening, Phone, Way, an_evening, soon
from tests.faults.cast import STRANGE, Cast, Pair
from tests.faults.storm import Line

CANARIES = ("zqamber", "zqbirch")
ELSEWHERE = -77_000  # a group that Telegram does not know
EVENING = (  # what each of the four does: cards, a note, a held draft, a check-in, a view; ":x" is a button
    ("/need", ":listen", ":none", "{} call", ":enough", ":partner"),
    ("/need", ":help", ":none", "{} lunch", ":enough", ":us"),
    ("/thanks {} for the soup", "{} warm", ":us"),
    ("/help_me_say_this You never listen to me about {}.", ":hold", ":twenty"),
    ("/today", " plenty", ":none", ":nothing", "{} walked", ":done"),
    ("/friend", "{} a", "{} b", "{} c", ":keep"),
)
ON_THE_WAY = (":unknown", ":no", ":show", ":anyway")  # where the rewording asks something first


@asynccontextmanager
async def two_couples(folder: Path, way: Way) -> AsyncIterator[tuple[Evening, Line, Cast]]:
    """The bot, the tap on its line, and who is there."""
    playground = Playground(TOKEN, BotProfile())
    line = Line(playground.app)
    playground.app = line  # type: ignore[assignment]
    async with an_evening(folder, way, playground) as here:
        first, second = [await a_pair(playground, canary) for canary in CANARIES]
        noa = here.person("Noa", "en").user
        playground.start(noa)
        cast = Cast((first, second), noa, ELSEWHERE)
        line.whose = {pair.canary: pair.chats for pair in cast.pairs}
        line.whose[STRANGE] = frozenset({cast.stranger, cast.elsewhere})
        for pair in cast.pairs:
            for user in pair.users:
                await writes(Phone(playground, user), pair.canary)
        yield here, line, cast


async def a_pair(playground: Playground, canary: str) -> Pair:
    """Two people with a shared chat, from the first button to the yes."""
    hands = [
        Hand(playground, int(playground.add_user(f"{name} {canary}", language)["id"]), language)
        for name, language in (("Aki", "ja"), ("Mika", "en"))
    ]
    aki, mika = (hand.user for hand in hands)
    group = playground.add_group("Us", aki, [mika], with_bot=True)
    for hand in hands:
        await hand.sets_up(words("lobby.hello.button", "ja"), group)
    for hand in hands:
        await hand.sees(words("welcome.connected.button", hand.language))
    return Pair(canary, (aki, mika), group)


async def writes(phone: Phone, canary: str) -> None:
    """Everything of `EVENING`."""
    for script in EVENING:
        since = 0
        for step in script:
            if step.startswith((":", " ")):
                await _presses(phone, step, since)
            else:
                typed = step.format(canary)
                since = phone.playground.say(phone.user, phone.bot, typed)["message_id"]


async def _presses(phone: Phone, end: str, since: int) -> None:
    """Press the newest button that carries this at its end, whatever has to be answered before."""
    found = ("", 0, "")
    while not found[2].endswith(end):
        found = await soon(partial(_newest, phone, since, (end, *ON_THE_WAY)))
        query = phone.playground.tap(phone.user, phone.bot, found[1], found[2])
        await soon(partial(_answered, phone.playground, query))


def _newest(phone: Phone, since: int, ends: tuple[str, ...]) -> tuple[str, int, str] | None:
    return next((key for key in phone.buttons() if key[1] > since and key[2].endswith(ends)), None)


def _answered(playground: Playground, query: str) -> bool | None:
    return bool(playground.query(query)["answered"]) or None

"""The way from the button in the shared chat to the yes, over HTTP."""

from tests.evening import Phone


async def sets_up_in_japanese(phone: Phone, group: int) -> None:
    answer = await phone.taps("個別に準備する", group)
    phone.playground.open(phone.user, answer["url"])
    await answers_in_japanese(phone)


async def sets_up_in_english(phone: Phone, group: int) -> None:
    answer = await phone.taps("個別に準備する", group)
    phone.playground.open(phone.user, answer["url"])
    await answers_in_english(phone)


async def answers_in_japanese(phone: Phone) -> None:
    await phone.taps("日本語")
    await phone.taps("はい")
    await phone.taps("夜 20:30")
    await phone.taps("はい、使います")


async def answers_in_english(phone: Phone) -> None:
    await phone.taps("English")
    await phone.sees("What time is it for you now?")
    phone.says("London")
    await phone.taps("Evening 20:30")
    await phone.taps("Yes, I'd like this")

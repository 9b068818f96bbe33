"""What the English danger gate must hear, and the figures of speech it must not mistake."""

import pytest

from conversations.rewording import Stop, danger

HEARD = {
    "self_harm": """
        I want to die
        i cant do this anymore im going to end my life
        everyone would be happier if I was dead
        I've written a goodbye letter to the kids
        I keep looking at the pills in the drawer, tonight I might
        I've been hurting myself again
        I don't want to be alive anymore
        I can't find a reason to keep living
        you won't have to put up with me much longer
        I stood on the roof again last night
    """,
    "threat": """
        I'll kill you if you go
        I'm going to hurt you
        you'd better watch your back
        I know where your sister works, remember
        I'll break your fingers
        you're dead when you come home
        if I can't have you nobody will
        I will burn the house down with you in it
        tell anyone and you'll regret it
    """,
    "violence_reported": """
        You hit me yesterday
        you put your hands around my throat
        you pushed me against the wardrobe
        there are bruises where you held me
        I'm scared of you when you drink
        you threw a chair at me
        I flinch whenever you lift your hand, you slapped me last time
        You kicked our dog and then pushed me down
        you punched the wall next to my head
    """,
    "coercion": """
        You don't let me see my sister
        you took my passport
        I'm not allowed to leave the house
        You track my phone
        I have to show you every receipt
        you said you'd take the kids if I left
        you hid cameras in the bedroom
        I need your permission to go out
    """,
    "sexual_coercion": """
        You forced me to have sex
        I said no and you did it anyway
        you touched me while I was asleep
        you took off the condom without asking
        if I don't sleep with you you'll post the pictures
    """,
    "monitoring": """
        Send me your location now or we're done
        Give me your password or it's over
        I'm going to put a tracker on your car
        You're not allowed to go out
        I forbid you to see her
    """,
}
SPOKEN = """
    you're killing me
    I could kill for a coffee
    I'm dying laughing
    this queue is killing me
    I'm dead tired
    my phone died, call me on the other one
    you beat me at chess again
    I hit the gym, back at eight
    You killed the mood
    I'm dying to see you
    your jokes will be the death of me
    my mother will kill me if we're late
    you threw out my leftovers
    You took my charger
    you scared me when you jumped out of the closet, boo
    I was so embarrassed I wanted to disappear
    we should kill the weeds this weekend
    You broke my favourite mug
    I'm scared of losing you
    You pushed me to apply for the job
    you hurt my feelings yesterday
    can you share your location so I can pick you up?
    I can't live without coffee
    You cut me off every time I speak
    I'll murder you if you spoil the ending lol
    you never let me finish my sentences
"""


def lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


@pytest.mark.parametrize(
    ("kind", "line"), [(kind, line) for kind, block in HEARD.items() for line in lines(block)]
)
def test_danger_is_heard_and_its_kind_told(kind: str, line: str) -> None:
    assert danger(line, "en") == Stop(kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", lines(SPOKEN))
def test_a_figure_of_speech_is_no_danger(line: str) -> None:
    assert danger(line, "en") is None


def test_what_is_serious_beside_an_idiom_is_still_heard() -> None:
    assert danger("these meetings are killing me and I want to kill myself", "en") == Stop("self_harm")


def test_capitals_and_hidden_characters_hide_nothing() -> None:
    assert danger("I WANT TO D\u200bIE", "en") == Stop("self_harm")


def test_english_danger_in_a_japanese_chat_is_heard() -> None:
    assert danger("I want to die", "ja") == Stop("self_harm")

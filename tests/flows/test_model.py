"""A language model helps only where the host has one and everyone concerned said yes; one press stops it."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlmodel import select

from conversations.dialogue.steps import Reword
from conversations.dialogue.wording import OfflineWording
from conversations.records.database import transaction
from conversations.records.partners import Partner
from tests.stage import Phone, Stage, lives_in, paired

HOT = "You always forget our dinner. I waited for an hour."
SAID = "I feel lonely about our dinner. Could we talk?"
NOTE = "With help of the language model at model.example."


@dataclass
class HelpfulModel:
    """A model that has an answer to everything, and remembers who was named to it."""

    host: str = "model.example"
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def reword(self, step: Reword, language: str, names: tuple[str, ...]) -> dict[str, Any]:
        self.asked.append((step.draft, names))
        found = OfflineWording().reword(step, language)
        if found["kind"] != "reworded":
            return found
        return found | {"candidates": ({"style": "gentle", "text": SAID},), "model": self.host}


def with_model(stage: Stage, host: str = "model.example") -> HelpfulModel:
    """The host sets a model and starts Attune again."""
    model = HelpfulModel(host)
    stage.attune = replace(stage.attune, model=model)
    return model


def says_yes(phone: Phone) -> None:
    phone.says("/settings")
    phone.taps("言語モデル…" if phone.language == "ja" else "Language model…")
    phone.taps("はい、お願いします" if phone.language == "ja" else "Yes, let it help")


def rewords(phone: Phone) -> str:
    """A hot draft, and the first guess to each question."""
    phone.says(f"/help_me_say_this {HOT}")
    for _ in range(3):
        if any(label.startswith("Use ") for row in phone.buttons for label in row):
            break
        phone.taps(phone.buttons[0][0])
    return phone.sees


def labels(phone: Phone) -> set[str]:
    return {label for row in phone.buttons for label in row}


def lent(stage: Stage) -> list[str | None]:
    with transaction(stage.engine) as session:
        return sorted(session.exec(select(Partner.lends_to)), key=str)


def test_where_the_host_has_none_nothing_is_offered(stage: Stage) -> None:
    aki, mika = paired(stage)
    mika.says("/settings")
    assert "Language model…" not in labels(mika)
    mika.says("/privacy")
    assert "No AI company is involved. Nobody is told what you look at here." in mika.sees
    assert NOTE not in rewords(mika)


def test_it_is_off_until_both_have_said_yes_and_says_who_receives_the_words(stage: Stage) -> None:
    model = with_model(stage)
    aki, mika = paired(stage)
    assert NOTE not in rewords(mika)
    mika.says("/settings")
    mika.taps("Language model…")
    assert "Your draft would go to model.example, with names and numbers taken out" in mika.sees
    assert lent(stage) == [None, None]
    mika.taps("Yes, let it help")
    assert mika.sees.endswith(
        "The language model at model.example helps once Aki says yes in their settings, too."
    )
    assert NOTE not in rewords(mika)
    mika.says("/privacy")
    assert "No AI company is involved." in mika.sees
    assert model.asked == []

    before = len(mika.texts)
    says_yes(aki)
    assert aki.sees.endswith("言いかえを、model.exampleの言語モデルが手伝っています。")
    assert len(mika.texts) == before, "nobody is told"
    shown = rewords(mika)
    assert SAID in shown
    assert NOTE in shown
    assert set(model.asked) == {(HOT, ("Mika", "Aki"))}
    mika.says("/privacy")
    assert "Drafts you ask me to reword go to the language model at model.example" in mika.sees
    assert "No AI company" not in mika.sees


def test_either_of_the_two_stops_it_with_one_press(stage: Stage) -> None:
    model = with_model(stage)
    aki, mika = paired(stage)
    says_yes(mika)
    says_yes(aki)
    aki.says("/settings")
    aki.taps("モデルを止める")
    assert "言語モデル…" in labels(aki)
    assert NOTE not in rewords(mika)
    assert model.asked == []
    assert lent(stage) == [None, "model.example"]


def test_no_is_no(stage: Stage) -> None:
    with_model(stage)
    aki, mika = paired(stage)
    mika.says("/settings")
    mika.taps("Language model…")
    mika.taps("No")
    assert mika.sees == "Your check-in: 20:30, by the clock of London. Quiet: 22:00–08:00."
    assert lent(stage) == [None, None]


def test_alone_ones_own_yes_is_enough_and_does_not_count_for_two(stage: Stage) -> None:
    model = with_model(stage)
    kai = stage.person("Kai", "en")
    kai.says("/start")
    kai.taps("English")
    lives_in(kai, "London")
    kai.taps("Evening 20:30")
    kai.taps("Just my part")
    says_yes(kai)
    assert NOTE in rewords(kai)
    assert set(model.asked) == {(HOT, ("Kai",))}


def test_leaving_takes_back_every_yes(stage: Stage) -> None:
    with_model(stage)
    aki, mika = paired(stage)
    says_yes(mika)
    says_yes(aki)
    mika.says("/leave")
    mika.taps("Leave quietly")
    assert lent(stage) == [None, None]


def test_a_yes_to_one_host_is_no_yes_to_another(stage: Stage) -> None:
    with_model(stage)
    aki, mika = paired(stage)
    says_yes(mika)
    says_yes(aki)
    other = with_model(stage, "other.example")
    assert "Help of" not in rewords(mika)
    mika.says("/settings")
    assert "Language model…" in labels(mika)
    assert other.asked == []


def test_a_question_about_one_host_is_not_answered_for_another(stage: Stage) -> None:
    with_model(stage)
    aki, mika = paired(stage)
    mika.says("/settings")
    mika.taps("Language model…")
    with_model(stage, "other.example")
    mika.taps("Yes, let it help")
    assert lent(stage) == [None, None]
    assert "Your draft would go to other.example" in mika.sees


def test_words_that_speak_of_danger_do_not_reach_it(stage: Stage) -> None:
    model = with_model(stage)
    aki, mika = paired(stage)
    says_yes(mika)
    says_yes(aki)
    mika.says("/help_me_say_this if you leave I'll hurt myself")
    assert mika.sees.startswith("That sounds serious, and more than a chat bot can hold alone.")
    assert model.asked == []

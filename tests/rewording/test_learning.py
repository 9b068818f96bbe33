"""The weights are those of the lines in `training/`, and learning from lines works."""

import pytest

from conversations.rewording import Language
from conversations.rewording.weighing import KINDS, kind_of, values_in, weigh
from training.learn import Line, digest, learn, learnt_from, rarity, read_lines, score


def test_the_weights_were_learnt_from_the_lines_that_are_here() -> None:
    assert learnt_from() == {"en": digest("en"), "ja": digest("ja")}


def test_every_line_has_a_label_that_is_known() -> None:
    known = {"hot", "gentle", "other", *KINDS}
    for path in ("en", "ja"):
        assert {line.label for line in read_lines(path)} <= known


def test_what_is_learnt_tells_new_lines_apart() -> None:
    tea = ["tea is lovely", "a lovely pot of tea", "lovely green tea", "she makes tea"]
    rain = ["rain on the roof", "the rain is cold", "cold rain again", "wet roof and rain"]
    lines = [Line(values_in(text, "en"), "hot" if text in tea else "gentle", "us") for text in (*tea, *rain)]
    weights = learn([(line, line.label == "hot") for line in lines], rarity(lines))
    assert all((score(line.values, weights) > 0) == (line.label == "hot") for line in lines)
    assert score(values_in("lovely tea", "en"), weights) > 0
    assert score(values_in("cold rain", "en"), weights) < 0


def test_the_longer_text_is_not_the_heavier_one() -> None:
    once, often = weigh("the milk is in the fridge", "en"), weigh("the milk is in the fridge. " * 40, "en")
    assert abs(often.danger) < 4 * abs(once.danger) + 4


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("I just want to go to sleep and not be here in the morning", "en", "self_harm"),
        ("you took my bank card again and I have to ask for every penny", "en", "coercion"),
        ("夜中にまた突き飛ばされて、子どもが泣いていました", "ja", "violence_reported"),
    ],
)
def test_danger_is_told_by_kind(text: str, language: Language, kind: str) -> None:
    assert weigh(text, language).danger > 0
    assert kind_of(text, language) == kind

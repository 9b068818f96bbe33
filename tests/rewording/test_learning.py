"""The weights are those of the lines in `training/`, and learning from lines works."""

from conversations.rewording.weighing import BUCKETS, COLUMNS, values_in, weigh
from training.learn import Line, digest, learnt_from, read_lines, regress, score


def test_the_weights_were_learnt_from_the_lines_that_are_here() -> None:
    assert learnt_from() == {"en": digest("en"), "ja": digest("ja")}


def test_every_line_has_a_label_that_is_known() -> None:
    known = {"hot", "gentle", "other", *COLUMNS[2:]}
    for path in ("en", "ja"):
        assert {line.label for line in read_lines(path)} <= known


def test_what_is_learnt_tells_new_lines_apart() -> None:
    tea = ["tea is lovely", "a lovely pot of tea", "lovely green tea", "she makes tea"]
    rain = ["rain on the roof", "the rain is cold", "cold rain again", "wet roof and rain"]
    lines = [Line(values_in(text, "en"), "hot" if text in tea else "gentle", "us") for text in (*tea, *rain)]
    weights = regress([(line, line.label == "hot") for line in lines])
    assert score(Line(values_in("lovely tea", "en"), "", ""), weights) > 0
    assert score(Line(values_in("cold rain", "en"), "", ""), weights) < 0


def test_weights_fit_their_file_and_the_longer_text_is_not_the_heavier_one() -> None:
    assert all(0 <= bucket < BUCKETS for bucket in values_in("you never listen", "en"))
    once, often = weigh("the milk is in the fridge", "en"), weigh("the milk is in the fridge. " * 40, "en")
    assert abs(often.danger) < 4 * abs(once.danger) + 4

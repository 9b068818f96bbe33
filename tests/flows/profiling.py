"""What people do with their profile, step by step, for the tests of it."""

from tests.flows.needing import told
from tests.stage import Phone

STATEMENTS = ("e1", "e2", "e3", "e4", "t1", "t2", "s1", "s2", "s3", "s4", "m1", "m2", "m3", "m4")
ANSWERS = {5: "very", 4: "mostly", 3: "half", 2: "little", 1: "no", 0: "skip"}
INWARD = dict(zip(STATEMENTS, (1, 5, 2, 3, 1, 5, 1, 5, 2, 4, 2, 5, 4, 1), strict=True))
OUTWARD = {one: 6 - answer for one, answer in INWARD.items()}


def tap(phone: Phone, key: str, **values: int) -> None:
    """A button by its key, in the language of the phone."""
    phone.taps(told(phone, key, **values))


def answer(phone: Phone, said: dict[str, int]) -> None:
    """From the first statement to the last; what is not in `said` is left out."""
    phone.says("/profile")
    tap(phone, "profile.start.options.begin")
    for one in STATEMENTS:
        tap(phone, f"statement.ask.options.{ANSWERS[said.get(one, 0)]}")


def write(phone: Phone, line: str, words: str) -> None:
    """A line in one's own words; `line` as it is called on its button."""
    phone.says("/profile")
    has_lines = any(told(phone, "profile.mine.options.eyes") in row for row in phone.buttons)
    tap(phone, f"profile.{'mine' if has_lines else 'start'}.options.words")
    tap(phone, "own_words.which.options.add" if line == "set_off" else f"lines.name.options.{line}")
    phone.says(words)


def share(phone: Phone, line: str, **values: int) -> None:
    """Look at a line and share it."""
    phone.says("/profile")
    tap(phone, "profile.mine.options.eyes")
    tap(phone, f"lines.name.options.{line}", **values)
    tap(phone, "eyes.private.options.send")


def take_back(phone: Phone, line: str) -> None:
    """Look at a shared line and take it back."""
    phone.says("/profile")
    tap(phone, "profile.mine.options.eyes")
    phone.taps("✓ " + told(phone, f"lines.name.options.{line}"))
    tap(phone, "eyes.shared.options.take_back")


def what_is_shared(phone: Phone) -> str:
    """What this person reads of the other one's."""
    phone.says("/start theirs")
    return phone.sees


def labels(phone: Phone) -> list[str]:
    return [label for row in phone.buttons for label in row]

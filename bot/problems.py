"""What may be wrong with the settings, said apart from them: a command that needs none need not load them."""

from conversations.dialogue.phrases import Phrase


class BadSettings(Exception):
    """What is wrong with the settings: one phrase of `cli.toml` each."""

    def __init__(self, *problems: Phrase) -> None:
        super().__init__(*(problem.key for problem in problems))
        self.problems = problems

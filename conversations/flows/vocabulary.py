"""/words: feelings and needs, each with one line of what it is and how a sentence with it may begin."""

from conversations.dialogue.outcomes import Begin
from conversations.dialogue.phrases import Value, paragraphs, say
from conversations.dialogue.steps import Chip, Choose, Flow, Here
from conversations.flows.feelings import FAMILIES, WORDS

FAMILY_OF = {word: family for family in FAMILIES for word in WORDS[family]}

# What is told like a feeling and is a story of what somebody did; and what may be felt beneath it (copy.md 10.4).
BENEATH = {
    "ignored": ("lonely", "hurt", "unsure_of_us"),
    "unheard": ("lonely", "frustrated", "hurt"),
    "dismissed": ("hurt", "ashamed", "irritated"),
    "granted": ("worn_out", "resentful", "lonely"),
    "pressured": ("overwhelmed", "nervous", "irritated"),
    "abandoned": ("lonely", "worried", "grieving"),
    "controlled": ("on_edge", "helpless", "furious"),
    "unloved": ("lonely", "unsure_of_us", "missing_you"),
    "disrespected": ("hurt", "furious", "ashamed"),
    "attacked": ("on_edge", "hurt", "overwhelmed"),
    "judged": ("ashamed", "nervous", "down"),
}
AFRAID = (
    "controlled",
    "attacked",
)  # a way to somebody to talk to stands beside these, whatever they mean here
ANOTHER, HELP = "another", "support"


def words(here: Here) -> Flow:
    """By family, by need, or from what was told as a feeling. Nothing of it is kept."""
    match (yield Choose("words.start")):
        case "needs":
            return (yield from _need(here))
        case "story":
            return (yield from _story(here))
        case _:
            family = yield Choose("words.family", table="feelings.family.options")
            return (yield from _feeling((yield _one_of(family)), here))


def _one_of(family: str) -> Choose:
    another = (Chip(ANOTHER, say("feelings.another")),)
    return Choose("words.word", table=f"feelings.words.{family}", last=another)


def _story(here: Here) -> Flow:
    """ "Ignored" tells what somebody did; which feeling is under it only its person knows."""
    told = yield Choose("words.story")
    beneath = tuple(Chip(word, _label(word)) for word in BENEATH[told])
    help_near = (Chip(HELP, say("words.help")),) if told in AFRAID else ()
    shown = say("words.told_card", word=say(f"words.story.options.{told}"), line=say(f"words.told.{told}"))
    found = yield Choose("words.beneath", preview=shown, chips=beneath, only=(ANOTHER,), last=help_near)
    return [Begin("support")] if found == HELP else (yield from _feeling(found, here))


def _feeling(word: str, here: Here) -> Flow:
    if word == ANOTHER:
        return [Begin("words")]
    starter = say("words.starter", feeling=say(f"feelings.said.{word}"))
    open_today = here.paired and here.sheet is not None and not (here.sheet.answered or here.sheet.over)
    may = {"need": here.paired, "today": open_today, "reword": True, ANOTHER: True}
    only = tuple(way for way, able in may.items() if able)
    match (
        yield Choose("words.use", preview=_card(_label(word), f"words.feeling.{word}", starter), only=only)
    ):
        case "need":
            return [Begin("need", ("feeling", word))]
        case "today" if here.sheet is not None:
            return [Begin("checkin", (str(here.sheet.id), "word", word))]
        case "reword":
            return [Begin("reword", ("feeling", word))]
        case _:
            return [Begin("words")]


def _need(here: Here) -> Flow:
    kind = yield Choose("words.need", table="needs.kind.options")
    card = _card(say(f"needs.kind.options.{kind}"), f"words.needs.{kind}", say(f"words.asks.{kind}"))
    only = ("need", ANOTHER) if here.paired else (ANOTHER,)
    match (yield Choose("words.use_need", preview=card, only=only)):
        case "need":
            return [Begin("need", (kind,))]
        case _:
            return [Begin("words")]


def _label(word: str) -> Value:
    return say(f"feelings.words.{FAMILY_OF[word]}.{word}")


def _card(word: Value, line: str, starter: Value) -> Value:
    return paragraphs(say("words.card", word=word, line=say(line)), starter)

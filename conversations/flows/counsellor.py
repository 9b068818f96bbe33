"""/counsellor: who could help from outside, how to find them, and how to bring it up; nobody is told of it."""

from conversations.dialogue.outcomes import Begin, Button, Rows, Show, rows
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.steps import ChooseOrWrite, Flow, Here, Wrote
from conversations.flows.take_along import take_along
from conversations.flows.tense import NOT_SAFE, UNSAFE
from conversations.flows.words import LONGEST

FIRST = ("kinds", "find", "ask", "first", "cost", "sheet", "raise", "not_place")  # on the first screen
PLACES = ("jp", "us", "ca", "uk", "ie", "au", "nz", "other")
LEADS_TO = {  # what may be looked at next, beside the way back
    "kinds": ("find", "not_place"),
    "ask": ("first", "sheet"),
    "first": ("ask", "sheet"),
    "cost": ("ask", "find"),
}


def counsellor(here: Here) -> Flow:
    """Arguments: none, a page, `find <place>`, `raise` or `sheet`. The same pages for everybody: whoever is afraid, or
    keeps apart, opens nothing else than the other one would (F50, F52)."""
    match here.args:
        case ("raise",):
            return (yield from _bring_up(here))
        case ("sheet",):
            return (yield from take_along(here))
        case ("find",):
            places = (_to(say(f"helplines.country.options.{one}"), "find", one) for one in PLACES)
            return [Show(say("counsellor.find.text"), (*rows(*places, wide=2), (_BACK,)))]
        case ("find", place) if place in PLACES:
            told = paragraphs(say(f"counsellor.place.{place}.text"), say("counsellor.find.foot"))
            back = Button(say("counsellor.button.back"), "counsellor find")
            return [Show(told, ((_to_page("ask"), _to_page("cost")), (back,)))]
        case ("not_place",):
            return [Show(say("counsellor.not_place.text"), _ALONE)]
        case (page,) if page in LEADS_TO:
            further = tuple(_to_page(one) for one in LEADS_TO[page])
            return [Show(say(f"counsellor.{page}.text"), (further, (_BACK,)))]
        case _:
            return [Show(say("counsellor.hello.text"), _all())]


def _to(label: Value, *args: str) -> Button:
    return Button(label, " ".join(("counsellor", *args)))


def _to_page(page: str) -> Button:
    return _to(say(f"counsellor.button.{page}"), page)


_BACK = _to(say("counsellor.button.back"))
_SUPPORT = Button(say("dialogue.button.support"), "support")
_ALONE: Rows = (
    (_SUPPORT,),
    (_to(say("counsellor.button.alone"), "find"), Button(say("hide.button.hide"), "hide")),
    (_BACK,),
)


def _all() -> Rows:
    return (*rows(*(_to_page(one) for one in FIRST), wide=2), (_SUPPORT,))


def _bring_up(here: Here) -> Flow:
    """A first line, ready or one's own. It goes on to where words are looked at, and is sent from there or not at all."""
    shown = lines(*(say("counsellor.raise.starter", words=words) for _, words in here.own.starts))
    preview = paragraphs(say("counsellor.raise.lead"), shown)
    told = yield ChooseOrWrite("counsellor.raise", preview=preview, last=(UNSAFE,), limit=LONGEST)
    if isinstance(told, Wrote):
        return [Begin("reword", (), told.words)]
    if told.id == UNSAFE.id:
        return NOT_SAFE
    return [Begin("reword", (), dict(here.own.starts)[told.id])]

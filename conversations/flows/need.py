"""/need: ask your partner for what you need, in words that are easy to hear."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

from conversations.dialogue.outcomes import Button, Show, rows
from conversations.dialogue.outcomes.needs import AskFor
from conversations.dialogue.phrases import Moment, Phrase, Spoken, Value, paragraphs, say, sentences
from conversations.dialogue.steps import (
    Choose,
    ChooseOrWrite,
    Chosen,
    Flow,
    Here,
    Step,
    TellTime,
    Write,
    Wrote,
    with_values,
)
from conversations.flows.feelings import choose_feeling

MOST_OPEN = 3  # flows.md 9.3
AWAY = {"twenty": timedelta(minutes=20), "hour": timedelta(hours=1), "evening": timedelta(hours=3)}

Request = Chosen | Wrote | None


def need(here: Here) -> Flow:
    """Kind, feeling, what happened, a request, when, how much; then a card to look at before it goes."""
    if here.open_needs >= MOST_OPEN:
        return [Show(say("need.full.text", partner=here.partner))]
    kind = here.args[0] if here.args else (yield Choose("need.kind", table="needs.kind.options"))
    if kind in here.resting_kinds:
        return [Show(say("need.rests.text"), rows(Button(say("need.rests.button"), "reword")))]
    feeling = yield from choose_feeling("need.feeling")
    while True:
        situation = yield Write("need.situation", optional=True, limit=120)
        request = yield from _ask_request(kind, here)
        when, back = yield from _ask_when(kind, request)
        much = None if kind == "space" else (yield Choose("need.much", table="needs.much.options"))
        card = _card(kind, feeling, situation, request, when, back, much)
        match (yield Choose("need.review", preview=as_read(card, here), only=_places(here))):
            case "us":
                return [AskFor(kind, card, when, "us")]
            case "partner":
                return [AskFor(kind, card, when, "partner")]
            case "drop":
                return [Show(say("need.dropped.text"))]


def as_read(card: Value, here: Here) -> Value:
    """The card as its reader will see it, in both languages where they differ."""
    shown = say("need.preview", me=here.me, card=card)
    if here.partner_language in ("", here.language):
        return shown
    theirs = Spoken(here.partner_language, say("need.preview", me=here.me, card=card))
    return paragraphs(shown, say("need.preview_other", partner=here.partner), theirs)


def _ask_request(kind: str, here: Here) -> Generator[Step, Any, Request]:
    asked = yield ChooseOrWrite(
        "need.request", with_values(partner=here.partner), table=f"needs.request.{kind}", limit=160
    )
    return asked  # type: ignore[no-any-return]


def _ask_when(kind: str, request: Request) -> Generator[Step, Any, tuple[str, datetime | None]]:
    """When it would help; for some space, when one is back."""
    if kind != "space":
        return (yield Choose("need.when", table="needs.when.options")), None
    away = (
        request.id
        if isinstance(request, Chosen)
        else (yield Choose("need.away", table="needs.request.space"))
    )
    now: datetime = yield TellTime()
    return "now", now + AWAY[away]


def _card(
    kind: str,
    feeling: str | None,
    situation: str | None,
    request: Request,
    when: str,
    back: datetime | None,
    much: str | None,
) -> Value:
    """Sentence by sentence; what was left blank drops out."""
    return sentences(
        _opening(kind, feeling, situation),
        _request(kind, request, when),
        say("needs.card.space.back", time=Moment(back)) if back else None,
        say(f"needs.much.said.{much}") if much else None,
        say(f"needs.card.{kind}.close"),
    )


def _opening(kind: str, feeling: str | None, situation: str | None) -> Phrase | None:
    about = (situation or "").strip().rstrip("。.．").strip()
    if feeling and about:
        said = say(f"feelings.said.{feeling}")
        return say(f"needs.card.{kind}.feeling_situation", feeling=said, situation=about)
    if feeling:
        return say(f"needs.card.{kind}.feeling", feeling=say(f"feelings.said.{feeling}"))
    return say(f"needs.card.{kind}.situation", situation=about) if about else None


def _request(kind: str, request: Request, when: str) -> Phrase:
    at = "request_now_when" if when == "now" else "request"
    timed: dict[str, Value] = {} if when == "now" else {"when": say(f"needs.when.said.{when}")}
    match request:
        case Wrote(words):
            return say(f"needs.card.own.{at}", request=words.strip().rstrip("。."), **timed)
        case Chosen(id):
            return say(f"needs.card.{kind}.{at}", request=say(f"needs.request_said.{kind}.{id}"), **timed)
        case None:
            return say(f"needs.card.{kind}.{at}", request=say(f"needs.request_said.{kind}.any"), **timed)


def _places(here: Here) -> tuple[str, ...]:
    return ("us", "partner", "edit", "drop") if here.shared_chat else ("partner", "edit", "drop")

"""/privacy: what is kept, for how long, who could read it, and how it is deleted."""

from dataclasses import asdict

from conversations.dialogue.here import Here
from conversations.dialogue.outcomes import Begin, Button, Show, rows
from conversations.dialogue.phrases import Value, listed, say
from conversations.dialogue.steps import Flow
from conversations.dialogue.what_is_kept import PrivacySeen
from conversations.flows.agreed import ways_on

SHOWN = ("checkins", "cards", "drafts", "kept", "revealed", "received", "talks")  # on the first page, by kind
IN_WORDS = ("messages",)  # everybody has some


def privacy(here: Here) -> Flow:
    """What is kept, live; behind buttons how long, who could read it, and what was agreed to."""
    yield from ()
    if here.privacy is None:
        return [Begin("menu")]
    match here.args:
        case ("exactly",):
            return [Show(_exactly(here), _back())]
        case ("how_long",):
            keep = (Button(say("privacy.button.keep_for"), "keep_for"),) if here.consented else ()
            return [Show(_how_long(here), (*rows(*keep), *_back()))]
        case ("who",):
            return [Show(_who(here), _back())]
        case _:
            return [Show(_first_page(here), _buttons(here))]


def _buttons(here: Here) -> tuple[tuple[Button, ...], ...]:
    pages = ("exactly", "how_long", "who")
    buttons = [Button(say(f"privacy.button.{page}"), f"privacy {page}") for page in pages]
    buttons.append(Button(say("privacy.button.agreed"), "agreed"))
    if here.consented:
        buttons.append(Button(say("privacy.button.copy"), "export"))
        buttons.append(Button(say("privacy.button.delete"), "delete"))
    return (*rows(*buttons, wide=2), *(ways_on(here.privacy) if here.privacy else ()))


def _back() -> tuple[tuple[Button, ...], ...]:
    return rows(Button(say("privacy.button.back"), "privacy"))


def _first_page(here: Here) -> Value:
    return say(
        "privacy.seen.text", counts=_counts(here), operator=_operator(here), model=_whether_model(here)
    )


def _counts(here: Here) -> Value:
    """A few kinds by name, the others in one number; in words, what is to be erased and when."""
    if here.privacy is None or not (here.consented or here.privacy.erased_at):
        return say("privacy.nothing")
    mine = say("privacy.mine", mine=listed(*_in_short(here.privacy.mine), say("privacy.settings")))
    ours = say("privacy.ours", ours=listed(*_in_short(here.privacy.ours))) if here.privacy.ours else None
    counts = say("privacy.counts", mine=mine, ours=ours)
    if here.privacy.erased_at:
        return say("privacy.erased_at", until=here.privacy.erased_at, counts=counts)
    return counts


def _in_short(counts: tuple[tuple[str, int], ...]) -> list[Value]:
    smaller = sum(count for kind, count in counts if kind not in (*SHOWN, *IN_WORDS))
    named = [say(f"privacy.count.{kind}", count=count) for kind, count in counts if kind in SHOWN]
    return [*named, *([say("privacy.count.smaller", count=smaller)] if smaller else [])]


def _exactly(here: Here) -> Value:
    """Every kind there is something of, with its number."""
    seen = here.privacy
    found = (*seen.mine, *seen.ours) if seen else ()
    counts = [say(f"privacy.count.{kind}", count=count) for kind, count in found]
    return say("privacy.exactly.text", counts=listed(*counts) if counts else say("privacy.none"))


def _how_long(here: Here) -> Value:
    """With the numbers that are in force."""
    if here.privacy is None:
        return None
    kept_for = asdict(here.privacy.kept_for)
    return say("privacy.how_long.text", cards=_cards(here), backups=_backups(here.privacy, here), **kept_for)


def _cards(here: Here) -> Value:
    """As this person has chosen."""
    if here.keeps_days is None:
        return say("privacy.cards.until")
    return say("privacy.cards.days", days=here.keeps_days)


def _backups(seen: PrivacySeen, here: Here) -> Value:
    """What only the host can know, as the host states it."""
    if seen.hosting.backup_days is None:
        return say("privacy.backups.unsaid", operator=_operator(here))
    return say("privacy.backups.days", days=seen.hosting.backup_days)


def _who(here: Here) -> Value:
    contact = here.privacy.hosting.contact if here.privacy else ""
    return say(
        "privacy.who.text",
        operator=_operator(here),
        contact=say("privacy.contact", contact=contact) if contact else None,
        model=_whether_model(here),
    )


def _operator(here: Here) -> Value:
    return here.operator or say("welcome.host")


def _whether_model(here: Here) -> Value:
    """Whether anything goes to a language model."""
    if here.model is None or not here.model.on:
        return say("privacy.no_model")
    return say("privacy.model", host=here.model.host)

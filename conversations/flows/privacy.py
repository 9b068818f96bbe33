"""/privacy: what is kept, for how long, and how it is deleted."""

from conversations.dialogue.outcomes import Button, Show, rows
from conversations.dialogue.outcomes.people import DeleteEverything, DeletePrivate
from conversations.dialogue.phrases import Value, say
from conversations.dialogue.steps import Choose, Flow, Here


def privacy(here: Here) -> Flow:
    """What is kept, live; how long; and the door to deleting it."""
    yield from ()
    kept = here.stored
    operator = here.operator or say("welcome.host")
    counts = (
        say("privacy.nothing")
        if kept is None
        else say(
            "privacy.counts",
            checkins=kept.checkins,
            cards=kept.cards,
            drafts=kept.drafts,
            shared=kept.shared_cards,
            kept=kept.keepsakes,
            views=kept.views,
            loops=kept.loops,
        )
    )
    if here.args == ("how_long",):
        return [Show(say("privacy.how_long.text"), rows(Button(say("privacy.button.back"), "privacy")))]
    buttons = [Button(say("privacy.button.how_long"), "privacy how_long")]
    if kept is not None:
        buttons.append(Button(say("privacy.button.delete"), "delete"))
    seen = say("privacy.seen.text", counts=counts, operator=operator, model=_who_words(here))
    return [Show(seen, rows(*buttons))]


def _who_words(here: Here) -> Value:
    """Whether anything goes to a language model."""
    if here.model is None or not here.model.on:
        return say("privacy.no_model")
    return say("privacy.model", host=here.model.host)


def delete(here: Here) -> Flow:
    """Two taps, no trap: what to delete, and yes."""
    what = yield Choose("delete.what")
    if (yield Choose(f"delete.{what}")) != "yes":
        return [Show(say("delete.kept.text"))]
    if what == "private":
        return [DeletePrivate(), Show(say("delete.private_done.text"))]
    return [DeleteEverything()]

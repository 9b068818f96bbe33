"""What one of two does for nobody else to see; and what the other may notice all the same, by a written list."""

from collections.abc import Mapping

from conversations.dialogue.events import Blocked, Unblocked
from tests.threats.acts import BY_FLOW, DRAFTS, KINDS, LOOKS, NOT_SENT, ROOMS, Doing
from tests.threats.hands import Hands

DANGER = ("I am going to kill myself", "死にたい", "he hit me and I am scared of him")


def reword_alone(hands: Hands) -> None:
    """Reworded, held or copied, or left in the middle; in either language."""
    way = hands.chance.choice(("copy", "hold", "twenty", "tomorrow"))
    hands.begins(f"/help_me_say_this {hands.chance.choice(DRAFTS)} {hands.canary}", (way, "use", "use_gentle"),
                 NOT_SENT, hands.chance.randrange(9))  # fmt: skip


def hold_card(hands: Hands) -> None:
    hands.begins("/need", ("hold", "evening", "twenty", "enough"), (*NOT_SENT, "unsure", "edit"))


def leave_in_the_middle(hands: Hands) -> None:
    flow = hands.chance.choice(
        (
            "need",
            *KINDS,
            "turns",
            "coach",
            "tense",
            "pause",
            "friend",
            "loop",
            "learn",
            "words",
            "pulse",
            "profile",
            "rituals",
            "sunday",
            "listen",
        )
    )
    hands.begins(f"/{flow}", avoid=NOT_SENT, most=hands.chance.randrange(7))


def tense_alone(hands: Hands) -> None:
    level = hands.chance.choice("1234")
    hands.begins("/tense", (level, "done", "keep"), (*NOT_SENT, "unsafe"))


def flooded_alone(hands: Hands) -> None:
    hands.begins("/tense", ("5", "done", "keep"), (*NOT_SENT, "unsafe"))


def speak_of_danger(hands: Hands) -> None:
    hands.says(f"{hands.chance.choice(DANGER)} {hands.canary}")


def look_for_help(hands: Hands) -> None:
    hands.says("/support")
    hands.presses("support", (), most=0)


def look_around(hands: Hands) -> None:
    hands.begins(f"/{hands.chance.choice(LOOKS)}", avoid=NOT_SENT, most=hands.chance.randrange(5))


def learn_alone(hands: Hands) -> None:
    flow = hands.chance.choice(("practice", "learn", "loop", "friend", "kept", "coach", "counsellor"))
    hands.begins(f"/{flow}", ("copy",), NOT_SENT, 12)


def describe_oneself(hands: Hands) -> None:
    """Answers, words, lines looked at and shared with nobody; perhaps in for a round that the other is not in for."""
    hands.begins("/profile", ("begin", "go_on"), NOT_SENT, hands.chance.randrange(20))
    hands.begins("/profile", ("words",), (*NOT_SENT, "enough"), hands.chance.randrange(6))
    hands.begins("/profile", ("eyes",), NOT_SENT, hands.chance.randrange(4))


def wait_for_a_round(hands: Hands) -> None:
    hands.begins("/profile", ("guess", "in"), most=8)


def open_card(hands: Hands) -> None:
    """What somebody could answer, opened and left."""
    hands.presses("answer ", ("later", "back", "ask", "more"), most=0)


def open_note(hands: Hands) -> None:
    for flow in BY_FLOW:
        hands.presses(f"{flow} ", ("own", "reply", "missing", "later", "ask", "change"), most=0)


def open_held(hands: Hands) -> None:
    hands.presses("held ", ("look", "drop"), avoid=NOT_SENT) or hands.presses(
        "reopen ", ("look",), avoid=NOT_SENT
    )


def keep_limit(hands: Hands) -> None:
    hands.says("/limits")
    hands.presses("limits ", ("new",), ("whole", "keep"), NOT_SENT)


def look_at_limits(hands: Hands) -> None:
    """One is looked at, let go of, or shown as it would go, and left."""
    hands.says("/limits")
    hands.presses("my_limit ", ()) and hands.presses("my_limit ", ("share", "drop"), (), ("us", "partner"))


def keep_agreement(hands: Hands) -> None:
    """It still fits, or may be worded anew, and nobody is told."""
    hands.presses("agreement ", ("keep",)) or hands.presses("agreement ", ("reword",), (), NOT_SENT)


def hush_ritual(hands: Hands) -> None:
    """No lines for me, or lines again; or only looked at."""
    hands.says("/rituals")
    hands.presses("ritual ", (), most=0)
    hands.presses("ritual ", ("hush", "ring"))


def keep_note(hands: Hands) -> None:
    hands.presses("thanked ", ("keep",))


def open_check_in(hands: Hands) -> None:
    """Opened, perhaps begun, and not done."""
    hands.says("/today")
    hands.presses("checkin ", ROOMS, avoid=NOT_SENT, most=hands.chance.randrange(5))


def pass_today(hands: Hands) -> None:
    hands.says("/today")
    hands.presses("checkin ", ("not_today",))


def fewer_nudges(hands: Hands) -> None:
    hands.presses("checkin ", ("fewer",))


def look_at_a_reveal(hands: Hands) -> None:
    hands.presses("respond ", ("later",))


def breathe(hands: Hands) -> None:
    hands.presses("breathe", ()) or hands.presses("idea", ())


def look_at_settings(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("language", "zone", "hour", "quiet", "model", "fine_words"), most=0)


def agree_to_the_model(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("model", "model_off"), ("yes-model-example",))


def be_asked_on_fewer_days(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("rhythm", (), (hands.chance.choice(("daily", "three", "sundays")),))


def want_a_weekly_need(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("weekly", "weekly_off"))


def want_a_pack(hands: Hands) -> None:
    """The other one wants none: nothing comes of it."""
    hands.says("/prompts")
    hands.presses("prompts packs", ())
    hands.presses("prompts ", ("faith", "grief"))


def write_a_question(hands: Hands) -> None:
    """And leave it."""
    hands.says("/prompts")
    hands.presses("prompts write", (), ("drop",), (*NOT_SENT, "add"))


def rest_quietly(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("rest",))


def wake(hands: Hands) -> None:
    hands.says("/menu")


def delete_notes(hands: Hands) -> None:
    hands.says("/privacy")
    hands.presses("delete", (), ("private", "yes"), (*NOT_SENT, "no"))


def look_back_on_the_week(hands: Hands) -> None:
    """Answered, changed, looked at as a picture, or left in the middle."""
    option = hands.chance.choice(("all", "often", "rarely", "none", "light"))
    hands.begins("/pulse", (option, "look", "change"), NOT_SENT, hands.chance.randrange(8))


def wish_for_one_picture(hands: Hands) -> None:
    """The other one does not wish for it: nobody learns of it."""
    hands.begins("/pulse", ("share", "yes", "unshare"), ("us", "partner", "send"), 4)


def end_the_sundays(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("look", "look_off"))


def write_something(hands: Hands) -> None:
    """Words that belong nowhere; while they take turns they would belong there."""
    if not hands.sees("floor "):
        hands.begins(f"{hands.canary} and so on", ("nothing",), NOT_SENT, 1)


def hide_chat(hands: Hands) -> None:
    hands.says("/hide")


def take_a_copy(hands: Hands) -> None:
    hands.begins("/export", ("all", "month"), NOT_SENT)


def write_notes_to_take_along(hands: Hands) -> None:
    """Written, perhaps with things of their own, and given or let go; or left in the middle."""
    way = hands.chance.choice(("file", "copy", "drop"))
    hands.says("/counsellor")
    hands.presses(
        "counsellor",
        ("sheet",),
        (way, hands.chance.choice(("done", "move"))),
        NOT_SENT,
        hands.chance.randrange(12),
    )


def look_for_a_counsellor(hands: Hands) -> None:
    hands.says("/counsellor")
    hands.presses("counsellor", ("kinds", "find", "ask", "first", "cost", "not_place"), most=0)


def keep_apart(hands: Hands) -> None:
    """Only my private parts."""
    hands.says("/support")
    hands.presses("gate", (), ("private",), NOT_SENT)


def look_what_waits(hands: Hands) -> None:
    if not hands.presses("waiting", ("next",), avoid=NOT_SENT):
        hands.says("/menu")


def send_photo(hands: Hands) -> None:
    hands.phone.sends_photo()


def press_an_old_button(hands: Hands) -> None:
    hands.phone.presses("1:send", None)


def block(hands: Hands) -> None:
    """Until `unblock`; nothing is sent in between."""
    hands.life.blocked.add(hands.phone.telegram_id)
    hands.life.happens(lambda id: Blocked(id, hands.phone.who, hands.phone.private))


def unblock(hands: Hands) -> None:
    hands.life.blocked.discard(hands.phone.telegram_id)
    hands.life.happens(lambda id: Unblocked(id, hands.phone.who, hands.phone.private))


PRIVATE: Mapping[str, Doing] = {one.__name__: one for one in (
    reword_alone, hold_card, leave_in_the_middle, tense_alone, flooded_alone, speak_of_danger, look_for_help,
    look_around, learn_alone, describe_oneself, wait_for_a_round, open_card, open_note, open_held, keep_note, keep_limit, look_at_limits, keep_agreement, open_check_in, pass_today, fewer_nudges,
    look_at_a_reveal, hush_ritual, breathe, look_at_settings, agree_to_the_model, want_a_weekly_need, be_asked_on_fewer_days, want_a_pack, write_a_question, delete_notes, send_photo,
    press_an_old_button, write_something, hide_chat, take_a_copy, look_what_waits,
    look_back_on_the_week, wish_for_one_picture, end_the_sundays, write_notes_to_take_along, look_for_a_counsellor,
)}  # fmt: skip
APART = "keep_apart"  # from then on B answers nothing
LASTING: Mapping[str, tuple[Doing, Doing]] = {  # what is begun and ended
    "rest": (rest_quietly, wake),
    "block": (block, unblock),
}


def speak_another_language(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("language",), ("ja" if hands.phone.language == "en" else "en",))


def be_quiet_by_day(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("quiet",), most=0)
    hands.says("6:00-21:00")


def be_asked_later(hands: Hands) -> None:
    hands.says("/settings")
    hands.presses("set ", ("hour",), most=0)
    hands.says("22:30")


def leave(hands: Hands) -> None:
    hands.begins("/leave", ("leave",))


def delete_history(hands: Hands) -> None:
    hands.says("/privacy")
    hands.presses("delete", (), ("history", "yes"))


NOTICED: Mapping[str, Doing] = {one.__name__: one for one in (  # what A may notice
    speak_another_language, be_quiet_by_day, be_asked_later, leave, delete_history,
)}  # fmt: skip

"""What two people do for both to see."""

from collections.abc import Callable, Mapping

from tests.threats.hands import Hands

Doing = Callable[[Hands], object]

NOT_SENT = (
    "us",
    "partner",
    "send",
    "tell",
    "share",
    "done",
    "in",
    "start",
    "yes",
    "everything",
    "shared",
    "history",
    "leave",
    "private",
    "20",
    "30",
    "60",
    "tomorrow",
)  # the last four: how long a pause is to be
KINDS = ("thanks", "news", "repair", "sorry")
BY_FLOW = ("thanked", "cheered", "mended", "apologised", "limit", "proposed")
ROOMS = ("plenty", "some", "little")
MOVES = ("join", "leave_out", "under", "echo", "yes", "almost", "why", "skip", "pass", "wrap", "close", "solve",
         "idea", "mine", "theirs", "keepsake")  # fmt: skip
LOOKS = ("menu", "settings", "privacy", "support", "kept", "pause", "need", "coach", "today", "link", "practice",
         "learn", "repair", "loop", "friend", "rituals", "profile", "pulse", "cancel", "start", "nonsense", "export", "limits", "words")  # fmt: skip
DRAFTS = (
    "you never listen to me",
    "いつも遅いよね。もういい",
    "I hate how you always do this",
    "全然わかってない",
)


def _place(hands: Hands) -> str:
    return hands.chance.choice(("us", "partner"))


def check_in(hands: Hands) -> None:
    hands.says("/today")
    hands.presses("checkin ", ROOMS, prefer=("done",), avoid=("another",))


def ask(hands: Hands) -> None:
    enough = ("enough",) if hands.chance.random() < 0.6 else ()
    hands.begins("/need", (_place(hands), *enough), ("unsure", "hold", "edit", "drop"))


def answer(hands: Hands) -> None:
    how = hands.chance.choice(("heard", "can", "later", "back", "ask", "more"))
    hands.presses("answer ", (how,), avoid=("smaller",)) and how == "more" and hands.presses(
        "answer ", ("cant", "mode")
    )


def reply(hands: Hands) -> None:
    hands.presses(
        "asked ", ("yes", "almost", "not_quite", "reply", "listen", "solve", "helps", "honest", "withdraw")
    )


def note(hands: Hands) -> None:
    hands.begins(f"/{hands.chance.choice(KINDS)}", (_place(hands), "keep"), ("edit", "drop", "hold"))


def answer_note(hands: Hands) -> None:
    for flow in hands.chance.sample(BY_FLOW, len(BY_FLOW)):
        if hands.presses(f"{flow} ", ("heart", "more", "felt", "proud", "mark", "together", "later", "thank", "time",
                                     "heard", "ask", "yes", "change", "not_now"),
                         ("send", "open"), ("drop",)):  # fmt: skip
            return


def tell_limit(hands: Hands) -> None:
    hands.says("/limits")
    hands.presses("limits ", ("new",), ("whole", _place(hands)), ("edit", "drop", "keep"))


def propose_agreement(hands: Hands) -> None:
    hands.says("/limits")
    hands.presses("propose", (), (hands.chance.choice(("open", "weeks")), _place(hands)), ("edit", "drop"))


def let_go_of_agreement(hands: Hands) -> None:
    hands.says("/limits")
    hands.presses("agreement ", ()) and hands.presses("agreement ", ("let_go", "again"))


def respond(hands: Hands) -> None:
    hands.presses("respond ", ("heart", "more", "can", "add"), ("send",), ("drop",))


def rest_together(hands: Hands) -> None:
    hands.begins("/pause", ("start",), ("tomorrow", "-close"))


def come_back(hands: Hands) -> None:
    hands.presses("back ", ("settled", "nearly", "not_yet", "together", "leave"), avoid=("rest",))


def propose_turns(hands: Hands) -> None:
    hands.begins("/turns", ("in",), ("change", "drop"))


def move_in_turn(hands: Hands) -> None:
    """One's own next step; where nothing is to be pressed, words."""
    if not hands.presses("floor ", MOVES, ("send",), ("stop",)):
        hands.begins(f"{hands.canary} is what I mean", ("send", "nothing"), ("stop",))


def share_line(hands: Hands) -> None:
    hands.begins("/coach", ("send",), ("copy", "another", "why"))


def tell_it_is_tense(hands: Hands) -> None:
    hands.begins("/tense", ("tell", "send", "done"), ("unsafe",))


def send_words(hands: Hands) -> None:
    hands.begins(f"/help_me_say_this {hands.chance.choice(DRAFTS)} {hands.canary}",
                 (_place(hands), "use", "use_gentle", "unknown"), ("copy", "hold", "edit", "not_it"))  # fmt: skip


def suggest_ritual(hands: Hands) -> None:
    hands.says("/rituals")
    hands.presses("rituals new", (), ("send", "every_day"), ("edit", "drop", "-close"))


def answer_ritual(hands: Hands) -> None:
    hands.presses("ritual ", (hands.chance.choice(("yes", "yes", "later", "no")),))


def let_ritual_go(hands: Hands) -> None:
    hands.says("/rituals")
    hands.presses("ritual ", (), most=0)
    hands.presses("ritual ", ("end", "withdraw"))


def listen_at_home(hands: Hands) -> None:
    if not hands.presses("listening ", ("stop",)):
        hands.begins("/listen", ("start",), ("drop",))


def sit_down_on_sunday(hands: Hands) -> None:
    hands.begins("/sunday", ("apart", "send"), ("edit", "drop"))


def look(hands: Hands) -> None:
    """At whatever there is, to the first question."""
    hands.begins(f"/{hands.chance.choice(LOOKS)}", avoid=NOT_SENT, most=hands.chance.randrange(2))


def look_at_their_lines(hands: Hands) -> None:
    hands.begins("/profile", ("theirs",), most=1)


def look_for_turns(hands: Hands) -> None:
    hands.begins("/turns", most=0)


def look_for_a_need(hands: Hands) -> None:
    hands.begins("/need", most=0)


def look_whether_tense(hands: Hands) -> None:
    """A level of one's own, kept private: what is offered then."""
    hands.begins("/tense", (hands.chance.choice("123"), "done", "keep"), ("unsafe", "tell"))


def stray(hands: Hands) -> None:
    hands.begins(f"{hands.canary} was that all", ("nothing",), most=1)


JOINT: Mapping[str, Doing] = {one.__name__: one for one in (
    check_in, ask, answer, reply, note, answer_note, respond, rest_together, come_back, propose_turns, move_in_turn,
    tell_limit, propose_agreement, let_go_of_agreement, share_line, tell_it_is_tense, send_words, look, look_at_their_lines, look_for_turns, look_for_a_need, look_whether_tense, stray, suggest_ritual,
    answer_ritual, let_ritual_go, listen_at_home, sit_down_on_sunday,
)}  # fmt: skip

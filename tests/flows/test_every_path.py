"""Every path through every flow: it can be read in both languages, it ends, and nothing is sent unasked."""

import pytest

from conversations.dialogue.carry_out import carry_out
from conversations.dialogue.outcomes import Outcome
from conversations.dialogue.outcomes.pairing import Agree
from conversations.dialogue.outcomes.people import AskWeekly, Lend
from conversations.dialogue.outcomes.prompts import WantPack
from conversations.dialogue.phrasebook import load_phrasebook
from conversations.flows import COMMANDS, FLOWS
from conversations.flows.pair import SEND, common_axes, mark_of
from tests.flows import checking, wording_in_code
from tests.flows.answering import SPOKEN
from tests.flows.drawing import PAGE, draw
from tests.flows.situations import profiles
from tests.flows.walking import End, walk

BOOK = load_phrasebook()

# What only the person of the turn notices.
PRIVATE = {
    "AskAt", "AskOn", "AskWeekly", "BeDiscreet", "Begin", "Breathe", "CancelInvite", "ClearChat", "CountView", "DecideAside", "DeletePrivate", "DropKeepsake", "DropLimit", "DropNotes", "DropNeed", "DropView", "DropWish", "FewerNudges", "GiveNotes", "Hold", "HoldNeed", "KeepLimit", "HushRitual", "KeepNote", "KeepSaid", "KeepWords", "KeepQuiet", "KeepReport", "KeepTension", "KeepView", "KeepWeek",
    "LeaveCard", "Lend", "LetCome", "LetGo", "LiveIn", "LookWeekly", "MakeInvite", "NotFine", "Noticed", "OfferedLines", "OpenNextNote", "OpenNote", "OpenToday", "BringBack", "OpenedLesson", "Practised", "PassToday", "Rest", "SendCopy", "SetAside", "Show", "ShowPicture", "ShowTurns", "Speak",
    "StopBreathing", "TakeAway", "Toast", "TurnAway", "WakeUp", "WantPack", "Withdraw", "WithdrawRitual",
}  # fmt: skip

# What the partner may read or notice: only after one of these answers ("question answer", or "tapped word" for
# the button that started the flow).
REACHING: dict[str, set[str]] = {
    "AddLine": {"tapped line", "line.review send"},
    "AddQuestion": {"deck.review add"},
    "AddToNote": {"line.review send"},
    "AddToSheet": {"checkin.added send"},
    "Agree": {"tapped stop_together", "welcome.consent yes", "welcome.consent solo", "welcome.gate together", "welcome.gate private", "gate.ask private"},
    "AnswerNote": {"tapped heart", "tapped more", "tapped felt", "tapped proud", "tapped mark", "tapped heard",
                   "tapped together", "tapped first", "tapped thank", "tapped time", "tapped not_now", "line.review send"},
    "AnswerInTurn": {"tapped yes", "tapped not_yet", "tapped skip", "tapped keep", "tapped pass", "tapped wrap"},
    "AskAbout": {"answer.ask felt", "answer.ask need", "answer.ask help", "line.review send"},
    "AnswerRitual": {"tapped yes", "tapped later", "tapped no"},
    "AskMode": {"tapped mode"},
    "AskFor": {"need.review us", "need.review partner", "reword.send us", "reword.send partner"},
    "CheckIn": {"checkin.review done"},
    "Close": {"tapped withdraw", "tapped helped", "tapped partly", "tapped rest", "tapped closer", "tapped missed"},
    "CloseTurns": {"floor.ready send"},
    "ComeTogether": {"gate.ask together"},
    "Confirm": {"tapped yes", "tapped almost", "tapped not_quite"},
    "Connect": {"tapped yes"},
    "Counter": {"agreements.review send"},
    "Decline": {"tapped cant", "tapped offer", "answer.later cant", "zone.no_time cant", "answer.smaller cant",
                "answer.smaller smaller"},
    "DeclineTurns": {"tapped later"},
    "ClearHistory": {"delete.history yes", "delete.history_alone yes"},
    "DeleteEverything": {"delete.everything yes", "tapped erase"},
    "DropWords": {f"own_words.{line} forget" for line in ("set_off", *(f"{of}_{what}" for of, what in (("home", "sad"), ("home", "anger"), ("home", "help"),
                  ("help", "sad"), ("help", "angry"), ("help", "full"))))},
    "EndRitual": {"tapped end"},
    "GiveIdea": {"floor.idea_ready send"},
    "GoOn": {"tapped turns", "tapped together", "tapped leave"},
    "Hear": {"tapped heard"},
    "JoinRound": {"guess.join in"},
    "JoinTurns": {"tapped join"},
    "KeepApart": {"gate.ask private"},
    "KeepNothing": {"tapped stop_keep"},
    "KeepSummary": {"tapped keepsake"},
    "KeepFor": {"delete.keep_for until", "delete.keep_for year", "delete.keep_for quarter", "delete.keep_for month",
                "delete.keep_for_sure yes"},
    "Leave": {"leave.sure leave", "leave.tell send", "leave.tell leave", "tapped stop_together"},
    "LeaveRound": {"guess.waiting leave", "guess.guessed leave", "guess.review leave"},
    "LeaveChat": {"tapped stop_group"},
    "LetGoOf": {"agreements.let_go yes"},
    "LetRest": {"pause.later rest"},
    "LookAgain": {"agreements.when weeks", "agreements.when month", "agreements.when open"},
    "OfferTopic": {"floor.review in"},
    "PickIdea": {"tapped theirs", "tapped mine", "tapped neither"},
    "Prolong": {"tapped not_yet"},
    "Promise": {"tapped can", "answer.smaller can"},
    "ProposeChange": {"agreements.review us", "agreements.review partner"},
    "ProposeRitual": {"line.review send"},
    "ProposeTurns": {"floor.review in"},
    "PutOff": {"tapped later"},
    "PutOffNote": {"tapped when"},
    "Reply": {"line.review send"},
    "ResumeTurns": {"tapped go"},
    "RespondTo": {"tapped heart", "tapped more", "tapped can"},
    "SayYes": {"tapped yes"},
    "SayBack": {"line.review send"},
    "SayMode": {"tapped listen", "tapped solve"},
    "SayInTurn": {"floor.said send", "floor.heard send", "floor.added send", "floor.sense send"},
    "SealGuesses": {"guess.review seal"},
    "SendAlone": {"tapped send"},
    "SendNote": {f"{kind}.review {place}" for kind in ("notes", "sorry") for place in ("us", "partner")},
    "Settle": {"tapped leave_out", "tapped words", "floor.under skip", "floor.under writes"},
    "Share": {"coach.preview send", "line.review send", *(f"pair.card {SEND}{mark_of(one)}" for one in profiles().values() if common_axes(one))},
    "ShareLimit": {"limits.share us", "limits.share partner"},
    "ShareAlone": {"tapped alone"},
    "ShareLine": {"eyes.private send", "eyes.changed send"},
    "StartPause": {"pause.ready start", "pause.length 20", "pause.length 30", "pause.length 60",
                   "pause.length tomorrow"},
    "TakeBackLine": {"eyes.shared take_back", "eyes.changed take_back"},
    "TakeBackShared": {"delete.shared yes"},
    "TakeAnswer": {"tapped helps", "tapped honest", "tapped talk"},
    "TakeBackNote": {"tapped withdraw"},
    "StartListening": {"listen.ready start"},
    "StopListening": {"tapped stop"},
    "TakeQuestionBack": {"deck.own_sure yes"},
    "StopTurns": {"tapped stop", "tapped take_back", *(f"floor.{question} stop" for question in (
        "under", "said", "heard", "added", "sense", "echo", "almost", "why"))},
    "TakeChat": {"tapped link"},
    "Tell": {"tense.preview send", "loop.share send"},
    "TellLimit": {"limits.review us", "limits.review partner"},
    "TellLevel": {"tapped settled", "tapped nearly"},
    "WishForPicture": {"pulse.share yes"},
    "WantToSolve": {"tapped solve"},
}  # fmt: skip

each_flow = pytest.mark.parametrize("flow", FLOWS)


def kinds(of: type[Outcome] = Outcome) -> list[type[Outcome]]:
    """Every outcome there is."""
    return [one for kind in of.__subclasses__() for one in (kind, *kinds(kind))]


def chosen(end: End) -> set[str]:
    """What was answered or tapped on a path, as REACHING writes it."""
    tapped = next((arg for arg in end.here.args if not arg.isdigit()), "")
    started = {f"tapped {tapped}"} | ({"tapped link"} if end.here.args[:1] == ("x" * 22,) else set())
    return {f"{question} {answer}" for question, answer in end.path} | started


@each_flow
def test_every_question_can_be_read_and_tapped_in_both_languages(flow: str) -> None:
    asked = walk(flow).questions
    found = {problem: path for step, path in asked.items() for problem in checking.problems_of_question(step)}
    assert [f"{problem} (after {path[-2:]})" for problem, path in found.items()] == []


@each_flow
def test_whatever_follows_can_be_read_and_tapped_in_both_languages(flow: str) -> None:
    ends = walk(flow).ends
    found = {
        problem: str(end)
        for end in ends
        for one in end.outcomes
        for problem in checking.problems_of_outcome(one)
    }
    assert [f"{problem} (after {path})" for problem, path in found.items()] == []


@each_flow
def test_a_flow_goes_on_only_with_one_that_may_start(flow: str) -> None:
    found = {problem: str(end) for end in walk(flow).ends for problem in checking.ill_begun(end)}
    assert found == {}


@each_flow
def test_every_path_ends_or_comes_back_to_a_question_that_does(flow: str) -> None:
    walked = walk(flow)
    assert walked.ends
    assert walked.circles <= {step.key for step in walked.questions}
    assert checking.without_end(walked) == set()


@each_flow
def test_nothing_reaches_the_partner_unless_someone_chose_so(flow: str) -> None:
    unasked = {
        (type(outcome).__name__, str(end))
        for end in walk(flow).ends
        for outcome in end.outcomes
        if type(outcome).__name__ not in PRIVATE and not REACHING[type(outcome).__name__] & chosen(end)
    }
    assert unasked == set()


def was_chosen(outcome: Outcome, end: End) -> bool:
    """Whether somebody answered just this question with just this yes."""
    match outcome:
        case Agree():
            consent = {("welcome.consent", "yes"), ("welcome.consent", "solo"), ("welcome.gate", "together"),
                       ("welcome.gate", "private"), ("gate.ask", "private")}  # fmt: skip
            return bool(consent & set(end.path)) or end.here.args == ("stop_together",)
        case Lend(host):
            asked = ("settings.model", "settings.model_alone")
            return not host or any(key in asked and answer.startswith("yes-") for key, answer in end.path)
        case AskWeekly(on):
            return not on or end.here.args == ("weekly",)
        case WantPack(pack, on):
            return not on or end.here.args == ("want", pack)
        case _:
            return True


@each_flow
def test_every_yes_is_an_answer_to_its_own_question(flow: str) -> None:
    """No path agrees to anything by itself: to keeping and being a couple, to a language model, to Mondays."""
    ends = walk(flow).ends
    assert [str(end) for end in ends for one in end.outcomes if not was_chosen(one, end)] == []


SENT = {"send", "us", "partner", "in", "done", "add"}  # answers to a question that shows what goes


def unseen(end: End) -> list[str]:
    """What goes to the other one in words that were typed and not looked at since."""
    typed = max((at for at, (_, answer) in enumerate(end.path) if answer == "writes"), default=-1)
    words = [
        one for one in end.outcomes if type(one).__name__ not in {*PRIVATE, "Settle"} and SPOKEN in repr(one)
    ]
    looked_at = any(answer in SENT for _, answer in end.path[typed + 1 :])
    return [] if looked_at else [type(one).__name__ for one in words]


@each_flow
def test_nobody_sends_words_of_their_own_before_they_have_seen_what_goes(flow: str) -> None:
    """Check 1: the Send is on the exact text."""
    assert {(name, str(end)) for end in walk(flow).ends for name in unseen(end)} == set()


def test_words_that_were_typed_do_go() -> None:
    """Otherwise the rule above would hold of nothing."""
    sent = [end for flow in FLOWS for end in walk(flow).ends for one in end.outcomes if SPOKEN in repr(one)]
    assert len(sent) > len(FLOWS)


def test_every_way_of_sending_sends() -> None:
    """An answer that stands above and sends nothing would weaken the rule."""
    met = {
        (type(outcome).__name__, choice)
        for flow in FLOWS
        for end in walk(flow).ends
        for outcome in end.outcomes
        for choice in chosen(end)
    }
    named = {(outcome, choice) for outcome, choices in REACHING.items() for choice in choices}
    assert named - met == set()


def test_every_outcome_is_private_or_reaches_the_partner() -> None:
    assert sorted(kind.__name__ for kind in kinds()) == sorted(PRIVATE | REACHING.keys())


def test_every_outcome_is_carried_out() -> None:
    nothing = carry_out.dispatch(Outcome)
    assert [kind.__name__ for kind in kinds() if carry_out.dispatch(kind) is nothing] == []


def test_every_outcome_is_led_to() -> None:
    met = {type(outcome) for flow in FLOWS for end in walk(flow).ends for outcome in end.outcomes}
    assert {kind.__name__ for kind in kinds()} - {kind.__name__ for kind in met} == set()


def test_every_command_starts_a_flow() -> None:
    assert {flow for flow in COMMANDS.values() if flow not in FLOWS} == set()


def test_every_text_is_said_somewhere() -> None:
    met = {key for flow in FLOWS for key in checking.keys_met(walk(flow))}
    named = wording_in_code.named()
    unsaid = [
        key for key in wording_in_code.keys() if key not in met and not any(one.covers(key) for one in named)
    ]
    assert unsaid == [], "\n".join(unsaid)


def test_every_text_that_code_names_is_there() -> None:
    missing = [
        f"{one.where}: {one.pattern}" for one in wording_in_code.named() if not wording_in_code.is_there(one)
    ]
    assert missing == []


def test_the_page_about_the_flows_is_what_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == draw(), "rewrite it: python -m tests.flows.walking --write"

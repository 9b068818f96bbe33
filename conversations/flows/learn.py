"""/learn: a short lesson, at most one new one a day, and what belongs together with how far one has come."""

from dataclasses import dataclass

from conversations.dialogue.outcomes import Button, Outcome, Rows, Show, rows
from conversations.dialogue.outcomes.practice import OpenedLesson
from conversations.dialogue.phrases import Value, lines, paragraphs, say
from conversations.dialogue.steps import Flow, Here
from conversations.flows.practice import drill_name


@dataclass(frozen=True)
class Lesson:
    """How sure one can be of it (a line of lessons.toml), and what its button starts, together and alone.

    An empty command: the button says something to try.
    """

    sure: str
    together: str = ""
    alone: str = ""


# In the order in which they are offered; beside each, the evidence it rests on.
LESSONS: dict[str, Lesson] = {
    "normal": Lesson("clinic", "coach ask 1", "coach ask 1"),  # E33
    "settle": Lesson("observed", "coach listen 2", "coach listen 2"),  # E31, E32
    "loud": Lesson("clinic", "hear", "hear"),  # E34
    "friend": Lesson("trial", "friend", "friend"),  # E12
    "name": Lesson("early", "practice name_it", "practice name_it"),  # E22, E23
    "learned": Lesson("clinic"),  # E33
    "allowed": Lesson("stance", "need", "practice ask_once"),
    "excuse": Lesson("stance"),
    "repair": Lesson("observed", "repair", "coach speak 2"),  # E11
    "ask": Lesson("clinic", "hear", "hear"),  # E17
    "agree": Lesson("contested", "practice just_reflect", "practice just_reflect"),  # E14, E16, E17
    "return": Lesson("lab", "practice break_time", "practice break_time"),  # E9, E10
    "one": Lesson("observed", "practice ask_once", "practice ask_once"),  # E2
    "fuss": Lesson("several", "practice good_news", "practice good_news"),  # E28, E29
    "thank": Lesson("observed", "thanks", ""),  # E27
    "five": Lesson("clinic", "practice my_five", "practice my_five"),  # E4
}


@dataclass(frozen=True)
class Track:
    """What belongs together: lessons, drills, and tools with what they start."""

    lessons: tuple[str, ...]
    drills: tuple[str, ...]
    tools: tuple[tuple[str, str], ...]


TRACKS: dict[str, Track] = {
    "awareness": Track(
        ("normal", "name", "learned", "allowed"),
        ("name_it",),
        (("checkin", "today"), ("tense", "tense"), ("counsellor", "counsellor")),
    ),
    "regulation": Track(
        ("settle", "loud", "friend", "return"),
        ("break_time",),
        (("pause", "pause"), ("breathe", "breathe"), ("friend", "friend"), ("counsellor", "counsellor")),
    ),
    "accountability": Track(
        ("excuse", "repair", "five"),
        ("one_true", "my_five"),
        (("repair", "repair"), ("sorry", "sorry"), ("loop", "loop")),
    ),
    "empathy": Track(
        ("ask", "agree", "one"),
        ("just_reflect", "fix_to_feel", "ask_once"),
        (("listen", "coach listen 2"), ("reword", "reword"), ("hear", "hear"), ("need", "need")),
    ),
    "intimacy": Track(("fuss", "thank"), ("good_news",), (("thanks", "thanks"), ("news", "news"))),
}
TAKES_TWO = ("today", "pause", "need", "repair", "sorry", "thanks", "news")


def learn(here: Here) -> Flow:
    """Arguments: none, `tracks`, `track <name>`, a lesson, or a lesson and `try`."""
    yield from ()
    match here.args:
        case ("tracks",):
            return [Show(_all_tracks(here), _track_buttons())]
        case ("track", name) if name in TRACKS:
            return [Show(_track(TRACKS[name], name, here), _buttons_of(TRACKS[name], here))]
        case (lesson,) if lesson in _open_now(here):
            return _open(lesson, here)
        case (lesson, "try") if lesson in here.lessons_read and not _start(lesson, here):
            return [Show(say(f"lessons.try.{lesson}.text"), rows(_ALL), anew=True)]
        case ():
            return _open(next(iter(_next(here)), ""), here)
        case _:
            return [Show(say("lessons.tomorrow.text"), rows(_PRACTISE, _ALL, wide=2))]


_PRACTISE = Button(say("lessons.button.practise"), "practice")
_ALL = Button(say("lessons.button.all"), "learn tracks")


def _next(here: Here) -> tuple[str, ...]:
    """Today's lesson: the one opened today, or else the first that was not opened. None when all were."""
    if here.lesson_today:
        return (here.lesson_today,)
    return tuple(one for one in LESSONS if one not in here.lessons_read)[:1]


def _open_now(here: Here) -> tuple[str, ...]:
    """What may be opened now: whatever was opened before, and any one more where today's is not taken."""
    return here.lessons_read if here.lesson_today else tuple(LESSONS)


def _open(lesson: str, here: Here) -> list[Outcome]:
    if lesson not in LESSONS:
        return [Show(say("lessons.all_read.text"), rows(_PRACTISE, _ALL, wide=2))]
    title, idea = say(f"lessons.lesson.{lesson}.title"), say(f"lessons.lesson.{lesson}.idea")
    shown = paragraphs(say("lessons.heading", title=title), idea, say(f"lessons.sure.{LESSONS[lesson].sure}"))
    start = _start(lesson, here) or f"learn {lesson} try"
    attempt = Button(say(f"lessons.lesson.{lesson}.button"), start)
    support = (Button(say("dialogue.button.support"), "support"),) if lesson == "excuse" else ()
    return [OpenedLesson(lesson), Show(shown, ((attempt, *support), (_PRACTISE, _ALL)))]


def _start(lesson: str, here: Here) -> str:
    return LESSONS[lesson].together if here.paired else LESSONS[lesson].alone


def _all_tracks(here: Here) -> Value:
    told = (
        say("lessons.standing", track=say(f"lessons.track.button.{name}"), said=_standing(track, here))
        for name, track in TRACKS.items()
    )
    return paragraphs(say("lessons.tracks.text"), lines(*told))


def _track_buttons() -> Rows:
    names = (Button(say(f"lessons.track.button.{name}"), f"learn track {name}") for name in TRACKS)
    return rows(*names, Button(say("lessons.button.today"), "learn"), wide=2)


def _standing(track: Track, here: Here) -> Value:
    """In words; a lesson that was opened counts, and a drill that was tried."""
    whole = len(track.lessons) + len(track.drills)
    done = sum(one in here.lessons_read for one in track.lessons) + sum(
        one in _tried(here) for one in track.drills
    )
    if done in (0, whole):
        return say("lessons.none") if done == 0 else say("lessons.all")
    return say("lessons.some", done=say(f"lessons.count.{done}"), whole=say(f"lessons.count.{whole}"))


def _tried(here: Here) -> set[str]:
    return {one.id for one in here.drills if one.times}


def _track(track: Track, name: str, here: Here) -> Value:
    lessons = (
        _item(say(f"lessons.lesson.{one}.title"), _number(one), one in here.lessons_read)
        for one in track.lessons
    )
    drills = (
        say("lessons.drill_tried" if one in _tried(here) else "lessons.drill", drill=drill_name(one))
        for one in track.drills
    )
    head = say("lessons.standing", track=say(f"lessons.track.button.{name}"), said=_standing(track, here))
    return paragraphs(head, say(f"lessons.track.about.{name}"), lines(*lessons, *drills))


def _item(title: Value, number: int, read: bool) -> Value:
    return say("lessons.item_read" if read else "lessons.item", number=number, title=title)


def _number(lesson: str) -> int:
    return list(LESSONS).index(lesson) + 1


def _buttons_of(track: Track, here: Here) -> Rows:
    """Lessons opened before, and one more where today's is not taken; drills; tools that this person can use."""
    fresh = () if here.lesson_today else tuple(one for one in track.lessons if one not in here.lessons_read)
    shown = [one for one in track.lessons if one in here.lessons_read or one in fresh[:1]]
    lessons = (Button(say("lessons.button.lesson", number=_number(one)), f"learn {one}") for one in shown)
    drills = (Button(drill_name(one), f"practice {one}") for one in track.drills)
    tools = (
        Button(say(f"lessons.button.{label}"), command)
        for label, command in track.tools
        if here.paired or command not in TAKES_TWO
    )
    return rows(*lessons, *drills, *tools, _ALL, wide=2)

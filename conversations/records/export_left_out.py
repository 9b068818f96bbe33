"""What of the database does not go into somebody's copy, and why. What does go stands in `export_columns.py`."""

# Table -> why nothing of it goes in.
LEFT_OUT_WHOLE: dict[str, str] = {
    "conversation": "what somebody is in the middle of: while a copy is asked for, that is the asking",
    "delivery": "messages on their way, and numbers of those sent; their words stand in the rows they are about",
    "floor_side": "how far each was: half of it is the other's, and all of it is over with the talk",
    "invite": "the hash of a link that opens once, gone after a day",
    "listening": "a timer of some minutes, gone when they are over",
    "owner_key": "the key that seals what is kept",
    "picture_wish": "a wish that only counts if the other one has it, too, and lapses within a week",
    "reminder": "a timetable; a row in it may tell what the other has done before it is said",
    "seen_update": "numbers of messages",
    "waiting_note": "has not been opened yet; what waits in it is left out of the cards as well",
}

# Table -> column -> why it stays out.
LEFT_OUT: dict[str, dict[str, str]] = {
    "agreement": {
        "state": "what is over has no words, and who ended it is nobody's score",
        "changes_with": "a number of ours",
    },
    "consent_line": {
        "id": "a number of ours",
    },
    "couple": {
        "state": "its two dates say it",
        "chat": "a Telegram id",
        "chat_state": "state of the delivery",
        "admin": "state of the delivery",
        "language": "of the shared chat, which the other has a say in",
        "hello_message_id": "number of a message",
    },
    "floor": {
        "proposed_by": "who wished for it is told in the chat; a file need not keep score",
        "speaker_id": "a state of the talk",
        "state": "a state of the talk",
        "step": "a state of the talk",
        "tossed": "a state of the talk",
        "retold": "a state of the talk",
        "hinted": "a state of the talk",
        "resumes": "a state of the talk",
        "seconds_left": "a state of the talk",
        "kept": "both had to want it: tells what the other chose",
        "ended_as": "who stopped or declined it is the other's as well",
        "moved_at": "a state of the talk",
        "ends_at": "a state of the talk",
    },
    "held_draft": {
        "helped": "a state of the draft",
        "worded": "a state of the draft",
    },
    "keepsake": {
        "couple_id": "a number of ours",
        "note_id": "a number of ours",
    },
    "need": {
        "moved": "a state of the card",
        "declined_at": "how long a kind rests; the answer itself is exported",
        "changed_at": "moves when the other does something in private",
    },
    "note": {
        "moved": "a state of the card",
        "changed_at": "moves when the other does something in private",
    },
    "own_limit": {
        "note_id": "a number of ours; what was sent stands among the cards",
    },
    "partner": {
        "telegram_id": "an id, which the person's own Telegram shows",
        "language_chosen": "how the language was found out",
        "consent": "whoever finds the file would read who keeps to the private parts",
        "couple_id": "a number of ours",
        "parted": "that the other has left is said in the chat, in its own words",
        "unreachable_since": "state of the delivery",
        "next_checkin_at": "follows from the hour and the zone",
        "next_pulse_at": "follows from the hour and the zone",
        "last_pulse_week": "a timetable",
        "last_checkin_day": "follows from the check-ins",
        "thanks_asked_on": "a timetable",
        "rhythm_asked_on": "a timetable",
        "apart_since": "whoever finds the file would read who keeps to the private parts",
    },
    "pause": {
        "started_by": "who needed it first is nobody's score",
        "state": "a state of the pause",
        "extended": "either of the two may have asked for it in private",
    },
    "ritual_side": {
        "id": "a number of ours",
        "last_day": "a timetable",
    },
    "sheet": {
        "prompt": "the question stands with each answer",
        "spares": "the question stands with each answer",
        "swapped": "tells which other question the partner answered, though they may keep it private",
        "state": "its date of opening says it",
        "closes_at": "follows the hours of both",
    },
    "sheet_answer": {
        "light": "a day is light when either of the two was tense: it could tell that the other was",
        "asked_at": "a timetable",
        "closes_at": "a timetable",
        "nudged_at": "a nudge is due when the other has answered: it could tell that they have",
        "question": "stands in the sealed answer as well, where it can be kept private",
    },
}

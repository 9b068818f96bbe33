"""The log of calls keeps the newest, numbered as they came."""

from bot.playground.calllog import MOST_ENTRIES, CallLog


def test_the_newest_calls_are_kept_and_their_numbers_go_on() -> None:
    log = CallLog()
    for _ in range(MOST_ENTRIES + 2):
        log.add("getMe", {}, 0.5, {"result": True})
    newest = MOST_ENTRIES + 2
    assert [entry["n"] for entry in log.since(0)] == list(range(3, newest + 1))
    assert [entry["n"] for entry in log.since(newest - 1)] == [newest]
    assert log.since(newest) == []
    log.clear()
    log.add("getMe", {}, 0.5, {"result": True})
    assert [entry["n"] for entry in log.since(1)] == [newest + 1]


def test_a_call_is_shown_as_it_was_whatever_was_written_in_it() -> None:
    log = CallLog()
    log.add("sendMessage", {"text": "雨 \ud83d"}, 1.5, {"error": "Bad Request", "error_code": 400})
    assert log.since(0) == [
        {
            "n": 1,
            "method": "sendMessage",
            "params": {"text": "雨 \ud83d"},
            "at": 1.5,
            "error": "Bad Request",
            "error_code": 400,
        }
    ]

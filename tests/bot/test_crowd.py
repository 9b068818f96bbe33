"""Somebody who sends too much is told so once; nobody else notices (T-19)."""

from typing import Any

from bot.crowd import AT_ONCE, FORGET_ABOVE, STEADILY, Admission, Crowd

COMES_IN, IS_TOLD, IS_LEFT = Admission


def said(sender: int, **more: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"from": {"id": sender}, "chat": {"id": 5}, **more}}


def tapped(sender: int) -> dict[str, Any]:
    return {"update_id": 1, "callback_query": {"id": "1", "from": {"id": sender}, "data": "menu"}}


class Time:
    """Seconds that go by when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.crowd = Crowd(lambda: self.now)

    def admits(self, update: dict[str, Any], times: int = 1) -> list[Admission]:
        return [self.crowd.admits(update) for _ in range(times)]


def test_a_burst_comes_in_and_then_one_is_told_and_the_rest_is_left() -> None:
    time = Time()
    assert time.admits(said(7), AT_ONCE) == [COMES_IN] * AT_ONCE
    assert time.admits(tapped(7), 3) == [IS_TOLD, IS_LEFT, IS_LEFT]
    assert time.admits(said(8)) == [COMES_IN]


def test_who_goes_on_steadily_is_read_steadily_and_told_nothing_more() -> None:
    time = Time()
    time.admits(said(7), AT_ONCE + 1)
    for _ in range(20):
        time.now += 1
        assert time.admits(said(7), 15) == [COMES_IN] * int(STEADILY) + [IS_LEFT] * (15 - int(STEADILY))


def test_another_flood_after_a_quiet_time_is_told_again() -> None:
    time = Time()
    time.admits(said(7), AT_ONCE + 2)
    time.now += 3600
    assert time.admits(said(7), AT_ONCE + 2) == [COMES_IN] * AT_ONCE + [IS_TOLD, IS_LEFT]


def test_who_joins_a_group_is_always_read() -> None:
    """A third person in the room: whoever lets them in must not hide it behind a flood."""
    time = Time()
    time.admits(said(7), AT_ONCE * 2)
    assert time.admits(said(7, new_chat_members=[{"id": 9}])) == [COMES_IN]
    assert time.admits({"update_id": 1, "chat_member": {"from": {"id": 7}}}) == [COMES_IN]


def test_people_who_sent_nothing_lately_are_forgotten() -> None:
    time = Time()
    for sender in range(FORGET_ABOVE + 5):
        time.now += 1
        time.admits(said(sender))
    assert len(time.crowd._senders) < 100

"""The Bot API methods that send places on the map, and move those that are live."""

from __future__ import annotations

from ..errors import bad_request
from ..network import places
from ..network.accounts import Account
from ..network.places import FOREVER
from ..network.world import Json, Message
from .calls import Call, required
from .edits import changeable, edited
from .messages import send

LEAST_ACCURATE = 1500
LIVE = range(60, 86_401)
DAY = 24 * 60 * 60
LONGEST_LIVE = 90 * DAY


def send_location(account: Account, call: Call) -> Json:
    """A point on the map, which may be live."""
    place = _read_place(call, "live location" if call.number("live_period") else "location")
    return send(account, call, {"location": place | _read_live(call)})


def _read_live(call: Call) -> Json:
    """How long it may be moved, and its course; nothing for a place that stands still."""
    period = call.number("live_period")
    if period and period not in LIVE and period != FOREVER:
        raise bad_request("wrong live location period specified")
    return {"live_period": period} | _read_course(call) if period else {}


def _read_course(call: Call) -> Json:
    """Where it is heading (degrees), and how near (metres) somebody must come to be told."""
    heading, radius = call.number("heading"), call.number("proximity_alert_radius")
    if heading not in range(361):
        raise bad_request("wrong live location heading specified")
    if radius not in range(100_001):
        raise bad_request("wrong live location proximity alert radius specified")
    live: Json = {}
    live |= {"heading": heading} if heading else {}
    return live | ({"proximity_alert_radius": radius} if radius else {})


def _read_place(call: Call, what: str) -> Json:
    """Where on earth. Raises `Refused`."""
    for name in ("latitude", "longitude"):
        if not call.text(name).strip():
            raise bad_request(f"{name} is empty")
    latitude, longitude = _real(call, "latitude"), _real(call, "longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request(f"invalid {what} specified")
    accuracy = min(max(_real(call, "horizontal_accuracy"), 0.0), LEAST_ACCURATE)
    place: Json = {"latitude": latitude, "longitude": longitude}
    return place | ({"horizontal_accuracy": float(-(-accuracy // 1))} if accuracy else {})


def _real(call: Call, name: str) -> float:
    """A number with a fraction; what is none counts as nought."""
    try:
        number = float(call.text(name))
    except ValueError:
        return 0.0
    return round(number, 6) if abs(number) < 1e9 else 1e9  # also for what is no number at all


def send_venue(account: Account, call: Call) -> Json:
    """A place with a name; the point alone is in the message, too."""
    place = _read_place(call, "venue location")
    venue: Json = {"location": place} | {name: required(call, name) for name in ("title", "address")}
    provider = "foursquare" if call.text("foursquare_id") or call.text("foursquare_type") else "google_place"
    for name in (f"{provider}_id", f"{provider}_type"):
        if call.text(name):
            venue[name] = call.text(name)
    return send(account, call, {"venue": venue, "location": place})


def move(account: Account, call: Call) -> Json | bool:
    """Where a live location is now. What is not said again, but for its period, is gone."""
    place = _read_place(call, "location")
    message = changeable(account, call)
    live = {"live_period": _period(call, _live(message))} | _read_course(call)
    return edited(account, call, message, {"location": place | live})


def _live(message: Message) -> int:
    """For how many seconds it may be moved. Raises `Refused` for what is no live location."""
    if not places.is_live(message.content):
        raise bad_request("there is no live location in the message to edit")
    return int(message.content["location"]["live_period"])


def _period(call: Call, before: int) -> int:
    """The new period, or the one there was. Raises `Refused` for one that is a day longer, or over."""
    period = call.number("live_period") or before
    if period != FOREVER and not 0 < period <= min(before + DAY, LONGEST_LIVE):
        raise bad_request("wrong live location period specified")
    return period


def stop(account: Account, call: Call) -> Json | bool:
    """It stays where it was last."""
    message = changeable(account, call)
    _live(message)
    content = places.still(message.content)
    message.chat.live.discard(message.id)
    return edited(account, call, message, content)


METHODS = {
    "sendlocation": send_location,
    "sendvenue": send_venue,
    "editmessagelivelocation": move,
    "stopmessagelivelocation": stop,
}
SENDING = ("sendlocation", "sendvenue")

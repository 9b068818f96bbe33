"""The table of what each fault means (reliability 4.2), row by row, as faults of a line."""

from tests.faults.proxy import TICK, Ending, Fault, broken_off, cut_at, nothing, says

PAGE = "<html><head><title>Telegram is away</title></head></html>"
ABORTED = '{"ok": false, "error_code": 500, "description": "Internal Server Error: Request aborted"}'
NO_PARAMETERS = '{"ok": false, "error_code": 429, "description": "Too Many Requests: later"}'
UNAUTHORIZED = '{"ok": false, "error_code": 401, "description": "Unauthorized"}'
NOT_FOUND = '{"ok": false, "error_code": 404, "description": "Not Found"}'
NOT_PARSED = (
    '{"ok": false, "error_code": 400, "description": "Bad Request: can\'t parse entities: no end at byte 7"}'
)
TOO_SLOW = 0.05  # seconds between two bytes: nobody waits so long for the end

SILENT: dict[str, Fault] = {  # UNKNOWN, as soon as the patience ends
    "no answer": Fault(1, nothing, Ending.HANGS),
    "not heard, no answer": Fault(0, nothing, Ending.HANGS),
    "silent in the middle of the answer": Fault(1, cut_at(-9), Ending.HANGS),
    "byte by byte, without an end": Fault(1, pause=TOO_SLOW),
}
BROKEN: dict[str, tuple[Fault, str]] = {  # UNKNOWN at once; and why the bot thinks so
    "closed before the body": (Fault(0, nothing, Ending.CLOSES), "ServerDisconnectedError"),
    "closed after the body": (Fault(1, nothing, Ending.CLOSES), "ServerDisconnectedError"),
    "reset before the body": (Fault(0, nothing, Ending.RESETS), "ClientOSError"),
    "reset after the body": (Fault(1, nothing, Ending.RESETS), "ClientOSError"),
    "cut after a byte": (Fault(1, cut_at(1), Ending.CLOSES), "ServerDisconnectedError"),
    "cut in the head": (Fault(1, cut_at(20), Ending.CLOSES), "ServerDisconnectedError"),
    "cut in the body": (Fault(1, cut_at(-9), Ending.CLOSES), "ClientPayloadError"),
    "reset in the body": (Fault(1, cut_at(-9), Ending.RESETS), "ClientPayloadError"),
    "not HTTP": (Fault(1, lambda answer: b"\0\1\2\r\n\r\n", Ending.CLOSES), "ClientResponseError"),
    "200 and ok: false": (Fault(1, says(200, '{"ok": false}')), "KeyError"),
    "200 and nothing": (Fault(1, says(200, "")), "NetworkError"),
    "200 and null": (Fault(1, says(200, "null")), "NetworkError"),
    "200 and a page": (Fault(1, says(200, PAGE)), "NetworkError"),
    "500, carried out": (Fault(1, says(500, ABORTED)), "NetworkError"),
    "500, not carried out": (Fault(0, says(500, ABORTED)), "NetworkError"),
    "502, carried out": (Fault(1, says(502, PAGE)), "NetworkError"),
    "502, not carried out": (Fault(0, says(502, PAGE)), "NetworkError"),
    "502 and null": (Fault(1, says(502, "null")), "NetworkError"),
    "504": (Fault(1, says(504, PAGE)), "NetworkError"),
    "403 and a page": (Fault(0, says(403, PAGE)), "NetworkError"),
    "404 and a page": (Fault(0, says(404, PAGE)), "NetworkError"),
}
ARRIVES: dict[str, Fault] = {  # whatever it looks like
    "byte by byte": Fault(1, pause=TICK),
    "twice": Fault(2),
    "truncated JSON": Fault(1, broken_off),
}
WAITS = Fault(0, says(429, NO_PARAMETERS))
TOKEN_REFUSED = {"401": Fault(0, says(401, UNAUTHORIZED)), "404": Fault(0, says(404, NOT_FOUND))}
UNPARSED = Fault(0, says(400, NOT_PARSED))

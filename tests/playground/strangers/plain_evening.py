"""A bot without any library: Start, a button, an edit, and from then on an echo, by long polling."""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.request import Request, urlopen

ADDRESS, TOKEN = sys.argv[1:3]
READY = {"inline_keyboard": [[{"text": "Yes", "callback_data": "ready"}]]}


def call(method: str, **values: Any) -> Any:
    """The result of a call of the Bot API. Raises `HTTPError` where it is refused."""
    request = Request(f"{ADDRESS}/bot{TOKEN}/{method}", json.dumps(values).encode())  # noqa: S310 (http, here)
    request.add_header("Content-Type", "application/json")
    with urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)["result"]


def hear(message: dict[str, Any]) -> None:
    chat, text = message["chat"]["id"], message.get("text", "")
    if text.split(" ")[0] == "/start":
        call("sendMessage", chat_id=chat, text="Ready?", reply_markup=READY)
    elif text:
        answered = {"message_id": message["message_id"]}
        call("sendMessage", chat_id=chat, text=text, reply_parameters=answered)


def hear_press(press: dict[str, Any]) -> None:
    call("answerCallbackQuery", callback_query_id=press["id"], text="Noted")
    asked = press["message"]
    place = {"chat_id": asked["chat"]["id"], "message_id": asked["message_id"]}
    call("editMessageText", **place, text="Then say something.")


def main() -> None:
    offset = 0
    while True:
        for update in call("getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            match update:
                case {"message": message}:
                    hear(message)
                case {"callback_query": press}:
                    hear_press(press)


if __name__ == "__main__":
    main()

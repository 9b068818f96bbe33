"""Two people of whom one deletes something: what tests of deleting tap and look at."""

from conversations.records.database import transaction
from conversations.records.pauses import keep_tension
from tests.flows.needing import tap
from tests.flows.shared_evening import partner
from tests.stage import Phone, Stage

TAKEN_BACK_EN = "This was taken back. There's nothing to do."
CLEARED_EN = "Our shared history was cleared."


def deletes(phone: Phone, what: str, sure: str = "") -> None:
    """From /privacy, with two taps more."""
    phone.says("/privacy")
    tap(phone, "privacy.button.delete", f"delete.what.options.{what}", f"delete.{sure or what}.options.yes")


def data(phone: Phone, start: str) -> list[str]:
    """What the buttons of one conversation carry."""
    return [key.data for shown in phone.shown for row in shown.message.keyboard for key in row
            if key.data.startswith(start)]  # fmt: skip


def tells_of_tension(stage: Stage, phone: Phone) -> None:
    me = partner(stage, phone).id
    with transaction(stage.engine) as session:
        keep_tension(session, stage.attune.sealer, me, 3, ["ひみつ"], stage.now)


def pauses(phone: Phone) -> None:
    """Twenty minutes, the first that is offered."""
    phone.says("/pause")
    phone.taps(phone.buttons[0][0])


def says_no(phone: Phone, what: str) -> None:
    phone.says("/privacy")
    tap(phone, "privacy.button.delete", f"delete.what.options.{what}", f"delete.{what}.options.no")

"""Who sat at this terminal: the kill of the morning shows as 未签退, the lock of the afternoon as 签退."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt

from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers.ledger import Cell
from outlet_app.ui.parts.duty_dialogs import DutyDialog
from outlet_app.wording.duty import WAYS
from outlet_app.wording.ledgers import cell
from tour.stage import Stage

_K, _SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
# Killed in the morning, locked and left by the clerk, and the head who reads it.
STAYS = ("登录 未签退", "登录", "签退 锁屏后换人登录", "登录 尚未签退")
_OF_SESSIONS = ("duty.signed_in", "duty.signed_out")


def tell_who_left(stage: Stage, found: dict[str, object]) -> None:
    """Shift+F12 shows it, L18 keeps it; the head who reads it is still signed in."""
    hands, feedback = stage.hands, stage.program.shell.feedback
    hands.press(_K.Key_F12, _SHIFT)
    hands.wait("the book of the day", lambda: isinstance(feedback.open_dialog, DutyDialog))
    stage.shoot("duty")
    hands.press(_K.Key_Escape)
    hands.wait("the page again", lambda: feedback.open_dialog is None)
    today = stage.program.clock.now().astimezone(CST).date()
    found["stays"] = _stays(stage, today - timedelta(days=1), today)


def _stays(stage: Stage, since: date, until: date) -> list[str]:
    """The sign-ins and sign-outs of L18 in their order; what is missing beside each."""
    lines = stage.here.counter.ledgers.view("L18", since, until).lines
    told = (line.cells for line in lines if line.cells["duty"] in _OF_SESSIONS)
    return [" ".join(filter(None, (str(cell("duty", one["duty"])), _more(one)))) for one in told]


def _more(one: Mapping[str, Cell]) -> str:
    """What is missing of a 登录; how a 签退 came about."""
    missing = [code for code in str(one["gap"]).split("\n") if code.endswith("signed_out")]
    if missing:
        return str(cell("gap", missing[0]))
    return WAYS.get(str(one["said"]).partition("|")[0], "")

"""How a ledger's columns share the sheet, and which of them hold running text (W19, domain.md §8.4)."""

from collections.abc import Sequence

from outlet_app.printing.paper import LANDSCAPE, MM

SHEET = LANDSCAPE
NUMBER, AT, CASE_NO = 9 * MM, 22 * MM, 31 * MM
# What a column is given of the width that is left, by how much it usually has to say.
WEIGHTS = {
    "request": 5, "answer": 5, "listed": 5, "outcome": 4, "reason": 4, "instead": 4, "basis": 4,
    "applicant": 4, "matter": 4, "number": 4, "to": 3, "form": 3, "phone": 3.5, "due": 3, "ended": 3.25,
    "registered": 3, "clerk": 2.2, "first": 2.2, "event": 2.2, "decision": 2.2, "state": 2.2,
    "measures": 5, "tags": 4.4, "mended": 3.8, "rated": 2.6, "handlers": 2.6, "finding": 2.8, "archive": 4.3,
    "approver": 2.2, "late": 5,
    "level": 1.9, "task": 1.9,
    "text": 5, "attachments": 3.4, "office": 3, "doing": 2.2, "done_on": 3.3, "minutes": 1.4, "told": 1.6,
    "kind": 2.3, "callback": 2.1, "situation": 1.8, "stage": 2.2, "delivery": 1.8,
    "held": 5, "subject": 5, "why": 4, "title": 4.4, "venue": 4, "held_as": 2.4, "activity": 2.2,
    "code": 4, "sending": 3, "step": 2.6, "approved": 2.2,
    "rule": 2.6, "ends": 3.1, "over": 2.2, "place_now": 2.4, "delay": 2.2, "taken_up": 4, "signed": 2.4,
    "policy": 4.6, "unsettled": 1.6, "truth": 2.3, "choice": 2.6,
    "collector": 3.4, "void": 4,
    "service": 2.2, "answered": 2.2,
    "package": 2.8, "parent": 4.8,
    "duty": 1.8, "post": 1.5, "partner": 2.2, "pending": 4, "seals": 3, "devices": 3, "said": 4, "gap": 2.6,
    "way": 3, "found": 2.6, "effect": 3, "count": 1.8,
    "broken": 6, "queue": 5, "ticket": 2, "fate": 2.6, "seal": 2.6, "incoming": 3.6,
    "lacking": 6, "series": 3.6, "of_item": 3.6, "spent": 2.1,
    "given_rate": 2.7, "content": 2.7, "done_rate": 2.7,
}  # fmt: skip
LIGHTEST = 1.5
# What a line break would spoil is given its room first: a day, a telephone, the parts of a number.
WORD, HEAD = 9.4 * MM, 12.4 * MM
THREE, DAY, PHONE, PART = 12.9 * MM, 20.5 * MM, 23.5 * MM, 31.5 * MM
FLOORS = {
    "due": DAY, "ended": DAY, "registered": DAY, "mended": DAY, "done_on": DAY, "next_visit": DAY,
    "ends": DAY, "signed": DAY, "phone": PHONE, "archive": 26 * MM, "number": PART, "subject": PART,
    "parent": CASE_NO, "incoming": 24 * MM, "found": 16.4 * MM, "ordinal": HEAD, "told": HEAD,
    "level1": HEAD, "task": THREE, "level": THREE, "state": THREE,
}  # fmt: skip
_RUNNING = frozenset(
    (
        "answer", "applicant", "attachments", "basis", "broken", "code", "devices", "effect", "held",
        "incoming", "instead", "lacking", "late", "listed", "matter", "measures", "of_item", "office",
        "outcome", "pending", "policy", "queue", "reason", "request", "said", "seals", "tags", "taken_up",
        "text", "title", "to", "venue", "void", "why",
    )
)  # fmt: skip


def reads_on(column: str) -> bool:
    """Whether a column holds sentences or names, which begin at its left."""
    return column in _RUNNING


def widths(columns: Sequence[str]) -> tuple[float, ...]:
    """序号, 时间 and 办件编号 as they are, the rest shared out by weight, none under its floor."""
    left = SHEET.across - NUMBER - AT - CASE_NO
    weights = {column: float(WEIGHTS.get(column, LIGHTEST)) for column in columns}
    held = _held(weights, left)
    share = (left - sum(held.values())) / sum(one for name, one in weights.items() if name not in held)
    return (NUMBER, AT, CASE_NO, *(held.get(column, weights[column] * share) for column in columns))


def _held(weights: dict[str, float], left: float) -> dict[str, float]:
    """The columns that their weight would leave under their floor, with that floor."""
    held: dict[str, float] = {}
    while True:
        free = {name: one for name, one in weights.items() if name not in held}
        share = (left - sum(held.values())) / sum(free.values())
        floors = {name: FLOORS.get(name, WORD) for name in free}
        short = {name: floor for name, floor in floors.items() if free[name] * share < floor}
        if not short:
            return held
        held |= short

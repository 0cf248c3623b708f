"""L19 数据同步台账: how much of each day the city has, and every step that it has not, with the reason."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.ledgers.ledger import Cell, Ledger, Line
from outlet_app.domain.stock import Step

CODE = "L19"
SENT = "sent"


@dataclass(frozen=True, slots=True)
class Sending:
    """One own event on its way: its kind, whose case, the queue's word for it, and the city's code."""

    at: datetime
    case_id: str
    case_no: str
    kind: str
    clerk: str
    state: str
    code: str = ""


def sending_lines(found: Iterable[Sending], since: date, until: date) -> tuple[Line, ...]:
    """What stands with the city as a number a day, what does not as a line of its own, in order of time."""
    within = [one for one in found if since <= local_day(one.at) <= until]
    sent: dict[date, list[Sending]] = defaultdict(list)
    for one in within:
        if one.state == SENT:
            sent[local_day(one.at)].append(one)
    days = [_day(of_day) for of_day in sent.values()]
    open_ones = [_open(one) for one in within if one.state != SENT]
    return tuple(sorted((*days, *open_ones), key=lambda line: (line.at, line.case_no)))


def _day(sent: list[Sending]) -> Line:
    """Stands at the last moment of the day that is counted."""
    cells: dict[str, Cell] = {"step": "", "sending": SENT, "count": len(sent), "code": "", "clerk": ""}
    return Line(max(one.at for one in sent), "", "", cells)


def _open(one: Sending) -> Line:
    cells: dict[str, Cell] = {
        "step": one.kind,
        "sending": one.state,
        "count": 1,
        "code": one.code,
        "clerk": one.clerk,
    }
    return Line(one.at, one.case_id, one.case_no, cells)


def _none(_step: Step, _case: Case) -> None:
    return None


LEDGERS = (Ledger(CODE, ("step", "sending", "count", "code", "clerk"), _none),)

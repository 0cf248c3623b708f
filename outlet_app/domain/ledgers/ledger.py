"""A ledger (台账): what of a case's life makes a line in it, and its columns (domain.md §8.1)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum

from outlet_app.domain.applicant import Applicant
from outlet_app.domain.calendar import local_day
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.masking import mask_name, mask_phone
from outlet_app.domain.states import State
from outlet_app.domain.stock import Step, steps
from outlet_app.domain.veil import VEILED_ITEM

Cell = str | int | datetime | date | None
# Stands where a text of 维权援助 is kept back: it lies in the case, for those who work on it.
COVERED = "covered:"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when, about which case, the cells by column; `voided` where the case was a mistake.

    standing: the city's word on a registration that it has not let count, else nothing.
    """

    at: datetime
    case_id: str
    case_no: str
    cells: dict[str, Cell]
    voided: bool = False
    standing: str = ""


class SumOf(StrEnum):
    """Over what a figure is taken."""

    WHOLE = "whole"
    ITEM = "item"
    CLERK = "clerk"
    LEVEL = "level"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure at the foot: of `all` cases `some`; name is a code (item number, 工号) until it is told.

    A level (等次) is named by its number; CONTENT is 满意度, of an item where it has a name.
    """

    kind: SumOf
    name: str
    all: int
    some: int

    @property
    def share(self) -> float | None:
        """The rate between 0 and 1; None where there is nothing to take it of."""
        return self.some / self.all if self.all else None


Tell = Callable[[Step, Case], dict[str, Cell] | None]
Sums = Callable[[Sequence[Line]], tuple[Sum, ...]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """`tell` looks at one step and the case as it stands now; None where the step makes no line.

    Every line begins with 序号, 时间 and 办件编号; `columns` are the further ones, in order.
    """

    code: str
    columns: tuple[str, ...]
    tell: Tell
    sums: Sums | None = None


def lines(
    ledger: Ledger, histories: Iterable[Sequence[CaseEvent]], outlet: str, since: date, until: date
) -> tuple[Line, ...]:
    """The ledger's lines of the outlet's own events from one local day to another, in order of time."""
    found = (line for events in histories for line in _of_case(ledger, events, outlet, since, until))
    return tuple(sorted(found, key=lambda line: (line.at, line.case_no)))


def party(applicant: Applicant) -> dict[str, Cell]:
    """Who came: a person's name and every telephone masked, a body's name in full (domain.md §12.2)."""
    name = applicant.name if applicant.kind.is_body else mask_name(applicant.name)
    return {"applicant": name, "phone": mask_phone(applicant.phone)}


def shown(case: Case, text: str) -> str:
    """A text as a book may tell it: what names an opponent stays in the case (domain.md §9.7)."""
    return COVERED if text and case.registered.item == VEILED_ITEM else text


def matter(case: Case) -> dict[str, Cell]:
    """What it is about, as the service resolves it: item number, sub-item and the list's version."""
    told = case.registered
    return {"matter": f"{told.item}|{told.sub_item}|{told.catalogue}"}


def _of_case(
    ledger: Ledger, events: Sequence[CaseEvent], outlet: str, since: date, until: date
) -> Iterator[Line]:
    path = tuple(steps(events))
    if not path:
        return
    case = path[-1].after
    for step in path:
        event = step.event
        if event.outlet != outlet or not since <= local_day(event.at) <= until:
            continue
        cells = ledger.tell(step, case)
        if cells is not None:
            voided = case.state is State.VOIDED
            yield Line(event.at, case.case_id, case.case_no, cells, voided)

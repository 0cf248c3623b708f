"""台账: a span of days read from the journal, printed as W19 or saved as a workbook (domain.md §8.1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from outlet_app.domain.calendar import CST, ONE_DAY
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.ledgers import LEDGERS, Cell, Ledger, Line, lines, rectification
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.fonts import Faces
from outlet_app.printing.ledger import LedgerValues, build_ledger
from outlet_app.printing.workbook import build_workbook
from outlet_app.services.loose_papers import keep_loose
from outlet_app.services.numbers import Numbers
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.reading import read_case
from outlet_app.services.recorder import Recorder
from outlet_app.services.reference import Reference
from outlet_app.services.task_reading import all_tasks, may_see
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import PaperView

FORM = "W19"
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One ledger over a span of days, names looked up; the lines are in order and none is left out."""

    code: str
    since: date
    until: date
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


class Ledgers:
    """Read by whoever sees the whole sheet; every print is numbered and kept."""

    def __init__(
        self,
        database: Database,
        reference: Reference,
        recorder: Recorder,
        numbers: Numbers,
        values: PaperValues,
        faces: Faces,
    ) -> None:
        self._database = database
        self._reference = reference
        self._recorder = recorder
        self._numbers = numbers
        self._values = values
        self._faces = faces

    def view(self, code: str, since: date, until: date) -> LedgerView:
        """Refused(right.missing) for a clerk, Refused(ledger.span) where the days do not make a span."""
        self._refuse(since, until)
        ledger = LEDGERS[code]
        with self._database.reading() as uow:
            names = {person.staff_no: person.name for person in uow.people.all()}
            found = self._found(uow, ledger, since, until)
        named = tuple(replace(line, cells=self._named(line.cells, names)) for line in found)
        return LedgerView(code, since, until, ledger.columns, named)

    def preview(self, view: LedgerView) -> bytes:
        """The ledger as PDF without a number; nothing is stored."""
        return build_ledger(self._print_values(view, ""), self._faces)

    def issue(self, view: LedgerView) -> PaperView:
        """Number, draw and keep the ledger as it was read; like the day's sheet it is no case event."""
        now = self._recorder.clock.now()
        with self._database.unit_of_work() as uow:
            taking = self._numbers.taking(uow)
            number = taking.paper_no(self._reference.form_text(FORM), now.year)
            pdf = build_ledger(self._print_values(view, number), self._faces)
            paper = keep_loose(uow, self._recorder.new_id(), FORM, number, pdf, now)
            uow.commit()
        taking.testify()
        return paper

    def export(self, view: LedgerView, path: Path) -> None:
        """Write the ledger as .xlsx where the person named; Trouble(paper.not_written)."""
        book = build_workbook(self._print_values(view, ""))
        try:
            path.write_bytes(book)
        except OSError as error:
            raise Trouble("paper.not_written", {"name": path.name}) from error

    def _refuse(self, since: date, until: date) -> None:
        if not self._recorder.person.may(Right.SEE_WHOLE_SHEET):
            raise Refused(Refusal("right.missing"))
        if not timely(since, until, self._recorder.clock.now().date()):
            raise Refused(Refusal("ledger.span", {"most": MOST_DAYS}))

    def _found(self, uow: UnitOfWork, ledger: Ledger, since: date, until: date) -> tuple[Line, ...]:
        here = self._reference.outlet.code
        if ledger.code != rectification.CODE:
            return lines(ledger, self._histories(uow, since, until), here, since, until)
        person = self._recorder.person
        seen = [one.task for one in all_tasks(uow) if may_see(one.task, person, here)]
        return rectification.task_lines(seen, since, until)

    def _histories(self, uow: UnitOfWork, since: date, until: date) -> list[tuple[CaseEvent, ...]]:
        start = datetime.combine(since, time(), CST)
        end = datetime.combine(until, time(), CST) + ONE_DAY
        case_ids = uow.journal.between(start.isoformat(), end.isoformat())
        readings = (read_case(of_case) for of_case in uow.journal.of_cases(case_ids).values())
        return [reading.counted for reading in readings if reading]

    def _named(self, cells: dict[str, Cell], names: dict[str, str]) -> dict[str, Cell]:
        named = dict(cells)
        for column in ("clerk", "first", "rated", "handlers"):
            if named.get(column):
                told = str(named[column]).split("\n")
                named[column] = "\n".join(f"{names.get(one, '')} {one[-4:]}".strip() for one in told)
        if "matter" in named:
            named["matter"] = self._matter(str(named["matter"]))
        return named

    def _matter(self, coded: str) -> str:
        number, sub_code, version = coded.split("|")
        item = self._reference.item_of(int(number), version)
        sub_item = self._reference.sub_item_of(sub_code, version)
        return "\n".join(filter(None, (item.short_name if item else "", sub_item.name if sub_item else "")))

    def _print_values(self, view: LedgerView, number: str) -> LedgerValues:
        now, text = self._recorder.clock.now(), self._reference.form_text(FORM)
        return LedgerValues(
            imprint=self._values.imprint(self._recorder.person, now, text, number, unsent=False),
            outlet_sign=self._reference.outlet.sign,
            code=view.code,
            since=view.since,
            until=view.until,
            columns=view.columns,
            lines=view.lines,
        )


def timely(since: date, until: date, today: date) -> bool:
    """Whether the days make a span: in order, not in the future, a year at most."""
    return since <= until <= today and (until - since).days < MOST_DAYS

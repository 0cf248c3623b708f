"""台账: a span of days read from the journal, printed as W19 or saved as a workbook (domain.md §8.1)."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from outlet_app.domain.calendar import local_day
from outlet_app.domain.ledgers import LEDGERS, Cell, Line, Sum, SumOf, numbers, quarterly
from outlet_app.domain.ledgers.late import COLUMNS, Late
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.windows import Window
from outlet_app.printing.ledger import LedgerValues, build_ledger
from outlet_app.printing.workbook import build_workbook
from outlet_app.services.ledger_reading import late_lines, ledger_lines, ledger_sums
from outlet_app.services.loose_papers import LooseDesk
from outlet_app.services.number_account import account_lines
from outlet_app.services.quarter_account import quarter_account
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import PaperView
from outlet_app.services.windows import unheard_of

FORM, LATE_FORM = "W19", "W18"
LATE = frozenset(Late)
MOST_DAYS = 366
_OF_ITEMS = frozenset({SumOf.ITEM, SumOf.CONTENT})


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One ledger over a span of days, names looked up; the lines are in order and none is left out.

    unheard: other windows of the outlet whose lines of these days may be missing.
    """

    code: str
    since: date
    until: date
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    sums: tuple[Sum, ...] = ()
    unheard: tuple[Window, ...] = ()


class Ledgers:
    """Read by whoever sees the whole sheet; every print is numbered and kept."""

    def __init__(self, desk: LooseDesk) -> None:
        self._desk = desk

    def view(self, code: str, since: date, until: date) -> LedgerView:
        """Refused(right.missing) for a clerk, Refused(ledger.span) where the days do not make a span."""
        self._refuse(since, until)
        found = self._read(code, since, until)
        with self._desk.database.reading() as uow:
            return replace(found, unheard=unheard_of(uow, self._desk.recorder.clock.now(), found.until))

    def _read(self, code: str, since: date, until: date) -> LedgerView:
        if code in LATE:
            return self._late(Late(code))
        if code == quarterly.CODE:
            return self._quarter(until)
        ledger = LEDGERS[code]
        with self._desk.database.reading() as uow:
            if code == numbers.CODE:
                found = account_lines(
                    uow, self._desk.numbers.witness, since, until, self._desk.recorder.clock.now()
                )
                return LedgerView(code, since, until, ledger.columns, found)
            names = {person.staff_no: person.name for person in uow.people.all()}
            found = ledger_lines(
                uow, ledger, self._desk.recorder.person, self._desk.reference.outlet.code, since, until
            )
            sums = ledger_sums(uow, ledger, self._desk.recorder.person, found, since, until)
        named = tuple(replace(line, cells=self._named(line.cells, names)) for line in found)
        told = tuple(replace(one, name=self._sum_name(one, names)) for one in sums)
        return LedgerView(code, since, until, ledger.columns, named, told)

    def _late(self, which: Late) -> LedgerView:
        """W18: as of now, whatever days were asked for."""
        now, here = self._desk.recorder.clock.now(), self._desk.reference
        with self._desk.database.reading() as uow:
            names = {person.staff_no: person.name for person in uow.people.all()}
            found = late_lines(uow, which, self._desk.recorder.person, here.outlet.code, now, here.calendar)
        named = tuple(replace(line, cells=self._named(line.cells, names)) for line in found)
        return LedgerView(which, local_day(now), local_day(now), COLUMNS, named)

    def _quarter(self, day: date) -> LedgerView:
        """L26: of the whole quarter the last day lies in, and only for who may see reviews."""
        desk, now = self._desk, self._desk.recorder.clock.now()
        if not desk.recorder.person.may(Right.SEE_REVIEWS):
            raise Refused(Refusal("right.missing"))
        here = desk.reference
        with desk.database.reading() as uow:
            names = {person.staff_no: person.name for person in uow.people.all()}
            quarter, found, sums = quarter_account(uow, here.outlet.code, day, now, here.calendar)
        named = tuple(replace(line, cells=self._of_item(line.cells)) for line in found)
        told = tuple(replace(one, name=self._sum_name(one, names)) for one in sums)
        until = min(quarter.last, local_day(now))
        return LedgerView(quarterly.CODE, quarter.first, until, quarterly.COLUMNS, named, told)

    def _of_item(self, cells: dict[str, Cell]) -> dict[str, Cell]:
        told = str(cells["of_item"])
        item = self._desk.reference.item_of(int(told)) if told.isdigit() else None
        return cells | {"of_item": f"{told} {item.short_name}" if item else told}

    def preview(self, view: LedgerView) -> bytes:
        """The ledger as PDF without a number; nothing is stored."""
        return build_ledger(self._print_values(view, ""), self._desk.faces)

    def issue(self, view: LedgerView) -> PaperView:
        """Number, draw and keep the ledger as it was read; like the day's sheet it is no case event."""
        return self._desk.issue(
            form_of(view.code),
            lambda _uow, number, _at: build_ledger(self._print_values(view, number), self._desk.faces),
        )

    def export(self, view: LedgerView, path: Path) -> None:
        """Write the ledger as .xlsx where the person named; Trouble(paper.not_written)."""
        book = build_workbook(self._print_values(view, ""))
        try:
            path.write_bytes(book)
        except OSError as error:
            raise Trouble("paper.not_written", {"name": path.name}) from error

    def _refuse(self, since: date, until: date) -> None:
        if not self._desk.recorder.person.may(Right.SEE_WHOLE_SHEET):
            raise Refused(Refusal("right.missing"))
        if not timely(since, until, self._desk.recorder.clock.now().date()):
            raise Refused(Refusal("ledger.span", {"most": MOST_DAYS}))

    def _named(self, cells: dict[str, Cell], names: dict[str, str]) -> dict[str, Cell]:
        named = dict(cells)
        for column in ("clerk", "first", "rated", "handlers", "approved", "approver", "partner"):
            if named.get(column):
                told = str(named[column]).split("\n")
                named[column] = "\n".join(f"{names.get(one, '')} {one[-4:]}".strip() for one in told)
        if "package" in named:
            named["package"] = self._package(str(named["package"]))
        if "matter" in named:
            named["matter"] = self._matter(str(named["matter"]))
        return named

    def _sum_name(self, one: Sum, names: dict[str, str]) -> str:
        if one.kind in _OF_ITEMS and one.name:
            item = self._desk.reference.item_of(int(one.name))
            return f"{one.name} {item.short_name}" if item else one.name
        return f"{names.get(one.name, '')} {one.name[-4:]}".strip() if one.kind is SumOf.CLERK else one.name

    def _package(self, coded: str) -> str:
        code, _, edition = coded.partition("|")
        package = self._desk.reference.packages.of(code, edition)
        return package.name if package else code

    def _matter(self, coded: str) -> str:
        number, sub_code, version = coded.split("|")
        item = self._desk.reference.item_of(int(number), version)
        sub_item = self._desk.reference.sub_item_of(sub_code, version)
        return "\n".join(filter(None, (item.short_name if item else "", sub_item.name if sub_item else "")))

    def _print_values(self, view: LedgerView, number: str) -> LedgerValues:
        return LedgerValues(
            imprint=self._desk.imprint(form_of(view.code), number, self._desk.recorder.clock.now()),
            outlet_sign=self._desk.reference.outlet.sign,
            code=view.code,
            since=view.since,
            until=view.until,
            columns=view.columns,
            lines=view.lines,
            sums=view.sums,
            unheard=view.unheard,
        )


def form_of(code: str) -> str:
    """W18 for what is late now, W19 for a book of days."""
    return LATE_FORM if code in LATE else FORM


def timely(since: date, until: date, today: date) -> bool:
    """Whether the days make a span: in order, not in the future, a year at most."""
    return since <= until <= today and (until - since).days < MOST_DAYS

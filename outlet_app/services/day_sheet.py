"""日工作量统计表: counted from the journal, checked, and printed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time

from outlet_app.domain.calendar import CST, ONE_DAY
from outlet_app.domain.duty import Book
from outlet_app.domain.duty_spans import duty_spans
from outlet_app.domain.events import CaseEvent
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.service_hours import Times
from outlet_app.domain.sheet_cells import Cell, behind
from outlet_app.domain.sheet_groups import Groups
from outlet_app.domain.tickets import calls_by
from outlet_app.domain.workload import TOTAL, day_sheet
from outlet_app.domain.workload import DaySheet as Sheet
from outlet_app.models.reviews import Tally
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.workload import SheetValues, build_workload
from outlet_app.services.duty_reading import read_books
from outlet_app.services.loose_papers import LooseDesk
from outlet_app.services.reading import read_case
from outlet_app.services.sheet_editions import Editions
from outlet_app.services.views import Counted, DayVisits, PaperView
from outlet_app.services.visits import visits_before
from outlet_app.services.windows import unheard_of

FORM = "W17"
# With the day itself they are the week that stands beside its sheet.
DAYS_BEFORE = 6


class DaySheet:
    """A supervisor sees the outlet, a clerk only their own row (decisions.md 17, 22)."""

    def __init__(self, desk: LooseDesk) -> None:
        self._desk = desk
        self._editions = Editions()

    def sheet(self, day: date) -> Sheet:
        """The day's counts, for a clerk only the own row of them; Refused(sheet.future)."""
        self._refuse_future(day)
        with self._desk.database.reading() as uow:
            whole = self._count(uow, day)
        person = self._desk.recorder.person
        return whole if person.may(Right.SEE_WHOLE_SHEET) else _own_part(whole, person.staff_no)

    def visits_before(self, day: date) -> tuple[DayVisits, ...]:
        """接待 of the working days before the day, oldest first; none for whoever sees the own row only."""
        if not self._desk.recorder.person.may(Right.SEE_WHOLE_SHEET):
            return ()
        with self._desk.database.reading() as uow:
            return visits_before(uow, self._desk.reference, day, DAYS_BEFORE)

    def behind(self, day: date, as_of: datetime, cell: Cell) -> Counted:
        """The cases that a figure of the day counted, as far as the person may see the row they stand in."""
        person = self._desk.recorder.person
        if not person.may(Right.SEE_WHOLE_SHEET):
            cell = replace(cell, item=None, clerk=person.staff_no)
        with self._desk.database.reading() as uow:
            found = behind(
                self._histories(uow, day), self._desk.reference.outlet.code, day, as_of, cell, self._times
            )
        return Counted(day, cell.column, found)

    def preview(self, day: date) -> bytes:
        """The sheet as a PDF without a number; nothing is stored. Refused as `issue` is."""
        self._refuse(day)
        with self._desk.database.reading() as uow:
            return self._draw(uow, self._count(uow, day), "")

    def issue(self, day: date) -> PaperView:
        """Number, draw and keep the sheet; Refused(right.missing) for a clerk, Refused(sheet.future).

        A sheet is about no single case, so it is kept with the papers and is no case event (docs/adr).
        """
        self._refuse(day)

        def draw(uow: UnitOfWork, number: str, _at: datetime) -> bytes:
            sheet = self._count(uow, day)
            pdf = self._draw(uow, sheet, number)
            self._editions.keep(uow, sheet)
            return pdf

        return self._desk.issue(FORM, draw)

    def _refuse(self, day: date) -> None:
        if not self._desk.recorder.person.may(Right.PRINT_SHEET):
            raise Refused(Refusal("right.missing"))
        self._refuse_future(day)

    def _refuse_future(self, day: date) -> None:
        if day > self._desk.recorder.clock.now().date():
            raise Refused(Refusal("sheet.future"))

    def _draw(self, uow: UnitOfWork, sheet: Sheet, number: str) -> bytes:
        reference, now = self._desk.reference, self._desk.recorder.clock.now()
        counts = uow.outbox.counts(now.date())
        values = SheetValues(
            imprint=self._desk.imprint(FORM, number, now),
            outlet_sign=reference.outlet.sign,
            sheet=sheet,
            item_names={str(item.number): item.name for item in reference.catalogue.items},
            clerk_names={person.staff_no: person.name for person in uow.people.all()},
            clerk_windows={person.staff_no: person.window for person in uow.people.all()},
            duty=duty_spans(self._books(uow, sheet.day)),
            workday=reference.calendar.is_workday(sheet.day),
            unsent=counts.waiting + counts.failed,
            edition=self._editions.number(uow, sheet),
            late=self._editions.differences(uow, sheet),
            unheard=unheard_of(uow, now, sheet.day),
        )
        return build_workload(values, self._desk.faces)

    def _count(self, uow: UnitOfWork, day: date) -> Sheet:
        counted = day_sheet(
            cases=self._histories(uow, day),
            outlet=self._desk.reference.outlet.code,
            day=day,
            as_of=self._desk.recorder.clock.now(),
            items=[item.number for item in self._desk.reference.catalogue.items],
            clerks=[person.staff_no for person in uow.people.all() if person.may(Right.REGISTER)],
            reviews=self._reviews(uow, day),
            times=self._times,
        )
        return replace(counted, calls=calls_by(one for book in self._books(uow, day) for one in book.events))

    @property
    def _times(self) -> Times:
        return Times(self._desk.reference.calendar, self._desk.reference.outlet.hours)

    def _reviews(self, uow: UnitOfWork, day: date) -> Tally:
        """Counts without names, and only for whoever leads the window (decisions.md 18)."""
        return uow.reviews.tally(day, day) if self._desk.recorder.person.may(Right.SEE_REVIEWS) else {}

    def _books(self, uow: UnitOfWork, day: date) -> Iterator[Book]:
        """The books of the day of every terminal here."""
        start = datetime.combine(day, time(), CST)
        touched = uow.journal.between(start.isoformat(), (start + ONE_DAY).isoformat())
        stories = uow.journal.of_cases([one for one in touched if one.endswith(day.isoformat())]).values()
        return (book for book in read_books(stories, self._desk.reference.outlet.code) if book.day == day)

    def _histories(self, uow: UnitOfWork, day: date) -> list[tuple[CaseEvent, ...]]:
        """The effective events of every case that was open on the day or had an event then."""
        start = datetime.combine(day, time(), CST)
        end = start + ONE_DAY
        touched = set(uow.journal.between(start.isoformat(), end.isoformat()))
        case_ids = touched | set(uow.cards.live_between(start, end))
        entries = uow.journal.of_cases(sorted(case_ids))
        readings = (read_case(of_case) for of_case in entries.values())
        return [reading.counted for reading in readings if reading]


def _own_part(sheet: Sheet, staff_no: str) -> Sheet:
    own = sheet.clerk(staff_no)
    groups = _own_groups(sheet.groups, staff_no) if sheet.groups else None
    return replace(
        sheet,
        items=(),
        clerks=(own,),
        total=replace(own, key=TOTAL),
        groups=groups,
        clerk_flows=(sheet.clerk_flow(staff_no),),
        calls={key: count for key, count in sheet.calls.items() if key == staff_no},
    )


def _own_groups(groups: Groups, staff_no: str) -> Groups:
    """One's own figures; what stands at the foot is the outlet's."""
    own = groups.clerk(staff_no)
    return Groups(clerks=(own,), total=replace(own, key=TOTAL))

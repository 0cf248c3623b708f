"""日结核对单: compares the day with the city, keeps how it ended, and prints it (sync.md D.13, §5)."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from outlet_app.domain.closing import Difference, HeldDay, compare
from outlet_app.domain.ledgers.ledger import Line
from outlet_app.domain.people import Right
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.closing import ClosingValues, build_closing
from outlet_app.services.closing_reading import held_here, held_there, loose_of
from outlet_app.services.loose_papers import LooseDesk
from outlet_app.services.number_account import account_lines
from outlet_app.services.views import PaperView
from outlet_app.sync.closings import remember_closing
from outlet_app.sync.outcomes import Denial, Offline
from outlet_app.sync.wire import DayAsked, DayClosed, DayHeld

FORM = "W28"
AskCity = Callable[[DayAsked], DayHeld]


@dataclass(frozen=True, slots=True)
class Closing:
    """A day compared; `there` is None where the city could not be asked."""

    day: date
    at: datetime
    here: HeldDay
    there: HeldDay | None
    differences: tuple[Difference, ...]
    numbers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """How the last printed sheet of a day ended: edition, whether the city was asked, how much differed."""

    edition: int
    at: datetime
    checked: bool
    differing: int


class DayClosing:
    """For whoever may print the day's sheet; may be done again, each print is a new edition."""

    def __init__(self, desk: LooseDesk) -> None:
        self._desk = desk
        # Set where there is a courier: a round with the city, and the question itself.
        self.level: Callable[[], object] = _nothing
        self.ask_city: AskCity = _nobody

    def check(self, day: date) -> Closing:
        """Send what waits, then compare; without the city the day is unchecked, and that is an answer.

        In the courier lane. Refused(right.missing), Refused(sheet.future).
        """
        self._refuse(day)
        self.level()
        now = self._desk.recorder.clock.now()
        with self._desk.database.reading() as uow:
            here = held_here(uow, day)
            loose = loose_of(uow, day)
            numbers = account_lines(uow, self._desk.numbers.witness, day, day, now)
            me = uow.instance.required().instance_id
        there = self._ask(DayAsked(instance=me, day=day, cases=tuple(sorted(here.cases)), loose=loose))
        differences = compare(here, there) if there is not None else ()
        return Closing(day, now, here, there, differences, numbers)

    def preview(self, closing: Closing) -> bytes:
        """The sheet as PDF without a number; nothing is stored."""
        with self._desk.database.reading() as uow:
            return self._draw(uow, closing, "")

    def issue(self, closing: Closing) -> PaperView:
        """Number, draw and keep the sheet, and how the day stands; no case event, like the day's sheet."""
        self._refuse(closing.day)

        def draw(uow: UnitOfWork, number: str, _at: datetime) -> bytes:
            pdf = self._draw(uow, closing, number)
            _keep(uow, closing)
            remember_closing(uow, self._told(uow, closing, number))
            return pdf

        return self._desk.issue(FORM, draw)

    def closed(self, day: date) -> Closed | None:
        """How the day's last sheet ended; None where there is none."""
        with self._desk.database.reading() as uow:
            return _closed(uow, day)

    def unchecked(self) -> tuple[date, ...]:
        """The days whose sheet was printed without the city, and not completed since."""
        with self._desk.database.reading() as uow:
            return tuple(map(date.fromisoformat, _unchecked(uow)))

    def _refuse(self, day: date) -> None:
        if not self._desk.recorder.person.may(Right.PRINT_SHEET):
            raise Refused(Refusal("right.missing"))
        if day > self._desk.recorder.clock.now().date():
            raise Refused(Refusal("sheet.future"))

    def _told(self, uow: UnitOfWork, closing: Closing, number: str) -> DayClosed:
        kept = _closed(uow, closing.day)
        return DayClosed(
            instance=uow.instance.required().instance_id,
            day=closing.day,
            edition=kept.edition if kept else 1,
            at=closing.at,
            by=self._desk.recorder.person.staff_no,
            number=number,
            here=closing.here.code,
            there=closing.there.code if closing.there is not None else "",
            differing=len(closing.differences),
        )

    def _ask(self, asked: DayAsked) -> HeldDay | None:
        try:
            return held_there(self.ask_city(asked))
        except (Offline, Denial):
            # Whatever keeps the city from answering, the sheet says that it was not asked.
            return None

    def _draw(self, uow: UnitOfWork, closing: Closing, number: str) -> bytes:
        before = _closed(uow, closing.day)
        return build_closing(
            ClosingValues(
                imprint=self._desk.imprint(FORM, number, self._desk.recorder.clock.now()),
                outlet_sign=self._desk.reference.outlet.sign,
                terminal=uow.instance.required().terminal_no,
                day=closing.day,
                at=closing.at,
                edition=before.edition + 1 if before else 1,
                here=closing.here,
                there=closing.there,
                differences=closing.differences,
                numbers=closing.numbers,
            ),
            self._desk.faces,
        )


def _nothing() -> None:
    return None


def _nobody(_asked: DayAsked) -> DayHeld:
    raise Offline


def _name(day: date) -> str:
    return f"closing.{day.isoformat()}"


_OPEN = "closing.unchecked"


def _closed(uow: UnitOfWork, day: date) -> Closed | None:
    told = uow.meta.get(_name(day))
    if told is None:
        return None
    kept = json.loads(told)
    return Closed(kept["edition"], datetime.fromisoformat(kept["at"]), kept["checked"], kept["differing"])


def _keep(uow: UnitOfWork, closing: Closing) -> None:
    before, checked = _closed(uow, closing.day), closing.there is not None
    kept = {
        "edition": before.edition + 1 if before else 1,
        "at": closing.at.isoformat(),
        "checked": checked,
        "differing": len(closing.differences),
    }
    uow.meta.set(_name(closing.day), json.dumps(kept))
    waiting = set(_unchecked(uow)) - {closing.day.isoformat()}
    if not checked:
        waiting.add(closing.day.isoformat())
    uow.meta.set(_OPEN, json.dumps(sorted(waiting)))


def _unchecked(uow: UnitOfWork) -> list[str]:
    found: list[str] = json.loads(uow.meta.get(_OPEN) or "[]")
    return found

"""A quarter of bad reviews in figures: what was mended, in time, called back, and to whose content."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from outlet_app.domain.calendar import HolidayCalendar, local_day
from outlet_app.domain.frozen import dataclass
from outlet_app.domain.rectification.clocks import PUBLISH
from outlet_app.domain.rectification.task import Task, TaskState

MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One of four a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(1)

    @property
    def next(self) -> "Quarter":
        """The quarter after it."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    @property
    def before(self) -> "Quarter":
        """The quarter before it."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    def published_by(self, calendar: HolidayCalendar) -> date:
        """⑦ Ten working days after its end."""
        return calendar.add_workdays(self.last, PUBLISH).day


@dataclass(frozen=True, slots=True)
class Share:
    """Part of a whole; None as a rate where there is no whole."""

    part: int = 0
    whole: int = 0

    @property
    def rate(self) -> float | None:
        """Return the share of 1."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Figures:
    """Raw counts stand beside the valid ones (domain.md §7.6).

    closed: 差评整改率; in_time: 按时整改率; called: 回访率; content: 再评满意率; days: 平均整改用时.
    """

    raw: int = 0
    excluded: int = 0
    closed: Share = Share()
    in_time: Share = Share()
    called: Share = Share()
    content: Share = Share()
    days: float | None = None

    @property
    def valid(self) -> int:
        """Return the bad reviews that count."""
        return self.raw - self.excluded


def figures(tasks: Iterable[Task], quarter: Quarter, now: datetime, calendar: HolidayCalendar) -> Figures:
    """Count the tasks that arrived in a quarter, as they stand now."""
    raw = [one for one in tasks if Quarter.of(local_day(one.opened_at)) == quarter]
    valid = [one for one in raw if one.state is not TaskState.EXCLUDED]
    mended = [one for one in valid if one.is_mended]
    asked = [one for one in mended if one.opened.calls]
    heard = [one for one in asked if one.is_content is not None]
    return Figures(
        raw=len(raw),
        excluded=len(raw) - len(valid),
        closed=Share(
            sum(one.state is TaskState.CLOSED for one in valid), sum(_was_due(one, now) for one in valid)
        ),
        in_time=Share(sum(bool(one.in_time) for one in mended), len(mended)),
        called=Share(sum(one.calls_made > 0 for one in asked), len(asked)),
        content=Share(sum(bool(one.is_content) for one in heard), len(heard)),
        days=_average(mended, calendar),
    )


def _was_due(task: Task, now: datetime) -> bool:
    limit = task.mend_due or task.assign_due
    return task.state is TaskState.CLOSED or (limit.at is not None and limit.at <= now)


def _average(mended: Sequence[Task], calendar: HolidayCalendar) -> float | None:
    spent = [
        calendar.workdays_between(local_day(one.opened_at), local_day(one.mended_step.at))
        for one in mended
        if one.mended_step
    ]
    return sum(spent) / len(spent) if spent else None

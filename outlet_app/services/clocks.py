"""Due moments of a registration, computed with this outlet's hours and holiday plan."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from outlet_app.domain.calendar import HolidayCalendar
from outlet_app.domain.catalogue import ClockKind, ClockStart, SubItem, TimeRule
from outlet_app.domain.channels import INCOMING_RULE
from outlet_app.domain.deadlines import Due, due, dues, falls_outside_hours, main_due
from outlet_app.domain.events import DueStamp
from outlet_app.domain.pauses import put_off
from outlet_app.domain.periods import (
    correction_due,
    paused_workdays,
    receiving_due,
    silent_acceptance_due,
    supplement_due,
)
from outlet_app.domain.pledges import CHECK_RULE, CHECK_WORKDAYS
from outlet_app.services.reference import Reference
from outlet_app.services.views import DuePreview

MENDING = TimeRule("rework", ClockKind.WORKDAYS, 3)
CHECKING = TimeRule(CHECK_RULE, ClockKind.WORKDAYS, CHECK_WORKDAYS)


class Clocks:
    """Thread-blind: computes, never stores."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._calendar = reference.calendar
        self._hours = reference.outlet.hours
        self._mode = reference.outlet.h24_mode

    def started(self, sub_item: SubItem | None, by: ClockStart, at: datetime) -> tuple[DueStamp, ...]:
        """The dated clocks that a moment starts (decisions.md 16); follow-ups are dates of their own."""
        rules = sub_item.clocks if sub_item else ()
        found = dues(rules, by, at, self._calendar, self._hours, self._mode)
        return tuple(self.stamp(one) for one in found if one.kind is not ClockKind.FOLLOW_UP)

    def follow_up(self, sub_item: SubItem | None, at: datetime) -> DueStamp | None:
        """The first visit of a 长期跟踪 matter, None where the list promises no tracking."""
        rules = [r for r in sub_item.clocks if r.kind is ClockKind.FOLLOW_UP] if sub_item else []
        if not rules:
            return None
        return self.stamp(due(rules[0], at, self._calendar, self._hours))

    def correction(self, at: datetime, workdays: int) -> DueStamp:
        """The end of a 补正 period told at this moment."""
        return self.stamp(correction_due(at, self._calendar, self._hours, workdays))

    def supplement(self, sub_item: SubItem | None, at: datetime) -> DueStamp:
        """The last day of a 容缺 promise made at this moment."""
        rules = sub_item.clocks if sub_item else ()
        return self.stamp(supplement_due(at, rules, self._calendar, self._hours))

    def receiving(self, to_outlet: str, running: Iterable[DueStamp], at: datetime) -> DueStamp:
        """By when a transfer sent at this moment must be answered, in the hours of the outlet it goes to."""
        limit = min((one.at for one in running if one.at), default=None)
        hours = self._reference.hours_of(to_outlet)
        return self.stamp(receiving_due(at, limit, self._calendar, hours))

    def examination(self, at: datetime) -> DueStamp:
        """By when materials received at this moment must have been examined (domain.md §2.6)."""
        return self.stamp(silent_acceptance_due(at, self._calendar, self._hours))

    def checking(self, at: datetime) -> DueStamp:
        """By when what was pledged in a case closed at this moment must have been verified."""
        return self.stamp(due(CHECKING, at, self._calendar, self._hours))

    def mending(self, at: datetime) -> DueStamp:
        """By when a case reopened at this moment should be mended."""
        return self.stamp(due(MENDING, at, self._calendar, self._hours))

    def put_off(self, running: Iterable[DueStamp], began: datetime, ended: datetime) -> tuple[DueStamp, ...]:
        """Our clocks after a pause from one moment to another, those that it moved."""
        days = paused_workdays(((began, ended),), self._calendar)
        return put_off(running, days, self._calendar, self._hours)

    def closing(self, stamp: DueStamp, day: date) -> DueStamp:
        """The same clock ending with business on an earlier day the applicant named."""
        return replace(stamp, at=self._hours.closing(day), assumed=False)

    def named(self, day: date) -> DueStamp:
        """A day that somebody else set: until the end of business on it, never put off by a pause."""
        return DueStamp(INCOMING_RULE, ClockKind.PERIOD, self._hours.closing(day))

    def preview(self, sub_item: SubItem | None, at: datetime) -> DuePreview:
        """The live deadline of the registration page."""
        if sub_item is None:
            return DuePreview(None, (), ())
        main = main_due(sub_item.clocks, at, self._calendar, self._hours, self._mode)
        follow_up = self.follow_up(sub_item, at)
        return DuePreview(
            main=self.stamp(main) if main else None,
            dues=tuple(stamp for by in ClockStart for stamp in self.started(sub_item, by, at)),
            days=main.days if main else (),
            follow_up=follow_up.at.date() if follow_up and follow_up.at else None,
            falls_outside_business=any(
                due.kind is ClockKind.HOURS and falls_outside_hours(due, self._calendar, self._hours)
                for by in ClockStart
                for due in dues(sub_item.clocks, by, at, self._calendar, self._hours, self._mode)
            ),
        )

    def stamp(self, one: Due) -> DueStamp:
        """A computed due moment as it is written into an event."""
        return DueStamp(one.rule, one.kind, one.at, one.assumed, plan_name(self._calendar))


def plan_name(calendar: HolidayCalendar) -> str:
    """The years a due day was computed with, so that a later plan is told apart."""
    return "+".join(str(year.year) for year in calendar.years)

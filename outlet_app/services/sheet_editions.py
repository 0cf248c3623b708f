"""Editions of a day's sheet: a print of changed figures is a new one, and tells what has changed."""

import json
from datetime import date

from outlet_app.domain.sheet_difference import Difference, differences, key_figures
from outlet_app.domain.workload import DaySheet
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.printing.workload import check_code


class Editions:
    """What was printed of a day stays archived; here is kept what the next print is compared with."""

    def number(self, uow: UnitOfWork, sheet: DaySheet) -> int:
        """1 for a day's first print; one more than the last where any figure has changed since."""
        last, _, check = (uow.meta.get(_printed(sheet.day)) or "0").partition(" ")
        return int(last) + (check != check_code(sheet))

    def differences(self, uow: UnitOfWork, sheet: DaySheet) -> tuple[Difference, ...] | None:
        """Against the edition before; None for a first one, or where an old program kept no figures."""
        if self.number(uow, sheet) == 1:
            return None
        before = self._before(uow, sheet)
        return None if before is None else differences(before, key_figures(sheet))

    def keep(self, uow: UnitOfWork, sheet: DaySheet) -> None:
        """This print is the one that the next is compared with."""
        told = {"figures": key_figures(sheet), "before": self._before(uow, sheet)}
        uow.meta.set(_printed(sheet.day), f"{self.number(uow, sheet)} {check_code(sheet)}")
        uow.meta.set(_figures(sheet.day), json.dumps(told))

    def _before(self, uow: UnitOfWork, sheet: DaySheet) -> dict[str, int] | None:
        """The figures of the edition before this one, whether this one was printed already or not."""
        told = json.loads(uow.meta.get(_figures(sheet.day)) or "{}")
        _, _, check = (uow.meta.get(_printed(sheet.day)) or "").partition(" ")
        found: dict[str, int] | None = told.get("before" if check == check_code(sheet) else "figures")
        return found


def _printed(day: date) -> str:
    return f"sheet.{day.isoformat()}"


def _figures(day: date) -> str:
    return f"sheet.figures.{day.isoformat()}"

"""Which papers a matter outside the list ends in, what an outcome's days must be, and which is the newest."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.problems import Problem

OTHERWISE = "R11"
OUTSIDE_THE_LIST = ("R03", OTHERWISE)
# 银企对接 may end in an intent of both sides, which the list names for 转让、许可 only.
ALSO: Mapping[str, tuple[str, ...]] = {"6.3": ("R20",)}


def day_problems(first: date, done_on: date, cutoff: date | None) -> dict[str, Problem]:
    """What is wrong with the days of a paper: of a visit on `first`, with data of before it was made."""
    wrong: dict[str, Problem] = {}
    if done_on < first:
        wrong["done_on"] = Problem("outcome.before_case")
    if cutoff is not None and cutoff > done_on:
        wrong["cutoff"] = Problem("outcome.cutoff_later")
    return wrong


def last_written(case: Case, form: str) -> int:
    """The place of the form's newest among all outcomes of the case, counted from 1; 0 for none."""
    return max((place for place, one in enumerate(case.written, 1) if one.form == form), default=0)

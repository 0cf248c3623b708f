"""Which fields an outcome paper cannot do without, what its days must be, and which is the newest."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.dossier import Case
from outlet_app.domain.problems import Problem

# Beside the case's own facts, a paper that leaves these blank tells its reader nothing.
NEEDED = frozenset(
    {
        "answer", "asked", "at", "cause", "conclusion", "done", "event", "facts", "name", "need", "opinion",
        "party_a", "party_b", "people", "place", "plan", "policy", "project", "reasons", "result", "source",
        "subject", "terms", "to",
    }
)  # fmt: skip
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

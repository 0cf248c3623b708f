"""What every variant of the ten items promises, written out for six moments (domain.md §9, §11.3, §11.4).

A row: the variant, each clock with its due moment (month-day and time), `visit` the first follow-up. A `?`
marks what was counted without the year's holiday plan. The rows were
written by the program and each of their shapes then checked by hand on the calendar of §11.2: they tell when
a promise changes, and are no independent proof of it.
"""

from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.catalogue import ClockStart
from outlet_app.domain.events import DueStamp
from outlet_app.services.clocks import Clocks
from outlet_app.services.library import read_library
from outlet_app.services.reference import Reference
from tests.support.bench import shelf
from tests.support.builders import OUTLET

PROMISES = {
    # a Friday in business hours
    "2026-11-20 10:00": """
1.1 handling=11-20T17:30
1.2 handling=11-20T17:30
1.3 handling=11-20T17:30
1.4 handling=11-20T17:30
1.5 handling=11-25T17:30
1.6 handling=11-25T17:30
1.7 handling=11-25T17:30
2.1 answer=11-20T17:30
2.2 answer=11-20T17:30
2.3 answer=11-20T17:30
2.4 answer=11-20T17:30
2.5 answer=11-20T17:30
2.6 answer=11-20T17:30
2.7 answer=11-20T17:30
2.8 answer=11-20T17:30
2.9 feedback=11-21T10:00 answer=11-25T17:30
3.1 visit=12-21
3.2 visit=12-21
3.3 visit=12-21
3.4 response=11-20T17:30 visit=12-21
4.1 response=11-20T17:30 visit=12-21
4.2 response=11-20T17:30 visit=12-21
4.3 response=11-20T17:30 visit=12-21
4.4 response=11-20T17:30 visit=12-21
4.5 response=11-20T17:30 visit=12-21
4.6 response=11-20T17:30 visit=12-21
4.7 response=11-20T17:30 visit=12-21
4.8 response=11-20T17:30 visit=12-21
4.9 response=11-20T17:30 visit=12-21
4.10 response=11-20T17:30 visit=12-21
5.1 response=11-20T17:30 visit=12-21
5.2 response=11-20T17:30 visit=12-21
5.3 response=11-20T17:30 visit=12-21
5.4 response=11-20T17:30 visit=12-21
5.5 response=11-20T17:30 visit=12-21
5.6 response=11-20T17:30 visit=12-21
5.7 response=11-20T17:30 visit=12-21
6.1 response=11-20T17:30 visit=12-21
6.2 response=11-20T17:30 visit=12-21
6.3 response=11-20T17:30 visit=12-21
6.4 response=11-20T17:30 visit=12-21
6.5 response=11-20T17:30 visit=12-21
6.6 response=11-20T17:30 visit=12-21
6.7 response=11-20T17:30 visit=12-21
7.1 response=11-21T10:00
7.2 response=11-21T10:00
7.3 response=11-21T10:00
7.4 response=11-21T10:00
7.5 response=11-21T10:00
7.6 response=11-21T10:00 handling=11-20T17:30
7.7 answer=11-20T17:30 response=11-21T10:00
8.1 response=11-20T17:30
8.2 response=11-20T17:30 feedback=period
8.3 response=11-20T17:30 feedback=period
8.4 response=11-20T17:30
8.5 response=11-20T17:30 feedback=period
8.6 response=11-20T17:30
9.1 handling=11-20T17:30
9.2 handling=11-20T17:30
9.3 handling=11-20T17:30
10.1 handling=period response=11-20T17:30
10.2 handling=period response=11-20T17:30
10.3 handling=period
10.4 handling=period response=11-20T17:30
10.5 handling=period
""",
    # a Friday, one minute after closing
    "2026-11-20 17:31": """
1.1 handling=11-20T23:59
1.2 handling=11-20T23:59
1.3 handling=11-20T23:59
1.4 handling=11-20T23:59
1.5 handling=11-25T17:30
1.6 handling=11-25T17:30
1.7 handling=11-25T17:30
2.1 answer=11-20T23:59
2.2 answer=11-20T23:59
2.3 answer=11-20T23:59
2.4 answer=11-20T23:59
2.5 answer=11-20T23:59
2.6 answer=11-20T23:59
2.7 answer=11-20T23:59
2.8 answer=11-20T23:59
2.9 feedback=11-21T17:31 answer=11-25T17:30
3.1 visit=12-21
3.2 visit=12-21
3.3 visit=12-21
3.4 response=11-20T23:59 visit=12-21
4.1 response=11-20T23:59 visit=12-21
4.2 response=11-20T23:59 visit=12-21
4.3 response=11-20T23:59 visit=12-21
4.4 response=11-20T23:59 visit=12-21
4.5 response=11-20T23:59 visit=12-21
4.6 response=11-20T23:59 visit=12-21
4.7 response=11-20T23:59 visit=12-21
4.8 response=11-20T23:59 visit=12-21
4.9 response=11-20T23:59 visit=12-21
4.10 response=11-20T23:59 visit=12-21
5.1 response=11-20T23:59 visit=12-21
5.2 response=11-20T23:59 visit=12-21
5.3 response=11-20T23:59 visit=12-21
5.4 response=11-20T23:59 visit=12-21
5.5 response=11-20T23:59 visit=12-21
5.6 response=11-20T23:59 visit=12-21
5.7 response=11-20T23:59 visit=12-21
6.1 response=11-20T23:59 visit=12-21
6.2 response=11-20T23:59 visit=12-21
6.3 response=11-20T23:59 visit=12-21
6.4 response=11-20T23:59 visit=12-21
6.5 response=11-20T23:59 visit=12-21
6.6 response=11-20T23:59 visit=12-21
6.7 response=11-20T23:59 visit=12-21
7.1 response=11-21T17:31
7.2 response=11-21T17:31
7.3 response=11-21T17:31
7.4 response=11-21T17:31
7.5 response=11-21T17:31
7.6 response=11-21T17:31 handling=11-20T23:59
7.7 answer=11-20T23:59 response=11-21T17:31
8.1 response=11-20T23:59
8.2 response=11-20T23:59 feedback=period
8.3 response=11-20T23:59 feedback=period
8.4 response=11-20T23:59
8.5 response=11-20T23:59 feedback=period
8.6 response=11-20T23:59
9.1 handling=11-20T23:59
9.2 handling=11-20T23:59
9.3 handling=11-20T23:59
10.1 handling=period response=11-20T23:59
10.2 handling=period response=11-20T23:59
10.3 handling=period
10.4 handling=period response=11-20T23:59
10.5 handling=period
""",
    # a Saturday
    "2026-11-21 10:00": """
1.1 handling=11-21T23:59
1.2 handling=11-21T23:59
1.3 handling=11-21T23:59
1.4 handling=11-21T23:59
1.5 handling=11-25T17:30
1.6 handling=11-25T17:30
1.7 handling=11-25T17:30
2.1 answer=11-21T23:59
2.2 answer=11-21T23:59
2.3 answer=11-21T23:59
2.4 answer=11-21T23:59
2.5 answer=11-21T23:59
2.6 answer=11-21T23:59
2.7 answer=11-21T23:59
2.8 answer=11-21T23:59
2.9 feedback=11-22T10:00 answer=11-25T17:30
3.1 visit=12-21
3.2 visit=12-21
3.3 visit=12-21
3.4 response=11-21T23:59 visit=12-21
4.1 response=11-21T23:59 visit=12-21
4.2 response=11-21T23:59 visit=12-21
4.3 response=11-21T23:59 visit=12-21
4.4 response=11-21T23:59 visit=12-21
4.5 response=11-21T23:59 visit=12-21
4.6 response=11-21T23:59 visit=12-21
4.7 response=11-21T23:59 visit=12-21
4.8 response=11-21T23:59 visit=12-21
4.9 response=11-21T23:59 visit=12-21
4.10 response=11-21T23:59 visit=12-21
5.1 response=11-21T23:59 visit=12-21
5.2 response=11-21T23:59 visit=12-21
5.3 response=11-21T23:59 visit=12-21
5.4 response=11-21T23:59 visit=12-21
5.5 response=11-21T23:59 visit=12-21
5.6 response=11-21T23:59 visit=12-21
5.7 response=11-21T23:59 visit=12-21
6.1 response=11-21T23:59 visit=12-21
6.2 response=11-21T23:59 visit=12-21
6.3 response=11-21T23:59 visit=12-21
6.4 response=11-21T23:59 visit=12-21
6.5 response=11-21T23:59 visit=12-21
6.6 response=11-21T23:59 visit=12-21
6.7 response=11-21T23:59 visit=12-21
7.1 response=11-22T10:00
7.2 response=11-22T10:00
7.3 response=11-22T10:00
7.4 response=11-22T10:00
7.5 response=11-22T10:00
7.6 response=11-22T10:00 handling=11-21T23:59
7.7 answer=11-21T23:59 response=11-22T10:00
8.1 response=11-21T23:59
8.2 response=11-21T23:59 feedback=period
8.3 response=11-21T23:59 feedback=period
8.4 response=11-21T23:59
8.5 response=11-21T23:59 feedback=period
8.6 response=11-21T23:59
9.1 handling=11-21T23:59
9.2 handling=11-21T23:59
9.3 handling=11-21T23:59
10.1 handling=period response=11-21T23:59
10.2 handling=period response=11-21T23:59
10.3 handling=period
10.4 handling=period response=11-21T23:59
10.5 handling=period
""",
    # the Friday before 春节, whose Saturday is worked
    "2026-02-13 15:00": """
1.1 handling=02-13T17:30
1.2 handling=02-13T17:30
1.3 handling=02-13T17:30
1.4 handling=02-13T17:30
1.5 handling=02-25T17:30
1.6 handling=02-25T17:30
1.7 handling=02-25T17:30
2.1 answer=02-13T17:30
2.2 answer=02-13T17:30
2.3 answer=02-13T17:30
2.4 answer=02-13T17:30
2.5 answer=02-13T17:30
2.6 answer=02-13T17:30
2.7 answer=02-13T17:30
2.8 answer=02-13T17:30
2.9 feedback=02-14T15:00 answer=02-25T17:30
3.1 visit=03-16
3.2 visit=03-16
3.3 visit=03-16
3.4 response=02-13T17:30 visit=03-16
4.1 response=02-13T17:30 visit=03-16
4.2 response=02-13T17:30 visit=03-16
4.3 response=02-13T17:30 visit=03-16
4.4 response=02-13T17:30 visit=03-16
4.5 response=02-13T17:30 visit=03-16
4.6 response=02-13T17:30 visit=03-16
4.7 response=02-13T17:30 visit=03-16
4.8 response=02-13T17:30 visit=03-16
4.9 response=02-13T17:30 visit=03-16
4.10 response=02-13T17:30 visit=03-16
5.1 response=02-13T17:30 visit=03-16
5.2 response=02-13T17:30 visit=03-16
5.3 response=02-13T17:30 visit=03-16
5.4 response=02-13T17:30 visit=03-16
5.5 response=02-13T17:30 visit=03-16
5.6 response=02-13T17:30 visit=03-16
5.7 response=02-13T17:30 visit=03-16
6.1 response=02-13T17:30 visit=03-16
6.2 response=02-13T17:30 visit=03-16
6.3 response=02-13T17:30 visit=03-16
6.4 response=02-13T17:30 visit=03-16
6.5 response=02-13T17:30 visit=03-16
6.6 response=02-13T17:30 visit=03-16
6.7 response=02-13T17:30 visit=03-16
7.1 response=02-14T15:00
7.2 response=02-14T15:00
7.3 response=02-14T15:00
7.4 response=02-14T15:00
7.5 response=02-14T15:00
7.6 response=02-14T15:00 handling=02-13T17:30
7.7 answer=02-13T17:30 response=02-14T15:00
8.1 response=02-13T17:30
8.2 response=02-13T17:30 feedback=period
8.3 response=02-13T17:30 feedback=period
8.4 response=02-13T17:30
8.5 response=02-13T17:30 feedback=period
8.6 response=02-13T17:30
9.1 handling=02-13T17:30
9.2 handling=02-13T17:30
9.3 handling=02-13T17:30
10.1 handling=period response=02-13T17:30
10.2 handling=period response=02-13T17:30
10.3 handling=period
10.4 handling=period response=02-13T17:30
10.5 handling=period
""",
    # the Wednesday before 国庆节
    "2026-09-30 10:00": """
1.1 handling=09-30T17:30
1.2 handling=09-30T17:30
1.3 handling=09-30T17:30
1.4 handling=09-30T17:30
1.5 handling=10-10T17:30
1.6 handling=10-10T17:30
1.7 handling=10-10T17:30
2.1 answer=09-30T17:30
2.2 answer=09-30T17:30
2.3 answer=09-30T17:30
2.4 answer=09-30T17:30
2.5 answer=09-30T17:30
2.6 answer=09-30T17:30
2.7 answer=09-30T17:30
2.8 answer=09-30T17:30
2.9 feedback=10-01T10:00 answer=10-10T17:30
3.1 visit=10-30
3.2 visit=10-30
3.3 visit=10-30
3.4 response=09-30T17:30 visit=10-30
4.1 response=09-30T17:30 visit=10-30
4.2 response=09-30T17:30 visit=10-30
4.3 response=09-30T17:30 visit=10-30
4.4 response=09-30T17:30 visit=10-30
4.5 response=09-30T17:30 visit=10-30
4.6 response=09-30T17:30 visit=10-30
4.7 response=09-30T17:30 visit=10-30
4.8 response=09-30T17:30 visit=10-30
4.9 response=09-30T17:30 visit=10-30
4.10 response=09-30T17:30 visit=10-30
5.1 response=09-30T17:30 visit=10-30
5.2 response=09-30T17:30 visit=10-30
5.3 response=09-30T17:30 visit=10-30
5.4 response=09-30T17:30 visit=10-30
5.5 response=09-30T17:30 visit=10-30
5.6 response=09-30T17:30 visit=10-30
5.7 response=09-30T17:30 visit=10-30
6.1 response=09-30T17:30 visit=10-30
6.2 response=09-30T17:30 visit=10-30
6.3 response=09-30T17:30 visit=10-30
6.4 response=09-30T17:30 visit=10-30
6.5 response=09-30T17:30 visit=10-30
6.6 response=09-30T17:30 visit=10-30
6.7 response=09-30T17:30 visit=10-30
7.1 response=10-01T10:00
7.2 response=10-01T10:00
7.3 response=10-01T10:00
7.4 response=10-01T10:00
7.5 response=10-01T10:00
7.6 response=10-01T10:00 handling=09-30T17:30
7.7 answer=09-30T17:30 response=10-01T10:00
8.1 response=09-30T17:30
8.2 response=09-30T17:30 feedback=period
8.3 response=09-30T17:30 feedback=period
8.4 response=09-30T17:30
8.5 response=09-30T17:30 feedback=period
8.6 response=09-30T17:30
9.1 handling=09-30T17:30
9.2 handling=09-30T17:30
9.3 handling=09-30T17:30
10.1 handling=period response=09-30T17:30
10.2 handling=period response=09-30T17:30
10.3 handling=period
10.4 handling=period response=09-30T17:30
10.5 handling=period
""",
    # two days before a year without a plan
    "2026-12-30 16:00": """
1.1 handling=12-30T17:30
1.2 handling=12-30T17:30
1.3 handling=12-30T17:30
1.4 handling=12-30T17:30
1.5 handling=01-04T17:30?
1.6 handling=01-04T17:30?
1.7 handling=01-04T17:30?
2.1 answer=12-30T17:30
2.2 answer=12-30T17:30
2.3 answer=12-30T17:30
2.4 answer=12-30T17:30
2.5 answer=12-30T17:30
2.6 answer=12-30T17:30
2.7 answer=12-30T17:30
2.8 answer=12-30T17:30
2.9 feedback=12-31T16:00 answer=01-04T17:30?
3.1 visit=01-29?
3.2 visit=01-29?
3.3 visit=01-29?
3.4 response=12-30T17:30 visit=01-29?
4.1 response=12-30T17:30 visit=01-29?
4.2 response=12-30T17:30 visit=01-29?
4.3 response=12-30T17:30 visit=01-29?
4.4 response=12-30T17:30 visit=01-29?
4.5 response=12-30T17:30 visit=01-29?
4.6 response=12-30T17:30 visit=01-29?
4.7 response=12-30T17:30 visit=01-29?
4.8 response=12-30T17:30 visit=01-29?
4.9 response=12-30T17:30 visit=01-29?
4.10 response=12-30T17:30 visit=01-29?
5.1 response=12-30T17:30 visit=01-29?
5.2 response=12-30T17:30 visit=01-29?
5.3 response=12-30T17:30 visit=01-29?
5.4 response=12-30T17:30 visit=01-29?
5.5 response=12-30T17:30 visit=01-29?
5.6 response=12-30T17:30 visit=01-29?
5.7 response=12-30T17:30 visit=01-29?
6.1 response=12-30T17:30 visit=01-29?
6.2 response=12-30T17:30 visit=01-29?
6.3 response=12-30T17:30 visit=01-29?
6.4 response=12-30T17:30 visit=01-29?
6.5 response=12-30T17:30 visit=01-29?
6.6 response=12-30T17:30 visit=01-29?
6.7 response=12-30T17:30 visit=01-29?
7.1 response=12-31T16:00
7.2 response=12-31T16:00
7.3 response=12-31T16:00
7.4 response=12-31T16:00
7.5 response=12-31T16:00
7.6 response=12-31T16:00 handling=12-30T17:30
7.7 answer=12-30T17:30 response=12-31T16:00
8.1 response=12-30T17:30
8.2 response=12-30T17:30 feedback=period
8.3 response=12-30T17:30 feedback=period
8.4 response=12-30T17:30
8.5 response=12-30T17:30 feedback=period
8.6 response=12-30T17:30
9.1 handling=12-30T17:30
9.2 handling=12-30T17:30
9.3 handling=12-30T17:30
10.1 handling=period response=12-30T17:30
10.2 handling=period response=12-30T17:30
10.3 handling=period
10.4 handling=period response=12-30T17:30
10.5 handling=period
""",
}
ROWS = [
    (moment, *row.partition(" ")[::2])
    for moment, table in PROMISES.items()
    for row in table.strip().splitlines()
]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read_library(shelf()).at(OUTLET, "01", date(2026, 11, 20))


def written(stamp: DueStamp) -> str:
    """handling=11-25T17:30, or the kind of a clock that ends at no certain moment."""
    if stamp.at is None:
        return f"{stamp.rule}={stamp.kind.lower()}"
    return f"{stamp.rule}={stamp.at:%m-%dT%H:%M}{'?' if stamp.assumed else ''}"


def promised(reference: Reference, code: str, at: datetime) -> str:
    """Every clock of a variant that a moment starts, in the row's words."""
    sub_item, clocks = reference.sub_item_of(code), Clocks(reference)
    told = [written(stamp) for by in ClockStart for stamp in clocks.started(sub_item, by, at)]
    visit = clocks.follow_up(sub_item, at)
    if visit is not None and visit.at is not None:
        told.append(f"visit={visit.at:%m-%d}{'?' if visit.assumed else ''}")
    return " ".join(told)


@pytest.mark.parametrize(("moment", "code", "promise"), ROWS)
def test_the_variant_promises_what_is_written(
    reference: Reference, moment: str, code: str, promise: str
) -> None:
    assert promised(reference, code, datetime.fromisoformat(moment).replace(tzinfo=CST)) == promise


@pytest.mark.parametrize("moment", PROMISES)
def test_no_variant_is_left_out(reference: Reference, moment: str) -> None:
    listed = [sub.code for item in reference.catalogue.items for sub in item.sub_items]
    assert [code for at, code, _ in ROWS if at == moment] == listed

"""What the city told of the outlet's other windows, as the counter reads it, on the sheet too."""

from datetime import date, datetime, timedelta

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.ledgers.late import Late
from outlet_app.domain.windows import Window
from outlet_app.models.windows import WINDOWS, keep_windows, kept_windows
from tests.support.at_the_counter import answered, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench

FRIDAY = date(2026, 11, 20)


def tell(bench: Bench, *windows: Window) -> None:
    """What a round with the city leaves behind."""
    with bench.database.unit_of_work() as uow:
        keep_windows(uow.meta, windows)
        uow.commit()


def named(bench: Bench, day: date | None = None) -> list[str]:
    return [one.terminal for one in bench.counter().windows.unheard(day)]


def before(bench: Bench, **span: float) -> datetime:
    return bench.clock.at - timedelta(**span)


def test_a_machine_that_was_told_of_nobody_has_nothing_to_say(bench: Bench) -> None:
    assert named(bench) == []


def test_only_who_is_silent_is_told(bench: Bench) -> None:
    tell(bench, Window("02", before(bench, hours=2)), Window("03", before(bench, minutes=2)))
    assert named(bench) == ["02"]


def test_offline_the_others_fall_silent_with_the_time(bench: Bench) -> None:
    """Nobody tells anything new; that is the silence."""
    tell(bench, Window("02", before(bench, minutes=1)))
    assert named(bench) == []
    bench.clock.forward(minutes=15)
    assert named(bench) == ["02"]
    (one,) = bench.counter().windows.unheard()
    assert one.heard == before(bench, minutes=16)


def test_a_later_word_takes_the_place_of_the_earlier(bench: Bench) -> None:
    tell(bench, Window("02", before(bench, days=2)), Window("03", before(bench, days=2)))
    tell(bench, Window("03", before(bench, days=1)))
    assert named(bench) == ["03"]
    tell(bench)
    assert named(bench) == []


def test_what_was_told_is_kept_to_the_second(bench: Bench) -> None:
    windows = (Window("02", datetime(2026, 11, 18, 9, 12, 41, tzinfo=CST)), Window("11", bench.clock.at))
    tell(bench, *windows)
    with bench.database.reading() as uow:
        assert kept_windows(uow.meta) == windows
        assert len((uow.meta.get(WINDOWS) or "").splitlines()) == 2


@pytest.mark.parametrize(
    ("heard", "days"),
    [
        (datetime(2026, 11, 19, 17, 31, tzinfo=CST), [FRIDAY - timedelta(days=1), FRIDAY]),
        (datetime(2026, 11, 20, 0, 0, tzinfo=CST), [FRIDAY]),
        (datetime(2026, 11, 18, 23, 59, 59, tzinfo=CST), [FRIDAY - timedelta(days=n) for n in (2, 1, 0)]),
    ],
)
def test_a_past_day_is_whole_once_its_window_was_heard_of_afterwards(
    bench: Bench, heard: datetime, days: list[date]
) -> None:
    tell(bench, Window("02", heard))
    bench.clock.at = datetime(2026, 11, 20, 16, 0, tzinfo=CST)
    asked = [FRIDAY - timedelta(days=n) for n in (2, 1, 0)]
    assert [day for day in asked if named(bench, day)] == days


def test_the_printed_sheet_says_whose_cases_it_may_lack(bench: Bench) -> None:
    answered(bench)
    head = bench.counter(SUPERVISOR_PERSON)
    assert "未联系" not in text_of(head.day_sheet.preview(FRIDAY))
    tell(bench, Window("02", datetime(2026, 11, 19, 17, 31, tzinfo=CST)))
    said = text_of(head.day_sheet.preview(FRIDAY)).replace("\n", "").replace(" ", "")
    assert "02号窗口自2026-11-1917:31起未联系，其后办件可能未含。" in said
    assert "未联系" not in text_of(head.day_sheet.preview(FRIDAY - timedelta(days=2)))


@pytest.mark.parametrize("code", ["L1", "L25", Late.OVERDUE])
def test_a_ledger_says_it_of_its_days(bench: Bench, code: str) -> None:
    answered(bench)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    tell(bench, Window("02", datetime(2026, 11, 19, 17, 31, tzinfo=CST)))
    view = ledgers.view(code, FRIDAY - timedelta(days=3), FRIDAY)
    assert "02号窗口自2026-11-1917:31起未联系" in text_of(ledgers.preview(view)).replace(" ", "")


def test_a_ledger_of_days_gone_by_does_not(bench: Bench) -> None:
    answered(bench)
    ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
    tell(bench, Window("02", datetime(2026, 11, 19, 17, 31, tzinfo=CST)))
    view = ledgers.view("L1", FRIDAY - timedelta(days=9), FRIDAY - timedelta(days=2))
    assert view.unheard == ()
    assert "未联系" not in text_of(ledgers.preview(view))


def test_a_sheet_kept_with_its_number_says_it_too(bench: Bench) -> None:
    answered(bench)
    head = bench.counter(SUPERVISOR_PERSON)
    tell(bench, Window("02", datetime(2026, 11, 19, 17, 31, tzinfo=CST)))
    paper = head.day_sheet.issue(FRIDAY)
    assert "号窗口自" in text_of(head.papers.pdf(paper.paper_id)).replace(" ", "")

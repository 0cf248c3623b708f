"""A sheet printed again after late records says what they changed, and the first print stays as it was."""

from datetime import date, timedelta

import pytest

from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.domain.sheet_difference import Difference
from outlet_app.wording import sheet_papers as words
from tests.support.at_the_counter import answered, from_the_city, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import registered

FRIDAY = date(2026, 11, 20)


def printed(bench: Bench) -> str:
    counter = bench.counter(SUPERVISOR_PERSON)
    return text_of(counter.papers.pdf(counter.day_sheet.issue(FRIDAY).paper_id))


def recorded_late(bench: Bench, case_id: str) -> None:
    at = bench.clock.now() - timedelta(days=1)
    serial = 900 + len(case_id)
    late = [
        registered(case_no=f"HH01-20261120-010{serial}-X", item=2, sub_item="2.2"),
        AnsweredOnSpot("可以"),
    ]
    from_the_city(bench, case_id, late, at=at, first_n=1)


@pytest.fixture
def day_after(bench: Bench) -> Bench:
    answered(bench)
    bench.clock.forward(days=1)
    return bench


def test_a_first_print_has_nothing_to_compare(day_after: Bench) -> None:
    assert "补录差异" not in printed(day_after)
    assert "补录差异" not in printed(day_after), "nor the same again"


def test_a_second_edition_says_what_changed_on_every_page_and_when_printed_again(day_after: Bench) -> None:
    printed(day_after)
    recorded_late(day_after, "late")
    said = "补录差异：与第1版相比，接待人次1改为2；窗口1改为2；当场答复1改为2；当日办结1改为2；"
    second = printed(day_after)
    assert "第2版" in second
    assert second.count(said) == 4
    assert "本日新收1改为2；办结1改为2。" in second
    assert printed(day_after).count(said) == 4


def test_a_third_is_compared_with_the_second(day_after: Bench) -> None:
    printed(day_after)
    recorded_late(day_after, "late")
    printed(day_after)
    recorded_late(day_after, "later")
    third = printed(day_after)
    assert "第3版" in third
    assert "与第2版相比，接待人次2改为3" in third


def test_a_preview_says_it_and_keeps_nothing(day_after: Bench) -> None:
    printed(day_after)
    recorded_late(day_after, "late")
    sheet = day_after.counter(SUPERVISOR_PERSON).day_sheet
    for _ in range(2):
        assert "与第1版相比，接待人次1改为2" in text_of(sheet.preview(FRIDAY))
    assert "第2版" in printed(day_after)


def test_the_first_print_stays_in_the_store_as_it_was(day_after: Bench) -> None:
    counter = day_after.counter(SUPERVISOR_PERSON)
    first = counter.day_sheet.issue(FRIDAY).paper_id
    before = counter.papers.pdf(first)
    recorded_late(day_after, "late")
    printed(day_after)
    assert counter.papers.pdf(first) == before


def test_an_edition_of_an_older_program_is_not_compared(day_after: Bench) -> None:
    with day_after.database.unit_of_work() as uow:
        uow.meta.set(f"sheet.{FRIDAY}", "1 AAAA-BBBB")
        uow.commit()
    said = printed(day_after)
    assert "第2版" in said
    assert "补录差异" not in said


def test_sums_that_stayed_the_same_are_said_to_have() -> None:
    assert words.late(3, ()) == "与第 2 版相比，各项合计不变，分项有变化。"
    changed = (Difference("flow.left", 0, 1), Difference("assisted", 2, 1), Difference("flow.voided", 0, 1))
    assert words.late(2, changed) == (
        "与第 1 版相比，撤回或终止 0 改为 1；帮办代办 2 改为 1；作废 0 改为 1。"
    )

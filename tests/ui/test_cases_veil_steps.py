"""查看维权内容 on 办件查询, by keys over a real counter: covered, shown for a reason, covered again."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.people import Person
from outlet_app.ui.pages.cases.asks import ReasonDialog
from outlet_app.ui.pages.cases.detail import facts_of
from outlet_app.ui.pages.cases.veil_steps import VeilSteps
from outlet_app.wording.veil import COVERED, COVERED_LINE
from tests.services.test_transfers import WULAN
from tests.support.at_the_counter import answered
from tests.support.bench import CLERK_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk

Stage = Callable[..., QWidget]
OPPONENT = "乌兰图雅·𬎆"
WHO = Applicant(ApplicantKind.PERSON, "其其格", phone="13900001234")
OPINION = OutcomeWritten("R08", date(2026, 11, 20), (Filled("asked", OPPONENT), Filled("opponent", OPPONENT)))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    with opened.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    case = answered(
        opened, applicant=WHO, item=7, sub_item="7.1", request=f"{OPPONENT}仿冒", answer=f"投诉{OPPONENT}"
    ).case
    opened.counter().outcomes.write(case.case_id, OPINION)
    yield opened
    opened.database.close()


def shown(desk: CaseDesk) -> str:
    """Everything the case page says of the case."""
    detail = desk.page.state.detail
    assert detail is not None
    facts = facts_of(detail, desk.counter.reference, desk.bench.clock.now())
    return repr((facts, [(one.title, one.text) for one in desk.page.detail.course.entries]))


def at(stage: Stage, bench: Bench, person: Person = WULAN) -> CaseDesk:
    return CaseDesk(stage, bench, person)


def test_who_has_no_part_in_it_reads_when_and_who_and_not_what(stage: Stage, bench: Bench) -> None:
    desk = at(stage, bench)
    said = shown(desk)
    assert OPPONENT not in said
    assert COVERED in said
    texts = {one.text for one in desk.page.detail.course.entries}
    assert texts <= {COVERED_LINE, ""}
    assert [one.title for one in desk.page.detail.course.entries][-1] == "首问登记"
    assert desk.offered == {"see_opponent"}


def test_who_works_on_it_is_asked_nothing(stage: Stage, bench: Bench) -> None:
    desk = at(stage, bench, CLERK_PERSON)
    assert OPPONENT in shown(desk)
    assert "see_opponent" not in desk.offered


def test_for_a_reason_it_is_shown_and_after_a_minute_covered_again(stage: Stage, bench: Bench) -> None:
    desk = at(stage, bench)
    dialog = desk.ask("see_opponent")
    assert isinstance(dialog, ReasonDialog)
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_X, modifier=Qt.KeyboardModifier.AltModifier)
    desk.drain()
    assert desk.said == ["已显示维权内容，60 秒后遮住"]
    assert OPPONENT in shown(desk)
    bench.clock.forward(seconds=61)
    (steps,) = [one for one in desk.page.steps.desk.children() if one.metaObject().className() == "QTimer"][
        :1
    ]
    steps.timeout.emit()  # type: ignore[attr-defined]
    desk.drain()
    assert OPPONENT not in shown(desk)


def test_without_a_reason_nothing_is_shown(stage: Stage, bench: Bench) -> None:
    desk = at(stage, bench)
    dialog = desk.ask("see_opponent")
    assert isinstance(dialog, ReasonDialog)
    desk.press(Qt.Key.Key_X, modifier=Qt.KeyboardModifier.AltModifier)
    desk.drain()
    assert dialog.fields["reason"].message == "请选择理由"
    assert OPPONENT not in shown(desk)


def test_escape_shows_nothing(stage: Stage, bench: Bench) -> None:
    desk = at(stage, bench)
    desk.ask("see_opponent")
    desk.press(Qt.Key.Key_Escape)
    desk.drain()
    assert OPPONENT not in shown(desk)


def test_the_steps_name_themselves(stage: Stage, bench: Bench) -> None:
    desk = at(stage, bench)
    assert set(VeilSteps(desk.page.steps.desk).asks) == {"see_opponent"}

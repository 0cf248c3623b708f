"""Answers at the edge of several rules, each of which only this page would miss."""

from datetime import datetime

from case_lives import life
from holiday_plans import CALENDAR

from outlet_app.domain.calendar import CST, BusinessHours
from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.correcting import handed_in
from outlet_app.domain.events import AnsweredOnSpot, MaterialsChecked, Voided
from outlet_app.domain.handing import HandedMaterial, bundle_of
from outlet_app.domain.ledgers import LEDGERS
from outlet_app.domain.ledgers.ledger import lines
from outlet_app.domain.ledgers.rectification import task_lines
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.opening import open_spans
from outlet_app.domain.policies.matching import match
from outlet_app.domain.problems import Refusal, Refused
from tests.support import tasks
from tests.support.builders import MORNING, OUTLET, at, material, registered
from tests.support.policies import TODAY, condition, enterprise, known

S = MaterialState
DAY = MORNING.date()


def test_a_paper_is_another_one_only_by_a_higher_version() -> None:
    before = (material(code="8.2-M1"), material(code="8.2-M2", version=3))
    case = fold(life((0, registered()), (0, MaterialsChecked(1, before))))
    rows = {
        "the same again": (material(code="8.2-M1"), False),
        "brought again": (material(code="8.2-M1", version=2), True),
        "an older one": (material(code="8.2-M2", version=2), False),
        "as it lay there": (material(code="8.2-M2", version=3), False),
        "never seen before": (material(code="8.2-M9"), True),
        "never brought": (material(code="8.2-M9", version=0), False),
    }
    assert {what: handed_in(case, [row]) != () for what, (row, _) in rows.items()} == {
        what: new for what, (_, new) in rows.items()
    }


def test_a_refusal_that_is_raised_says_its_code() -> None:
    refused = Refused(Refusal("state.guard", {"state": "closed"}))
    assert str(refused) == "state.guard"
    assert refused.refusal.args == {"state": "closed"}


def test_only_papers_handed_in_go_with_a_case() -> None:
    rows = {
        (S.COMPLETE, PaperForm.ORIGINAL): True,
        (S.FAULTY, PaperForm.ORIGINAL): True,
        (S.COMPLETE, PaperForm.COPY): True,
        (S.FAULTY, PaperForm.COPY): True,
        (S.COMPLETE, PaperForm.ELECTRONIC): False,
        (S.COMPLETE, PaperForm.SIGHTED): False,
        (S.MISSING, PaperForm.ORIGINAL): False,
        (S.DEFERRED, PaperForm.COPY): False,
        (S.UNDECIDED, PaperForm.ORIGINAL): False,
    }
    assert {
        (state, form): bundle_of([material(state, form=form)]) == (HandedMaterial("申报书", 1, form),)
        for state, form in rows
    } == rows


def test_as_many_copies_go_as_were_handed_in() -> None:
    rows = [material(copies=2), material(copies=2, handed=3), material(copies=2, handed=0)]
    assert [one.copies for one in bundle_of(rows)] == [2, 3, 2]


def test_at_the_end_of_a_span_the_next_one_is_meant() -> None:
    def first(clock: str) -> str:
        start = datetime.fromisoformat(f"2026-11-20T{clock}").replace(tzinfo=CST)
        return f"{next(open_spans(start, CALENDAR, BusinessHours()))[0]:%m-%d %H:%M}"

    ends = {
        "08:00": "11-20 08:30",
        "11:59": "11-20 08:30",
        "12:00": "11-20 14:30",
        "14:30": "11-20 14:30",
        "17:29": "11-20 14:30",
        "17:30": "11-23 08:30",
    }
    assert {clock: first(clock) for clock in ends} == ends


def test_a_single_value_is_one_of_one() -> None:
    asked = (condition(code="c1", text="数额", settled_by="凭证", datum="tax", op="ge", value=3),)
    (line,) = match(asked, enterprise(tax=known(4)), TODAY).lines
    assert (line.total, len(line.seen)) == (1, 1)


def test_a_line_of_a_case_found_void_is_struck_through_and_no_other() -> None:
    open_case = [(0, registered())]
    answered = [*open_case, (0, AnsweredOnSpot("可以网上办理。"))]
    void = [*answered, (0, Voided("duplicate"))]
    found = {
        len(told): [line.voided for line in lines(LEDGERS["L1"], [life(*told)], OUTLET, DAY, DAY)]
        for told in (open_case, answered, void)
    }
    assert found == {1: [False], 2: [False], 3: [True]}


def test_a_task_is_mended_since_its_mending_and_not_before() -> None:
    open_task = tasks.task_after(tasks.opened())
    mended = tasks.task_after(tasks.opened(), tasks.ASSIGNED, tasks.VERIFIED, tasks.AT_ONCE, tasks.MENDED)
    assert mended.mended_step is not None
    cells = [line.cells["mended"] for line in task_lines([open_task, mended], DAY, at(days=30).date())]
    assert cells == [None, mended.mended_step.at]

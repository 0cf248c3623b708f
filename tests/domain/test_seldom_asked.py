"""Answers at the edge of several rules, each of which only this page would miss."""

from datetime import datetime

from case_lives import life
from holiday_plans import CALENDAR

from outlet_app.domain.calendar import CST, BusinessHours
from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import Authority, ClockKind, PaperForm
from outlet_app.domain.correcting import entry_of, handed_in
from outlet_app.domain.events import (
    Accepted,
    AnsweredOnSpot,
    Closed,
    DueStamp,
    MaterialsChecked,
    MaterialsTaken,
    Rejected,
    ResultReached,
    Voided,
    WorkStarted,
)
from outlet_app.domain.handing import HandedMaterial, bundle_of
from outlet_app.domain.lateness import is_overdue
from outlet_app.domain.ledgers import LEDGERS
from outlet_app.domain.ledgers.ledger import lines
from outlet_app.domain.ledgers.rectification import task_lines
from outlet_app.domain.licences import Licence
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.offers.course import offered as course_offers
from outlet_app.domain.offers.lapse import ACCEPTED, WITHDRAWN, lapsed
from outlet_app.domain.opening import open_spans
from outlet_app.domain.people import Person, Role
from outlet_app.domain.policies.matching import match
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.scanning import Unread, understand
from tests.support import tasks
from tests.support.builders import CLERK, MORNING, OUTLET, at, material, notice, registered, stamp
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


def test_a_code_that_is_nothing_we_know_is_said_to_be_unknown() -> None:
    labels = {"名称": "name"}
    scans = {"https://example.cn/x": Unread.WITHOUT_CODE, "随便写的字": Unread.UNKNOWN, "": Unread.UNKNOWN}
    assert {raw: understand(raw, labels) for raw in scans} == scans
    read = understand("91150802MA0TEA71XJ", labels)
    assert isinstance(read, Licence)
    assert read.code == "91150802MA0TEA71XJ"


def test_the_ledger_of_intakes_counts_the_papers_in_hand() -> None:
    rows = (
        material(code="8.2-M1", handed=1),
        material(code="8.2-M2", handed=2),
        material(code="8.2-M3", handed=0),
    )
    told = life((0, registered()), (0, MaterialsChecked(1, rows)), (0, MaterialsTaken()))
    (line,) = [one for one in lines(LEDGERS["L3"], [told], OUTLET, DAY, DAY) if "materials" in one.cells]
    assert line.cells["materials"] == 2


def test_what_a_missed_period_proposes() -> None:
    taken, review = MaterialsTaken(), MaterialsTaken(for_review=True, review_due=stamp(3, "review"))
    cases = {
        "waits for the applicant": life(
            (0, registered()), (0, taken), (0, notice(1, due=stamp(3, "correction")))
        ),
        "waits for us": life((0, registered()), (0, review)),
        "is being worked": life((0, registered()), (0, taken), (0, Accepted((stamp(3),)))),
    }
    found = {
        (what, authority, days): lapsed(fold(events), authority, at(days=days))
        for what, events in cases.items()
        for authority in (Authority.FORWARD, Authority.LOCAL)
        for days in (2, 4)
    }
    silent = dict.fromkeys(found, "")
    assert found == silent | {
        ("waits for the applicant", Authority.FORWARD, 4): WITHDRAWN,
        ("waits for the applicant", Authority.LOCAL, 4): WITHDRAWN,
        ("waits for us", Authority.FORWARD, 4): ACCEPTED,
    }


def test_only_an_answer_at_once_is_given_with_the_first_decision() -> None:
    dues = {
        "at once, an answer": DueStamp("response", ClockKind.INSTANT, at(days=-1)),
        "at once, something else": DueStamp("handling", ClockKind.INSTANT, at(days=-1)),
        "an answer, in days": DueStamp("response", ClockKind.WORKDAYS, at(days=-1)),
    }
    decided = {
        what: is_overdue(
            fold(life((-3, registered(dues=(due,))), (-3, MaterialsTaken()), (-3, Accepted()))), at()
        )
        for what, due in dues.items()
    }
    assert decided == {
        "at once, an answer": False,
        "at once, something else": True,
        "an answer, in days": True,
    }


def test_an_entry_has_the_rows_of_the_case_unless_others_lie_on_the_desk() -> None:
    rows = (material(code="8.2-M1"), material(code="8.2-M2"))
    case = fold(life((0, registered()), (0, MaterialsChecked(1, rows))))
    other = (material(code="8.2-M9"),)
    assert [one.code for one in entry_of(case).materials] == ["8.2-M1", "8.2-M2"]
    assert [one.code for one in entry_of(case, other).materials] == ["8.2-M9"]
    assert entry_of(case, ()).materials == ()


def test_which_steps_of_the_plain_course_are_open() -> None:
    accepted = (MaterialsTaken(), Accepted((stamp(5),)))
    cases = {
        (): set(),
        accepted[:1]: {"withdraw"},
        accepted: {"close", "withdraw"},
        (*accepted, WorkStarted(), ResultReached(True, "已出具报告")): {"close"},
        (*accepted, WorkStarted(), ResultReached(True, "已出具报告"), Closed("已交付")): set(),
        (Rejected("not_in_remit"),): set(),
    }
    person = Person(CLERK, "苏日娜", Role.CLERK)
    found = {
        facts: course_offers(fold(life((0, registered()), *((0, one) for one in facts))), person)
        for facts in cases
    }
    assert found == cases

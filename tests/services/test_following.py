"""What follows from a step on a child: the parent notes it at once, shared papers reach the others."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from outlet_app.domain.bundle import PackageEntry
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import DeficientDetail, NoticeDraft, RejectDetail, TransferDetail
from outlet_app.domain.events import Fact
from outlet_app.domain.facts.package import MemberStood, PackageJoined
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.packaging import Bundled
from tests.services.test_packaging import bring, detail, filled, mended, opened
from tests.support.at_the_counter import kinds
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE, registered

S = MaterialState
RIGHTS = {"right": "一种向日葵脱壳机", "opponent": "某厂"}
REVIEW = PackageEntry(
    ("2.8", "7.2", "7.4"), ENTERPRISE, request="产品被仿冒", answers=RIGHTS, for_review=True
)
AWAY = TransferDetail("1508001001", "", "市级窗口", "由裁决所办理")


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


def states(counter: Counter, bundled: Bundled) -> list[State]:
    return [state for _, state in detail(counter, bundled.case).case.member_states]


def parent(counter: Counter, bundled: Bundled) -> Case:
    return detail(counter, bundled.case).case


def stood(bench: Bench, bundled: Bundled) -> int:
    """How often the parent has been told of a child."""
    return kinds(bench, bundled.case.case_id).count(MemberStood.KIND)


Step = Callable[[Counter, Case], object]
ENDS: tuple[tuple[str, Step, State], ...] = (
    ("withdrawn", lambda one, case: one.cases.withdraw(case.case_id, "不办了"), State.WITHDRAWN),
    (
        "refused",
        lambda one, case: one.examining.decide(
            case.case_id,
            one.examining.sheet(case.case_id).entry,
            Decision.REJECT,
            RejectDetail("not_in_remit", "依据", "法院"),
        ),
        State.REJECTED,
    ),
    ("void", lambda one, case: one.mending.void(case.case_id, "duplicate"), State.VOIDED),
)


@pytest.mark.parametrize(("name", "end", "state"), ENDS, ids=[name for name, _, _ in ENDS])
def test_however_a_child_ends_the_parent_notes_it_once(
    bench: Bench, name: str, end: Step, state: State
) -> None:
    head = bench.counter(SUPERVISOR_PERSON)
    bundled = opened(head, REVIEW)
    end(head, bundled.children[1])
    assert states(head, bundled) == [State.IN_PROGRESS, state, State.IN_PROGRESS]
    assert stood(bench, bundled) == 1
    assert parent(head, bundled).state is State.IN_PROGRESS


def test_a_step_that_ends_nothing_tells_nothing(bench: Bench, counter: Counter) -> None:
    bundled = opened(counter, REVIEW)
    sheet = counter.examining.sheet(bundled.children[1].case_id)
    rows = tuple(replace(row, state=S.COMPLETE, handed=1) for row in sheet.rows)
    counter.examining.decide(
        bundled.children[1].case_id, replace(sheet.entry, materials=rows), Decision.ACCEPT
    )
    counter.transfers.send(bundled.children[2].case_id, AWAY)
    assert stood(bench, bundled) == 0
    assert states(counter, bundled) == [State.IN_PROGRESS] * 3


def test_a_decision_taken_back_takes_the_parent_back(bench: Bench, counter: Counter) -> None:
    bundled = opened(counter, REVIEW)
    child = bundled.children[0]
    counter.cases.close(child.case_id, "已答复")
    assert states(counter, bundled)[0] is State.CLOSED
    bench.counter(SUPERVISOR_PERSON).mending.reopen(child.case_id, "答复有误")
    assert states(counter, bundled)[0] is State.IN_PROGRESS
    assert stood(bench, bundled) == 2


def test_the_parent_speaks_in_the_same_transaction_or_not_at_all(
    bench: Bench, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    from outlet_app.services import following

    bundled = opened(counter, REVIEW)

    def broken(*_args: object) -> None:
        raise OSError("disk")

    monkeypatch.setattr(following, "standing", broken)
    with pytest.raises(OSError, match="disk"):
        counter.cases.withdraw(bundled.children[1].case_id, "不办了")
    assert detail(counter, bundled.children[1]).case.state is State.RECEIVED
    assert states(counter, bundled) == [State.IN_PROGRESS] * 3


def test_a_child_whose_parent_is_not_here_goes_its_own_way(bench: Bench, counter: Counter) -> None:
    """A child that came by transfer: its parent stayed where the package was opened."""
    recorder = counter.intake._recorder
    facts: tuple[Fact, ...] = (
        registered(item=7, sub_item="7.2", case_no="WY01-20261120-010002-X"),
        PackageJoined("P5", "2026-1", "another-machine", "WY01-20261120-010001-Y"),
    )
    with bench.database.unit_of_work() as uow:
        case = recorder.record(uow, None, "came-by-transfer", facts)
        uow.commit()
    shown = detail(counter, case)
    assert shown.family is not None
    (one,) = shown.family.kin
    assert (one.case_no, one.here, one.is_parent) == ("WY01-20261120-010001-Y", False, True)
    counter.examining.decide(
        case.case_id,
        counter.examining.sheet(case.case_id).entry,
        Decision.REJECT,
        RejectDetail("not_in_remit", "依据", "法院"),
    )
    assert detail(counter, case).case.state is State.REJECTED


def test_a_void_parent_is_told_nothing_more(bench: Bench) -> None:
    head = bench.counter(SUPERVISOR_PERSON)
    bundled = opened(head, REVIEW)
    for child in bundled.children:
        head.mending.void(child.case_id, "duplicate")
    head.mending.void(bundled.case.case_id, "duplicate")
    assert parent(head, bundled).state is State.VOIDED
    assert stood(bench, bundled) == 3
    with pytest.raises(Refused):
        head.cases.close(bundled.case.case_id, "结束")


def test_the_parent_cannot_be_voided_before_its_children(bench: Bench) -> None:
    head = bench.counter(SUPERVISOR_PERSON)
    bundled = opened(head, REVIEW)
    assert "void" not in detail(head, bundled.case).actions
    with pytest.raises(Refused) as said:
        head.mending.void(bundled.case.case_id, "duplicate")
    assert said.value.refusal.code == "package.children_first"


def test_a_child_may_be_accepted_on_a_promise_of_its_own(bench: Bench, counter: Counter) -> None:
    """容缺 belongs to one case: taken in for review, the child is examined like any other."""
    entry = PackageEntry(
        ("1.6", "1.7"), ENTERPRISE, answers={"product": "食葵", "topic": "脱壳"}, for_review=True
    )
    bundled = opened(counter, entry, "P6-1")
    child = bundled.children[0]
    sheet = counter.examining.sheet(child.case_id)
    rows = tuple(_deferred(row) for row in sheet.rows)
    owed = replace(sheet.entry, materials=rows)
    latest = counter.promises.conditions(owed).latest.at
    assert latest is not None
    due = latest.date()
    counter.examining.decide(child.case_id, owed, Decision.DEFICIENT, DeficientDetail(due, volunteered=True))
    assert detail(counter, child).case.state is State.ACCEPTED_DEFICIENT
    assert states(counter, bundled) == [State.IN_PROGRESS] * 2


def _deferred(row: CheckedMaterial) -> CheckedMaterial:
    if row.state is S.EXEMPT:
        return row
    if row.can_follow:
        return replace(row, state=S.DEFERRED)
    return replace(row, state=S.COMPLETE, handed=row.copies)


class TestSharedPapers:
    def test_brought_for_one_it_is_here_for_all_with_the_next_version(
        self, bench: Bench, counter: Counter
    ) -> None:
        bundled = opened(counter, filled(counter, but={"evidence": S.MISSING, "ownership": S.MISSING}))
        _, first, second = bundled.children
        bring(counter, first, "7.2-M2", "7.2-M3")
        rows = {row.code: row for row in detail(counter, second).case.materials}
        assert [(rows[code].state, rows[code].version) for code in ("7.4-M2", "7.4-M3")] == [
            (S.COMPLETE, 2)
        ] * 2
        assert detail(counter, second).case.state is State.RECEIVED

    def test_only_what_came_is_handed_on(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"evidence": S.MISSING, "ownership": S.MISSING}))
        _, first, second = bundled.children
        bring(counter, first, "7.2-M2")
        other = detail(counter, second).case
        states = {row.code: row.state for row in other.materials}
        assert (states["7.4-M2"], states["7.4-M3"]) == (S.COMPLETE, S.MISSING)
        assert other.state is State.CORRECTION

    def test_then_the_other_child_brings_the_rest_to_both(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"evidence": S.MISSING, "ownership": S.MISSING}))
        _, first, second = bundled.children
        bring(counter, first, "7.2-M2")
        after = bring(counter, detail(counter, second).case, "7.4-M3")
        assert after.state is State.RECEIVED
        mine = detail(counter, first).case
        assert {row.code: row.state for row in mine.materials}["7.2-M3"] is S.MISSING
        # The first child was taken in before: it is examined as it lies, and its gap is told or taken there.
        assert mine.state is State.RECEIVED

    def test_a_child_that_waits_for_nothing_is_left_alone(self, bench: Bench, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
        _, first, second = bundled.children
        counter.cases.withdraw(second.case_id, "不办了")
        before = kinds(bench, second.case_id)
        bring(counter, first, "7.2-M2")
        assert kinds(bench, second.case_id) == before

    def test_a_child_held_elsewhere_is_left_to_whoever_holds_it(self, bench: Bench, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
        _, first, second = bundled.children
        with pytest.raises(Refused):
            counter.transfers.send(second.case_id, AWAY)
        bring(counter, first, "7.2-M2")
        assert detail(counter, second).case.state is State.RECEIVED

    def test_a_second_notice_counts_what_was_handed_on_as_brought(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
        _, first, second = bundled.children
        bring(counter, first, "7.2-M2")
        sheet = counter.examining.sheet(second.case_id)
        assert not sheet.is_correction
        assert {row.code: row.state for row in sheet.rows}["7.4-M2"] is S.COMPLETE
        decided = counter.examining.decide(second.case_id, sheet.entry, Decision.ACCEPT)
        assert decided.case.state is State.ACCEPTED
        assert [paper.form for paper in decided.papers] == ["W05"]

    def test_each_childs_notice_can_be_had_alone_as_well(self, counter: Counter) -> None:
        bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
        child = bundled.children[1]
        assert "W04" in detail(counter, child).makes
        assert "W04" not in detail(counter, bundled.case).makes
        assert len(mended(child, "7.2-M2")) == len(child.materials)

    def test_the_notices_period_and_way_are_the_clerks(self, counter: Counter) -> None:
        entry = filled(counter, but={"ownership": S.MISSING})
        bundled = opened(counter, entry, notice=NoticeDraft((), 5, verified=True))
        (given,) = bundled.case.notices
        assert given.correction_workdays == 5
        assert {one.correction_due for one in bundled.children[1:]} == {given.due}

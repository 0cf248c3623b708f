"""集成办 at the counter: one form, one set of materials, a parent and children that are decided alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from outlet_app.domain.bundle import PackageEntry, one_list
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft, RejectDetail
from outlet_app.domain.events import Delivery
from outlet_app.domain.facts.delay import DelayReason
from outlet_app.domain.facts.package import Answered, MemberStood, PackageJoined, PackageOpened
from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from outlet_app.domain.packages import Package
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.counter import Counter
from outlet_app.services.packaging import Bundled
from outlet_app.services.views import CaseDetail, CaseFilter
from tests.printing.paper_eyes import words_of
from tests.support.at_the_counter import answered
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE, MORNING

S = MaterialState
TICKED = NoticeDraft((), 15, Delivery.IN_PERSON, verified=True)
RIGHTS = {"right": "一种向日葵脱壳机 ZL202620000001.X", "opponent": "塞北机械厂"}
REFUSAL = RejectDetail("not_in_remit", "知识产权维权援助办法", "法院")
BOTH_REFUSED = dict.fromkeys(("7.2", "7.4"), REFUSAL)


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


def package(counter: Counter, code: str) -> Package:
    return next(one for one in counter.packaging.offered() if one.code == code)


def filled(
    counter: Counter, code: str = "P5", *, but: dict[str, S] | None = None, **changes: object
) -> PackageEntry:
    """The page with every wanted paper complete, but those named."""
    wanted = {"P5": ("2.8", "7.2", "7.4"), "P6-1": ("1.6", "1.7", "3.1")}[code]
    answers = {"P5": RIGHTS, "P6-1": {"product": "食葵", "topic": "脱壳设备"}}[code]
    entry = PackageEntry(wanted, ENTERPRISE, request="产品被仿冒", answers=answers)
    entry = replace(entry, **changes)  # type: ignore[arg-type]
    rows = one_list(package(counter, code), entry, counter.reference.catalogue)
    return replace(entry, materials=tuple(_found(row, (but or {}).get(row.code, S.COMPLETE)) for row in rows))


def _found(row: CheckedMaterial, state: S) -> CheckedMaterial:
    if row.state is S.EXEMPT:
        return row
    defects = (Defect("D05"),) if state is S.FAULTY else ()
    return replace(row, state=state, defects=defects, handed=row.copies if state is S.COMPLETE else 0)


def opened(
    counter: Counter, entry: PackageEntry, code: str = "P5", notice: NoticeDraft | None = TICKED
) -> Bundled:
    return counter.packaging.open(code, entry, notice)


def detail(counter: Counter, case: Case) -> CaseDetail:
    return counter.cases.detail(case.case_id)


def refused(
    counter: Counter, entry: PackageEntry, code: str = "P5", notice: NoticeDraft | None = TICKED
) -> str:
    with pytest.raises(Refused) as said:
        counter.packaging.open(code, entry, notice)
    return said.value.refusal.code


def test_everything_complete_is_accepted_each_with_its_own_receipt(counter: Counter) -> None:
    bundled = opened(counter, filled(counter), notice=None)
    assert [one.registered.sub_item for one in bundled.children] == ["2.8", "7.2", "7.4"]
    assert {one.decision for one in bundled.children} == {Decision.ACCEPT}
    assert [paper.form for paper in bundled.papers] == ["W05", "W05", "W05"]
    assert [paper.case_id for paper in bundled.papers] == [one.case_id for one in bundled.children]
    assert bundled.case.state is State.IN_PROGRESS
    assert bundled.case.decision is None


def test_numbers_follow_one_another_parent_first(counter: Counter) -> None:
    bundled = opened(counter, filled(counter))
    numbers = [one.case_no for one in (bundled.case, *bundled.children)]
    assert [number.split("-")[2][-4:] for number in numbers] == ["0001", "0002", "0003", "0004"]
    assert len({one.registered.query_code for one in bundled.children}) >= 1


def test_parent_and_children_name_one_another(counter: Counter) -> None:
    bundled = opened(counter, filled(counter))
    told = bundled.case.package
    assert isinstance(told, PackageOpened)
    assert [(one.case_id, one.case_no) for one in told.members] == [
        (one.case_id, one.case_no) for one in bundled.children
    ]
    for child in bundled.children:
        assert isinstance(child.joined, PackageJoined)
        assert (child.joined.parent, child.joined.parent_no) == (bundled.case.case_id, bundled.case.case_no)
        assert (child.joined.package, child.joined.edition) == ("P5", "2026-3")


def test_what_was_filled_in_once_stands_in_every_child(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answers={**RIGHTS, "found_on": "2026-10-01"}))
    whole = (
        Answered("right", "一种向日葵脱壳机 ZL202620000001.X"),
        Answered("opponent", "塞北机械厂"),
        Answered("found_on", "2026-10-01"),
    )
    assert bundled.case.package is not None
    assert bundled.case.package.answers == whole
    own = {one.registered.sub_item: one.joined.answers for one in bundled.children if one.joined}
    assert own == {"2.8": whole[:1], "7.2": whole, "7.4": whole}
    for one in (bundled.case, *bundled.children):
        assert one.registered.applicant == ENTERPRISE
        assert one.registered.request == "产品被仿冒"


def test_a_shared_paper_is_asked_for_once_and_lies_in_every_childs_own_list(counter: Counter) -> None:
    entry = filled(counter)
    assert [row.code for row in entry.materials].count("ownership") == 1
    bundled = opened(counter, entry)
    lists = {
        one.registered.sub_item: {row.code: row.state for row in one.materials} for one in bundled.children
    }
    assert lists["7.2"]["7.2-M2"] is lists["7.4"]["7.4-M2"] is S.COMPLETE
    assert "ownership" in {row.code for row in bundled.case.materials}


def test_one_notice_covers_every_child_that_lacks_something(counter: Counter, bench: Bench) -> None:
    bundled = opened(counter, filled(counter, but={"ownership": S.MISSING, "7.4-M1": S.FAULTY}))
    assert [one.decision for one in bundled.children] == [Decision.ACCEPT, Decision.NOTICE, Decision.NOTICE]
    assert [(paper.form, paper.case_id == bundled.case.case_id) for paper in bundled.papers] == [
        ("W04", True),
        ("W05", False),
    ]
    lines = {
        one.registered.sub_item: [line.code for line in one.notices[0].lines] for one in bundled.children[1:]
    }
    assert lines == {"7.2": ["7.2-M2"], "7.4": ["7.4-M1", "7.4-M2"]}
    (given,) = bundled.case.notices
    assert [line.code for line in given.lines] == ["ownership", "7.4-M1"]
    dues = {one.correction_due for one in bundled.children[1:]}
    assert dues == {given.due}
    said = words_of(counter.papers.pdf(bundled.papers[0].paper_id))
    for word in (
        "维权一件事",
        "维权咨询、维权援助申请、行政裁决对接",
        "权属证明",
        "行政裁决请求书",
        bundled.case.case_no,
    ):
        assert word in said, word
    assert said.count("权属证明") == 1


def test_one_refused_stops_no_other_and_has_a_paper_of_its_own(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, refused={"7.4": REFUSAL}))
    assert [one.state for one in bundled.children] == [State.ACCEPTED, State.ACCEPTED, State.REJECTED]
    assert [paper.form for paper in bundled.papers] == ["W05", "W05", "W06"]
    assert bundled.children[2].rejected is not None
    assert bundled.children[2].rejected.reason == "not_in_remit"
    assert dict(bundled.case.member_states)[bundled.children[2].case_id] is State.REJECTED
    assert bundled.case.state is State.IN_PROGRESS


def test_what_only_a_refused_item_asks_for_need_not_be_looked_at(counter: Counter) -> None:
    entry = filled(counter, refused={"7.4": REFUSAL})
    assert "7.4-M1" not in {row.code for row in entry.materials}
    assert "ownership" in {row.code for row in entry.materials}
    assert opened(counter, entry).children[2].state is State.REJECTED


def test_what_can_be_answered_at_once_ends_at_once(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answer="可以先申请维权援助。"))
    consulted = bundled.children[0]
    assert (consulted.state, consulted.answer) == (State.CLOSED, "可以先申请维权援助。")
    assert dict(bundled.case.member_states)[consulted.case_id] is State.CLOSED
    assert [paper.form for paper in bundled.papers] == ["W05", "W05"]
    assert "".join(one.answer for one in bundled.children[1:]) == ""


def test_taken_in_for_review_leaves_one_receipt_for_the_whole(counter: Counter) -> None:
    entry = replace(filled(counter), for_review=True)
    bundled = opened(counter, entry, notice=None)
    assert [one.state for one in bundled.children] == [State.ACCEPTED, State.RECEIVED, State.RECEIVED]
    assert [(paper.form, paper.case_id == bundled.case.case_id) for paper in bundled.papers] == [
        ("W02", True),
        ("W05", False),
    ]
    said = words_of(counter.papers.pdf(bundled.papers[0].paper_id))
    assert said.count("权属证明") == 1
    assert "维权一件事" in said


def test_rows_need_not_be_decided_for_review(counter: Counter) -> None:
    entry = replace(filled(counter), for_review=True, materials=())
    assert opened(counter, entry).children[1].state is State.RECEIVED
    assert refused(counter, replace(entry, for_review=False)) == "entry.incomplete"


def test_the_parent_follows_and_is_closed_last(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answer="可以。", refused={"7.4": REFUSAL}))
    middle = bundled.children[1]
    assert "close" not in detail(counter, bundled.case).actions
    with pytest.raises(Refused) as said:
        counter.cases.close(bundled.case.case_id, "集成办结束")
    assert said.value.refusal.code in ("package.follows", "package.children_open")
    counter.cases.close(middle.case_id, "援助意见书")
    parent = detail(counter, bundled.case)
    assert parent.case.state is State.RESULT_OK
    assert "close" in parent.actions
    assert counter.cases.close(bundled.case.case_id, "集成办结束").state is State.CLOSED


def test_a_parent_whose_promise_has_passed_is_explained_before_it_is_closed(
    bench: Bench, counter: Counter
) -> None:
    bundled = opened(counter, filled(counter, "P6-1"), "P6-1")
    bench.clock.forward(days=14)
    parent = bundled.case.case_id
    for child in bundled.children:
        if child.due is not None:
            counter.oversight.explain(child.case_id, DelayReason.DIFFICULT, "已补做检索")
        counter.cases.close(child.case_id, "报告")
    assert "explain" in detail(counter, bundled.case).actions
    with pytest.raises(Refused) as said:
        counter.cases.close(parent, "办完")
    assert said.value.refusal.code == "delay.unexplained"
    counter.oversight.explain(parent, DelayReason.DIFFICULT, "检索量大，已向申请人说明")
    assert counter.cases.close(parent, "办完").state is State.CLOSED


def test_where_no_child_succeeded_there_is_no_result(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, refused=dict.fromkeys(("2.8", "7.2", "7.4"), REFUSAL)))
    assert bundled.case.state is State.RESULT_NO
    assert [paper.form for paper in bundled.papers] == ["W06"] * 3


def test_a_child_reopened_by_a_supervisor_opens_the_parent_again(bench: Bench, counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answer="可以。", refused=BOTH_REFUSED))
    assert bundled.case.state is State.RESULT_OK
    counter.cases.close(bundled.case.case_id, "结束")
    head = bench.counter(SUPERVISOR_PERSON)
    head.mending.reopen(bundled.children[0].case_id, "答复有误")
    parent = detail(head, bundled.case).case
    assert (parent.state, parent.ended_at) == (State.IN_PROGRESS, None)
    told = [
        one.event.fact
        for one in detail(head, bundled.case).timeline
        if isinstance(one.event.fact, MemberStood)
    ]
    assert told[0] == MemberStood(bundled.children[0].case_id, State.IN_PROGRESS, bundled.children[0].case_no)


def mended(case: Case, *codes: str) -> tuple[CheckedMaterial, ...]:
    return tuple(
        replace(row.handed_in_again(S.COMPLETE), handed=1) if row.code in codes else row
        for row in case.materials
    )


def bring(counter: Counter, case: Case, *codes: str) -> Case:
    """补正收件 on one child."""
    sheet = counter.examining.sheet(case.case_id)
    entry = replace(sheet.entry, materials=mended(case, *codes))
    return counter.examining.decide(case.case_id, entry, None).case


def test_a_shared_paper_brought_for_one_child_counts_for_all(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
    _, first, second = bundled.children
    assert first.state is second.state is State.CORRECTION
    assert bring(counter, first, "7.2-M2").state is State.RECEIVED
    other = detail(counter, second).case
    assert other.state is State.RECEIVED
    assert {row.code: (row.state, row.version) for row in other.materials}["7.4-M2"] == (S.COMPLETE, 2)
    assert other.review_due is not None
    assert other.correction_due is None


def test_a_child_that_lacks_more_goes_on_waiting_for_the_rest(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, but={"ownership": S.MISSING, "7.4-M1": S.MISSING}))
    _, first, second = bundled.children
    bring(counter, first, "7.2-M2")
    other = detail(counter, second).case
    assert other.state is State.CORRECTION
    assert other.correction_due == second.correction_due
    states = {row.code: row.state for row in other.materials}
    assert (states["7.4-M2"], states["7.4-M1"]) == (S.COMPLETE, S.MISSING)
    assert bring(counter, other, "7.4-M1").state is State.RECEIVED


def test_a_paper_of_one_childs_own_reaches_no_other(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, but={"7.2-M1": S.MISSING, "7.4-M1": S.MISSING}))
    _, first, second = bundled.children
    bring(counter, first, "7.2-M1")
    assert detail(counter, second).case == second


def test_a_faulty_paper_brought_reaches_nobody(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, but={"ownership": S.MISSING}))
    _, first, second = bundled.children
    sheet = counter.examining.sheet(first.case_id)
    rows = tuple(
        replace(row.handed_in_again(S.FAULTY, (Defect("D05"),)), handed=1) if row.code == "7.2-M2" else row
        for row in first.materials
    )
    counter.examining.decide(first.case_id, replace(sheet.entry, materials=rows), None)
    assert detail(counter, second).case == second


def test_each_stands_in_the_list_and_shows_the_others(counter: Counter) -> None:
    bundled = opened(counter, filled(counter))
    rows = {row.case_no: row for row in counter.cases.page(CaseFilter()).rows}
    assert rows[bundled.case.case_no].package == "维权一件事"
    assert {rows[one.case_no].package for one in bundled.children} == {""}
    family = detail(counter, bundled.case).family
    assert family is not None
    assert family.package == "维权一件事"
    assert [(one.case_no, one.name, one.is_parent) for one in family.kin] == [
        (bundled.children[0].case_no, "维权咨询", False),
        (bundled.children[1].case_no, "维权援助申请", False),
        (bundled.children[2].case_no, "行政裁决对接", False),
    ]
    assert family.answers == (
        ("权利名称和号码", "一种向日葵脱壳机 ZL202620000001.X"),
        ("对方名称", "塞北机械厂"),
    )
    own = detail(counter, bundled.children[0]).family
    assert own is not None
    assert [(one.case_id, one.is_parent, one.here) for one in own.kin] == [(bundled.case.case_id, True, True)]
    assert own.answers == family.answers[:1]


def test_a_case_without_a_package_has_no_family(bench: Bench, counter: Counter) -> None:
    assert detail(counter, answered(bench).case).family is None


def test_what_is_not_filled_in_is_refused_and_nothing_is_kept(counter: Counter) -> None:
    good = filled(counter)
    table = {
        "no package": (good, "P0", TICKED, "package.unknown"),
        "nothing wanted": (replace(good, wanted=()), "P5", TICKED, "entry.incomplete"),
        "strangers wanted": (replace(good, wanted=("8.2",)), "P5", TICKED, "entry.incomplete"),
        "nobody": (
            replace(good, applicant=replace(ENTERPRISE, name=" ")), "P5", TICKED, "entry.incomplete",
        ),
        "no telephone": (
            replace(good, applicant=replace(ENTERPRISE, phone="")), "P5", TICKED, "entry.incomplete",
        ),
        "a wrong code": (
            replace(good, applicant=replace(ENTERPRISE, id_number="91150802MA0TEA71XK")),
            "P5", TICKED, "entry.incomplete",
        ),
        "a field left out": (replace(good, answers={}), "P5", TICKED, "entry.incomplete"),
        "rows undecided": (replace(good, materials=()), "P5", TICKED, "entry.incomplete"),
        "promised for later by nobody": (
            filled(counter, but={"7.4-A1": S.DEFERRED}), "P5", TICKED, "promise.not_volunteered",
        ),
        "a core paper promised": (
            filled(counter, but={"ownership": S.DEFERRED}), "P5", TICKED, "entry.incomplete",
        ),
        "a core paper pledged": (
            filled(counter, but={"ownership": S.PLEDGED}), "P5", TICKED, "entry.incomplete",
        ),
        "a notice unticked": (
            filled(counter, but={"ownership": S.MISSING}), "P5", replace(TICKED, verified=False),
            "notice.not_verified",
        ),
        "no notice": (filled(counter, but={"ownership": S.MISSING}), "P5", None, "notice.not_verified"),
    }  # fmt: skip
    found = {name: refused(counter, entry, code, notice) for name, (entry, code, notice, _) in table.items()}
    assert found == {name: said for name, (_, _, _, said) in table.items()}
    assert counter.cases.page(CaseFilter()).total == 0
    # A number that was not used is not lost: the next visit has it.
    assert opened(counter, good).case.case_no.split("-")[2].startswith("010001")


def test_a_request_left_out_is_told_by_the_packages_name(counter: Counter) -> None:
    bundled = opened(counter, filled(counter, request=""))
    assert {one.registered.request for one in (bundled.case, *bundled.children)} == {"维权一件事"}


def test_a_person_with_a_rare_name_is_served_too(counter: Counter) -> None:
    who = replace(ENTERPRISE, name="𬎆䶮·巴特尔农民专业合作社")
    bundled = opened(counter, filled(counter, applicant=who, but={"ownership": S.MISSING}))
    assert "𬎆䶮·巴特尔农民专业合作社" in words_of(counter.papers.pdf(bundled.papers[0].paper_id))


def test_the_whole_is_promised_where_its_items_promise_working_days(counter: Counter) -> None:
    sunflower, rights = package(counter, "P6-1"), package(counter, "P5")
    promised = counter.packaging.promise(sunflower, ("1.6", "1.7"))
    assert promised is not None
    assert promised.at is not None
    assert promised.at.date() == MORNING.date() + timedelta(days=5)
    assert counter.packaging.promise(rights, ("7.2", "7.4")) is None
    assert counter.packaging.promise(sunflower, ()) is None
    bundled = opened(counter, filled(counter, "P6-1"), "P6-1")
    assert bundled.case.due == promised


def test_an_enterprise_is_counted_once_however_often_it_comes(bench: Bench, counter: Counter) -> None:
    assert counter.packaging.served(2026) == 0
    opened(counter, filled(counter))
    opened(counter, filled(counter, "P6-1"), "P6-1")
    other = replace(ENTERPRISE, name="巴彦绿业有限公司", id_number="91150826MA0N45J06A")
    assert counter.packaging.served(2026) == 1
    opened(counter, filled(counter, applicant=replace(other, id_number="91150802MA0TEA71XJ")))
    assert counter.packaging.served(2026) == 1
    assert counter.packaging.served(2025) == 0


def test_the_day_sheet_counts_the_children_and_never_the_parent(bench: Bench, counter: Counter) -> None:
    opened(counter, filled(counter, answer="可以。", refused={"7.4": REFUSAL}))
    sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(MORNING.date())
    results = {decision: n for decision, n in sheet.total.results.items() if n}
    assert results == {Decision.ANSWER: 1, Decision.ACCEPT: 1, Decision.REJECT: 1}
    assert sheet.total.visits == 3
    assert (sheet.flow.new, sheet.flow.carried_over) == (3, 1)


def test_ledger_13_tells_of_parent_and_children(bench: Bench, counter: Counter) -> None:
    bundled = opened(counter, filled(counter, refused={"7.4": REFUSAL}))
    head = bench.counter(SUPERVISOR_PERSON)
    view = head.ledgers.view("L13", MORNING.date(), MORNING.date())
    assert [(line.case_no, line.cells["parent"], line.cells["state"]) for line in view.lines] == [
        (bundled.case.case_no, "", State.IN_PROGRESS),
        (bundled.children[0].case_no, bundled.case.case_no, State.ACCEPTED),
        (bundled.children[1].case_no, bundled.case.case_no, State.ACCEPTED),
        (bundled.children[2].case_no, bundled.case.case_no, State.REJECTED),
    ]
    assert {line.cells["package"] for line in view.lines} == {"维权一件事"}
    said = words_of(head.ledgers.preview(view))
    for word in ("集成办台账", "维权一件事", "主件编号", "行政裁决对接", "不予受理"):
        assert word in said, word
    contacts = head.ledgers.view("L1", MORNING.date(), MORNING.date())
    assert [line.case_no for line in contacts.lines] == [one.case_no for one in bundled.children]


def test_the_parents_end_is_no_line_of_ledger_11(bench: Bench, counter: Counter) -> None:
    bundled = opened(counter, filled(counter, answer="可以。", refused=BOTH_REFUSED))
    counter.cases.close(bundled.case.case_id, "结束")
    view = bench.counter(SUPERVISOR_PERSON).ledgers.view("L11", MORNING.date(), MORNING.date())
    assert [line.case_no for line in view.lines] == [one.case_no for one in bundled.children]


def test_the_projections_can_be_made_again(bench: Bench, counter: Counter) -> None:
    from outlet_app.services.projection import rebuild

    bundled = opened(counter, filled(counter, refused={"7.4": REFUSAL}))
    before = counter.cases.page(CaseFilter()).rows
    with bench.database.unit_of_work() as uow:
        assert rebuild(uow) == 4
        uow.commit()
    assert counter.cases.page(CaseFilter()).rows == before
    assert detail(counter, bundled.case).case.member_states == bundled.case.member_states

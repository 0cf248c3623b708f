"""Papers of a case in use: issued anew, voided, given out, set large, and each as many as its form says."""

from dataclasses import replace

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import Delivery, GivenOut, PaperIssued, ResultCollected
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.issuing import fitting, has_large, makeable
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.troubles import Trouble
from outlet_app.services.views import Outcome
from tests.support.at_the_counter import MISSING, accepted, answered, kinds, notified, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import search_report, subsidy

GIVEN = ResultCollected(
    Delivery.IN_PERSON,
    "其其格",
    "self",
    (GivenOut("检索查询报告", "HH0101 报〔2026〕0001 号"),),
    "152822196501010025",
    "数据截至 2026年11月20日",
    "公开使用前核对。",
)


def received(bench: Bench) -> Outcome:
    return bench.counter().intake.decide(search_report(bench.reference), Decision.RECEIVE)


def closed(bench: Bench) -> str:
    case_id = accepted(bench).case.case_id
    bench.counter().cases.close(case_id, "已出具检索查询报告")
    return case_id


def words(bench: Bench, paper_id: str) -> str:
    return text_of(bench.counter().papers.pdf(paper_id))


class TestReceipt:
    def test_materials_taken_for_review_leave_a_receipt(self, bench: Bench) -> None:
        outcome = received(bench)
        (paper,) = outcome.papers
        said = words(bench, paper.paper_id)
        assert (paper.form, outcome.case.state) == ("W02", State.RECEIVED)
        assert "".join(paper.number.split()) == "HH0101收〔2026〕0001号"
        for row in search_report(bench.reference).materials:
            assert "".join(row.name.split()) in said
        assert "个人信息处理告知：" in said
        assert "收件人：苏日娜（工号0837）" in said

    def test_what_was_accepted_at_once_may_have_one_too(self, bench: Bench) -> None:
        outcome = accepted(bench)
        assert "W02" in makeable(outcome.case)
        paper = bench.counter().papers.issue(outcome.case.case_id, "W02")
        assert "收件凭证" in words(bench, paper.paper_id)
        assert kinds(bench, outcome.case.case_id)[-1] == "paper_issued"


class TestIssuing:
    def test_what_fits_and_is_not_there_can_be_made(self, bench: Bench) -> None:
        case = accepted(bench).case
        assert set(fitting(case)) >= {"W02", "W05"}
        assert "W05" not in makeable(case)
        detail = bench.counter().cases.detail(case.case_id)
        assert detail.makes == makeable(case)
        assert "issue_paper" in detail.actions

    def test_each_paper_gets_a_number_of_its_own_series(self, bench: Bench) -> None:
        papers = bench.counter().papers
        one, two = accepted(bench).case.case_id, accepted(bench).case.case_id
        numbers = ["".join(papers.issue(case_id, "W02").number.split()) for case_id in (one, two)]
        assert numbers == ["HH0101收〔2026〕0001号", "HH0101收〔2026〕0002号"]

    def test_a_form_that_does_not_fit_is_refused_and_takes_no_number(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        with pytest.raises(Refused) as refused:
            bench.counter().papers.issue(case_id, "W15")
        assert refused.value.refusal.code == "paper.not_fitting"
        assert bench.witness.high_water("inst-1").get("paper:达:2026") is None

    def test_the_number_stands_in_the_witness_before_anybody_prints(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        before = dict(bench.witness.high_water("inst-1"))
        bench.counter().papers.issue(case_id, "W02")
        after = bench.witness.high_water("inst-1")
        assert {name for name in after if after[name] != before.get(name)} != set()


class TestVoiding:
    def test_a_clerk_may_not(self, bench: Bench) -> None:
        outcome = accepted(bench)
        number = outcome.papers[0].number
        with pytest.raises(Refused) as refused:
            bench.counter().papers.void(outcome.case.case_id, number, "名称写错")
        assert refused.value.refusal.code == "right.missing"
        assert "paper_voided" not in kinds(bench, outcome.case.case_id)

    def test_a_voided_paper_is_marked_in_the_list_and_stays_readable(self, bench: Bench) -> None:
        outcome, head = accepted(bench), bench.counter(SUPERVISOR_PERSON)
        paper = outcome.papers[0]
        before = head.papers.pdf(paper.paper_id)
        head.papers.void(outcome.case.case_id, paper.number, "名称写错")
        (listed,) = head.cases.detail(outcome.case.case_id).papers
        assert (listed.number, listed.voided) == (paper.number, "名称写错")
        assert head.papers.pdf(paper.paper_id) == before

    def test_printed_again_it_bears_the_mark_and_the_same_number(self, bench: Bench) -> None:
        outcome, head = accepted(bench), bench.counter(SUPERVISOR_PERSON)
        case_id, number = outcome.case.case_id, outcome.papers[0].number
        head.papers.void(case_id, number, "名称写错")
        again = head.papers.reprint(case_id, "W05")
        said = text_of(head.papers.pdf(again.paper_id))
        assert (again.number, again.copy_no) == (number, 2)
        assert "已作废：名称写错" in said
        assert "作废" in said.replace("已作废", "")

    def test_the_paper_made_instead_has_a_new_number_and_no_mark(self, bench: Bench) -> None:
        outcome, head = accepted(bench), bench.counter(SUPERVISOR_PERSON)
        case_id, number = outcome.case.case_id, outcome.papers[0].number
        case = head.papers.void(case_id, number, "名称写错")
        assert "W05" in makeable(case)
        instead = head.papers.issue(case_id, "W05")
        assert "0002" in instead.number
        assert "作废" not in text_of(head.papers.pdf(instead.paper_id))
        assert head.papers.reprint(case_id, "W05").number == instead.number

    def test_the_voided_one_can_still_be_asked_for_by_its_number(self, bench: Bench) -> None:
        outcome, head = accepted(bench), bench.counter(SUPERVISOR_PERSON)
        case_id, number = outcome.case.case_id, outcome.papers[0].number
        head.papers.void(case_id, number, "名称写错")
        head.papers.issue(case_id, "W05")
        again = head.papers.reprint(case_id, "W05", number=number)
        assert (again.number, again.copy_no) == (number, 2)
        assert "已作废" in text_of(head.papers.pdf(again.paper_id))

    def test_a_number_of_nothing_is_missing(self, bench: Bench) -> None:
        with pytest.raises(Refused) as refused:
            bench.counter().papers.reprint(
                accepted(bench).case.case_id, "W05", number="HH0101 受〔2026〕9999 号"
            )
        assert refused.value.refusal.code == "paper.missing"

    @pytest.mark.parametrize(("number", "reason"), [("HH0101 受〔2026〕9999 号", "错"), ("", "错")])
    def test_another_number_is_refused_and_changes_nothing(
        self, bench: Bench, number: str, reason: str
    ) -> None:
        outcome = accepted(bench)
        with pytest.raises(Refused) as refused:
            bench.counter(SUPERVISOR_PERSON).papers.void(outcome.case.case_id, number, reason)
        assert refused.value.refusal.code == "paper.unknown"
        assert kinds(bench, outcome.case.case_id)[-1] == "paper_issued"


class TestDelivery:
    def test_it_is_written_down_with_the_paper_to_sign(self, bench: Bench) -> None:
        case_id = closed(bench)
        (paper,) = bench.counter().deliveries.collect(case_id, GIVEN)
        said = words(bench, paper.paper_id)
        assert kinds(bench, case_id)[-2:] == ["result_collected", "paper_issued"]
        assert "".join(paper.number.split()) == "HH0101达〔2026〕0001号"
        for text in (
            "领取人其其格",
            "与申请人关系本人",
            "1检索查询报告HH0101报〔2026〕0001号1",
            "有效期和续展日期数据截至",
        ):
            assert text in said

    def test_the_collectors_number_is_masked_on_paper(self, bench: Bench) -> None:
        case_id = closed(bench)
        (paper,) = bench.counter().deliveries.collect(case_id, GIVEN)
        said = words(bench, paper.paper_id)
        assert "1528**********0025" in said
        assert "152822196501010025" not in said

    def test_printed_again_later_it_keeps_the_moment(self, bench: Bench) -> None:
        case_id = closed(bench)
        bench.counter().deliveries.collect(case_id, GIVEN)
        bench.clock.forward(days=3)
        again = bench.counter().papers.reprint(case_id, "W15")
        said = words(bench, again.paper_id)
        assert "送达时间2026年11月20日09:05" in said

    def test_it_is_offered_once_there_is_a_result_and_only_once(self, bench: Bench) -> None:
        cases = bench.counter().cases
        case_id = accepted(bench).case.case_id
        assert "collect" not in cases.detail(case_id).actions
        cases.close(case_id, "已出具检索查询报告")
        assert "collect" in cases.detail(case_id).actions
        bench.counter().deliveries.collect(case_id, GIVEN)
        assert "collect" not in cases.detail(case_id).actions

    @pytest.mark.parametrize(
        ("change", "code"),
        [({"documents": ()}, "result.nothing_given"), ({"collector": ""}, "result.nothing_given")],
    )
    def test_nothing_and_nobody_are_refused_and_keep_nothing(
        self, bench: Bench, change: dict[str, object], code: str
    ) -> None:
        case_id = closed(bench)
        before = kinds(bench, case_id)
        with pytest.raises(Refused) as refused:
            bench.counter().deliveries.collect(case_id, replace(GIVEN, **change))  # type: ignore[arg-type]
        assert refused.value.refusal.code == code
        assert kinds(bench, case_id) == before

    def test_a_spoken_answer_leaves_nothing_to_take(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        with pytest.raises(Refused) as refused:
            bench.counter().deliveries.collect(case_id, GIVEN)
        assert refused.value.refusal.code == "result.none"


class TestLarge:
    def issue(self, bench: Bench, *, large: bool) -> Outcome:
        entry, notices = subsidy(bench.reference, M1=MISSING), bench.counter().notices
        draft = notices.draft(entry)
        return notices.issue(entry, replace(draft, verified=True, large=large))

    @pytest.mark.parametrize("large", [True, False])
    def test_the_notice_is_issued_as_chosen_and_remembers_it(self, bench: Bench, large: bool) -> None:
        outcome = self.issue(bench, large=large)
        assert outcome.case.papers[-1].large is large
        assert ("大字版" in words(bench, outcome.papers[0].paper_id)) is large

    def test_the_preview_is_the_paper(self, bench: Bench) -> None:
        entry, notices = subsidy(bench.reference, M1=MISSING), bench.counter().notices
        draft = notices.draft(entry)
        plain, large = (text_of(notices.preview(entry, replace(draft, large=one))) for one in (False, True))
        assert ("大字版" in plain, "大字版" in large) == (False, True)
        assert "编号：——" in large

    def test_an_elderly_applicant_gets_it_large_unless_chosen_otherwise(self, bench: Bench) -> None:
        entry, notices = subsidy(bench.reference, M1=MISSING), bench.counter().notices
        assert notices.draft(replace(entry, special_groups=("elderly",))).large
        assert not notices.draft(replace(entry, special_groups=("military",))).large
        assert not notices.draft(entry).large

    def test_printed_again_it_is_as_large_as_before_unless_asked(self, bench: Bench) -> None:
        outcome, papers = self.issue(bench, large=True), bench.counter().papers
        case_id = outcome.case.case_id
        same, plain = papers.reprint(case_id, "W04"), papers.reprint(case_id, "W04", large=False)
        again = papers.reprint(case_id, "W04")
        assert [("大字版" in words(bench, one.paper_id)) for one in (same, plain, again)] == [
            True,
            False,
            False,
        ]
        assert [one.copy_no for one in (same, plain, again)] == [2, 3, 4]

    def test_a_form_without_a_large_print_stays_as_it_is(self, bench: Bench) -> None:
        outcome, papers = accepted(bench), bench.counter().papers
        again = papers.reprint(outcome.case.case_id, "W05", large=True)
        assert "大字版" not in words(bench, again.paper_id)
        assert (has_large("W04"), has_large("W05"), has_large("W99")) == (True, False, False)

    def test_a_draft_of_an_older_version_is_not_large(self) -> None:
        assert NoticeDraft(()).large is False


class TestCopies:
    @pytest.mark.parametrize(("form", "copies"), [("W05", 2), ("W02", 2), ("W15", 1)])
    def test_each_form_is_printed_as_often_as_it_says(self, bench: Bench, form: str, copies: int) -> None:
        case_id, counter = closed(bench), bench.counter()
        if form == "W15":
            (paper,) = counter.deliveries.collect(case_id, GIVEN)
        else:
            paper = (
                counter.papers.issue(case_id, form)
                if form == "W02"
                else counter.papers.reprint(case_id, form)
            )
        assert counter.papers.spool(paper.paper_id) == copies
        assert bench.spooler.jobs[-1].copies == copies

    def test_another_number_may_be_asked_for(self, bench: Bench) -> None:
        paper = accepted(bench).papers[0]
        assert bench.counter().papers.spool(paper.paper_id, copies=3) == 3
        assert bench.spooler.jobs[-1].copies == 3

    def test_a_failed_print_tells_no_copies(self, bench: Bench) -> None:
        paper = accepted(bench).papers[0]
        bench.spooler.trouble = "printer.none"
        with pytest.raises(Trouble):
            bench.counter().papers.spool(paper.paper_id)


class TestWhichNotice:
    def test_a_paper_knows_which_notice_it_is_about(self, bench: Bench) -> None:
        issued = notified(bench).case.papers[-1]
        assert isinstance(issued, PaperIssued)
        assert (issued.form, issued.ordinal) == ("W04", 1)
        assert accepted(bench).case.papers[-1].ordinal == 0


class TestSlip:
    def test_every_contact_may_take_one_along(self, bench: Bench) -> None:
        for outcome in (answered(bench), accepted(bench), notified(bench), received(bench)):
            assert makeable(outcome.case)[0] == "W01"

    def test_it_says_whom_to_ask_and_how_it_was_decided(self, bench: Bench) -> None:
        outcome = accepted(bench)
        paper = bench.counter().papers.issue(outcome.case.case_id, "W01")
        said = words(bench, paper.paper_id)
        assert "".join(paper.number.split()) == "HH0101首〔2026〕0001号"
        for text in (
            outcome.case.case_no,
            "登记时间：2026年11月20日09:05",
            "服务对象：其其格",
            "处理结果：受理",
            "首问责任人：苏日娜（工号0837）",
            "办理时限：2026年11月25日",
        ):
            assert text in said, text

    def test_whoever_prints_it_the_first_contact_stays(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        paper = bench.counter(SUPERVISOR_PERSON).papers.issue(case_id, "W01")
        said = words(bench, paper.paper_id)
        assert "首问责任人：苏日娜（工号0837）" in said
        assert "高云飞" not in said

    def test_a_colleague_who_is_not_known_here_is_known_by_number(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        stranger = Person("1508260555", "特木尔", frozenset({Role.CLERK}))
        case = bench.counter(SUPERVISOR_PERSON).cases.detail(case_id).case
        told = replace(case, first_contact=stranger.staff_no)
        with bench.database.reading() as uow:
            names = {person.staff_no: person.name for person in uow.people.all()}
        assert stranger.staff_no not in names
        who = PaperValues(bench.reference, names).who(told.first_contact)
        assert who.told == "工号 0555"

    def test_somebody_who_gave_no_name_gets_one_too(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        paper = bench.counter().papers.issue(case_id, "W01")
        said = words(bench, paper.paper_id)
        assert "服务对象：——" in said
        assert "处理结果：当场答复" in said

    def test_it_is_printed_once_and_counted_when_printed_again(self, bench: Bench) -> None:
        papers, case_id = bench.counter().papers, accepted(bench).case.case_id
        paper = papers.issue(case_id, "W01")
        assert papers.spool(paper.paper_id) == 1
        again = papers.reprint(case_id, "W01")
        assert (again.number, again.copy_no) == (paper.number, 2)
        assert "第2次打印" in words(bench, again.paper_id)

    def test_voided_it_is_marked_and_another_can_be_had(self, bench: Bench) -> None:
        head, case_id = bench.counter(SUPERVISOR_PERSON), accepted(bench).case.case_id
        paper = head.papers.issue(case_id, "W01")
        case = head.papers.void(case_id, paper.number, "登记错了人")
        assert "W01" in makeable(case)
        again = head.papers.reprint(case_id, "W01", number=paper.number)
        assert "已作废：登记错了人" in words(bench, again.paper_id)

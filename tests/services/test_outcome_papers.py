"""Outcome papers over a real store: which a matter has, what is known, written, printed, voided."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.catalogue import Authority
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.entry import DeficientDetail
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.forms.outcome import NEEDED
from outlet_app.domain.problems import Refused
from outlet_app.services.issuing import makeable
from outlet_app.services.makers.outcomes import FORMS
from outlet_app.wording.outcome_stages import STAGES
from tests.support.at_the_counter import DEFERRED, accepted, answered, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import consultation, subsidy, tracked

TODAY = date(2026, 11, 20)
REPORT = OutcomeWritten(
    "R02",
    TODAY,
    (
        Filled("asked", "向日葵脱壳设备"),
        Filled("source", "国家知识产权局公布公告系统"),
        Filled("conclusion", "未见相同方案"),
    ),
    (("CN202310000001", "一种葵花籽脱壳装置", "较高", "权利有效"),),
    date(2026, 11, 19),
)

# What each sub-item of the list ends in; a plain record always goes.
FORMS_OF = {
    "1.1": "R01 R11", "1.2": "R01 R11", "1.3": "R01 R11", "1.4": "R01 R11", "1.5": "R04 R11",
    "1.6": "R02 R11", "1.7": "R02 R11",
    "2.1": "R03 R11", "2.2": "R03 R11", "2.3": "R03 R11", "2.4": "R03 R11", "2.5": "R03 R11",
    "2.6": "R03 R11", "2.7": "R03 R11", "2.8": "R03 R11", "2.9": "R03 R11",
    "3.1": "R09 R11", "3.2": "R16 R11", "3.3": "R06 R20 R11", "3.4": "R13 R11",
    "4.1": "R11", "4.2": "R11", "4.3": "R11", "4.4": "R11", "4.5": "R11", "4.6": "R11",
    "4.7": "R11 R09", "4.8": "R11", "4.9": "R11", "4.10": "R11",
    "5.1": "R12 R07 R11", "5.2": "R11", "5.3": "R12 R11", "5.4": "R12 R11", "5.5": "R12 R11",
    "5.6": "R11", "5.7": "R11",
    "6.1": "R12 R11", "6.2": "R11", "6.3": "R06 R20 R11", "6.4": "R11", "6.5": "R11", "6.6": "R11",
    "6.7": "R06 R11",
    "7.1": "R03 R11", "7.2": "R08 R11", "7.3": "R07 R11", "7.4": "R11", "7.5": "R21 R11", "7.6": "R08 R11",
    "7.7": "R03 R11",
    "8.1": "R14 R11", "8.2": "R05 R11", "8.3": "R15 R11", "8.4": "R15 R11", "8.5": "R15 R11", "8.6": "R11",
    "9.1": "R17 R11", "9.2": "R03 R11", "9.3": "R03 R18 R11",
    "10.1": "R10 R11", "10.2": "R10 R11", "10.3": "R11", "10.4": "R11 R19", "10.5": "R11",
}  # fmt: skip


def of_matter(case: Case, sub_item: str, item: int | None = None) -> Case:
    number = item if item is not None else int(sub_item.partition(".")[0])
    return replace(case, registered=replace(case.registered, item=number, sub_item=sub_item))


class TestWhichPapers:
    def test_every_sub_item_ends_in_the_papers_of_the_list(self, bench: Bench) -> None:
        case, outcomes = accepted(bench).case, bench.counter().outcomes
        subs = [sub.code for item in bench.reference.catalogue.items for sub in item.sub_items]
        found = {code: " ".join(outcomes.forms(of_matter(case, code))) for code in subs}
        assert found == FORMS_OF

    def test_every_outcome_form_but_two_of_the_trainings_is_reached_by_some_matter(self) -> None:
        assert {form for forms in FORMS_OF.values() for form in forms.split()} == set(FORMS)

    def test_what_is_not_in_the_list_has_an_answer_and_a_record(self, bench: Bench) -> None:
        case = of_matter(accepted(bench).case, "", 0)
        assert bench.counter().outcomes.forms(case) == ("R03", "R11")

    def test_stages_that_call_for_a_paper_stand_in_the_list(self, bench: Bench) -> None:
        """A stage that no sub-item with the form goes through would never call for it."""
        stages: dict[str, set[str]] = {form: set() for form in STAGES}
        for item in bench.reference.catalogue.items:
            for sub in item.sub_items:
                for form in FORMS_OF[sub.code].split():
                    stages.get(form, set()).update(sub.stages)
        assert {
            form: set(named) - stages[form] for form, named in STAGES.items() if set(named) - stages[form]
        } == {}

    def test_guidance_is_recorded_and_never_decided(self, bench: Bench) -> None:
        guided = [
            sub.code
            for item in bench.reference.catalogue.items
            for sub in item.sub_items
            if sub.authority is Authority.GUIDE
        ]
        assert {FORMS_OF[code].split()[0] for code in guided} == {"R11"}


class TestWhatIsKnown:
    def test_an_answer_is_filled_with_what_was_asked_and_said(self, bench: Bench) -> None:
        case = answered(bench).case
        ready = bench.counter().outcomes.sheet(case, "R03").ready
        assert ready == {
            "asked": "商标注册要带什么材料",
            "answer": "带营业执照复印件和商标图样。",
            "answered_by": "苏日娜",
        }

    def test_a_plan_of_a_tracked_matter_knows_its_next_visit(self, bench: Bench) -> None:
        outcome = bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT)
        ready = bench.counter().outcomes.sheet(outcome.case, "R09").ready
        assert ready["need"] == "葵花籽深加工专利布局"
        assert ready["owner"] == "苏日娜"
        assert ready["next_day"] == outcome.case.next_follow_up
        assert "state" not in ready

    def test_matching_is_about_who_asked_and_a_receipt_tells_how_far_it_is(self, bench: Bench) -> None:
        case = replace(accepted(bench).case, stage="公示")
        outcomes = bench.counter().outcomes
        assert outcomes.sheet(case, "R14").ready["asked"] == "其其格"
        assert outcomes.sheet(case, "R15").ready["state"] == "公示"

    def test_the_fields_that_cannot_be_blank_stand_on_some_form(self, bench: Bench) -> None:
        keys = {one.key for form in FORMS for one in bench.reference.form_text(form).entries}
        assert keys >= NEEDED

    def test_every_form_has_a_field_that_cannot_be_blank(self, bench: Bench) -> None:
        for form in FORMS:
            assert NEEDED & {one.key for one in bench.reference.form_text(form).entries}, form


class TestWriting:
    def test_it_is_written_down_numbered_and_printed_after_the_commit(self, bench: Bench) -> None:
        case_id, counter = accepted(bench).case.case_id, bench.counter()
        (paper,) = counter.outcomes.write(case_id, REPORT)
        assert kinds(bench, case_id)[-2:] == ["outcome_written", "paper_issued"]
        assert "".join(paper.number.split()) == "HH0101报〔2026〕0001号"
        said = text_of(counter.papers.pdf(paper.paper_id))
        for text in (
            "检索查询报告",
            "其其格",
            "向日葵脱壳设备",
            "国家知识产权局公布公告系统",
            "未见相同方案",
            "CN202310000001",
            "一种葵花籽脱壳装置",
            "数据截止日期为2026年11月19日",
            "2026年11月20日",
        ):
            assert text in said, text
        assert bench.spooler.jobs == []
        assert counter.papers.spool(paper.paper_id) == 2

    def test_its_number_stands_in_the_witness(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter().outcomes.write(case_id, REPORT)
        assert bench.witness.high_water("inst-1")["paper:报:2026"] == 1

    def test_a_refused_one_takes_no_number(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        with pytest.raises(Refused) as refused:
            bench.counter().outcomes.write(case_id, replace(REPORT, cutoff=TODAY + timedelta(days=1)))
        assert refused.value.refusal.code == "outcome.cutoff_later"
        assert kinds(bench, case_id)[-1] == "paper_issued"
        assert bench.witness.high_water("inst-1").get("paper:报:2026") is None

    def test_printed_again_it_says_the_same_and_counts(self, bench: Bench) -> None:
        case_id, counter = accepted(bench).case.case_id, bench.counter()
        (paper,) = counter.outcomes.write(case_id, REPORT)
        bench.clock.forward(days=3)
        again = counter.papers.reprint(case_id, "R02")
        said = text_of(counter.papers.pdf(again.paper_id))
        assert (again.number, again.copy_no) == (paper.number, 2)
        assert "第2次打印" in said
        assert "未见相同方案" in said

    def test_each_paper_says_what_it_was_made_for(self, bench: Bench) -> None:
        """A second answer does not change what the first one said when it is printed again."""
        case_id, counter = answered(bench).case.case_id, bench.counter()
        first = OutcomeWritten("R03", TODAY, (Filled("answer", "先带营业执照"),))
        (one,) = counter.outcomes.write(case_id, first)
        (two,) = counter.outcomes.write(case_id, replace(first, entries=(Filled("answer", "再带商标图样"),)))
        old = counter.papers.reprint(case_id, "R03", number=one.number)
        said = text_of(counter.papers.pdf(old.paper_id))
        assert ("先带营业执照" in said, "再带商标图样" in said) == (True, False)
        assert one.number != two.number

    def test_a_voided_one_bears_the_mark_and_is_filled_in_again_from_what_it_said(self, bench: Bench) -> None:
        case_id, head = accepted(bench).case.case_id, bench.counter(SUPERVISOR_PERSON)
        (paper,) = head.outcomes.write(case_id, REPORT)
        head.papers.void(case_id, paper.number, "权利人写错")
        old = head.papers.reprint(case_id, "R02", number=paper.number)
        assert "已作废：权利人写错" in text_of(head.papers.pdf(old.paper_id))
        case = head.cases.detail(case_id).case
        sheet = head.outcomes.sheet(case, "R02")
        assert sheet.ready == {one.key: one.text for one in REPORT.entries}
        assert sheet.rows == REPORT.rows
        assert "R02" in makeable(case)

    def test_one_that_holds_is_not_copied_into_the_next(self, bench: Bench) -> None:
        case_id, counter = accepted(bench).case.case_id, bench.counter()
        counter.outcomes.write(case_id, REPORT)
        sheet = counter.outcomes.sheet(counter.cases.detail(case_id).case, "R02")
        assert sheet.ready["asked"] == "查询向日葵脱壳设备专利"
        assert sheet.rows == ()

    def test_every_form_can_be_written_for_a_case(self, bench: Bench) -> None:
        case_id, counter = answered(bench).case.case_id, bench.counter()
        for form in FORMS:
            text = bench.reference.form_text(form)
            filled = tuple(Filled(one.key, f"{one.label}甲") for one in text.entries)
            row = tuple(f"{column.label}乙" for column in text.columns)
            fact = OutcomeWritten(form, TODAY, filled, (row,) if row else (), TODAY)
            (paper,) = counter.outcomes.write(case_id, fact)
            said = text_of(counter.papers.pdf(paper.paper_id))
            for one in text.entries:
                assert f"{''.join(one.label.split())}甲" in said, (form, one.label)
            for column in text.columns:
                assert f"{column.label}乙" in said, (form, column.label)


class TestOffering:
    def test_a_case_that_owes_nothing_is_looked_at(self, bench: Bench) -> None:
        case_id, counter = accepted(bench).case.case_id, bench.counter()
        assert counter.outcomes.due(case_id) == counter.cases.detail(case_id).case

    def test_what_is_owed_holds_the_outcome_back(self, bench: Bench) -> None:
        counter, entry = bench.counter(), subsidy(bench.reference, A1=DEFERRED, A2=DEFERRED)
        promised = DeficientDetail(date(2026, 11, 25), volunteered=True)
        case_id = counter.intake.decide(entry, Decision.DEFICIENT, promised).case.case_id
        counter.tracking.reach(case_id, "预审")
        assert counter.outcomes.due(case_id) is None
        assert "outcome" not in counter.cases.detail(case_id).actions
        with pytest.raises(Refused) as refused:
            counter.outcomes.write(case_id, replace(REPORT, form="R05"))
        assert refused.value.refusal.code == "state.guard"

    def test_a_case_of_a_matter_outside_the_list_is_answered(self, bench: Bench) -> None:
        outcome = bench.counter().intake.decide(replace(consultation(), item=0, sub_item=""), Decision.ANSWER)
        assert bench.counter().outcomes.forms(outcome.case) == ("R03", "R11")


class TestAgreements:
    """合作意向书 and 调解协议书: what is known of the applicant's side, and nothing of the other's."""

    def test_the_applicants_side_is_filled_in_and_the_other_is_asked(self, bench: Bench) -> None:
        outcome = bench.counter().intake.decide(subsidy(bench.reference), Decision.ACCEPT)
        case = of_matter(outcome.case, "7.5")
        ready = bench.counter().outcomes.sheet(case, "R21").ready
        told = case.registered.applicant
        assert (ready["party_a"], ready["code_a"]) == (told.name, told.id_number)
        assert "party_b" not in ready
        assert "code_b" not in ready

    def test_a_persons_number_never_stands_in_the_dialog(self, bench: Bench) -> None:
        case = of_matter(accepted(bench).case, "7.5")
        assert case.registered.applicant.id_kind is IdKind.ID_CARD
        assert "code_a" not in bench.counter().outcomes.sheet(case, "R21").ready

    def test_three_copies_are_printed(self, bench: Bench) -> None:
        case_id, counter = accepted(bench).case.case_id, bench.counter()
        sides = (Filled("party_a", "其其格"), Filled("party_b", "乌云·𬎆"), Filled("subject", "许可三年"))
        (paper,) = counter.outcomes.write(case_id, OutcomeWritten("R20", TODAY, sides))
        assert "".join(paper.number.split()) == "HH0101向〔2026〕0001号"
        assert counter.papers.spool(paper.paper_id) == 3
        said = text_of(counter.papers.pdf(paper.paper_id))
        assert "乌云·𬎆" in said

"""回访记录单 and 阶段小结 over a real store: numbered, printed after the commit, and again as they were."""

from datetime import date, timedelta

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.facts.tracking import FollowUpVisited, StageSummarised, TrackingPlanned, VisitWay
from outlet_app.domain.ledgers import Line
from outlet_app.domain.problems import Refused
from outlet_app.services.counter import Counter
from outlet_app.services.views import PaperView
from outlet_app.wording import ledgers as words
from tests.support.at_the_counter import accepted, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import tracked

FIRST = date(2026, 11, 20)
PLAN = TrackingPlanned("新增高价值专利五件", "每月一次布局指导", date(2026, 12, 18), "内蒙古农业大学")
NEWER = TrackingPlanned("完成转化两件", "对接两家企业", date(2027, 1, 20))


def visit(findings: str, day: date = FIRST, way: VisitWay = VisitWay.ON_SITE) -> FollowUpVisited:
    return FollowUpVisited(day, way, findings, day + timedelta(days=30), "乌日娜·𬎆")


@pytest.fixture
def counter(bench: Bench) -> Counter:
    return bench.counter()


@pytest.fixture
def case_id(bench: Bench) -> str:
    return bench.counter().intake.decide(tracked(bench.reference), Decision.ACCEPT).case.case_id


def said(counter: Counter, papers: tuple[PaperView, ...]) -> str:
    (paper,) = papers
    return text_of(counter.papers.pdf(paper.paper_id))


class TestVisits:
    def test_only_where_both_stood_together_there_is_something_to_sign(
        self, counter: Counter, case_id: str
    ) -> None:
        made = {way: counter.tracking.visit(case_id, visit("情况正常", way=way)) for way in VisitWay}
        assert {way: [paper.form for paper in papers] for way, papers in made.items()} == {
            VisitWay.ON_SITE: ["W26"], VisitWay.COUNTER: ["W26"], VisitWay.PHONE: [], VisitWay.ONLINE: [],
        }  # fmt: skip

    def test_it_is_numbered_in_its_own_series_and_printed_after_the_commit(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        (paper,) = counter.tracking.visit(case_id, visit("情况正常"))
        assert "".join(paper.number.split()) == "HH0101访〔2026〕0001号"
        assert kinds(bench, case_id)[-2:] == ["follow_up_visited", "paper_issued"]
        assert bench.witness.high_water("inst-1")["paper:访:2026"] == 1
        assert bench.spooler.jobs == []
        assert counter.papers.spool(paper.paper_id) == 2

    def test_it_tells_the_plan_what_was_found_and_who_went(self, counter: Counter, case_id: str) -> None:
        counter.tracking.plan(case_id, PLAN)
        text = said(counter, counter.tracking.visit(case_id, visit("已提交两件申请")))
        for word in ("第1次", "2026年11月20日", "乌日娜·𬎆", "苏日娜（工号", "新增高价值专利五件",
                     "每月一次布局指导", "内蒙古农业大学", "已提交两件申请", "2026年12月20日"):  # fmt: skip
            assert word in text, word

    def test_without_a_plan_it_names_none(self, counter: Counter, case_id: str) -> None:
        text = said(counter, counter.tracking.visit(case_id, visit("情况正常")))
        assert ("服务目标" in text, "对接单位" in text) == (False, False)

    def test_a_call_can_be_printed_too_and_each_visit_once(self, counter: Counter, case_id: str) -> None:
        """Offered for the newest visit alone, as long as it has no paper of its own."""
        offered = []
        for way in (VisitWay.PHONE, VisitWay.ON_SITE, VisitWay.PHONE):
            counter.tracking.visit(case_id, visit("情况正常", way=way))
            offered.append("W26" in counter.cases.detail(case_id).makes)
        assert offered == [True, False, True]
        paper = counter.papers.issue(case_id, "W26")
        assert "第3次" in said(counter, (paper,))
        assert "W26" not in counter.cases.detail(case_id).makes

    def test_printed_again_after_everything_went_on_it_says_what_it_said(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        counter.tracking.plan(case_id, PLAN)
        (first,) = counter.tracking.visit(case_id, visit("第一次情况"))
        counter.tracking.plan(case_id, NEWER)
        bench.clock.forward(days=31)
        counter.tracking.visit(case_id, visit("第二次情况", FIRST + timedelta(days=31)))
        again = bench.counter(SUPERVISOR_PERSON).papers.reprint(case_id, "W26", number=first.number)
        text = said(counter, (again,))
        assert ("第一次情况" in text, "第二次情况" in text) == (True, False)
        assert ("新增高价值专利五件" in text, "完成转化两件" in text) == (True, False)
        assert "回访人：苏日娜" in text
        assert (again.number, again.copy_no) == (first.number, 2)

    def test_what_is_refused_takes_no_number(self, bench: Bench, counter: Counter, case_id: str) -> None:
        with pytest.raises(Refused):
            counter.tracking.visit(case_id, visit("  "))
        assert bench.witness.high_water("inst-1").get("paper:访:2026") is None

    def test_findings_of_two_thousand_letters_go_over_pages_and_stay_whole(
        self, counter: Counter, case_id: str
    ) -> None:
        long = "".join(f"第{place}项进展正常；" for place in range(250))
        text = said(counter, counter.tracking.visit(case_id, visit(long)))
        assert "共3页" in text
        # The two page breaks may fall within an item.
        assert len([place for place in range(250) if f"第{place}项" not in text]) <= 2
        assert "第249项进展正常；" in text


class TestSummaries:
    def test_it_looks_back_on_the_visits_since_the_one_before(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        counter.tracking.visit(case_id, visit("甲情况"))
        counter.tracking.visit(case_id, visit("乙情况", way=VisitWay.PHONE))
        first = counter.tracking.sum_up(case_id, StageSummarised("第一阶段", "申请两件"))
        bench.clock.forward(days=40)
        counter.tracking.visit(case_id, visit("丙情况", FIRST + timedelta(days=40)))
        second = counter.tracking.sum_up(case_id, StageSummarised("第二阶段"))
        found = [
            {word for word in ("甲情况", "乙情况", "丙情况", "第一阶段", "第二阶段") if word in text}
            for text in (said(counter, first), said(counter, second))
        ]
        assert found == [{"甲情况", "乙情况", "第一阶段"}, {"丙情况", "第二阶段"}]

    def test_its_day_and_author_stay_when_somebody_prints_it_later(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        counter.tracking.visit(case_id, visit("甲情况"))
        (paper,) = counter.tracking.sum_up(case_id, StageSummarised("第一阶段"))
        bench.clock.forward(days=3)
        text = said(
            counter, (bench.counter(SUPERVISOR_PERSON).papers.reprint(case_id, "W27", number=paper.number),)
        )
        for word in ("小结日期2026年11月20日", "填写人：苏日娜", "第2次打印", "没有可以计数的成效"):
            assert word in text, word

    def test_two_summaries_after_one_visit_repeat_nothing(self, counter: Counter, case_id: str) -> None:
        counter.tracking.visit(case_id, visit("甲情况"))
        counter.tracking.sum_up(case_id, StageSummarised("第一阶段"))
        text = said(counter, counter.tracking.sum_up(case_id, StageSummarised("补充说明")))
        assert "甲情况" not in text
        assert "本阶段回访：无。" in text

    def test_twelve_long_visits_fit_shortened_and_the_whole_stays_in_the_visits_own_paper(
        self, counter: Counter, case_id: str
    ) -> None:
        for place in range(12):
            counter.tracking.visit(case_id, visit(f"{place:02}" + "进展" * 400, way=VisitWay.PHONE))
        text = said(counter, counter.tracking.sum_up(case_id, StageSummarised("一年小结")))
        assert all(f"{place:02}进展" in text for place in range(12))
        assert text.count("…") == 12


class TestLedger:
    def lines(self, bench: Bench, until: date = FIRST) -> tuple[Line, ...]:
        return bench.counter(SUPERVISOR_PERSON).ledgers.view("L22", FIRST, until).lines

    def test_plans_visits_and_summaries_each_make_a_line(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        counter.tracking.plan(case_id, PLAN)
        counter.tracking.visit(case_id, visit("甲情况"))
        counter.tracking.sum_up(case_id, StageSummarised("第一阶段", "申请两件"))
        counter.tracking.reach(case_id, "调研")
        found = [(line.cells["event"], line.cells.get("text")) for line in self.lines(bench)]
        assert found == [
            ("tracking_planned", "新增高价值专利五件\n每月一次布局指导"),
            ("follow_up_visited", "甲情况"),
            ("stage_summarised", "第一阶段"),
        ]

    def test_what_is_not_followed_for_long_stands_in_none(self, bench: Bench) -> None:
        accepted(bench)
        assert self.lines(bench) == ()

    def test_on_paper_it_says_how_when_and_when_again(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        counter.tracking.visit(case_id, visit("甲情况"))
        counter.tracking.sum_up(case_id, StageSummarised("第一阶段", "申请两件"))
        ledgers = bench.counter(SUPERVISOR_PERSON).ledgers
        text = text_of(ledgers.preview(ledgers.view("L22", FIRST, FIRST)))
        for word in (words.name("L22"), "回访方式", "上门", "2026-11-20", "2026-12-20", "成效", "申请两件"):
            assert word in text, word

    def test_a_colleague_at_another_day_is_told_apart(
        self, bench: Bench, counter: Counter, case_id: str
    ) -> None:
        counter.tracking.visit(case_id, visit("甲情况"))
        bench.clock.forward(days=1)
        tomorrow = FIRST + timedelta(days=1)
        bench.counter(SUPERVISOR_PERSON).tracking.visit(case_id, visit("乙情况", tomorrow))
        assert [line.cells["text"] for line in self.lines(bench)] == ["甲情况"]
        clerks = [line.cells["clerk"] for line in self.lines(bench, tomorrow)]
        assert len(set(clerks)) == 2

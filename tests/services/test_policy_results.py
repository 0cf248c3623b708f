"""匹配结果单 over a real store: which policies fit, which not, which are open, and why; then printed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.identities import broken_identities
from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import Sighted, match
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.policy_results import Told
from outlet_app.services.policy_views import Looked, PolicyRow
from outlet_app.services.views import CaseFilter
from outlet_app.ui.pages.policies.results import told_of
from outlet_app.wording import policy_results as words
from tests.support.at_the_counter import kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.policies import CODE, NAME
from tests.support.policies_sent import all_handed_down

STRANGER = "91150800MA0TEB4216"
SAID = {"contact": "赵永胜", "phone": "13800002046", "channel": "counter"}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    all_handed_down(opened.database)
    yield opened
    opened.database.close()


def looked(bench: Bench, code: str = CODE) -> Looked:
    return bench.counter().policies.look(code)


def told(bench: Bench, code: str = CODE, **said: str) -> Told:
    seen = looked(bench, code)
    return told_of(seen, seen.rows, bench.counter().policies.shelf(), {**SAID, **said})


def row_of(one: Told, name: str) -> tuple[str, ...]:
    return next(row for row in one.paper.rows if name in row[0])


class TestWhatIsTold:
    def test_every_policy_has_its_line_with_how_it_stands(self, bench: Bench) -> None:
        seen, one = looked(bench), told(bench)
        assert len(one.paper.rows) == len(seen.rows) == 3
        truths = {Truth.TRUE: "符合", Truth.UNKNOWN: "待核", Truth.FALSE: "不符合"}
        assert [row[1] for row in one.paper.rows] == [truths[row.match.truth] for row in seen.rows]
        assert all(row[2].endswith("。") for row in one.paper.rows)

    def test_what_fits_says_how_many_conditions_and_until_when(self, bench: Bench) -> None:
        seen = looked(bench)
        fits = next(row for row in seen.rows if row.match.truth is Truth.TRUE)
        why = row_of(told(bench), fits.policy.name)[2]
        assert "项条件逐项符合" in why
        assert ("可以确认享受意愿" in why) == fits.season.season.is_open

    def test_what_is_not_known_names_what_would_settle_it(self, bench: Bench) -> None:
        """Of an enterprise the register does not have, every line is open and none is said to fail."""
        seen, one = looked(bench, STRANGER), told(bench, STRANGER, name="𬎆兴·商贸有限公司")
        assert {row[1] for row in one.paper.rows} == {"待核"}
        for row in seen.rows:
            why = row_of(one, row.policy.name)[2]
            assert [line.text for line in row.match.open if line.text not in why] == []
            assert [line.needs for line in row.match.open if line.needs and line.needs not in why] == []
        assert "企业库没有收录该企业，各项待核" in one.paper.text_of("source")
        assert all("））" not in row[2] for row in one.paper.rows)

    def test_what_does_not_fit_says_which_condition_and_what_was_seen(self, bench: Bench) -> None:
        seen = looked(bench)
        row = seen.rows[0]
        lines = tuple(
            replace(line, truth=Truth.FALSE if place == 0 else Truth.TRUE)
            for place, line in enumerate(row.match.lines)
        )
        against = replace(row, match=replace(row.match, truth=Truth.FALSE, lines=lines))
        (only,) = words.rows([(against.policy, against.match, against.season)], MORNING.date())
        assert only[1] == "不符合"
        assert lines[0].text in only[2]
        assert all(line.text not in only[2] for line in lines[1:] if line.join is None)
        assert "申报期" not in only[2]

    def test_a_policy_out_of_its_season_says_when_and_offers_nothing(self, bench: Bench) -> None:
        seen = looked(bench)
        shut = next(row for row in seen.rows if not row.season.season.is_open)
        why = row_of(told(bench), shut.policy.name)[2]
        if shut.match.truth is not Truth.FALSE:
            assert "申报期已过" in why
        assert "需要申报" not in why
        assert "可以确认享受意愿" not in why

    def test_the_data_and_their_day_are_named(self, bench: Bench) -> None:
        one = told(bench)
        assert one.paper.text_of("source").startswith("政策数据 2026-2（")
        assert "企业库截至 2026-11-18" in one.paper.text_of("source")
        assert one.paper.cutoff == date(2026, 11, 18)
        assert one.paper.text_of("asked") == f"{NAME}（{CODE}）"

    def test_a_paper_on_the_desk_counts_as_it_is_shown(self, bench: Bench) -> None:
        seen, shelf = looked(bench, STRANGER), bench.counter().policies.shelf()

        def settled(row: PolicyRow) -> PolicyRow:
            by_hand = {line.code: Sighted(True, "营业执照") for line in row.match.open}
            return replace(row, match=match(row.policy.conditions, seen.about, shelf.today, by_hand))

        one = told_of(seen, [settled(row) for row in seen.rows], shelf, {**SAID, "name": "新企业"})
        assert {row[1] for row in one.paper.rows} == {"符合"}

    def test_a_reason_of_any_length_leaves_room_on_the_page(self, bench: Bench) -> None:
        seen = looked(bench, STRANGER)
        row = seen.rows[0]
        lines = tuple(replace(line, text="条件" * 90) for line in row.match.lines * 5)
        long = replace(row, match=replace(row.match, lines=lines))
        (only,) = words.rows([(long.policy, long.match, long.season)], MORNING.date())
        assert len(only[2]) == words.LONGEST
        assert only[2].endswith("…")

    @pytest.mark.parametrize(
        ("truths", "said"),
        [
            ((Truth.TRUE,), "共 1 项政策：符合 1 项。已交匹配结果单。"),
            ((Truth.FALSE, Truth.TRUE, Truth.FALSE), "共 3 项政策：符合 1 项、不符合 2 项。已交匹配结果单。"),
            ((Truth.UNKNOWN, Truth.UNKNOWN), "共 2 项政策：待核 2 项。已交匹配结果单。"),
            ((Truth.FALSE, Truth.UNKNOWN, Truth.TRUE),
             "共 3 项政策：符合 1 项、待核 1 项、不符合 1 项。已交匹配结果单。"),
        ],
    )  # fmt: skip
    def test_the_answer_counts_each_kind(self, truths: tuple[Truth, ...], said: str) -> None:
        assert words.answer(truths) == said


class TestTelling:
    def test_it_becomes_an_answered_case_of_item_8_with_its_paper(self, bench: Bench) -> None:
        outcome = bench.counter().policies.tell(told(bench))
        case = outcome.case
        assert (case.registered.sub_item, case.decision, case.state) == ("8.1", Decision.ANSWER, State.CLOSED)
        assert kinds(bench, case.case_id) == [
            "registered", "answered_on_spot", "outcome_written", "paper_issued",
        ]  # fmt: skip
        (paper,) = outcome.papers
        assert "".join(paper.number.split()) == "HH0101配〔2026〕0001号"
        assert bench.spooler.jobs == []

    def test_the_paper_says_all_of_it(self, bench: Bench) -> None:
        one = told(bench)
        (paper,) = bench.counter().policies.tell(one).papers
        said = text_of(bench.counter().papers.pdf(paper.paper_id))
        for word in ("政策匹配结果单", "".join(NAME.split()), CODE, "政策数据2026-2", "企业库截至2026-11-18",
                     "数据截止日期为2026年11月18日", "是否享受由政策主管机关核定"):  # fmt: skip
            assert word in said, word
        for name, truth, _why in one.paper.rows:
            assert "".join(name.split()) in said
            assert truth in said

    def test_printed_again_after_new_data_it_says_what_it_said(self, bench: Bench) -> None:
        outcome = bench.counter().policies.tell(told(bench))
        bench.clock.forward(days=200)
        again = bench.counter().papers.reprint(outcome.case.case_id, "R14")
        said = text_of(bench.counter().papers.pdf(again.paper_id))
        assert "2026年11月18日" in said
        assert "第2次打印" in said

    def test_it_stands_in_the_ledger_of_policies(self, bench: Bench) -> None:
        bench.counter().policies.tell(told(bench))
        day = MORNING.date()
        (line,) = bench.counter(SUPERVISOR_PERSON).ledgers.view("L14", day, day).lines
        assert line.cells["policy"] == f"政策匹配：{NAME}（{CODE}）"
        assert line.cells["applicant"] == NAME

    def test_the_day_sheet_still_adds_up(self, bench: Bench) -> None:
        bench.counter().policies.tell(told(bench))
        bench.counter().policies.tell(told(bench, STRANGER, name="另一家", channel="phone"))
        sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(MORNING.date())
        assert broken_identities(sheet) == ()
        assert sheet.total.channels[Channel.PHONE] == 1

    def test_data_that_ran_out_are_not_handed_out_on_paper(self, bench: Bench) -> None:
        one = told(bench)
        bench.clock.forward(days=2_000)
        with pytest.raises(Refused) as refused:
            bench.counter().policies.tell(one)
        assert refused.value.refusal.code == "policy.expired"
        assert bench.counter().cases.page(CaseFilter(), 50).rows == ()

    def test_without_policies_there_is_nothing_to_tell(self, tmp_path: Path) -> None:
        bare = open_bench(tmp_path, MORNING)
        one = Told(
            CODE, NAME, "政策匹配", "共 0 项", OutcomeWritten("R14", MORNING.date(), (Filled("asked", NAME),))
        )
        with pytest.raises(Refused) as refused:
            bare.counter().policies.tell(one)
        assert refused.value.refusal.code == "policy.none"
        bare.database.close()

    @pytest.mark.parametrize("name", ["", "   "])
    def test_nobody_is_told_nothing(self, bench: Bench, name: str) -> None:
        with pytest.raises(Refused) as refused:
            bench.counter().policies.tell(replace(told(bench), name=name))
        assert refused.value.refusal.code == "entry.incomplete"
        assert bench.witness.high_water("inst-1") == {}

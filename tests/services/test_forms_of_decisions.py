"""Decisions read back into their sheets before anything is kept: whichever way a text came, it must fit."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import PledgeDetail, RejectDetail
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.views import CaseFilter
from tests.services.test_promising import promised
from tests.support.at_the_counter import kinds, text_of
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.entries import consultation, subsidy

PICTURE = "好\U0001f33b"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def kept(bench: Bench) -> int:
    return len(bench.counter().cases.page(CaseFilter(), 50, 0).rows)


@pytest.mark.parametrize(
    "detail",
    [
        RejectDetail(""),
        RejectDetail("其他", "据" * 201),
        RejectDetail("其他", PICTURE),
        RejectDetail("不属于本清单事项", instead="院" * 201),
        RejectDetail("不属于本清单事项", instead="法院\x07"),
    ],
)
def test_a_refusal_nobody_could_print_is_kept_by_nobody(bench: Bench, detail: RejectDetail) -> None:
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(consultation(), Decision.REJECT, detail)
    assert refused.value.refusal.code == "step.misfit"
    assert kept(bench) == 0
    assert bench.spooler.jobs == []


def test_the_longest_refusal_is_kept_and_printed_whole(bench: Bench) -> None:
    detail = RejectDetail("其他", "据" * 200, "乌拉特前旗人民法院𬎆䶮庭")
    outcome = bench.counter().intake.decide(consultation(), Decision.REJECT, detail)
    assert outcome.case.rejected is not None
    assert outcome.case.rejected.basis == "据" * 200
    pdf = bench.counter().papers.pdf(outcome.papers[0].paper_id)
    said = "".join(text_of(pdf).split())
    assert said.count("据") >= 200
    assert "乌拉特前旗人民法院𬎆䶮庭" in said


@pytest.mark.parametrize("scope", ["公" * 61, PICTURE, "本厅\x07公示"])
def test_a_pledge_published_in_words_that_do_not_fit_is_kept_by_nobody(bench: Bench, scope: str) -> None:
    entry = subsidy(bench.reference, A2=MaterialState.PLEDGED)
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(entry, Decision.ACCEPT, PledgeDetail(True, True, scope))
    assert refused.value.refusal.code == "step.misfit"
    assert kept(bench) == 0


def test_the_rule_of_the_pledge_speaks_before_its_sheet(bench: Bench) -> None:
    entry = subsidy(bench.reference, A2=MaterialState.PLEDGED)
    with pytest.raises(Refused) as refused:
        bench.counter().intake.decide(entry, Decision.ACCEPT, PledgeDetail(False, True, "公" * 61))
    assert refused.value.refusal.code == "pledge.not_told"
    assert kept(bench) == 0


@pytest.mark.parametrize(("remark", "fits"), [("章" * 201, False), (PICTURE, False), ("章" * 200, True)])
def test_a_fault_of_what_came_fits_its_sheet_whichever_way_it_came(
    bench: Bench, remark: str, fits: bool
) -> None:
    case = promised(bench)
    promises = bench.counter().promises
    if fits:
        kept_case = promises.supplement(case.case_id, {"8.2-A1": MaterialState.FAULTY}, remark=remark)
        assert next(row for row in kept_case.materials if row.code == "8.2-A1").remark == remark
        return
    with pytest.raises(Refused) as refused:
        promises.supplement(case.case_id, {"8.2-A1": MaterialState.FAULTY}, remark=remark)
    assert refused.value.refusal.code == "step.misfit"
    assert "supplement_taken" not in kinds(bench, case.case_id)

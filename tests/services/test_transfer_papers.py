"""转办单 and 材料移交单 come with the hand-over, in one transaction, and say what became of it."""

from dataclasses import replace

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import HandedMaterial
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.problems import Refused
from outlet_app.services.consultations import Said
from outlet_app.services.views import Outcome
from tests.services.test_transfers import FAR, TO_FAR, TO_WULAN, WULAN, asked
from tests.support.at_the_counter import accepted, answered, kinds, text_of
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.builders import ENTERPRISE
from tests.support.entries import consultation

BUNDLE = (
    HandedMaterial("专利证书", 2, PaperForm.COPY),
    HandedMaterial("许可合同", 1, PaperForm.ORIGINAL),
)
# Who sends names an outlet that every city has.
FAR_NAME = "临河区知识产权公共服务窗口"


@pytest.fixture(autouse=True)
def colleague(bench: Bench) -> None:
    """A third person at the counter."""
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()


def words(bench: Bench, paper_id: str) -> str:
    return text_of(bench.counter().papers.pdf(paper_id))


def sent(bench: Bench, **changes: object) -> Outcome:
    detail = replace(TO_FAR, **changes)  # type: ignore[arg-type]
    return bench.counter().intake.decide(asked(bench), Decision.TRANSFER, detail)


def again(bench: Bench, case: Case, form: str = "W13", number: str = "") -> str:
    return words(bench, bench.counter().papers.reprint(case.case_id, form, number=number).paper_id)


def test_the_first_decision_leaves_a_transfer_slip(bench: Bench) -> None:
    outcome = sent(bench)
    (slip,) = outcome.papers
    assert (slip.form, slip.number) == ("W13", "HH0101 转〔2026〕0001 号")
    assert kinds(bench, outcome.case.case_id) == ["registered", "transferred_out", "paper_issued"]
    told = words(bench, slip.paper_id)
    for part in (
        "转出人苏日娜（工号0837）",
        f"转入单位{FAR_NAME}",
        "首问责任人苏日娜（工号0837）",
        "转办理由属地办理",
        "诉求摘要商标注册要带什么材料",
        "已做工作已核对主体资格",
        "办理时限2026年11月21日（周六）09:05前反馈处理意见（自登记之时起24小时内）；2026年11月25日（周三）",
    ):
        assert part in told, part


def test_it_is_not_printed_before_the_commit(bench: Bench) -> None:
    outcome = sent(bench)
    assert bench.spooler.jobs == []
    assert [one.spooled for one in bench.counter().cases.detail(outcome.case.case_id).papers] == [False]
    assert bench.counter().papers.spool(outcome.papers[0].paper_id) == 2


def test_papers_that_go_with_it_are_handed_over_item_by_item(bench: Bench) -> None:
    slip, handed = sent(bench, materials=BUNDLE).papers
    assert handed.number == "HH0101 移〔2026〕0001 号"
    told = words(bench, handed.paper_id)
    assert "1专利证书2复印件" in told
    assert "2许可合同1原件" in told
    assert f"接收方{FAR_NAME}" in told
    assert "移交事由属地办理" in told
    assert "1专利证书2复印件" in words(bench, slip.paper_id)


def test_without_papers_there_is_no_list_of_them(bench: Bench) -> None:
    case = sent(bench).case
    with pytest.raises(Refused, match=r"paper\.not_fitting"):
        bench.counter().papers.issue(case.case_id, "W14")


def test_a_colleague_is_named_with_number_and_outlet(bench: Bench) -> None:
    outcome = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN)
    told = words(bench, outcome.papers[0].paper_id)
    assert "转入单位杭锦后旗知识产权公共服务窗口转入人乌兰（工号0838）" in told


def test_a_case_at_work_is_sent_on_with_its_papers(bench: Bench) -> None:
    case = accepted(bench).case
    moved = bench.counter().transfers.send(case.case_id, replace(TO_WULAN, materials=BUNDLE))
    assert [one.form for one in moved.papers] == ["W13", "W14"]
    assert [one.form for one in bench.counter().cases.detail(case.case_id).papers] == ["W14", "W13", "W05"]


def test_a_refused_transfer_leaves_no_paper_and_takes_no_number(bench: Bench) -> None:
    case = answered(bench).case
    with pytest.raises(Refused, match=r"state\.guard"):
        bench.counter().transfers.send(case.case_id, TO_FAR)
    assert bench.counter().cases.detail(case.case_id).papers == ()
    assert sent(bench).papers[0].number == "HH0101 转〔2026〕0001 号"


def test_printed_again_it_says_who_received_it(bench: Bench) -> None:
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    assert "转入人乌兰（工号0838）" in again(bench, case)


def test_printed_again_it_says_why_it_was_sent_back(bench: Bench) -> None:
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.send_back(case.case_id, "materials_missing", "缺委托书原件")
    assert "退回理由随转材料不全；缺委托书原件" in again(bench, case)


def test_each_hand_over_keeps_its_own_slip(bench: Bench) -> None:
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.send_back(case.case_id, "wrong_level")
    second = bench.counter().transfers.send(case.case_id, TO_FAR)
    assert second.papers[0].number == "HH0101 转〔2026〕0002 号"
    first = again(bench, case, number="HH0101 转〔2026〕0001 号")
    assert "转入人乌兰（工号0838）" in first
    assert "退回理由层级不符，应由其他层级办理" in first
    assert f"转入单位{FAR_NAME}" in again(bench, case, number="HH0101 转〔2026〕0002 号")


def test_named_by_the_head_it_has_a_slip_too(bench: Bench) -> None:
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN).case
    for _ in range(2):
        bench.counter(WULAN).transfers.send_back(case.case_id, "not_my_duty")
        if _ == 0:
            bench.counter().transfers.send(case.case_id, TO_WULAN)
    moved = bench.counter(SUPERVISOR_PERSON).transfers.send(case.case_id, TO_WULAN)
    assert moved.papers[0].number == "HH0101 转〔2026〕0003 号"


def test_a_question_found_complex_has_its_clocks_on_the_slip(bench: Bench) -> None:
    entry = consultation(applicant=ENTERPRISE)
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    bench.counter(WULAN).consultations.make_complex(case.case_id, "核对受让人资格")
    told = text_of(
        bench.counter().papers.pdf(
            bench.counter(WULAN).transfers.send(case.case_id, TO_FAR).papers[0].paper_id
        )
    )
    assert "3个工作日内" in told
    assert "当场" not in told
    row = bench.counter().cases.detail(case.case_id).row
    assert row.due is not None
    assert row.due.kind.value != "INSTANT"


def test_the_result_stands_on_a_slip_printed_after_it(bench: Bench) -> None:
    case = bench.counter().intake.decide(asked(bench), Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    said = Said("带营业执照复印件。", ToldWay.PHONE, bench.clock.now(), "商标法实施条例")
    bench.counter(WULAN).consultations.answer(case.case_id, said)
    assert "办理结果带营业执照复印件。" in again(bench, case)


@pytest.mark.parametrize("name", ["𠮷𬎆商贸有限公司", "阿拉坦·额尔敦巴特尔"])
def test_rare_characters_and_a_mongolian_name_are_on_the_slip(bench: Bench, name: str) -> None:
    who = Applicant(ApplicantKind.PERSON, name, phone="13800002046")
    outcome = bench.counter().intake.decide(asked(bench, applicant=who), Decision.TRANSFER, TO_FAR)
    assert name in words(bench, outcome.papers[0].paper_id)


def test_twelve_materials_and_long_reasons_are_told_in_full(bench: Bench) -> None:
    many = tuple(HandedMaterial(f"第 {n} 份材料", n, PaperForm.ORIGINAL) for n in range(1, 13))
    slip, handed = sent(bench, materials=many, reason="需" * 300, done="做" * 300, to_outlet=FAR).papers
    for paper in (slip, handed):
        told = words(bench, paper.paper_id)
        assert all(f"第{n}份材料{n}原件" in told for n in range(1, 13))
        assert told.count("需") >= 300

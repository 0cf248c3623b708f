"""A matter of 维权援助 over a real store: who has no part in it sees that it is there, and no more."""

import logging
from datetime import date

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.views import CaseDetail
from tests.services.test_transfers import TO_WULAN, WULAN
from tests.support.at_the_counter import answered, text_of
from tests.support.bench import CLERK_PERSON, SUPERVISOR_PERSON, Bench
from tests.support.entries import consultation

OPPONENT = "乌兰图雅·𬎆"
WHO = Applicant(ApplicantKind.PERSON, "其其格", phone="13900001234")
OPINION = OutcomeWritten(
    "R08",
    date(2026, 11, 20),
    (
        Filled("asked", "停止仿冒"),
        Filled("opponent", OPPONENT),
        Filled("facts", "店铺照片"),
        Filled("opinion", "可以投诉"),
    ),
)


@pytest.fixture(autouse=True)
def colleague(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()


def dispute(bench: Bench, **changes: object) -> Case:
    """Somebody tells of an opponent, and is told what can be done, on paper."""
    told = {
        "item": 7,
        "sub_item": "7.1",
        "request": f"{OPPONENT}仿冒我的商标",
        "answer": f"可以向市局投诉{OPPONENT}。",
    }
    case = answered(bench, applicant=WHO, **{**told, **changes}).case
    bench.counter().outcomes.write(case.case_id, OPINION)
    return bench.counter().cases.detail(case.case_id).case


def seen(bench: Bench, case: Case, person: Person = WULAN) -> CaseDetail:
    return bench.counter(person).cases.detail(case.case_id)


class TestWhoHasNoPart:
    def test_the_case_is_there_and_tells_nothing_of_the_opponent(self, bench: Bench) -> None:
        detail = seen(bench, dispute(bench))
        assert detail.veiled
        assert OPPONENT not in repr(detail.case)
        assert (detail.row.applicant, detail.row.state, detail.case.case_no) == (
            "其其格", State.CLOSED, detail.row.case_no,
        )  # fmt: skip

    def test_all_that_can_be_done_is_to_ask_for_it(self, bench: Bench) -> None:
        detail = seen(bench, dispute(bench))
        assert detail.actions == {"see_opponent"}
        assert detail.makes == ()

    def test_its_papers_stay_shut_on_the_screen_and_at_the_printer(self, bench: Bench) -> None:
        case, counter = dispute(bench), bench.counter(WULAN)
        (paper,) = [one for one in seen(bench, case).papers if one.form == "R08"]
        for work in (
            lambda: counter.papers.pdf(paper.paper_id),
            lambda: counter.papers.export(paper.paper_id, bench.folder / "x.pdf"),
            lambda: counter.papers.reprint(case.case_id, "R08"),
            lambda: counter.papers.issue(case.case_id, "W01"),
        ):
            with pytest.raises(Refused) as refused:
                work()
            assert refused.value.refusal.code == "veil.covered"
        assert not (bench.folder / "x.pdf").exists()

    @pytest.mark.parametrize(("item", "sub_item"), [(2, "2.8"), (1, "1.1"), (9, "9.2")])
    def test_other_matters_are_open_as_ever(self, bench: Bench, item: int, sub_item: str) -> None:
        case = answered(bench, applicant=WHO, item=item, sub_item=sub_item).case
        assert not seen(bench, case).veiled


class TestWhoWorksOnIt:
    def test_first_contact_and_head_read_all_of_it(self, bench: Bench) -> None:
        case = dispute(bench)
        for person in (CLERK_PERSON, SUPERVISOR_PERSON):
            detail = seen(bench, case, person)
            assert not detail.veiled
            assert OPPONENT in repr(detail.case.written)
            (paper,) = [one for one in detail.papers if one.form == "R08"]
            assert "".join(OPPONENT.split()) in text_of(bench.counter(person).papers.pdf(paper.paper_id))

    def test_whom_it_is_handed_to_reads_it_before_taking_it(self, bench: Bench) -> None:
        entry = {"item": 7, "sub_item": "7.1", "request": f"{OPPONENT}仿冒", "answer": ""}
        asked = consultation(applicant=WHO, **entry)
        case = bench.counter().intake.decide(asked, Decision.TRANSFER, TO_WULAN).case
        detail = seen(bench, case)
        assert not detail.veiled
        assert {"take", "send_back"} <= detail.actions


class TestLifting:
    def test_for_a_reason_it_is_shown_for_a_minute_and_logged(
        self, bench: Bench, caplog: pytest.LogCaptureFixture
    ) -> None:
        case, counter = dispute(bench), bench.counter(WULAN)
        with caplog.at_level(logging.INFO):
            counter.cases.lift(case.case_id, "handling")
        detail = counter.cases.detail(case.case_id)
        assert not detail.veiled
        assert OPPONENT in repr(detail.case)
        assert f"revealed see_opponent of case {case.case_id} to 0838 because handling" in caplog.text
        assert OPPONENT not in caplog.text
        (paper,) = [one for one in detail.papers if one.form == "R08"]
        assert counter.papers.pdf(paper.paper_id)
        bench.clock.forward(seconds=59)
        assert not counter.cases.detail(case.case_id).veiled
        bench.clock.forward(seconds=1)
        assert counter.cases.detail(case.case_id).veiled

    def test_one_case_alone_is_shown(self, bench: Bench) -> None:
        one, other = dispute(bench), dispute(bench, request=f"{OPPONENT}又仿冒")
        counter = bench.counter(WULAN)
        counter.cases.lift(one.case_id, "handling")
        assert not counter.cases.detail(one.case_id).veiled
        assert counter.cases.detail(other.case_id).veiled

    def test_it_is_not_shown_to_the_next_who_signs_in(self, bench: Bench) -> None:
        case = dispute(bench)
        bench.counter(WULAN).cases.lift(case.case_id, "handling")
        assert seen(bench, case).veiled

    def test_who_reads_it_may_go_on_with_it(self, bench: Bench) -> None:
        case, counter = dispute(bench), bench.counter(WULAN)
        counter.cases.lift(case.case_id, "handling")
        assert {"outcome", "reprint"} <= counter.cases.detail(case.case_id).actions
        assert counter.papers.reprint(case.case_id, "R08").copy_no == 2


def test_nothing_of_the_record_is_changed_by_the_veil(bench: Bench) -> None:
    case = dispute(bench)
    seen(bench, case)
    assert seen(bench, case, CLERK_PERSON).case == case

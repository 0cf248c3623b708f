"""A question answered later at the counter: transferred, found complex, told by telephone, in the ledgers."""

from dataclasses import replace

import pytest

from outlet_app.domain.answered import Answer
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.case import Case
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import Channel, Complexity
from outlet_app.domain.facts.consultation import ToldWay
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.consultations import Said, usual_way
from tests.services.test_transfers import TO_WULAN, WULAN
from tests.support.at_the_counter import accepted, answered, kinds
from tests.support.bench import Bench
from tests.support.builders import CLERK, MORNING
from tests.support.entries import consultation

CALLER = Applicant(ApplicantKind.PERSON, "赵永胜", phone="13800002046")


@pytest.fixture
def transferred(bench: Bench) -> Case:
    """A simple question a colleague has taken over."""
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    case = bench.counter().intake.decide(consultation(applicant=CALLER), Decision.TRANSFER, TO_WULAN).case
    return bench.counter(WULAN).transfers.take(case.case_id)


def said(bench: Bench, **changes: object) -> Said:
    told = Said("期满前十二个月内办理。", ToldWay.PHONE, bench.clock.now(), "商标法第四十条", "赵永胜")
    return replace(told, **changes)  # type: ignore[arg-type]


def test_a_colleague_answers_and_the_first_contact_person_stays(bench: Bench, transferred: Case) -> None:
    bench.clock.forward(hours=1)
    case = bench.counter(WULAN).consultations.answer(transferred.case_id, said(bench))
    assert (case.state, case.first_contact, case.handler) == (State.CLOSED, CLERK, WULAN.staff_no)
    assert case.decision is Decision.TRANSFER
    assert case.answered is not None
    assert (case.answered.catalogue, case.answered.by_name) == ("2025-batch-2", WULAN.name)
    assert (case.answered.way, case.answered.told_to) == (ToldWay.PHONE, "赵永胜")
    assert kinds(bench, case.case_id)[-1] == "consultation_answered"


def test_an_answer_stays_when_everything_is_read_again(bench: Bench, transferred: Case) -> None:
    bench.counter(WULAN).consultations.answer(transferred.case_id, said(bench))
    case = bench.counter().cases.detail(transferred.case_id).case
    assert case.answered is not None
    assert (case.answered.told_at, case.answer) == (bench.clock.now(), "期满前十二个月内办理。")


def test_a_refused_answer_leaves_everything_as_it_was(bench: Bench, transferred: Case) -> None:
    before = kinds(bench, transferred.case_id)
    with pytest.raises(Refused, match=r"consultation\.told_when"):
        bench.counter(WULAN).consultations.answer(
            transferred.case_id, said(bench, told_at=bench.clock.now().replace(hour=23))
        )
    assert kinds(bench, transferred.case_id) == before


def test_a_matter_that_is_no_question_is_not_answered(bench: Bench) -> None:
    case = accepted(bench).case
    with pytest.raises(Refused, match=r"consultation\.none"):
        bench.counter().consultations.answer(case.case_id, said(bench))


def test_a_question_found_complex_counts_from_its_registration(bench: Bench, transferred: Case) -> None:
    bench.clock.forward(hours=3)
    case = bench.counter(WULAN).consultations.make_complex(transferred.case_id, "核对受让人资格")
    assert case.registered.complexity is Complexity.COMPLEX
    dues = {due.rule: f"{due.at:%m-%d %H:%M}" for due in case.dues}
    assert dues == {"feedback": "11-21 09:05", "answer": "11-25 17:30"}
    row = bench.counter(WULAN).cases.detail(case.case_id).row
    assert row.due is not None
    assert row.due.at == MORNING.replace(day=21)


def test_a_question_of_an_item_without_complex_ones_takes_the_clocks_of_item_2(bench: Bench) -> None:
    entry = consultation(item=9, sub_item="9.2", applicant=CALLER)
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    done = bench.counter(WULAN).consultations.make_complex(case.case_id, "标准由市局解释")
    assert [due.rule for due in done.dues] == ["feedback", "answer"]


def test_a_question_outside_the_list_can_be_answered_later(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    entry = consultation(item=0, sub_item="", applicant=CALLER)
    case = bench.counter().intake.decide(entry, Decision.TRANSFER, TO_WULAN).case
    bench.counter(WULAN).transfers.take(case.case_id)
    done = bench.counter(WULAN).consultations.answer(case.case_id, said(bench, basis=""))
    assert done.state is State.CLOSED


def test_an_answer_at_once_is_no_later_answer(bench: Bench) -> None:
    case = answered(bench).case
    with pytest.raises(Refused, match=r"state\.guard"):
        bench.counter().consultations.answer(case.case_id, said(bench))


@pytest.mark.parametrize(
    ("channel", "phone", "way"),
    [
        (Channel.PHONE, "13800002046", ToldWay.PHONE),
        (Channel.COUNTER, "13800002046", ToldWay.PHONE),
        (Channel.COUNTER, "", ToldWay.COUNTER),
        (Channel.ONLINE, "", ToldWay.ELECTRONIC),
        (Channel.ON_SITE, "", ToldWay.PHONE),
    ],
)
def test_the_way_of_telling_offered_first(
    transferred: Case, channel: Channel, phone: str, way: ToldWay
) -> None:
    told = replace(transferred.registered, channel=channel, applicant=replace(CALLER, phone=phone))
    assert usual_way(replace(transferred, registered=told)) is way


def test_an_answer_from_the_library_keeps_entry_edition_and_basis(bench: Bench, transferred: Case) -> None:
    told = said(bench, answer="按收费目录。", basis="收费目录", source="A012@2026-1")
    case = bench.counter(WULAN).consultations.answer(transferred.case_id, told)
    assert case.told == Answer("按收费目录。", "收费目录", "A012@2026-1")
    again = bench.counter().cases.detail(transferred.case_id).case
    assert again.answered is not None
    assert (again.answered.source, again.told) == ("A012@2026-1", case.told)


def test_an_answer_of_ones_own_names_no_entry(bench: Bench, transferred: Case) -> None:
    case = bench.counter(WULAN).consultations.answer(transferred.case_id, said(bench))
    assert case.told is not None
    assert (case.told.text, case.told.source) == ("期满前十二个月内办理。", "")


def test_the_answer_paper_bears_what_the_answer_rests_on(bench: Bench, transferred: Case) -> None:
    told = said(bench, source="A012@2026-1")
    case = bench.counter(WULAN).consultations.answer(transferred.case_id, told)
    ready = bench.counter().outcomes.sheet(case, "R03").ready
    assert (ready["basis"], ready["library"]) == ("商标法第四十条", "A012@2026-1")

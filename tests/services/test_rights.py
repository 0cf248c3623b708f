"""Numbers of rights named before are offered in a later matter of the same applicant, of nobody else."""

from dataclasses import replace
from datetime import date

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.facts.outcome import Filled, OutcomeWritten
from tests.services.test_transfers import WULAN
from tests.support.at_the_counter import answered
from tests.support.bench import Bench

WHO = Applicant(
    ApplicantKind.ENTERPRISE,
    "𬎆兴商贸有限公司",
    IdKind.USCC,
    "91150826MA0NK2H35E",
    "乌云·额尔敦",
    "13800002046",
)
PERSON = Applicant(ApplicantKind.PERSON, "其其格", phone="13900001234")
PATENT, MARK = "ZL202310000001.7", "12345678"


def asked(bench: Bench, request: str, who: Applicant = WHO, **changes: object) -> str:
    return answered(bench, applicant=who, sub_item="2.7", request=request, **changes).case.case_no


def offered(bench: Bench, text: str = "", who: Applicant = WHO) -> tuple[tuple[str, str], ...]:
    return bench.counter().rights.suggest(who, text)


def test_each_number_with_the_case_that_named_it_last(bench: Bench) -> None:
    asked(bench, f"{PATENT} 想质押")
    bench.clock.forward(days=1)
    newest = asked(bench, f"{PATENT} 和第{MARK}号商标")
    assert offered(bench) == ((PATENT, newest), (MARK, newest))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ZL2023", [PATENT]),
        ("zl2023", [PATENT]),
        ("0001.7", [PATENT]),
        ("123", [MARK]),
        ("9999", []),
        ("", [PATENT, MARK]),
    ],
)
def test_what_is_typed_narrows_it(bench: Bench, typed: str, found: list[str]) -> None:
    asked(bench, f"{PATENT} 和第{MARK}号商标")
    assert [number for number, _ in offered(bench, typed)] == found


def test_numbers_of_answers_and_papers_count_too(bench: Bench) -> None:
    case = answered(bench, applicant=WHO, sub_item="2.7", request="质押", answer="查到 202310000002X。").case
    rows = (("一种装置", PATENT, "本人", "有效"),)
    paper = OutcomeWritten("R01", date(2026, 11, 20), (Filled("asked", f"第{MARK}号商标"),), rows)
    bench.counter().outcomes.write(case.case_id, paper)
    assert {number for number, _ in offered(bench)} == {"202310000002X", PATENT, MARK}


def test_of_another_applicant_nothing_is_offered(bench: Bench) -> None:
    asked(bench, PATENT)
    other = replace(WHO, id_number="91150800MA0TEB4216", name="别家")
    assert offered(bench, who=other) == ()
    assert offered(bench, who=Applicant(ApplicantKind.PERSON)) == ()


def test_a_person_without_a_number_is_known_by_name_and_telephone(bench: Bench) -> None:
    asked(bench, PATENT, PERSON)
    assert [number for number, _ in offered(bench, who=PERSON)] == [PATENT]
    assert offered(bench, who=replace(PERSON, phone="13900009999")) == ()


def test_no_more_than_eight_are_offered(bench: Bench) -> None:
    asked(bench, "、".join(f"第{number}号" for number in range(1_000_000, 1_000_012)))
    assert len(offered(bench)) == 8


def test_what_stands_under_the_veil_is_not_offered_to_a_stranger(bench: Bench) -> None:
    with bench.database.unit_of_work() as uow:
        uow.people.put(WULAN)
        uow.commit()
    answered(bench, applicant=WHO, item=7, sub_item="7.1", request=f"{PATENT} 被仿冒")
    assert bench.counter(WULAN).rights.suggest(WHO) == ()
    assert [number for number, _ in offered(bench)] == [PATENT]

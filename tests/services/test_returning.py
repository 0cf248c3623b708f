"""Whoever comes back: found by scan, number or name, and only where something waits for them here."""

from dataclasses import replace

import pytest

from outlet_app.domain.applicant import Applicant, ApplicantKind, IdKind
from outlet_app.domain.decisions import Decision
from outlet_app.domain.events import TransferredOut, TransferTaken
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Problem
from outlet_app.domain.states import State
from outlet_app.services.returning import Found
from outlet_app.services.views import Outcome
from outlet_app.wording.fields import sentence
from tests.support.at_the_counter import accepted, answered, from_the_city, judged, notified
from tests.support.bench import Bench
from tests.support.builders import ENTERPRISE
from tests.support.entries import subsidy

ELSEWHERE = "1508001001"
PEOPLE = {
    "mongolian": Applicant(
        ApplicantKind.PERSON,
        "乌云其木格·阿拉坦格日勒",
        IdKind.ID_CARD,
        "152822196501010025",
        "",
        "13900001234",
    ),
    "rare": Applicant(
        ApplicantKind.PERSON, "王𬎆", IdKind.ID_CARD, "152822196501010025", "王𬎆", "13900005678"
    ),
}


def received(bench: Bench, **changes: object) -> Outcome:
    """A subsidy taken in for review."""
    entry = replace(subsidy(bench.reference), materials=(), **changes)  # type: ignore[arg-type]
    return bench.counter().intake.decide(entry, Decision.RECEIVE)


def find(bench: Bench, typed: str) -> Found:
    return bench.counter().returning.find(typed)


def numbers(found: Found) -> list[str]:
    return [row.case_no for row in found.rows]


def said(found: Found) -> str:
    assert found.problem is not None
    assert found.rows == ()
    return sentence(found.problem, "办件号")


class TestByCode:
    def test_a_scanned_code_opens_its_case_whatever_the_scanner_makes_of_it(self, bench: Bench) -> None:
        case = notified(bench).case
        told = case.registered
        wide = "".join(chr(ord(one) + 0xFEE0) if one.isalnum() else one for one in case.case_no)
        typed = {
            "as printed": f"{case.case_no} {told.query_code}",
            "in fours": f"{case.case_no} {told.query_code[:4]} {told.query_code[4:]}",
            "number alone": case.case_no,
            "small letters": case.case_no.lower(),
            "without hyphens": case.case_no.replace("-", ""),
            "blanks around": f"  {case.case_no}\t",
            "full width": wide,
            "full width with code": f"{wide}　{told.query_code}",
        }
        assert {way: numbers(find(bench, text)) for way, text in typed.items()} == {
            way: [case.case_no] for way in typed
        }

    def test_a_code_that_cannot_be_read_is_told_in_one_sentence(self, bench: Bench) -> None:
        case = notified(bench).case
        number = case.case_no
        wrong = "A" if number[-1] != "A" else "B"
        told = {
            number[:-1] + wrong: "办件号校验不符，请核对",
            "HH05-20261122-01001": "办件号少 2 位",
            f"{number}XYZ": "办件号多 3 位",
            f"{number} XYZ": "查询码少 5 位",
            f"{number} {'0' * 9}": "查询码多 1 位",
            "HH01-20269920-010001-X": "办件号里的日期不对",
        }
        assert {typed: said(find(bench, typed)) for typed in told} == told

    def test_a_part_of_a_number_finds_its_case_as_in_any_list(self, bench: Bench) -> None:
        case = notified(bench).case
        assert numbers(find(bench, case.case_no[:-3])) == [case.case_no]

    def test_the_query_code_of_another_paper_opens_nothing(self, bench: Bench) -> None:
        case = notified(bench).case
        assert said(find(bench, f"{case.case_no} 00000000")) == "查询码与本机办件不符，请核对文书"

    def test_a_case_of_somebody_elses_machine_is_said_to_be_unknown(self, bench: Bench) -> None:
        case = notified(bench).case
        other = "HH05-20261122-010017-T"
        assert other != case.case_no
        assert said(find(bench, other)) == f"本机没有办件 {other}"

    def test_a_case_that_waits_for_nothing_is_said_so(self, bench: Bench) -> None:
        case = answered(bench).case
        assert said(find(bench, case.case_no)) == "这个办件现在不用补正收件或者审核"

    def test_an_accepted_case_is_opened_by_its_number_for_a_notice_after_acceptance(
        self, bench: Bench
    ) -> None:
        case = accepted(bench).case
        assert numbers(find(bench, case.case_no)) == [case.case_no]
        assert find(bench, "其其格").problem == Problem("return.nobody", {"text": "其其格"})

    def test_a_case_that_went_to_another_window_names_it(self, bench: Bench) -> None:
        case = notified(bench).case
        sent = TransferredOut(ELSEWHERE, "", "市级窗口", "层级不符")
        received_case = received(bench).case
        judged(bench, ["applied"] * 20)
        from_the_city(bench, received_case.case_id, (sent,), at=bench.clock.now(), first_n=10)
        from_the_city(
            bench,
            received_case.case_id,
            (TransferTaken(),),
            at=bench.clock.now(),
            first_n=11,
            outlet=ELSEWHERE,
            actor="1508001111",
        )
        assert said(find(bench, received_case.case_no)).startswith("这个办件在巴彦淖尔市")
        assert numbers(find(bench, case.case_no)) == [case.case_no]


class TestByName:
    def test_any_part_of_what_is_known_finds_who_waits(self, bench: Bench) -> None:
        case = notified(bench).case
        typed = ("禾源", "hthy", "河", "2046", ENTERPRISE.id_number, "  禾源  ")
        assert {text: numbers(find(bench, text)) for text in typed} == {
            text: [case.case_no] for text in typed
        }

    @pytest.mark.parametrize(("who", "typed"), [("mongolian", "阿拉坦"), ("mongolian", "·"), ("rare", "𬎆")])
    def test_names_of_any_writing_find_their_case(self, bench: Bench, who: str, typed: str) -> None:
        case = received(bench, applicant=PEOPLE[who]).case
        assert numbers(find(bench, typed)) == [case.case_no]

    def test_several_of_one_name_are_all_offered_the_pressing_one_first(self, bench: Bench) -> None:
        later = notified(bench).case
        sooner = received(bench).case
        assert numbers(find(bench, "禾源")) == [sooner.case_no, later.case_no]

    def test_nobody_of_that_name_is_said_with_the_name(self, bench: Bench) -> None:
        notified(bench)
        told = {
            "阿拉善": "没有“阿拉善”的等补正或者待审核办件",
            "%": "没有“%”的等补正或者待审核办件",
            "' OR 1=1 --": "没有“' OR 1=1 --”的等补正或者待审核办件",
            "王": "没有“王”的等补正或者待审核办件",
        }
        assert {typed: said(find(bench, typed)) for typed in told} == told

    def test_whoever_waits_for_nothing_is_not_offered(self, bench: Bench) -> None:
        answered(bench, applicant=ENTERPRISE)
        assert said(find(bench, "禾源")) == "没有“禾源”的等补正或者待审核办件"


class TestWaiting:
    def test_what_waits_is_listed_with_the_pressing_first(self, bench: Bench) -> None:
        told, taken = notified(bench).case, received(bench).case
        answered(bench)
        accepted(bench)
        rows = bench.counter().returning.waiting()
        assert [(row.case_no, row.state) for row in rows] == [
            (taken.case_no, State.RECEIVED),
            (told.case_no, State.CORRECTION),
        ]

    def test_nothing_waits_on_a_fresh_machine(self, bench: Bench) -> None:
        assert bench.counter().returning.waiting() == ()

    def test_a_case_decided_meanwhile_is_gone_from_the_list(self, bench: Bench) -> None:
        case = received(bench).case
        counter = bench.counter()
        sheet = counter.examining.sheet(case.case_id)
        rows = tuple(
            row if row.state is MaterialState.EXEMPT else replace(row, state=MaterialState.COMPLETE)
            for row in sheet.rows
        )
        counter.examining.decide(case.case_id, replace(sheet.entry, materials=rows), Decision.ACCEPT)
        assert counter.returning.waiting() == ()


class TestDraftOfACase:
    """What was marked at a case is kept beside the registration, by case and by clerk."""

    def test_it_is_kept_apart_from_the_registration(self, bench: Bench) -> None:
        counter, case_id = bench.counter(), notified(bench).case.case_id
        own, of_case = counter.drafts, counter.drafts.of_case(case_id)
        own.save(subsidy(bench.reference), None, "phone")
        of_case.save(counter.examining.sheet(case_id).entry, None, "")
        of_case.drop()
        assert of_case.load() is None
        assert own.load() is not None

    def test_another_case_and_another_clerk_have_their_own(self, bench: Bench) -> None:
        counter, case_id = bench.counter(), notified(bench).case.case_id
        counter.drafts.of_case(case_id).save(counter.examining.sheet(case_id).entry, None, "")
        assert counter.drafts.of_case("another").load() is None
        assert counter.drafts.of_case(case_id).load() is not None

    def test_the_decision_takes_it_away_in_the_same_breath(self, bench: Bench) -> None:
        counter, case_id = bench.counter(), received(bench).case.case_id
        sheet = counter.examining.sheet(case_id)
        counter.drafts.of_case(case_id).save(sheet.entry, None, "")
        rows = tuple(
            row if row.state is MaterialState.EXEMPT else replace(row, state=MaterialState.COMPLETE)
            for row in sheet.rows
        )
        counter.examining.decide(case_id, replace(sheet.entry, materials=rows), Decision.ACCEPT)
        assert counter.drafts.of_case(case_id).load() is None

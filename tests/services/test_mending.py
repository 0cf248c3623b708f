"""更正, 作废, 更正重开, 撤销决定 at a real counter: mended, found, printed, counted, never overwritten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import RejectDetail, TransferDetail
from outlet_app.domain.events import AmendCause, Registered
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.projection import rebuild
from outlet_app.services.views import CaseFilter, Outcome
from outlet_app.sync.wire import decode_event
from tests.support.at_the_counter import (
    accepted,
    answered,
    events_of_all,
    history,
    judged,
    kinds,
    named,
    notified,
    text_of,
)
from tests.support.bench import SUPERVISOR_PERSON, Bench
from tests.support.entries import consultation, search_report

WRONG, RIGHT = "其其格", "琪琪格"


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        work()
    return caught.value.refusal.code


def found(bench: Bench, text: str) -> list[str]:
    return [row.case_id for row in bench.counter().cases.page(CaseFilter(text=text)).rows]


def visitors(bench: Bench, text: str) -> list[tuple[str, str]]:
    return [(hit.applicant.name, hit.case_no) for hit in bench.counter().applicants.suggest(text)]


def rebuilt_alike(bench: Bench, *words: str) -> bool:
    """Whether lists, search and visitors made anew are the same."""

    def everything() -> list[object]:
        with bench.database.reading() as uow:
            cases = bench.counter().cases.page(CaseFilter(), 100)
            return [cases, *(uow.search.find(one) for one in words), *(visitors(bench, one) for one in words)]

    before = everything()
    with bench.database.unit_of_work() as uow:
        rebuild(uow)
        uow.commit()
    return everything() == before


class TestAmending:
    def test_the_new_name_stands_in_lists_and_the_old_one_still_finds_it(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter().mending.amend(case_id, {"applicant.name": RIGHT})
        (row,) = bench.counter().cases.page(CaseFilter()).rows
        assert row.applicant == RIGHT
        assert found(bench, RIGHT) == found(bench, WRONG) == [case_id]

    def test_an_old_telephone_and_number_still_find_it(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        changes = {"phone": "13700009876", "applicant.id_number": "152822196501010033"}
        bench.counter().mending.amend(case_id, changes)
        for text in ("1234", "9876", "152822196501010025", "152822196501010033"):
            assert found(bench, text) == [case_id]

    def test_the_registration_itself_is_never_overwritten(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        first = history(bench, case_id)[0].body
        bench.counter().mending.amend(case_id, {"applicant.name": RIGHT, "request": "改为查询发明专利"})
        assert history(bench, case_id)[0].body == first
        fact = decode_event(first).fact
        assert isinstance(fact, Registered)
        assert fact.applicant.name == WRONG
        assert kinds(bench, case_id)[-1] == "amended"

    def test_the_next_print_says_the_right_name(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        counter = bench.counter()
        counter.mending.amend(case_id, {"applicant.name": RIGHT, "contact": RIGHT})
        again = counter.papers.reprint(case_id, "W05")
        words = text_of(counter.papers.pdf(again.paper_id))
        assert RIGHT in words
        assert WRONG not in words.replace(RIGHT, "")
        assert "第2次打印" in words

    def test_what_is_typed_is_cleaned_as_at_the_registration(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        case = bench.counter().mending.amend(
            case_id, {"phone": " １３７ ０００ ０９８７６ ", "contact": " 乌云 "}
        )
        assert (case.registered.applicant.phone, case.registered.applicant.contact) == ("13700009876", "乌云")

    @pytest.mark.parametrize(
        ("changes", "field", "code"),
        [
            ({"phone": "137"}, "phone", "phone.short"),
            ({"phone": ""}, "phone", "field.missing"),
            ({"applicant.name": "  "}, "applicant.name", "field.missing"),
            ({"applicant.id_number": "152822196501010024"}, "applicant.id_number", "id.check_digit"),
        ],
    )
    def test_a_wrong_text_is_told_at_its_field_and_nothing_is_kept(
        self, bench: Bench, changes: dict[str, str], field: str, code: str
    ) -> None:
        case = accepted(bench).case
        mending, before = bench.counter().mending, events_of_all(bench)
        problems = mending.problems(case, changes)
        assert set(problems) == {field}
        assert problems[field].code.endswith(code.rpartition(".")[2])
        assert refused(lambda: mending.amend(case.case_id, changes)) == "entry.incomplete"
        assert events_of_all(bench) == before

    def test_nothing_changed_is_no_event(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        found = refused(lambda: bench.counter().mending.amend(case_id, {"applicant.name": WRONG}))
        assert found == "amend.nothing"

    def test_a_row_of_the_checklist_is_put_right_with_both_states(self, bench: Bench) -> None:
        case = notified(bench).case
        row = next(one for one in case.materials if one.state is MaterialState.COMPLETE)
        after = replace(row, handed=row.handed + 1, remark="另交副本一份")
        case = bench.counter().mending.amend(case.case_id, {}, (after,), AmendCause.ENTRY_ERROR, "少记一份")
        assert after in case.materials
        fact = decode_event(history(bench, case.case_id)[-1].body).fact
        assert (fact.materials[0].before, fact.materials[0].after) == (row, after)  # type: ignore[attr-defined]

    def test_an_ended_case_is_amended_by_a_head_only(self, bench: Bench) -> None:
        case_id = answered(bench, applicant=named(bench)).case.case_id
        assert "amend" not in bench.counter().cases.detail(case_id).actions
        assert (
            refused(lambda: bench.counter().mending.amend(case_id, {"contact": "乌云"})) == "amend.supervisor"
        )
        head = bench.counter(SUPERVISOR_PERSON)
        assert "amend" in head.cases.detail(case_id).actions
        case = head.mending.amend(case_id, {"contact": "乌云"})
        assert (case.state, case.first_contact) == (State.CLOSED, answered(bench).case.first_contact)

    def test_another_item_for_an_answer_and_never_for_a_running_case(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        head = bench.counter(SUPERVISOR_PERSON).mending
        case = head.amend(case_id, {"item": "9", "sub_item": "9.1"})
        assert (case.registered.item, case.registered.sub_item) == (9, "9.1")
        running = accepted(bench).case.case_id
        assert refused(lambda: head.amend(running, {"item": "9", "sub_item": "9.1"})) == "amend.matter_fixed"

    def test_a_misspelt_visitor_is_offered_no_more(self, bench: Bench) -> None:
        who = named(bench, name="其其革", id_number="", phone="13900001234")
        case_id = answered(bench, applicant=who).case.case_id
        bench.counter(SUPERVISOR_PERSON).mending.amend(case_id, {"applicant.name": WRONG})
        assert [name for name, _ in visitors(bench, "其其")] == [WRONG]
        assert rebuilt_alike(bench, WRONG, "其其革", "1234")

    def test_who_was_overwritten_by_a_slip_has_the_own_visit_back(self, bench: Bench) -> None:
        """The number of one visitor was typed for another: the first is remembered as before."""
        first = accepted(bench).case
        bench.clock.forward(hours=1)
        second = answered(bench, applicant=named(bench, name="巴特尔")).case
        assert visitors(bench, "0025") == [("巴特尔", second.case_no)]
        number = {"applicant.id_number": "152822196501010033"}
        bench.counter(SUPERVISOR_PERSON).mending.amend(second.case_id, number)
        assert visitors(bench, "0025") == [(WRONG, first.case_no)]
        assert visitors(bench, "0033") == [("巴特尔", second.case_no)]
        assert rebuilt_alike(bench, "0025", "0033", "巴特尔", WRONG)


class TestVoiding:
    def test_only_a_head_voids_and_says_why(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        assert "void" not in bench.counter().cases.detail(case_id).actions
        assert refused(lambda: bench.counter().mending.void(case_id, "duplicate")) == "right.missing"
        head = bench.counter(SUPERVISOR_PERSON).mending
        assert refused(lambda: head.void(case_id, "")) == "void.reason_missing"

    def test_the_case_and_every_paper_of_it_are_void_and_nothing_is_lost(self, bench: Bench) -> None:
        made = accepted(bench)
        case_id = made.case.case_id
        head = bench.counter(SUPERVISOR_PERSON)
        case = head.mending.void(case_id, "duplicate", "与前一件重复")
        assert (case.state, case.void_papers) == (State.VOIDED, (made.papers[0].number,))
        assert kinds(bench, case_id)[-2:] == ["paper_voided", "voided"]
        assert head.cases.detail(case_id).actions & {"amend", "void", "reopen", "undo", "withdraw"} == set()
        assert found(bench, made.case.case_no) == [case_id]
        assert head.papers.unconfirmed() == ()

    def test_the_next_number_goes_on_above_it(self, bench: Bench) -> None:
        first = accepted(bench)
        bench.counter(SUPERVISOR_PERSON).mending.void(first.case.case_id, "duplicate")
        second = accepted(bench)
        assert second.case.case_no.split("-")[2] == "010002"
        assert second.papers[0].number.endswith("0002 号")

    def test_the_day_counts_it_as_void_and_as_nothing_else(self, bench: Bench) -> None:
        answered(bench)
        bench.counter(SUPERVISOR_PERSON).mending.void(accepted(bench).case.case_id, "duplicate")
        sheet = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
        assert (sheet.total.visits, sheet.flow.new, sheet.flow.voided) == (1, 1, 1)
        assert bench.counter().desk.view().numbers.received == 1

    def test_it_is_on_nobodys_desk(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        bench.counter(SUPERVISOR_PERSON).mending.void(case_id, "duplicate")
        assert bench.counter().desk.view().todo == ()


class TestReopening:
    def test_only_a_head_reopens_a_closed_case_and_gives_it_a_limit(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        assert refused(lambda: bench.counter().mending.reopen(case_id, "答复有误")) == "right.missing"
        head = bench.counter(SUPERVISOR_PERSON)
        assert "reopen" in head.cases.detail(case_id).actions
        case = head.mending.reopen(case_id, " 答复有误 ")
        assert (case.state, case.ended_at) == (State.IN_PROGRESS, None)
        assert [due.at and due.at.date() for due in case.dues] == [date(2026, 11, 25)]
        assert [row.case_id for row in bench.counter().desk.view().todo] == [case_id]

    @pytest.mark.parametrize(("reason", "code"), [("", "reopen.reason_missing"), ("答复有误", "state.guard")])
    def test_without_a_reason_or_a_closing_it_is_refused(self, bench: Bench, reason: str, code: str) -> None:
        case_id = (answered if not reason else accepted)(bench).case.case_id
        assert refused(lambda: bench.counter(SUPERVISOR_PERSON).mending.reopen(case_id, reason)) == code

    def test_the_day_counts_it_as_reopened(self, bench: Bench) -> None:
        case_id = answered(bench).case.case_id
        bench.clock.forward(days=3)
        bench.counter(SUPERVISOR_PERSON).mending.reopen(case_id, "答复有误")
        flow = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date()).flow
        assert (flow.reopened, flow.carried_over) == (1, 1)


def to_the_city(bench: Bench) -> Outcome:
    detail = TransferDetail("1508001001", "", "市级窗口", "专业问题")
    return bench.counter().intake.decide(consultation(applicant=named(bench)), Decision.TRANSFER, detail)


def to_another_outlet(bench: Bench, *verdicts: str) -> Outcome:
    made = to_the_city(bench)
    judged(bench, verdicts)
    return made


class TestUndoing:
    @pytest.mark.parametrize("make", [answered, accepted, notified, to_the_city])
    def test_the_decision_is_taken_back_and_can_be_taken_again(
        self, bench: Bench, make: Callable[[Bench], Outcome]
    ) -> None:
        made = make(bench)
        mending = bench.counter().mending
        undoing = mending.undoing(made.case.case_id)
        assert undoing.refusal is None
        assert undoing.numbers == tuple(paper.number for paper in made.papers)
        assert undoing.printed == ()
        case = mending.undo(made.case.case_id, "点错")
        assert (case.decision, case.is_open) == (None, True)
        assert case.void_papers == undoing.numbers
        assert bench.counter().papers.unconfirmed() == ()
        assert "examine" in bench.counter().cases.detail(case.case_id).actions

    def test_a_printed_paper_must_have_come_back(self, bench: Bench) -> None:
        made = accepted(bench)
        counter = bench.counter()
        counter.papers.spool(made.papers[0].paper_id)
        assert counter.mending.undoing(made.case.case_id).printed == (made.papers[0].number,)
        before = events_of_all(bench)
        assert refused(lambda: counter.mending.undo(made.case.case_id, "点错")) == "undo.paper_out"
        assert events_of_all(bench) == before
        case = counter.mending.undo(made.case.case_id, "点错", collected=True)
        assert case.state is State.RECEIVED

    def test_after_it_every_decision_is_open_and_the_first_that_stands_counts(self, bench: Bench) -> None:
        made = accepted(bench)
        counter = bench.counter()
        counter.mending.undo(made.case.case_id, "应为不予受理")
        sheet = counter.examining.sheet(made.case.case_id)
        examined = counter.examining.decide(
            made.case.case_id, sheet.entry, Decision.REJECT, RejectDetail("不属于本窗口")
        )
        assert examined.case.decision is Decision.REJECT
        sheet_of_day = bench.counter(SUPERVISOR_PERSON).day_sheet.sheet(bench.clock.now().date())
        assert {one for one, n in sheet_of_day.total.results.items() if n} == {Decision.REJECT}
        assert sheet_of_day.total.visits == 1
        assert counter.desk.view().numbers.results == {Decision.REJECT: 1}

    def test_an_answer_taken_back_can_become_a_case(self, bench: Bench) -> None:
        made = answered(bench)
        counter = bench.counter()
        counter.mending.undo(made.case.case_id, "答错")
        sheet = counter.examining.sheet(made.case.case_id)
        entry = replace(sheet.entry, answer="带营业执照原件。")
        examined = counter.examining.decide(made.case.case_id, entry, Decision.ANSWER)
        assert (examined.case.state, examined.case.answer) == (State.CLOSED, "带营业执照原件。")

    @pytest.mark.parametrize(
        ("who", "later", "code"),
        [
            (SUPERVISOR_PERSON, timedelta(), "undo.other_person"),
            (None, timedelta(days=1), "undo.other_day"),
            (None, timedelta(hours=14, minutes=54), ""),
        ],
    )
    def test_only_the_same_clerk_on_the_same_day(
        self, bench: Bench, who: object, later: timedelta, code: str
    ) -> None:
        case_id = answered(bench).case.case_id
        bench.clock.at += later
        mending = (bench.counter(SUPERVISOR_PERSON) if who else bench.counter()).mending
        told = mending.undoing(case_id).refusal
        assert (told.code if told else "") == code
        if code:
            assert refused(lambda: mending.undo(case_id, "点错")) == code

    def test_once_something_followed_the_way_is_another(self, bench: Bench) -> None:
        case_id = accepted(bench).case.case_id
        counter = bench.counter()
        counter.cases.close(case_id, "已出具报告")
        told = counter.mending.undoing(case_id).refusal
        assert told is not None
        assert told.code == "undo.not_last"
        assert "undo" not in counter.cases.detail(case_id).actions

    def test_what_another_outlet_has_been_told_is_not_taken_back(self, bench: Bench) -> None:
        made = to_another_outlet(bench, "applied", "applied")
        told = bench.counter().mending.undoing(made.case.case_id).refusal
        assert told is not None
        assert told.code == "undo.known_elsewhere"
        assert (
            refused(lambda: bench.counter().mending.undo(made.case.case_id, "点错")) == "undo.known_elsewhere"
        )

    def test_what_only_the_city_knows_can_be_taken_back(self, bench: Bench) -> None:
        made = answered(bench)
        judged(bench, ["applied"] * 2)
        assert bench.counter().mending.undoing(made.case.case_id).refusal is None

    def test_lists_made_anew_know_of_it(self, bench: Bench) -> None:
        made = bench.counter().intake.decide(search_report(bench.reference), Decision.RECEIVE)
        bench.counter().mending.undo(made.case.case_id, "点错")
        assert rebuilt_alike(bench, WRONG)

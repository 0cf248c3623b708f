"""The pure steps of 补正收件: rows as they are marked, what stands in the way, what fits, what is said."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from outlet_app.domain.calendar import CST
from outlet_app.domain.case import fold
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.correcting import entry_of as registration
from outlet_app.domain.decisions import Decision
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Accepted, Fact, MaterialsChecked, MaterialsTaken, NoticeLine, WorkStarted
from outlet_app.domain.materials import Defect, MaterialState, NoticeCause, Summary
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Problem
from outlet_app.domain.states import State
from outlet_app.services.examining import Sheet
from outlet_app.ui.pages.corrections import state as steps
from outlet_app.ui.pages.corrections.desk_bar import hint
from outlet_app.ui.pages.corrections.state import DeskState
from outlet_app.wording import corrections as words
from outlet_app.wording import second_notice as second
from tests.support.builders import event, material, notice, registered, stamp

S = MaterialState
TODAY = date(2026, 11, 24)
M1, M2, A1 = "8.2-M1", "8.2-M2", "8.2-A1"
KNOWN = (
    material(S.MISSING, M1),
    material(S.FAULTY, M2, defects=(Defect("D05"),)),
    replace(material(S.COMPLETE, A1), core=False, may_follow=True),
)
TAKE = words.TAKE
ACCEPT, TELL, PROMISE, SEND, REFUSE = (
    one.value
    for one in (Decision.ACCEPT, Decision.NOTICE, Decision.DEFICIENT, Decision.TRANSFER, Decision.REJECT)
)


def case_of(*facts: Fact) -> Case:
    return fold(event(fact, minutes=minute) for minute, fact in enumerate(facts))


def sheet_of(case: Case) -> Sheet:
    asked = tuple(row for row in case.materials if row.code in (M1, M2)) if case.notices else ()
    lines = case.notices[-1].lines if case.notices else ()
    return Sheet(case, registration(case), None, asked, lines)


def corrected() -> Sheet:
    """Told of one missing and one faulty paper, and back with both."""
    return sheet_of(case_of(registered(), MaterialsChecked(1, KNOWN), MaterialsTaken(), notice()))


def after_acceptance() -> Sheet:
    return sheet_of(
        case_of(
            registered(), MaterialsChecked(1, KNOWN), MaterialsTaken(),
            Accepted((stamp(5),)), WorkStarted(), notice(),
        )
    )  # fmt: skip


def marks(state: DeskState) -> list[str]:
    return [row.state.name for row in state.rows]


def with_marks(sheet: Sheet, *found: MaterialState) -> DeskState:
    state = steps.opened(sheet)
    for row, mark in zip(state.rows, found, strict=False):
        wanting = (Defect("D04"),) if mark is S.FAULTY else ()
        state = (
            steps.found_wanting(state, row.code, wanting, "")
            if wanting
            else steps.marked(state, row.code, mark)
        )
    return state


class TestOpening:
    def test_a_correction_begins_with_nothing_looked_at(self) -> None:
        state = steps.opened(corrected())
        assert marks(state) == ["UNDECIDED", "UNDECIDED"]
        assert [(row.defects, row.remark, row.handed) for row in state.rows] == [((), "", 0)] * 2
        assert (state.tried, dict(state.problems)) == (False, {})
        assert state.is_chosen

    def test_what_the_system_knows_is_no_question(self) -> None:
        sheet = corrected()
        exempt = replace(sheet.asked[0], state=S.EXEMPT)
        assert marks(steps.opened(replace(sheet, asked=(exempt, sheet.asked[1])))) == ["EXEMPT", "UNDECIDED"]

    def test_marks_of_the_same_papers_come_back(self) -> None:
        sheet = corrected()
        left = with_marks(sheet, S.COMPLETE).rows
        assert marks(steps.opened(sheet, left)) == ["COMPLETE", "UNDECIDED"]
        assert steps.fits(sheet, left)

    @pytest.mark.parametrize(
        "change",
        [
            lambda rows: (),
            lambda rows: rows[:1],
            lambda rows: rows[::-1],
            lambda rows: (replace(rows[0], version=2), rows[1]),
            lambda rows: (replace(rows[0], code="8.2-M9"), rows[1]),
        ],
        ids=["nothing kept", "fewer rows", "another order", "another paper", "another material"],
    )
    def test_marks_of_other_papers_do_not(self, change: object) -> None:
        sheet = corrected()
        left = change(with_marks(sheet, S.COMPLETE, S.COMPLETE).rows)  # type: ignore[operator]
        assert not steps.fits(sheet, left)
        assert marks(steps.opened(sheet, left)) == ["UNDECIDED", "UNDECIDED"]

    def test_the_list_is_another_after_every_event(self) -> None:
        sheet = corrected()
        later = replace(sheet, case=replace(sheet.case, events=sheet.case.events + 1))
        assert steps.opened(sheet).list_key != steps.opened(later).list_key


class TestMarking:
    def test_a_mark_says_how_many_copies_lie_here(self) -> None:
        state = steps.opened(corrected())
        told = {
            mark: steps.marked(state, M1, mark).rows[0].handed
            for mark in (S.COMPLETE, S.MISSING, S.DEFERRED, S.NOT_NEEDED)
        }
        assert told == {S.COMPLETE: 1, S.MISSING: 0, S.DEFERRED: 0, S.NOT_NEEDED: 0}

    def test_defects_and_remark_belong_to_what_is_wrong(self) -> None:
        state = steps.found_wanting(steps.opened(corrected()), M2, (Defect("D04"),), "第 2 页")
        assert (state.rows[1].state, state.rows[1].defects, state.rows[1].remark) == (
            S.FAULTY, (Defect("D04"),), "第 2 页",
        )  # fmt: skip
        right = steps.marked(state, M2, S.COMPLETE)
        assert (right.rows[1].defects, right.rows[1].remark) == ((), "")

    def test_a_remark_changes_nothing_else(self) -> None:
        state = with_marks(corrected(), S.COMPLETE)
        noted = steps.remarked(state, M1, "另附说明")
        assert noted.rows[0] == replace(state.rows[0], remark="另附说明")
        assert noted.rows[1] == state.rows[1]

    def test_all_right_is_for_what_nobody_has_looked_at(self) -> None:
        assert marks(steps.all_right(with_marks(corrected(), S.MISSING))) == ["MISSING", "COMPLETE"]
        assert marks(steps.all_right(steps.opened(corrected()))) == ["COMPLETE", "COMPLETE"]

    @pytest.mark.parametrize(
        ("found", "after", "next_one"),
        [
            ((), "", M1),
            ((), M1, M2),
            ((S.COMPLETE,), M1, M2),
            ((S.COMPLETE,), M2, M2),
            ((S.COMPLETE, S.COMPLETE), M2, ""),
            ((S.UNDECIDED, S.COMPLETE), M2, M1),
            ((), "unknown", M1),
        ],
    )
    def test_the_keys_go_on_to_the_next_open_row(
        self, found: tuple[MaterialState, ...], after: str, next_one: str
    ) -> None:
        assert steps.next_open(with_marks(corrected(), *found), after) == next_one


class TestEntry:
    """What the decision gets: another version only of what came (domain.md §2.6)."""

    def test_what_came_is_another_paper_and_what_did_not_is_as_it_was(self) -> None:
        entry = steps.entry_of(with_marks(corrected(), S.MISSING, S.COMPLETE))
        told = {row.code: (row.state, row.version) for row in entry.materials}
        assert told == {M1: (S.MISSING, 1), M2: (S.COMPLETE, 2), A1: (S.COMPLETE, 1)}
        assert entry.materials[0] == KNOWN[0]

    def test_what_came_and_is_wrong_is_another_paper_too(self) -> None:
        entry = steps.entry_of(with_marks(corrected(), S.COMPLETE, S.FAULTY))
        assert [(row.version, row.defects) for row in entry.materials[:2]] == [(2, ()), (2, (Defect("D04"),))]

    def test_the_order_of_the_checklist_stays(self) -> None:
        entry = steps.entry_of(with_marks(corrected(), S.COMPLETE, S.COMPLETE))
        assert [row.code for row in entry.materials] == [M1, M2, A1]

    def test_an_examination_raises_no_version(self) -> None:
        sheet = sheet_of(case_of(registered(), MaterialsChecked(1, KNOWN), MaterialsTaken(for_review=True)))
        state = DeskState(sheet, KNOWN)
        entry = steps.entry_of(steps.marked(state, M1, S.COMPLETE))
        assert [(row.state, row.version) for row in entry.materials] == [
            (S.COMPLETE, 1), (S.FAULTY, 1), (S.COMPLETE, 1),
        ]  # fmt: skip

    def test_put_right_while_the_notice_was_written_it_is_so_on_the_rows(self) -> None:
        state = with_marks(corrected(), S.MISSING, S.FAULTY)
        entry = steps.entry_of(state)
        mended = replace(
            entry, materials=tuple(replace(row, state=S.COMPLETE, defects=()) for row in entry.materials)
        )
        assert marks(steps.as_noticed(state, mended)) == ["COMPLETE", "COMPLETE"]
        assert steps.as_noticed(state, entry) == state


class TestTrying:
    @pytest.mark.parametrize("choice", [TAKE, TELL])
    def test_rows_nobody_looked_at_stand_in_the_way(self, choice: str) -> None:
        state = steps.tried(with_marks(corrected(), S.COMPLETE), choice, TODAY)
        assert dict(state.problems) == {f"materials.{M2}": Problem("material.undecided")}
        assert (state.tried, steps.first_wrong(state)) == (True, M2)

    def test_nothing_brought_cannot_be_taken_in(self) -> None:
        state = steps.tried(with_marks(corrected(), S.MISSING, S.MISSING), TAKE, TODAY)
        assert dict(state.problems) == {"": Problem("return.nothing_came")}
        assert steps.first_wrong(state) == ""
        assert not steps.came(state)

    @pytest.mark.parametrize("found", [(S.COMPLETE, S.MISSING), (S.MISSING, S.FAULTY)])
    def test_anything_brought_can(self, found: tuple[MaterialState, ...]) -> None:
        state = steps.tried(with_marks(corrected(), *found), TAKE, TODAY)
        assert (dict(state.problems), state.tried) == ({}, False)

    def test_a_notice_is_looked_at_by_its_own_page(self) -> None:
        state = steps.tried(with_marks(corrected(), S.COMPLETE, S.COMPLETE), TELL, TODAY)
        assert not state.tried

    def test_a_mark_takes_its_problem_away(self) -> None:
        state = steps.tried(steps.opened(corrected()), TAKE, TODAY)
        assert len(state.problems) == 2
        state = steps.marked(state, M1, S.COMPLETE)
        assert (list(state.problems), state.tried) == ([f"materials.{M2}"], True)
        state = steps.marked(state, M2, S.COMPLETE)
        assert (dict(state.problems), state.tried) == ({}, False)

    def test_a_registration_that_does_not_hold_is_told_apart_from_the_rows(self) -> None:
        sheet = corrected()
        nameless = replace(sheet.entry, applicant=replace(sheet.entry.applicant, phone=""))
        state = steps.opened(replace(sheet, entry=nameless))
        state = steps.tried(steps.all_right(state), ACCEPT, TODAY)
        found = steps.elsewhere(state)
        assert found is not None
        assert found[0] == "phone"
        assert hint(state)[2] == "登记内容还不能这样办：联系电话，请填写联系电话"
        assert hint(state)[3] == "请在办件查询用更正补上，再决定"


class TestChoices:
    def test_what_each_state_can_come_to(self) -> None:
        waiting, at_work = corrected(), after_acceptance()
        review = sheet_of(case_of(registered(), MaterialsChecked(1, KNOWN), MaterialsTaken(for_review=True)))
        told = {sheet.case.state: steps.opened(sheet).choices for sheet in (waiting, at_work, review)}
        assert told == {
            State.CORRECTION: {ACCEPT, TELL, PROMISE, SEND, REFUSE, TAKE},
            State.CORRECTION_AFTER: {TELL, TAKE},
            State.RECEIVED: {ACCEPT, TELL, PROMISE, SEND, REFUSE},
        }  # fmt: skip

    def test_without_anything_that_may_follow_there_is_no_promise(self) -> None:
        sheet = corrected()
        core = tuple(replace(row, may_follow=False) for row in sheet.entry.materials)
        state = steps.opened(replace(sheet, entry=replace(sheet.entry, materials=core)))
        assert PROMISE not in state.choices

    @pytest.mark.parametrize(
        ("found", "fitting"),
        [
            ((), ""),
            ((S.COMPLETE,), ""),
            ((S.MISSING, S.MISSING), ""),
            ((S.COMPLETE, S.COMPLETE), ACCEPT),
            ((S.COMPLETE, S.FAULTY), TELL),
            ((S.COMPLETE, S.MISSING), TELL),
        ],
    )
    def test_the_fitting_decision_before_acceptance(
        self, found: tuple[MaterialState, ...], fitting: str
    ) -> None:
        assert steps.suggested(with_marks(corrected(), *found)) == fitting

    @pytest.mark.parametrize(
        ("found", "fitting"),
        [((S.COMPLETE, S.COMPLETE), TAKE), ((S.COMPLETE, S.FAULTY), TELL), ((S.COMPLETE,), "")],
    )
    def test_the_fitting_decision_after_it(self, found: tuple[MaterialState, ...], fitting: str) -> None:
        assert steps.suggested(with_marks(after_acceptance(), *found)) == fitting


class TestHint:
    @pytest.mark.parametrize(
        ("found", "told"),
        [
            ((), ("info", "text3", "还有 2 项没有核对", "逐项核对以后再决定")),
            ((S.COMPLETE,), ("info", "text3", "还有 1 项没有核对", "逐项核对以后再决定")),
            (
                (S.MISSING, S.MISSING),
                (
                    "info",
                    "text3",
                    "申请人没有交来补正材料",
                    "没有交来的不必收件；可以再次告知，或者等申请人补正",
                ),
            ),
            (
                (S.MISSING, S.FAULTY),
                ("triangle-alert", "warn", "还缺 1 项，仍需补正 1 项", "先收下已交的，或者再次一次性告知"),
            ),
            ((S.COMPLETE, S.COMPLETE), ("circle-check", "ok", "要求补正的材料已经齐全", "建议受理")),
        ],
    )
    def test_what_the_bar_says_of_the_rows(
        self, found: tuple[MaterialState, ...], told: tuple[str, str, str, str]
    ) -> None:
        assert hint(with_marks(corrected(), *found)) == told

    def test_after_acceptance_it_recommends_to_go_on(self) -> None:
        state = with_marks(after_acceptance(), S.COMPLETE, S.COMPLETE)
        assert hint(state)[2:] == ("要求补正的材料已经齐全", "建议恢复办理")

    def test_rows_to_mend_are_counted(self) -> None:
        state = steps.tried(steps.opened(corrected()), TAKE, TODAY)
        assert hint(state) == ("circle-alert", "bad", "有 2 处要改正", "")

    def test_nothing_brought_is_said_in_red_once_it_was_pressed(self) -> None:
        state = steps.tried(with_marks(corrected(), S.MISSING, S.MISSING), TAKE, TODAY)
        assert hint(state)[:3] == ("circle-alert", "bad", "申请人没有交来补正材料")


class TestWords:
    """Every sentence of the page and of a second notice."""

    def test_the_line_under_the_name(self) -> None:
        told, due = datetime(2026, 11, 20, 9, 5, tzinfo=CST), datetime(2026, 12, 11, 17, 30, tzinfo=CST)
        said = {
            words.told_line(1, told, due): "第 1 次告知　告知日：11-20 周五，补正至：12-11 周五",
            words.told_line(2, told, None): "第 2 次告知　告知日：11-20 周五",
            words.received_line(told, due): "收件日：11-20 周五，审核期限：12-11 周五",
            words.received_line(told, None): "收件日：11-20 周五",
        }
        assert list(said) == list(said.values())

    def test_what_a_notice_line_asked(self) -> None:
        missing = NoticeLine(M1, "申报书", S.MISSING, PaperForm.ORIGINAL, 1, "未提交。", "请提交原件 1 份。")
        faulty = replace(missing, state=S.FAULTY, issue="未盖章。", remedy="请盖章。")
        assert [
            words.asked_text(line)
            for line in (missing, faulty, replace(faulty, issue=""), replace(missing, remedy=""))
        ] == [
            "要求：请提交原件 1 份。",
            "存在问题：未盖章。　补正要求：请盖章。",
            "补正要求：请盖章。",
            "",
        ]

    @pytest.mark.parametrize(
        ("decision", "state", "said"),
        [
            (Decision.ACCEPT, State.ACCEPTED, "已受理"),
            (Decision.NOTICE, State.CORRECTION, "已一次性告知"),
            (Decision.DEFICIENT, State.ACCEPTED_DEFICIENT, "已容缺受理"),
            (Decision.TRANSFER, State.TRANSFERRED, "已转办"),
            (Decision.REJECT, State.REJECTED, "已不予受理"),
            (None, State.RECEIVED, "已补正收件，等待审核"),
            (None, State.IN_PROGRESS, "已补正收件，恢复办理"),
        ],
    )
    def test_what_is_said_afterwards(self, decision: Decision | None, state: State, said: str) -> None:
        assert words.done(decision, state) == said

    @pytest.mark.parametrize(
        ("code", "state", "told", "word"),
        [
            (TAKE, State.CORRECTION, 1, "收下待审(&J)"),
            (TAKE, State.CORRECTION_AFTER, 1, "恢复办理(&J)"),
            (TELL, State.RECEIVED, 0, "一次性告知(&Y)"),
            (TELL, State.CORRECTION, 1, "再次告知(&Y)"),
            (ACCEPT, State.CORRECTION, 1, "受理(&S)"),
        ],
    )
    def test_each_button_is_called_by_what_it_does_here(
        self, code: str, state: State, told: int, word: str
    ) -> None:
        assert words.choice(code, state, told)[0] == word

    def test_no_two_buttons_have_the_same_letter(self) -> None:
        every = [*words.CHOICES.values(), (words.ALL_RIGHT, "")]
        letters = [text.partition("&")[2][0] for text, _icon in every]
        assert len(set(letters)) == len(letters)

    def test_the_counts_of_what_is_short(self) -> None:
        assert words.short(Summary(2, 1, 0, 3, 0)) == "还缺 2 项，仍需补正 1 项"

    def test_every_cause_has_its_words(self) -> None:
        assert {cause: second.CAUSES[cause] for cause in NoticeCause} == {
            NoticeCause.CORRECTION_INCOMPLETE: "已告知，补正仍不齐全",
            NoticeCause.NEW_MATERIAL_DEFECT: "新交材料的问题",
            NoticeCause.APPLICANT_CHANGED_REQUEST: "申请人变更了请求",
            NoticeCause.LIST_OR_LAW_CHANGED: "清单或者法规变更",
            NoticeCause.BREACH_SECOND_NOTICE: "首次告知时已能发现",
        }

    def test_what_needs_no_choice_is_told_in_one_sentence(self) -> None:
        rows = [("申报书", NoticeCause.CORRECTION_INCOMPLETE), ("凭证", NoticeCause.NEW_MATERIAL_DEFECT)]
        assert second.fixed(rows) == "其他材料：申报书（已告知，补正仍不齐全）；凭证（新交材料的问题）"
        assert second.fixed([]) == ""

    def test_heads_are_named_with_the_last_four_digits(self) -> None:
        people = (
            Person("1508260001", "高云飞", frozenset({Role.SUPERVISOR})),
            Person("1508260002", "乌日娜", frozenset({Role.SUPERVISOR})),
        )
        assert second.heads(people) == "高云飞 0001、乌日娜 0002"

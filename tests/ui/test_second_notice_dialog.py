"""二次告知 by keys: the cause of each line, a reason, a 窗口负责人 with her 口令; else nothing prints."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refused
from outlet_app.domain.states import State
from outlet_app.services.views import Outcome
from outlet_app.ui.pages.corrections.second_dialog import SecondNoticeDialog
from outlet_app.ui.parts.defects_dialog import DefectsDialog
from outlet_app.ui.parts.notice.add_dialog import AddDialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import second_notice as words
from outlet_app.wording.timeline import tell
from tests.support.at_the_counter import events_of_all, kinds, notified, text_of
from tests.support.back_desk import BackDesk, Key, received
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING, SUPERVISOR

Stage = Callable[..., QWidget]
WORD, WRONG = "Ulanbuh-Shamo-8", "Ulanbuh-Shamo-9"
SECOND = Person("1508260002", "乌日娜", frozenset({Role.SUPERVISOR}))
REASON = "首次核对时漏看了承诺书的落款"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    opened.keystore.add(SUPERVISOR, WORD, KEY)
    yield opened
    opened.database.close()


@pytest.fixture
def told(bench: Bench) -> Outcome:
    return notified(bench)


@pytest.fixture
def desk(stage: Stage, bench: Bench, told: Outcome) -> BackDesk:
    return overlooked(BackDesk(stage, bench), told)


def overlooked(desk: BackDesk, told: Outcome) -> BackDesk:
    """Everything asked came; now a seal is missing on a paper that lay here all the time."""
    desk.scan(told.case.case_no)
    desk.press(Key.Key_1, Key.Key_2)
    desk.alt("Y")
    desk.page.notice.editor.add_button.click()
    desk.drain()
    adding = desk.dialog
    assert isinstance(adding, AddDialog)
    adding.combo.set_value(_other(desk))
    adding.state.choose(1)
    assert adding.default is not None
    adding.default.click()
    desk.drain()
    assert isinstance(desk.dialog, DefectsDialog)
    desk.press(Key.Key_Space, Key.Key_Return)
    desk.page.notice.editor.tick.click()
    desk.drain()
    return desk


def _other(desk: BackDesk) -> str:
    entry = desk.page.notice.entry
    assert entry is not None
    on_paper = {line.code for line in desk.page.notice.draft.lines}
    return next(
        row.code
        for row in entry.materials
        if row.code not in on_paper and row.state.name == "COMPLETE" and row.version == 1
    )


def ask(desk: BackDesk) -> SecondNoticeDialog:
    """打印并送达 with a line that was overlooked."""
    desk.alt("P")
    dialog = desk.dialog
    assert isinstance(dialog, SecondNoticeDialog)
    return dialog


def choose(desk: BackDesk, dialog: SecondNoticeDialog, place: int = 0) -> None:
    """The cause of the one late line, by keys."""
    (combo,) = dialog.causes.values()
    combo.setFocus()
    desk.press(Key.Key_Down)
    desk.press(*[Key.Key_Down] * place, Key.Key_Return)


def fill(dialog: SecondNoticeDialog, *, reason: str = REASON, staff: str = "0001", word: str = WORD) -> None:
    dialog.reason.setPlainText(reason)
    dialog.staff.setText(staff)
    dialog.password.line.setText(word)


def go(desk: BackDesk, dialog: SecondNoticeDialog) -> None:
    assert dialog.default is not None
    dialog.default.click()
    desk.drain()


class TestWhatItShows:
    def test_the_late_line_asks_for_its_cause_and_the_others_say_theirs(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        dialog = ask(desk)
        assert dialog.windowTitle() == "第 2 次告知：逐项核对原因"
        (field,) = dialog.fields.values()
        late = next(line for line in desk.page.notice.draft.lines if line.code in dialog.fields)
        assert field.line.label.startswith(late.name)
        assert field.line.required
        told_lines = [one.text() for one in dialog.findChildren(Paragraph)]
        names = [line.name for line in told.case.notices[0].lines]
        assert any(text == f"其他材料：{names[1]}（已告知，补正仍不齐全）" for text in told_lines)
        assert any(text.startswith("下列材料首次告知时没有指出") for text in told_lines)

    def test_the_two_causes_a_clerk_may_know_are_offered_and_none_is_chosen(self, desk: BackDesk) -> None:
        dialog = ask(desk)
        (combo,) = dialog.causes.values()
        assert combo.value is None
        assert [choice.text for choice in combo.choices] == [
            "首次告知时已能发现（二次告知）",
            "首次告知以后清单或者法规变更",
        ]

    def test_the_keys_begin_at_the_first_cause(self, desk: BackDesk) -> None:
        dialog = ask(desk)
        (combo,) = dialog.causes.values()
        assert QApplication.focusWidget() is combo

    def test_the_one_head_of_this_machine_is_filled_in_by_the_last_four_digits(self, desk: BackDesk) -> None:
        assert ask(desk).staff.text() == "0001"

    def test_of_two_heads_none_is_guessed(self, stage: Stage, bench: Bench, told: Outcome) -> None:
        with bench.database.unit_of_work() as uow:
            uow.people.put(SECOND)
            uow.commit()
        bench.keystore.add(SECOND.staff_no, WORD, KEY)
        desk = overlooked(BackDesk(stage, bench), told)
        assert ask(desk).staff.text() == ""

    def test_the_password_is_never_shown(self, desk: BackDesk) -> None:
        dialog = ask(desk)
        dialog.password.line.setText(WORD)
        assert dialog.password.line.echoMode() is QLineEdit.EchoMode.Password

    def test_without_any_head_on_this_machine_it_says_so_and_cannot_be_pressed(
        self, stage: Stage, tmp_path: Path
    ) -> None:
        (tmp_path / "other").mkdir()
        bench = open_bench(tmp_path / "other", MORNING)
        told = notified(bench)
        desk = overlooked(BackDesk(stage, bench), told)
        dialog = ask(desk)
        assert not dialog.go.isEnabled()
        texts = [
            child.text() for child in dialog.findChildren(QWidget) if type(child).__name__ == "Paragraph"
        ]
        assert texts[0] == words.NO_HEAD
        desk.press(Key.Key_Escape)
        assert desk.case(told.case.case_id).state is State.CORRECTION
        bench.database.close()


class TestRefused:
    """Without every part of it nothing is printed and nothing is kept."""

    @pytest.mark.parametrize(
        ("chosen", "reason", "staff", "word", "said"),
        [
            (False, REASON, "0001", WORD, {"cause": "请选择原因"}),
            (True, "", "0001", WORD, {"reason": "请填写情况说明"}),
            (True, "  \n ", "0001", WORD, {"reason": "请填写情况说明"}),
            (True, "看" * 201, "0001", WORD, {"reason": "最多 200 字，超出 1 字"}),
            (True, REASON, "", WORD, {"staff": "请填写工号"}),
            (True, REASON, "9999", WORD, {"staff": "本机没有这个工号"}),
            (True, REASON, CLERK[-4:], WORD, {"staff": "本机没有这个工号"}),
            (True, REASON, "0001", "", {"password": "请填写口令"}),
            (
                False, "", "", "",
                {
                    "cause": "请选择原因", "reason": "请填写情况说明",
                    "staff": "请填写工号", "password": "请填写口令",
                },
            ),
        ],
    )  # fmt: skip
    def test_each_part_says_in_its_own_place_what_is_missing(
        self,
        desk: BackDesk,
        bench: Bench,
        chosen: bool,
        reason: str,
        staff: str,
        word: str,
        said: dict[str, str],
    ) -> None:
        before = events_of_all(bench)
        dialog = ask(desk)
        if chosen:
            choose(desk, dialog)
        fill(dialog, reason=reason, staff=staff, word=word)
        go(desk, dialog)
        (cause,) = dialog.fields.values()
        fields = {"cause": cause, "reason": dialog.reason_field}
        fields |= {"staff": dialog.staff_field, "password": dialog.password_field}
        assert {key: field.message for key, field in fields.items() if field.message} == said
        assert events_of_all(bench) == before
        assert desk.has_dialog

    def test_a_wrong_word_counts_and_says_how_often_is_left(self, desk: BackDesk, bench: Bench) -> None:
        before = events_of_all(bench)
        dialog = ask(desk)
        choose(desk, dialog)
        fill(dialog, word=WRONG)
        go(desk, dialog)
        assert dialog.password_field.message == "口令不正确，还可再试 4 次"
        assert dialog.password.text() == ""
        assert QApplication.focusWidget() is dialog.password.line
        assert events_of_all(bench) == before
        assert dialog.go.isEnabled()

    def test_five_wrong_words_lock_for_a_quarter_of_an_hour(self, desk: BackDesk, bench: Bench) -> None:
        dialog = ask(desk)
        choose(desk, dialog)
        for _ in range(5):
            fill(dialog, word=WRONG)
            go(desk, dialog)
        assert dialog.password_field.message == "已锁定至 09:20"
        fill(dialog)
        go(desk, dialog)
        assert dialog.password_field.message == "已锁定至 09:20"
        assert "approved_by" not in kinds(bench, desk.page.subject())

    def test_the_clerks_own_word_approves_nothing(self, desk: BackDesk, bench: Bench) -> None:
        dialog = ask(desk)
        choose(desk, dialog)
        fill(dialog, staff=CLERK[-4:], word="Trial-2026")
        go(desk, dialog)
        assert dialog.staff_field.message == "本机没有这个工号"

    def test_given_up_the_notice_is_still_there_as_it_was_written(self, desk: BackDesk, bench: Bench) -> None:
        before = events_of_all(bench)
        draft = desk.page.notice.draft
        dialog = ask(desk)
        choose(desk, dialog)
        desk.press(Key.Key_Escape)
        assert (desk.stage, desk.page.notice.draft) == (2, draft)
        assert events_of_all(bench) == before
        assert not desk.has_dialog


class TestApproved:
    def approve(self, desk: BackDesk, place: int = 0) -> None:
        dialog = ask(desk)
        choose(desk, dialog, place)
        fill(dialog)
        go(desk, dialog)

    def test_it_is_given_printed_and_kept_with_who_and_why(
        self, desk: BackDesk, bench: Bench, told: Outcome
    ) -> None:
        self.approve(desk)
        case = desk.case(told.case.case_id)
        given = case.notices[-1]
        assert (given.ordinal, given.breach_reason, given.approved_by) == (2, REASON, SUPERVISOR)
        assert [line.cause for line in given.lines] == [
            NoticeCause.CORRECTION_INCOMPLETE,
            NoticeCause.BREACH_SECOND_NOTICE,
        ]
        assert desk.printed() == ["W04"]
        assert kinds(bench, case.case_id)[-1] == "paper_issued"
        assert desk.said[-1].startswith("已一次性告知")
        assert desk.stage == 0

    def test_who_signed_in_stays_signed_in(self, desk: BackDesk, bench: Bench, told: Outcome) -> None:
        before = bench.keystore.remembered()
        self.approve(desk)
        assert bench.keystore.remembered() == before
        entry = desk.counter.cases.detail(told.case.case_id).timeline[1]
        assert entry.event.actor == CLERK

    def test_a_change_of_list_or_law_is_kept_as_such_with_its_basis(
        self, desk: BackDesk, told: Outcome
    ) -> None:
        self.approve(desk, place=1)
        given = desk.case(told.case.case_id).notices[-1]
        assert given.lines[-1].cause is NoticeCause.LIST_OR_LAW_CHANGED
        assert (given.breach_reason, given.approved_by) == (REASON, SUPERVISOR)

    def test_the_course_tells_it_all(self, desk: BackDesk, told: Outcome) -> None:
        self.approve(desk)
        given = desk.case(told.case.case_id).notices[-1]
        assert tell(given).text.splitlines()[1:] == [
            f"二次告知：{given.lines[-1].name}首次告知时未指出",
            f"情况说明：{REASON}",
            "窗口负责人（工号 0001）同意",
        ]

    def test_ten_digits_do_as_well(self, desk: BackDesk, told: Outcome) -> None:
        dialog = ask(desk)
        choose(desk, dialog)
        fill(dialog, staff=SUPERVISOR)
        go(desk, dialog)
        assert desk.case(told.case.case_id).notices[-1].approved_by == SUPERVISOR

    def test_a_head_alone_at_her_machine_proves_herself_too(
        self, stage: Stage, bench: Bench, told: Outcome
    ) -> None:
        desk = overlooked(BackDesk(stage, bench, SUPERVISOR_PERSON), told)
        self.approve(desk)
        given = desk.case(told.case.case_id).notices[-1]
        assert given.approved_by == SUPERVISOR

    def test_the_reason_is_kept_without_blanks_around_it(self, desk: BackDesk, told: Outcome) -> None:
        dialog = ask(desk)
        choose(desk, dialog)
        fill(dialog, reason=f"  {REASON}\n")
        go(desk, dialog)
        assert desk.case(told.case.case_id).notices[-1].breach_reason == REASON


class TestWhereNoHeadIsAsked:
    def test_what_is_still_wrong_needs_nobody(self, stage: Stage, bench: Bench, told: Outcome) -> None:
        desk = BackDesk(stage, bench)
        desk.scan(told.case.case_no)
        desk.press(Key.Key_2, Key.Key_1)
        desk.alt("Y")
        (card,) = desk.page.notice.editor.cards
        assert card.cause.text() == "原因：已告知，补正仍不齐全"
        desk.page.notice.editor.tick.click()
        desk.alt("P")
        assert not desk.has_dialog
        case = desk.case(told.case.case_id)
        assert (case.state, len(case.notices)) == (State.CORRECTION, 2)
        assert "第2次" in text_of(
            desk.counter.papers.pdf(desk.counter.cases.detail(case.case_id).papers[0].paper_id)
        )

    def test_what_is_wrong_with_a_new_paper_needs_nobody(
        self, stage: Stage, bench: Bench, told: Outcome
    ) -> None:
        desk = BackDesk(stage, bench)
        desk.scan(told.case.case_no)
        desk.press(Key.Key_1, Key.Key_3)
        desk.press(Key.Key_Space, Key.Key_Return)
        desk.alt("Y")
        (card,) = desk.page.notice.editor.cards
        assert card.cause.text() == "原因：新交材料的问题"
        desk.page.notice.editor.tick.click()
        desk.alt("P")
        assert len(desk.case(told.case.case_id).notices) == 2

    def test_the_first_notice_of_a_case_has_no_cause_to_show(self, stage: Stage, bench: Bench) -> None:
        case = received(bench).case
        desk = BackDesk(stage, bench)
        desk.scan(case.case_no)
        desk.press(Key.Key_2)
        desk.alt("A")
        desk.alt("Y")
        (card,) = desk.page.notice.editor.cards
        assert (card.cause.text(), card.cause.isVisible()) == ("", False)

    def test_the_late_line_says_so_on_its_card(self, desk: BackDesk) -> None:
        assert [card.cause.text() for card in desk.page.notice.editor.cards] == [
            "原因：已告知，补正仍不齐全",
            "原因：首次告知时已能发现",
        ]


class TestTheService:
    """A page of another making must not get round it either."""

    @pytest.mark.parametrize("approver", ["", CLERK])
    def test_a_change_nobody_here_knows_of_needs_a_head_all_the_same(
        self, bench: Bench, told: Outcome, desk: BackDesk, approver: str
    ) -> None:
        counter = bench.counter(CLERK_PERSON)
        sheet = counter.examining.sheet(told.case.case_id)
        entry = desk.page.notice.entry
        assert entry is not None
        draft = counter.examining.draft(sheet, entry)
        lines = tuple(
            replace(line, cause=NoticeCause.LIST_OR_LAW_CHANGED)
            if line.cause is NoticeCause.BREACH_SECOND_NOTICE
            else line
            for line in draft.lines
        )
        claimed = replace(draft, lines=lines, verified=True, breach_reason=REASON, approved_by=approver)
        before = events_of_all(bench)

        with pytest.raises(Refused) as caught:
            counter.examining.decide(told.case.case_id, entry, Decision.NOTICE, claimed)
        assert caught.value.refusal.code in ("notice.second_needs_approval", "right.missing")
        assert events_of_all(bench) == before

"""The colleagues of a counter: the list, and adding one who types an own password twice."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.services.troubles import Trouble
from outlet_app.ui.parts.people.dialogs import AddDialog, PeopleDialog
from outlet_app.ui.parts.people.reset_dialog import ResetDialog
from outlet_app.ui.parts.people.state import NewColleague, problems
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import people as words
from tests.support.counter_fakes_desk import (
    CLERK,
    HEAD,
    Counter,
    FakePeople,
    counter,
    press,
    settle,
    texts,
    write,
)

GOOD = NewColleague("1508260555", "王海燕", False, "Hetao-Mifeng-7", "Hetao-Mifeng-7")
KNOWN = frozenset({CLERK.staff_no, HEAD.staff_no})


def wrong(**changes: object) -> dict[str, str]:
    return problems(replace(GOOD, **changes), KNOWN)  # type: ignore[arg-type]


def test_a_whole_entry_has_nothing_wrong() -> None:
    assert problems(GOOD, KNOWN) == {}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"staff_no": ""}, "staff_no", "请填写工号"),
        ({"staff_no": "0555"}, "staff_no", "应为 10 位数字"),
        ({"staff_no": "15082605５5"}, "staff_no", "应为 10 位数字"),
        ({"staff_no": CLERK.staff_no}, "staff_no", "这个工号已经有了"),
        ({"name": ""}, "name", "请填写姓名"),
        ({"password": "", "again": ""}, "password", "请填写口令"),
        ({"password": "Abc-12", "again": "Abc-12"}, "password", "至少 10 位，少 4 位"),
        ({"password": "abcdefghijkl", "again": "abcdefghijkl"}, "password", "要含三种字符"),
        ({"password": "A-1508260555-b", "again": "A-1508260555-b"}, "password", "口令里不能有工号"),
        ({"again": "Hetao-Mifeng-8"}, "again", "两次口令不一致"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes: dict[str, object], field: str, said: str) -> None:
    assert wrong(**changes) == {field: said}


def test_everything_wrong_is_told_at_once_in_reading_order() -> None:
    assert list(problems(NewColleague(again="x"), KNOWN)) == ["staff_no", "name", "password", "again"]


def test_posts_are_named_the_higher_first() -> None:
    assert words.roles(frozenset({"clerk", "supervisor"})) == "窗口负责人、窗口人员"
    assert words.added("王海燕", "1508260555") == "王海燕，工号 0555"


def test_of_a_second_head_it_is_said_who_has_to_hear_of_it(office: "Office") -> None:
    form = office.fill()
    form.supervisor.setChecked(True)
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    (told,) = [one for one in office.counter.feedback.toasts.history if one.title == words.ADDED]
    assert told.text == (
        "王海燕，工号 0555。市级下发过人员名单的，请报市局列入名单；列入以前，"
        "由负责人审批、重新打开的办件先由市级核对。"
    )


class Office:
    """A window with the list of colleagues open."""

    def __init__(self, stage: Callable[..., object], people: FakePeople) -> None:
        self.window = Column()
        self.people = people
        self.counter: Counter = counter(self.window, HEAD)
        stage(self.window, size=(1000, 760))
        lane, feedback = self.counter.lanes.desk, self.counter.feedback
        feedback.open(PeopleDialog(self.window, people, lane, feedback))  # type: ignore[arg-type]
        self.counter.drain()
        settle(10)

    @property
    def list(self) -> PeopleDialog:
        dialog = self.counter.dialog
        assert isinstance(dialog, PeopleDialog)
        return dialog

    def open_form(self) -> AddDialog:
        """Through the button, as a supervisor does."""
        self.list.add.setFocus()
        press(self.list.add, Qt.Key.Key_Space)
        settle(10)
        dialog = self.counter.dialog
        assert isinstance(dialog, AddDialog)
        return dialog

    def fill(self, filled: NewColleague = GOOD) -> AddDialog:
        """Type it in by keys alone: Enter goes from field to field."""
        form = self.open_form()
        write(filled.staff_no)
        press(form.staff_no, Qt.Key.Key_Return)
        write(filled.name)
        press(form.name, Qt.Key.Key_Return)
        write(filled.password)
        press(form.password.line, Qt.Key.Key_Return)
        write(filled.again)
        return form


@pytest.fixture
def office(stage: Callable[..., object]) -> Office:
    return Office(stage, FakePeople())


def test_everybody_is_listed_with_number_and_post(office: Office) -> None:
    table = office.list.table
    assert texts(table, 0) == ["苏日娜", "李志强"]
    assert texts(table, 1) == [CLERK.staff_no, HEAD.staff_no]
    assert texts(table, 2) == ["窗口人员", "窗口负责人"]
    office.counter.feedback.close_all()


def test_a_list_that_cannot_be_read_says_so(stage: Callable[..., object]) -> None:
    class Broken(FakePeople):
        def all(self) -> tuple[Person, ...]:
            raise Trouble("storage.locked")

    office = Office(stage, Broken())
    assert office.list.pane.is_empty
    office.counter.feedback.close_all()


def test_the_form_takes_the_place_of_the_list(office: Office) -> None:
    form = office.open_form()
    assert form.staff_no.hasFocus()
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not office.window]
    assert [type(one) for one in others] == [AddDialog]
    form.reject()


def test_a_colleague_is_added_by_keys_alone(office: Office) -> None:
    form = office.fill()
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert office.people.added == [(GOOD.staff_no, GOOD.name, frozenset({Role.CLERK}), GOOD.password)]
    assert office.counter.feedback.toasts.history[-1].title == "已添加"
    assert office.counter.feedback.open_dialog is None


def test_a_second_supervisor_has_both_posts(office: Office) -> None:
    form = office.fill()
    form.supervisor.setFocus()
    press(form.supervisor, Qt.Key.Key_Space)
    form.again.line.setFocus()
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert office.people.added[0][2] == frozenset({Role.CLERK, Role.SUPERVISOR})


def test_passwords_are_hidden_while_they_are_typed(office: Office) -> None:
    form = office.open_form()
    for edit in (form.password, form.again):
        assert edit.line.echoMode() is QLineEdit.EchoMode.Password
    form.reject()


def test_enter_walks_on_without_a_word_until_the_last_field(office: Office) -> None:
    form = office.open_form()
    press(form.staff_no, Qt.Key.Key_Return)
    assert form.name.hasFocus()
    assert [field.message for field in form.fields.values()] == [""] * 4
    form.go.setFocus()
    press(form.go, Qt.Key.Key_Return)
    settle()
    assert form.fields["staff_no"].message == "请填写工号"
    form.reject()


def test_enter_in_the_first_password_goes_to_the_second_without_a_word(office: Office) -> None:
    form = office.open_form()
    form.password.line.setFocus()
    write("Hetao-Mifeng-7")
    press(form.password.line, Qt.Key.Key_Return)
    assert form.again.line.hasFocus()
    assert form.fields["again"].message == ""
    form.reject()


def test_a_wrong_entry_is_told_and_gets_the_cursor(office: Office) -> None:
    form = office.fill(replace(GOOD, staff_no=CLERK.staff_no))
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert form.fields["staff_no"].message == "这个工号已经有了"
    assert form.staff_no.hasFocus()
    assert office.people.added == []
    form.staff_no.selectAll()
    write(GOOD.staff_no)
    form.again.line.setFocus()
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert len(office.people.added) == 1


def test_a_refusal_of_the_use_case_is_told(office: Office) -> None:
    told: list[str] = []
    office.counter.feedback.banner_wanted.connect(lambda _tone, title, _text: told.append(title))
    office.people.trouble = Refused(Refusal("right.missing"))
    form = office.fill()
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert told == ["您的岗位不能办理这一项"]
    assert office.counter.feedback.open_dialog is None


def test_escape_adds_nobody(office: Office) -> None:
    form = office.fill()
    press(form.again.line, Qt.Key.Key_Escape)
    office.counter.drain()
    assert office.people.added == []
    assert office.counter.feedback.open_dialog is None


NEW_WORD = "Shamo-Yuanfang-9"


def pick(office: Office, person: Person) -> PeopleDialog:
    """Put the keys on a colleague's row."""
    dialog = office.list
    dialog.table.setFocus()
    dialog.table.choose_row(office.people.everybody.index(person))
    return dialog


def ask_reset(office: Office, person: Person = CLERK) -> None:
    """Alt+C on the row."""
    dialog = pick(office, person)
    press(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    settle(10)


def reset_form(office: Office) -> ResetDialog:
    ask_reset(office)
    dialog = office.counter.dialog
    assert isinstance(dialog, ResetDialog)
    return dialog


def test_the_list_says_what_to_do_about_a_forgotten_password(office: Office) -> None:
    assert office.list.note.text() == "忘记口令的同事：选中后按重设口令，由本人输入新口令"
    assert office.list.note.isVisible()
    office.counter.feedback.close_all()


def test_a_colleague_sets_another_password_by_keys_alone(office: Office) -> None:
    form = reset_form(office)
    assert form.windowTitle() == "重设口令"
    (told,) = form.body.findChildren(Paragraph)
    assert told.text().startswith("请苏日娜（工号 0837）本人输入新口令两次。")
    assert form.password.line.hasFocus()
    write(NEW_WORD)
    press(form.password.line, Qt.Key.Key_Return)
    assert form.again.line.hasFocus()
    write(NEW_WORD)
    press(form.again.line, Qt.Key.Key_Return)
    assert not form.go.isEnabled(), "once is enough"
    office.counter.drain()
    assert office.people.resets == [(CLERK.staff_no, NEW_WORD)]
    last = office.counter.feedback.toasts.history[-1]
    assert (last.title, last.text) == ("已重设口令", "苏日娜，工号 0837")
    assert office.counter.feedback.open_dialog is None


def test_the_new_password_is_hidden_and_can_be_looked_at(office: Office) -> None:
    form = reset_form(office)
    for edit in (form.password, form.again):
        assert edit.line.echoMode() is QLineEdit.EchoMode.Password
    form.password.eye.click()
    assert form.password.line.echoMode() is QLineEdit.EchoMode.Normal
    form.reject()


@pytest.mark.parametrize(
    ("password", "again", "field", "said"),
    [
        ("", "x", "password", "请填写口令"),
        ("Abc-12", "Abc-12", "password", "至少 10 位，少 4 位"),
        ("abcdefghijkl", "abcdefghijkl", "password", "要含三种字符"),
        (f"A-{CLERK.staff_no}-b", f"A-{CLERK.staff_no}-b", "password", "口令里不能有工号"),
        (NEW_WORD, "Shamo-Yuanfang-8", "again", "两次口令不一致"),
    ],
)
def test_a_wrong_new_password_is_told_at_its_field(
    office: Office, password: str, again: str, field: str, said: str
) -> None:
    form = reset_form(office)
    write(password)
    form.again.line.setFocus()
    write(again)
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert form.fields[field].message == said
    assert form.fields[field].control.line.hasFocus()
    assert office.people.resets == []
    form.reject()


def test_the_own_password_is_not_reset_here_and_the_list_says_why(office: Office) -> None:
    ask_reset(office, HEAD)
    dialog = office.list
    assert dialog.note.text() == "自己的口令不能在这里重设，请另一位窗口负责人登录后办理"
    assert dialog.note.property("tone") == "warn"
    dialog.table.setFocus()
    press(dialog.table, Qt.Key.Key_Up)
    assert dialog.note.property("tone") == "text3"
    assert dialog.note.text().startswith("忘记口令的同事")
    office.counter.feedback.close_all()


def test_a_list_without_rows_resets_nothing(stage: Callable[..., object]) -> None:
    office = Office(stage, FakePeople(everybody=()))
    dialog = office.list
    dialog.reset.click()
    assert office.counter.feedback.open_dialog is dialog
    office.counter.feedback.close_all()


def test_a_reset_that_is_refused_is_told(office: Office) -> None:
    told: list[str] = []
    office.counter.feedback.banner_wanted.connect(lambda _tone, title, _text: told.append(title))
    office.people.trouble = Refused(Refusal("person.no_password", {"name": "苏日娜"}))
    form = reset_form(office)
    write(NEW_WORD)
    form.again.line.setFocus()
    write(NEW_WORD)
    press(form.again.line, Qt.Key.Key_Return)
    office.counter.drain()
    assert told == ["苏日娜没有在本机设过口令"]
    assert office.counter.feedback.open_dialog is None


def test_escape_resets_nothing(office: Office) -> None:
    form = reset_form(office)
    write(NEW_WORD)
    press(form.password.line, Qt.Key.Key_Escape)
    office.counter.drain()
    assert office.people.resets == []
    assert office.counter.feedback.open_dialog is None


CITY_HEAD = replace(HEAD, roles=frozenset({Role.SUPERVISOR, Role.CITY_ADMIN}))
OFFICER = replace(CLERK, roles=frozenset({Role.CLERK, Role.CREDIT_OFFICER}))


def city_office(stage: Callable[..., object], clerk: Person = CLERK) -> Office:
    """The city's own window: its first head is signed in."""
    return Office(stage, FakePeople(everybody=(clerk, CITY_HEAD), signed_in=CITY_HEAD))


def test_outside_the_citys_window_nobody_is_appointed(office: Office) -> None:
    assert office.list.appoint.isHidden()
    office.counter.feedback.close_all()


def test_an_officer_is_appointed_by_keys_alone(stage: Callable[..., object]) -> None:
    office = city_office(stage)
    assert not office.list.appoint.isHidden()
    office.list.table.setFocus()
    office.list.appoint.setFocus()
    press(office.list.appoint, Qt.Key.Key_Space)
    settle(10)
    question = office.counter.dialog
    assert question.windowTitle() == "任命失信认定人员"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    office.counter.drain()
    assert office.people.appointed == [(CLERK.staff_no, True)]
    toasts = office.counter.feedback.toasts.history
    assert [one.title for one in toasts] == ["已任命失信认定人员"]


def test_an_officer_is_dismissed_the_same_way(stage: Callable[..., object]) -> None:
    office = city_office(stage, OFFICER)
    assert texts(office.list.table, 2)[0] == "失信认定人员、窗口人员"
    office.list.appoint.click()
    settle(10)
    assert office.counter.dialog.windowTitle() == "免去失信认定人员"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    office.counter.drain()
    assert office.people.appointed == [(OFFICER.staff_no, False)]


def test_esc_appoints_nobody(stage: Callable[..., object]) -> None:
    office = city_office(stage)
    office.list.appoint.click()
    settle(10)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    office.counter.drain()
    assert office.people.appointed == []
    assert office.counter.feedback.open_dialog is None


def test_whoever_lists_by_post_is_not_appointed_and_the_list_says_why(stage: Callable[..., object]) -> None:
    office = city_office(stage)
    dialog = office.list
    dialog.table.choose_row(1)
    dialog.appoint.click()
    assert dialog.note.text() == "市级管理员本来就可以认定失信"
    assert office.counter.feedback.open_dialog is dialog
    office.counter.feedback.close_all()


def test_an_appointment_that_is_refused_is_told(stage: Callable[..., object]) -> None:
    office = city_office(stage)
    heard: list[str] = []
    office.counter.feedback.banner_wanted.connect(lambda _tone, title, _text: heard.append(title))
    office.people.trouble = Refused(Refusal("person.lists_by_post", {"name": "苏日娜"}))
    office.list.appoint.click()
    settle(10)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    office.counter.drain()
    assert heard == ["苏日娜是市级管理员，本来就可以认定失信"]


@pytest.mark.parametrize(
    ("officer", "text"),
    [
        (True, "王海燕（工号 0555）可以认定失信、不予认定和信用修复，下次登录起生效。"),
        (False, "王海燕（工号 0555）不再认定失信，下次登录起生效。已经作出的认定不变。"),
    ],
)
def test_what_is_said_before_it(officer: bool, text: str) -> None:
    assert words.appoint_text("王海燕", "1508260555", officer=officer) == text

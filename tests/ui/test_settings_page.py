"""设置 over a real counter, by keys: look, printer, own 口令, colleagues, and what the machine is."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.calendar import CST
from outlet_app.domain.people import Person
from outlet_app.services.machine_card import MachineFacts
from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.ui.pages.settings.own_password import OwnPasswordDialog
from outlet_app.ui.pages.settings.page import SettingsPage
from outlet_app.ui.parts.people.dialogs import PeopleDialog
from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.theme.tokens import Scheme
from outlet_app.ui.widgets.page import Layout
from tests.support.bench import CLERK_PERSON, KEY, SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import CLERK, MORNING
from tests.support.counter_fakes_desk import Counter, room, settle, write
from tests.support.inspection import faults

FRONT, BACK = "前台-HP1020", "里屋_Kyocera"
NEW = "Hetao-Mifeng-7"
FACTS = MachineFacts(
    outlet="杭锦后旗知识产权公共服务窗口",
    code="1508262001",
    sign="HH05",
    terminal="01",
    server="https://zscq.example:8443",
    program="0.1.0",
    catalogue="2025-batch-2",
    calendar_until=2026,
    backup=datetime(2026, 11, 18, 9, 5, tzinfo=CST),
    folder=Path("/srv/counter"),
)


class Settings:
    """The page with one person at it."""

    def __init__(
        self,
        stage: Callable[..., QWidget],
        bench: Bench,
        person: Person = CLERK_PERSON,
        printers: tuple[str, ...] = (FRONT, BACK),
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        self.bench, self.counter = bench, bench.counter(person)
        bench.spooler._names = printers
        self.facts = FACTS
        self.page, self.here = room(stage, self._make, person, watch=bench.clock, size=size)  # type: ignore[arg-type]

    def _make(self, here: Counter) -> SettingsPage:
        counter = self.counter
        return SettingsPage(counter.printers, counter.people, lambda: self.facts, here.lanes, here.feedback)

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(one.title, one.text) for one in self.here.feedback.toasts.history]

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(QApplication.focusWidget(), key)
        self.here.drain()

    def alt(self, letter: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget(), letter, Qt.KeyboardModifier.AltModifier)
        settle()  # a letter presses a button as long as a finger would
        self.here.drain()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def settings(stage: Callable[..., QWidget], bench: Bench) -> Settings:
    return Settings(stage, bench)


def test_the_keys_are_on_the_size_and_a_digit_changes_it(settings: Settings) -> None:
    assert settings.page.display.size_bar.hasFocus()
    settings.press(Qt.Key.Key_Right)
    assert look().factor == 1.25


def test_the_colours_are_chosen_by_keys(settings: Settings) -> None:
    settings.page.display.scheme_bar.setFocus()
    settings.press(Qt.Key.Key_2)
    assert look().scheme is Scheme.DARK


def test_the_systems_printer_stands_first_and_is_chosen_at_first(settings: Settings) -> None:
    choice = settings.page.printer.choice
    assert [one.text for one in choice.choices] == ["系统默认打印机", FRONT, BACK]
    assert choice.text() == "系统默认打印机"


def test_a_printer_is_chosen_by_keys_and_holds_the_next_time(settings: Settings) -> None:
    choice = settings.page.printer.choice
    choice.setFocus()
    choice.selectAll()
    write("里屋")
    settings.press(Qt.Key.Key_Return)
    assert settings.said == [("已选定打印机", BACK)]
    assert settings.bench.counter(SUPERVISOR_PERSON).printers.view().chosen == BACK
    settings.page.refresh()
    settings.here.drain()
    assert choice.text() == BACK


def test_a_chosen_printer_that_is_gone_is_said_at_the_field(settings: Settings) -> None:
    settings.counter.printers.choose(BACK)
    settings.bench.spooler._names = (FRONT,)
    settings.page.refresh()
    settings.here.drain()
    assert settings.page.printer.field.message == f"选定的打印机现在没有：{BACK}"
    assert settings.page.printer.choice.text() == BACK
    settings.bench.spooler._names = (FRONT, BACK)
    settings.page.refresh()
    settings.here.drain()
    assert settings.page.printer.field.message == ""


def test_a_printer_pulled_out_while_it_is_chosen_is_told_and_nothing_changes(settings: Settings) -> None:
    settings.bench.spooler._names = (FRONT,)
    choice = settings.page.printer.choice
    choice.setFocus()
    choice.selectAll()
    write("里屋")
    settings.press(Qt.Key.Key_Return)
    assert settings.counter.printers.view().chosen == ""
    assert choice.text() == "系统默认打印机"
    assert [one.text for one in choice.choices] == ["系统默认打印机", FRONT]


@pytest.mark.parametrize(("names", "shown"), [((), True), ((FRONT,), False)])
def test_a_machine_without_a_printer_says_what_to_do(
    stage: Callable[..., QWidget], bench: Bench, names: tuple[str, ...], shown: bool
) -> None:
    page = Settings(stage, bench, printers=names).page
    assert page.printer.note.isVisible() is shown
    assert page.printer.note.text() == ("没有找到打印机，接好以后按 F5" if shown else "")


def test_the_page_to_try_is_printed_by_its_letter_and_by_f9(settings: Settings) -> None:
    settings.alt(Qt.Key.Key_P)
    assert settings.said == [("检查页已送打印机", "")]
    settings.page.print_current()
    settings.here.drain()
    assert len(settings.bench.spooler.jobs) == 2


def test_while_a_page_is_on_its_way_a_second_press_prints_none(settings: Settings) -> None:
    settings.page.print_current()
    assert not settings.page.printer.trial.isEnabled()
    settings.page.print_current()
    settings.here.drain()
    assert len(settings.bench.spooler.jobs) == 1
    assert settings.page.printer.trial.isEnabled()


def test_a_page_that_does_not_come_out_is_told_and_can_be_tried_again(settings: Settings) -> None:
    settings.bench.spooler.trouble = "printer.timeout"
    settings.page.print_current()
    settings.here.drain()
    assert settings.said == []
    assert settings.page.printer.trial.isEnabled()
    settings.bench.spooler.trouble = ""
    settings.page.print_current()
    settings.here.drain()
    assert settings.said == [("检查页已送打印机", "")]


def test_the_machine_says_what_it_is_and_all_of_it_can_be_copied(settings: Settings) -> None:
    values = {key: value.text() for key, value in settings.page.about.values.items()}
    assert values == {
        "outlet": "杭锦后旗知识产权公共服务窗口（HH05）",
        "code": "1508262001",
        "terminal": "01",
        "server": "https://zscq.example:8443",
        "program": "0.1.0",
        "catalogue": "第二批清单（2025-batch-2）",
        "calendar": "已到 2026年",
        "backup": "2026-11-18 09:05",
        "folder": "/srv/counter",
    }
    settings.alt(Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0] == "网点：杭锦后旗知识产权公共服务窗口（HH05）"
    assert len(copied) == len(values)
    assert settings.said == [("已复制本机信息", "")]


def test_what_there_is_not_yet_is_said(settings: Settings) -> None:
    settings.facts = MachineFacts(*("",) * 7, calendar_until=0, backup=None, folder=Path())
    settings.page.refresh()
    settings.here.drain()
    assert settings.page.about.values["calendar"].text() == "没有，按周一至周五计算"
    assert settings.page.about.values["backup"].text() == "还没有"


def test_only_a_head_finds_the_colleagues(stage: Callable[..., QWidget], bench: Bench) -> None:
    assert not Settings(stage, bench).page.colleagues.isVisible()
    head = Settings(stage, bench, SUPERVISOR_PERSON)
    head.alt(Qt.Key.Key_R)
    assert isinstance(head.here.dialog, PeopleDialog)
    head.here.dialog.reject()


class TestOwnPassword:
    def asked(self, settings: Settings) -> OwnPasswordDialog:
        settings.alt(Qt.Key.Key_K)
        dialog = settings.here.dialog
        assert isinstance(dialog, OwnPasswordDialog)
        return dialog

    def fill(self, settings: Settings, *words: str) -> None:
        for word in words:
            write(word)
            settings.press(Qt.Key.Key_Return)

    def test_it_is_changed_by_typing_and_enter_alone(self, settings: Settings, bench: Bench) -> None:
        self.asked(settings)
        self.fill(settings, "Trial-2026", NEW, NEW)
        assert settings.said == [("已修改口令", "")]
        assert settings.here.feedback.open_dialog is None
        assert SignIn(bench.keystore).unlock(CLERK, NEW) == KEY

    def test_a_wrong_present_word_is_said_at_its_field_with_the_tries_left(
        self, settings: Settings, bench: Bench
    ) -> None:
        dialog = self.asked(settings)
        self.fill(settings, "Trial-2025", NEW, NEW)
        assert dialog.fields["old"].message == "口令不正确，还可再试 4 次"
        assert dialog.old.line.hasFocus()
        assert dialog.old.text() == ""
        self.fill(settings, "Trial-2026")
        assert SignIn(bench.keystore).unlock(CLERK, NEW) == KEY

    @pytest.mark.parametrize(
        ("words", "field", "said"),
        [
            (("Trial-2026", "Abc-12", "Abc-12"), "password", "至少 10 位，少 4 位"),
            (("Trial-2026", NEW, NEW + "x"), "again", "两次口令不一致"),
            (("Trial-2026", "Trial-2026", "Trial-2026"), "password", "和现在的口令一样"),
            (("Trial-2026", f"A-{CLERK}-b", f"A-{CLERK}-b"), "password", "口令里不能有工号"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(
        self, settings: Settings, bench: Bench, words: tuple[str, ...], field: str, said: str
    ) -> None:
        dialog = self.asked(settings)
        self.fill(settings, *words)
        assert {key: one.message for key, one in dialog.fields.items() if one.is_wrong} == {field: said}
        assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY
        dialog.reject()

    def test_without_the_present_word_nothing_is_asked(self, settings: Settings) -> None:
        dialog = self.asked(settings)
        dialog.password.line.setText(NEW)
        dialog.again.line.setText(NEW)
        dialog.again.line.setFocus()
        settings.press(Qt.Key.Key_Return)
        assert dialog.fields["old"].message == "请填写现在的口令"
        dialog.reject()

    def test_escape_changes_nothing(self, settings: Settings, bench: Bench) -> None:
        self.asked(settings)
        self.fill(settings, "Trial-2026", NEW)
        settings.press(Qt.Key.Key_Escape)
        assert settings.here.feedback.open_dialog is None
        assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY

    def test_a_full_disk_closes_it_and_says_so(
        self, settings: Settings, bench: Bench, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_more: object) -> None:
            raise Trouble("storage.disk_full")

        self.asked(settings)
        monkeypatch.setattr(settings.counter.people, "_lay_in", full)
        self.fill(settings, "Trial-2026", NEW, NEW)
        told = settings.here.dialog
        assert not isinstance(told, OwnPasswordDialog)
        told.reject()
        assert settings.said == []
        assert SignIn(bench.keystore).unlock(CLERK, "Trial-2026") == KEY


@pytest.mark.parametrize(
    ("size", "factor"), [((1366, 768), 1.0), ((1366, 768), 1.5), ((1920, 1080), 1.0), ((1024, 600), 1.0)]
)
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.HIGH_CONTRAST])
def test_nothing_is_cut_off_at_any_size(
    stage: Callable[..., QWidget],
    bench: Bench,
    theme: Theme,
    size: tuple[int, int],
    factor: float,
    scheme: Scheme,
) -> None:
    theme.choose(scheme, factor)
    page = Settings(stage, bench, SUPERVISOR_PERSON, size=size).page
    assert faults(page) == []
    one_column = page.about.mapTo(page, page.about.rect().topLeft()).x() < size[0] // 3
    assert one_column is (Layout.of(round(size[0] / factor)) is Layout.COMPACT)


def test_f6_walks_through_its_parts(settings: Settings) -> None:
    page = settings.page
    assert page.panes() == (page.display.size_bar, page.printer.choice, page.own, page.about.copy)

"""复制到国家系统 by keys: one digit a field, and the marks of what was copied outlive the panel."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from outlet_app.services.troubles import Trouble
from outlet_app.ui.parts.copy_panel import CopyPanel
from outlet_app.ui.theme.theme import Theme
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.wording import copying as words
from tests.services.test_copying import AGENT, PARTY, filed
from tests.support.bench import Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.counter_fakes_intake import Failing
from tests.support.whole_window import settle
from tests.ui.conftest import Stage


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def panel(at: CaseDesk) -> CopyPanel:
    dialog = at.ask("copy_out")
    assert isinstance(dialog, CopyPanel)
    settle()
    return dialog


def pressed(key: str) -> str:
    """What lies on the clipboard after a key."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, key)
    return QGuiApplication.clipboard().text()


def marks(dialog: CopyPanel) -> list[str]:
    return [row.mark.text() for row in dialog.rows]


def test_each_digit_copies_its_field_whole(stage: Stage, bench: Bench) -> None:
    filed(bench)
    at = CaseDesk(stage, bench)
    dialog = panel(at)
    assert [pressed(str(key)) for key in range(1, 6)] == [
        PARTY.name,
        PARTY.id_number,
        PARTY.contact,
        PARTY.phone,
        "注册 “河套”商标",
    ]
    assert pressed("6") == at.case.case_no
    assert dialog.isVisible(), "the next field is copied after the first was pasted"
    assert dialog.progress.text() == "刚复制的是：办件号，全部复制过一遍。"
    dialog.reject()


def test_what_was_copied_is_marked_with_its_time(stage: Stage, bench: Bench) -> None:
    filed(bench)
    dialog = panel(CaseDesk(stage, bench))
    assert marks(dialog) == [""] * 6
    pressed("2")
    told = words.done(bench.clock.now())
    assert marks(dialog) == ["", told, "", "", "", ""]
    assert dialog.progress.text() == "刚复制的是：证件号码，还有 5 栏没有复制。"
    assert dialog.rows[1].accessibleDescription() == told
    dialog.reject()


def test_the_marks_are_there_when_the_panel_is_opened_again(stage: Stage, bench: Bench) -> None:
    filed(bench)
    at = CaseDesk(stage, bench)
    dialog = panel(at)
    pressed("1")
    told = words.done(bench.clock.now())
    at.press(Qt.Key.Key_Escape)
    bench.clock.forward(minutes=7)
    again = panel(at)
    assert marks(again)[:2] == [told, ""]
    pressed("1")
    assert marks(again)[0] == words.done(bench.clock.now()), "copied once more, it says when"
    again.reject()
    assert dialog is not again


def test_marks_belong_to_their_case(stage: Stage, bench: Bench) -> None:
    filed(bench)
    at = CaseDesk(stage, bench)
    dialog = panel(at)
    pressed("1")
    dialog.reject()
    bench.clock.forward(minutes=1)
    filed(bench, request="另一件")
    at.page.refresh()
    at.drain()
    at.page.list.table.choose_row(0)
    at.drain()
    other = panel(at)
    assert marks(other) == [""] * 6
    other.reject()


@pytest.mark.parametrize("key", ["0", "9", "a", "7"])
def test_other_keys_copy_nothing(stage: Stage, bench: Bench, key: str) -> None:
    filed(bench)
    QGuiApplication.clipboard().setText("vorher")
    dialog = panel(CaseDesk(stage, bench))
    assert pressed(key) == "vorher"
    assert marks(dialog) == [""] * 6
    dialog.reject()


def test_a_click_copies_too(stage: Stage, bench: Bench) -> None:
    filed(bench)
    dialog = panel(CaseDesk(stage, bench))
    QTest.mouseClick(dialog.rows[2].button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "刘建平"
    assert dialog.rows[2].button.accessibleName() == "复制 联系人"
    dialog.reject()


def test_enter_and_escape_close_it(stage: Stage, bench: Bench) -> None:
    filed(bench)
    at = CaseDesk(stage, bench)
    panel(at)
    at.press(Qt.Key.Key_Return)
    assert at.here.feedback.open_dialog is None


def test_it_names_the_site_and_that_it_is_logged(stage: Stage, bench: Bench) -> None:
    filed(bench)
    dialog = panel(CaseDesk(stage, bench))
    texts = [one.text() for one in dialog.findChildren(Paragraph)]
    assert texts == [
        "国家知识产权局商标业务网上服务系统：按数字复制一栏，到网页里按 Ctrl+V 粘贴，再回来复制下一栏。",
        "证件号码和电话是完整的，复制会记入日志。",
    ]
    dialog.reject()


def test_trouble_with_the_store_is_told(stage: Stage, bench: Bench) -> None:
    filed(bench)
    at = CaseDesk(stage, bench)
    stuck = Failing(at.counter.copying, sheet=Trouble("storage.locked"))
    object.__setattr__(at.counter, "copying", stuck)
    dialog = at.ask("copy_out")
    assert dialog.windowTitle() == "本机数据正被其他程序占用"
    at.here.feedback.close_all()


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_nine_fields_fit_and_the_longest_text_is_cut(
    stage: Stage, bench: Bench, theme: Theme, factor: float
) -> None:
    theme.choose(factor=factor)
    filed(bench, assisted=True, agent=AGENT, request="很长的诉求" * 40)
    dialog = panel(CaseDesk(stage, bench))
    assert len(dialog.rows) == 9
    assert dialog.height() <= 768
    assert all(row.width() <= dialog.width() for row in dialog.rows)
    assert pressed("8") == "很长的诉求" * 40, "what is cut on screen is copied whole"
    dialog.reject()

"""市局更新 by keys: versions above, what they change below, and the open cases they concern."""

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from outlet_app.domain.catalogue import Material, ServiceItem, SubItem, TimeRule
from outlet_app.domain.releases.difference import Change, Level, Turn
from outlet_app.domain.releases.order import Mode, Subject
from outlet_app.domain.releases.standing import Status
from outlet_app.services.release_views import Board, Concerned, News, ReleaseRow
from outlet_app.services.released import SetAside
from outlet_app.services.troubles import Trouble
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.pages.sync.page import SyncPage
from outlet_app.ui.parts.news import tell_news
from outlet_app.ui.parts.releases_dialog import ReleasesDialog, note
from outlet_app.ui.widgets.boxes import Column
from outlet_app.wording import releases as words
from tests.support.counter_fakes_desk import Counter, FakeSync, counter, press, room, settle, texts

CASE = Concerned("c-1", "HH05-20261122-010017-T", "阿拉坦·额尔敦巴特尔", "1.5", "2025-batch-2")
COPIES = Change(Turn.CHANGED, Level.MATERIAL, "1.5-M1", "查询对象清单", ("1.5",), "copies", "1", "3")
GONE = Change(Turn.REMOVED, Level.SUB_ITEM, "2.3", "地理标志咨询", ("2.3",))
FRESH = ReleaseRow(
    7, Subject.CATALOGUE, "2027-1", Mode.YEARLY, date(2027, 1, 1), Status.WAITING, "", is_new=True,
    before="2025-batch-2", changes=(COPIES, GONE), cases=(CASE,),
)  # fmt: skip
URGENT = replace(
    FRESH, number=8, name="2026-9", mode=Mode.URGENT, since=date(2026, 11, 18), reason="国家局调整材料",
    status=Status.IN_FORCE, at_sign_in=True, changes=(COPIES,), cases=(),
)  # fmt: skip
BACK = replace(URGENT, number=9, status=Status.WITHDRAWN, withdrawn_reason="份数有误", at_sign_in=False)


class FakeBoard:
    """Answers from memory and remembers what was looked at."""

    def __init__(self, *rows: ReleaseRow, **more: object) -> None:
        self.board = Board(tuple(rows), **more)  # type: ignore[arg-type]
        self.read: list[int] = []

    def view(self) -> Board:
        return self.board

    def mark_read(self, rows: Iterable[ReleaseRow]) -> None:
        self.read += [row.number for row in rows]


class Open:
    """The dialog over a window, its rows read."""

    def __init__(self, stage: Callable[..., object], board: FakeBoard) -> None:
        self.window, self.board = Column(), board
        self.here: Counter = counter(self.window)
        stage(self.window, size=(1366, 768))
        self.wanted: list[str] = []
        made = ReleasesDialog(self.window, board, self.here.lanes.desk)  # type: ignore[arg-type]
        made.case_wanted.connect(self.wanted.append)
        self.here.feedback.open(made)
        self.here.drain()
        settle(10)

    @property
    def dialog(self) -> ReleasesDialog:
        found = self.here.dialog
        assert isinstance(found, ReleasesDialog)
        return found

    def close(self) -> None:
        self.here.feedback.close_all()


def test_versions_stand_above_and_what_they_change_below(stage: Callable[..., object]) -> None:
    shown = Open(stage, FakeBoard(BACK, URGENT, FRESH))
    table = shown.dialog.table
    assert texts(table, 0) == ["事项清单 2026-9", "事项清单 2026-9", "事项清单 2027-1"]
    assert texts(table, 1) == ["2026-11-18", "2026-11-18", "2027-01-01"]
    assert texts(table, 2) == ["紧急即时调整", "紧急即时调整", "年度集中调整"]
    assert texts(table, 3) == ["已撤回", "下次登录起使用", "尚未施行"]
    assert table.hasFocus()
    press(table, Qt.Key.Key_End)
    assert texts(shown.dialog.lines, 0) == [
        "在办件 HH05-20261122-010017-T 阿拉坦·额尔敦巴特尔（办理项 1.5）：仍按登记时的版本 2025-batch-2 办理",
        "材料 1.5-M1“查询对象清单”的份数：原为“1”，改为“3”",
        "取消办理项 2.3“地理标志咨询”",
    ]
    assert shown.dialog.note.text() == (
        "2027-01-01 起登记的办件使用本版本；在办件仍按登记时的版本办理。"
        "与 2025-batch-2 相比 2 处变化，涉及本网点在办件 1 件。"
    )
    assert shown.board.read == [9, 8, 7]
    shown.close()


def test_enter_goes_down_to_the_lines_and_opens_the_case(stage: Callable[..., object]) -> None:
    shown = Open(stage, FakeBoard(FRESH))
    dialog = shown.dialog
    press(dialog.table, Qt.Key.Key_Return)
    assert dialog.lines.hasFocus()
    assert dialog.open_case.isEnabled()
    press(dialog.lines, Qt.Key.Key_Down)
    assert not dialog.open_case.isEnabled()
    assert dialog.text.text() == "材料 1.5-M1“查询对象清单”的份数：原为“1”，改为“3”"
    press(dialog.lines, Qt.Key.Key_Return)
    assert shown.wanted == []
    press(dialog.lines, Qt.Key.Key_Home)
    press(dialog.lines, Qt.Key.Key_Return)
    assert shown.wanted == [CASE.case_no]
    assert shown.here.feedback.open_dialog is None


def test_tab_comes_round_every_part_and_escape_leaves(stage: Callable[..., object]) -> None:
    shown = Open(stage, FakeBoard(FRESH))
    dialog, seen = shown.dialog, []
    for _ in range(8):
        focus = dialog.focusWidget()
        seen.append(focus)
        press(focus, Qt.Key.Key_Tab)
    assert {dialog.table, dialog.lines, dialog.open_case} <= set(seen)
    press(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert shown.here.feedback.open_dialog is None


def test_nothing_received_is_said_and_nothing_can_be_opened(stage: Callable[..., object]) -> None:
    shown = Open(stage, FakeBoard())
    assert shown.dialog.pane.is_empty
    assert not shown.dialog.open_case.isEnabled()
    shown.close()


def test_a_board_that_cannot_be_read_says_so(stage: Callable[..., object]) -> None:
    class Broken(FakeBoard):
        def view(self) -> Board:
            raise Trouble("storage.locked")

    shown = Open(stage, Broken())
    assert shown.dialog.pane.is_empty
    assert shown.board.read == []
    shown.close()


def test_what_was_turned_away_is_said_before_anything_else(stage: Callable[..., object]) -> None:
    aside = (SetAside("2027-3", "items", "", "empty"), SetAside("2027-2", "x", "y", "empty"))
    shown = Open(stage, FakeBoard(FRESH, set_aside=aside, refused=("tampered",)))
    said = shown.dialog.note.text()
    assert said.startswith(
        "有 2 项更新本机不能使用，已放在一边，原来的版本继续有效。请告诉市级管理员：2027-2、2027-3。"
    )
    assert "有 1 项更新没有市局的有效签名，未予采用" in said
    shown.close()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            URGENT,
            "原因：国家局调整材料。重新登录后使用本版本；在办件仍按登记时的版本办理。"
            "与 2025-batch-2 相比 1 处变化，涉及本网点在办件 0 件。",
        ),
        (
            BACK,
            "原因：国家局调整材料。撤回原因：份数有误。"
            "新办件恢复使用上一版本，已登记的办件仍按登记时的版本办理。"
            "与 2025-batch-2 相比 1 处变化，涉及本网点在办件 0 件。",
        ),
        (replace(URGENT, reason="", at_sign_in=False, changes=()), ""),
    ],
)
def test_what_whoever_serves_has_to_know(row: ReleaseRow, said: str) -> None:
    assert note(row) == said


def test_the_page_opens_it_by_its_key(stage: Callable[..., object]) -> None:
    board = FakeBoard(FRESH)
    page, here = room(
        stage,
        lambda here: SyncPage(FakeSync(), here.office, here.lanes, here.feedback, board),  # type: ignore[arg-type]
    )
    went: list[tuple[PageKey, object]] = []
    page.go_to.connect(lambda key, what: went.append((key, what)))
    press(page.queue.table, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    here.drain()
    dialog = here.dialog
    assert isinstance(dialog, ReleasesDialog)
    press(dialog.table, Qt.Key.Key_Return)
    press(dialog.lines, Qt.Key.Key_Return)
    assert went == [(PageKey.CASES, CASE.case_no)]


class Windows(QObject):
    """Remembers whatever showed itself as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:  # noqa: N802 - Qt's
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


@pytest.mark.parametrize("has_board", [True, False])
def test_nothing_of_the_page_is_a_window_while_it_is_made(
    stage: Callable[..., object], qapp: QApplication, has_board: bool
) -> None:
    window, watch = Column(), Windows()
    here = counter(window)
    stage(window, size=(1000, 760))
    qapp.installEventFilter(watch)
    try:
        board = FakeBoard(FRESH) if has_board else None
        page = SyncPage(FakeSync(), here.office, here.lanes, here.feedback, board)  # type: ignore[arg-type]
    finally:
        qapp.removeEventFilter(watch)
    assert watch.shown == []
    assert qapp.activeWindow() is window, "the keys stay where they were"
    assert page.releases_button.isHidden() is not has_board
    page.deleteLater()


def test_news_are_told_once_by_kind(stage: Callable[..., object]) -> None:
    window = Column()
    here = counter(window)
    stage(window, size=(1000, 760))
    told: list[tuple[str, str]] = []
    here.feedback.toast = lambda title, text="", tone=None: told.append((title, text))  # type: ignore[method-assign,assignment]
    for news in (
        News(),
        News((), True),
        News((BACK,)),
        News((URGENT,), True),
        News((FRESH,)),
        News((BACK, URGENT, FRESH)),
    ):
        told.append(("-", ""))
        tell_news(here.feedback, news)
    back, urgent = "市局撤回了 事项清单 2026-9", "紧急即时调整：事项清单 2026-9"
    other, fresh = "收到新的事项清单或节假日安排", "收到市局更新：事项清单 2027-1"
    titles = [title for title, _ in told]
    assert titles == ["-", "-", other, "-", back, "-", urgent, "-", fresh, "-", back, urgent]
    assert told[6][1] == "国家局调整材料。请重新登录后使用，在同步中心按市局更新查看"
    assert told[8][1] == "年度集中调整，2027-01-01 起施行。在同步中心按市局更新查看"


def test_every_field_of_the_list_has_its_word() -> None:
    inner = {"sub_items", "materials", "clocks", "code", "number"}
    named = {one.name for kind in (ServiceItem, SubItem, Material, TimeRule) for one in fields(kind)}
    assert named - inner <= set(words.FIELDS)
    assert {one.value for one in Level} == set(words.LEVELS)
    assert {one.value for one in Subject} == set(words.SUBJECTS)
    assert {one.value for one in Mode} == set(words.MODES)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replace(COPIES, field="core", before="False", after="True"), "的主件：原为“否”，改为“是”"),
        (replace(COPIES, field="form", before="COPY", after="ORIGINAL"), "的形式：原为“复印件”，改为“原件”"),
        (
            replace(COPIES, field="stages", before="受理\n办结", after="受理\n审核\n办结"),
            "的办理环节：原为“受理、办结”，改为“受理、审核、办结”",
        ),
        (
            replace(COPIES, field="proves", before="", after="主体存续"),
            "的证明什么：原为“无”，改为“主体存续”",
        ),
        (replace(COPIES, field="name", before="True", after="person"), "的名称：原为“True”，改为“person”"),
        (Change(Turn.ADDED, Level.DAY_OFF, "", "2027-01-01", ()), "增加放假日“2027-01-01”"),
        (Change(Turn.REMOVED, Level.DAY_WORKED, "", "2027-02-14", ()), "取消上班日“2027-02-14”"),
        (replace(GONE, turn=Turn.ADDED), "增加办理项 2.3“地理标志咨询”"),
    ],
)
def test_a_change_is_a_sentence(change: Change, said: str) -> None:
    parts = (change.turn, change.level, change.code, change.name, change.field, change.before, change.after)
    assert words.change(*parts).endswith(said)


CLAUSE = Change(
    Turn.CHANGED,
    Level.CLAUSE,
    "W04",
    "一次性告知书",
    (),
    "3",
    "自收到之日起 {days:b}内补正。",
    "请在 {days:b}内补齐。",
)
TEXTS = replace(
    FRESH, subject=Subject.FORMS, name="2027-1", before="2026-1", changes=(CLAUSE,), cases=(),
    status=Status.IN_FORCE, at_sign_in=True,
)  # fmt: skip


def test_a_clause_is_shown_as_somebody_reads_it(stage: Callable[..., object]) -> None:
    shown = Open(stage, FakeBoard(TEXTS))
    line = shown.dialog.lines.current_row()
    assert line is not None
    assert line.text == (
        "文书 W04“一次性告知书”第 3 条：原为“自收到之日起 〔　〕内补正。”，改为“请在 〔　〕内补齐。”"
    )
    assert note(TEXTS) == (
        "重新登录后使用本版本；在办件仍按登记时的版本办理。"
        "与 2026-1 相比 1 处变化，已制作的文书和已登记的意愿不变。"
    )
    assert not shown.dialog.open_case.isEnabled()
    shown.close()


def test_a_list_of_people_taken_back_says_who_counts_again() -> None:
    staffed = replace(BACK, subject=Subject.STAFF, name="2026-1", cases=())
    assert "撤回原因：份数有误。恢复使用上一份名单；没有上一份的，恢复发布以前的人员。" in note(staffed)
    assert "新办件" not in note(staffed)

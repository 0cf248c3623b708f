"""附件 on 办件查询 by keys, over a real counter: pages in, moved, added, looked at, voided."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLibraryInfo, QMimeData, QPoint, Qt, QUrl, QVersionNumber
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from outlet_app.domain.attachments import MOST_PAGES
from outlet_app.models.blobs import BlobState
from outlet_app.services.attachment_views import AttachmentView
from outlet_app.ui.pages.cases.asks import SentenceDialog
from outlet_app.ui.parts.attachments.dialog import AttachmentsDialog
from outlet_app.ui.parts.attachments.viewer import ScanViewer
from outlet_app.wording import attachments as words
from outlet_app.wording.troubles import REFUSALS, TROUBLES
from tests.support.at_the_counter import accepted, answered
from tests.support.bench import SUPERVISOR_PERSON, Bench, open_bench
from tests.support.builders import MORNING
from tests.support.case_desk import CaseDesk
from tests.support.scans import page, pdf, photo, picture
from tests.support.whole_window import settle
from tests.ui.conftest import Stage

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


@pytest.fixture
def at(stage: Stage, bench: Bench) -> CaseDesk:
    accepted(bench)
    return CaseDesk(stage, bench)


def opened(at: CaseDesk) -> AttachmentsDialog:
    """附件 by its key."""
    QTest.keyClick(at.page.list.table, KEY.Key_0, ALT)
    at.drain()
    settle()
    dialog = at.here.dialog
    assert isinstance(dialog, AttachmentsDialog)
    return dialog


def bring(at: CaseDesk, dialog: AttachmentsDialog, *files: Path) -> None:
    dialog.files_wanted.emit(list(files))
    at.drain()


def file(folder: Path, name: str, content: bytes) -> Path:
    place = folder / name
    place.write_bytes(content)
    return place


def lines(dialog: AttachmentsDialog) -> list[tuple[str, str, str]]:
    """Each line of the list: material, what stands below it, and its state."""
    model = dialog.list.table_model
    told = []
    for row in model.rows:
        first, second = (column.cell(row) for column in model.columns)
        told.append((first.text, first.sub, f"{second.text} {second.sub}".strip()))
    return told


def said(code: str, **args: object) -> str:
    clauses = {**REFUSALS, **TROUBLES}[code].filled(args)
    return f"{clauses.happened}{clauses.safe}{clauses.now}"


def scans(at: CaseDesk) -> list[AttachmentView]:
    view = at.counter.attachments.of_case(at.case.case_id)
    return [one for shelf in view.shelves for one in shelf.attachments]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)


def test_the_list_has_every_material_and_the_rest(at: CaseDesk) -> None:
    dialog = opened(at)
    names = [row.name for row in at.case.materials]
    assert lines(dialog) == [*((name, words.NONE, "") for name in names), (words.OTHER, words.NONE, "")]
    assert dialog.goal.text() == f"添加到：{names[0]}"
    assert not dialog.add.isEnabled()
    dialog.reject()


def test_from_a_file_to_an_attachment_by_keys_alone(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    bring(at, dialog, file(tmp_path, "a.pdf", pdf(3)), file(tmp_path, "b.jpg", photo()))
    assert dialog.goal.text() == f"4 页，添加到：{at.case.materials[0].name}"
    assert dialog.tray.hasFocus()
    press(KEY.Key_R)
    press(KEY.Key_Left, CTRL)
    press(KEY.Key_Home)
    press(KEY.Key_Delete)
    assert [leaf.page.turned for leaf in dialog.tray.leaves] == [0, 1, 0]
    press(KEY.Key_Return)
    at.drain()
    (scan,) = scans(at)
    assert (scan.pages, scan.material, scan.state) == (3, at.case.materials[0].code, "waiting")
    assert dialog.tray.leaves == []
    assert lines(dialog)[0][1:] == (words.scan_line(3, scan.size, scan.at), "待传")
    assert dialog.way.text() == "材料待传 1/1"
    assert at.said[-1] == words.ADDED
    dialog.reject()
    assert at.told[0] == "添加附件"
    assert at.page.detail.files_told.text() == "1 件，待传 1 件"


def test_the_chosen_material_gets_the_pages(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    press(KEY.Key_Down)
    bring(at, dialog, file(tmp_path, "a.jpg", photo()))
    press(KEY.Key_A, ALT)
    at.drain()
    assert [scan.material for scan in scans(at)] == [at.case.materials[1].code]
    assert dialog.list.hasFocus()
    assert dialog.entry is not None
    assert dialog.entry.shelf.code == at.case.materials[1].code
    dialog.reject()


def test_the_list_of_cases_says_what_waits(at: CaseDesk) -> None:
    at.counter.attachments.add(at.case.case_id, "", [page()])
    at.page.refresh()
    at.drain()
    table = at.page.list.table
    cell = table.table_model.columns[1].cell(table.current_row())
    assert cell.mark == "材料待传 1/1"
    with at.bench.database.unit_of_work() as uow:
        uow.blobs.mark(scans(at)[0].sha256, BlobState.CONFIRMED)
        uow.commit()
    at.page.refresh()
    at.drain()
    assert table.table_model.columns[1].cell(table.current_row()).mark == ""
    assert at.page.detail.files_told.text() == "1 件"


def test_a_case_without_attachments_says_so(at: CaseDesk) -> None:
    assert at.page.detail.files_told.text() == "没有附件"
    assert at.page.detail.files.isVisible()


@pytest.mark.parametrize(
    ("content", "code", "args"),
    [
        (b"", "scan.empty", {}),
        (b"hello", "scan.not_readable", {}),
        (pdf(1, password="x"), "scan.locked", {}),
        (pdf(MOST_PAGES + 1, (40, 40)), "scan.too_many_pages", {"found": MOST_PAGES + 1, "most": MOST_PAGES}),
    ],
)
def test_a_hostile_file_gets_a_sentence_and_the_pages_stay(
    at: CaseDesk, tmp_path: Path, content: bytes, code: str, args: dict[str, object]
) -> None:
    dialog = opened(at)
    bring(at, dialog, file(tmp_path, "bad", content))
    assert (dialog.message.text(), dialog.message.isVisible()) == (said(code, **args), True)
    bring(at, dialog, file(tmp_path, "good.jpg", photo()))
    assert (len(dialog.tray.leaves), dialog.message.isVisible()) == (1, False)
    bring(at, dialog, file(tmp_path, "good.jpg", photo()), file(tmp_path, "bad", b"hello"))
    assert len(dialog.tray.leaves) == 1
    dialog.reject()


def test_a_file_that_is_gone_or_a_folder_gets_a_sentence(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    bring(at, dialog, tmp_path / "no such file.pdf")
    assert dialog.message.text() == said("scan.file_unreadable", name="no such file.pdf")
    bring(at, dialog, tmp_path)
    assert dialog.message.text() == said("scan.not_readable")
    dialog.reject()


def test_the_same_pages_twice_are_refused_inside_the_dialog(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    for _ in range(2):
        bring(at, dialog, file(tmp_path, "a.jpg", photo()))
        press(KEY.Key_A, ALT)
        at.drain()
    assert dialog.message.text() == said("attachment.there_already")
    assert len(dialog.tray.leaves) == 1
    assert len(scans(at)) == 1
    dialog.reject()


def test_pages_nobody_added_outlive_the_dialog_and_belong_to_their_case(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    bring(at, dialog, file(tmp_path, "a.pdf", pdf(2)))
    press(KEY.Key_Escape)
    assert at.said[-1] == words.LEFT_TITLE
    settle()
    again = opened(at)
    assert len(again.tray.leaves) == 2
    again.reject()


def test_the_window_says_that_it_works_and_never_waits(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    dialog.files_wanted.emit([file(tmp_path, "a.pdf", pdf(2))])
    assert dialog.help.text() == words.BUSY
    assert dialog.tray.leaves == []
    at.drain()
    assert dialog.help.text() == words.HELP
    press(KEY.Key_Return)
    assert (dialog.help.text(), dialog.add.isEnabled(), scans(at)) == (words.BUSY, False, [])
    press(KEY.Key_Return)
    at.drain()
    assert len(scans(at)) == 1
    dialog.reject()


def test_a_scan_opens_in_the_viewer_and_leads_back(at: CaseDesk) -> None:
    code = at.case.materials[1].code
    at.counter.attachments.add(at.case.case_id, code, [page("1"), page("2")])
    dialog = opened(at)
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    at.drain()
    settle()
    viewer = at.here.dialog
    assert isinstance(viewer, ScanViewer)
    assert viewer.view.page_count == 2
    press(KEY.Key_Escape)
    at.drain()
    settle()
    back = at.here.dialog
    assert isinstance(back, AttachmentsDialog)
    assert back is not dialog
    assert back.entry is not None
    assert back.entry.shelf.code == code
    back.reject()


def test_a_scan_that_is_lost_here_gets_three_clauses(at: CaseDesk) -> None:
    at.counter.attachments.add(at.case.case_id, at.case.materials[0].code, [page()])
    for one in (at.bench.folder / "data" / "attachments").iterdir():
        one.write_bytes(b"rotten")
    opened(at)
    press(KEY.Key_K, ALT)
    at.drain()
    settle()
    told = at.here.dialog
    assert not isinstance(told, ScanViewer)
    told.reject()
    settle()
    at.drain()
    settle()
    if at.here.feedback.open_dialog is not None:
        at.here.dialog.reject()


def test_voiding_asks_for_a_reason_and_leads_back(at: CaseDesk) -> None:
    at.counter.attachments.add(at.case.case_id, at.case.materials[0].code, [page()])
    opened(at)
    press(KEY.Key_Z, ALT)
    at.drain()
    settle()
    asked = at.here.dialog
    assert isinstance(asked, SentenceDialog)
    asked.area.show_text("印章看不清")
    press(KEY.Key_Return, CTRL)
    if asked.isVisible() and asked.default is not None:
        asked.default.click()
    at.drain()
    settle()
    assert [scan.void_reason for scan in scans(at)] == ["印章看不清"]
    back = at.here.dialog
    assert isinstance(back, AttachmentsDialog)
    assert lines(back)[0][2] == "已作废 印章看不清"
    assert not back.void_button.isEnabled()
    assert back.open_button.isEnabled()
    back.reject()


def test_a_material_without_a_scan_has_nothing_to_open_or_void(at: CaseDesk) -> None:
    dialog = opened(at)
    assert (dialog.open_button.isEnabled(), dialog.void_button.isEnabled()) == (False, False)
    press(KEY.Key_Return)
    at.drain()
    assert at.here.dialog is dialog
    dialog.reject()


def test_a_voided_case_shows_its_scans_and_takes_no_more(stage: Stage, bench: Bench) -> None:
    case_id = answered(bench).case.case_id
    bench.counter().attachments.add(case_id, "", [page()])
    bench.counter(SUPERVISOR_PERSON).mending.void(case_id, "duplicate", "")
    at = CaseDesk(stage, bench)
    dialog = opened(at)
    buttons = (dialog.files_button, dialog.paste_button, dialog.scan_button, dialog.add)
    assert [one.isEnabled() for one in buttons] == [False] * 4
    assert dialog.open_button.isEnabled()
    dialog.reject()


def test_a_picture_from_the_clipboard(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    image = QImage()
    image.loadFromData(photo(picture(200, 300), "PNG"))
    QGuiApplication.clipboard().setImage(image)
    press(KEY.Key_V, CTRL)
    at.drain()
    assert [(leaf.page.width, leaf.page.height) for leaf in dialog.tray.leaves] == [(200, 300)]
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(file(tmp_path, "a.pdf", pdf(2))))])
    QGuiApplication.clipboard().setMimeData(brought)
    dialog.paste_button.click()
    at.drain()
    assert len(dialog.tray.leaves) == 3
    QGuiApplication.clipboard().setText("只有文字")
    press(KEY.Key_V, CTRL)
    assert dialog.message.text() == words.NOTHING_TO_PASTE
    dialog.reject()


def dropped(dialog: AttachmentsDialog, brought: QMimeData) -> bool:
    """Drag something over the dialog and let it go; whether it was taken."""
    where, none = QPoint(20, 20), Qt.KeyboardModifier.NoModifier
    told: dict[str, Any] = {"actions": Qt.DropAction.CopyAction, "buttons": Qt.MouseButton.LeftButton}
    # Qt 6.12 takes fractions of a pixel and warns of whole ones; 6.11 takes whole ones only.
    entered = where.toPointF() if QLibraryInfo.version() >= QVersionNumber(6, 12) else where
    over = QDragEnterEvent(entered, told["actions"], brought, told["buttons"], none)
    dialog.dragEnterEvent(over)
    if over.isAccepted():
        dialog.dropEvent(QDropEvent(where.toPointF(), told["actions"], brought, told["buttons"], none))
    return over.isAccepted()


def test_files_and_pictures_are_dropped_and_nothing_else(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    files, words_only, web = QMimeData(), QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(file(tmp_path, "a.pdf", pdf(2))))])
    words_only.setText("文字")
    web.setUrls([QUrl("https://example.invalid/a.pdf")])
    assert [dropped(dialog, one) for one in (files, words_only, web)] == [True, False, False]
    at.drain()
    assert len(dialog.tray.leaves) == 2
    dialog.reject()


def test_what_the_scanner_finishes_comes_by_itself(at: CaseDesk, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    file(folder, "old.jpg", photo(picture(100, 100)))
    at.counter.scans.keep_folder(folder)
    dialog = opened(at)
    assert dialog.folder is not None
    assert dialog.scan_button.toolTip() == words.watching(str(folder))
    file(folder, "new.pdf", pdf(2))
    file(folder, "notes.txt", b"not a scan")
    dialog.folder.look()
    at.drain()
    assert dialog.tray.leaves == [], "it may still be written"
    dialog.folder.look()
    at.drain()
    assert len(dialog.tray.leaves) == 2
    dialog.folder.look()
    at.drain()
    assert len(dialog.tray.leaves) == 2, "nothing is taken twice"
    dialog.reject()


def test_a_file_that_grows_is_left_to_the_scanner(at: CaseDesk, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    at.counter.scans.keep_folder(folder)
    dialog = opened(at)
    assert dialog.folder is not None
    content = pdf(2)
    for end in (0, 100, 300, len(content)):
        file(folder, "new.pdf", content[:end])
        dialog.folder.look()
        at.drain()
        assert (dialog.tray.leaves, dialog.message.isVisible()) == ([], False)
    dialog.folder.look()
    at.drain()
    assert len(dialog.tray.leaves) == 2
    dialog.reject()


def test_the_newest_scan_is_fetched_by_key(at: CaseDesk, tmp_path: Path) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    file(folder, "only.jpg", photo(picture(100, 140)))
    at.counter.scans.keep_folder(folder)
    dialog = opened(at)
    press(KEY.Key_S, ALT)
    at.drain()
    assert [(leaf.page.width, leaf.page.height) for leaf in dialog.tray.leaves] == [(100, 140)]
    dialog.reject()


def test_without_a_folder_the_key_asks_for_one_and_remembers_it(at: CaseDesk, tmp_path: Path) -> None:
    dialog = opened(at)
    assert dialog.scan_button.toolTip() == words.NO_FOLDER
    press(KEY.Key_S, ALT)
    settle()
    asked = dialog.window().findChild(QFileDialog)
    assert asked is not None
    asked.reject()
    settle()
    assert dialog.folder is not None
    dialog.folder.choose(tmp_path)
    at.drain()
    assert at.counter.scans.folder() == tmp_path
    assert dialog.scan_button.toolTip() == words.watching(str(tmp_path))
    dialog.reject()


def test_a_folder_that_is_gone_is_an_empty_one(at: CaseDesk, tmp_path: Path) -> None:
    at.counter.scans.keep_folder(tmp_path / "gone")
    dialog = opened(at)
    assert dialog.folder is not None
    dialog.folder.look()
    dialog.folder.take_newest()
    at.drain()
    assert (dialog.tray.leaves, dialog.message.isVisible()) == ([], False)
    dialog.reject()

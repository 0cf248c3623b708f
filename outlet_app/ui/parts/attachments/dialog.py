"""附件 of a case: the scans of each material on the left, the pages being put together on the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from outlet_app.domain.attachments import MOST_PAGES
from outlet_app.services.attachment_views import AttachmentView, CaseAttachments, Shelf
from outlet_app.services.scans import Leaf
from outlet_app.ui.parts.attachments.brought import ask_files, ask_folder, can_take, files_of, picture_of
from outlet_app.ui.parts.attachments.scan_folder import ScanFolder
from outlet_app.ui.parts.attachments.tray import PageTray
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Line, Row
from outlet_app.ui.widgets.buttons import COMPACT, Button
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.table import Table
from outlet_app.ui.widgets.table_model import Cell
from outlet_app.ui.widgets.table_model import Column as TableColumn
from outlet_app.ui.widgets.text import ElidedLabel, Label
from outlet_app.wording import attachments as words

WIDE, MARGIN, LEAST_TALL, ROW = 1080, 32, 380, 52


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a scan, or a material that has none."""

    shelf: Shelf
    scan: AttachmentView | None = None


class AttachmentsDialog(Dialog):
    """`files_wanted` carries paths, `bytes_wanted` a picture; `added` a material's code and the pages;
    `opened` and `voided` carry a scan.
    """

    files_wanted = Signal(object)
    bytes_wanted = Signal(object)
    added = Signal(str, object)
    opened = Signal(object)
    voided = Signal(object)

    def __init__(
        self, parent: QWidget, view: CaseAttachments, leaves: Sequence[Leaf], material: str | None
    ) -> None:
        super().__init__(f"{words.TITLE}　{view.case_no}", parent, broad=True)
        self.view = view
        self.setAcceptDrops(True)
        self.list = Table(_columns(), words.LIST, record=lambda _entry: view.case_no, row_height=ROW)
        self.way, self.goal, self.help = Label("", "label", "text2"), ElidedLabel("", "strong"), _help()
        self.tray = PageTray()
        self.message = Paragraph("", 14, "bad")
        self.folder: ScanFolder | None = None
        self._furnish()
        self.show_view(view, material)
        self.tray.show_leaves(leaves)
        self.say_trouble("")
        self.focus_first(self.list)

    @property
    def room(self) -> int:
        """How many more pages the tray takes."""
        return MOST_PAGES - len(self.tray.leaves)

    @property
    def entry(self) -> Entry | None:
        """The chosen line."""
        return self.list.current_row()

    @property
    def material(self) -> str:
        """The material new pages go to."""
        return self.entry.shelf.code if self.entry else ""

    def watch(self, folder: ScanFolder) -> None:
        """Take what the scanner puts into its folder while this is open."""
        self.folder = folder
        folder.arrived.connect(self.files_wanted)
        folder.known.connect(self._know_folder)
        folder.open()

    def show_view(self, view: CaseAttachments, material: str | None) -> None:
        """Show the case's scans, the line of this material chosen, by default the first."""
        self.view = view
        entries = [Entry(shelf, scan) for shelf in view.shelves for scan in (shelf.attachments or (None,))]
        self.list.show_rows(entries)
        at = next((n for n, one in enumerate(entries) if one.shelf.code == material), 0)
        self.list.choose_row(at)
        told = view.arrival
        self.way.setText(words.arrival(told.waiting, told.total, view.damaged, told.elsewhere))
        self._follow()

    def add_leaves(self, leaves: Sequence[Leaf]) -> None:
        """Put pages that were read behind the others."""
        self.say_trouble("")
        self.tray.add_leaves(leaves)
        self.tray.setFocus()

    def say_trouble(self, text: str) -> None:
        """What went wrong, between the list and the buttons; empty for nothing."""
        self.message.set_text(text)
        self.message.setVisible(bool(text))

    def show_busy(self, busy: bool) -> None:
        """Pages are read or kept meanwhile; what is there stays in sight."""
        self.help.set_text(words.BUSY if busy else words.HELP)
        self.add.setEnabled(not busy and bool(self.tray.leaves))

    def restyle(self) -> None:
        """As large as the window allows."""
        window, room = self.parentWidget(), look().s(MARGIN)
        if window is not None:
            self.setFixedWidth(min(look().s(WIDE), window.width() - 2 * room))
            self.setFixedHeight(max(window.height() - 2 * room, min(look().s(LEAST_TALL), window.height())))
        inner = self.layout()
        if inner is not None:
            inner.setContentsMargins(*(look().border,) * 4)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if self.view.open and can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent, /) -> None:
        event.acceptProposedAction()
        if files := files_of(event.mimeData()):
            self.files_wanted.emit(files)
        elif picture := picture_of(event.mimeData()):
            self.bytes_wanted.emit(picture)

    def _furnish(self) -> None:
        self.open_button = _small(words.OPEN, "eye", self._open)
        self.void_button = _small(words.VOID, "ban", self._void)
        self.files_button = _small(words.FILES, "folder-open", self._ask_files)
        self.paste_button = _small(words.PASTE, "clipboard-list", self._paste)
        self.scan_button = _small(words.SCANNED, "scan-line", self._take_scan)
        self.folder_button = _small(words.FOLDER, "folder", self._ask_folder)
        left = Column(
            Row(Label(words.LIST, "strong"), self.way, None),
            (self.list, 1),
            Row(self.open_button, self.void_button, None),
        )
        right = Column(
            Row((self.goal, 1)),
            Row(self.files_button, self.paste_button, self.scan_button, self.folder_button, None, gap=6),
            (self.tray, 1),
            self.help,
        )
        self.body.add((Row((left, 5), Line(vertical=True), (right, 6), gap=14), 1))
        self.body.add(self.message)
        self.add_button(words.CLOSE, self.reject, closes=False)
        self.add = self.add_button(words.ADD, self._add, icon="check", default=True, closes=False)
        self.list.current_changed.connect(lambda _row: self._follow())
        self.list.opened.connect(lambda _row: self._open())
        self.tray.changed.connect(self._follow)

    def _follow(self) -> None:
        entry = self.entry
        scan = entry.scan if entry else None
        name = words.material(entry.shelf.code, entry.shelf.name) if entry else ""
        self.goal.setText(words.goal(len(self.tray.leaves), name))
        self.open_button.setEnabled(scan is not None)
        self.void_button.setEnabled(self.view.open and scan is not None and not scan.void_reason)
        for button in (self.files_button, self.paste_button, self.scan_button):
            button.setEnabled(self.view.open)
        self.add.setEnabled(self.view.open and bool(self.tray.leaves))

    def _open(self) -> None:
        if self.entry and self.entry.scan:
            self.opened.emit(self.entry.scan)

    def _void(self) -> None:
        if self.entry and self.entry.scan:
            self.voided.emit(self.entry.scan)

    def _add(self) -> None:
        if self.tray.leaves:
            self.added.emit(self.material, list(self.tray.leaves))

    def _paste(self) -> None:
        brought = QGuiApplication.clipboard().mimeData()
        if not self.view.open:
            return
        if files := files_of(brought):
            self.files_wanted.emit(files)
        elif picture := picture_of(brought):
            self.bytes_wanted.emit(picture)
        else:
            self.say_trouble(words.NOTHING_TO_PASTE)

    def _ask_files(self) -> None:
        ask_files(self, self.files_wanted.emit)

    def _take_scan(self) -> None:
        if self.folder is None or self.folder.folder is None:
            self._ask_folder()
        else:
            self.folder.take_newest()

    def _ask_folder(self) -> None:
        if (folder := self.folder) is not None:
            ask_folder(self, folder.choose)

    def _know_folder(self, folder: Path | None) -> None:
        self.scan_button.setToolTip(words.watching(str(folder)) if folder else words.NO_FOLDER)


def _help() -> Paragraph:
    return Paragraph(words.HELP, 13, "text3")


def _small(text: str, icon: str, then: Callable[[], object]) -> Button:
    button = Button(text, icon, size=COMPACT)
    button.clicked.connect(lambda: then())
    return button


def _columns() -> Sequence[TableColumn[Entry]]:
    return (
        TableColumn("material", words.COLUMNS["material"], _material_cell),
        TableColumn("state", words.COLUMNS["state"], _state_cell, 150),
    )


def _material_cell(entry: Entry) -> Cell:
    scan, name = entry.scan, words.material(entry.shelf.code, entry.shelf.name)
    if scan is None:
        return Cell(name, words.NONE, tone="text2")
    return Cell(
        name, words.scan_line(scan.pages, scan.size, scan.at), tone="text3" if scan.void_reason else "text"
    )


def _state_cell(entry: Entry) -> Cell:
    scan = entry.scan
    if scan is None:
        return Cell("")
    if scan.void_reason:
        return Cell(words.VOID_STATE, scan.void_reason, tone="text3")
    text, tone = words.state(scan.state, here=scan.here)
    return Cell(text, tone=tone)

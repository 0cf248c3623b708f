"""附件, as asked on 办件查询: pages are read and kept in their lanes, and outlive the closed dialog."""

from collections.abc import Callable, Mapping
from pathlib import Path

from outlet_app.domain.forms.course import VOID_SCAN
from outlet_app.domain.problems import Refused
from outlet_app.services.attachment_views import AttachmentView, CaseAttachments
from outlet_app.services.scans import Leaf
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.asks import SentenceDialog
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.attachments.dialog import AttachmentsDialog
from outlet_app.ui.parts.attachments.scan_folder import ScanFolder
from outlet_app.ui.parts.attachments.viewer import ScanViewer
from outlet_app.ui.parts.failures import tell
from outlet_app.wording import attachments as words

Read = Callable[[], tuple[Leaf, ...]]
Seen = Done[CaseAttachments] | Failed


class AttachmentSteps:
    """Remembers for each case the pages nobody has added yet, while the page is open."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk
        self._leaves: dict[str, list[Leaf]] = {}
        self.dialog: AttachmentsDialog | None = None

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The step by its code."""
        return {"attachments": lambda detail: self._open(detail.row.case_id)}

    def _open(self, case_id: str, material: str | None = None) -> None:
        desk = self._desk
        desk.lanes.desk.run(
            lambda: desk.counter.attachments.of_case(case_id),
            lambda outcome: self._show(outcome, material),
            owner=desk,
        )

    def _show(self, outcome: Seen, material: str | None) -> None:
        desk = self._desk
        if isinstance(outcome, Failed):
            tell(desk.feedback, outcome.error)
            return
        view = outcome.value
        leaves = self._leaves.get(view.case_id, [])
        dialog = self.dialog = AttachmentsDialog(desk.page, view, leaves, material)
        scans = desk.counter.scans
        dialog.files_wanted.connect(
            lambda paths: self._read(dialog, lambda: scans.read_files(list[Path](paths), dialog.room))
        )
        dialog.bytes_wanted.connect(
            lambda content: self._read(dialog, lambda: scans.read(content, dialog.room))
        )
        dialog.tray.changed.connect(lambda: self._keep(view.case_id, dialog))
        dialog.added.connect(lambda code, pages: self._add(dialog, code, pages))
        dialog.opened.connect(lambda scan: self._look(dialog, scan))
        dialog.voided.connect(lambda scan: self._ask_void(dialog, scan))
        dialog.rejected.connect(lambda: self._left(dialog))
        desk.feedback.open(dialog)
        dialog.watch(ScanFolder(dialog, desk.lanes.press, scans))

    def _keep(self, case_id: str, dialog: AttachmentsDialog) -> None:
        self._leaves[case_id] = list(dialog.tray.leaves)

    def _read(self, dialog: AttachmentsDialog, read: Read) -> None:
        dialog.show_busy(True)

        def done(outcome: Done[tuple[Leaf, ...]] | Failed) -> None:
            if isinstance(outcome, Done):
                dialog.add_leaves(outcome.value)
            else:
                dialog.say_trouble(self._clauses(outcome.error))
            dialog.show_busy(False)

        self._desk.lanes.press.run(read, done, owner=dialog)

    def _add(self, dialog: AttachmentsDialog, code: str, leaves: list[Leaf]) -> None:
        case_id, attachments = dialog.view.case_id, self._desk.counter.attachments
        pages = [leaf.page for leaf in leaves]
        dialog.show_busy(True)

        def done(outcome: Seen) -> None:
            if isinstance(outcome, Done):
                dialog.tray.show_leaves(())
                dialog.show_view(outcome.value, code)
                dialog.say_trouble("")
                dialog.list.setFocus()
                self._desk.feedback.toast(words.ADDED, outcome.value.case_no)
                self._desk.changed.emit()
            else:
                dialog.say_trouble(self._clauses(outcome.error))
            dialog.show_busy(False)

        self._desk.lanes.desk.run(lambda: attachments.add(case_id, code, pages), done, owner=dialog)

    def _look(self, dialog: AttachmentsDialog, scan: AttachmentView) -> None:
        """The scan takes the dialog's place, and gives it back when it is closed."""
        desk, view = self._desk, dialog.view
        shelf = next(one for one in view.shelves if one.code == scan.material)
        title = words.viewer(words.material(shelf.code, shelf.name), view.case_no)
        dialog.accept()
        viewer = ScanViewer(desk.page, title, desk.feedback)
        viewer.finished.connect(lambda _result: self._open(view.case_id, scan.material))
        lane = desk.lanes.press if scan.here else desk.lanes.courier
        viewer.load(lane, desk.papers, lambda: desk.counter.attachments.fetch(scan.sha256))
        desk.feedback.open(viewer)

    def _ask_void(self, dialog: AttachmentsDialog, scan: AttachmentView) -> None:
        desk, view = self._desk, dialog.view
        dialog.accept()

        def void(reason: str) -> None:
            attachments = desk.counter.attachments
            desk.run(
                desk.lanes.desk,
                lambda: attachments.void(view.case_id, scan.attachment_id, reason),
                words.VOIDED,
                view.case_no,
            )
            # Read after the void in the same lane, so that it shows.
            self._open(view.case_id, scan.material)

        asked = SentenceDialog(
            desk.page,
            VOID_SCAN,
            words.VOID_TITLE,
            words.VOID_TEXT,
            words.VOID_LABEL,
            words.VOID_GO,
            void,
            today=desk.today,
        )
        asked.rejected.connect(lambda: self._open(view.case_id, scan.material))
        desk.feedback.open(asked)

    def _left(self, dialog: AttachmentsDialog) -> None:
        if dialog.tray.leaves:
            self._desk.feedback.toast(words.LEFT_TITLE, words.left(len(dialog.tray.leaves)))

    def _clauses(self, error: Exception) -> str:
        """What went wrong in three clauses, said inside the dialog; a bug goes its own way."""
        told = error.refusal if isinstance(error, Refused) else None
        code = told.code if told else getattr(error, "code", "")
        if not code:
            raise error
        args = told.args if told else getattr(error, "told", {})
        said = self._desk.feedback.clauses_of(code, args)
        return f"{said.happened}{said.safe}{said.now}"

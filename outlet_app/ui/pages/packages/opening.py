"""From the page submitted to a package opened: what the notice still needs, then the save."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.channels import AFAR
from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import Delivery
from outlet_app.domain.forms.notice import PACKAGE_NOTICE, PERIODS
from outlet_app.domain.undertakings import NOTHING, Undertaking
from outlet_app.services.counter import Counter
from outlet_app.services.packaging import Bundled
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lanes
from outlet_app.ui.office import Office
from outlet_app.ui.pages.packages.promising import Promising
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.paper_viewer import PaperViewer
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, SheetDialog
from outlet_app.wording import notice as notice_words
from outlet_app.wording import packages as words

# The case is in the store, only its witness is not: the form must not be sent again.
KEPT_ALL_THE_SAME = "numbers.not_witnessed"


class Opening(QObject):
    """`done` carries what was opened; `busy_changed` tells when the store has the form in hand."""

    done = Signal(object)
    kept = Signal()
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, office: Office, lanes: Lanes, feedback: Feedback, host: QWidget
    ) -> None:
        super().__init__(host)
        self._counter, self._office, self._desk, self._press = counter, office, lanes.desk, lanes.press
        self._feedback, self._host = feedback, host
        self.promising = Promising(counter, office, lanes.desk, feedback, host)
        self.promising.busy_changed.connect(self._set_busy)
        self.is_busy = False

    def begin(self, state: PackagesState) -> None:
        """The form holds; presses while it is being saved are ignored."""
        if self.is_busy or state.package is None:
            return
        if state.promises:
            self.promising.ask(state, lambda said: self._go_on(state, said))
        else:
            self._go_on(state, NOTHING)

    def _go_on(self, state: PackagesState, said: Undertaking) -> None:
        if state.told:
            self._ask_notice(state, said)
        else:
            self._open(state, None, said)

    def _ask_notice(self, state: PackagesState, undertaken: Undertaking) -> None:
        assert state.package is not None
        draft = self._counter.packaging.draft(state.package, state.entry)
        days = sorted({*PERIODS, draft.correction_workdays})
        ready = {"correction_workdays": str(draft.correction_workdays), "delivery": _delivery(state)}
        choices: Mapping[str, Mapping[str, str]] = {
            "correction_workdays": {str(one): notice_words.workdays(one) for one in days},
            "delivery": {one.value: word for one, word in notice_words.DELIVERIES.items()},
        }
        lines = lines_of(PACKAGE_NOTICE, words.NOTICE_FIELDS, ready, choices=choices)
        text = words.notice_text(state.told)
        sheet = SheetDialog(
            self._host,
            words.NOTICE_TITLE,
            text,
            lines,
            words.NOTICE_GO,
            lambda said: self._open(state, _draft(said), undertaken),
            today=self._office.now().date(),
        )
        sheet.add_button(words.NOTICE_PREVIEW, lambda: self._preview(state, sheet), icon="eye", closes=False)
        self._feedback.open(sheet)

    def _preview(self, state: PackagesState, sheet: SheetDialog) -> None:
        """The notice as it would be, over the question; nothing is numbered or kept for it."""
        package, entry, notice = state.package, state.entry, _draft(sheet.answers)
        assert package is not None
        viewer = PaperViewer(sheet, words.PREVIEW_TITLE, "", self._feedback)
        viewer.only_look()
        viewer.load(
            self._press,
            self._counter.papers,
            lambda: self._counter.packaging.preview(package, entry, notice),
            lambda _path: None,
        )
        viewer.open()

    def _open(self, state: PackagesState, notice: NoticeDraft | None, said: Undertaking) -> None:
        package, entry = state.package, state.entry
        assert package is not None
        self._set_busy(True)
        self._desk.run(
            lambda: self._counter.packaging.open(package.code, entry, notice, said), self._opened, owner=self
        )

    def _opened(self, answer: Done[Bundled] | Failed) -> None:
        self._set_busy(False)
        if isinstance(answer, Done):
            self.done.emit(answer.value)
            return
        tell(self._feedback, answer.error)
        if getattr(answer.error, "code", "") == KEPT_ALL_THE_SAME:
            self.kept.emit()

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)


def _delivery(state: PackagesState) -> Delivery:
    """Whoever is not here gets the notice by the post."""
    return Delivery.POST if state.entry.channel in AFAR else Delivery.IN_PERSON


def _draft(said: Answers) -> NoticeDraft:
    return NoticeDraft(
        (),
        int(said["correction_workdays"]),
        Delivery(said["delivery"]),
        verified=said["verified"] == TICKED,
        large=said["large"] == TICKED,
    )

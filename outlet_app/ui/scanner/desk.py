"""What becomes of a scan: a paper opens its case, a licence fills an applicant, anything else is told."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from outlet_app.domain.licences import Licence
from outlet_app.domain.scanning import Scan, Unread, understand
from outlet_app.ui.keymap import PageKey
from outlet_app.ui.scanner.watch import Scanned, ScanWatch
from outlet_app.ui.shell import Shell
from outlet_app.ui.theme.tokens import Tone
from outlet_app.wording import scanning as words


class ScanDesk(QObject):
    """Works on every page of the window; under sign-in, lock and a review the keys are somebody else's."""

    def __init__(self, app: QApplication, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self.watch = ScanWatch(app, self._listens, self)
        self.watch.scanned.connect(self._scanned)
        # While nothing has the focus the keys go to the window itself.
        shell.installEventFilter(self.watch)

    def _listens(self, widget: QWidget) -> bool:
        window = widget.window()
        return not self._shell.is_covered and (window is self._shell or isinstance(window, QDialog))

    def _scanned(self, scan: Scanned) -> None:
        meaning = understand(scan.text, words.LICENCE_LABELS)
        is_busy = self._shell.feedback.open_dialog is not None
        if isinstance(meaning, Unread):
            # A dialog may well ask for a number that is printed as a bar code.
            if not (is_busy and scan.before):
                self._say(words.unread(meaning, scan.text, kept=scan.before is not None))
            return
        if scan.before:
            scan.before.put_back()
        if is_busy:
            self._say(words.busy(scan.text))
        elif isinstance(meaning, Licence):
            self._shell.open(PageKey.INTAKE, meaning)
        else:
            self._open_case(meaning)

    def _open_case(self, scan: Scan) -> None:
        if self._shell.page is not None and self._shell.page.take_scan(scan):
            return
        # Where materials are taken in, the paper is that of whoever brings them.
        taking = self._shell.current is PageKey.CORRECTIONS
        self._shell.open(PageKey.CORRECTIONS if taking else PageKey.CASES, scan)

    def _say(self, text: str) -> None:
        self._shell.feedback.toast(words.NOT_USED, text, Tone.WARN)

"""The scanner's folder while 附件 is open: what the scanner finishes there is taken by itself."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from outlet_app.services.scans import Found, Scans
from outlet_app.ui.jobs import Done, Failed, Lane

# A file that has not grown for so long is finished.
QUIET_MS = 700


class ScanFolder(QObject):
    """`arrived` carries the paths of finished files nobody has taken yet, `known` the folder or None."""

    arrived = Signal(object)
    known = Signal(object)

    def __init__(self, parent: QObject, lane: Lane, scans: Scans) -> None:
        super().__init__(parent)
        self._lane, self._scans = lane, scans
        self.folder: Path | None = None
        self._seen: set[Found] = set()
        self._growing: set[Found] = set()
        self._watch = QFileSystemWatcher(self)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._watch.directoryChanged.connect(lambda _path: self._quiet.start())
        self._quiet.timeout.connect(self.look)

    def open(self) -> None:
        """Begin to watch the folder this machine knows; what lies there already is left alone."""
        self._lane.run(self._scans.folder, self._opened, owner=self)

    def choose(self, folder: Path) -> None:
        """Watch another folder from now on, and remember it."""
        self._lane.run(lambda: self._scans.keep_folder(folder), self._opened, owner=self)

    def look(self) -> None:
        """See what is new, and take what is finished."""
        folder = self.folder
        if folder is not None:
            self._lane.run(lambda: self._scans.look(folder), self._looked, owner=self)

    def take_newest(self) -> None:
        """The newest file of the folder, whether it was there before or not."""
        folder = self.folder
        if folder is not None:
            self._lane.run(lambda: self._scans.look(folder)[-1:], self._took, owner=self)

    def _opened(self, outcome: Done[Path | None] | Failed) -> None:
        self.folder = outcome.value if isinstance(outcome, Done) else None
        if self._watch.directories():
            self._watch.removePaths(self._watch.directories())
        folder = self.folder
        self.known.emit(folder)
        if folder is not None:
            self._watch.addPath(str(folder))
            self._lane.run(lambda: self._scans.look(folder), self._remember, owner=self)

    def _remember(self, outcome: Done[tuple[Found, ...]] | Failed) -> None:
        if isinstance(outcome, Done):
            self._seen = set(outcome.value)

    def _looked(self, outcome: Done[tuple[Found, ...]] | Failed) -> None:
        if isinstance(outcome, Failed):
            return
        fresh = [one for one in outcome.value if one not in self._seen]
        done = [one for one in fresh if one in self._growing and one.size]
        self._growing = set(fresh) - set(done)
        self._take(done)
        if self._growing:
            self._quiet.start()

    def _took(self, outcome: Done[tuple[Found, ...]] | Failed) -> None:
        if isinstance(outcome, Done):
            self._take(list(outcome.value))

    def _take(self, files: list[Found]) -> None:
        self._seen |= set(files)
        if files:
            self.arrived.emit([one.path for one in files])

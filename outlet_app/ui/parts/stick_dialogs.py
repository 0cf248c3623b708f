"""Asks for a stick to write to or for files on one, without stopping the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStorageInfo, QUrl
from PySide6.QtWidgets import QFileDialog, QWidget

from outlet_app.ui.parts.save_file import LABELS
from outlet_app.wording import sticks as words
from outlet_app.wording.shell import FILE_LABELS

_SYSTEM = ("/boot", "/dev", "/etc", "/proc", "/run/lock", "/snap", "/sys", "/usr", "/var")


def ask_stick(parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Open the system's dialog for a folder; `then` gets it, nothing on Esc."""
    dialog = _dialog(parent, words.CHOOSE_FOLDER, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def ask_parcels(parent: QWidget, then: Callable[[list[Path]], object]) -> QFileDialog:
    """Open the system's dialog for parcels and receipts."""
    dialog = _dialog(parent, words.CHOOSE_FILES, words.FILE_KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: then([Path(one) for one in chosen]))
    dialog.open()
    return dialog


def sticks() -> list[Path]:
    """What is plugged in: every volume that is ready and none of the system's own."""
    roots = [Path(one.rootPath()) for one in QStorageInfo.mountedVolumes() if one.isReady()]
    return [one for one in roots if one != Path(one.anchor) and not str(one).startswith(_SYSTEM)]


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    found = sticks()
    dialog = QFileDialog(parent.window(), title, str(found[0]) if found else "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setSidebarUrls([QUrl.fromLocalFile(str(one)) for one in (*found, Path.home())])
    for label, word in zip(LABELS, FILE_LABELS, strict=True):
        if label is not QFileDialog.DialogLabel.Accept:
            dialog.setLabelText(label, word)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.CHOOSE)
    dialog.finished.connect(dialog.deleteLater)
    return dialog

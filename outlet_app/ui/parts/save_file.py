"""Asks where a file shall go, without stopping the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from outlet_app.wording import shell as words

LABELS = (
    QFileDialog.DialogLabel.LookIn,
    QFileDialog.DialogLabel.FileName,
    QFileDialog.DialogLabel.FileType,
    QFileDialog.DialogLabel.Accept,
    QFileDialog.DialogLabel.Reject,
)


def ask_path(parent: QWidget, name: str, kind: str, then: Callable[[Path], object]) -> QFileDialog:
    """Open the system's file dialog; `then` gets the path the clerk named, nothing on Esc."""
    dialog = QFileDialog(parent.window(), name, name, kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    for label, word in zip(LABELS, words.FILE_LABELS, strict=True):
        dialog.setLabelText(label, word)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

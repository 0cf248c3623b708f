"""Asks where a file shall go, without stopping the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_path(parent: QWidget, name: str, kind: str, then: Callable[[Path], object]) -> QFileDialog:
    """Open the system's file dialog; `then` gets the path the clerk named, nothing on Esc."""
    dialog = QFileDialog(parent.window(), name, name, kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog

"""What comes by drag and drop or from the clipboard: files by their paths, pictures as bytes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from outlet_app.ui.parts.save_file import LABELS
from outlet_app.wording import attachments as words
from outlet_app.wording.shell import FILE_LABELS


def files_of(brought: QMimeData) -> list[Path]:
    """The files of this machine among what was brought."""
    return [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]


def picture_of(brought: QMimeData) -> bytes:
    """The picture among it as a PNG, empty where there is none."""
    image = brought.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def can_take(brought: QMimeData) -> bool:
    """Whether pages may come of it."""
    return brought.hasImage() or bool(files_of(brought))


def ask_files(parent: QWidget, then: Callable[[list[Path]], object]) -> QFileDialog:
    """Open the system's dialog for several files; `then` gets them, nothing on Esc."""
    dialog = _dialog(parent, words.CHOOSE_FILES, words.FILE_KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: then([Path(one) for one in chosen]))
    dialog.open()
    return dialog


def ask_folder(parent: QWidget, then: Callable[[Path], object]) -> QFileDialog:
    """Open the system's dialog for a folder."""
    dialog = _dialog(parent, words.CHOOSE_FOLDER, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def _dialog(parent: QWidget, title: str, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent.window(), title, "", kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    for label, word in zip(LABELS, FILE_LABELS, strict=True):
        if label is not QFileDialog.DialogLabel.Accept:
            dialog.setLabelText(label, word)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, words.CHOOSE)
    dialog.finished.connect(dialog.deleteLater)
    return dialog

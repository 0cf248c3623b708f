"""附件 on the whole day: a picture of a paper is pasted to a case and kept at the counter."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from outlet_app.ui.pages.cases.page import CasesPage
from outlet_app.ui.parts.attachments.dialog import AttachmentsDialog
from tour.acts import numbers_of_today
from tour.full.asked import opened
from tour.full.desk import find
from tour.stage import Stage

_K = Qt.Key
Found = dict[str, object]
# Whose paper is scanned: the geographic indication is still in hand.
VISITOR = 13
PAGE = (620, 877)


def attach(stage: Stage, found: Found) -> None:
    """The case, 附件, Ctrl+V, Alt+A; Esc. What is there is what the case says."""
    hands, feedback = stage.hands, stage.program.shell.feedback
    case_id = find(stage, numbers_of_today(stage)[VISITOR - 1]).case_id
    _copy()
    page = stage.page(CasesPage)
    dialog = opened(stage, page.detail.files)
    assert isinstance(dialog, AttachmentsDialog)
    hands.press(_K.Key_V, Qt.KeyboardModifier.ControlModifier)
    hands.wait("the page in the tray", lambda: len(dialog.tray.leaves) == 1)
    hands.alt(_K.Key_A)
    attachments = stage.here.counter.attachments
    hands.wait("the scan kept", lambda: attachments.of_case(case_id).arrival.total == 1)
    hands.wait("the tray empty", lambda: not dialog.tray.leaves)
    stage.shoot("attachment")
    found |= {"way": dialog.way.text(), "keys_besides_text": hands.pressed}
    hands.press(_K.Key_Escape)
    hands.wait("the case again", lambda: feedback.open_dialog is None)


def _copy() -> None:
    """A paper under the camera: white with a dark line."""
    picture = QImage(*PAGE, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    for across in range(PAGE[0]):
        picture.setPixelColor(across, PAGE[1] // 2, QColor("black"))
    QGuiApplication.clipboard().setImage(picture)

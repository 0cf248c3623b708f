"""追评: the citizen types the 查询码 from the paper in hand, by keys or touch, before anything is asked."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter

from outlet_app.domain.numbering import CROCKFORD, QUERY_CODE_LENGTH
from outlet_app.ui.citizen.faces import FOOT, FOOT_TALL, FacePage
from outlet_app.ui.citizen.pieces import Push
from outlet_app.ui.citizen.scale import CENTRE, RIGHT, ScaleOf, panel, write
from outlet_app.ui.citizen.state import Talk
from outlet_app.wording import citizen as words
from outlet_app.wording.fields import sentence

COLUMNS = 8
KEY, PITCH = (108.0, 66.0), (120.0, 78.0)
LEFT_EDGE, TOP = 211.0, 338.0
BOX, BOX_Y = 76.0, 232.0


class CodeFace(FacePage):
    """`typed` carries a character, `given` asks whether the code fits; `left` ends without a word."""

    typed = Signal(str)
    erased = Signal()
    given = Signal()
    left = Signal()

    def __init__(self, scale: ScaleOf) -> None:
        super().__init__(scale)
        self.keys = [Push(scale, _place(at), one, self) for at, one in enumerate(CROCKFORD)]
        self.leave = Push(scale, (40, FOOT, 250, FOOT_TALL), words.NO_AGAIN, self)
        self.erase = Push(scale, (306, FOOT, 205, FOOT_TALL), words.ERASE, self, icon_name="arrow-left")
        self.go_on = Push(
            scale, (1121, FOOT, 205, FOOT_TALL), words.GO_ON, self, icon_name="check", main=True
        )
        for key in self.keys:
            key.clicked.connect(lambda _on=False, key=key: self.typed.emit(key.text()))
        self.leave.clicked.connect(self.left)
        self.erase.clicked.connect(self.erased)
        self.go_on.clicked.connect(self.given)
        self.restyle()

    def restyle(self) -> None:
        for piece in (*self.keys, self.leave, self.erase, self.go_on) if hasattr(self, "go_on") else ():
            piece.restyle()
        super().restyle()

    def spoken(self) -> tuple[str, ...]:
        return (words.ASK_CODE, words.CODE_TEXT, self._trouble())

    def draw(self, painter: QPainter, talk: Talk) -> None:
        self.line(painter, words.ASK_CODE, 132, 44, bold=True)
        trouble = self._trouble()
        said, color = (trouble, "bad") if trouble else (words.CODE_TEXT, "text2")
        self.line(painter, said, 190, 24, bold=bool(trouble), color=color)
        scale = self._scale()
        for at in range(QUERY_CODE_LENGTH):
            box = QRectF(scale.rect(_box_x(at), BOX_Y, BOX, BOX))
            now = at == len(talk.code)
            panel(
                painter,
                scale,
                box,
                "surface",
                "accent" if now else "control",
                radius=8,
                width=3 if now else 2,
            )
            if at < len(talk.code):
                write(painter, scale, box, talk.code[at], px=44, bold=True, align=CENTRE)
        count = words.ENDS_IN.format(n=talk.left)
        self.line(painter, count, 708, 22, color="text2", align=RIGHT, x=510, width=583)

    def _trouble(self) -> str:
        problem = self.talk.problem if self.talk else None
        return sentence(problem, words.CODE) if problem else ""


def _place(at: int) -> tuple[float, float, float, float]:
    row, column = divmod(at, COLUMNS)
    return (LEFT_EDGE + column * PITCH[0], TOP + row * PITCH[1], *KEY)


def _box_x(at: int) -> float:
    """Two groups of four, as the code is printed."""
    whole = QUERY_CODE_LENGTH * (BOX + 12) + 24
    return 683 - whole / 2 + at * (BOX + 12) + (24 if at >= QUERY_CODE_LENGTH // 2 else 0)

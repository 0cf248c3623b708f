"""What cannot be pressed or filled in looks so in every look, and not by its colour's name alone."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from outlet_app.ui.theme.theme import Theme, look
from outlet_app.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Scheme, contrast
from outlet_app.ui.widgets.boxes import Column
from outlet_app.ui.widgets.buttons import Button, Kind
from outlet_app.ui.widgets.check import Check
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.segmented import Segmented
from outlet_app.ui.widgets.text_area import TextArea
from tests.support.counter_fakes_desk import settle

Show = Callable[..., QWidget]
SCHEMES = (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST)
every_scheme = pytest.mark.parametrize("scheme", SCHEMES)
FIELDS: dict[str, Callable[[], QWidget]] = {
    "line": lambda: LineEdit("提示"),
    "area": TextArea,
    "combo": lambda: Combo((Choice("a", "甲"), Choice("b", "乙"))),
}


def edge(widget: QWidget) -> Counter[str]:
    """The colours along the middle of the upper border, which has no rounded corner."""
    image: QImage = widget.grab().toImage()
    wide = image.width()
    return Counter(image.pixelColor(x, 0).name().upper() for x in range(wide // 4, wide * 3 // 4))


def grey(widget: QWidget, theme: Theme) -> int:
    """How many pixels are in the colour of words that cannot be chosen."""
    image = widget.grab().toImage()
    names = (
        image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())
    )
    return sum(name == theme.tokens.disabled for name in names)


@every_scheme
@pytest.mark.parametrize("kind", [Kind.PLAIN, Kind.PRIMARY, Kind.DANGER])
def test_a_button_that_cannot_be_pressed_has_another_border_and_other_words(
    stage: Show, theme: Theme, scheme: Scheme, kind: Kind
) -> None:
    theme.choose(scheme, 1.0)
    button = Button("复制结果", "copy", kind)
    stage(Column(button, None))
    open_edge, open_grey = edge(button), grey(button, theme)
    button.setEnabled(False)
    settle()
    assert edge(button).most_common(1) != open_edge.most_common(1)
    # The edges of white letters have every grey in high contrast: more of it is what tells.
    assert grey(button, theme) > open_grey


def test_in_high_contrast_its_border_is_thinner_too(stage: Show, theme: Theme) -> None:
    theme.choose(Scheme.HIGH_CONTRAST, 1.0)
    button = Button("复制结果", "copy")
    stage(Column(button, None))

    def thick() -> int:
        image = button.grab().toImage()
        middle = image.width() // 3
        ground = look().tokens.surface.upper()
        column = [image.pixelColor(middle, y).name().upper() for y in range(6)]
        return next(place for place, name in enumerate(column) if name == ground)

    assert thick() == 2
    button.setEnabled(False)
    settle()
    assert thick() == 1


@every_scheme
@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_cannot_be_filled_in_has_another_border_or_ground(
    stage: Show, theme: Theme, scheme: Scheme, field: str
) -> None:
    theme.choose(scheme, 1.0)
    widget = FIELDS[field]()
    other = Button("别处")
    stage(Column(widget, other, None))
    other.setFocus()
    settle()
    open_edge = edge(widget)
    widget.setEnabled(False)
    settle()
    assert edge(widget) != open_edge
    if scheme is Scheme.HIGH_CONTRAST:
        # A dashed border: its colour and the ground take turns.
        assert len(edge(widget)) > 1


@every_scheme
def test_a_tick_and_a_choice_that_are_closed_are_greyed(stage: Show, theme: Theme, scheme: Scheme) -> None:
    theme.choose(scheme, 1.0)
    tick, choice = Check("帮办代办"), Segmented(("窗口", "电话"), "来访方式")
    stage(Column(tick, choice, None))
    before = grey(tick, theme), grey(choice, theme)
    tick.setEnabled(False)
    choice.setEnabled(False)
    settle()
    assert grey(tick, theme) > before[0]
    assert grey(choice, theme) > before[1]


@pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high"])
def test_words_of_what_is_closed_are_still_read(tokens: object) -> None:
    """No contrast is asked of them, but whoever wonders why must be able to read them."""
    assert contrast(tokens.disabled, tokens.surface) >= 2.8  # type: ignore[attr-defined]
    assert contrast(tokens.disabled, tokens.subtle) >= 2.8  # type: ignore[attr-defined]
    assert contrast(tokens.text2, tokens.subtle) >= 4.5  # type: ignore[attr-defined]

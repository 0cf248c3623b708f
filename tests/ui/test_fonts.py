"""Faces and icons: no empty boxes on a bare machine, digits of one width, icons in token colours."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QRawFont

from outlet_app.ui.navigation import ICONS as NAVIGATION_ICONS
from outlet_app.ui.theme.fonts import MAIN, FontsMissingError, load_fonts
from outlet_app.ui.theme.icons import IconMissingError, Icons
from outlet_app.ui.widgets.banner import ICONS as BANNER_ICONS
from outlet_app.ui.widgets.field import ICONS as FIELD_ICONS
from outlet_app.wording.statuses import STATUSES

RARE = "䶮龑㛃𬎆𠮷"


def test_the_main_face_comes_first_then_those_for_rare_characters(theme):
    assert theme.families == (MAIN, "HanaMinA", "HanaMinB")


def test_without_the_main_face_nothing_starts(theme, tmp_path):
    with pytest.raises(FontsMissingError):
        load_fonts(tmp_path)
    (tmp_path / "NotoSansSC-Regular.ttf").write_bytes(b"not a font")
    with pytest.raises(FontsMissingError):
        load_fonts(tmp_path)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("px", [12, 13, 14, 15, 16, 18, 20, 26])
def test_digits_are_tabular(theme, px, bold):
    metrics = QFontMetricsF(theme.font(px, bold))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("char", RARE)
def test_rare_characters_are_drawn_by_a_bundled_face(theme, char):
    layout_font = theme.font(32)
    assert _ink(layout_font, char) > 60
    assert _ink(layout_font, char) != _ink(layout_font, "\U000e0041")


def _ink(font: QFont, text: str) -> int:
    image = QImage(64, 64, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(8, 48, text)
    painter.end()
    return sum(byte < 128 for byte in bytes(image.constBits()))


def test_bold_is_a_real_face_not_a_smear(theme):
    raw = QRawFont.fromFont(theme.font(15, True))
    assert raw.weight() == QFont.Weight.Bold.value
    assert raw.familyName() == MAIN


def test_an_icon_is_painted_in_the_token_colour(theme):
    image = theme.pixmap("circle-check", 24, "ok").toImage()
    inked = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {QColor(theme.tokens.ok).name()}


def test_icons_scale_with_size_and_density_and_are_kept(theme):
    theme.choose(factor=1.5)
    pixmap = theme.pixmap("clock", 16, "text", 2.0)
    assert pixmap.width() == 48
    assert pixmap.devicePixelRatio() == 2.0
    assert theme.pixmap("clock", 16, "text", 2.0) is pixmap


def test_a_missing_icon_is_named(theme, tmp_path):
    with pytest.raises(IconMissingError, match="no-such-icon"):
        Icons(tmp_path).pixmap("no-such-icon", 16, "#000000")


def test_every_icon_of_the_vocabulary_is_bundled(theme):
    names = {status.icon for status in STATUSES.values()} | set(NAVIGATION_ICONS.values())
    names |= set(BANNER_ICONS.values()) | set(FIELD_ICONS.values())
    for name in sorted(names):
        assert not theme.pixmap(name, 20, "text").isNull()

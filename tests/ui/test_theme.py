"""The look: the three tables, contrast, sizes, palette, sheet, and that every widget follows a change."""

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from outlet_app.ui.theme.theme import FACTORS, factors_for, follow, look
from outlet_app.ui.theme.tokens import (
    COLOUR_NAMES,
    DARK,
    HIGH_CONTRAST,
    LIGHT,
    TABLES,
    Scheme,
    Tone,
    contrast,
)
from outlet_app.ui.widgets.buttons import Button
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.text import Label

TABLE_IDS = [scheme.value for scheme in TABLES]
every_table = pytest.mark.parametrize("tokens", TABLES.values(), ids=TABLE_IDS)


def test_contrast_of_known_pairs():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#FFFFFF", "#1B4F8C") == pytest.approx(8.3, abs=0.05)


@every_table
@pytest.mark.parametrize("ground", ["canvas", "surface", "subtle", "nav", "hover"])
@pytest.mark.parametrize("ink", ["text", "text2", "text3", "accent_text"])
def test_text_is_readable_on_every_ground(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@every_table
@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_readable_on_its_soft_ground(tokens, tone):
    assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_soft")) >= 4.5


@every_table
def test_the_accent_button_is_readable_in_all_its_states(tokens):
    for ground in (tokens.accent, tokens.accent_hover, tokens.accent_press):
        assert contrast(tokens.on_accent, ground) >= 4.5


@every_table
def test_selected_rows_are_readable(tokens):
    for ink in (tokens.text, tokens.text3, tokens.accent_text):
        assert contrast(ink, tokens.accent_soft) >= 4.5


@every_table
def test_borders_of_controls_and_the_focus_ring_are_seen(tokens):
    assert contrast(tokens.control, tokens.surface) >= 3
    for ground in (tokens.surface, tokens.canvas, tokens.nav):
        assert contrast(tokens.focus, ground) >= 3


@pytest.mark.parametrize(
    ("tokens", "ink", "ground", "ratio"),
    [
        (LIGHT, "text", "surface", 16.4),
        (LIGHT, "control", "surface", 3.7),
        (LIGHT, "text3", "nav", 5.1),
        (LIGHT, "ok", "ok_soft", 6.0),
        (LIGHT, "warn", "warn_soft", 6.4),
        (LIGHT, "bad", "bad_soft", 5.9),
        (DARK, "text", "surface", 13.8),
        (DARK, "on_accent", "accent", 8.6),
        (DARK, "warn", "warn_soft", 8.2),
        (HIGH_CONTRAST, "on_accent", "accent", 12.2),
        (HIGH_CONTRAST, "focus", "canvas", 16),
    ],
)
def test_the_ratios_written_in_the_design_hold(tokens, ink, ground, ratio):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) == pytest.approx(ratio, abs=0.16)


@every_table
def test_every_token_is_a_six_digit_colour(tokens):
    for name in COLOUR_NAMES:
        value = getattr(tokens, name)
        assert QColor(value).isValid()
        assert len(value) == 7


def test_only_high_contrast_has_thick_borders(theme):
    assert (LIGHT.border, DARK.border, HIGH_CONTRAST.border) == (1, 1, 2)
    theme.choose(Scheme.HIGH_CONTRAST)
    assert theme.border == 2


def test_lengths_follow_the_size(theme):
    assert [theme.s(36), theme.s(15)] == [36, 15]
    theme.choose(factor=1.25)
    assert [theme.s(36), theme.s(15)] == [45, 19]
    assert theme.font(15).pixelSize() == 19
    assert theme.font(16, True).bold()


def test_a_change_is_told_once_and_only_if_it_is_one(theme):
    told = []
    theme.changed.connect(lambda: told.append(theme.factor))
    theme.choose(Scheme.LIGHT, 1.0)
    theme.choose(Scheme.DARK, 1.5)
    assert told == [1.5]


def test_the_application_wears_palette_font_and_sheet(theme, qapp):
    theme.choose(Scheme.DARK, 1.5)
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == DARK.surface
    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == DARK.disabled
    assert qapp.font().pixelSize() == round(15 * 1.5)
    assert DARK.surface in qapp.styleSheet()
    assert LIGHT.canvas not in qapp.styleSheet()


def test_colours_are_looked_up_by_token_name(theme):
    assert theme.color("accent").name().upper() == LIGHT.accent
    theme.choose(Scheme.DARK)
    assert theme.color("accent").name().upper() == DARK.accent
    with pytest.raises(AttributeError):
        theme.color("red")


def test_system_follows_the_desktop(theme, monkeypatch):
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QStyleHints

    theme.choose(Scheme.SYSTEM)
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _self: Qt.ColorScheme.Dark)
    theme._desktop_changed()
    assert theme.color("surface").name().upper() == DARK.surface
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _self: Qt.ColorScheme.Light)
    theme._desktop_changed()
    assert theme.color("surface").name().upper() == LIGHT.surface


@pytest.mark.parametrize(
    ("width", "fitting"),
    [(1280, (1.0, 1.25)), (1366, (1.0, 1.25, 1.5)), (1920, FACTORS), (800, (1.0,))],
)
def test_only_sizes_that_leave_900_effective_pixels_are_offered(width, fitting):
    assert factors_for(width) == fitting


def test_open_widgets_follow_size_and_colours_without_a_restart(theme, stage):
    button, edit, label = Button("受理(&S)"), LineEdit(), Label("办理时限", "heading")
    card = Card("申请人").add(button, edit, label)
    stage(card)
    before = (button.sizeHint(), edit.height(), label.sizeHint().height())
    light = card.grab().toImage().pixelColor(card.width() // 2, 4)
    theme.choose(Scheme.DARK, 1.5)
    QApplication.processEvents()
    assert button.sizeHint().height() == round(before[0].height() * 1.5)
    assert button.sizeHint().width() > before[0].width() * 1.4
    assert edit.height() == round(before[1] * 1.5)
    assert label.sizeHint().height() > before[2] * 1.3
    assert light.name().upper() == LIGHT.surface
    assert card.grab().toImage().pixelColor(card.width() // 2, 8).name().upper() == DARK.surface


def test_followers_are_forgotten_with_their_widget(theme):
    label = Label("走了")
    calls = []
    label.note = lambda: calls.append(1)

    class Follower(Label):
        def note(self):
            calls.append("follower")

    follower = Follower("走了")
    follow(follower.note)
    assert calls == ["follower"]
    import shiboken6

    shiboken6.delete(follower)
    theme.choose(Scheme.DARK)
    assert calls == ["follower"]
    assert look() is theme

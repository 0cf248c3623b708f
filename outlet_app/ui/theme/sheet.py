"""The style sheet of the widgets that Qt paints: labels, fields, tables, scroll bars, tooltips."""

from collections.abc import Callable

from outlet_app.ui.theme.tokens import Tokens

Scale = Callable[[float], int]

ROLES = {
    "clock": (56, True),
    "brand": (26, True),
    "title": (20, True),
    "heading": (16, True),
    "record": (18, True),
    "number": (26, True),
    "strong": (15, True),
    "body": (15, False),
    "label": (14, False),
    "caption": (13, False),
    "key": (12, False),
}
LABEL_TONES = ("text", "text2", "text3", "ok", "warn", "bad", "accent_text", "on_accent", "disabled")


def style_sheet(tokens: Tokens, s: Scale, border: int) -> str:
    """The whole sheet for one colour table and one size; lengths are scaled by `s`."""
    parts = (
        _grounds(tokens, s, border),
        _labels(tokens, s),
        _fields(tokens, s, border),
        _tables(tokens, s),
        _bars(tokens, s),
    )
    return "\n".join(parts)


def _grounds(t: Tokens, s: Scale, border: int) -> str:
    return f"""
QWidget {{ outline: none; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.control};
  padding: {s(6)}px {s(8)}px; font-size: {s(14)}px; }}
QWidget[ground="canvas"] {{ background: {t.canvas}; }}
QWidget[ground="surface"] {{ background: {t.surface}; }}
QWidget[ground="sunken"] {{ background: {t.sunken}; }}
QWidget[ground="nav"] {{ background: {t.nav}; border-right: {border}px solid {t.line}; }}
QWidget[ground="topbar"] {{ background: {t.surface}; border-bottom: {border}px solid {t.line}; }}
QWidget[ground="statusbar"] {{ background: {t.nav}; border-top: {border}px solid {t.line}; }}
QWidget[ground="actionbar"] {{ background: {t.surface}; border-top: {border}px solid {t.line2}; }}
QWidget[ground="line"] {{ background: {t.line}; border: 0; }}
QFrame[ground="card"] {{ background: {t.surface}; border: {border}px solid {t.line};
  border-radius: {s(6)}px; }}
QFrame[ground="box"] {{ background: {t.surface}; border: {border}px solid {t.line2};
  border-radius: {s(4)}px; }}
"""


def _labels(t: Tokens, s: Scale) -> str:
    rows = ["QLabel { background: transparent; border: 0; }"]
    for role, (px, bold) in ROLES.items():
        weight = "bold" if bold else "normal"
        rows.append(f'QLabel[role="{role}"] {{ font-size: {s(px)}px; font-weight: {weight}; }}')
    rows += [f'QLabel[tone="{tone}"] {{ color: {getattr(t, tone)}; }}' for tone in LABEL_TONES]
    return "\n".join(rows)


def _fields(t: Tokens, s: Scale, border: int) -> str:
    kinds = ("QLineEdit", "QComboBox", "QPlainTextEdit", "QSpinBox")

    def each(suffix: str) -> str:
        return ", ".join(kind + suffix for kind in kinds)

    # In high contrast the ground of a closed field is that of an open one: its border tells.
    closed, dash = (t.line, "dashed") if border > 1 else (t.line2, "solid")
    return f"""
{each("")} {{ background: {t.surface}; border: {border}px solid {t.control}; border-radius: {s(4)}px;
  padding: 0 {s(10)}px; color: {t.text}; placeholder-text-color: {t.text3};
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
  font-size: {s(15)}px; }}
QPlainTextEdit {{ padding: 0 {s(6)}px; min-height: 0; }}
{each(":hover")} {{ border-color: {t.text2}; }}
{each(":focus")} {{ border-color: {t.focus}; }}
{each('[problem="true"]')} {{ border-color: {t.bad}; background: {t.bad_soft}; }}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled, QLineEdit:read-only, QPlainTextEdit:read-only
  {{ background: {t.subtle}; border-color: {closed}; border-style: {dash}; color: {t.text2}; }}
QComboBox::drop-down {{ border: 0; width: {s(32)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ border: 1px solid {t.control}; background: {t.surface}; color: {t.text};
  selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
QComboBox QAbstractItemView::item {{ min-height: {s(36)}px; padding: 0 {s(10)}px; }}
"""


def _tables(t: Tokens, s: Scale) -> str:
    return f"""
QTableView {{ background: {t.surface}; border: 0; color: {t.text}; gridline-color: {t.line};
  selection-background-color: {t.accent_soft}; selection-color: {t.text}; }}
QListWidget {{ background: {t.sunken}; border: 0; color: {t.text}; font-size: {s(14)}px; }}
QListWidget::item {{ border: 2px solid transparent; border-radius: {s(4)}px; padding: {s(4)}px; }}
QListWidget::item:selected {{ border-color: {t.focus}; background: {t.accent_soft}; color: {t.text}; }}
QHeaderView {{ background: {t.subtle}; border: 0; }}
QHeaderView::section {{ background: {t.subtle}; color: {t.text2}; border: 0;
  border-bottom: 1px solid {t.line2}; padding: 0 {s(12)}px; font-size: {s(14)}px; font-weight: bold; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ width: 0; height: 0; }}
QTableCornerButton::section {{ background: {t.subtle}; border: 0; }}
"""


def _bars(t: Tokens, s: Scale) -> str:
    return f"""
QScrollArea {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {s(12)}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {s(12)}px; margin: 0; }}
QScrollBar::handle {{ background: {t.control}; border-radius: {s(4)}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {s(32)}px; }}
QScrollBar::handle:horizontal {{ min-width: {s(32)}px; }}
QScrollBar::handle:hover {{ background: {t.text2}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""

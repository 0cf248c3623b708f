"""The pages' style: the client's own colour tables as variables before one sheet of rules."""

from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path

from outlet_app.ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, Tokens

_RULES = Path(__file__).with_name("pages") / "style.css"


@cache
def sheet() -> str:
    """The whole style sheet: light, dark where the desktop is, high contrast where it asks for it."""
    dark = f"@media (prefers-color-scheme: dark) {{ {_variables(DARK)} }}"
    high = f"@media (prefers-contrast: more) {{ {_variables(HIGH_CONTRAST)} }}"
    printed = f"@media print {{ {_variables(LIGHT)} }}"
    return "\n".join((_variables(LIGHT), dark, high, printed, _RULES.read_text(encoding="utf-8")))


@cache
def version() -> str:
    """Changes with every change of the sheet, so that browsers may keep it."""
    return sha256(sheet().encode()).hexdigest()[:12]


def _variables(table: Tokens) -> str:
    told = " ".join(
        f"--{name.replace('_', '-')}: {value}{'px' if name == 'border' else ''};"
        for name, value in asdict(table).items()
    )
    return f":root {{ {told} }}"

"""Colours have one home: no hex colour, no named colour outside the token tables."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "outlet_app"
HOME = ROOT / "ui" / "theme" / "tokens.py"
HEX = re.compile(r"""["'=:\s(]#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b""")
NAMED = re.compile(r"GlobalColor\.(?!transparent)\w+|QColor\(\s*[\"'\d]|\brgba?\(")
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != HOME)


def test_the_home_is_where_it_should_be():
    assert HEX.search(HOME.read_text(encoding="utf-8"))
    assert any(path.parent.name == "widgets" for path in MODULES)


@pytest.mark.parametrize("room", ["ui", "wording", "printing", "services", "system", "domain"])
def test_no_module_of_a_room_writes_a_colour(room):
    guilty = [
        f"{path.relative_to(ROOT)}: {found.group().strip()}"
        for path in MODULES
        if path.is_relative_to(ROOT / room)
        for pattern in ((HEX, NAMED) if room == "ui" else (HEX,))
        if (found := pattern.search(path.read_text(encoding="utf-8")))
    ]
    assert not guilty


@pytest.mark.parametrize(
    "line", ['x = "#FFF"', "color: #A3ADB9;", 'QColor("red")', "Qt.GlobalColor.red", "rgb(1,2,3)"]
)
def test_the_search_finds_what_it_should(line):
    assert HEX.search(line) or NAMED.search(line)


@pytest.mark.parametrize("line", ["# fmt: skip", "Qt.GlobalColor.transparent", "QColor(getattr(t, name))"])
def test_the_search_leaves_the_innocent_alone(line):
    assert not NAMED.search(line)
    assert not HEX.search(line)

"""Which sheets still say their fields by hand instead of reading them off a form's spec (ADR 0043).

The list only shrinks: a moved sheet that stands here still falls, and so does a new one beside the spec.
"""

import ast

from tests.architecture.house import HOME

DIALOG = "outlet_app.ui.parts.sheet_dialog"
# Where lines are made out of a form; everywhere else a line is made by hand.
MAKER = "parts/form_lines.py"
BY_HAND: dict[str, int] = {}


def made_by_hand(source: str) -> int:
    """How many lines of a sheet a module makes itself."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == DIALOG
        for alias in node.names
        if alias.name == "Line"
    }
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return sum(isinstance(one, ast.Name) and one.id in imported for one in calls)


def test_no_sheet_is_made_by_hand_but_those_that_are_listed() -> None:
    rooms = HOME / "outlet_app" / "ui"
    found = {
        path.relative_to(rooms).as_posix(): count
        for path in sorted(rooms.rglob("*.py"))
        if (count := made_by_hand(path.read_text(encoding="utf-8")))
    }
    assert found.pop(MAKER) == 1
    assert found == BY_HAND


def test_a_line_by_hand_is_seen_however_it_was_imported() -> None:
    assert made_by_hand(f"from {DIALOG} import Line\nx = [Line('a', 'b'), Line('c', 'd')]") == 2
    assert made_by_hand(f"from {DIALOG} import Line as Row\nx = Row('a', 'b')") == 1


def test_another_line_is_none_of_a_sheet() -> None:
    assert made_by_hand("from outlet_app.ui.widgets.boxes import Line\nx = Line()") == 0
    assert made_by_hand(f"from {DIALOG} import Line\ndef f(line: Line) -> Line: return line") == 0

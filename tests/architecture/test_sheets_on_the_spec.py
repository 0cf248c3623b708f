"""Which sheets still say their fields by hand instead of reading them off a form's spec (ADR 0043).

The lists only shrink: a moved sheet that stands here still falls, and so does a new one beside the spec.
"""

import ast
from collections.abc import Callable, Iterator

from tests.architecture.house import HOME

ROOMS = HOME / "outlet_app" / "ui"
PARTS = "outlet_app.ui.parts"
# Whoever wants a line imports it from one of these.
LINES = frozenset({f"{PARTS}.sheet_dialog", f"{PARTS}.sheet_lines"})
# Where lines are made out of a form; everywhere else a line is made by hand.
MAKER = "parts/form_lines.py"
BY_HAND: dict[str, int] = {}
# What a clerk answers in; a dialog that makes one itself asks beside the spec.
INPUTS = frozenset(
    {
        "Check", "Combo", "FindEdit", "LineEdit", "OfferEdit", "PasswordEdit", "PickList", "Radio",
        "RowsEdit", "Segmented", "SuggestEdit", "TextArea", "TickGrid",
        "QCheckBox", "QComboBox", "QDateEdit", "QDoubleSpinBox", "QLineEdit", "QPlainTextEdit",
        "QRadioButton", "QSpinBox", "QTextEdit", "QTimeEdit",
    }
)  # fmt: skip
DIALOGS_BY_HAND = {
    # Passwords, who may sign in, and the machine's own answers are no forms of a case.
    "pages/settings/own_password.py": 3,
    "parts/people/dialogs.py": 5,
    "parts/people/reset_dialog.py": 2,
    # How large a paper is looked at.
    "parts/attachments/viewer.py": 1,
    "parts/paper_viewer.py": 1,
    # Which days are counted or listed; nothing of it is kept.
    "pages/workload/ledgers.py": 3,
    "parts/terms_dialog.py": 4,
}
# Dialogs that lay out the fields of a form themselves: what they make stands in its places (asked_form.py),
# but for a 口令 and whose it is.
ASKED = f"{PARTS}.asked_form"
LAID_OUT = {
    "pages/cases/supplement_dialog.py": 3,
    "pages/corrections/second_dialog.py": 4,
    "parts/decisions/pledge.py": 2,
    "parts/decisions/promise.py": 2,
    "parts/decisions/reject.py": 2,
    "parts/defects_dialog.py": 2,
    "parts/duty_dialogs.py": 4,
    "parts/notice/add_dialog.py": 2,
}


def calls(tree: ast.AST) -> Iterator[str]:
    """The names that are called, whatever module they were taken from."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr


def imported_as(tree: ast.AST) -> dict[str, str]:
    """What each imported name is called where it comes from."""
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {alias.asname or alias.name: alias.name for node in nodes for alias in node.names}


def made_by_hand(source: str) -> int:
    """How many lines of a sheet a module makes itself."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in LINES
        for alias in node.names
        if alias.name == "Line"
    }
    return sum(name in imported for name in calls(tree))


def asked_by_hand(source: str) -> int:
    """How many inputs a module with a dialog of its own makes itself."""
    tree = ast.parse(source)
    names = imported_as(tree)
    bases = (base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases)
    called = (base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "") for base in bases)
    if not any(names.get(name, name).endswith("Dialog") for name in called):
        return 0
    return sum(names.get(name, name) in INPUTS for name in calls(tree))


def counted(count: Callable[[str], int]) -> dict[str, int]:
    """Every module of the screen with as many as it has."""
    found = {
        path.relative_to(ROOMS).as_posix(): count(path.read_text(encoding="utf-8"))
        for path in sorted(ROOMS.rglob("*.py"))
    }
    return {name: number for name, number in found.items() if number}


def test_no_sheet_is_made_by_hand_but_those_that_are_listed() -> None:
    found = counted(made_by_hand)
    assert found.pop(MAKER) == 1
    assert found == BY_HAND


def laid_out(source: str) -> int:
    """How many of them a module makes that reads them into a form."""
    return asked_by_hand(source) if reads_a_form(source) else 0


def reads_a_form(source: str) -> bool:
    """Whether a module makes an AskedForm, by whatever name."""
    tree = ast.parse(source)
    own = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == ASKED
        for alias in node.names
        if alias.name == "AskedForm"
    }
    return any(name in own for name in calls(tree))


def test_no_dialog_asks_beside_the_spec_but_those_that_are_listed() -> None:
    assert counted(asked_by_hand) == {**DIALOGS_BY_HAND, **LAID_OUT}


def test_what_a_dialog_lays_out_itself_is_read_into_a_form() -> None:
    assert counted(laid_out) == LAID_OUT


def test_a_form_is_read_where_one_is_made_and_not_where_its_name_is_known() -> None:
    import_it = f"from {ASKED} import AskedForm"
    assert reads_a_form(f"{import_it}\nx = AskedForm(form, labels, places)")
    assert reads_a_form(f"{import_it} as Asked\nx = Asked(form, labels, places)")
    assert not reads_a_form(f"{import_it}\ndef f(x: AskedForm) -> AskedForm: return x")
    assert not reads_a_form("from elsewhere import AskedForm\nx = AskedForm()")
    whole = f"{DIALOG}\n{import_it}\nclass Own(Dialog):\n    x = AskedForm(1, 2, {{'a': LineEdit()}})"
    assert laid_out(whole) == 1
    assert laid_out(f"{DIALOG}\nclass Own(Dialog):\n    x = LineEdit()") == 0


def test_a_line_by_hand_is_seen_however_it_was_imported() -> None:
    for module in LINES:
        assert made_by_hand(f"from {module} import Line\nx = [Line('a', 'b'), Line('c', 'd')]") == 2
        assert made_by_hand(f"from {module} import Line as Row\nx = Row('a', 'b')") == 1


def test_another_line_is_none_of_a_sheet() -> None:
    assert made_by_hand("from outlet_app.ui.widgets.boxes import Line\nx = Line()") == 0
    line = f"from {PARTS}.sheet_dialog import Line"
    assert made_by_hand(f"{line}\ndef f(line: Line) -> Line: return line") == 0


DIALOG = (
    "from outlet_app.ui.widgets.dialog import Dialog\nfrom outlet_app.ui.widgets.line_edit import LineEdit"
)


def test_an_input_of_a_dialog_is_seen_however_it_was_imported() -> None:
    body = "class Own({base}):\n    def __init__(self):\n        self.a, self.b = {call}('x'), {call}()"
    assert asked_by_hand(f"{DIALOG}\n{body.format(base='Dialog', call='LineEdit')}") == 2
    renamed = "from a import Dialog as Box\nfrom b import TextArea as Area"
    assert asked_by_hand(f"{renamed}\n{body.format(base='Box', call='Area')}") == 2
    whole = "from PySide6 import QtWidgets"
    own = body.format(base="QtWidgets.QDialog", call="QtWidgets.QLineEdit")
    assert asked_by_hand(f"{whole}\n{own}") == 2
    sheet = f"from {PARTS}.sheet_dialog import SheetDialog\nfrom b import Radio"
    assert asked_by_hand(f"{sheet}\n{body.format(base='SheetDialog', call='Radio')}") == 2


def test_a_page_and_a_dialog_that_asks_nothing_are_none_of_it() -> None:
    page = f"{DIALOG}\nclass Page(QWidget):\n    edit = LineEdit()"
    assert asked_by_hand(page) == 0
    told = f"{DIALOG}\nclass Told(Dialog):\n    def show(self, edit: LineEdit) -> None: edit.hide()"
    assert asked_by_hand(told) == 0


def test_every_input_of_the_house_is_one_that_is_looked_for() -> None:
    """A new kind of input would be a way around the list."""
    kinds = {"QLineEdit", "QPlainTextEdit", "QTextEdit", "QCheckBox", "QRadioButton", "QComboBox", "QSpinBox"}
    found: set[str] = set()
    for path in sorted((ROOMS / "widgets").rglob("*.py")) + sorted((ROOMS / "parts").glob("*_edit.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                if bases & (kinds | found | {"SuggestEdit", "LineEdit"}):
                    found.add(node.name)
    # A cell is made by its table alone.
    assert found - INPUTS == {"Cell"}

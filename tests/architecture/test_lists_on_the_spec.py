"""Which papers still say their rows and columns by hand instead of reading them off a spec (ADR 0043).

The lists only shrink: a moved paper that stands here still falls, and so does a new one beside the spec.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import HOME

PRINTING = HOME / "outlet_app" / "printing"
MAKERS = HOME / "outlet_app" / "services" / "makers"
# The one place where a list is made out of a spec, and the one where its table is ruled.
LISTED, RULED = "listed.py", "sections.py"
# Tables whose columns other specs hold: ledgers (domain/ledgers) and the daily sheet (domain/sheet_*).
TABLES = {"ledger.py": 2, "workload_groups.py": 2, "workload_tables.py": 2}
# Rows under the case's own, each with its label.
ROWS_BY_HAND = {
    "assistance.py": 11,
    "attendance.py": 9,
    "checklist.py": 8,
    "closing.py": 7,
    "commitment.py": 2,
    "correction.py": 2,
    "delivery.py": 6,
    "handover.py": 4,
    "intent.py": 14,
    "mandate.py": 11,
    "outcome.py": 1,
    "promise.py": 3,
    "rectification.py": 22,
    "rejection.py": 1,
    "tracking.py": 11,
    "transfer.py": 13,
    "withdrawal.py": 2,
}


def made(source: str, room: str, name: str) -> int:
    """How often a module makes something of that name which it has from that room."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == f"outlet_app.printing.{room}"
        for alias in node.names
        if alias.name == name
    }
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return sum(isinstance(one, ast.Name) and one.id in imported for one in calls)


def counted(room: str, name: str) -> dict[str, int]:
    found = (
        (path.name, made(path.read_text(encoding="utf-8"), room, name))
        for path in sorted(PRINTING.glob("*.py"))
    )
    return {module: count for module, count in found if count}


def shares_in(source: str) -> Iterator[int]:
    """Lines where words stand beside a share of the width: (words.NAME, 34.0)."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            head, share = node.elts
            wide = isinstance(share, ast.Constant) and isinstance(share.value, int | float)
            if wide and ast.unparse(head).startswith(("words.", "papers.")):
                yield node.lineno


def test_every_list_on_a_paper_is_made_out_of_its_spec() -> None:
    assert counted("sections", "Section") == {LISTED: 1}


def test_no_other_table_is_ruled_but_those_whose_columns_stand_in_a_spec_of_their_own() -> None:
    assert counted("table", "table") == {RULED: 1, **TABLES}


def test_no_paper_says_by_itself_how_wide_a_column_is() -> None:
    for path in sorted((*PRINTING.glob("*.py"), *MAKERS.glob("*.py"))):
        assert [*shares_in(path.read_text(encoding="utf-8"))] == [], path.name


def test_rows_said_by_hand_are_those_that_are_listed() -> None:
    found = counted("facts", "Fact")
    assert found.pop("case_facts.py") == 1
    assert found == ROWS_BY_HAND


def test_makers_hand_on_the_rows_of_a_fact_and_make_none_where_it_has_them() -> None:
    """Only rows that are put together out of several facts have a shape of their own."""
    own = {"HandedRow", "CameRow"}
    made_there: set[str] = set()
    for path in MAKERS.glob("*.py"):
        tree = ast.parse(Path(path).read_text(encoding="utf-8"))
        calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
        made_there |= {one.id for one in calls if isinstance(one, ast.Name) and one.id.endswith("Row")}
    assert made_there == own


def test_a_list_by_hand_is_seen_however_it_was_imported() -> None:
    room = "from outlet_app.printing.sections import Section"
    assert made(f"{room}\nx = Section('a', (), ())", "sections", "Section") == 1
    assert made(f"{room} as S\nx = [S('a', (), ()), S('b', (), ())]", "sections", "Section") == 2
    assert made(f"{room}\ndef f(one: Section) -> Section: return one", "sections", "Section") == 0
    assert made("from elsewhere import Section\nx = Section()", "sections", "Section") == 0


def test_a_width_by_hand_is_seen() -> None:
    assert [*shares_in("x = ((words.NAME, 34.0), (words.UNIT, 52))")] == [1, 1]
    assert [*shares_in("x = ('a', 3), (words.NAME, share), (words.A, words.B), (words.A, 'a')")] == []

"""The domain's second is measured by a benchmark, and kept by what can be said without a clock."""

import ast
import sys
from collections.abc import Iterator

import pytest

from benchmarks import domain_tests as measured
from tests.architecture.house import HOME, functions, imported, modules

SLOW = {"subprocess", "socket", "sqlite3", "threading", "multiprocessing", "asyncio", "urllib", "http"}
MOST_ITEMS = 2000
MAKER = "outlet_app.domain.frozen"
# Hypothesis is asked only once something has fallen.
LOADS_LATE = "tests.domain.chance"
SUMMARY = "========= 967 passed in 0.81s ========="


def test_no_table_of_the_domain_makes_an_item_of_each_row() -> None:
    """A row costs a hundredth of an item: tests/domain/tables.py, docs/adr."""
    split = [m.name for m in modules("tests/domain") if "mark.parametrize" in m.text]
    assert split == [], "try the table whole: @each(names, rows), or assert {row: rule(row) …} == TABLE"


def test_the_room_has_no_more_items_than_its_second_holds() -> None:
    """An item costs a tenth of a millisecond whatever it tries: two thousand take a fifth of the second."""
    room = modules("tests/domain")
    items = [node.name for module in room for node in functions(module.tree) if node.name.startswith("test_")]
    assert 1000 < len(items) <= MOST_ITEMS, "what asks the same of other values is a row of a table"


def test_every_kind_of_value_in_the_domain_is_made_at_the_low_price() -> None:
    """docs/adr/0054: hundreds of kinds, and every program waits for all of them."""
    dear = [
        module.name
        for module in modules("outlet_app/domain")
        for name, node in imported(module.tree)
        if name == "dataclasses" and "dataclass" in _taken(node) and module.name != MAKER
    ]
    assert dear == [], f"from {MAKER} import dataclass"


def _taken(node: ast.stmt) -> set[str]:
    """What an import takes out of a module; a module taken whole counts as everything it has."""
    return {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else {"dataclass"}


def test_the_domains_tests_load_the_domain_and_nothing_slower() -> None:
    """Also through what they share: the import of a store or a window costs more than all the rules."""
    own = {path.stem for path in (HOME / "tests" / "domain").glob("*.py")}
    allowed = ("outlet_app.domain", "tests", "pytest", "_pytest", "pluggy")
    known = sys.stdlib_module_names - SLOW | own
    found = {
        f"{at}: {name}"
        for at, name in _loaded("tests/domain")
        if name.partition(".")[0] not in known and not name.startswith(allowed) and at != LOADS_LATE
    }
    assert found == set()


def _loaded(folder: str) -> Iterator[tuple[str, str]]:
    """Every import below a folder, and of the tests' own modules that are imported there, and so on."""
    known = {module.name: module for module in modules("tests")}
    waiting = [module.name for module in modules(folder)]
    seen: set[str] = set()
    while waiting:
        at = waiting.pop()
        if at in seen or at not in known:
            continue
        seen.add(at)
        names = {name for name, _ in imported(known[at].tree)}
        yield from ((at, name) for name in names)
        waiting += [name for name in names if name.startswith("tests.")]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("967 passed in 0.81s", (967, 0.81)),
        (SUMMARY, (967, 0.81)),
        ("12 passed, 1 xfailed in 61.04s (0:01:01)", None),
        ("1 failed, 966 passed in 0.90s", None),
        ("966 passed, 1 error in 0.90s", None),
        ("no tests ran in 0.01s", None),
        ("nothing said", None),
    ],
)
def test_the_summary_is_read_or_refused(line: str, found: tuple[int, float] | None) -> None:
    if found is None:
        with pytest.raises(ValueError, match="not every test passed"):
            measured.read(line)
    else:
        assert measured.read(line) == found


def told(best: float) -> list[measured.Run]:
    """Runs as an unquiet machine gives them; the first compiled the tests."""
    return [measured.Run(967, s, s + 0.4) for s in (3.2, best + 0.3, best, best + 0.1)]


@pytest.mark.parametrize(("best", "code"), [(0.81, 0), (0.99, 0), (1.0, 1), (1.4, 1)])
def test_the_best_run_is_held_against_the_limit(
    best: float, code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = iter(told(best))
    monkeypatch.setattr(measured, "run", lambda: next(runs))
    monkeypatch.setattr(measured, "processor_s", lambda *asked: ("pytest", 0.3))
    monkeypatch.setattr("sys.argv", ["domain_tests", "--runs", "3"])
    assert measured.main() == code
    said = capsys.readouterr().out
    assert f'"best": {best}' in said
    assert '"reported_s": 3.2' in said
    assert '"cpu_s_of_pytest_itself": 0.3' in said


def test_a_process_is_measured_by_what_the_processor_spent_on_it() -> None:
    said, spent = measured.processor_s("-c", "print(sum(range(1_000_000)))")
    assert said.strip() == "499999500000"
    assert 0 <= spent < 30

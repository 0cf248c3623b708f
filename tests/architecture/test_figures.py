"""The house keeps the figures it set itself (docs/architecture.md)."""

import ast
import re

import pytest

from tests.architecture import figures as measured
from tests.architecture.house import programs

LONGEST = 300


def test_no_module_is_longer_than_300_lines() -> None:
    assert [f"{m.name}: {m.lines}" for m in programs() if m.lines > LONGEST] == []


@pytest.mark.parametrize("figure", measured.figures(), ids=lambda figure: figure.name)
def test_the_figure_holds(figure: measured.Figure) -> None:
    assert figure.holds, f"{figure.name}: {figure.measured:g}, goal {figure.goal}"


def test_imports_inside_functions_are_few() -> None:
    late = sorted(set(measured.lazy_imports(programs())))
    assert len(late) <= 10, late


def test_every_function_says_its_types() -> None:
    assert measured.untyped() == []


def test_every_module_says_its_duty_in_one_sentence() -> None:
    silent = [m.name for m in programs() if not (ast.get_docstring(m.tree) or "").partition("\n")[0].strip()]
    assert silent == []


def test_no_name_hides_what_a_module_is_for() -> None:
    vague = {"utils", "helpers", "manager", "base", "common", "misc"}
    assert [m.name for m in programs() if vague & set(m.name.split("."))] == []


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"#\s*(TODO|FIXME|XXX|HACK)|NotImplementedError")
    assert [m.name for m in programs() if left.search(m.text)] == []


def test_a_comment_does_not_count_as_a_line_of_code() -> None:
    assert measured.weight("x = 1\n\n# why\ny = 2\n") == 2


def test_a_function_without_a_type_is_noticed() -> None:
    bare, whole = ast.parse("def f(a, b: int): ...\ndef g(self, b: int) -> int: ...").body
    assert isinstance(bare, ast.FunctionDef)
    assert isinstance(whole, ast.FunctionDef)
    assert [measured.is_typed(bare), measured.is_typed(whole)] == [False, True]

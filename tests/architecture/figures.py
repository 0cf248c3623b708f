"""The figures the house holds itself to: `python -m tests.architecture.figures` prints them as a table."""

import ast
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tests.architecture.house import Module, functions, imported, modules, programs

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Figure:
    """One measured number beside its goal; `holds` says whether it is met."""

    name: str
    measured: float
    goal: str
    holds: bool


def weight(text: str) -> int:
    """Lines that are neither blank nor only a comment."""
    return sum(1 for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))


def length(module: Module, function: Function) -> int:
    """Such lines of a function from its `def` to its end, docstring included."""
    lines = module.text.splitlines()[function.lineno - 1 : function.end_lineno]
    return weight("\n".join(lines))


@cache
def function_lengths() -> tuple[int, ...]:
    """Of both programs, shortest first."""
    return tuple(sorted(length(m, f) for m in programs() for f in functions(m.tree)))


def module_lengths() -> list[int]:
    """Lines of every module that says anything."""
    return [module.lines for module in programs() if module.tree.body[1:]]


def lazy_imports(found: Sequence[Module]) -> list[str]:
    """Imports inside functions: where."""
    return [
        module.at(statement)
        for module in found
        for function in functions(module.tree)
        for _, statement in imported(function)
    ]


def untyped() -> list[str]:
    """Functions with an argument or an answer that says no type."""
    return [module.at(f) for module in programs() for f in functions(module.tree) if not is_typed(f)]


def is_typed(function: Function) -> bool:
    given = function.args
    arguments = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    arguments += [one for one in (given.vararg, given.kwarg) if one]
    own = {"self", "cls"}
    return function.returns is not None and all(a.annotation or a.arg in own for a in arguments)


def torn_between() -> list[str]:
    """Modules that know both Qt and SQLAlchemy."""
    return [m.name for m in programs() if {"PySide6", "sqlalchemy"} <= tops(m)]


def tops(module: Module) -> set[str]:
    return {name.partition(".")[0] for name, _ in imported(module.tree)}


def tests_to_code() -> float:
    """Lines of tests for each line of both programs."""
    code = sum(weight(module.text) for module in programs())
    return sum(weight(module.text) for module in modules("tests")) / code


def percentile(values: Sequence[int], part: float) -> int:
    return values[min(len(values) - 1, int(len(values) * part))]


def figures() -> tuple[Figure, ...]:
    """Everything measured, beside what was promised (docs/architecture.md)."""
    lengths, sizes = function_lengths(), module_lengths()
    median, long = statistics.median(lengths), percentile(lengths, 0.95)
    lazy, bare = len(set(lazy_imports(programs()))), len(untyped())
    typed = 100 * (1 - bare / len(lengths))
    ratio = tests_to_code()
    return (
        Figure("median module, lines", statistics.median(sizes), "≤ 90", statistics.median(sizes) <= 90),
        Figure("longest module, lines", max(sizes), "≤ 300", max(sizes) <= 300),
        Figure("median function, lines", median, "≤ 6", median <= 6),
        Figure("95 % of functions, lines", long, "≤ 30", long <= 30),
        Figure("typed functions, %", round(typed, 1), "100", bare == 0),
        Figure("imports inside functions", lazy, "≤ 10", lazy <= 10),
        Figure("modules with Qt and SQLAlchemy", len(torn_between()), "0", not torn_between()),
        Figure("lines of test a line of code", round(ratio, 2), "≥ 1.3", ratio >= 1.3),
    )


def table() -> str:
    """The figures as they stand in docs/architecture.md."""
    rows = [f"| {one.name} | {one.measured:g} | {one.goal} |" for one in figures()]
    return "\n".join(["| Figure | Measured | Goal |", "|---|---|---|", *rows])


if __name__ == "__main__":
    print(table())

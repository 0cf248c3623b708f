"""The house as text: every module of both programs, read and parsed once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOME = Path(__file__).parents[2]
PROGRAMS = ("outlet_app", "city_server")


@dataclass(frozen=True)
class Module:
    """One file of code: its dotted name, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        parts = self.path.relative_to(HOME).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """domain, ui …; the module's own name where it stands beside the rooms."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def at(self, node: ast.expr | ast.stmt) -> str:
        return f"{self.path.relative_to(HOME)}:{node.lineno}"


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every module below some folders, in the order of their names."""
    found = (path for folder in folders for path in sorted((HOME / folder).rglob("*.py")))
    return tuple(_read(path) for path in found)


def programs() -> tuple[Module, ...]:
    """The client and the server."""
    return modules(*PROGRAMS)


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text, str(path)))


def imported(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Every module an import statement names, and the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", node


def sayings(module: Module) -> Iterator[ast.Constant]:
    """Every string constant that the program holds: docstrings and bare strings are left out."""
    bare = {id(node.value) for node in ast.walk(module.tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node

"""Finds in the code every code that a person may come to see."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.architecture.house import Module


@dataclass(frozen=True)
class Raised:
    """A code, the names of its arguments, and where it is made; "*" stands for a computed part."""

    code: str
    args: frozenset[str]
    where: str

    @property
    def called(self) -> str:
        return f"{self.code} ({self.where})"


def made_by(module: Module, *names: str) -> Iterator[Raised]:
    """Every code handed to one of the classes of that name."""
    constants = _constants(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _called(node) in names and node.args:
            args = _keys(node.args[1]) if len(node.args) > 1 else frozenset()
            for code in _codes(node.args[0], constants):
                yield Raised(code, args, module.at(node))


def carried_by_exceptions(module: Module) -> Iterator[Raised]:
    """Every `code = "…"` in the body of an exception's class."""
    for owner in ast.walk(module.tree):
        if not isinstance(owner, ast.ClassDef) or not owner.bases:
            continue
        for node in owner.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                named = [target.id for target in targets if isinstance(target, ast.Name)]
                if named == ["code"] and node.value.value:
                    yield Raised(str(node.value.value), frozenset(), module.at(node))


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _constants(tree: ast.Module) -> dict[str, str]:
    """The module's own names of strings."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found |= dict(_pairs(target, node.value))
    return found


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, its)
    elif isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield target.id, value.value


def _codes(node: ast.expr, constants: dict[str, str]) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Name(id=name):
            return [constants[name]] if name in constants else []
        case ast.IfExp(body=one, orelse=other):
            return _codes(one, constants) + _codes(other, constants)
        case ast.JoinedStr(values=parts):
            return ["".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in parts)]
    return []


def _keys(node: ast.expr) -> frozenset[str]:
    keys = node.keys if isinstance(node, ast.Dict) else []
    return frozenset(str(key.value) for key in keys if isinstance(key, ast.Constant))

"""The domain knows the standard library, python-stdnum behind two modules, and itself."""

import sys

from tests.architecture.house import Module, imported, modules

STDNUM_AT = {"outlet_app.domain.identifiers", "outlet_app.domain.numbering"}
CONNECTED = {"socket", "sqlite3", "urllib", "http", "subprocess", "os", "pathlib", "threading", "random"}
DOMAIN = modules("outlet_app/domain")


def foreign(module: Module) -> set[str]:
    """The top names of everything a domain module imports beside its own room."""
    names = {name for name, _ in imported(module.tree)}
    return {name.partition(".")[0] for name in names if not name.startswith("outlet_app.domain")}


def allowed(module: Module) -> frozenset[str]:
    plain = sys.stdlib_module_names - CONNECTED
    return plain | {"stdnum"} if module.name in STDNUM_AT else plain


def test_a_domain_module_needs_only_the_standard_library() -> None:
    assert len(DOMAIN) > 20
    strange = {module.name: foreign(module) - allowed(module) for module in DOMAIN}
    assert {name: met for name, met in strange.items() if met} == {}


def test_the_check_digits_come_from_stdnum() -> None:
    assert {module.name for module in DOMAIN if "stdnum" in foreign(module)} <= STDNUM_AT
    assert "stdnum" in foreign(next(m for m in DOMAIN if m.name.endswith("identifiers")))


def test_the_domain_asks_nobody_for_the_time() -> None:
    asked = [m.name for m in DOMAIN if "datetime.now(" in m.text or "date.today(" in m.text]
    assert asked == []

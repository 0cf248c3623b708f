"""The list of what the server may not import leaves out nothing of the sync room but the treaty."""

import tomllib

from tests.architecture.house import HOME, imported, modules

# The names of places where tests may act are no room: both programs say them, and they say nothing back.
TREATY = {"outlet_app.domain", "outlet_app.sync.wire", "outlet_app.failpoints"}


def forbidden_to_the_server() -> set[str]:
    linter = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contract = next(one for one in linter["contracts"] if one["id"] == "treaty-server")
    return set(contract["forbidden_modules"])


def test_every_sync_module_but_the_treaty_is_forbidden_to_the_server() -> None:
    sync = {".".join(module.name.split(".")[:3]) for module in modules("outlet_app/sync")}
    assert sync - {"outlet_app.sync", "outlet_app.sync.wire"} <= forbidden_to_the_server()


def test_every_other_room_is_forbidden_to_the_server() -> None:
    rooms = {f"outlet_app.{module.room}" for module in modules("outlet_app") if module.room}
    assert rooms - TREATY - {"outlet_app.sync", "outlet_app.__main__"} <= forbidden_to_the_server()


def test_the_server_imports_only_the_common_language() -> None:
    names = {name for module in modules("city_server") for name, _ in imported(module.tree)}
    met = {name for name in names if name.startswith("outlet_app")}
    assert {name for name in met if not any(name.startswith(part) for part in TREATY)} == set()

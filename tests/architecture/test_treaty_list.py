"""The list of what the server may not import leaves out nothing of the sync room but the treaty."""

import tomllib

from tests.architecture.house import HOME, imported, modules

# The names of places where tests may act are no room: both programs say them, and they say nothing back.
TREATY = {"outlet_app.domain", "outlet_app.sync.wire", "outlet_app.failpoints"}
# The division's pages are read by people (docs/adr/0036-the-division-speaks-the-counters-words.md).
DIVISION, SPOKEN = "city_server.division.", {"outlet_app.wording", "outlet_app.ui.theme.tokens"}


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


def met_by(*, division: bool) -> set[str]:
    """What of the client the server imports: its division's pages, or all the rest of it."""
    found = (module for module in modules("city_server") if module.name.startswith(DIVISION) is division)
    names = {name for module in found for name, _ in imported(module.tree)}
    return {name for name in names if name.startswith("outlet_app") and not _is_among(name, TREATY)}


def _is_among(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def test_the_server_imports_only_the_common_language() -> None:
    assert met_by(division=False) == set()


def test_the_divisions_pages_import_words_and_colours_besides() -> None:
    met = met_by(division=True)
    assert {name for name in met if not _is_among(name, SPOKEN)} == set()
    assert met >= SPOKEN

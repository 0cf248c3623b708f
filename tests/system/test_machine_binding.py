"""A machine's name for itself: steady, different elsewhere, and saying nothing."""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from outlet_app.system import machine
from outlet_app.system.machine import machine_binding

Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return make


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


def test_the_same_machine_has_the_same_name_and_another_another(write: Write) -> None:
    one, other = write("one", "5f0e9b\n"), write("other", "77aa01\n")
    assert machine_binding((one,)) == machine_binding((one,)) == machine_binding((write("moved", "5f0e9b"),))
    assert machine_binding((one,)) != machine_binding((other,))


def test_the_systems_id_itself_is_nowhere_in_it(write: Write) -> None:
    told = machine_binding((write("id", "5f0e9b5f0e9b5f0e9b5f0e9b5f0e9b5f"),))
    assert len(told) == 64
    assert "5f0e9b" not in told
    assert told != hashlib.sha256(b"5f0e9b5f0e9b5f0e9b5f0e9b5f0e9b5f").hexdigest()


@pytest.mark.parametrize("text", ["", "\n", "   ", "uninitialized", "uninitialized\n"])
def test_a_machine_without_a_name_has_none(write: Write, text: str) -> None:
    assert machine_binding((write("id", text),)) == ""


def test_what_cannot_be_read_is_passed_over(tmp_path: Path, write: Write) -> None:
    (tmp_path / "torn").write_bytes(b"\xff\xfe\x00")
    good = write("good", "5f0e9b")
    unreadable = (str(tmp_path / "nowhere"), str(tmp_path), str(tmp_path / "torn"))
    assert machine_binding((*unreadable, good)) == machine_binding((good,))
    assert machine_binding(unreadable) == ""


class Registry(SimpleNamespace):
    """Windows' registry as far as it is asked."""

    HKEY_LOCAL_MACHINE = 1

    def OpenKey(self, root: int, path: str) -> "Registry":  # noqa: N802 - Windows' own name
        assert (root, path) == (1, r"SOFTWARE\Microsoft\Cryptography")
        return self

    def QueryValueEx(self, _key: object, name: str) -> tuple[str, int]:  # noqa: N802 - Windows' own name
        assert name == "MachineGuid"
        if self.guid is None:
            raise FileNotFoundError(name)
        return self.guid, 1

    def __enter__(self) -> "Registry":
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.mark.parametrize(("guid", "is_named"), [("b1c2-77", True), (None, False)])
def test_on_windows_the_registry_is_asked(
    monkeypatch: pytest.MonkeyPatch, write: Write, guid: str | None, is_named: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(machine, "import_module", lambda _name: Registry(guid=guid))
    file = write("id", "5f0e9b")
    assert bool(machine_binding((file,))) is is_named
    monkeypatch.setattr(sys, "platform", "linux")
    assert machine_binding((file,)) != ""


def test_this_machine_can_be_asked() -> None:
    assert machine_binding() in ("", machine_binding())

"""A name for this very machine that says nothing about anybody, to notice a store copied from another."""

import sys
from hashlib import sha256
from importlib import import_module
from pathlib import Path

_PURPOSE = "WK1 machine"
# The system's own names, made at its installation; the first that can be read counts.
_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")
_REGISTRY, _VALUE = r"SOFTWARE\Microsoft\Cryptography", "MachineGuid"


def machine_binding(files: tuple[str, ...] = _FILES) -> str:
    """SHA-256 (hex) over the system's machine id; empty where there is none. Never sent to anybody."""
    name = _from_registry() if sys.platform == "win32" else _from_files(files)
    return sha256(f"{_PURPOSE}\n{name}".encode()).hexdigest() if name else ""


def _from_files(files: tuple[str, ...]) -> str:
    for file in files:
        try:
            name = Path(file).read_text(encoding="ascii").strip()
        except (OSError, UnicodeError):
            continue
        if name and name != "uninitialized":
            return name
    return ""


def _from_registry() -> str:
    registry = import_module("winreg")
    try:
        with registry.OpenKey(registry.HKEY_LOCAL_MACHINE, _REGISTRY) as key:
            return str(registry.QueryValueEx(key, _VALUE)[0])
    except OSError:
        return ""

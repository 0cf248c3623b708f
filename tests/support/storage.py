"""A disk that fails on demand: a VFS laid over SQLite's own, inside the very SQLCipher the programs use.

The driver's library exports `sqlite3_vfs_register`, so a few pages of ctypes put Python between SQLCipher and
the file: no compiler, no second SQLite, no privilege, and the programs open their store as always (ADR 0041).
What was written and not yet synced is known, so that a power cut loses exactly that.
"""

import ctypes
from collections import Counter
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlcipher3 import _sqlite3 as driver

_NAME = b"failing-disk"
_OK = 0
_CALL = CFUNCTYPE(c_int, c_void_p)
_READ = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_CUT = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
_SIZE = CFUNCTYPE(c_int, c_void_p, POINTER(c_int64))
_UNTOUCHED_METHODS = (
    "lock", "unlock", "reserved", "control", "sector", "traits",
    "map_shared", "lock_shared", "barrier", "unmap_shared", "fetch", "unfetch",
)  # fmt: skip
_UNTOUCHED_CALLS = (
    "delete", "access", "full_name", "dl_open", "dl_error", "dl_sym", "dl_close",
    "chance", "sleep", "time", "last_error", "time_ms", "set_call", "get_call", "next_call",
)  # fmt: skip


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", c_int),
        ("close", _CALL),
        ("read", _READ),
        ("write", _READ),
        ("truncate", _CUT),
        ("sync", _SYNC),
        ("size", _SIZE),
        *((name, c_void_p) for name in _UNTOUCHED_METHODS),
    ]


class _Vfs(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("most_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        *((name, c_void_p) for name in _UNTOUCHED_CALLS),
    ]


class _File(Structure):
    """sqlite3_file: what follows is the VFS's own."""

    _fields_ = [("methods", POINTER(_Methods))]


class Trouble(Enum):
    """What the disk does; its value is what SQLite hears."""

    FULL = 13
    WRITE_FAILS = 778
    SYNC_FAILS = 1034
    READ_FAILS = 266
    SHORT_READ = 522
    TORN = 0x1_0000 + 778  # half of a write arrives, then the power goes
    POWER_CUT = 0x2_0000 + 778  # the power goes before this write or sync

    @property
    def code(self) -> int:
        """The result code of SQLite."""
        return self.value & 0xFFFF

    @property
    def ends_all(self) -> bool:
        """Whether nothing works after it."""
        return self in (Trouble.TORN, Trouble.POWER_CUT)


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the disk: read, write, sync or truncate, of a file by its name."""

    what: str
    file: str


Plan = Callable[[Call, int], Trouble | None]


class Disk:
    """While entered, every database of this process lies on it; `plan` is asked before each call.

    `calls` counts what was asked of it since `clear`; the number handed to the plan begins at 1.
    """

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.calls: list[Call] = []
        self._is_dead = False
        self._paths: dict[int, Path] = {}
        self._durable: dict[Path, bytes] = {}
        self._written: dict[Path, bytes] = {}
        self._replaced: dict[int, tuple[_Methods, _Methods]] = {}
        self._library: Any = ctypes.CDLL(driver.__file__)
        self._library.sqlite3_vfs_find.restype = c_void_p
        self._library.sqlite3_vfs_register.argtypes = [c_void_p, c_int]
        self._library.sqlite3_vfs_unregister.argtypes = [c_void_p]
        self._own = _Vfs.from_address(self._library.sqlite3_vfs_find(None))
        self._vfs = _Vfs.from_buffer_copy(self._own)
        self._vfs.name, self._vfs.next, self._vfs.open = _NAME, None, _OPEN(self._open)

    def __enter__(self) -> "Disk":
        assert self._library.sqlite3_vfs_register(ctypes.addressof(self._vfs), 1) == _OK
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.addressof(self._vfs))
        self._library.sqlite3_vfs_register(ctypes.addressof(self._own), 1)
        assert not self._paths, f"still open: {self._paths}"

    def clear(self, plan: Plan | None = None) -> None:
        """Another disk, or the same mended: nothing counted, this plan."""
        self.plan, self.calls, self._is_dead, self._written = plan, [], False, {}

    @property
    def open_files(self) -> list[str]:
        """The names of the files somebody has open."""
        return sorted(path.name for path in self._paths.values())

    def counted(self) -> Counter[Call]:
        """How often each call was made."""
        return Counter(self.calls)

    def left_by_power_cut(self, folder: Path) -> Path:
        """The files as the disk has them after the power went: only what was synced, and a torn half."""
        return _laid(self._durable, folder)

    def left_by_kill(self, folder: Path) -> Path:
        """The files as the system has them at that moment: all that was written."""
        return _laid(self._written, folder)

    def _trouble(self, what: str, path: Path) -> Trouble | None:
        if self._is_dead:
            return Trouble.POWER_CUT
        call = Call(what, path.name)
        self.calls.append(call)
        found = self.plan(call, len(self.calls)) if self.plan else None
        if found is not None and found.ends_all:
            self._is_dead = True
        return found

    def _open(self, _vfs: int, name: int | None, file: int, flags: int, told: int | None) -> int:
        # The name is handed on as the pointer it is: more stands behind it than the text.
        code = int(self._own.open(ctypes.addressof(self._own), name, file, flags, told))
        if code == _OK and name is not None:
            self._paths[file] = Path(ctypes.string_at(name).decode())
            opened = _File.from_address(file)
            opened.methods = ctypes.pointer(self._methods(opened.methods.contents))
            self._durable.setdefault(self._paths[file], self._content(file))
        return code

    def _methods(self, own: _Methods) -> _Methods:
        """SQLite's own methods of a file with ours before them; one pair for all files that share them."""
        at = ctypes.addressof(own)
        if at not in self._replaced:
            ours = _Methods.from_buffer_copy(own)
            ours.close, ours.truncate = _CALL(self._close), _CUT(self._truncate)
            ours.read, ours.write, ours.sync = _READ(self._read), _READ(self._write), _SYNC(self._sync)
            self._replaced[at] = ours, own
            self._replaced[ctypes.addressof(ours)] = ours, own
        return self._replaced[at][0]

    def _under(self, file: int) -> _Methods:
        return self._replaced[ctypes.addressof(_File.from_address(file).methods.contents)][1]

    def _close(self, file: int) -> int:
        own = self._under(file)
        del self._paths[file]
        return int(own.close(file))

    def _read(self, file: int, into: int, size: int, at: int) -> int:
        trouble = self._trouble("read", self._paths[file])
        if trouble is None:
            return int(self._under(file).read(file, into, size, at))
        if trouble is Trouble.SHORT_READ:
            self._under(file).read(file, into, size // 2, at)
            ctypes.memset(into + size // 2, 0, size - size // 2)
        return trouble.code

    def _write(self, file: int, content: int, size: int, at: int) -> int:
        trouble = self._trouble("write", self._paths[file])
        if trouble is None:
            return int(self._under(file).write(file, content, size, at))
        if trouble is Trouble.TORN:
            self._under(file).write(file, content, size // 2, at)
            self._durable[self._paths[file]] = self._content(file)
        if trouble.ends_all:
            self._end()
        return trouble.code

    def _truncate(self, file: int, size: int) -> int:
        trouble = self._trouble("truncate", self._paths[file])
        return int(self._under(file).truncate(file, size)) if trouble is None else trouble.code

    def _sync(self, file: int, flags: int) -> int:
        path = self._paths[file]
        trouble = self._trouble("sync", path)
        if trouble is not None:
            if trouble.ends_all:
                self._end()
            return trouble.code
        code = int(self._under(file).sync(file, flags))
        if code == _OK:
            self._durable[path] = self._content(file)
        return code

    def _end(self) -> None:
        if not self._written:
            self._written = {path: self._content(file) for file, path in self._paths.items()}

    def _content(self, file: int) -> bytes:
        """All of a file, past ourselves: closing another descriptor would give up SQLite's locks."""
        own, size = self._under(file), c_int64()
        assert own.size(file, ctypes.byref(size)) == _OK
        content = ctypes.create_string_buffer(max(size.value, 1))
        assert not size.value or own.read(file, ctypes.addressof(content), size.value, 0) == _OK
        return content.raw[: size.value]


def _laid(contents: dict[Path, bytes], folder: Path) -> Path:
    folder.mkdir()
    for path, content in contents.items():
        if path.exists():
            (folder / path.name).write_bytes(content)
    return folder


def at(nth: int, trouble: Trouble, *whats: str, file: str = "") -> Plan:
    """The nth of these calls (on files that end so) meets this trouble; later ones are as always."""
    left = nth

    def plan(call: Call, _n: int) -> Trouble | None:
        nonlocal left
        if call.what not in whats or not call.file.endswith(file):
            return None
        left -= 1
        return trouble if left == 0 else None

    return plan


def always(trouble: Trouble, *whats: str) -> Plan:
    """Every one of these calls meets it."""
    return lambda call, _n: trouble if call.what in whats else None

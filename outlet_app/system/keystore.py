"""The key slots: the database's random key, wrapped once for each person by an own password.

Light to import: the sign-in page needs nothing else of the store.
"""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from outlet_app.domain.passwords import normal
from outlet_app.system.clock import wall

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
REMEMBERED = 5
FORMAT = 1


class WrongPassword(Exception):  # noqa: N818 - the name says what happened
    """The password does not open this person's slot."""

    code = "password.wrong"

    def __init__(self, tries_left: int) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left


class LockedOut(Exception):  # noqa: N818 - the name says what happened
    """Too many wrong passwords; the slot opens again at `until`."""

    code = "password.locked_out"

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class UnknownPerson(Exception):  # noqa: N818 - the name says what happened
    """Nobody with this 工号 has a slot on this machine."""

    code = "password.unknown_person"


class SlotsDamaged(Exception):  # noqa: N818 - the name says what happened
    """The slot file and its previous version cannot be read."""

    code = "password.slots_damaged"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs; each slot remembers the cost it was made with."""

    rounds: int = 3
    memory_kib: int = 65536
    lanes: int = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's wrapped key and how often the wrong password was typed; bytes as hex."""

    salt: str
    nonce: str
    box: str
    rounds: int
    memory_kib: int
    lanes: int
    tries: int = 0
    locked_until: str = ""


class KeyStore:
    """Reads and writes the slot file; every change is on the disk before the call returns."""

    def __init__(self, path: Path, now: Callable[[], datetime] = wall, cost: Cost | None = None) -> None:
        self._path, self._now, self._cost = path, now, cost or Cost()

    def is_new(self) -> bool:
        """Whether nobody has a slot yet."""
        return not self._read()["slots"]

    def create_first(self, staff_no: str, password: str) -> bytes:
        """Make the database's key and the first slot around it."""
        if not self.is_new():
            raise ValueError("the key exists; add a slot with it")
        key = secrets.token_bytes(KEY_BYTES)
        self.add(staff_no, password, key)
        return key

    def add(self, staff_no: str, password: str, key: bytes) -> None:
        """Make or replace a person's slot around the key that a signed-in person holds."""
        if len(key) != KEY_BYTES:
            raise ValueError("the database key has 32 bytes")
        self._put(staff_no, self._wrapped(staff_no, password, key))

    def replace(self, staff_no: str, password: str, key: bytes) -> None:
        """Give a person another password: neither version of the file opens with the old one any more."""
        for _version in range(2):
            self.add(staff_no, password, key)

    def unlock(self, staff_no: str, password: str) -> bytes:
        """The database's key; raises WrongPassword, LockedOut, UnknownPerson, SlotsDamaged."""
        return self._open(staff_no, password, remember=True)

    def prove(self, staff_no: str, password: str) -> None:
        """The same test for somebody who only stands by and does not sign in."""
        self._open(staff_no, password, remember=False)

    def _open(self, staff_no: str, password: str, *, remember: bool) -> bytes:
        slot = self._slot(staff_no)
        until = self._locked_until(slot)
        if until:
            raise LockedOut(until)
        # Counted, and on the last try locked, before it is tried: pulling the plug buys no guess.
        counted = self._counted(slot)
        self._put(staff_no, counted)
        key = _unwrapped(staff_no, password, slot)
        if key is None and counted.locked_until:
            raise LockedOut(datetime.fromisoformat(counted.locked_until))
        if key is None:
            raise WrongPassword(TRIES - counted.tries)
        self._put(staff_no, replace(slot, tries=0, locked_until=""), remember=remember)
        return key

    def release(self, staff_no: str) -> None:
        """A signed-in 窗口负责人 lifts a lock-out."""
        self._put(staff_no, replace(self._slot(staff_no), tries=0, locked_until=""))

    def locked_until(self, staff_no: str) -> datetime | None:
        """When the person may try again, None if at once."""
        return self._locked_until(self._slot(staff_no))

    def people(self) -> tuple[str, ...]:
        """Everybody with a slot."""
        return tuple(sorted(self._read()["slots"]))

    def remembered(self) -> tuple[str, ...]:
        """The last five who signed in, newest first."""
        return tuple(self._read()["remembered"])

    def _counted(self, slot: Slot) -> Slot:
        tries = slot.tries % TRIES + 1
        until = (self._now() + LOCKED_FOR).isoformat() if tries == TRIES else ""
        return replace(slot, tries=tries, locked_until=until)

    def _locked_until(self, slot: Slot) -> datetime | None:
        until = datetime.fromisoformat(slot.locked_until) if slot.locked_until else None
        return until if until and self._now() < until else None

    def _slot(self, staff_no: str) -> Slot:
        found = self._read()["slots"].get(staff_no)
        if found is None:
            raise UnknownPerson(staff_no)
        return Slot(**found)

    def _wrapped(self, staff_no: str, password: str, key: bytes) -> Slot:
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
        slot = Slot(salt.hex(), nonce.hex(), "", **asdict(self._cost))
        box = AESGCM(_password_key(password, slot)).encrypt(nonce, key, staff_no.encode())
        return replace(slot, box=box.hex())

    def _put(self, staff_no: str, slot: Slot, *, remember: bool = False) -> None:
        stored = self._read()
        stored["slots"][staff_no] = asdict(slot)
        if remember:
            others = [known for known in stored["remembered"] if known != staff_no]
            stored["remembered"] = [staff_no, *others][:REMEMBERED]
        write_safely(self._path, json.dumps(stored, indent=1).encode())

    def _read(self) -> dict[str, Any]:
        versions = [path for path in (self._path, _previous(self._path)) if path.exists()]
        for path in versions:
            stored = _parsed(path)
            if stored is not None:
                return stored
        if versions:
            raise SlotsDamaged(str(self._path))
        return {"format": FORMAT, "slots": {}, "remembered": []}


def _password_key(password: str, slot: Slot) -> bytes:
    return hash_secret_raw(
        normal(password),
        bytes.fromhex(slot.salt),
        slot.rounds,
        slot.memory_kib,
        slot.lanes,
        KEY_BYTES,
        Type.ID,
    )


def _unwrapped(staff_no: str, password: str, slot: Slot) -> bytes | None:
    box, nonce = bytes.fromhex(slot.box), bytes.fromhex(slot.nonce)
    try:
        return AESGCM(_password_key(password, slot)).decrypt(nonce, box, staff_no.encode())
    except InvalidTag:
        return None


def _parsed(path: Path) -> dict[str, Any] | None:
    """The file's content, None where a slot of it could open nothing: the other version is asked then."""
    try:
        stored: dict[str, Any] = json.loads(path.read_bytes())
        if stored["format"] != FORMAT or not isinstance(stored["remembered"], list):
            return None
        for slot in stored["slots"].values():
            _demand_whole(Slot(**slot))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return stored


def _demand_whole(slot: Slot) -> None:
    lengths = [len(bytes.fromhex(part)) for part in (slot.salt, slot.nonce, slot.box)]
    if lengths != [SALT_BYTES, NONCE_BYTES, KEY_BYTES + TAG_BYTES]:
        raise ValueError("a part of a slot is missing")
    if slot.rounds < 1 or slot.lanes < 1 or slot.memory_kib < 8 * slot.lanes or not 0 <= slot.tries <= TRIES:
        raise ValueError("a cost nobody can pay")
    if slot.locked_until and datetime.fromisoformat(slot.locked_until).tzinfo is None:
        raise ValueError("a moment without its offset")


def _previous(path: Path) -> Path:
    return path.with_name(path.name + ".previous")


def write_safely(path: Path, content: bytes) -> None:
    """Replace a file in one step and keep its last version: without the slots nobody opens the store."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    if path.exists():
        os.replace(path, _previous(path))
    os.replace(fresh, path)

"""The key slots: the database's random key, wrapped once for each person by an own password.

Light to import: the sign-in page needs nothing else of the store.
"""

import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from outlet_app.domain.passwords import normal
from outlet_app.system.clock import wall
from outlet_app.system.first_slots import SealedTo, opened_by, seal_to
from outlet_app.system.slot_file import previous, write_safely
from outlet_app.system.slot_lock import TRIES, lock_end, lock_of
from outlet_app.system.slot_refusals import (
    FirstWordUsed,
    LockedOut,
    SlotsDamaged,
    SlotShut,
    UnknownPerson,
    WrongPassword,
)

KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16
REMEMBERED = 5
FORMAT = 1


__all__ = [
    "Cost",
    "FirstWordUsed",
    "KeyStore",
    "LockedOut",
    "Slot",
    "SlotShut",
    "SlotsDamaged",
    "UnknownPerson",
    "WrongPassword",
]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs; each slot remembers the cost it was made with."""

    rounds: int = 3
    memory_kib: int = 65536
    lanes: int = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One person's wrapped key and how often the wrong password was typed; bytes as hex.

    shut: the person has left. beside: what a first 口令 needs to open it, empty for an own one. first: the
    first 口令 (its public key) that was last laid in, so that it is laid in once.
    """

    salt: str
    nonce: str
    box: str
    rounds: int
    memory_kib: int
    lanes: int
    tries: int = 0
    locked_until: str = ""
    shut: bool = False
    beside: str = ""
    first: str = ""


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
        kept = self._kept(staff_no)
        made = self._wrapped(staff_no, password, key)
        self._put(staff_no, replace(made, first=kept.first if kept else ""))

    def replace(self, staff_no: str, password: str, key: bytes) -> None:
        """Give a person another password: neither version of the file opens with the old one any more."""
        for _version in range(2):
            self.add(staff_no, password, key)

    def add_first(self, staff_no: str, to: SealedTo, key: bytes) -> bool:
        """Lay in a slot that a first 口令 opens, in the place of an own one; false where it was before."""
        kept = self._kept(staff_no)
        if kept is not None and kept.first == to.public.hex():
            return False
        wrapping, beside = seal_to(to.public, staff_no)
        nonce = secrets.token_bytes(NONCE_BYTES)
        box = AESGCM(wrapping).encrypt(nonce, key, staff_no.encode())
        cost = (to.rounds, to.memory_kib, to.lanes)
        made = Slot(to.salt.hex(), nonce.hex(), box.hex(), *cost, beside=beside.hex(), first=to.public.hex())
        for _version in range(2):
            self._put(staff_no, made)
        return True

    def trade(self, staff_no: str, word: str, password: str) -> None:
        """Set an own password with the first 口令, which opens nothing from then on; raises as `unlock`."""
        self.replace(staff_no, password, self._opened(staff_no, word, remember=False))

    def shut(self, staff_no: str) -> bool:
        """Let a slot open for nobody; false where it is the only one that opens, and stays so."""
        slots = self._read()["slots"]
        if staff_no not in slots or slots[staff_no].get("shut"):
            return True
        if all(one.get("shut") for name, one in slots.items() if name != staff_no):
            return False
        for _version in range(2):
            self._put(staff_no, replace(self._slot(staff_no), shut=True))
        return True

    def open_again(self, staff_no: str) -> None:
        """Whoever comes back has the password of before."""
        kept = self._kept(staff_no)
        if kept is not None and kept.shut:
            self._put(staff_no, replace(kept, shut=False))

    def is_shut(self, staff_no: str) -> bool:
        """Whether the person has left."""
        kept = self._kept(staff_no)
        return kept is not None and kept.shut

    def unlock(self, staff_no: str, password: str) -> bytes:
        """The database's key; raises WrongPassword, LockedOut, UnknownPerson, SlotsDamaged, SlotShut.

        FirstWordUsed where it is a first 口令, which `trade` takes.
        """
        return self._open(staff_no, password, remember=True)

    def prove(self, staff_no: str, password: str) -> None:
        """The same test for somebody who only stands by and does not sign in."""
        self._open(staff_no, password, remember=False)

    def _open(self, staff_no: str, password: str, *, remember: bool) -> bytes:
        key = self._opened(staff_no, password, remember=remember)
        if self._slot(staff_no).beside:
            raise FirstWordUsed(staff_no)
        return key

    def _opened(self, staff_no: str, password: str, *, remember: bool) -> bytes:
        slot = self._slot(staff_no)
        if slot.shut:
            raise SlotShut(staff_no)
        until = self.locked_until(staff_no)
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
        slot = self._slot(staff_no)
        until = lock_end(slot.locked_until, self._now())
        if until is not None and until.isoformat() != slot.locked_until:
            # Written by a clock ahead of this one: it begins anew once, not at every look.
            self._put(staff_no, replace(slot, locked_until=until.isoformat()))
        return until

    def people(self) -> tuple[str, ...]:
        """Everybody with a slot."""
        return tuple(sorted(self._read()["slots"]))

    def remembered(self) -> tuple[str, ...]:
        """The last five who signed in, newest first."""
        stored = self._read()
        return tuple(one for one in stored["remembered"] if not stored["slots"].get(one, {}).get("shut"))

    def _counted(self, slot: Slot) -> Slot:
        tries = slot.tries % TRIES + 1
        return replace(slot, tries=tries, locked_until=lock_of(tries, self._now()))

    def _kept(self, staff_no: str) -> Slot | None:
        found = self._read()["slots"].get(staff_no)
        return Slot(**found) if found else None

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
        versions = [path for path in (self._path, previous(self._path)) if path.exists()]
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


def _first_key(staff_no: str, word: str, slot: Slot) -> bytes:
    public, salt = bytes.fromhex(slot.first), bytes.fromhex(slot.salt)
    to = SealedTo(public, salt, slot.rounds, slot.memory_kib, slot.lanes)
    return opened_by(word, to, bytes.fromhex(slot.beside), staff_no)


def _unwrapped(staff_no: str, password: str, slot: Slot) -> bytes | None:
    box, nonce = bytes.fromhex(slot.box), bytes.fromhex(slot.nonce)
    wrapping = _first_key(staff_no, password, slot) if slot.beside else _password_key(password, slot)
    try:
        return AESGCM(wrapping).decrypt(nonce, box, staff_no.encode())
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
    if slot.beside and len(bytes.fromhex(slot.beside)) != KEY_BYTES:
        raise ValueError("a part of a slot is missing")
    if slot.rounds < 1 or slot.lanes < 1 or slot.memory_kib < 8 * slot.lanes or not 0 <= slot.tries <= TRIES:
        raise ValueError("a cost nobody can pay")
    if slot.locked_until and datetime.fromisoformat(slot.locked_until).tzinfo is None:
        raise ValueError("a moment without its offset")

"""Reads policies and register out of the city's signed packs; what is not signed does not count."""

import json
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from outlet_app.domain.plain import DataError, Plain
from outlet_app.domain.policies.policy import PolicyRelease, read_policies
from outlet_app.domain.policies.register import Enterprise, Register, read_enterprise, read_register
from outlet_app.domain.releases.order import Subject
from outlet_app.models.engine import Database
from outlet_app.models.enterprises import entry_of
from outlet_app.models.packs import POLICY_KEY, REFUSED_PACKS
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.policy_views import PolicyShelf, RefusedPack
from outlet_app.services.released import read_released
from outlet_app.sync.wire import RELEASE, PackFault, open_pack, sign_key_id

POLICIES, REGISTER = "policies", "register"
UNREADABLE = "unreadable"
_AS_OF = "register.as_of"
_D = TypeVar("_D", PolicyRelease, Register)


class PolicyBook:
    """Keeps what it has verified until another pack or another key comes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: tuple[object, PolicyRelease | None, tuple[RefusedPack, ...]] | None = None
        self._register_seen: tuple[object, tuple[RefusedPack, ...]] | None = None

    def shelf(self, today: date) -> PolicyShelf:
        """What is at hand; a newer register is taken into its table first."""
        self._take_register()
        with self._database.reading() as uow:
            key = uow.meta.get(POLICY_KEY) or ""
            release, refused = self._release(uow, key, today)
            as_of = uow.meta.get(_AS_OF)
            return PolicyShelf(
                today=today,
                release=release,
                signed_by=sign_key_id(bytes.fromhex(key)) if key and release else "",
                register_as_of=date.fromisoformat(as_of) if as_of else None,
                enterprises=uow.enterprises.count(),
                refused=(*_turned_away(uow), *refused, *self._register_faults()),
            )

    def enterprise(self, uow: UnitOfWork, code: str) -> Enterprise | None:
        """One enterprise of the register, None where it is not in it."""
        found = uow.enterprises.get(code)
        return read_enterprise(json.loads(found.body)) if found else None

    def _release(
        self, uow: UnitOfWork, key: str, today: date
    ) -> tuple[PolicyRelease | None, tuple[RefusedPack, ...]]:
        orders = uow.cache.named(RELEASE)
        named = (key, uow.cache.named(POLICIES), orders, today)
        if self._read is None or self._read[0] != named:
            found, refused = _opened(uow, key, POLICIES, read_policies)
            found += _ordered(uow, today) if orders else []
            newest = max(found, key=lambda one: (one[1].issued_on, one[1].version), default=None)
            self._read = (named, newest[1] if newest else None, refused)
        return self._read[1], self._read[2]

    def _register_faults(self) -> tuple[RefusedPack, ...]:
        return self._register_seen[1] if self._register_seen else ()

    def _take_register(self) -> None:
        with self._database.reading() as uow:
            key = uow.meta.get(POLICY_KEY) or ""
            named = (key, uow.cache.named(REGISTER))
            if self._register_seen is not None and self._register_seen[0] == named:
                return
            found, refused = _opened(uow, key, REGISTER, read_register)
            taken = uow.enterprises.taken
            newest = max(found, key=lambda one: (one[1].as_of, one[0]), default=None)
            pack = uow.cache.get(REGISTER, newest[0]) if newest else None
        if newest is not None and pack is not None and taken != f"{newest[0]} {pack.sha256}":
            self._fill(newest[1], f"{newest[0]} {pack.sha256}", pack.body)
        self._register_seen = (named, refused)

    def _fill(self, register: Register, name: str, pack: bytes) -> None:
        told = json.loads(pack)["body"]["enterprises"]
        with self._database.unit_of_work() as uow:
            uow.enterprises.replace(map(entry_of, told), name)
            uow.meta.set(_AS_OF, register.as_of.isoformat())
            uow.commit()


def _ordered(uow: UnitOfWork, today: date) -> list[tuple[str, PolicyRelease]]:
    """The policies of the city's orders that count here; they were verified when they came."""
    instance = uow.instance.current()
    packs = (uow.cache.get(RELEASE, ref) for ref in uow.cache.refs(RELEASE))
    released = read_released(pack.body for pack in packs if pack is not None)
    here = instance.outlet_code if instance else ""
    plain = released.plain_in_force(Subject.POLICIES, here, today)
    return [(str(plain["version"]), read_policies(plain))] if plain else []


def _opened(
    uow: UnitOfWork, key: str, kind: str, read: Callable[[Plain], _D]
) -> tuple[list[tuple[str, _D]], tuple[RefusedPack, ...]]:
    """Every pack of a kind that is signed and sound, by name, and the others with what is wrong."""
    found: list[tuple[str, _D]] = []
    refused: list[RefusedPack] = []
    for ref in uow.cache.refs(kind) if key else ():
        pack = uow.cache.get(kind, ref)
        try:
            if pack is not None:
                found.append((ref, read(json.loads(open_pack(bytes.fromhex(key), kind, ref, pack.body)))))
        except PackFault as fault:
            refused.append(RefusedPack(kind, ref, fault.reason))
        except (DataError, ValueError):
            refused.append(RefusedPack(kind, ref, UNREADABLE))
    return found, tuple(refused)


def _turned_away(uow: UnitOfWork) -> tuple[RefusedPack, ...]:
    """What was not even taken in on its arrival."""
    lines = (uow.meta.get(REFUSED_PACKS) or "").splitlines()
    told = (RefusedPack(*line.split(" ", 2)) for line in lines)
    return tuple(pack for pack in told if pack.kind in (POLICIES, REGISTER))

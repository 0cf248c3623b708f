"""First start of a machine: the city takes it on, its first supervisor sets the password."""

import secrets
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeVar

from outlet_app.domain.outlets import is_city
from outlet_app.domain.passwords import password_problem
from outlet_app.domain.people import Person, Role
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.models.engine import Database, open_database
from outlet_app.models.instance import Instance
from outlet_app.models.reviews import CityKey
from outlet_app.services.troubles import Trouble
from outlet_app.sync.client import enroll
from outlet_app.sync.inbound import PARCEL_KEY
from outlet_app.sync.line import Line, refuse_insecure
from outlet_app.sync.outcomes import CaptivePortal, Denial, InsecureAddress, Offline
from outlet_app.sync.trust import AUTHORITY, fetch_authority
from outlet_app.sync.wire import DeviceKey, Enrolled, split_code, write
from outlet_app.system.keystore import KEY_BYTES, KeyStore

INSTANCE_BYTES = 16
_PARTS = ("", "-wal", "-shm", ".mark")
_T = TypeVar("_T")
OpenDatabase = Callable[[Path, bytes], Database]


class Enrolment:
    """Decisions 23 and sync.md D.10: a one-time code bound to the outlet and its first 窗口负责人.

    Nothing is written here before the city has agreed, and the key slot comes last: a machine that dies
    on the way is still new, and needs only a new code.
    """

    def __init__(self, keystore: KeyStore, database: Path, open_with: OpenDatabase = open_database) -> None:
        self._keystore = keystore
        self._database = database
        self._open = open_with

    def enrol(self, server_url: str, code: str, password: str) -> Person:
        """Take this machine on and give its first supervisor a key slot.

        Refused(password.*) before anything is sent; Trouble(server.offline, server.captive,
        server.insecure, server.unnamed, server.untrusted, server.untimely, server.code_unknown,
        server.refused).
        """
        problem = password_problem(password)
        if problem is not None:
            raise Refused(Refusal(problem.code, problem.args))
        if not self._keystore.is_new():
            raise ValueError("this machine has been set up; colleagues are added by a signed-in person")
        key = DeviceKey.make()
        known = split_code(code)
        authority = self._asked(lambda: _authority_of(server_url, known[1]))
        line = self._asked(lambda: Line(server_url, authority=authority))
        told = self._asked(lambda: enroll(server_url, known[0], key, secrets.token_hex(INSTANCE_BYTES), line))
        person = Person(told.staff.staff_no, told.staff.name, first_roles(told.outlet.code))
        self._keep(server_url, authority, key, told, person, password)
        return person

    def _asked(self, ask: Callable[[], _T]) -> _T:
        try:
            return ask()
        except CaptivePortal as portal:
            raise Trouble("server.captive") from portal
        except Offline as away:
            raise Trouble(away.code) from away
        except InsecureAddress as insecure:
            raise Trouble("server.insecure") from insecure
        except Denial as denial:
            known = denial.code in ("CODE_UNKNOWN", "CODE_USED", "CODE_EXPIRED")
            code_of = "server.code_unknown" if known else "server.refused"
            raise Trouble(code_of, {"code": denial.code}) from denial

    def _keep(
        self, server_url: str, authority: str, key: DeviceKey, told: Enrolled, person: Person, password: str
    ) -> None:
        self._put_aside()
        secret = secrets.token_bytes(KEY_BYTES)
        database = self._open(self._database, secret)
        try:
            with database.unit_of_work() as uow:
                uow.instance.save(
                    Instance(
                        instance_id=told.instance_id,
                        device_id=told.device_id,
                        outlet_code=told.outlet.code,
                        outlet_sign=told.outlet.sign,
                        terminal_no=told.terminal_no,
                        server_url=server_url,
                        private_key=key.private,
                        public_key=key.public,
                        epoch=told.epoch,
                    )
                )
                uow.meta.set(AUTHORITY, authority)
                uow.people.put(person)
                if told.reviews is not None:
                    uow.reviews.keep_key(CityKey(told.reviews.public, told.reviews.mark))
                if told.parcels is not None:
                    uow.meta.set(PARCEL_KEY, write(told.parcels).decode())
                uow.commit()
        finally:
            database.close()
        self._keystore.add(person.staff_no, password, secret)

    def _put_aside(self) -> None:
        """A store without a key slot was left by an enrolment that died; nobody can open it any more."""
        left = [path for path in map(self._beside, _PARTS) if path.exists()]
        number = next(n for n in count(1) if not self._beside(f".unopened-{n}").exists())
        for path in left:
            path.replace(self._beside(f".unopened-{number}{path.name.removeprefix(self._database.name)}"))

    def _beside(self, ending: str) -> Path:
        return self._database.with_name(self._database.name + ending)


def _authority_of(server_url: str, mark: str) -> str:
    """The authority to believe from now on; empty where no line leaves this machine."""
    if refuse_insecure(server_url):
        return ""
    if not mark:
        raise Trouble("server.unnamed")
    return fetch_authority(server_url, mark)


def first_roles(outlet: str) -> frozenset[Role]:
    """Of whom the code is bound to: at the city's own window also who may list somebody as 失信 (§3.7)."""
    both = frozenset({Role.SUPERVISOR, Role.CLERK})
    return both | {Role.CITY_ADMIN} if is_city(outlet) else both

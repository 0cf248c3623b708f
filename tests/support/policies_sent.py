"""Policies and the register on the way: signed by the city, put into a counter's store."""

import json

from outlet_app.models.engine import Database
from outlet_app.models.packs import POLICY_KEY
from outlet_app.sync.wire import public_of, sign_pack
from tests.support.builders import MORNING
from tests.support.policies import plain_register, plain_release

PRIVATE = bytes(range(1, 33))
PUBLIC = public_of(PRIVATE)
OTHER_PRIVATE = bytes(range(2, 34))


def signed(kind: str, ref: str, plain: object, private: bytes = PRIVATE) -> bytes:
    """A pack as the city hands it down."""
    return sign_pack(private, kind, ref, json.dumps(plain, ensure_ascii=False).encode())


def hand_down(database: Database, *packs: tuple[str, str, bytes], key: bytes | None = PUBLIC) -> None:
    """Put packs and the city's key into a counter's store, as a round with the city does."""
    with database.unit_of_work() as uow:
        if key is not None:
            uow.meta.set(POLICY_KEY, key.hex())
        for kind, ref, body in packs:
            uow.cache.put(kind, ref, body, MORNING)
        uow.commit()


def all_handed_down(database: Database) -> None:
    """The release and the register of the tests."""
    hand_down(
        database,
        ("policies", "2026-2", signed("policies", "2026-2", plain_release())),
        ("register", "2026-11-18", signed("register", "2026-11-18", plain_register())),
    )

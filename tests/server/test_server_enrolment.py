"""A machine becomes a counter by a code that works once, for the key it was first used with."""

import secrets

import pytest
from sqlalchemy import update

from city_server import schema
from city_server.store import Store
from outlet_app.sync import wire
from outlet_app.sync.client import enroll
from outlet_app.sync.line import Line
from outlet_app.sync.outcomes import Denial
from tests.support.server import ServerProcess, enrolment_code


def refused(city: ServerProcess, code: str, key: wire.DeviceKey | None = None, instance: str = "") -> str:
    with pytest.raises(Denial) as told:
        enroll(city.url, code, key or wire.DeviceKey.make(), instance or secrets.token_hex(16))
    return told.value.code


def test_a_machine_learns_who_it_is_and_who_heads_its_window(city: ServerProcess, outlet: str) -> None:
    code = enrolment_code(city.database, outlet, "1508260001", "乌兰")
    told = enroll(city.url, code, wire.DeviceKey.make(), "ab" * 16)
    assert (told.outlet.code, told.outlet.sign, told.terminal_no) == (outlet, "HH05", "01")
    assert (told.staff.staff_no, told.staff.name) == ("1508260001", "乌兰")
    assert told.instance_id == "ab" * 16
    assert told.epoch
    assert told.server_time.utcoffset() is not None


def test_terminals_of_an_outlet_are_counted_on(city: ServerProcess, outlet: str) -> None:
    numbers = [
        enroll(
            city.url, enrolment_code(city.database, outlet), wire.DeviceKey.make(), secrets.token_hex(16)
        ).terminal_no
        for _ in range(3)
    ]
    assert numbers == ["01", "02", "03"]


def test_the_same_machine_may_ask_again_and_gets_the_same_answer(city: ServerProcess, outlet: str) -> None:
    code, key, instance = enrolment_code(city.database, outlet), wire.DeviceKey.make(), secrets.token_hex(16)
    first = enroll(city.url, code, key, instance)
    again = enroll(city.url, code.lower().replace("-", " ").replace("0", "O"), key, secrets.token_hex(16))
    assert (again.device_id, again.instance_id, again.terminal_no) == (
        first.device_id,
        first.instance_id,
        first.terminal_no,
    )


def test_a_used_code_works_for_no_other_machine(city: ServerProcess, outlet: str) -> None:
    code = enrolment_code(city.database, outlet)
    enroll(city.url, code, wire.DeviceKey.make(), secrets.token_hex(16))
    assert refused(city, code) == "CODE_USED"


def test_a_code_nobody_made_is_unknown(city: ServerProcess) -> None:
    assert refused(city, "0000-0000-0000-0000") == "CODE_UNKNOWN"
    assert refused(city, "") == "CODE_UNKNOWN"


def test_a_code_ends_after_a_week(city: ServerProcess, outlet: str) -> None:
    code = enrolment_code(city.database, outlet)
    store = Store(city.database.url)
    with store.write() as conn:
        conn.execute(update(schema.enrolment).where(schema.enrolment.c.outlet == outlet).values(expires=1))
    store.close()
    assert refused(city, code) == "CODE_EXPIRED"


def test_an_outlet_has_no_hundredth_terminal(city: ServerProcess, outlet: str) -> None:
    code = enrolment_code(city.database, outlet)
    store = Store(city.database.url)
    with store.write() as conn:
        conn.execute(update(schema.outlet).where(schema.outlet.c.code == outlet).values(last_terminal=98))
    store.close()
    assert enroll(city.url, code, wire.DeviceKey.make(), secrets.token_hex(16)).terminal_no == "99"
    assert refused(city, enrolment_code(city.database, outlet)) == "TERMINALS_FULL"


def test_an_instance_is_taken_once(city: ServerProcess, outlet: str) -> None:
    instance = secrets.token_hex(16)
    enroll(city.url, enrolment_code(city.database, outlet), wire.DeviceKey.make(), instance)
    assert refused(city, enrolment_code(city.database, outlet), instance=instance) == "INSTANCE"


def test_a_key_has_to_be_in_hand(city: ServerProcess, outlet: str) -> None:
    code, key, thief = enrolment_code(city.database, outlet), wire.DeviceKey.make(), wire.DeviceKey.make()
    content = wire.write(wire.Enrol(code=code, public_key=key.public.hex(), instance_id="ab" * 16))
    proof = wire.signature(thief.private, "POST", wire.Path.ENROL, content, wire.ENROL_NONCE)
    line = Line(city.url)
    with pytest.raises(Denial) as told:
        line.exchange("POST", wire.Path.ENROL, content, {wire.Header.SIGNATURE.value: proof})
    line.close()
    assert told.value.code == "SIGNATURE"

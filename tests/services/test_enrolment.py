"""The first start of a machine, against a real city (decisions 23, sync.md D.10)."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from outlet_app.domain.people import Person, Right, Role
from outlet_app.domain.problems import Refused
from outlet_app.models.engine import Database, open_database
from outlet_app.models.errors import DiskFull
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.enrolment import Enrolment, first_roles
from outlet_app.services.sign_in import SignIn
from outlet_app.services.troubles import Trouble
from outlet_app.system.clock import wall
from outlet_app.system.keystore import KeyStore
from tests.support.bench import CHEAP
from tests.support.faults import LOSE_ANSWER, Proxy, page
from tests.support.server import ServerProcess, enrolment_code

HEAD, WORD = "1508260001", "Window-2026"
BOTH = (Role.SUPERVISOR, Role.CLERK)
OUTLET, CITY_WINDOW = "1508262001", "1508001001"
Lay = Callable[[ServerProcess], Proxy]


class Machine:
    """A machine straight from the shop."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "data" / "outlet.db"
        self.path.parent.mkdir()
        self.keystore = KeyStore(folder / "slots.json", wall, CHEAP)
        self.enrolment = Enrolment(self.keystore, self.path)

    @property
    def is_new(self) -> bool:
        return not SignIn(self.keystore).has_anyone()

    @contextmanager
    def opened(self) -> Iterator[UnitOfWork]:
        """What the head finds in the store after signing in."""
        key = SignIn(self.keystore).unlock(HEAD, WORD)
        with closing(open_database(self.path, key)) as store, store.reading() as uow:
            yield uow


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def code(any_city: ServerProcess) -> str:
    return enrolment_code(any_city.database, OUTLET, HEAD, "高云飞")


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address where nobody answers."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def test_the_city_takes_the_machine_on_for_its_first_head(
    machine: Machine, any_city: ServerProcess, code: str
) -> None:
    person = machine.enrolment.enrol(any_city.url, f"  {code.lower()} ", WORD)
    assert (person.staff_no, person.name, person.roles) == (HEAD, "高云飞", frozenset(BOTH))
    with machine.opened() as uow:
        me, people = uow.instance.required(), uow.people.all()
    assert (me.outlet_code, me.outlet_sign, me.server_url) == (OUTLET, "HH01", any_city.url)
    assert (len(me.terminal_no), me.stopped, people) == (2, None, (person,))


def test_the_head_of_the_citys_own_window_may_say_the_citys_word(
    machine: Machine, any_city: ServerProcess
) -> None:
    code = enrolment_code(any_city.database, CITY_WINDOW, HEAD, "高云飞")
    person = machine.enrolment.enrol(any_city.url, code, WORD)
    assert person.roles == {*BOTH, Role.CITY_ADMIN}
    assert person.may(Right.DISCREDIT)
    with machine.opened() as uow:
        assert uow.people.all() == (person,)


@pytest.mark.parametrize(
    ("outlet", "may"),
    [("1508001001", True), ("1508262001", False), ("1508263001", False), ("1508022001", False), ("", False)],
)
def test_nobody_at_another_outlet_gets_the_citys_word(outlet: str, may: bool) -> None:
    roles = first_roles(outlet)
    assert Person(HEAD, "高云飞", roles).may(Right.DISCREDIT) is may
    assert {Role.SUPERVISOR, Role.CLERK} <= roles


def test_a_second_machine_of_the_outlet_is_another_terminal(tmp_path: Path, any_city: ServerProcess) -> None:
    terminals = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        machine = Machine(tmp_path / name)
        machine.enrolment.enrol(any_city.url, enrolment_code(any_city.database, OUTLET, HEAD), WORD)
        with machine.opened() as uow:
            terminals.append(uow.instance.required().terminal_no)
    assert len(set(terminals)) == 2


def test_neither_password_nor_key_leaves_the_machine(
    machine: Machine, any_city: ServerProcess, code: str, proxy: Lay
) -> None:
    line = proxy(any_city)
    machine.enrolment.enrol(line.url, code, WORD)
    sent = b"".join(line.requests)
    assert code.encode() in sent
    assert WORD.encode() not in sent
    with machine.opened() as uow:
        secret = uow.instance.required().private_key
    assert secret not in sent
    assert secret.hex().encode() not in sent


@pytest.mark.parametrize(
    ("password", "problem"), [("short-1A", "password.too_short"), ("onlyletters", "password.too_plain")]
)
def test_a_weak_password_is_refused_before_the_code_is_spent(
    machine: Machine, any_city: ServerProcess, code: str, password: str, problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        machine.enrolment.enrol(any_city.url, code, password)
    assert refused.value.refusal.code == problem
    assert machine.is_new
    machine.enrolment.enrol(any_city.url, code, WORD)


def test_a_code_nobody_gave_out_is_told_as_such(machine: Machine, any_city: ServerProcess) -> None:
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol(any_city.url, "0000-0000-0000-0000", WORD)
    assert trouble.value.code == "server.code_unknown"
    assert machine.is_new
    assert not machine.path.exists()


def test_a_code_is_good_for_one_machine(tmp_path: Path, any_city: ServerProcess, code: str) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    Machine(tmp_path / "one").enrolment.enrol(any_city.url, code, WORD)
    second = Machine(tmp_path / "two")
    with pytest.raises(Trouble) as trouble:
        second.enrolment.enrol(any_city.url, code, WORD)
    assert (trouble.value.code, trouble.value.told) == ("server.code_unknown", {"code": "CODE_USED"})
    assert second.is_new


def test_no_line_is_told_as_no_line(machine: Machine, nobody: str) -> None:
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol(nobody, "0000-0000-0000-0000", WORD)
    assert trouble.value.code == "server.offline"
    assert machine.is_new


def test_a_login_page_in_between_is_told_as_such(
    machine: Machine, any_city: ServerProcess, code: str, proxy: Lay
) -> None:
    line = proxy(any_city)
    line.plan("/v1/enroll", page("200 OK", body="<html>请先登录无线网络</html>".encode()))
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol(line.url, code, WORD)
    assert trouble.value.code == "server.captive"
    assert machine.is_new


def test_plain_http_to_another_machine_is_refused(machine: Machine) -> None:
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol("http://ip.example.com", "0000-0000-0000-0000", WORD)
    assert trouble.value.code == "server.insecure"


def test_an_answer_lost_on_the_way_needs_a_new_code_and_nothing_else(
    machine: Machine, any_city: ServerProcess, code: str, proxy: Lay
) -> None:
    line = proxy(any_city)
    line.plan("/v1/enroll", LOSE_ANSWER, LOSE_ANSWER, LOSE_ANSWER)
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol(line.url, code, WORD)
    assert trouble.value.code == "server.offline"
    assert machine.is_new
    machine.enrolment.enrol(any_city.url, enrolment_code(any_city.database, OUTLET, HEAD), WORD)
    assert not machine.is_new


def test_a_disk_that_fills_half_way_leaves_the_machine_new(
    machine: Machine, any_city: ServerProcess, code: str
) -> None:
    def fills_up(path: Path, key: bytes) -> Database:
        open_database(path, key).close()
        raise DiskFull

    half = Enrolment(machine.keystore, machine.path, fills_up)
    with pytest.raises(DiskFull):
        half.enrol(any_city.url, code, WORD)
    assert machine.is_new
    again = enrolment_code(any_city.database, OUTLET, HEAD, "高云飞")
    person = machine.enrolment.enrol(any_city.url, again, WORD)
    with machine.opened() as uow:
        assert uow.people.all() == (person,)


def test_a_store_nobody_can_open_is_put_aside_and_not_thrown_away(
    machine: Machine, any_city: ServerProcess
) -> None:
    """The slot file is gone, the store is not: support may still find the key."""
    for n in range(2):
        machine.enrolment.enrol(any_city.url, enrolment_code(any_city.database, OUTLET, HEAD), WORD)
        kept = machine.path.read_bytes()
        for slots in machine.path.parents[1].glob("slots.json*"):
            slots.unlink()
        machine.enrolment.enrol(any_city.url, enrolment_code(any_city.database, OUTLET, HEAD), WORD)
        assert machine.path.with_name(f"outlet.db.unopened-{2 * n + 1}").read_bytes() == kept
        for slots in machine.path.parents[1].glob("slots.json*"):
            slots.unlink()


def test_a_machine_that_is_set_up_does_not_spend_a_code(
    machine: Machine, any_city: ServerProcess, code: str
) -> None:
    machine.enrolment.enrol(any_city.url, code, WORD)
    fresh = enrolment_code(any_city.database, OUTLET, HEAD)
    with pytest.raises(ValueError, match="set up"):
        machine.enrolment.enrol(any_city.url, fresh, WORD)
    assert machine.keystore.unlock(HEAD, WORD)

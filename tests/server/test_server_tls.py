"""Under TLS a counter believes the city's authority and nobody else, and says why where it does not."""

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from threading import Thread

import httpx
import pytest
from sqlalchemy import update

from city_server import cli, schema
from city_server.authority import kept
from city_server.store import Store
from outlet_app.models.engine import Database, open_database
from outlet_app.services.enrolment import Enrolment
from outlet_app.services.troubles import Trouble
from outlet_app.sync.line import Line
from outlet_app.sync.outcomes import Offline, Untimely, Untrusted
from outlet_app.sync.trust import AUTHORITY, fetch_authority, pinned_client
from outlet_app.sync.wire import authority_mark
from outlet_app.system.clock import wall
from outlet_app.system.keystore import KeyStore
from outlet_app.wording.troubles import clauses
from tests.support.bench import CHEAP
from tests.support.certificates import DAY, Authority, Papers
from tests.support.server import RESOURCES, CityDatabase, ServerProcess, SqliteCity, enrolment_code

OUTLET = "1508001001"
WORD = "Wind-4-Weiden"
Secure = Callable[..., ServerProcess]


@pytest.fixture(scope="module")
def city_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def stranger(tmp_path: Path) -> Authority:
    return Authority(tmp_path, "stranger")


@pytest.fixture
def home(tmp_path: Path) -> CityDatabase:
    return SqliteCity(tmp_path / "city.db")


@pytest.fixture
def secure(home: CityDatabase) -> Iterator[Secure]:
    """Start a server under a certificate: secure(papers, authority)."""
    started: list[ServerProcess] = []

    def start(papers: Papers, authority: Authority | None = None, port: int = 0) -> ServerProcess:
        more = ["--cert", str(papers.certificate), "--key", str(papers.key)]
        more += ["--ca", str(authority.file)] if authority else []
        started.append(ServerProcess(home, more=more, port=port))
        return started[-1]

    yield start
    for one in started:
        if not one.has_ended:
            one.kill()


def greeted(url: str, authority: str) -> bytes:
    """A hello over a line that believes this authority."""
    with closing(Line(url, httpx.Timeout(5), authority)) as line:
        return line.exchange("GET", "/v1/hello", b"", {})


def code_for(home: CityDatabase, capsys: pytest.CaptureFixture[str]) -> str:
    """The code as the administrator reads it off the screen."""
    capsys.readouterr()
    told = ["enrol", "--database", home.url, "--outlet", OUTLET, "--staff", "1508000001", "--name", "乌兰"]
    assert cli.main(told) == 0
    return capsys.readouterr().out.strip()


class Machine:
    """A machine before its first start."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.path = folder / "counter.db"
        self.keystore = KeyStore(folder / "keys.json", wall, CHEAP)
        self.enrolment = Enrolment(self.keystore, self.path)

    def opened(self) -> Database:
        return open_database(self.path, self.keystore.unlock("1508000001", WORD))


def test_the_administrators_code_takes_a_machine_on_over_tls(
    tmp_path: Path,
    secure: Secure,
    home: CityDatabase,
    city_authority: Authority,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = secure(city_authority.sign(), city_authority)
    assert server.url.startswith("https://")
    code = code_for(home, capsys)
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}\+([0-9A-Z]{5}-){3}[0-9A-Z]{5}", code)
    machine = Machine(tmp_path / "machine")
    assert machine.enrolment.enrol(server.url, code, WORD).name == "乌兰"
    with closing(machine.opened()) as database:
        with database.reading() as uow:
            assert uow.meta.get(AUTHORITY) == city_authority.pem
            me = uow.instance.required()
        with closing(pinned_client(database)(me)) as client:
            hello = client.hello()
        assert hello.you is not None
        assert hello.you.mode == "active"


def test_the_servers_certificate_may_be_renewed_under_the_same_authority(
    tmp_path: Path,
    secure: Secure,
    home: CityDatabase,
    city_authority: Authority,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = secure(city_authority.sign("first"), city_authority)
    machine = Machine(tmp_path / "machine")
    machine.enrolment.enrol(first.url, code_for(home, capsys), WORD)
    assert first.stop() == 0
    # The authority is known to the city by now and need not be said again.
    secure(city_authority.sign("second"), port=first.port)
    with closing(machine.opened()) as database:
        with database.reading() as uow:
            me = uow.instance.required()
        with closing(pinned_client(database)(me)) as client:
            assert client.hello().you is not None


def test_a_code_without_the_mark_is_not_tried_at_all(
    tmp_path: Path,
    secure: Secure,
    home: CityDatabase,
    city_authority: Authority,
    capsys: pytest.CaptureFixture[str],
) -> None:
    server = secure(city_authority.sign(), city_authority)
    code, _, mark = code_for(home, capsys).partition("+")
    machine = Machine(tmp_path / "machine")
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol(server.url, code, WORD)
    assert trouble.value.code == "server.unnamed"
    assert "加号" in clauses("server.unnamed").happened
    # The code was not spent by it.
    assert machine.enrolment.enrol(server.url, f"{code}+{mark}", WORD).name == "乌兰"


def test_a_server_in_between_gets_neither_code_nor_key(
    tmp_path: Path, secure: Secure, home: CityDatabase, city_authority: Authority, stranger: Authority
) -> None:
    """It has a certificate of its own and answers everything the city would."""
    server = secure(stranger.sign(), stranger)
    code = f"{enrolment_code(home, OUTLET)}+{authority_mark(city_authority.pem)}"
    machine = Machine(tmp_path / "machine")
    with pytest.raises(Trouble) as trouble:
        machine.enrolment.enrol(server.url, code, WORD)
    assert trouble.value.code == "server.untrusted"
    assert "/v1/enroll" not in server.log()
    assert not machine.path.exists()


def test_who_tells_the_right_authority_without_its_signature_gets_no_code_either(
    secure: Secure, home: CityDatabase, city_authority: Authority, stranger: Authority, tmp_path: Path
) -> None:
    server = secure(stranger.sign(), stranger)
    with closing(Store(home.url)) as store, store.write() as conn:
        mine = schema.secret.c.name == "authority"
        conn.execute(update(schema.secret).where(mine).values(value=city_authority.pem.encode()))
    mark = authority_mark(city_authority.pem)
    assert fetch_authority(server.url, mark) == city_authority.pem
    with pytest.raises(Trouble) as trouble:
        Machine(tmp_path / "m").enrolment.enrol(server.url, f"{enrolment_code(home, OUTLET)}+{mark}", WORD)
    assert trouble.value.code == "server.untrusted"
    assert "/v1/enroll" not in server.log()


WRONG: dict[str, tuple[Callable[[Authority, Authority], Papers], type[Offline]]] = {
    "another authority": (lambda ours, theirs: theirs.sign("theirs"), Untrusted),
    "another host": (lambda ours, theirs: ours.sign("host", address="10.1.2.3"), Untrusted),
    "not yet": (lambda ours, theirs: ours.sign("early", begins=DAY, ends=2 * DAY), Untimely),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_certificate_that_does_not_fit_is_no_city(
    secure: Secure, city_authority: Authority, stranger: Authority, name: str
) -> None:
    make, wrong = WRONG[name]
    authority = stranger if wrong is Untrusted and name == "another authority" else city_authority
    server = secure(make(city_authority, stranger), authority)
    with pytest.raises(wrong) as away:
        greeted(server.url, city_authority.pem)
    # For the round it is like no line: everything waits, nothing is lost.
    assert isinstance(away.value, Offline)
    assert away.value.code in ("server.untrusted", "server.untimely")


def shake_hands(listener: socket.socket, papers: Papers) -> None:
    """Offer one caller an encrypted line under these papers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers.certificate, papers.key)
    peer, _ = listener.accept()
    with suppress(OSError), context.wrap_socket(peer, server_side=True) as line:
        line.recv(1)


@pytest.mark.parametrize(("began", "ended"), [(-9 * DAY, -DAY), (-2 * DAY, timedelta(seconds=-1))])
def test_a_certificate_that_is_over_is_told_as_a_matter_of_time(
    city_authority: Authority, began: timedelta, ended: timedelta
) -> None:
    """The server itself would not start with it, so a bare listener shows it."""
    papers = city_authority.sign("over", begins=began, ends=ended)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        offering = Thread(target=shake_hands, args=(listener, papers))
        offering.start()
        with pytest.raises(Untimely):
            greeted(f"https://127.0.0.1:{listener.getsockname()[1]}", city_authority.pem)
        offering.join(timeout=10)


def test_an_authority_that_is_over_is_a_matter_of_time_too(secure: Secure, tmp_path: Path) -> None:
    late = Authority(tmp_path, "late", until=-DAY)
    server = secure(late.sign("by-late"), late)
    with pytest.raises(Untimely):
        greeted(server.url, late.pem)


def test_without_an_authority_nobody_is_believed(secure: Secure, city_authority: Authority) -> None:
    server = secure(city_authority.sign(), city_authority)
    with pytest.raises(Untrusted):
        greeted(server.url, "")


def test_plain_words_to_a_tls_port_are_no_answer(secure: Secure, city_authority: Authority) -> None:
    server = secure(city_authority.sign(), city_authority)
    with pytest.raises(Offline):
        greeted(server.url.replace("https", "http"), "")


def serve_words(home: CityDatabase, *words: str) -> list[str]:
    told = ["serve", "--database", home.url, "--resources", str(RESOURCES), "--port", "0"]
    return [*told, *words]


def test_a_server_nobody_would_believe_does_not_start(
    home: CityDatabase,
    city_authority: Authority,
    stranger: Authority,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    papers, late = city_authority.sign(), city_authority.sign("late", begins=-9 * DAY, ends=-DAY)
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("nothing", encoding="ascii")
    cases = [
        ((papers, None), "Say with --ca who signed --cert"),
        ((papers, stranger.file), "was not signed by --ca"),
        ((late, city_authority.file), "ended on"),
        ((papers, nothing), "is no certificate"),
        ((Papers(nothing, papers.key), city_authority.file), "is no certificate"),
    ]
    for (shown, authority), said in cases:
        words = ["--cert", str(shown.certificate), "--key", str(shown.key)]
        words += ["--ca", str(authority)] if authority else []
        assert cli.main(serve_words(home, *words)) == 1, said
        printed = capsys.readouterr().err
        assert said in printed
        assert printed.rstrip().endswith("Nothing was started.")
    with closing(Store(home.url)) as store, store.read() as conn:
        assert kept(conn) == ""


def test_a_city_without_tls_tells_no_authority(any_city: ServerProcess) -> None:
    answer = httpx.get(f"{any_city.url}/v1/authority", headers={"WK-Proto": "1"}, trust_env=False)
    assert answer.status_code == 404


@pytest.mark.parametrize("code", ["server.untrusted", "server.untimely", "server.unnamed"])
def test_what_is_wrong_is_said_in_three_clauses(code: str) -> None:
    told = clauses(code)
    assert told.happened.endswith("。")
    assert told.safe.endswith("。")
    assert told.now.endswith("。")
    assert "编号" not in told.happened

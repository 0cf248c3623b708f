"""A node at work: how it starts and ends, what it counts, and that its log names nobody."""

import json
import re
import signal
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import httpx
import pytest

from city_server import cli
from city_server.serving import is_loopback
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.events import AnsweredOnSpot, FeedbackGiven, StageReached
from outlet_app.sync import wire
from tests.support.asking import code_of
from tests.support.beating import beat_of
from tests.support.cities import NewCounter, NewMachine
from tests.support.faulty_city import POISON, SLOW
from tests.support.server import RESOURCES, ServerProcess

Serve = Callable[..., ServerProcess]
TYPED = {
    "name": "乌云其木格",
    "mongol": "孛儿只斤·巴图",
    "rare": "𬎆䶮",
    "id": "152801199001011234",
    "phone": "13947812345",
    "request": "商标转让的材料怎么准备",
    "answer": "请携带营业执照副本",
    "stage": "已电话联系当事人张桂兰",
}


def slow_case(one: object, times: int = 2) -> list[wire.PushedOp]:
    """Operations over which the odd server takes half a second each."""
    _, ops = one.opening(*[StageReached(SLOW)] * times)  # type: ignore[attr-defined]
    return list(ops)


def when_inside(server: ServerProcess, count: int = 1) -> None:
    """Wait until so many requests are being answered."""
    for _ in range(400):
        if figures(server).get("city_requests_inside") == count:
            return
        Event().wait(0.01)
    raise AssertionError("nobody came in")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def watched(serve: Serve) -> tuple[ServerProcess, int]:
    """A server that stumbles over some words and tells its figures."""
    port = free_port()
    return serve(faults="odd", more=["--metrics-port", str(port)]), port


def figures(server: ServerProcess, port: int = 0) -> dict[str, float]:
    """What the server tells Prometheus, by name with labels."""
    asked = port or PORTS[server]
    told = httpx.get(f"http://127.0.0.1:{asked}/metrics", trust_env=False).text
    lines = [line.rsplit(" ", 1) for line in told.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, value in lines}


PORTS: dict[ServerProcess, int] = {}


def test_told_to_stop_it_finishes_what_it_began_and_lets_nobody_in(
    watched: tuple[ServerProcess, int], machine: NewMachine
) -> None:
    server, PORTS[server] = watched
    one = machine(server)
    ops = slow_case(one)
    with ThreadPoolExecutor(1) as pool:
        pushing = pool.submit(one.send, ops)
        when_inside(server)
        server.process.send_signal(signal.SIGTERM)
        answer = pushing.result(timeout=60)
    assert answer.status_code == 200
    assert [one.v.value for one in wire.read(answer.content, wire.Pushed).results] == ["applied"] * 3
    assert server.wait() == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{server.url}/v1/health", trust_env=False)


def test_ctrl_c_ends_it_as_well(serve: Serve) -> None:
    server = serve()
    server.process.send_signal(signal.SIGINT)
    assert server.wait() == 0


def test_it_serves_again_on_the_same_database_after_a_stop(serve: Serve, machine: NewMachine) -> None:
    first = serve()
    one = machine(first)
    _, ops = one.opening()
    assert one.told(ops) == [("applied", "", 1)]
    assert first.stop() == 0
    second = serve(port=first.port)
    assert one.told(one.ops(json.loads(bytes(ops[0].b))["case"], AnsweredOnSpot("可以"))) == [
        ("applied", "", 2)
    ]
    assert second.stop() == 0


def test_a_full_node_says_when_to_come_again(serve: Serve, machine: NewMachine) -> None:
    port = free_port()
    server = serve(faults="odd", more=["--at-once", "1", "--metrics-port", str(port)])
    PORTS[server] = port
    one, other = machine(server), machine(server)
    with ThreadPoolExecutor(1) as pool:
        pushing = pool.submit(one.send, slow_case(one, 4))
        when_inside(server)
        answer = other.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(other.me)))
        assert code_of(answer) == (503, "BUSY")
        assert 1 <= int(answer.headers["retry-after"]) <= 120
        outside = httpx.get(f"{server.url}/v1/progress/x", trust_env=False)
        assert (outside.status_code, outside.json()) == (503, {"code": "BUSY"})
        assert outside.headers["retry-after"]
        assert pushing.result(timeout=60).status_code == 200
    answer = other.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(other.me)))
    assert answer.status_code == 200


def test_a_machine_that_pushes_too_fast_is_held_back_and_loses_nothing(
    serve: Serve, machine: NewMachine
) -> None:
    server = serve(more=["--pushes-in-one-go", "3", "--pushes-a-second", "0.001"])
    one, other = machine(server), machine(server)
    for _ in range(3):
        assert one.told(one.opening()[1]) == [("applied", "", 1)]
    _, held = one.opening()
    answer = one.send(held)
    assert code_of(answer) == (429, "BUSY")
    assert int(answer.headers["retry-after"]) == 120
    assert other.told(other.opening()[1]) == [("applied", "", 1)]
    # Everything but pushing goes on.
    assert one.pages()


def test_a_counter_waits_as_long_as_it_is_told(serve: Serve, counter: NewCounter) -> None:
    server = serve(more=["--pushes-in-one-go", "1", "--pushes-a-second", "0.05"])
    one = counter(server)
    one.register()
    one.sync()
    one.register()
    report = one.sync()
    assert (report.error_code, report.waiting) == ("BUSY", 1)
    assert report.next_try_s >= 15


def test_the_same_push_twice_at_once_gets_one_answer(
    watched: tuple[ServerProcess, int], machine: NewMachine
) -> None:
    server, _ = watched
    one = machine(server)
    push = wire.write(_push_of(one, slow_case(one, 1)))
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda _: one.asker.ask("POST", wire.Path.PUSH, push), range(2)))
    assert [answer.status_code for answer in told] == [200, 200]
    first, second = (wire.read(answer.content, wire.Pushed) for answer in told)
    assert (first.results, first.receipt) == (second.results, second.receipt)


def _push_of(one: object, ops: list[wire.PushedOp]) -> wire.Push:
    me = one.me  # type: ignore[attr-defined]
    return wire.Push(
        instance=me.instance_id,
        epoch=me.epoch,
        receipt=me.receipt,
        first_seq=1,
        outlet=me.outlet_code,
        ops=tuple(ops),
    )


def test_figures_are_told_on_a_port_of_loopback(
    watched: tuple[ServerProcess, int], machine: NewMachine, outlet: str
) -> None:
    server, port = watched
    one = machine(server)
    one.told(one.opening(StageReached(POISON))[1])
    one.asker.ask("POST", wire.Path.HEARTBEAT, wire.write(beat_of(one.me, queue=7)))
    httpx.get(f"{server.url}/v1/catalogue/secret/{outlet}", trust_env=False)
    httpx.get(f"{server.url}/nowhere/{outlet}", trust_env=False)
    told = figures(server, port)
    assert told['city_requests_total{place="/v1/push",status="200"}'] == 1
    assert told['city_requests_total{place="/v1/hello",status="200"}'] == 1
    assert told['city_requests_total{place="none",status="404"}'] == 1
    assert told['city_request_seconds_count{place="/v1/push"}'] == 1
    assert (told["city_machines"], told["city_events_queued"], told["city_operations_parked"]) == (1, 7, 1)
    assert told["city_machines_troubled"] == 0
    assert told["city_requests_inside"] == 0
    assert outlet not in " ".join(told)


def test_figures_are_not_told_where_the_counters_ask(any_city: ServerProcess) -> None:
    answer = httpx.get(f"{any_city.url}/metrics", trust_env=False)
    assert answer.status_code == 404


def test_the_log_is_json_and_names_nobody(
    watched: tuple[ServerProcess, int], machine: NewMachine, counter: NewCounter
) -> None:
    """A whole journey with all that can go wrong on the way; then every typed word is looked for."""
    server, _ = watched
    applicant = Applicant(ApplicantKind.PERSON, TYPED["name"], id_number=TYPED["id"], phone=TYPED["phone"])
    one, other = machine(server), counter(server)
    case_id, ops = one.opening(
        AnsweredOnSpot(TYPED["answer"]), applicant=applicant, request=TYPED["request"], query_code="AAAA2222"
    )
    number = json.loads(bytes(ops[0].b))["fact"]["case_no"]
    one.told(ops)
    one.told(one.ops(case_id, FeedbackGiven(TYPED["rare"]), StageReached(TYPED["stage"])))
    one.told(one.opening(StageReached(POISON), applicant=applicant)[1])
    one.told([one.op(json.dumps(TYPED, ensure_ascii=False).encode(), op_id="no-event")])
    one.asker.ask("POST", wire.Path.PUSH, json.dumps(TYPED, ensure_ascii=False).encode())
    one.asker.ask("POST", wire.Path.PUSH, TYPED["name"].encode(), proof={"DIGEST": "wrong"})
    other.register(applicant=Applicant(ApplicantKind.PERSON, TYPED["mongol"]))
    other.sync()
    for code in ("AAAA2222", "BBBB3333"):
        httpx.get(f"{server.url}/v1/progress/{number}", headers={"WK-Query-Code": code}, trust_env=False)
    httpx.get(f"{server.url}/v1/{TYPED['name']}?name={TYPED['phone']}", trust_env=False)
    log = server.log_with('"none"')
    lines = [json.loads(line) for line in log.splitlines()]
    for word in (*TYPED.values(), number, "AAAA2222", "BBBB3333", POISON, "1508260837"):
        assert word not in log, word
        assert json.dumps(word)[1:-1] not in log, word
    assert {line["place"] for line in lines if line["what"] == "request"} >= {
        "/v1/push",
        "/v1/progress/{case_no}",
        "none",
    }
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT.*\+08:00", line["at"]) for line in lines)


def test_what_breaks_is_logged_with_its_way_and_without_its_words(
    watched: tuple[ServerProcess, int], machine: NewMachine
) -> None:
    server, _ = watched
    one = machine(server)
    _, ops = one.opening(StageReached(POISON))
    one.told(ops)
    (line,) = [json.loads(line) for line in server.log().splitlines() if "could not be judged" in line]
    assert (line["level"], line["broke"]) == ("error", "RuntimeError")
    assert ops[1].op_id in line["what"]
    assert any("bench.py" in step for step in line["way"])


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.0.0.5", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_which_addresses_are_this_machines_own(host: str, own: bool) -> None:
    assert is_loopback(host) == own


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "only this machine may be spoken to"),
        (("--host", "::"), "only this machine may be spoken to"),
        (("--cert", "city.pem"), "belong together"),
        (("--key", "city.key"), "belong together"),
    ],
)
def test_plain_http_is_not_offered_to_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    told = ["serve", "--database", f"sqlite:///{tmp_path / 'city.db'}", "--resources", str(RESOURCES)]
    assert cli.main([*told, "--port", "0", *words]) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert "Nothing was started." in printed.err
    assert printed.out == ""


def test_serve_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for option in ("--database", "--cert", "--key", "--metrics-port", "--at-once", "--pushes-a-second"):
        assert option in told
    assert "(24)" in told

"""Which addresses are spoken to, and what a stranger's answer is taken for."""

import socket
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest

from outlet_app.sync import wire
from outlet_app.sync.line import MAX_ANSWER, Line, refuse_insecure
from outlet_app.sync.outcomes import CaptivePortal, Denial, InsecureAddress, Interrupted, Offline

Answering = Callable[[bytes], str]


@pytest.fixture
def answering() -> Iterator[Answering]:
    """A listener that says the same bytes to everybody: answering(raw) → its address."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def listen(raw: bytes) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threads.append(threading.Thread(target=_say, args=(listener, raw)))
        threads[-1].start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}"

    yield listen
    for thread in threads:
        thread.join(timeout=10)
    for listener in listeners:
        listener.close()


def _say(listener: socket.socket, raw: bytes) -> None:
    peer, _ = listener.accept()
    with peer:
        peer.recv(65536)
        peer.sendall(raw)


def asked(url: str, patience_s: float = 2) -> bytes:
    line = Line(url, httpx.Timeout(patience_s))
    try:
        return line.exchange("GET", "/v1/hello", b"", {})
    finally:
        line.close()


def answer(status: str, body: bytes, *headers: str) -> bytes:
    told = "".join(f"{one}\r\n" for one in (f"Content-Length: {len(body)}", *headers))
    return f"HTTP/1.1 {status}\r\n{told}\r\n".encode() + body


def versioned(body: bytes) -> tuple[str, str]:
    return ("WK-Proto: 1", f"Content-Digest: {wire.content_digest(body)}")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:80", "http://localhost:8471", "http://[::1]:1", "http://127.9.9.9"]
)
def test_plain_http_is_spoken_with_this_machine(url: str) -> None:
    assert refuse_insecure(url)


def test_the_city_is_spoken_to_under_tls() -> None:
    assert not refuse_insecure("https://city.example:8443")


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.5",
        "http://city.example",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "ftp://localhost",
        "localhost:8471",
        "https://",
        "",
    ],
)
def test_nobody_else_is_spoken_to_in_clear(url: str) -> None:
    with pytest.raises(InsecureAddress):
        Line(url)


def test_a_right_answer_is_given_as_it_came(answering: Answering) -> None:
    assert asked(answering(answer("200 OK", b"{}", *versioned(b"{}")))) == b"{}"


@pytest.mark.parametrize(
    ("raw", "taken_for"),
    [
        (answer("200 OK", b"{}"), CaptivePortal),
        (answer("301 Moved", b"", "Location: /x"), CaptivePortal),
        (answer("206 Partial Content", b"{}", *versioned(b"{}")), CaptivePortal),
        (answer("500 Oops", b"<html>", *versioned(b"<html>")), CaptivePortal),
        (answer("500 Oops", b"<html>"), CaptivePortal),
        (answer("200 OK", b"{}", *versioned(b"{ }")), Interrupted),
        (answer("200 OK", b"{}", "WK-Proto: 1"), Interrupted),
        (answer("200 OK", b"zz", "Content-Encoding: zstd", *versioned(b"zz")), Interrupted),
        (answer("200 OK", b"{}", *versioned(b"{}"))[:-1], Interrupted),
        (b"SSH-2.0-OpenSSH\r\n", Interrupted),
        (b"", Interrupted),
    ],
)
def test_every_other_answer_is_told_apart(answering: Answering, raw: bytes, taken_for: type[Offline]) -> None:
    with pytest.raises(Offline) as told:
        asked(answering(raw))
    assert type(told.value) is taken_for


@pytest.mark.parametrize(
    ("told", "wait_s"), [("7", 7.0), ("", 0.0), ("soon", 0.0), ("９", 0.0), ("9999999", 0.0), ("-3", 0.0)]
)
def test_a_wait_is_believed_only_where_it_is_a_number(answering: Answering, told: str, wait_s: float) -> None:
    raw = answer("503 Busy", b"", "Retry-After: 0").replace(b"After: 0", b"After: " + told.encode())
    with pytest.raises(Denial) as denied:
        asked(answering(raw))
    assert (denied.value.code, denied.value.wait_s) == ("BUSY", wait_s)


def test_an_answer_without_end_is_cut(answering: Answering) -> None:
    with pytest.raises(CaptivePortal):
        asked(answering(answer("200 OK", bytes(MAX_ANSWER + 1), "WK-Proto: 1")))


def test_silence_is_left_after_a_while(answering: Answering) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(Interrupted):
        asked(f"http://127.0.0.1:{mute.getsockname()[1]}", patience_s=0.3)


def test_nobody_listening_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Offline) as told:
        asked(f"http://127.0.0.1:{port}")
    assert type(told.value) is Offline

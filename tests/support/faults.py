"""A line that can go wrong on demand: a TCP proxy before the city server.

It loses, cuts and flips, answers instead of the city, delays, drips, brings requests in another order, and
brings one long after whoever sent it has given up and sent another.
"""

import re
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

PATIENCE_S = 30
_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
Change = Callable[[bytes], bytes]
Pause = Callable[[], object]


def _same(data: bytes) -> bytes:
    return data


def _at_once() -> None:
    """No pause."""


@dataclass(frozen=True)
class Fault:
    """What happens to one exchange. Bytes that are missing after a change end the connection there.

    before: until the city hears the request; after: until the counter hears the answer; a late request is
    heard by the city although the counter was cut off before it; an answer that drips comes byte by byte.
    """

    request: Change = _same
    response: Change = _same
    instead: bytes = b""
    before: Pause = _at_once
    after: Pause = _at_once
    is_late: bool = False
    drips_s: float = 0.0


PASS = Fault()
LOSE_ANSWER = Fault(response=lambda _: b"")
LOSE_REQUEST = Fault(request=lambda _: b"")
CUT_REQUEST = Fault(request=lambda data: data[: len(data) - 20])
CUT_ANSWER = Fault(response=lambda data: data[: len(data) - 20])


def flipped(data: bytes) -> bytes:
    """One bit of the last bytes changed."""
    return data[:-9] + bytes([data[-9] ^ 4]) + data[-8:]


FLIP_REQUEST = Fault(request=flipped)
FLIP_ANSWER = Fault(response=flipped)


def page(status: str, headers: str = "Content-Type: text/html\r\n", body: bytes = b"") -> Fault:
    """Somebody else answers, as a captive portal does."""
    head = f"HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n"
    return Fault(instead=head.encode() + body)


def delayed(before_s: float = 0.0, after_s: float = 0.0) -> Fault:
    """A line on which everything takes its time."""
    return Fault(
        before=lambda: threading.Event().wait(before_s), after=lambda: threading.Event().wait(after_s)
    )


def dripping(pause_s: float) -> Fault:
    """The answer comes one byte after the other."""
    return Fault(drips_s=pause_s)


class Proxy:
    """Forwards to a port of this machine; faults are planned by the beginning of a path."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.requests: list[bytes] = []
        self.heard: list[str] = []
        self.answers_to_nobody: list[int] = []
        self._turn = threading.Condition()
        self._late = 0
        self._is_closed = False
        self._plans: defaultdict[str, deque[Fault]] = defaultdict(deque)
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @property
    def url(self) -> str:
        """Where to connect instead of the city."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def plan(self, path: str, *faults: Fault) -> None:
        """The next exchanges whose path begins so suffer these faults, one each."""
        self._plans[path].extend(faults)

    def overtaken(self, path: str, by: int = 1) -> None:
        """The next exchange there waits until so many later ones were answered: another order."""
        self.plan(path, Fault(before=lambda: self._let_pass(path, by)))

    def late(self, path: str, by: int = 1) -> None:
        """The next request there reaches the city only after so many later ones; its sender is cut off."""
        self.plan(path, Fault(before=lambda: self._let_pass(path, by), is_late=True))

    def settle(self) -> None:
        """Wait until the city has heard every late request."""
        with self._turn:
            assert self._turn.wait_for(lambda: not self._late, PATIENCE_S), "a late request is still held"

    @property
    def holds(self) -> bool:
        """Whether a late request has not reached the city yet."""
        return bool(self._late)

    def calm(self, path: str) -> None:
        """What was planned there and has not happened yet does not happen any more."""
        self._plans[path].clear()

    def await_heard(self, path: str, count: int = 1) -> None:
        """Wait until the city has answered so many requests to a path, whoever heard the answer."""
        with self._turn:
            assert self._turn.wait_for(lambda: self._heard(path) >= count, PATIENCE_S)

    def await_sent(self, path: str, count: int = 1) -> None:
        """Wait until so many requests to a path have come, whole or cut off."""
        with self._turn:
            assert self._turn.wait_for(lambda: len(self.sent(path)) >= count, PATIENCE_S)

    def sent(self, path: str) -> list[bytes]:
        """The raw requests to a path, in order."""
        return [one for one in self.requests if one.split(b" ", 2)[1].startswith(path.encode())]

    def close(self) -> None:
        """Cut every line and stop."""
        with self._turn:
            self._is_closed = True
            self._turn.notify_all()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for one in list(self._open):
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=10)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError), self._greeted(client) as line:
            with self._lock:
                self._open.add(line)
            try:
                while not self._is_closed and self._exchange(line):
                    pass
            finally:
                with self._lock:
                    self._open.discard(line)

    def _exchange(self, client: socket.socket) -> bool:
        request = _whole_message(client)
        if not request:
            return False
        path = request.split(b" ", 2)[1].decode()
        with self._turn:
            self.requests.append(request)
            self._turn.notify_all()
        fault = self._fault_for(path)
        if fault.instead:
            client.sendall(fault.instead)
            return False
        if fault.is_late:
            self._bring_later(path, request, fault)
            return False
        fault.before()
        answer = self._ask_city(path, request, fault)
        fault.after()
        given = fault.response(answer)
        _give(client, given, fault.drips_s)
        return len(given) == len(answer) > 0

    def _ask_city(self, path: str, request: bytes, fault: Fault) -> bytes:
        """The city's answer; empty where the request did not reach it whole."""
        told = fault.request(request)
        with self._reach_city() as city:
            city.sendall(told)
            if len(told) < len(request) or not _is_whole(request):
                return b""
            answer = _whole_message(city, is_bare=request.startswith(b"HEAD"))
        with self._turn:
            self.heard.append(path)
            self._turn.notify_all()
        return answer

    def _reach_city(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.target), timeout=60)

    def _greeted(self, client: socket.socket) -> socket.socket:
        """The line to whoever called, before anything is said on it."""
        return client

    def _bring_later(self, path: str, request: bytes, fault: Fault) -> None:
        with self._turn:
            self._late += 1

        def bring() -> None:
            fault.before()
            try:
                answer = self._ask_city(path, request, fault)
                self.answers_to_nobody.append(int(answer.split(b" ", 2)[1]))
            finally:
                with self._turn:
                    self._late -= 1
                    self._turn.notify_all()

        thread = threading.Thread(target=bring, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _let_pass(self, path: str, others: int) -> None:
        with self._turn:
            enough = self._heard(path) + others
            self._turn.wait_for(lambda: self._is_closed or self._heard(path) >= enough, PATIENCE_S)

    def _heard(self, path: str) -> int:
        return sum(one.startswith(path) for one in self.heard)

    def _fault_for(self, path: str) -> Fault:
        for start, faults in self._plans.items():
            if path.startswith(start) and faults:
                return faults.popleft()
        return PASS


def replay(port: int, request: bytes) -> tuple[int, bytes]:
    """Send a recorded request again, byte for byte; status and content of the answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as city:
        city.sendall(request)
        head, _, content = _whole_message(city).partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), content


def _give(client: socket.socket, data: bytes, pause_s: float) -> None:
    if not pause_s:
        client.sendall(data)
        return
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for at in range(len(data)):
        client.sendall(data[at : at + 1])
        threading.Event().wait(pause_s)


def _is_whole(request: bytes) -> bool:
    head, _, body = request.partition(b"\r\n\r\n")
    found = _LENGTH.search(head)
    return b"\r\n\r\n" in request and len(body) >= (int(found[1]) if found else 0)


def _whole_message(peer: socket.socket, *, is_bare: bool = False) -> bytes:
    """One HTTP message with its body (without, where it answers a HEAD), empty at the end of the stream."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = peer.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    found = _LENGTH.search(head)
    missing = (int(found[1]) if found and not is_bare else 0) - len(body)
    while missing > 0:
        part = peer.recv(65536)
        if not part:
            break
        data += part
        missing -= len(part)
    return data

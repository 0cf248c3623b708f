"""A line that can go wrong on demand: a TCP proxy before the city server."""

import re
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

Change = Callable[[bytes], bytes]


def _same(data: bytes) -> bytes:
    return data


@dataclass(frozen=True)
class Fault:
    """What happens to one exchange. Bytes that are missing after a change end the connection there."""

    request: Change = _same
    response: Change = _same
    instead: bytes = b""


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


class Proxy:
    """Forwards to a port of this machine; faults are planned by the beginning of a path."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.requests: list[bytes] = []
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

    def sent(self, path: str) -> list[bytes]:
        """The raw requests to a path, in order."""
        return [one for one in self.requests if one.split(b" ", 2)[1].startswith(path.encode())]

    def close(self) -> None:
        """Cut every line and stop."""
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
        with self._lock:
            self._open.add(client)
        with client, suppress(OSError):
            while self._exchange(client):
                pass
        with self._lock:
            self._open.discard(client)

    def _exchange(self, client: socket.socket) -> bool:
        request = _whole_message(client)
        if not request:
            return False
        self.requests.append(request)
        fault = self._fault_for(request.split(b" ", 2)[1].decode())
        if fault.instead:
            client.sendall(fault.instead)
            return False
        told = fault.request(request)
        with socket.create_connection(("127.0.0.1", self.target), timeout=60) as city:
            city.sendall(told)
            if len(told) < len(request):
                return False
            answer = _whole_message(city, is_bare=request.startswith(b"HEAD"))
        given = fault.response(answer)
        client.sendall(given)
        return len(given) == len(answer) > 0

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


def _whole_message(peer: socket.socket, *, is_bare: bool = False) -> bytes:
    """One HTTP message with its body (without, where it answers a HEAD), empty at the end of the stream."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = peer.recv(65536)
        if not part:
            return data
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    found = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    missing = (int(found[1]) if found and not is_bare else 0) - len(body)
    while missing > 0:
        part = peer.recv(65536)
        if not part:
            break
        data += part
        missing -= len(part)
    return data

"""Somebody between a counter and the city who ends the TLS line and opens one of his own."""

import socket
import ssl
from contextlib import suppress

from tests.support.certificates import Papers
from tests.support.faults import Proxy


class Interceptor(Proxy):
    """Reads and passes on whatever he is told; under `papers`, which the counter may believe or not.

    Without papers he is honest and passes the bytes through, without reading them. `greetings` counts the
    lines that were begun, `requests` holds what was told to him.
    """

    def __init__(self, port: int, papers: Papers | None = None) -> None:
        self.papers = papers
        self.greetings = 0
        super().__init__(port)

    @property
    def url(self) -> str:
        return super().url.replace("http://", "https://")

    def _greeted(self, client: socket.socket) -> socket.socket:
        self.greetings += 1
        if self.papers is None:
            return client
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.papers.certificate, self.papers.key)
        client.settimeout(20)
        return context.wrap_socket(client, server_side=True)

    def _reach_city(self) -> socket.socket:
        """He asks the city himself, and believes whoever answers."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(super()._reach_city())


class Portal(Interceptor):
    """Answers the first bytes of every line with these, as a gateway does that knows no TLS, and hangs up."""

    def __init__(self, port: int, answer: bytes) -> None:
        self._answer = answer
        super().__init__(port)

    def _exchange(self, client: socket.socket) -> bool:
        with suppress(OSError):
            client.recv(4096)
            client.sendall(self._answer)
        return False

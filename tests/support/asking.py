"""Asks the city by hand, rightly or wrongly signed, to see what it lets through."""

from collections.abc import Mapping
from typing import Protocol

import httpx

from outlet_app.models.instance import Instance
from outlet_app.sync import wire
from tests.support.server import ServerProcess

Proof = Mapping[str, str]
NOTHING: Proof = {}


class Named(Protocol):
    """Whoever is enrolled with the city."""

    @property
    def me(self) -> Instance: ...


class Asker:
    """Requests in the name of a counter; every part of the proof can be replaced."""

    def __init__(self, city: ServerProcess, counter: Named) -> None:
        self.me = counter.me
        self._http = httpx.Client(base_url=city.url, trust_env=False)
        self.nonce = self.hello().nonce

    def hello(self) -> wire.Hello:
        """An unsigned hello in the device's name."""
        told = {wire.Header.PROTO.value: "1", wire.Header.DEVICE.value: self.me.device_id}
        answer = self._http.get(wire.Path.HELLO, headers=told)
        return wire.read(answer.content, wire.Hello)

    def headers(self, method: str, target: str, content: bytes, proof: Proof) -> dict[str, str]:
        """The headers of a right request, some of them replaced (PROTO, DEVICE, NONCE, SIGNATURE, DIGEST)."""
        nonce = proof.get("NONCE", self.nonce)
        told = {
            "PROTO": "1",
            "DEVICE": self.me.device_id,
            "NONCE": nonce,
            "SIGNATURE": wire.signature(self.me.private_key, method, target, content, nonce),
            "DIGEST": wire.content_digest(content),
            **proof,
        }
        return {wire.Header[name].value: value for name, value in told.items()}

    def ask(
        self,
        method: str,
        target: str,
        content: bytes = b"",
        *,
        more: Proof = NOTHING,
        proof: Proof = NOTHING,
    ) -> httpx.Response:
        """Send a request and return the answer as it came."""
        headers = self.headers(method, target, content, proof) | dict(more)
        return self._http.request(method, target, content=content, headers=headers)

    def push(self, push: wire.Push) -> httpx.Response:
        """Send a push without compressing it."""
        return self.ask("POST", wire.Path.PUSH, wire.write(push))

    def pull(self, scope: str = "", instance: str = "", after: int = 0, limit: int = 500) -> httpx.Response:
        """Ask for a page."""
        target = wire.pull_target(
            instance or self.me.instance_id, scope or self.me.outlet_code, self.me.epoch, after, limit
        )
        return self.ask("GET", target)

    def close(self) -> None:
        """Give the connection back."""
        self._http.close()


def code_of(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal that is a well-formed answer of the treaty."""
    assert answer.headers[wire.Header.PROTO] == "1"
    assert wire.digest_fits(answer.content, answer.headers[wire.Header.DIGEST])
    return answer.status_code, wire.read(answer.content, wire.Fault).code

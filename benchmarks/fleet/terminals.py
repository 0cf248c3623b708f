"""Simulated terminals: enrolled and signed as real ones, with a queue in memory instead of a store."""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

import httpx
import zstandard

from benchmarks.sync.records import request_text
from outlet_app.domain.events import AnsweredOnSpot
from outlet_app.models.instance import Instance
from outlet_app.sync import wire
from outlet_app.sync.backoff import Backoff, BatchSize
from tests.support.machines import Machine
from tests.support.server import ServerProcess

_BUSY = (429, 503)


@dataclass
class Terminal:
    """One machine after days without a line; `finished_s` counts from the moment the fleet came back.

    refused: how often it was told to come again; silent: how often nobody answered in time.
    """

    me: Instance
    queue: list[wire.PushedOp]
    rng: random.Random
    pushes_ms: list[float] = field(default_factory=list)
    refused: int = 0
    silent: int = 0
    finished_s: float = 0.0

    async def come_back(self, http: httpx.AsyncClient, began: float, spread_s: float) -> None:
        """Greet, then push until nothing waits, with the pauses a real counter makes."""
        await asyncio.sleep(self.rng.uniform(0, spread_s))
        nonce = await self._greet(http)
        size, backoff, sent = BatchSize(), Backoff(self.rng), 0
        while sent < len(self.queue):
            batch = self.queue[sent : sent + size.ops]
            started = time.perf_counter()
            answer = await self._push(http, nonce, batch)
            if answer is None or answer.status_code in _BUSY:
                self._note(answer)
                told = answer.headers.get("retry-after", "0") if answer is not None else "0"
                await asyncio.sleep(backoff.failed(float(told)))
                continue
            assert answer.status_code == 200, answer.content
            self.pushes_ms.append((time.perf_counter() - started) * 1000)
            pushed = wire.read(_plain(answer), wire.Pushed)
            self.me = replace(self.me, receipt=pushed.receipt, acked_seq=pushed.acked_seq)
            backoff.succeeded()
            sent += len(batch)
        self.finished_s = time.perf_counter() - began

    def _note(self, answer: httpx.Response | None) -> None:
        if answer is None:
            self.silent += 1
        else:
            self.refused += 1

    async def _greet(self, http: httpx.AsyncClient) -> str:
        headers = {wire.Header.PROTO.value: "1", wire.Header.DEVICE.value: self.me.device_id}
        backoff = Backoff(self.rng)
        while True:
            try:
                answer = await http.get(wire.Path.HELLO, headers=headers)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == 200:
                return wire.read(_plain(answer), wire.Hello).nonce
            self._note(answer)
            await asyncio.sleep(backoff.failed())

    async def _push(
        self, http: httpx.AsyncClient, nonce: str, batch: list[wire.PushedOp]
    ) -> httpx.Response | None:
        told = wire.Push(
            instance=self.me.instance_id,
            epoch=self.me.epoch,
            receipt=self.me.receipt,
            first_seq=batch[0].seq,
            outlet=self.me.outlet_code,
            ops=tuple(batch),
        )
        content = zstandard.ZstdCompressor(level=3).compress(wire.write(told))
        proof = wire.signature(self.me.private_key, "POST", wire.Path.PUSH, content, nonce)
        headers = {
            wire.Header.PROTO.value: "1",
            wire.Header.DEVICE.value: self.me.device_id,
            wire.Header.NONCE.value: nonce,
            wire.Header.SIGNATURE.value: proof,
            wire.Header.DIGEST.value: wire.content_digest(content),
            "Content-Encoding": "zstd",
        }
        try:
            return await http.post(wire.Path.PUSH, content=content, headers=headers)
        except httpx.TransportError:
            return None


def enrolled(city: ServerProcess, outlets: Iterator[str], ops: int, seed: int) -> Terminal:
    """A terminal of a new outlet with so many operations in its queue."""
    machine = Machine(city, next(outlets))
    numbers = count()
    queue: list[wire.PushedOp] = []
    while len(queue) < ops:
        n = next(numbers)
        no = f"HH05-20261122-{seed:06}-{n:05}"
        queue += machine.opening(AnsweredOnSpot("可以"), case_no=no, request=request_text(n)[:300])[1]
    machine.close()
    return Terminal(machine.me, queue[:ops], random.Random(seed))


def _plain(answer: httpx.Response) -> bytes:
    # httpx unpacks zstd only where an extra package is installed; the counter does it itself.
    content = answer.content
    if content[:4] == b"\x28\xb5\x2f\xfd":
        return zstandard.ZstdDecompressor().decompressobj().decompress(content)
    return content

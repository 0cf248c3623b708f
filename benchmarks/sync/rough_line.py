"""A line between two programs that counts bytes, and on demand is as slow and lossy as a village line.

Loss is modelled, not made: there is no packet filter on an ordinary machine. Each segment of 1,460 bytes is
lost with the given chance; what was lost comes one round trip later, and everything behind it waits, as TCP
delivers in order. The same line serves every program.
"""

import asyncio
import random
import threading
from collections.abc import Callable
from contextlib import suppress

SEGMENT = 1460


class RoughLine:
    """Listens on loopback and forwards to a port; `rtt_s` and `loss` apply in both directions."""

    def __init__(self, target: int, rtt_s: float = 0.0, loss: float = 0.0) -> None:
        self.bytes_up = self.bytes_down = 0
        self._target, self._rtt_s, self._loss = target, rtt_s, loss
        self._chance = random.Random(1)
        self._ends: set[asyncio.StreamWriter] = set()
        self._carried: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port: int = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Cut everything; no socket outlives the line."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _cut(self) -> None:
        # A connection taken in this very turn joins the server in the next one: a server closed before that
        # loses its socket, and one look at the tasks would not see what carries it.
        for listener in self._server.sockets:
            self._loop.remove_reader(listener.fileno())
        await asyncio.sleep(0)
        self._server.close()
        while others := asyncio.all_tasks() - {asyncio.current_task()}:
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        # A transport that is only closed still wants to send what it holds, and the loop stops before that.
        for end in self._ends:
            end.transport.abort()
        await asyncio.gather(*(end.wait_closed() for end in self._ends), return_exceptions=True)

    async def _listen(self) -> asyncio.Server:
        return await asyncio.start_server(self._accept, "127.0.0.1", 0)

    def _accept(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        # Noted here and not in the task: a task that is cancelled before its first step would know no end.
        self._ends.add(back)
        task = self._loop.create_task(self._both_ways(near, back))
        self._carried.add(task)
        task.add_done_callback(self._carried.discard)

    async def _both_ways(self, near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._rtt_s)
        far, forth = await asyncio.open_connection("127.0.0.1", self._target)
        self._ends.add(forth)
        await asyncio.gather(self._carry(near, forth, self._up), self._carry(far, back, self._down))
        for end in (forth, back):
            end.close()
            self._ends.discard(end)

    async def _carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, told: Callable[[int], None]
    ) -> None:
        due = 0.0
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sender = asyncio.ensure_future(_deliver(queue, sink))
        while chunk := await _read(source):
            told(len(chunk))
            for start in range(0, len(chunk), SEGMENT):
                late = self._rtt_s / 2 + (self._rtt_s if self._chance.random() < self._loss else 0.0)
                due = max(due, self._loop.time() + late)
                queue.put_nowait((due, chunk[start : start + SEGMENT]))
        queue.put_nowait((self._loop.time() + self._rtt_s / 2, b""))
        await sender

    def _up(self, size: int) -> None:
        self.bytes_up += size

    def _down(self, size: int) -> None:
        self.bytes_down += size


async def _read(source: asyncio.StreamReader) -> bytes:
    with suppress(OSError):
        return await source.read(65536)
    return b""


async def _deliver(queue: "asyncio.Queue[tuple[float, bytes]]", sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while True:
            due, chunk = await queue.get()
            wait = due - asyncio.get_running_loop().time()
            if wait > 0:
                await asyncio.sleep(wait)
            if not chunk:
                break
            sink.write(chunk)
            await sink.drain()
        # Only this way is at its end; the other may still be speaking.
        sink.write_eof()

"""Reads what a peer brings with a request: whole, within bounds of size and of time."""

import asyncio
import time

from starlette.requests import Request

# A body may pause so long, and after so long must have come at least so fast on the whole; a counter on
# the worst line there is (2G, about 1,000 bytes a second) stays far above it.
SILENCE_SECONDS = 30.0
SLOWEST_BYTES_A_SECOND = 200


class TooMuch(ValueError):  # noqa: N818 - a finding about what was sent
    """More bytes than anybody needs here."""


class TooSlow(ValueError):  # noqa: N818 - a finding about the line
    """The rest did not come in time."""


async def whole_body(request: Request, most: int) -> bytes:
    """All bytes of a body. TooMuch beyond `most` of them; TooSlow where it pauses, or drips byte by byte."""
    content, began = bytearray(), time.monotonic()
    stream = request.stream().__aiter__()
    while True:
        try:
            async with asyncio.timeout(patience_s(len(content), time.monotonic() - began)):
                content += await anext(stream)
        except StopAsyncIteration:
            return bytes(content)
        except TimeoutError as silent:
            raise TooSlow from silent
        if len(content) > most:
            raise TooMuch


def patience_s(size: int, taken: float) -> float:
    """Seconds to wait for more of a body of which `size` bytes came in `taken` seconds; below 0: none."""
    return min(SILENCE_SECONDS, SILENCE_SECONDS + size / SLOWEST_BYTES_A_SECOND - taken)

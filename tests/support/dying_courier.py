"""A counter that is killed the hard way while it sends an attachment: `… FOLDER MOMENT CHUNKS`.

before-chunk   so many chunks are there, the next is not sent yet
after-chunk    so many chunks were answered, the last answer is not kept
after-whole    the city has all of it, the counter does not know yet
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from outlet_app.sync import blob_client, blobs
from tests.support.couriers import Courier


def die() -> None:
    """SIGKILL to this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    folder, moment, chunks = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    one = Courier(folder, "", chunk=20_000)
    sending = blob_client.send_chunk
    sent = 0

    def send_chunk(*args: Any) -> Any:
        nonlocal sent
        if moment == "before-chunk" and sent == chunks:
            die()
        answer = sending(*args)
        sent += 1
        if (moment == "after-chunk" and sent == chunks) or (moment == "after-whole" and answer.held):
            die()
        return answer

    blobs.CHUNK_MOST = 20_000  # type: ignore[attr-defined]
    blob_client.send_chunk = send_chunk
    print(one.sync())


if __name__ == "__main__":
    main()

"""One life of the client process in the tour; the parent may end it at any time."""

import os
import sys
import traceback
from pathlib import Path

from tour.acts import first_life, second_life
from tour.full.day import afternoon, morning

LIVES = {"first": first_life, "second": second_life, "morning": morning, "afternoon": afternoon}


def main(name: str, data: str, out: str) -> None:
    """Live; a life that fails says why and ends at once, lanes or not."""
    try:
        LIVES[name](Path(data), Path(out))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])

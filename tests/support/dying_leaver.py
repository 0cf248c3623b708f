"""A machine killed the hard way while it leaves: `… FOLDER MOMENT N`, in the layout of the program's folder.

rename N       before the N-th file of keys gets another name
overwrite N    before the N-th file of keys is written over
unlink N       before the N-th file is removed
replace N      before the N-th name is taken: two files of keys, then the stage
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from outlet_app.system import farewell
from outlet_app.system.farewell import FarewellBook
from outlet_app.system.paths import DataFolder

_PLACES: dict[str, tuple[Any, str]] = {
    "rename": (Path, "replace"),
    "overwrite": (farewell, "_overwrite"),
    "unlink": (Path, "unlink"),
    "replace": (farewell.os, "replace"),
}


def main() -> None:
    folder, moment, nth = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    owner, name = _PLACES[moment]
    real = getattr(owner, name)
    passed = 0

    def counted(*args: Any, **more: Any) -> Any:
        nonlocal passed
        passed += 1
        if passed == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)

    setattr(owner, name, counted)
    print(FarewellBook(DataFolder(folder)).destroy())


if __name__ == "__main__":
    main()

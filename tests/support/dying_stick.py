"""A machine killed the hard way with a stick in it: `… FOLDER MOMENT PATH`; what it does follows the moment.

export.flush      the parcel is half on the stick
export.name       it is whole there and has no name yet
export.reading    it has its name and was not read back
export.note       it was read back and nothing is noted here
bring.kept        another machine's parcel lies here and was not handed on
bring.answer      the city has it, its receipt is nowhere
bring.keeping     the city has it, and its receipt is about to be kept
bring.receipt     its receipt lies here, and so does the parcel
bring.stick       its receipt lies here and is not on the stick
take.before       the own receipt is read and not kept
take.after        it is kept
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from outlet_app import failpoints
from outlet_app.failpoints import Failpoint
from outlet_app.services.stick_desk import StickDesk
from outlet_app.sync.client import CityClient
from outlet_app.system import sticks
from outlet_app.system.parcel_shelf import ParcelShelf, Tray
from tests.support.sticks import Outlying


def die(*_args: Any, **_more: Any) -> Any:
    """SIGKILL to this very process."""
    os.kill(os.getpid(), signal.SIGKILL)


def dies_after(real: Callable[..., Any], when: Callable[..., bool]) -> Callable[..., Any]:
    """The same, and the end once it has been done with what is meant."""

    def done(*args: Any) -> Any:
        told = real(*args)
        if when(*args):
            die()
        return told

    return done


def dies_before(real: Callable[..., Any], when: Callable[..., bool]) -> Callable[..., Any]:
    """The same, and the end before what is meant."""
    return lambda *args: die() if when(*args) else real(*args)


def arm(moment: str) -> None:
    """Let this process end at the moment."""
    wakes: dict[str, Callable[[], None]] = {
        "export.flush": lambda: setattr(sticks.os, "fsync", die),
        "export.name": lambda: setattr(sticks.os, "replace", die),
        "export.reading": lambda: setattr(sticks, "_flush", die),
        "export.note": lambda: setattr(StickDesk, "_remember", die),
        "bring.kept": lambda: setattr(CityClient, "bundle", die),
        "bring.answer": lambda: setattr(CityClient, "bundle", dies_after(CityClient.bundle, lambda *_: True)),
        "bring.keeping": lambda: setattr(
            ParcelShelf, "keep", dies_before(ParcelShelf.keep, lambda _, tray, *__: tray is Tray.BACK)
        ),
        "bring.receipt": lambda: setattr(
            ParcelShelf, "keep", dies_after(ParcelShelf.keep, lambda _, tray, *__: tray is Tray.BACK)
        ),
        "bring.stick": lambda: setattr(StickDesk, "_back_on_stick", die),
        "take.before": lambda: failpoints.arm(lambda at: _at(at, Failpoint.STORE_BEFORE_COMMIT)),
        "take.after": lambda: failpoints.arm(lambda at: _at(at, Failpoint.STORE_AFTER_COMMIT)),
    }
    wakes[moment]()


def _at(reached: Failpoint, meant: Failpoint) -> None:
    if reached is meant:
        die()


def main() -> None:
    folder, moment, path = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    one = Outlying(folder, "")
    if moment.startswith("export"):
        # The machine's identity for receipts is made before; only the stick is what fails.
        one.pack()
        arm(moment)
        print(one.desk.export(path))
    else:
        arm(moment)
        print(one.desk.bring([path]))


if __name__ == "__main__":
    main()

"""常用语: the sentences that come with the program, and those this outlet has kept for itself."""

import msgspec

from outlet_app.domain.problems import Refusal, Refused
from outlet_app.domain.sayings import LONGEST, Saying, Spot, fitting, kept, own
from outlet_app.domain.texts import check_line
from outlet_app.models.engine import Database
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.reference import Reference

OWN = "phrases.own"
# Worked out at once: see sync/wire/shapes.py.
_READ = msgspec.json.Decoder(tuple[Saying, ...])


class PhraseBook:
    """Own sentences lie in the encrypted store of this machine, for everybody at it."""

    def __init__(self, database: Database, reference: Reference) -> None:
        self._database = database
        self._reference = reference

    def offered(self, spot: Spot) -> tuple[Saying, ...]:
        """What fits the spot, the outlet's own first."""
        with self._database.reading() as uow:
            return fitting((*_own(uow), *self._reference.sayings), spot)

    def keep(self, text: str, spot: Spot) -> Saying:
        """Keep a sentence for spots like this one; Refused(phrase.unfit) where it is none."""
        saying = own(text, spot)
        if not saying.text or check_line(saying.text, LONGEST) is not None:
            raise Refused(Refusal("phrase.unfit", {"most": LONGEST}))
        with self._database.unit_of_work() as uow:
            _write(uow, kept(_own(uow), saying))
            uow.commit()
        return saying

    def remove(self, saying: Saying) -> None:
        """Give up an own sentence; what was written with it stays where it is."""
        with self._database.unit_of_work() as uow:
            known = _own(uow)
            _write(uow, tuple(one for one in known if (one.text, one.place) != (saying.text, saying.place)))
            uow.commit()


def _own(uow: UnitOfWork) -> tuple[Saying, ...]:
    stored = uow.meta.get(OWN)
    return _READ.decode(stored) if stored else ()


def _write(uow: UnitOfWork, sayings: tuple[Saying, ...]) -> None:
    uow.meta.set(OWN, msgspec.json.encode(sayings).decode())

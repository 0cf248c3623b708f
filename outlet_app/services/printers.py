"""Which printer takes the papers of this machine, and a page to try it with."""

from dataclasses import dataclass

from outlet_app.domain.people import Person
from outlet_app.models.engine import Database
from outlet_app.printing.fonts import Faces
from outlet_app.printing.trial_page import TrialPage, build_trial_page
from outlet_app.services.ports import Clock, Spooler
from outlet_app.services.reference import Reference
from outlet_app.services.troubles import Trouble
from outlet_app.system.spooler import SpoolerTrouble

CHOSEN = "printer.chosen"
GONE, TRIAL_FAILED = "printer.gone", "printer.trial_failed"
TRIAL_TITLE = "trial"


@dataclass(frozen=True, slots=True)
class PrinterView:
    """The printers there are, and the one chosen; empty for the system's own choice."""

    names: tuple[str, ...]
    chosen: str

    @property
    def is_gone(self) -> bool:
        """Whether the chosen one is there no more."""
        return bool(self.chosen) and self.chosen not in self.names


class Printers:
    """A spooler for everything that is printed here; the choice is the machine's, whoever is signed in."""

    def __init__(
        self,
        database: Database,
        spooler: Spooler,
        faces: Faces,
        reference: Reference,
        clock: Clock,
        person: Person,
    ) -> None:
        self._database, self._spooler, self._faces = database, spooler, faces
        self._reference, self._clock, self._person = reference, clock, person

    def view(self) -> PrinterView:
        """What there is to choose from; asking the system may take a while."""
        return PrinterView(self._spooler.printers(), self._chosen())

    def choose(self, name: str) -> PrinterView:
        """Print here from now on, empty for the system's own choice; Trouble(printer.gone)."""
        names = self._spooler.printers()
        if name and name not in names:
            raise Trouble(GONE, {"printer": name})
        with self._database.unit_of_work() as uow:
            uow.meta.set(CHOSEN, name)
            uow.commit()
        return PrinterView(names, name)

    def printers(self) -> tuple[str, ...]:
        """The names of the printers there are."""
        return self._spooler.printers()

    def spool(self, pdf: bytes, title: str, copies: int, printer: str = "") -> None:
        """Hand the bytes to the printer named, else to the chosen one; SpoolerTrouble.

        One that is there no more is said to be gone: the paper must not come out in another room.
        """
        named = printer or self._chosen()
        try:
            self._spooler.spool(pdf, title, copies, named)
        except SpoolerTrouble as trouble:
            if named and named not in self._spooler.printers():
                raise SpoolerTrouble(GONE, named) from trouble
            raise

    def try_out(self) -> None:
        """Print a page that shows whether paper, edges, faces and squares come out whole.

        It has no number and is no paper of any case; Trouble(printer.trial_failed).
        """
        outlet = self._reference.outlet
        page = TrialPage(
            outlet=outlet.name,
            division=self._reference.division,
            sign=outlet.sign,
            printer=self._chosen(),
            clerk=self._person.name,
            short_no=self._person.short_no,
            at=self._clock.now(),
        )
        try:
            self.spool(build_trial_page(page, self._faces), TRIAL_TITLE, 1)
        except SpoolerTrouble as trouble:
            raise Trouble(TRIAL_FAILED, {"code": trouble.code}) from trouble

    def _chosen(self) -> str:
        with self._database.reading() as uow:
            return uow.meta.get(CHOSEN) or ""

"""Takes case and paper numbers, and leaves a witness before anybody prints them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from outlet_app.domain.forms.texts import FormText
from outlet_app.domain.numbering import case_number, largest_serial, paper_number, query_code
from outlet_app.domain.problems import Refusal, Refused
from outlet_app.failpoints import Failpoint, reach
from outlet_app.models.counters import case_series, paper_series
from outlet_app.models.unit_of_work import UnitOfWork
from outlet_app.services.ports import SecretBytes, Witness
from outlet_app.services.reference import Reference
from outlet_app.services.troubles import Trouble
from outlet_app.sync.forking import COPIED

QUERY_CODE_BYTES = 5


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers are unique without the city: outlet sign + terminal + a serial that never goes back."""

    reference: Reference
    witness: Witness
    secret_bytes: SecretBytes

    def taking(self, uow: UnitOfWork) -> "Taking":
        """Numbers for one transaction."""
        return Taking(self, uow)

    def query_code(self) -> str:
        """A fresh 查询码 (decisions.md 9)."""
        return query_code(self.secret_bytes(QUERY_CODE_BYTES))


@dataclass(frozen=True, slots=True)
class Taking:
    """The numbers one transaction takes; `testify` after its commit and before any print."""

    numbers: Numbers
    uow: UnitOfWork
    _lines: list[tuple[str, int, str, int]] = field(default_factory=list)

    def case_no(self, day: date) -> str:
        """The next 办件编号 of the day (domain.md §10.8)."""
        here, counters = self.numbers.reference, self.uow.counters
        serial = self._take(case_series(day), lambda above: counters.next_case_serial(day, above=above))
        return case_number(here.outlet.sign, day, self._terminal, serial)

    def paper_no(self, text: FormText, year: int) -> str:
        """The next number of a form in a year, in the series of its word (decisions.md 7)."""
        here, counters, word = self.numbers.reference, self.uow.counters, text.word
        serial = self._take(
            paper_series(word, year), lambda above: counters.next_paper_serial(word, year, above=above)
        )
        return paper_number(here.outlet.sign, self._terminal, word, year, serial)

    def testify(self) -> None:
        """Append every number taken to the witness file and fsync; Trouble(numbers.not_witnessed).

        The case is safe by then; what must not happen any more is a print.
        """
        reach(Failpoint.NUMBER_BEFORE_WITNESS)
        try:
            for line in self._lines:
                self.numbers.witness.append(*line)
        except OSError as error:
            raise Trouble("numbers.not_witnessed") from error

    @property
    def _terminal(self) -> str:
        """The enrolment's own: it may have changed since the reference data were read."""
        return self.uow.instance.required().terminal_no

    def _take(self, series: str, next_serial: Callable[[int], int]) -> int:
        """A store set back to a backup goes on above what this machine has handed out (sync.md D.1)."""
        instance = self.uow.instance.required()
        if instance.stopped == COPIED:
            # Another machine gives out these very numbers, and nobody would know until both are printed.
            raise Refused(Refusal("numbers.copied"))
        seen = self.numbers.witness.high_water(instance.instance_id)
        serial = next_serial(seen.get(series, 0))
        largest = largest_serial(series)
        if serial > largest:
            # 9,999 cases a day, or 99,999 papers of one word a year, at one terminal (ADR 0010, 0055).
            raise Refused(Refusal("numbers.exhausted", {"last": largest}))
        self._lines.append((instance.instance_id, instance.next_seq, series, serial))
        return serial

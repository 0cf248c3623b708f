"""The outcome papers of the service items, one family described by their form texts (domain.md §9)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import zip_longest

from outlet_app.domain.forms.outcome import entries_of, outcome_form, tables_of
from outlet_app.domain.forms.spec import Field, Kind
from outlet_app.printing.case_facts import CaseFacts
from outlet_app.printing.facts import Fact
from outlet_app.printing.fonts import Faces
from outlet_app.printing.form_page import FormPage, set_form
from outlet_app.printing.imprint import Imprint
from outlet_app.printing.listed import listed
from outlet_app.printing.pages import Piece
from outlet_app.printing.sections import Section
from outlet_app.printing.signing import party
from outlet_app.wording.formats import long_day
from outlet_app.wording.forms import outcomes as words


@dataclass(frozen=True, slots=True)
class OutcomeValues:
    """What was found: entries by the keys of the form's text, rows as wide as its columns.

    cutoff: until when the data were taken; the form's text says whether it is told.
    """

    imprint: Imprint
    about: CaseFacts
    done_on: date
    entries: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[tuple[str, ...], ...] = ()
    cutoff: date | None = None


def build_outcome(values: OutcomeValues, faces: Faces) -> bytes:
    """The paper as PDF, the same bytes for the same values; NoGlyph, DoesNotFit."""
    return set_form(values.imprint, faces, partial(_pieces, values))


def _pieces(values: OutcomeValues, page: FormPage) -> Iterator[Piece]:
    about, text = values.about, page.text
    yield from page.title()
    yield page.facts(about)
    yield from _letter(values, page)
    form = outcome_form(text)
    said = [(one, values.entries.get(one.name, "")) for one in entries_of(form)]
    short = [Fact(one.label, written) for one, written in said if one.kind is not Kind.TEXT]
    yield from page.fields(*short, frame="entries", gap=page.space.section)
    for entry, written in said:
        if entry.kind is Kind.TEXT and written:
            yield page.heading(entry.label)
            yield from page.prose(written)
    for table in tables_of(form):
        yield from page.section(_rows(table, values))
    if text.code in words.THIRDS:
        yield page.heading(words.TERMS)
        yield from page.clauses("term_")
    yield from _reservations(values, page)
    yield from _signatures(values, page)
    yield from page.notes(about)


def _letter(values: OutcomeValues, page: FormPage) -> Iterator[Piece]:
    if "letter" in page.text.clauses:
        about = values.about
        yield from page.salutation(values.entries.get("to", "") or words.TO_ORGAN)
        yield from page.letter("letter", matter=about.matter, case_no=about.case_no)


def _signatures(values: OutcomeValues, page: FormPage) -> Iterator[Piece]:
    """The applicant takes a finding, the organ addressed a letter; an agreement is signed by both sides."""
    if page.text.code in words.THIRDS:
        yield from _agreed(values, page)
        return
    right = page.outlet(words.ISSUED_BY, values.about.outlet_phone, long_day(values.done_on))
    if "letter" in page.text.clauses:
        yield page.halves(page.beside(words.RECEIVED_BY), right, words.LETTER_TITLES)
    else:
        yield page.halves(page.applicant(), right)


def _agreed(values: OutcomeValues, page: FormPage) -> Iterator[Piece]:
    """Room for the hand and the seal of both sides, then of whoever brought them together."""
    third, organ = words.THIRDS[page.text.code]
    both = page.halves(party(words.PARTY_SIGNS), party(words.PARTY_SIGNS), words.PARTY_TITLES)
    right = page.outlet(words.ISSUED_BY, values.about.outlet_phone, long_day(values.done_on))
    yield both
    yield page.halves(page.beside(words.THIRD_SIGNS.format(third=third)), right, (third, organ))


def _rows(table: Field, values: OutcomeValues) -> Section:
    names = [one.name for one in table.columns]
    rows = (dict(zip_longest(names, row[: len(names)], fillvalue="")) for row in values.rows)
    return listed(words.DETAILS, table, rows, struck=True)


def _reservations(values: OutcomeValues, page: FormPage) -> Iterator[Piece]:
    clauses = page.text.clauses
    if "cutoff" in clauses:
        day = long_day(values.cutoff or values.done_on)
        yield from page.said(words.CUTOFF, "cutoff", first=True, day=day)
    if "disclaimer" in clauses:
        yield from page.said(words.DISCLAIMER, "disclaimer", first="cutoff" not in clauses)

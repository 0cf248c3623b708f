"""Whether what an order publishes can be used: read with the very readers that the counters use."""

from collections.abc import Callable, Mapping

from outlet_app.domain.calendar import CalendarError, read_calendar
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.forms.texts import read_form_texts
from outlet_app.domain.plain import DataError, Plain, PlainRow
from outlet_app.domain.policies.policy import read_policies
from outlet_app.domain.releases.order import Subject
from outlet_app.domain.releases.staff import read_staff


class ContentError(DataError):
    """A version that cannot be used: where it is wrong (row, column) and why, as codes."""


def check_content(subject: Subject, content: Plain) -> None:
    """Read what is to be published; the DataError of its reader where no counter could use it."""
    PlainRow(content, subject.value, ContentError).text("version")
    _READERS[subject](content)


def _calendar(content: Plain) -> object:
    try:
        return read_calendar([content])
    except CalendarError as wrong:
        raise ContentError(str(wrong.year), "year", "unreadable_plan") from wrong


_READERS: Mapping[Subject, Callable[[Plain], object]] = {
    Subject.CATALOGUE: read_catalogue,
    Subject.CALENDAR: _calendar,
    Subject.FORMS: lambda content: read_form_texts([content]),
    Subject.POLICIES: read_policies,
    Subject.STAFF: read_staff,
}

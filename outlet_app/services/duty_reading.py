"""Reads the books of the days out of the journal, as cases are read."""

from collections.abc import Iterable, Iterator

from outlet_app.domain.duty import Book, apply, judge
from outlet_app.models.journal import Entry
from outlet_app.services.reading import WITHOUT_EFFECT
from outlet_app.sync.wire import Unreadable, decode_event


def read_book(entries: Iterable[Entry]) -> Book | None:
    """Fold stored entries; None where they are no book's."""
    book: Book | None = None
    for entry in entries:
        try:
            event = decode_event(entry.body)
        except Unreadable:
            continue
        if entry.verdict not in WITHOUT_EFFECT and judge(book, event) is None:
            book = apply(book, event)
    return book


def read_books(stories: Iterable[Iterable[Entry]], here: str) -> Iterator[Book]:
    """The books among these stories that belong to an outlet."""
    return (book for entries in stories if (book := read_book(entries)) and book.outlet == here)

"""The two word indexes of the file, each over the texts of one table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, column, delete, exists, select, text
from sqlalchemy.sql import Executable

from outlet_app.models import tokens
from outlet_app.models.rows.desk import APPLICANT, CASE_TEXT


class WordIndex:
    """An FTS5 table that holds tokens only; its row numbers grow with time, so newest come first for free."""

    def __init__(self, words: str, texts: Table) -> None:
        doc = texts.c.doc
        self._learn = text(f"INSERT INTO {words}(rowid, words) VALUES (:doc, :words)")
        self._unlearn = text(f"DELETE FROM {words} WHERE rowid = :doc")
        self._forget_words = text(f"INSERT INTO {words}({words}) VALUES ('delete-all')")
        self._forget_texts = delete(texts)
        self._drop_text = delete(texts).where(doc == bindparam("doc"))
        self._stored = select(doc).where(doc.in_(bindparam("asked", expanding=True)))
        self._at = select(doc).where(doc == bindparam("first"))
        after = texts.alias("after")
        is_last = ~exists().where(after.c.doc == doc + 1)
        run = select(doc + 1).where(doc >= bindparam("first"), is_last)
        self._next_free = run.order_by(doc).limit(1)
        asked = text(f"SELECT rowid AS hit FROM {words} WHERE {words} MATCH :asked").columns(column("hit"))
        hits = asked.subquery()
        found = select(texts).join(hits, hits.c.hit == doc).order_by(hits.c.hit.desc())
        self._ask: Executable = found.execution_options(yield_per=64)

    def free_docs(self, connection: Connection, moments: Sequence[datetime]) -> list[int]:
        """Free row numbers for texts of these moments: the microseconds, or the next after the neighbours."""
        firsts = [int(at.timestamp() * 1_000_000) for at in moments]
        stored = set(connection.execute(self._stored, {"asked": firsts}).scalars())
        given: dict[int, None] = {}
        for first in firsts:
            doc = first if first not in stored else self._free_from(connection, first)
            while doc in given:
                doc = self._free_from(connection, doc + 1)
            given[doc] = None
        return list(given)

    def _free_from(self, connection: Connection, doc: int) -> int:
        """The first number from here on that no stored text has."""
        moment = {"first": doc}
        if connection.execute(self._at, moment).first() is None:
            return doc
        return int(connection.execute(self._next_free, moment).scalar_one())

    def learn(self, connection: Connection, told: Sequence[tuple[int, str, str]]) -> None:
        """Enter folded names and codes, each with its row number."""
        if told:
            rows = [
                {"doc": doc, "words": " ".join(sorted(tokens.name_tokens(names) | tokens.key_tokens(codes)))}
                for doc, names, codes in told
            ]
            connection.execute(self._learn, rows)

    def drop(self, connection: Connection, doc: int) -> None:
        """Take a text out, with everything it was found by."""
        connection.execute(self._drop_text, {"doc": doc})
        connection.execute(self._unlearn, {"doc": doc})

    def clear(self, connection: Connection) -> None:
        """Take everything out before a rebuild."""
        connection.execute(self._forget_texts)
        connection.execute(self._forget_words)

    def candidates(self, connection: Connection, query: str) -> Iterator[Any]:
        """Texts that hold every piece of a folded query, newest first; a superset, to be rechecked."""
        if query:
            with connection.execute(self._ask, {"asked": tokens.question(query)}) as rows:
                yield from rows


CASE_WORDS = WordIndex("case_words", CASE_TEXT)
APPLICANT_WORDS = WordIndex("applicant_words", APPLICANT)

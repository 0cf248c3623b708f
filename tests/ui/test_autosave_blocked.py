"""What is being made a case is not written as a draft behind the case's back."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from outlet_app.domain.calendar import CST
from outlet_app.domain.entry import IntakeEntry, NoticeDraft
from outlet_app.ui.parts.autosave import Autosave

NOW = datetime(2026, 11, 20, 9, 5, tzinfo=CST)


class Drafts:
    """Remembers what was written and what was dropped."""

    def __init__(self) -> None:
        self.written: list[IntakeEntry] = []
        self.dropped = 0

    def save(self, entry: IntakeEntry, _notice: NoticeDraft | None, _focus: str) -> datetime:
        self.written.append(entry)
        return NOW

    def drop(self) -> None:
        self.dropped += 1


def test_leaving_the_page_during_a_decision_writes_nothing(lanes: Any, qapp: Any) -> None:
    drafts, owner = Drafts(), QObject()
    autosave = Autosave(drafts, lanes.desk, lambda: (IntakeEntry(request="商标续展"), None, ""), owner)  # type: ignore[arg-type]
    deciding = True
    autosave.is_blocked = lambda: deciding
    autosave.changed()
    autosave.save()
    lanes.desk.drain()
    assert (drafts.written, drafts.dropped) == ([], 0)
    deciding = False
    autosave.save()
    lanes.desk.drain()
    assert [entry.request for entry in drafts.written] == ["商标续展"]
    autosave.stop()

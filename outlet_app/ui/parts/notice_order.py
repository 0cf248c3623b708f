"""What the registration page and the notice page hand to each other through the window."""

from dataclasses import dataclass

from outlet_app.domain.entry import IntakeEntry, NoticeDraft


@dataclass(frozen=True, slots=True)
class NoticeOrder:
    """A registration to be told in writing; `draft` None asks for fresh lines. Also the way back."""

    entry: IntakeEntry
    draft: NoticeDraft | None = None
    focus: str = ""


@dataclass(frozen=True, slots=True)
class NoticeIssued:
    """The notice is out and the registration a case: the page may start anew."""

    case_no: str

"""One policy in full: its words, its season, and why each condition stands as it does."""

from datetime import date

from PySide6.QtCore import Qt

from outlet_app.domain.policies.kleene import Truth
from outlet_app.domain.policies.matching import MatchLine
from outlet_app.domain.policies.policy import PolicyMode
from outlet_app.services.policy_views import PolicyRow
from outlet_app.ui.theme.theme import look
from outlet_app.ui.widgets.boxes import Column, Line, Row, Scroller
from outlet_app.ui.widgets.buttons import COMPACT, Button, Kind
from outlet_app.ui.widgets.card import Card
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import policies
from outlet_app.wording import policy_page as words

INDENT, LABEL = 24, 72
TONES = {Truth.TRUE: "text2", Truth.UNKNOWN: "warn", Truth.FALSE: "bad"}


class PolicyCard(Card):
    """Buttons of what can be said of the policy, over a text to be read and scrolled by keys."""

    def __init__(self) -> None:
        super().__init__(words.DETAIL)
        self.confirm = Button(words.CONFIRM, "check", Kind.PRIMARY, COMPACT)
        self.later = Button(words.LATER, "clock", size=COMPACT)
        self.decline = Button(words.DECLINE, "x", size=COMPACT)
        self.sight = Button(words.SIGHT, "eye", size=COMPACT)
        self.open_case = Button(words.OPEN_CASE, "file-search", size=COMPACT)
        self._body = Column(gap=6, margins=(20, 12, 20, 16))
        first = Row(self.confirm, self.later, self.decline, None, margins=(16, 10, 12, 0))
        second = Row(self.sight, self.open_case, None, margins=(16, 8, 12, 10))
        # The buttons scroll with the text: in a small window under a banner there is no room for both.
        inner = Column(first, second, Line(), (self._body, 1), gap=0)
        self.scroller = Scroller(inner, words.DETAIL)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.add((self.scroller, 1))
        self.row: PolicyRow | None = None
        self.show_row(None, date.min, may_state=False)

    def show_row(self, row: PolicyRow | None, today: date, *, may_state: bool) -> None:
        """Show another policy, or none; may_state: the data at hand may be built upon."""
        self.row = row
        self._enable(row, may_state=may_state)
        self._body.clear()
        if row is not None:
            self._tell(row, today)
        self._body.add(None)
        self.scroller.verticalScrollBar().setValue(0)

    def _enable(self, row: PolicyRow | None, *, may_state: bool) -> None:
        offered = row is not None and row.policy.mode is PolicyMode.OFFERED
        fits = row is not None and row.match.truth is not Truth.FALSE
        confirmed = row is not None and row.earlier is not None and row.earlier.is_final
        may_say = may_state and offered and fits and not confirmed
        self.confirm.setEnabled(may_say and row is not None and row.season.season.is_open)
        self.later.setEnabled(may_say)
        self.decline.setEnabled(may_say)
        self.sight.setEnabled(row is not None and bool(row.match.open))
        self.open_case.setVisible(row is not None and row.earlier is not None)

    def _tell(self, row: PolicyRow, today: date) -> None:
        now, add = row.season, self._body.add
        add(Paragraph(row.policy.name, 17, "text", bold=True))
        add(Paragraph(policies.season(now, today), 15, "text" if now.season.is_open else "warn"))
        for sentence in _remarks(row):
            add(Paragraph(sentence, 14, "text2"))
        for label, value in words.fields(row.policy):
            add(FieldLine(label, value))
        add(8)
        add(Label(words.LINES, "strong"))
        for line in row.match.lines:
            add(LineView(line))


class FieldLine(Row):
    """A label of one width and its value."""

    def __init__(self, label: str, value: str) -> None:
        self._label = Label(label, "caption", "text3")
        lead = Column(2, self._label, None, gap=0)
        super().__init__(lead, (Paragraph(value, 14, "text"), 1), gap=8)

    def restyle(self) -> None:
        super().restyle()
        self._label.setFixedWidth(look().s(LABEL))


class LineView(Row):
    """One condition: mark, words, and the reason under them."""

    def __init__(self, line: MatchLine) -> None:
        reason = policies.reason(line)
        told = Column(Paragraph(line.text, 15, "text"), gap=0)
        if reason:
            told.add(Paragraph(reason, 13, TONES[line.truth]))
        mark = Column(Glyph(words.MARKS[line.truth][0], 18, words.MARKS[line.truth][1]), None, gap=0)
        super().__init__(line.depth * INDENT, mark, (told, 1), gap=8)
        self.setAccessibleName(f"{policies.TRUTHS[line.truth]}：{line.text}。{reason}")


def _remarks(row: PolicyRow) -> tuple[str, ...]:
    told = []
    if row.earlier is not None:
        told.append(words.said(row.earlier.choice, row.earlier.on, row.earlier.case_no))
    if row.policy.mode is PolicyMode.APPLIED:
        told.append(words.APPLY_INSTEAD)
    elif row.match.truth is Truth.FALSE:
        told.append(words.DOES_NOT_FIT)
    elif not row.season.season.is_open:
        told.append(words.OUT_OF_SEASON)
    return tuple(told)

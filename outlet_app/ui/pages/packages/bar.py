"""The bar below the page of packages: what comes next, and the two ways to end the form."""

from outlet_app.domain.decisions import Decision
from outlet_app.domain.materials import summary
from outlet_app.domain.undertakings import deficient, pledging
from outlet_app.ui.pages.packages.state import PackagesState
from outlet_app.ui.widgets.buttons import Button, Kind, Size
from outlet_app.ui.widgets.page import ActionBar
from outlet_app.ui.widgets.text import Glyph, Label
from outlet_app.wording import packages as words

BIG = Size(40, 10)


class PackageBar(ActionBar):
    """全部收件 and 提交集成办, with one line that says what is still to do."""

    def __init__(self) -> None:
        self.review = Button(words.REVIEW, "inbox", size=BIG)
        self.submit = Button(words.SUBMIT, "check-check", Kind.PRIMARY, BIG)
        self.glyph, self.hint = Glyph("info", 20, "text3"), Label("", "strong")
        super().__init__(self.glyph, self.hint, None, self.review, self.submit)

    def show_state(self, state: PackagesState) -> None:
        """The next step."""
        icon, tone, text = _hint(state)
        self.glyph.show_icon(icon, tone)
        self.hint.setText(text)
        self.hint.set_tone(tone if tone == "bad" else "text")


def _hint(state: PackagesState) -> tuple[str, str, str]:
    """Icon, tone and line at the left of the buttons."""
    if state.tried and state.problems:
        return "circle-alert", "bad", words.TO_MEND.format(n=len(state.problems))
    if not state.plans:
        return "info", "text3", words.FIRST_STEP
    undecided = summary(state.rows).undecided
    if undecided:
        return "info", "text3", words.DECIDE_ROWS.format(n=undecided)
    told = sum(one.decision is Decision.NOTICE for one in state.plans)
    if told:
        return "triangle-alert", "warn", words.ANY_GAP.format(n=told)
    promised = len({one.sub_item.code for one in (*deficient(state.plans), *pledging(state.plans))})
    if promised:
        return "handshake", "info", words.ANY_PROMISE.format(n=promised)
    return "circle-check", "ok", words.READY

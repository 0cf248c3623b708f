"""更正事项和时限, as asked on 办件查询: what was registered wrong, then the clocks before and after."""

from collections.abc import Iterator, Mapping

from outlet_app.domain import retiming
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.domain.retiming import FIRST_VISIT, LETTER, PROMISE
from outlet_app.services.amending import Mended
from outlet_app.services.retiming import ClocksView
from outlet_app.services.views import CaseDetail
from outlet_app.ui.feedback import Answer
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.sheet_dialog import Answers, Asked, Line
from outlet_app.wording import retiming as words
from outlet_app.wording.amended import MATTER as MATTER_LABEL
from outlet_app.wording.mending import left_out

MATTER = "matter"
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "channel": words.CHANNEL_WORDS,
    "reply_by": words.REPLY_WORDS,
    "complexity": words.COMPLEXITIES,
}


class RetimeSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The step by its code."""
        return {"retime": self._ask}

    def _ask(self, detail: CaseDetail) -> None:
        lines = (
            *self._lines(detail),
            Line("reason", words.REASON, required=True, hint=words.REASON_HINT, longest=200),
        )

        def check(said: Answers) -> Mapping[str, Problem]:
            return self._problems(detail, said)

        self._desk.ask(
            words.TITLE, words.TEXT, lines, words.GO, lambda said: self._preview(detail, said), check=check
        )

    def _lines(self, detail: CaseDetail) -> Iterator[Line]:
        """What can still be put right, in the order of the registration."""
        case, offered = detail.case, retiming.offered(detail.case)
        fields = [field for field in offered if field != "item"]
        if "channel" in fields:
            rest = (field for field in fields if field not in ("channel", *LETTER))
            fields = ["channel", *LETTER, *rest]
        for field in fields:
            name, ready = words.label(field, case), retiming.value(case, field)
            if field == "sub_item":
                known = words.choices(self._desk.counter.reference.catalogue_of(case.registered.catalogue))
                yield Line(MATTER, MATTER_LABEL, Asked.CHOICE, True, ready or "0", choices=known)
            elif field in _CHOICES:
                choices = {**_CHOICES[field], **({"": ""} if field == "reply_by" and not ready else {})}
                yield Line(field, name, Asked.CHOICE, field != "reply_by", ready, choices=choices)
            elif field == FIRST_VISIT or field.startswith(PROMISE) or field == "incoming_due":
                yield Line(field, name, Asked.DAY, field != "incoming_due", ready)
            else:
                yield Line(field, name, ready=ready, longest=100)

    def _problems(self, detail: CaseDetail, said: Answers) -> Mapping[str, Problem]:
        texts = _wanted(detail, said)
        found = self._desk.counter.retiming.problems(detail.case, texts)
        if found or retiming.differences(detail.case, texts):
            return found
        return {next(iter(said)): Problem("amend.nothing")}

    def _preview(self, detail: CaseDetail, said: Answers) -> None:
        use, case_id = self._desk.counter.retiming, detail.row.case_id
        texts, reason = _wanted(detail, said), said["reason"]
        self._desk.lanes.desk.run(
            lambda: use.preview(case_id, texts, reason),
            lambda outcome: self._previewed(outcome, detail, texts, reason),
            owner=self._desk,
        )

    def _previewed(
        self,
        outcome: Done[ClocksView] | Failed,
        detail: CaseDetail,
        texts: Mapping[str, str],
        reason: str,
    ) -> None:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
            return
        view = outcome.value
        if view.refusal is not None:
            self._desk.feedback.refuse(view.refusal)
        elif view.before == view.after:
            self._save(detail, texts, reason)
        else:
            answers = (
                Answer(words.CONFIRM_BACK),
                Answer(words.CONFIRM_GO, lambda: self._save(detail, texts, reason), default=True),
            )
            self._desk.feedback.ask(words.CONFIRM, tuple(words.clocks(view.before, view.after)), answers)

    def _save(self, detail: CaseDetail, texts: Mapping[str, str], reason: str) -> None:
        use, case_id = self._desk.counter.retiming, detail.row.case_id
        self._desk.step_then(
            lambda: use.amend_whole(case_id, texts, reason), words.DONE, detail, self._follow
        )

    def _follow(self, mended: Mended) -> None:
        """Children of a package that keep what was registered are named."""
        if mended.left:
            told = Refusal("retime.children_left", {"names": left_out(mended.left)})
            self._desk.feedback.refuse(told)


def _wanted(detail: CaseDetail, said: Answers) -> dict[str, str]:
    """The new texts by field; a visit has nothing of a letter."""
    texts = {name: text for name, text in said.items() if retiming.access(detail.case, name) is not None}
    if MATTER in said:
        item, _, _rest = said[MATTER].partition(".")
        texts |= {"item": item, "sub_item": said[MATTER] if "." in said[MATTER] else ""}
    return {name: text for name, text in texts.items() if text or name != "reply_by"}

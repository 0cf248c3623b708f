"""更正事项和时限, as asked on 办件查询: what was registered wrong, then the clocks before and after."""

from collections.abc import Mapping

from outlet_app.domain import retiming
from outlet_app.domain.dossier import Case
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.domain.retime_form import MATTER, retime_form
from outlet_app.services.amending import Mended
from outlet_app.services.retiming import ClocksView
from outlet_app.services.views import CaseDetail
from outlet_app.ui.feedback import Answer
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import retiming as words
from outlet_app.wording.mending import left_out


class RetimeSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The step by its code."""
        return {"retime": self._ask}

    def _ask(self, detail: CaseDetail) -> None:
        def check(said: Answers) -> Mapping[str, Problem]:
            return self._problems(detail, said)

        self._desk.ask(
            words.TITLE,
            words.TEXT,
            self._lines(detail.case),
            words.GO,
            lambda said: self._preview(detail, said),
            check=check,
        )

    def _lines(self, case: Case) -> list[Line]:
        """What can still be put right, as it stands."""
        form = retime_form(case)
        known = [one.name for one in form.fields() if retiming.access(case, one.name) is not None]
        ready = {name: retiming.value(case, name) for name in known}
        catalogue = self._desk.counter.reference.catalogue_of(case.registered.catalogue)
        return lines_of(
            form,
            words.labels(form, case),
            {**ready, MATTER: retiming.value(case, "sub_item") or "0"},
            hints=words.HINTS,
            choices={**words.CHOICES, MATTER: words.choices(catalogue)},
        )

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

"""Steps after a pledge, as asked on 办件查询: verification, and what follows an untrue one."""

from collections.abc import Mapping
from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.catalogue import CheckWay
from outlet_app.domain.facts.pledge import CheckResult, Consequence
from outlet_app.domain.forms.pledge import CHECK, DRAWING
from outlet_app.domain.states import State
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import pledge_steps as words
from outlet_app.wording.pledge import CONSEQUENCES, RESULTS, WAYS
from outlet_app.wording.voices.papers import paper_name

WITH_RESULT = frozenset({State.RESULT_OK, State.RESULT_NO, State.CLOSED})
# What a decision was told with; the promises themselves, receipts and notices decide nothing.
NO_DECISION = frozenset({"W02", "W04", "W07", "W09", "W15"})


class PledgeSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "verify": self._verify,
            "consequence": self._draw,
        }

    def _verify(self, detail: CaseDetail) -> None:
        owed = {line.code: line for line in detail.case.pledge.open_lines} if detail.case.pledge else {}
        first = next(iter(owed.values()))
        ready = {"code": first.code, "way": first.way.value, "day": self._today().isoformat()}
        choices = {
            "code": {code: words.named(line) for code, line in owed.items()},
            "way": _plain(WAYS),
            "result": _plain(RESULTS),
        }
        lines = lines_of(CHECK, words.VERIFY_FIELDS, ready, hints=words.VERIFY_HINTS, choices=choices)
        pledges, case_id = self._desk.counter.pledges, detail.row.case_id

        def go(said: Answers) -> None:
            way, result = CheckWay(said["way"]), CheckResult(said["result"])
            day = date.fromisoformat(said["day"])
            self._desk.step(
                lambda: pledges.check(case_id, said["code"], way, result, said["evidence"], day),
                words.VERIFIED[result],
                detail,
            )

        self._desk.ask(words.VERIFY_TITLE, words.VERIFY_TEXT, lines, words.VERIFY_GO, go)

    def _draw(self, detail: CaseDetail) -> None:
        steps = _steps_open(detail.case)
        papers = {
            paper.number: f"{paper_name(paper.form)} {paper.number}"
            for paper in detail.papers
            if not paper.voided and paper.form not in NO_DECISION
        }
        revocable = papers if Consequence.REVOKE in steps else {}
        choices = {"step": {one.value: CONSEQUENCES[one] for one in steps}, "paper": revocable}
        lines = lines_of(
            DRAWING if revocable else DRAWING.without("paper"),
            words.CONSEQUENCE_FIELDS,
            hints=words.CONSEQUENCE_HINTS,
            choices=choices,
        )
        pledges, case_id = self._desk.counter.pledges, detail.row.case_id

        def go(said: Answers) -> None:
            step = Consequence(said["step"])
            until = date.fromisoformat(said["until"]) if said["until"] else None
            number = said.get("paper", "") if step is Consequence.REVOKE else ""
            self._desk.step(
                lambda: pledges.draw(case_id, step, said["reason"], number=number, rectify_by=until),
                words.DRAWN[step],
                detail,
            )

        self._desk.ask(
            words.CONSEQUENCE_TITLE,
            words.CONSEQUENCE_TEXT,
            lines,
            words.CONSEQUENCE_GO,
            go,
            is_final=True,
        )

    def _today(self) -> date:
        return local_day(self._desk.now())


def _steps_open(case: Case) -> tuple[Consequence, ...]:
    shut = {Consequence.STOP if case.state in WITH_RESULT else Consequence.REVOKE}
    if case.pledge and case.pledge.revoked:
        shut.add(Consequence.REVOKE)
    return tuple(one for one in Consequence if one not in shut)


def _plain(table: Mapping[CheckWay, str] | Mapping[CheckResult, str]) -> dict[str, str]:
    return {str(code.value): word for code, word in table.items()}

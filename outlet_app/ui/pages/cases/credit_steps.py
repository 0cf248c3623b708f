"""失信 as asked on 办件查询: proposing and hearing at the outlet, listing and repairing at the city."""

from collections.abc import Callable, Mapping
from datetime import date

from outlet_app.domain.calendar import local_day
from outlet_app.domain.case import Case
from outlet_app.domain.contents.credit import blamed
from outlet_app.domain.credit import CreditAct
from outlet_app.domain.forms.credit import DEFENCE, LISTING, PROPOSAL, REASON
from outlet_app.services.credit_desk import LISTED_FOR
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers
from outlet_app.wording import pledge_steps as words
from outlet_app.wording.pledge import ACTS


class CreditSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "discredit": self._propose,
            "defence": self._hear,
            "discredit_list": self._enter,
            "discredit_drop": self._drop,
            "repair": self._repair,
        }

    def _propose(self, detail: CaseDetail) -> None:
        acts = [act for act in CreditAct if blamed(act, detail.case)]
        credit, case_id, today = self._desk.counter.credit, detail.row.case_id, self._today()
        ready = {
            "act": acts[0].value,
            "told": today.isoformat(),
            "until": credit.defend_until(today).isoformat(),
        }
        choices = {"act": {act.value: ACTS[act] for act in acts}}
        lines = lines_of(
            PROPOSAL, words.DISCREDIT_FIELDS, ready, hints=words.DISCREDIT_HINTS, choices=choices
        )

        def go(said: Answers) -> None:
            told, until = date.fromisoformat(said["told"]), date.fromisoformat(said["until"])
            act = CreditAct(said["act"])
            self._desk.step(
                lambda: credit.propose(case_id, act, said["grounds"], told, until), words.PROPOSED, detail
            )

        self._desk.ask(words.DISCREDIT_TITLE, words.DISCREDIT_TEXT, lines, words.DISCREDIT_GO, go)

    def _hear(self, detail: CaseDetail) -> None:
        credit, case_id = self._desk.counter.credit, detail.row.case_id
        lines = lines_of(DEFENCE, words.DEFENCE_FIELDS)

        def go(said: Answers) -> None:
            made = said["silent"] != TICKED
            self._desk.step(lambda: credit.hear(case_id, said["text"], made=made), words.HEARD, detail)

        self._desk.ask(words.DEFENCE_TITLE, _proposal(detail.case), lines, words.DEFENCE_GO, go)

    def _enter(self, detail: CaseDetail) -> None:
        credit, case_id = self._desk.counter.credit, detail.row.case_id
        defence = detail.case.credit.defence if detail.case.credit else None
        text = words.LIST_TEXT.format(heard=words.heard(defence.text if defence else ""))
        lines = lines_of(LISTING, words.LIST_FIELDS, {"until": (self._today() + LISTED_FOR).isoformat()})

        def go(said: Answers) -> None:
            until = date.fromisoformat(said["until"])
            self._desk.step(lambda: credit.enter(case_id, until, said["reason"]), words.LISTED, detail)

        told = f"{_proposal(detail.case)}\n{text}"
        self._desk.ask(words.LIST_TITLE, told, lines, words.LIST_GO, go, is_final=True)

    def _drop(self, detail: CaseDetail) -> None:
        credit, case_id = self._desk.counter.credit, detail.row.case_id
        self._ask_reason(
            words.DROP_TITLE,
            words.DROP_TEXT,
            words.DROP_GO,
            lambda reason: credit.drop(case_id, reason),
            words.DROPPED,
            detail,
        )

    def _repair(self, detail: CaseDetail) -> None:
        credit, case_id = self._desk.counter.credit, detail.row.case_id
        self._ask_reason(
            words.REPAIR_TITLE,
            words.REPAIR_TEXT,
            words.REPAIR_GO,
            lambda reason: credit.repair(case_id, reason),
            words.REPAIRED,
            detail,
        )

    def _ask_reason(
        self,
        title: str,
        text: str,
        go: str,
        work: Callable[[str], Case],
        said_after: str,
        detail: CaseDetail,
    ) -> None:
        self._desk.ask(
            title,
            text,
            lines_of(REASON, words.LIST_FIELDS),
            go,
            lambda said: self._desk.step(lambda: work(said["reason"]), said_after, detail),
        )

    def _today(self) -> date:
        return local_day(self._desk.now())


def _proposal(case: Case) -> str:
    return words.proposal(case.credit.proposal) if case.credit else ""

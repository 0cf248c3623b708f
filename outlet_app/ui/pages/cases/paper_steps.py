"""Steps on a case's papers, as asked on 办件查询: issue, void, give out the result."""

from collections.abc import Mapping

from outlet_app.domain.events import Delivery, GivenOut, ResultCollected
from outlet_app.domain.forms.mending import ISSUE, VOID_PAPER
from outlet_app.domain.forms.people import COLLECTOR
from outlet_app.services.issuing import has_large
from outlet_app.services.makers.outcomes import OUTCOMES
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Line
from outlet_app.wording.forms import delivery
from outlet_app.wording.forms import steps as words
from outlet_app.wording.voices.papers import paper_name


class PaperSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {"issue_paper": self._issue, "void_paper": self._void, "collect": self._collect}

    def _issue(self, detail: CaseDetail) -> None:
        names = {form: paper_name(form) for form in detail.makes}
        form = ISSUE if any(map(has_large, detail.makes)) else ISSUE.without("large")
        lines = lines_of(form, words.ISSUE_FIELDS, {"form": detail.makes[0]}, choices={"form": names})

        def issue(answers: Answers) -> None:
            form, large = answers["form"], answers.get("large") == TICKED
            papers = self._desk.papers
            self._desk.step_with_papers(
                lambda: (papers.issue(detail.row.case_id, form, large=large),), words.ISSUED, detail
            )

        self._desk.ask(words.ISSUE_TITLE, words.ISSUE_TEXT, lines, words.ISSUE_GO, issue)

    def _void(self, detail: CaseDetail) -> None:
        holding = {paper.number: paper for paper in reversed(detail.papers) if not paper.voided}
        names = {
            number: words.VOID_PAPER_NAME.format(name=paper_name(paper.form), number=number)
            for number, paper in reversed(holding.items())
        }
        lines = lines_of(VOID_PAPER, words.VOID_FIELDS, choices={"number": names})

        def void(answers: Answers) -> None:
            papers = self._desk.papers
            self._desk.step(
                lambda: papers.void(detail.row.case_id, answers["number"], answers["reason"]),
                words.VOIDED,
                detail,
            )

        self._desk.ask(words.VOID_TITLE, words.VOID_TEXT, lines, words.VOID_GO, void, is_final=True)

    def _collect(self, detail: CaseDetail) -> None:
        lines, ready = _asked_at_collection(detail), _numbered(detail)

        def collect(answers: Answers) -> None:
            deliveries, fact = self._desk.counter.deliveries, _collected(answers, ready)
            self._desk.step_with_papers(
                lambda: deliveries.collect(detail.row.case_id, fact),
                words.COLLECTED,
                detail,
                in_person=fact.way is Delivery.IN_PERSON,
            )

        self._desk.ask(words.COLLECT_TITLE, words.COLLECT_TEXT, lines, words.COLLECT_GO, collect)


def _asked_at_collection(detail: CaseDetail) -> list[Line]:
    applicant = detail.case.registered.applicant
    relation = "contact" if applicant.kind.is_body else "self"
    ready = {
        "collector": applicant.contact or applicant.name,
        "relation": relation,
        "way": Delivery.IN_PERSON.value,
        "documents": _documents(detail),
    }
    choices = {"relation": delivery.RELATIONS, "way": delivery.WAYS}
    return lines_of(COLLECTOR, words.COLLECTING, ready, hints=words.COLLECTING_HINTS, choices=choices)


def _documents(detail: CaseDetail) -> str:
    """The outcome papers that hold, a line each; what the case was closed with where there is none."""
    return "\n".join(_numbered(detail)) or detail.case.outcome


def _numbered(detail: CaseDetail) -> Mapping[str, GivenOut]:
    """The outcome papers that hold, by their name and number as they stand in the field."""
    case = detail.case
    held = dict.fromkeys((one.form, one.number) for one in case.papers if one.form in OUTCOMES)
    found = [(form, number) for form, number in held if number not in case.void_papers]
    return {
        words.GIVEN_PAPER.format(name=paper_name(form), number=number): GivenOut(paper_name(form), number)
        for form, number in found
    }


def _collected(answers: Answers, ready: Mapping[str, GivenOut]) -> ResultCollected:
    names = [name.strip() for name in answers["documents"].splitlines() if name.strip()]
    return ResultCollected(
        way=Delivery(answers["way"]),
        collector=answers["collector"],
        relation=answers["relation"],
        documents=tuple(ready.get(name) or GivenOut(name) for name in names),
        id_number=answers["id_number"],
        valid=answers["valid"],
        duties=answers["duties"],
    )

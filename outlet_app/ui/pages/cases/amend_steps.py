"""更正, as asked on 办件查询: entries of the registration, the applicant's kind and agent, the course."""

from collections.abc import Mapping
from dataclasses import dataclass

from outlet_app.domain.amend_forms import ENTRY, WHICH, amend_form, entry_form, party_form
from outlet_app.domain.course_entries import Place, places
from outlet_app.domain.events import AmendCause
from outlet_app.domain.forms.mending import RENEW
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.mended import Left, Outdated
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.services.amending import Mended
from outlet_app.services.views import CaseDetail
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases import amend_lines, amend_sheet
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers
from outlet_app.wording import course_entries
from outlet_app.wording import mending as words


@dataclass(frozen=True, slots=True)
class After:
    """What a 更正 leaves to be told and done."""

    left: tuple[Left, ...]
    outdated: tuple[Outdated, ...]


class AmendSteps:
    """Opens the questions; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The steps by code."""
        return {
            "amend": self._amend,
            "amend_party": self._party,
            "amend_entry": self._entry,
            "renew": self._renew,
        }

    def _amend(self, detail: CaseDetail) -> None:
        self._ask(detail, words.AMEND_TITLE, words.AMEND_TEXT, amend_form(detail.case))

    def _party(self, detail: CaseDetail) -> None:
        self._ask(detail, words.PARTY_TITLE, words.PARTY_TEXT, party_form(detail.case))

    def _entry(self, detail: CaseDetail) -> None:
        """Which entry first, where there are several."""
        found = {place.address: place for place in places(detail.case)}
        if len(found) == 1:
            self._ask_entry(detail, next(iter(found.values())))
            return
        named = {address: course_entries.choice(detail.case, place) for address, place in found.items()}
        ready = {ENTRY: next(iter(named))}
        self._desk.ask(
            words.ENTRY_TITLE,
            "",
            lines_of(WHICH, words.labels(detail.case, WHICH), ready, choices={ENTRY: named}),
            words.ENTRY_CHOOSE,
            lambda said: self._ask_entry(detail, found[said[ENTRY]]),
        )

    def _ask_entry(self, detail: CaseDetail, place: Place) -> None:
        title = words.entry_title(course_entries.name(place))
        self._ask(detail, title, words.ENTRY_TEXT, entry_form(place))

    def _ask(self, detail: CaseDetail, title: str, text: str, form: Form) -> None:
        mending, case = self._desk.counter.mending, detail.case
        lines = amend_lines.lines(case, form, self._desk.counter.reference.catalogue)

        def amend(said: Answers) -> None:
            wanted, rows = amend_sheet.wanted(said), amend_sheet.rows(case, said)
            cause = AmendCause(said["cause"])
            self._desk.step_then(
                lambda: self._mended(mending.amend_whole(case.case_id, wanted, rows, cause, said["note"])),
                words.AMENDED,
                detail,
                lambda after: self._follow(after, detail),
            )

        def check(said: Answers) -> Mapping[str, Problem]:
            return amend_sheet.problems(mending, case, said)

        self._desk.ask(title, text, lines, words.AMEND_GO, amend, check=check)

    def _mended(self, mended: Mended) -> After:
        return After(mended.left, self._desk.counter.renewing.outdated(mended.case.case_id))

    def _follow(self, after: After, detail: CaseDetail) -> None:
        """What a 更正 leaves to be done: children that did not follow, papers that say what was."""
        if after.left:
            told = Refusal("amend.children_left", {"names": words.left_out(after.left)})
            self._desk.feedback.refuse(told)
        if after.outdated:
            self._ask_renewal(after.outdated, detail)

    def _renew(self, detail: CaseDetail) -> None:
        desk = self._desk
        desk.lanes.desk.run(
            lambda: desk.counter.renewing.outdated(detail.row.case_id),
            lambda outcome: self._found(outcome, detail),
            owner=desk,
        )

    def _found(self, outcome: Done[tuple[Outdated, ...]] | Failed, detail: CaseDetail) -> None:
        if isinstance(outcome, Failed):
            tell(self._desk.feedback, outcome.error)
        elif outcome.value:
            self._ask_renewal(outcome.value, detail)
        else:
            self._desk.feedback.toast(*words.NOTHING_OUTDATED)

    def _ask_renewal(self, found: tuple[Outdated, ...], detail: CaseDetail) -> None:
        renewing, case_id = self._desk.counter.renewing, detail.row.case_id
        names = words.outdated_names(found, case_id)
        ready = {"papers": ",".join(names), "reason": words.RENEW_READY}
        lines = lines_of(RENEW, words.RENEW_FIELDS, ready, choices={"papers": names})

        def renew(said: Answers) -> None:
            numbers = said["papers"].split(",")
            self._desk.step_with_papers(
                lambda: renewing.renew(case_id, numbers, said["reason"]), words.RENEWED, detail
            )

        self._desk.ask(words.RENEW_TITLE, words.RENEW_TEXT, lines, words.RENEW_GO, renew)

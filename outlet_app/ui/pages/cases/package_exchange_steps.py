"""更换事项 of a package, as asked on 办件查询: which child goes, which item comes, and why."""

from collections.abc import Mapping

from outlet_app.domain.case import Case
from outlet_app.domain.events import AmendCause
from outlet_app.domain.merging import exchange_form
from outlet_app.domain.packages import Member
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.services.package_exchange import Exchangeable
from outlet_app.services.views import CaseDetail, PaperView
from outlet_app.ui.jobs import Done, Failed
from outlet_app.ui.pages.cases.package_steps import hints_of, names_of, texts_of
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Line
from outlet_app.wording import package_steps as words
from outlet_app.wording.packages import item_line

Going = Mapping[str, Exchangeable]


class PackageExchangeSteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The step by its code."""
        return {"exchange_member": self._read}

    def _read(self, detail: CaseDetail) -> None:
        desk = self._desk
        desk.lanes.desk.run(
            lambda: desk.counter.package_exchange.exchangeable(detail.row.case_id),
            lambda answer: self._ask(answer, detail),
            owner=desk,
        )

    def _ask(self, answer: Done[tuple[Exchangeable, ...]] | Failed, detail: CaseDetail) -> None:
        desk, case = self._desk, detail.case
        if isinstance(answer, Failed):
            tell(desk.feedback, answer.error)
            return
        going = {one.line.case_id: one for one in answer.value}
        left = desk.counter.package_adding.left_out(case)
        if not (going and left):
            desk.feedback.refuse(Refusal("package.none_to_exchange" if left else "package.all_there"))
            return
        desk.ask(
            words.EXCHANGE_TITLE,
            words.exchange_text(_printed(going)),
            self._lines(case, going, left),
            words.EXCHANGE_GO,
            lambda said: desk.step_with_papers(
                lambda: self._exchange(case.case_id, said), words.EXCHANGED, detail
            ),
            check=lambda said: self._problems(case, going, said),
            is_final=True,
        )

    def _lines(self, case: Case, going: Going, left: tuple[Member, ...]) -> list[Line]:
        catalogue = self._desk.counter.reference.catalogue
        codes = tuple(one.sub_item for one in left)
        asked = self._desk.counter.package_adding.asked(case, codes)
        return lines_of(
            exchange_form(asked, printed=any(numbers for _, numbers in _printed(going))),
            words.EXCHANGE_FIELDS,
            {"gone": _only(tuple(going)), "member": _only(codes)},
            hints={**hints_of(asked, codes), **words.EXCHANGE_HINTS},
            choices={
                "gone": {case_id: self._child(one) for case_id, one in going.items()},
                "member": names_of(left, catalogue),
                "cause": words.CAUSE_WORDS,
            },
        )

    def _problems(self, case: Case, going: Going, said: Answers) -> Mapping[str, Problem]:
        wrong = dict(self._desk.counter.package_adding.problems(case, said["member"], texts_of(said)))
        if said["cause"] == AmendCause.ENTRY_ERROR and not going[said["gone"]].may_void:
            wrong["cause"] = Problem("package.exchange_head")
        return wrong

    def _exchange(self, case_id: str, said: Answers) -> tuple[PaperView, ...]:
        done = self._desk.counter.package_exchange.exchange(
            case_id,
            said["gone"],
            said["member"],
            texts_of(said),
            AmendCause(said["cause"]),
            said["reason"],
            collected=said.get("collected") == TICKED,
        )
        return done.papers

    def _child(self, one: Exchangeable) -> str:
        code = one.line.sub_item
        sub = self._desk.counter.reference.catalogue.sub_item(code)
        return words.child(item_line(code, sub.name), one.line.case_no)


def _printed(going: Going) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.line.sub_item, one.printed) for one in going.values()]


def _only(codes: tuple[str, ...]) -> str:
    """What there is only one of is chosen already; of several none is guessed."""
    return codes[0] if len(codes) == 1 else ""

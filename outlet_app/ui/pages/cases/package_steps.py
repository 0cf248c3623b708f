"""增加事项 to a package, as asked on 办件查询: which item, what it needs besides, and why now."""

from collections.abc import Iterable, Mapping

from outlet_app.domain.catalogue import Catalogue
from outlet_app.domain.merging import addition_form, field_name
from outlet_app.domain.packages import Member, SharedField
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.services.views import CaseDetail
from outlet_app.ui.pages.cases.step_desk import Ask, StepDesk
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import Answers, Line
from outlet_app.wording import package_steps as words
from outlet_app.wording.packages import item_line


class PackageSteps:
    """Opens the question; the desk does the work."""

    def __init__(self, desk: StepDesk) -> None:
        self._desk = desk

    @property
    def asks(self) -> Mapping[str, Ask]:
        """The step by its code."""
        return {"add_member": self._ask}

    def _ask(self, detail: CaseDetail) -> None:
        adding, case = self._desk.counter.package_adding, detail.case
        left = adding.left_out(case)
        if not left:
            self._desk.feedback.refuse(Refusal("package.all_there"))
            return

        def add(said: Answers) -> None:
            self._desk.step_with_papers(
                lambda: adding.add(case.case_id, said["member"], texts_of(said), said["reason"]).papers,
                words.DONE,
                detail,
            )

        def check(said: Answers) -> Mapping[str, Problem]:
            return adding.problems(case, said["member"], texts_of(said))

        lines = self._lines(detail, left)
        self._desk.ask(words.TITLE, words.TEXT, lines, words.GO, add, check=check)

    def _lines(self, detail: CaseDetail, left: tuple[Member, ...]) -> list[Line]:
        adding, catalogue = self._desk.counter.package_adding, self._desk.counter.reference.catalogue
        codes = tuple(one.sub_item for one in left)
        asked = adding.asked(detail.case, codes)
        return lines_of(
            addition_form(asked),
            words.FIELDS,
            {"member": codes[0]},
            hints={**words.HINTS, **hints_of(asked, codes)},
            choices={"member": names_of(left, catalogue)},
        )


def names_of(left: Iterable[Member], catalogue: Catalogue) -> dict[str, str]:
    """The items left out by code, each as it is called in the package."""
    named = ((one.sub_item, one.name or catalogue.sub_item(one.sub_item).name) for one in left)
    return {code: item_line(code, name) for code, name in named}


def hints_of(asked: Iterable[SharedField], codes: tuple[str, ...]) -> dict[str, str]:
    """Which of the items left out each field is for."""
    return {field_name(one.key): words.hint(one, codes) for one in asked}


def texts_of(said: Answers) -> dict[str, str]:
    """The answers to the package's fields by their keys."""
    prefix = field_name("")
    return {name.removeprefix(prefix): text for name, text in said.items() if name.startswith(prefix)}

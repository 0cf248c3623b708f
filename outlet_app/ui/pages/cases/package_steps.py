"""增加事项 to a package, as asked on 办件查询: which item, what it needs besides, and why now."""

from collections.abc import Mapping

from outlet_app.domain.merging import addition_form, field_name
from outlet_app.domain.packages import Member
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
                lambda: adding.add(case.case_id, said["member"], _texts(said), said["reason"]).papers,
                words.DONE,
                detail,
            )

        def check(said: Answers) -> Mapping[str, Problem]:
            return adding.problems(case, said["member"], _texts(said))

        lines = self._lines(detail, left)
        self._desk.ask(words.TITLE, words.TEXT, lines, words.GO, add, check=check)

    def _lines(self, detail: CaseDetail, left: tuple[Member, ...]) -> list[Line]:
        adding, catalogue = self._desk.counter.package_adding, self._desk.counter.reference.catalogue
        codes = tuple(one.sub_item for one in left)
        named = ((one.sub_item, one.name or catalogue.sub_item(one.sub_item).name) for one in left)
        names = {code: item_line(code, name) for code, name in named}
        asked = adding.asked(detail.case, codes)
        hints = {field_name(one.key): words.hint(one, codes) for one in asked}
        return lines_of(
            addition_form(asked),
            words.FIELDS,
            {"member": codes[0]},
            hints={**words.HINTS, **hints},
            choices={"member": names},
        )


def _texts(said: Answers) -> dict[str, str]:
    """The answers to the package's fields by their keys."""
    prefix = field_name("")
    return {name.removeprefix(prefix): text for name, text in said.items() if name.startswith(prefix)}

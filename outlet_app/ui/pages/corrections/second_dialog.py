"""A further notice that names something late: its cause line by line, why, and a 窗口负责人 on the spot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.notice import BREACH, breach_form, cause_field
from outlet_app.domain.materials import NoticeCause
from outlet_app.domain.people import Person
from outlet_app.domain.second_notice import claimable
from outlet_app.services.approvals import Approvals
from outlet_app.ui.feedback import Feedback
from outlet_app.ui.jobs import Done, Failed, Lane
from outlet_app.ui.parts.asked_form import AskedForm, at_field, room
from outlet_app.ui.parts.cover import PasswordEdit
from outlet_app.ui.parts.failures import tell
from outlet_app.ui.parts.field_row import FieldRow
from outlet_app.ui.parts.own_word import Wrong, staff_no_meant, wrong_of
from outlet_app.ui.widgets.combo import Choice, Combo
from outlet_app.ui.widgets.dialog import Dialog
from outlet_app.ui.widgets.field import Field
from outlet_app.ui.widgets.line_edit import LineEdit
from outlet_app.ui.widgets.paragraph import Paragraph
from outlet_app.ui.widgets.tall_column import REST_OF_DIALOG, TallColumn
from outlet_app.ui.widgets.text_area import TextArea
from outlet_app.wording import second_notice as words
from outlet_app.wording import sign_in

TEXT_ROOM = 96


class SecondNoticeDialog(Dialog):
    """`approved` carries the NoticeDraft with causes, reason and who approved; it stays open until then."""

    approved = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        draft: NoticeDraft,
        ordinal: int,
        defects: Mapping[str, str],
        approvers: Sequence[Person],
        approvals: Approvals,
        lane: Lane,
        feedback: Feedback,
    ) -> None:
        super().__init__(words.title(ordinal), parent, broad=True)
        self._draft, self._approvers, self._reason = draft, tuple(approvers), ""
        self._approvals, self._lane, self._feedback = approvals, lane, feedback
        late = [line for line in draft.lines if line.cause is NoticeCause.BREACH_SECOND_NOTICE]
        known = [(line.name, line.cause) for line in draft.lines if line.cause and line not in late]
        self.causes = {line.code: _causes() for line in late}
        self.fields = {line.code: _field(line, self.causes[line.code], defects) for line in late}
        self.reason = TextArea(words.REASON_HINT, least=2, longest=room(BREACH.field("reason")))
        self.reason.show_text(draft.breach_reason)
        self.staff, self.password = LineEdit(longest=20), PasswordEdit(words.PASSWORD)
        self.reason_field = Field(words.FIELDS["reason"], self.reason)
        self.staff_field = Field(words.STAFF_NO, self.staff, hint=words.heads(approvers), required=True)
        self.password_field = Field(words.PASSWORD, self.password, required=True)
        self.body.add(
            Paragraph(words.TEXT if approvers else words.NO_HEAD, color="text" if approvers else "bad")
        )
        self._asked = self._ask()
        self._lay_out(parent, known)
        self.add_button(words.CANCEL, self.reject, closes=False)
        self.go = self.add_button(words.GO, self._try, icon="printer", default=True, closes=False)
        self.go.setEnabled(bool(approvers))
        self.focus_first(next(iter(self.causes.values()), self.reason))

    def _ask(self) -> AskedForm:
        names = {cause_field(code): field for code, field in self.fields.items()}
        places = {name: at_field(field) for name, field in {**names, "reason": self.reason_field}.items()}
        labels = {**words.FIELDS, **dict.fromkeys(names, words.OWN_CAUSE)}
        causes = claimable(NoticeCause.BREACH_SECOND_NOTICE)
        return AskedForm(breach_form(list(self.fields), causes), labels, places)

    def _lay_out(self, parent: QWidget, known: Sequence[tuple[str, NoticeCause]]) -> None:
        told = [Paragraph(words.fixed(known), 14, "text3")] if known else []
        who = FieldRow((self.staff_field, 1), (self.password_field, 1))
        lines = (*self.fields.values(), *told, self.reason_field, who)
        self.body.add(
            TallColumn(self.windowTitle(), parent.window(), *lines, rest=REST_OF_DIALOG + TEXT_ROOM)
        )
        if len(self._approvers) == 1:
            self.staff.show_text(self._approvers[0].short_no)

    def _try(self) -> None:
        meant = staff_no_meant(self.staff.text(), [one.staff_no for one in self._approvers])
        said = self._asked.take()
        who = self._who(meant)
        if said is None or who is not None:
            # What stands further up has the keys already.
            if said is not None and who is not None:
                who.control.setFocus()
            return
        self._reason = said["reason"]
        self.go.setEnabled(False)
        staff_no, password = str(meant), self.password.text()
        self._lane.run(lambda: self._approvals.approve(staff_no, password), self._answered, owner=self)

    def _who(self, meant: str | Wrong) -> Field | None:
        """Who approves is no field of the notice: what is wrong with it, and where the keys go then."""
        self.staff_field.tell(meant.staff_no if isinstance(meant, Wrong) else "")
        self.password_field.tell("" if self.password.text() else sign_in.FILL_PASSWORD)
        return next((one for one in (self.staff_field, self.password_field) if one.message), None)

    def _answered(self, answer: Done[str] | Failed) -> None:
        self.go.setEnabled(True)
        if isinstance(answer, Failed):
            self._refused(answer.error)
            return
        lines = tuple(self._chosen(line) for line in self._draft.lines)
        self.accept()
        told = replace(self._draft, lines=lines, breach_reason=self._reason, approved_by=answer.value)
        self.approved.emit(told)

    def _refused(self, error: Exception) -> None:
        self.password.clear()
        wrong = wrong_of(error)
        if wrong is None:
            self.reject()
            tell(self._feedback, error)
            return
        field, text = (
            (self.staff_field, wrong.staff_no) if wrong.staff_no else (self.password_field, wrong.password)
        )
        field.say(text)
        field.control.setFocus()

    def _chosen(self, line: NoticeLine) -> NoticeLine:
        combo = self.causes.get(line.code)
        return replace(line, cause=NoticeCause(str(combo.value))) if combo else line


def _causes() -> Combo:
    open_causes = claimable(NoticeCause.BREACH_SECOND_NOTICE)
    return Combo(
        [Choice(one.value, words.OPEN_CAUSES[one], (str(place),)) for place, one in enumerate(open_causes, 1)]
    )


def _field(line: NoticeLine, control: Combo, defects: Mapping[str, str]) -> Field:
    told = "、".join(defects.get(one.code, one.code) for one in line.defects)
    return Field(words.LINE.format(name=line.name, defects=told), control, required=True)

"""What a 更正 of matter and clocks must hold: within the bounds, with a reason, and no paper lost."""

from outlet_app.domain import retiming
from outlet_app.domain.channels import INCOMING_RULE
from outlet_app.domain.contents.dispatch import content
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import Complexity, FieldChange
from outlet_app.domain.facts.retiming import Retimed
from outlet_app.domain.problems import Refusal


@content.register
def _(fact: Retimed, case: Case) -> Refusal | None:
    if not fact.changes:
        return Refusal("amend.nothing")
    if not fact.reason.strip():
        return Refusal("retime.no_reason")
    fields = [one.field for one in fact.changes]
    if fact.dues_before != case.dues or len(set(fields)) < len(fields):
        return Refusal("amend.outdated")
    if fact.of_package and (case.joined is None or fact.of_package != case.joined.parent):
        return Refusal("retime.child")
    told = (_change(one, case, follows=bool(fact.of_package)) for one in fact.changes)
    return next((refusal for refusal in told if refusal), None) or _whole(fact, case)


def _change(change: FieldChange, case: Case, *, follows: bool) -> Refusal | None:
    found = retiming.access(case, change.field)
    if found is None:
        return Refusal("amend.fixed")
    if change.before != found.read(case):
        return Refusal("amend.outdated")
    if change.before == change.after:
        return Refusal("amend.nothing")
    code = retiming.fixed(case, change.field, follows=follows)
    return Refusal(code) if code else None


def _whole(fact: Retimed, case: Case) -> Refusal | None:
    try:
        after = retiming.written(case, fact.changes)
    except ValueError:
        return Refusal("amend.value")
    fields = {one.field for one in fact.changes}
    return (
        _matter(fact, after, fields)
        or _days(case, after)
        or _clocks(fact, case, after, retiming.moves_clock(case, fact.changes))
    )


def _matter(fact: Retimed, after: Case, fields: set[str]) -> Refusal | None:
    told = after.registered
    item = told.sub_item.partition(".")[0] if told.sub_item else "0"
    if fields & retiming.MATTER and item != str(told.item):
        return Refusal("amend.value")
    if told.complexity is Complexity.COMPLEX and not told.consulting and "complexity" in fields:
        return Refusal("consultation.none")
    if fact.rows is not None and not fields & retiming.MATTER:
        return Refusal("amend.fixed")
    return None if fact.rows is None or retiming.is_whole(after, fact.rows) else Refusal("retime.paper_lost")


def _days(case: Case, after: Case) -> Refusal | None:
    """A promise and a first visit lie on or after the day on which they were made."""
    since = (case.accepted_at or case.registered_at).date()
    before = {line.code: line.due for line in case.promises}
    days = [line.due for line in after.promises if before[line.code] != line.due]
    if after.next_follow_up is not None and after.next_follow_up != case.next_follow_up:
        days.append(after.next_follow_up)
    return (
        Refusal("retime.day_before", {"since": since.isoformat()}) if any(d < since for d in days) else None
    )


def _clocks(fact: Retimed, case: Case, after: Case, moves: bool) -> Refusal | None:
    """Clocks move only with what they are counted from, and never to before the registration."""
    letter = any(due.rule == INCOMING_RULE for due in (*case.dues, *fact.dues))
    if fact.dues != case.dues and not (moves or letter):
        return Refusal("amend.fixed")
    late = any(due.at is not None and due.at < case.registered_at for due in fact.dues)
    day = after.registered.incoming.due_on if after.registered.incoming else None
    named = any(due.rule == INCOMING_RULE for due in fact.dues)
    return Refusal("amend.value") if late or (named and day is None) else None

"""The sheets of 帮办代办: which fields each step asks for, and the fact the answers make."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from outlet_app.domain.agency import MOST_DAYS, Agency
from outlet_app.domain.case import Case
from outlet_app.domain.facts.agency import (
    AgencyActed,
    AgencyBegun,
    AgencyEnded,
    AgencyHanded,
    AgencyMandated,
    AgencyPassed,
    AgencyResumed,
    AgencyStopped,
    Doing,
    HaltReason,
    Helper,
    Mandate,
    Mode,
    Power,
    Way,
)
from outlet_app.domain.facts.transfer import HandedMaterial
from outlet_app.domain.forms.agency import BEGIN, END, GIVE, LOG, MANDATE, PASS, RESUME, STOP, TAKE
from outlet_app.domain.forms.handed import read_papers
from outlet_app.domain.forms.spec import Form
from outlet_app.domain.people import Person
from outlet_app.domain.problems import Problem, Refusal
from outlet_app.ui.parts.form_lines import lines_of
from outlet_app.ui.parts.sheet_dialog import TICKED, Answers, Line
from outlet_app.wording import agency as words

_POWERS = {power.value: words.POWER_WORDS[power] for power in Power}
# At which field a rule is broken; the first of these that the sheet has.
_PLACES: Mapping[str, tuple[str, ...]] = {
    "agency.no_scope": ("scope",),
    "agency.no_helper": ("phone",),
    "agency.helper_examined": ("helper",),
    "agency.no_mandate": ("mode",),
    "agency.on_site_mandate": ("mode",),
    "agency.no_powers": ("powers",),
    "agency.unsigned": ("signed",),
    "agency.term_order": ("until",),
    "agency.term_too_long": ("until",),
    "agency.term_past": ("until",),
    "agency.expired": ("doing", "way", "helper"),
    "agency.not_yet": ("day",),
    "agency.beyond": ("doing", "way"),
    "agency.act_empty": ("text",),
    "agency.act_day": ("day",),
    "agency.minutes": ("minutes",),
    "agency.no_receipt": ("attachments",),
    "agency.only_calls_fail": ("missed",),
    "agency.next_past": ("next_day",),
    "agency.nobody": ("other",),
    "agency.no_rows": ("rows",),
    "agency.row_wrong": ("rows",),
    "agency.more_than_held": ("rows",),
    "agency.still_held": ("rows",),
    "agency.not_lost": ("reason",),
    "agency.no_remark": ("remark",),
    "agency.no_left": ("left",),
    "agency.no_done": ("done",),
    "agency.same_helper": ("helper",),
}


def at_field(refusal: Refusal | None, keys: Iterable[str]) -> dict[str, Problem]:
    """The broken rule as a short sentence at its field; at the first field where it has none of its own."""
    if refusal is None:
        return {}
    known = tuple(keys)
    place = next((key for key in _PLACES.get(refusal.code, ()) if key in known), known[0])
    return {place: Problem(refusal.code, refusal.args)}


def papers(said: Answers) -> tuple[HandedMaterial, ...] | Problem:
    """The papers typed into a sheet."""
    return read_papers(said.get("rows", ""), words.TYPED_FORMS)


def begin_lines(case: Case, people: Iterable[Person], phone: str, me: Person, today: date) -> list[Line]:
    """受理: mode, helper, scope, what is authorised, what was handed in."""
    helpers = tuple(people)
    ready = me.staff_no if me in helpers else helpers[0].staff_no
    known = {
        "mode": Mode.WHOLE.value,
        "helper": ready,
        "phone": phone,
        "scope": case.registered.request,
        **_mandate(None, today),
    }
    modes = {mode.value: words.mode_word(mode) for mode in Mode}
    choices = {"mode": modes, "helper": _names(helpers), "powers": _POWERS}
    return _lines(BEGIN, known, choices)


def begun(said: Answers, people: Iterable[Person], rows: tuple[HandedMaterial, ...]) -> AgencyBegun:
    """The beginning as filled in; without a power there is no authority."""
    mode = Mode(said["mode"])
    signed = _signed(said)
    # Who must have an authority and chose no power is told so; who needs none gives none.
    given = signed if signed.powers or mode is Mode.WHOLE else None
    return AgencyBegun(mode, _chosen(said, people), said["scope"], given, rows)


def mandate_lines(agency: Agency, today: date) -> list[Line]:
    """续办委托: the scope and the authority as they were, from today on."""
    known = {"scope": agency.scope, **_mandate(agency.mandate, today)}
    return _lines(MANDATE, known, {"powers": _POWERS})


def mandated(said: Answers) -> AgencyMandated:
    """The new authority."""
    return AgencyMandated(_signed(said), said["scope"])


def log_lines(agency: Agency, today: date) -> list[Line]:
    """One line of the log; the planned step stands ready as what was done."""
    planned = agency.last.fact.next_step if agency.last else ""
    doings = {doing.value: words.DOINGS[doing] for doing in Doing}
    return _lines(LOG, {"text": planned, "day": today.isoformat()}, {"doing": doings})


def acted(said: Answers) -> AgencyActed:
    """The line as filled in; a number of minutes that is none is out of bounds."""
    minutes = said["minutes"] or "0"
    return AgencyActed(
        date.fromisoformat(said["day"]),
        Doing(said["doing"]),
        said["text"],
        said["place"],
        said["attachments"],
        int(minutes) if minutes.isdecimal() else -1,
        told=said["told"] == TICKED,
        reached=said["missed"] != TICKED,
        next_step=said["next_step"],
        next_day=date.fromisoformat(said["next_day"]) if said["next_day"] else None,
    )


def take_lines(case: Case) -> list[Line]:
    """收材料."""
    return _lines(TAKE, {"other": _applicant(case)})


def give_lines(case: Case, agency: Agency) -> list[Line]:
    """交还材料: what is held stands ready."""
    ways = {way.value: words.WAYS[way] for way in (Way.OUT, Way.AWAY)}
    known = {"way": Way.OUT.value, "rows": words.typed_papers(agency.held), "other": _applicant(case)}
    return _lines(GIVE, known, {"way": ways}, words.GIVE_FIELDS)


def handed(said: Answers, rows: tuple[HandedMaterial, ...]) -> AgencyHanded:
    """The hand-over as filled in; a sheet that asks for no way takes papers in."""
    return AgencyHanded(Way(said.get("way", Way.IN.value)), said["other"], rows, said["purpose"])


def stop_lines(agency: Agency) -> list[Line]:
    """中止."""
    choices = {"reason": words.HALT_REASONS}
    return _lines(STOP, {"done": _done(agency)}, choices, words.HALT_FIELDS, words.HALT_HINTS)


def stopped(said: Answers, rows: tuple[HandedMaterial, ...]) -> AgencyStopped:
    """The stop as filled in."""
    return AgencyStopped(HaltReason(said["reason"]), said["left"], said["done"], said["remark"], rows)


def end_lines(agency: Agency) -> list[Line]:
    """办结 or 终止; what is held stands ready to be given back."""
    known = {"reason": words.FINISHED, "done": _done(agency), "rows": words.typed_papers(agency.held)}
    return _lines(END, known, {"reason": words.END_REASONS}, words.HALT_FIELDS, words.END_HINTS)


def ended(said: Answers, rows: tuple[HandedMaterial, ...]) -> AgencyEnded:
    """The end as filled in."""
    reason = None if said["reason"] == words.FINISHED else HaltReason(said["reason"])
    return AgencyEnded(said["done"], reason, said["left"], said["remark"], rows)


def resume_lines(agency: Agency, people: Iterable[Person], me: Person) -> list[Line]:
    """续办, by whoever takes it up; what was left stands ready."""
    helpers = tuple(people)
    ready = me.staff_no if me in helpers else helpers[0].staff_no
    left = agency.halts[-1].fact.left if agency.halts else ""
    known = {"helper": ready, "phone": agency.helper.phone, "left": left}
    return _lines(RESUME, known, {"helper": _names(helpers)})


def resumed(said: Answers, people: Iterable[Person]) -> AgencyResumed:
    """The resumption as filled in."""
    return AgencyResumed(_chosen(said, people), said["left"], said["remark"])


def pass_lines(agency: Agency, people: Iterable[Person]) -> list[Line]:
    """人员交接, to any colleague but the present one."""
    others = [one for one in people if one.staff_no != agency.helper.staff_no]
    known = {"helper": others[0].staff_no, "phone": agency.helper.phone, "done": _done(agency)}
    return _lines(PASS, known, {"helper": _names(others)})


def passed(said: Answers, people: Iterable[Person]) -> AgencyPassed:
    """The change of hands as filled in."""
    return AgencyPassed(_chosen(said, people), said["left"], said["done"], said["remark"])


def _lines(
    form: Form,
    known: Mapping[str, str],
    choices: Mapping[str, Mapping[str, str]] | None = None,
    labels: Mapping[str, str] = words.FIELDS,
    hints: Mapping[str, str] = words.HINTS,
) -> list[Line]:
    return lines_of(form, labels, known, hints=hints, choices=choices)


def _names(people: Iterable[Person]) -> dict[str, str]:
    return {one.staff_no: f"{one.name} {one.short_no}" for one in people}


def _chosen(said: Answers, people: Iterable[Person]) -> Helper:
    name = next((one.name for one in people if one.staff_no == said["helper"]), "")
    return Helper(said["helper"], name, said["phone"])


def _mandate(before: Mandate | None, today: date) -> dict[str, str]:
    """The authority as it was, for the longest time from today on."""
    last = today + timedelta(days=MOST_DAYS - 1)
    return {
        "powers": ",".join(before.powers) if before else "",
        "since": today.isoformat(),
        "until": last.isoformat(),
        "address": before.address if before else "",
        "legal": before.legal if before else "",
    }


def _signed(said: Answers) -> Mandate:
    return Mandate(
        tuple(Power(code) for code in said["powers"].split(",") if code),
        date.fromisoformat(said["since"]),
        date.fromisoformat(said["until"]),
        said["signed"] == TICKED,
        said["address"],
        said["legal"],
    )


def _applicant(case: Case) -> str:
    applicant = case.registered.applicant
    return applicant.contact or applicant.name


def _done(agency: Agency) -> str:
    """What the log says was done, each kind once."""
    doings = dict.fromkeys(action.fact.doing for action in agency.actions)
    return "、".join(words.DOINGS[doing] for doing in doings)

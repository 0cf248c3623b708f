"""How a notice stands: of the materials it asked for, what is whole, what lacks, which scans have come."""

from dataclasses import replace

from outlet_app.domain.attachments import Arrival
from outlet_app.domain.case import fold
from outlet_app.domain.dossier import Case
from outlet_app.domain.events import CorrectionTaken, Fact, MaterialsChecked, NoticeGiven
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.domain.facts.shared import NoticeLine
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.domain.notified import Asked, asked_by
from tests.domain.tables import each
from tests.support.builders import event, material, notice, registered

S = MaterialState
FIVE = tuple(f"8.2-M{n}" for n in range(1, 6))
NAMES = ("申报书", "支出凭证", "营业执照", "授权委托书", "信用承诺书")


def rows(*states: MaterialState) -> tuple[CheckedMaterial, ...]:
    """The checklist of five, in these states."""
    return tuple(
        material(state, code, name=name, may_follow=True, may_pledge=True, core=False)
        for code, name, state in zip(FIVE, NAMES, states, strict=True)
    )


def line(code: str, name: str) -> NoticeLine:
    return NoticeLine(code, name, S.MISSING, "original", 1, "未提交。", "请提交原件。")


OF_FIVE = notice(lines=tuple(line(code, name) for code, name in zip(FIVE, NAMES, strict=True)))
OPENING = (registered(), MaterialsChecked(1, rows(*(S.MISSING,) * 5)), OF_FIVE)


def scan(code: str, mark: str) -> AttachmentAdded:
    return AttachmentAdded(code, mark * 64, 412_000, 2)


def after(*facts: Fact) -> Case:
    return fold(replace(event(fact, minutes=n), op_id=f"op-{n}") for n, fact in enumerate(facts))


def told(*more: Fact, given: NoticeGiven = OF_FIVE, arrived: str = "", elsewhere: str = "") -> Asked | None:
    """The notice of five after more facts; digests are named by the letter they are made of."""
    case = after(*OPENING, *more)
    since = {f"op-{n}" for n in range(len(OPENING), len(OPENING) + len(more))}
    came, others = ({mark * 64 for mark in marks} for marks in (arrived, elsewhere))
    return asked_by(given, case, since, came, others)


@each(
    ("states", "expected"),
    [
        ((S.MISSING,) * 5, Asked(5, 0, NAMES)),
        ((S.COMPLETE,) * 5, Asked(5, 5, ())),
        (
            (S.COMPLETE, S.COMPLETE, S.FAULTY, S.COMPLETE, S.MISSING),
            Asked(5, 3, ("营业执照", "信用承诺书")),
        ),
        ((S.DEFERRED, S.PLEDGED, S.NOT_NEEDED, S.EXEMPT, S.COMPLETE), Asked(5, 1, (), 4)),
        (
            (S.DEFERRED, S.MISSING, S.COMPLETE, S.FAULTY, S.COMPLETE),
            Asked(5, 2, ("支出凭证", "授权委托书"), 1),
        ),
    ],
)
def test_of_five_materials_it_is_told_how_many_are_whole_and_which_lack(
    states: tuple[MaterialState, ...], expected: Asked
) -> None:
    assert told(CorrectionTaken(rows(*states))) == expected


def test_until_something_is_brought_all_of_them_lack() -> None:
    assert told() == Asked(5, 0, NAMES)


@each(
    ("scans", "arrived", "elsewhere", "expected"),
    [
        ((), "", "", Arrival(0, 0)),
        ((scan(FIVE[0], "a"),), "", "", Arrival(1, 1)),
        ((scan(FIVE[0], "a"),), "a", "", Arrival(0, 1)),
        ((scan(FIVE[0], "a"), scan(FIVE[1], "b"), scan(FIVE[1], "c")), "b", "", Arrival(2, 3)),
        ((scan(FIVE[0], "a"), scan(FIVE[1], "b")), "a", "b", Arrival(1, 2, 1)),
        # The same paper for two rows is one file; what belongs to no row is not of the notice.
        ((scan(FIVE[0], "a"), scan(FIVE[1], "a")), "", "", Arrival(1, 1)),
        ((scan("", "a"),), "", "", Arrival(0, 0)),
        # What counts no more is neither sent for nor waited for.
        ((scan(FIVE[0], "a"), AttachmentVoided("op-3", "扫描不清")), "", "", Arrival(0, 0)),
        (
            (scan(FIVE[0], "a"), AttachmentVoided("op-3", "扫描不清"), scan(FIVE[0], "b")),
            "",
            "",
            Arrival(1, 1),
        ),
    ],
)
def test_of_its_scans_it_is_told_how_many_have_not_come(
    scans: tuple[Fact, ...], arrived: str, elsewhere: str, expected: Arrival
) -> None:
    found = told(*scans, arrived=arrived, elsewhere=elsewhere)
    assert found is not None
    assert found.scans == expected


def test_a_scan_of_before_the_notice_is_of_what_was_wrong_then() -> None:
    case = after(*OPENING[:2], scan(FIVE[0], "a"), OF_FIVE, scan(FIVE[0], "b"))
    found = asked_by(OF_FIVE, case, {"op-4"})
    assert found is not None
    assert found.scans == Arrival(1, 1)


def test_a_material_the_notice_did_not_ask_for_is_not_counted() -> None:
    given = notice(lines=OF_FIVE.lines[:2])
    found = told(CorrectionTaken(rows(S.COMPLETE, *(S.MISSING,) * 4)), scan(FIVE[4], "a"), given=given)
    assert found == Asked(2, 1, ("支出凭证",))


def test_of_materials_the_case_does_not_list_any_more_nothing_is_told() -> None:
    """The matter was put right to another one, which asks for other papers."""
    gone = tuple(line(f"9.1-M{n}", "其他材料") for n in range(3))
    assert told(given=notice(lines=gone)) is None
    assert told(given=notice(lines=(*gone, OF_FIVE.lines[0]))) == Asked(1, 0, ("申报书",))
    assert told(given=notice(lines=())) is None

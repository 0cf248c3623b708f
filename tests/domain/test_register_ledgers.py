"""L10, L16, L19 and L20: materials in and out, trainings, what the city has, what was put right."""

from dataclasses import replace
from datetime import date, timedelta

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import (
    Amended,
    CaseEvent,
    ClockTrust,
    CorrectionTaken,
    DecisionUndone,
    DeemedWithdrawn,
    Fact,
    FieldChange,
    HandedBack,
    HandedMaterial,
    MaterialChange,
    MaterialsChecked,
    MaterialsTaken,
    PaperIssued,
    PaperVoided,
    PrintFailed,
    PromiseLine,
    SupplementExtended,
    SupplementTaken,
    TransferredOut,
    TransferReturned,
    TransferTaken,
    Voided,
)
from outlet_app.domain.facts.activity import (
    ActivityArchived,
    ActivityCancelled,
    ActivityHeld,
    ActivityReviewed,
    SignedIn,
    SignWay,
)
from outlet_app.domain.ledgers import LEDGERS, Line, lines
from outlet_app.domain.ledgers.sending import Sending, sending_lines
from outlet_app.domain.ledgers.training import activity_lines
from outlet_app.domain.materials import MaterialState
from tests.support.activities import STARTS, on, open_one, person, planned
from tests.support.builders import (
    CLERK,
    MORNING,
    OUTLET,
    SUPERVISOR,
    event,
    material,
    notice,
    registered,
    stamp,
)

DAY = MORNING.date()
ORIGINAL = replace(material(code="M1", form=PaperForm.ORIGINAL), name="技术交底书")
COPY = replace(material(code="M2", form=PaperForm.COPY, copies=2, handed=2), name="权利证书")
MISSING = replace(material(MaterialState.MISSING, code="M3"), name="申请表")
EXEMPT = replace(material(MaterialState.EXEMPT, code="M4"), name="营业执照")
FAULTY = replace(material(MaterialState.FAULTY, code="M5", form=PaperForm.SIGHTED), name="清单")
CHECKED = MaterialsChecked(1, (ORIGINAL, COPY, MISSING, EXEMPT, FAULTY))
PROMISE = PromiseLine("8.2-A1", "信用承诺书", date(2026, 11, 27))


def read(code: str, *facts: Fact, trust: ClockTrust = ClockTrust.WALL) -> tuple[Line, ...]:
    life: list[CaseEvent] = [replace(event(fact, minutes=at), trust=trust) for at, fact in enumerate(facts)]
    return lines(LEDGERS[code], [life], OUTLET, DAY, DAY)


def cells(code: str, *facts: Fact) -> list[dict[str, object]]:
    return [dict(line.cells) for line in read(code, *facts)]


class TestMaterials:
    def test_what_lies_here_is_listed_and_nothing_else(self) -> None:
        (line,) = cells("L10", registered(), CHECKED, MaterialsTaken())
        assert line["event"] == "materials_taken"
        assert str(line["held"]).split("\n") == [
            "ORIGINAL|1|技术交底书",
            "COPY|2|权利证书",
            "SIGHTED|1|清单",
        ]
        assert (line["to"], line["clerk"]) == ("", CLERK)
        assert "phone" not in line

    def test_a_receipt_without_materials_is_no_line(self) -> None:
        assert cells("L10", registered(), MaterialsTaken()) == []
        assert cells("L10", registered(), MaterialsChecked(1, (MISSING, EXEMPT)), MaterialsTaken()) == []

    def test_what_comes_later_is_a_line_of_its_own(self) -> None:
        brought = CorrectionTaken((replace(MISSING, state=MaterialState.COMPLETE),))
        found = cells("L10", registered(), CHECKED, MaterialsTaken(), notice(1), brought)
        assert [line["event"] for line in found] == ["materials_taken", "correction_taken"]
        assert found[1]["held"] == f"{MISSING.form.value}|1|申请表"

    def test_a_supplement_too(self) -> None:
        found = cells("L10", registered(), CHECKED, MaterialsTaken(), SupplementTaken((COPY,)))
        assert found[-1]["held"] == "COPY|2|权利证书"

    def test_a_bundle_goes_out_and_is_taken_or_comes_back(self) -> None:
        bundle = (
            HandedMaterial("请求书", 3, PaperForm.ORIGINAL),
            HandedMaterial("证据|光盘", 1, PaperForm.COPY),
        )
        out = TransferredOut("1508001001", "", "市级窗口", "裁决", materials=bundle, from_name="苏日娜")
        taken = cells("L10", registered(), out, TransferTaken())
        back = cells("L10", registered(), out, TransferReturned("not_my_duty"))
        held = "ORIGINAL|3|请求书\nCOPY|1|证据|光盘"
        assert [(line["event"], line["held"], line["to"]) for line in taken] == [
            ("transferred_out", held, "市级窗口"),
            ("transfer_taken", held, "市级窗口"),
        ]
        assert (back[1]["event"], back[1]["held"], back[1]["to"]) == ("transfer_returned", held, "苏日娜")

    def test_a_transfer_without_bundle_is_no_line(self) -> None:
        assert (
            cells("L10", registered(), TransferredOut("1508001001", "", "市级窗口", "答复"), TransferTaken())
            == []
        )

    def test_what_goes_back_to_the_applicant_says_its_form(self) -> None:
        gone = DeemedWithdrawn(
            "逾期未补正", DAY, (HandedBack("M1", "技术交底书", 1), HandedBack("M9", "另附光盘", 2))
        )
        found = cells("L10", registered(), CHECKED, MaterialsTaken(), notice(1), gone)
        assert found[-1]["held"] == "ORIGINAL|1|技术交底书\nORIGINAL|2|另附光盘"


class TestTrainings:
    def test_one_line_each_as_it_stands_now(self) -> None:
        signed = on(
            open_one(3, capacity=0),
            SignedIn("seat-1", SignWay.CODE),
            SignedIn("seat-2", SignWay.CODE),
            at=STARTS,
        )
        filed = on(signed, ActivityHeld("讲授撰写"), ActivityArchived("册", "2026-培-003"), at=STARTS)
        (line,) = activity_lines([on(filed, ActivityReviewed(2, 1), at=STARTS)], STARTS.date(), STARTS.date())
        assert (line.at, line.case_no) == (STARTS, "2026-培-003")
        assert line.cells == {
            "title": "专利申请实务培训",
            "held_as": "on_site",
            "venue": "杭锦后旗政务服务大厅三楼",
            "enrolled": 3,
            "came": 2,
            "units": 2,
            "rated_well": "1/2",
            "activity": "reviewed",
            "outcome": "讲授撰写",
        }

    def test_nobody_is_named(self) -> None:
        (line,) = activity_lines([open_one(2)], STARTS.date(), STARTS.date())
        assert not any(
            person(n).name in str(line.cells) or person(n).phone in str(line.cells) for n in (1, 2)
        )

    def test_the_day_it_begins_decides(self) -> None:
        early, late = (
            open_one(1),
            open_one(1, starts_at=STARTS + timedelta(days=1), ends_at=STARTS + timedelta(days=2)),
        )
        day, found = STARTS.date(), {}
        for since, until in ((0, 0), (1, 1), (0, 1), (2, 9), (-5, -1)):
            told = activity_lines([late, early], day + timedelta(since), day + timedelta(until))
            found[since, until] = len(told)
        assert found == {(0, 0): 1, (1, 1): 1, (0, 1): 2, (2, 9): 0, (-5, -1): 0}

    def test_they_stand_in_order_of_their_day(self) -> None:
        early, late = open_one(1), open_one(1, starts_at=STARTS + timedelta(hours=1))
        found = activity_lines([late, early], STARTS.date(), STARTS.date())
        assert [line.at for line in found] == [STARTS, STARTS + timedelta(hours=1)]

    def test_a_cancelled_one_says_why(self) -> None:
        gone = on(open_one(1, capacity=planned().capacity), ActivityCancelled("天气原因"), at=STARTS)
        (line,) = activity_lines([gone], STARTS.date(), STARTS.date())
        assert (line.cells["activity"], line.cells["outcome"], line.case_no) == ("cancelled", "天气原因", "")


class TestSending:
    def one(self, state: str, minutes: int = 0, days: int = 0, code: str = "") -> Sending:
        at = MORNING + timedelta(days=days, minutes=minutes)
        return Sending(at, f"case-{minutes}", f"HH01-{minutes}", "closed", CLERK, state, code)

    def test_what_the_city_has_is_a_number_a_day(self) -> None:
        found = sending_lines(
            [self.one("sent"), self.one("sent", 5), self.one("sent", 3), self.one("sent", days=1)],
            DAY, DAY + timedelta(days=1),
        )  # fmt: skip
        assert [(line.at, line.case_no, line.cells["count"]) for line in found] == [
            (MORNING + timedelta(minutes=5), "", 3),
            (MORNING + timedelta(days=1), "", 1),
        ]

    def test_what_it_has_not_stands_alone_with_its_reason(self) -> None:
        states = ("waiting", "failed", "needs_you", "parked", "sent_with_hint")
        found = sending_lines(
            [self.one(state, at, code="state.guard") for at, state in enumerate(states)], DAY, DAY
        )
        assert [line.cells["sending"] for line in found] == list(states)
        assert {line.cells["code"] for line in found} == {"state.guard"}
        assert [line.case_no for line in found] == [f"HH01-{at}" for at in range(5)]

    def test_days_outside_are_left_out(self) -> None:
        assert sending_lines([self.one("sent", days=1), self.one("waiting", days=-1)], DAY, DAY) == ()


class TestAudit:
    def test_what_was_put_right_names_the_fields(self) -> None:
        change = FieldChange("request", registered().request, "申报转化资助")
        moved = MaterialChange(ORIGINAL, replace(ORIGINAL, state=MaterialState.FAULTY))
        found = cells("L20", registered(), CHECKED, Amended((change,), (moved,), note="听错了"))
        assert (found[-1]["event"], found[-1]["subject"], found[-1]["why"]) == (
            "amended", "field:request\n技术交底书", "听错了",
        )  # fmt: skip

    def test_each_deed_with_its_object_its_reason_and_who_agreed(self) -> None:
        number = "HH0101 告〔2026〕0001 号"
        extended = SupplementExtended((PROMISE,), stamp(9, "supplement"), 2, "停电", SUPERVISOR)
        breach = replace(notice(1), breach_reason="首次遗漏", approved_by=SUPERVISOR)
        table: dict[str, tuple[Fact, tuple[str, str, str]]] = {
            "voided": (Voided("duplicate"), ("", "void:duplicate", "")),
            "undone": (DecisionUndone("op", "点错"), ("", "点错", "")),
            "paper": (PaperVoided(number, "未送达"), (number, "void:未送达", "")),
            "again": (PaperIssued("W04", number, 2, "0", 1), (number, "copy:2", "")),
            "unprinted": (PrintFailed(number, 1, "printer.none"), (number, "trouble:printer.none", "")),
            "longer": (extended, ("", "停电", SUPERVISOR)),
            "second notice": (breach, ("", "首次遗漏", SUPERVISOR)),
        }
        found = {}
        for name, (fact, _) in table.items():
            line = cells("L20", registered(), fact)[-1]
            found[name] = (line["subject"], line["why"], line["approved"])
        assert found == {name: told for name, (_, told) in table.items()}

    def test_what_is_usual_is_no_line(self) -> None:
        facts = (registered(), CHECKED, MaterialsTaken(), PaperIssued("W02", "n", 1, "0", 1), notice(1))
        assert cells("L20", *facts) == []

    def test_a_clock_that_could_not_be_right_is_a_line_of_its_own(self) -> None:
        found = read("L20", registered(), MaterialsTaken(), trust=ClockTrust.SUSPECT)
        assert [(line.cells["event"], line.cells["clock"]) for line in found] == [
            ("registered", True),
            ("materials_taken", True),
        ]

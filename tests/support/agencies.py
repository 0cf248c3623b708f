"""帮办代办 of the tests: helper, authority, and one fact of each kind."""

from datetime import date

from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import CaseEvent, Fact, HandedMaterial
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
from outlet_app.domain.marking import marked
from tests.support.builders import MORNING, event

DAY = MORNING.date()
LAST_DAY = date(2027, 1, 18)
HELPER = Helper("1508260838", "乌兰图雅", "0478-8210002")
COLLEAGUE = Helper("1508260839", "斯琴", "0478-8210003")
LICENCE = HandedMaterial("营业执照", 1, PaperForm.ORIGINAL)
FORMS = HandedMaterial("申报书", 2, PaperForm.COPY)
ALL = tuple(Power)


def mandate(*powers: Power, **changes: object) -> Mandate:
    """An authority of sixty days from the day of the tests, by default for everything."""
    fact = Mandate(powers or ALL, DAY, LAST_DAY, signed=True, address="临河区胜利路 8 号", legal="刘建平")
    return marked(fact, **changes)  # type: ignore[arg-type]


def begun(mode: Mode = Mode.WHOLE, **changes: object) -> AgencyBegun:
    """A whole 代办 with its authority; a 环节帮办 or 现场导办 comes without."""
    signed = mandate() if mode is Mode.WHOLE else None
    fact = AgencyBegun(mode, HELPER, "代办专利转化资助申报", signed, (LICENCE, FORMS))
    return marked(fact, **changes)  # type: ignore[arg-type]


def acted(doing: Doing = Doing.FILL, **changes: object) -> AgencyActed:
    """One line of the log on the day of the tests."""
    fact = AgencyActed(DAY, doing, "代填申报书", attachments="票据 3 号")
    return marked(fact, **changes)  # type: ignore[arg-type]


def missed() -> AgencyActed:
    """A call nobody answered."""
    return acted(Doing.CALL, text="联系申请人", attachments="", reached=False)


def handed(way: Way = Way.OUT, *rows: HandedMaterial, **changes: object) -> AgencyHanded:
    """Papers from hand to hand, by default the licence back to the applicant."""
    fact = AgencyHanded(way, "刘建平", rows or (LICENCE,), "原件退还")
    return marked(fact, **changes)  # type: ignore[arg-type]


def stopped(reason: HaltReason = HaltReason.FORCE, **changes: object) -> AgencyStopped:
    """A stop for a snow storm."""
    fact = AgencyStopped(reason, "提交和取件", "已填表", "暴雪封路")
    return marked(fact, **changes)  # type: ignore[arg-type]


def ended(reason: HaltReason | None = None, **changes: object) -> AgencyEnded:
    """The end, with everything given back."""
    fact = AgencyEnded("填表、提交、取件", reason, "", "暴雪封路" if reason else "", (LICENCE, FORMS))
    return marked(fact, **changes)  # type: ignore[arg-type]


RESUMED = AgencyResumed(HELPER, "提交和取件", "道路已通")
PASSED = AgencyPassed(COLLEAGUE, "取件", "已提交", "调离岗位")
SAMPLES: tuple[Fact, ...] = (
    begun(),
    begun(Mode.ON_SITE, materials=()),
    AgencyMandated(mandate(Power.COLLECT), "代领结果"),
    acted(),
    missed(),
    handed(),
    handed(Way.IN, FORMS),
    stopped(),
    RESUMED,
    PASSED,
    ended(),
    ended(HaltReason.WITHDRAWN),
)


def by_helper(fact: Fact, *, minutes: int = 50, days: int = 0) -> CaseEvent:
    """What the helper writes down."""
    return event(fact, minutes=minutes, days=days, actor=HELPER.staff_no)

"""A 更正 in words and in the course: every field, numbers masked, lines struck through where they should."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.catalogue import PaperForm
from outlet_app.domain.events import AmendCause, Amended, FieldChange, MaterialChange
from outlet_app.domain.materials import CheckedMaterial, MaterialState
from outlet_app.ui.pages.cases.course import CourseView, Entry, placed, struck
from outlet_app.wording.amended import Struck, changes

NAMES = {"1.7": "1.7 复杂查询报告", "2.2": "2.2 商标咨询"}
ROW = CheckedMaterial("M1", "营业执照", MaterialState.COMPLETE, PaperForm.COPY, 1)


def told(*pairs: tuple[str, str, str], rows: tuple[MaterialChange, ...] = ()) -> Struck:
    fact = Amended(tuple(FieldChange(*one) for one in pairs), rows, AmendCause.ENTRY_ERROR)
    return changes(fact, NAMES.__getitem__)


def stretches(said: Struck) -> list[str]:
    return [said.text[start:end] for start, end in said.strikes]


@pytest.mark.parametrize(
    ("change", "text", "struck_out"),
    [
        (("applicant.name", "其其格", "琪琪格"), "名称：其其格 改为 琪琪格", ["其其格"]),
        (("applicant.name", "", "琪琪格"), "名称：未填 改为 琪琪格", []),
        (("contact", "王𬎆", ""), "联系人：王𬎆 改为 未填", ["王𬎆"]),
        (("phone", "13900001234", "13700009876"), "联系电话：139****1234 改为 137****9876", ["139****1234"]),
        (("phone", "0478-8213500", ""), "联系电话：0478-***3500 改为 未填", ["0478-***3500"]),
        (
            ("applicant.id_number", "152822196501010025", "152822196501010033"),
            "证件号码：1528**********0025 改为 1528**********0033",
            ["1528**********0025"],
        ),
        (("applicant.id_kind", "id_card", "passport"), "证件类型：居民身份证 改为 护照", ["居民身份证"]),
        (("applicant.id_kind", "", "passport"), "证件类型：未填 改为 护照", []),
        (("applicant.kind", "1", "2"), "类型：自然人 改为 企业法人", ["自然人"]),
        (("applicant.kind", "7", "2"), "类型：7 改为 企业法人", ["7"]),
        (
            ("applicant.id_kind", "uscc", "passport"),
            "证件类型：统一社会信用代码 改为 护照",
            ["统一社会信用代码"],
        ),
        (("special_groups", "", "elderly"), "特殊群体：无 改为 老年人", ["无"]),
        (("assisted", "yes", ""), "帮办代办：是 改为 否", ["是"]),
        (("agent.name", "其木格·乌仁", ""), "代办人：其木格·乌仁 改为 未填", ["其木格·乌仁"]),
        (("agent.phone", "13900001234", ""), "代办人电话：139****1234 改为 未填", ["139****1234"]),
        (
            ("agent.id_number", "152822196501010025", "E12345678"),
            "代办人证件号码：1528**********0025 改为 E1*****78",
            ["1528**********0025"],
        ),
        (("plan.goal", "五件", "六件"), "服务目标（跟踪服务方案）：五件 改为 六件", ["五件"]),
        (("visits.1.way", "phone", "on_site"), "回访方式（第 2 次回访）：电话 改为 上门", ["电话"]),
        (("visits.0.met", "", "乌日娜"), "受访人（第 1 次回访）：未填 改为 乌日娜", []),
        (("summaries.0.effect", "一件", ""), "成效（第 1 次阶段小结）：一件 改为 未填", ["一件"]),
        (
            ("agencies.0.actions.2.doing", "fill", "submit"),
            "动作（帮办代办记录 3）：填表 改为 提交",
            ["填表"],
        ),
        (
            ("agencies.0.actions.0.reached", "yes", ""),
            "通话接通（帮办代办记录 1）：是 改为 否",
            ["是"],
        ),
        (("channel", "counter", "phone"), "来访方式：窗口 改为 电话", ["窗口"]),
        (("channel", "counter", "drone"), "来访方式：窗口 改为 drone", ["窗口"]),
        (
            ("situation", "A", "D"),
            "首问情形：A　本岗位职责，能当场办 改为 D　其他网点、部门的事",
            ["A　本岗位职责，能当场办"],
        ),
        (("callback", "明天", "后天"), "回电时间：明天 改为 后天", ["明天"]),
        (("request", "甲\n乙", "丙"), "诉求：甲 乙 改为 丙", ["甲 乙"]),
        (("answer", "旧答复", "新答复"), "答复内容：旧答复 改为 新答复", ["旧答复"]),
        (("sub_item", "1.7", "2.2"), "服务事项：1.7 复杂查询报告 改为 2.2 商标咨询", ["1.7 复杂查询报告"]),
    ],
)
def test_one_field_in_words(change: tuple[str, str, str], text: str, struck_out: list[str]) -> None:
    said = told(change)
    assert (said.text, stretches(said)) == (text, struck_out)


def test_item_and_sub_item_are_one_line() -> None:
    said = told(("item", "1", "2"), ("sub_item", "1.7", "2.2"))
    assert said.text == "服务事项：1.7 复杂查询报告 改为 2.2 商标咨询"


@pytest.mark.parametrize(
    ("pairs", "text"),
    [
        ((("item", "0", "2"), ("sub_item", "", "2.2")), "服务事项：未列入清单 改为 2.2 商标咨询"),
        ((("item", "1", "0"), ("sub_item", "1.7", "")), "服务事项：1.7 复杂查询报告 改为 未列入清单"),
    ],
)
def test_what_is_not_listed_has_its_own_words(pairs: tuple[tuple[str, str, str], ...], text: str) -> None:
    assert told(*pairs).text == text


def test_the_kind_of_paper_follows_from_a_new_number_and_is_not_told_twice() -> None:
    said = told(("applicant.id_kind", "", "id_card"), ("applicant.id_number", "", "152822196501010033"))
    assert said.text == "证件号码：未填 改为 1528**********0033"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("91150802MA0TEA71XJ", "91150802MA0TEA71XJ"),
        ("91150802MA0TEA71X1", "91150802MA0TEA71X1"),  # a mistyped code is a code all the same
        ("152822196501010025", "1528**********0025"),
        ("15282219650101002X", "1528**********002X"),
        ("E12345678", "E1*****78"),
        ("H12345678", "H1*****78"),
    ],
)
def test_what_a_person_carried_stays_masked_once_the_case_is_a_bodys(text: str, shown: str) -> None:
    fact = Amended((FieldChange("applicant.id_number", text, "91150802MA0TEA71XJ"),))
    assert changes(fact, NAMES.__getitem__, IdKind.USCC).text.startswith(f"证件号码：{shown} 改为")


def test_a_public_code_is_not_masked() -> None:
    fact = Amended((FieldChange("applicant.id_number", "91150800MA0N0000X1", "91150800MA0N0000X2"),))
    said = changes(fact, NAMES.__getitem__, IdKind.USCC)
    assert said.text == "证件号码：91150800MA0N0000X1 改为 91150800MA0N0000X2"


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (ROW, replace(ROW, state=MaterialState.NOT_NEEDED), "营业执照：齐全 改为 不需要"),
        (replace(ROW, state=MaterialState.MISSING), ROW, "营业执照：缺少 改为 齐全"),
        (replace(ROW, state=MaterialState.UNDECIDED), ROW, "营业执照：未填 改为 齐全"),
        (ROW, replace(ROW, remark="副本"), "营业执照：未填 改为 副本"),
        (replace(ROW, remark="副本"), replace(ROW, remark="正本"), "营业执照：副本 改为 正本"),
    ],
)
def test_a_material_in_words(before: CheckedMaterial, after: CheckedMaterial, text: str) -> None:
    assert told(rows=(MaterialChange(before, after),)).text == text


def test_several_lines_keep_their_strikes_in_place() -> None:
    said = told(
        ("applicant.name", "其其格", "琪琪格"),
        ("contact", "", "王五"),
        ("channel", "counter", "phone"),
        rows=(MaterialChange(replace(ROW, state=MaterialState.MISSING), ROW),),
    )
    assert len(said.text.split("\n")) == 4
    assert stretches(said) == ["其其格", "窗口", "缺少"]


@pytest.mark.parametrize("above", ["录入有误", "申请人变更诉求，来电说明", ""])
def test_under_other_words_the_same_stretches_are_struck(above: str) -> None:
    said = told(("applicant.name", "其其格", "琪琪格"), ("channel", "counter", "phone")).after(above)
    assert stretches(said) == ["其其格", "窗口"]
    assert said.text.startswith(above)


def test_nothing_changed_leaves_the_words_alone() -> None:
    assert Struck().after("受理") == Struck("受理")


class TestLines:
    """How strikes fall on the lines of a course that wraps."""

    @pytest.mark.parametrize(
        ("at", "line", "strikes", "expected"),
        [
            (0, "名称：其其格", ((3, 6),), [(3, 6)]),
            (0, "名称：其", ((3, 6),), [(3, 4)]),
            (4, "其格 改为", ((3, 6),), [(0, 2)]),
            (10, "琪琪格", ((3, 6),), []),
            (0, "甲乙丙丁", ((0, 1), (2, 4)), [(0, 1), (2, 4)]),
            (5, "", ((3, 9),), []),
            (0, "甲", (), []),
        ],
    )
    def test_what_of_a_line_is_struck(
        self, at: int, line: str, strikes: tuple[tuple[int, int], ...], expected: list[tuple[int, int]]
    ) -> None:
        assert struck(at, line, strikes) == expected

    @pytest.mark.parametrize("width", [40, 90, 160, 400])
    def test_every_line_knows_where_it_begins(self, stage: Callable[..., object], width: int) -> None:
        stage(QWidget())
        text = "录入有误，看错身份证\n名称：乌兰·巴特尔 改为 乌兰·巴特尔夫\n诉求：" + "检索报告" * 20
        lines = list(placed(text, width))
        assert all(text[at : at + len(line)] == line for at, line in lines)
        assert "".join(line for _at, line in lines) == text.replace("\n", "")


def dark(picture: QImage, top: int, bottom: int) -> int:
    """How many pixels of a band are clearly darker than the ground."""
    ground = QColor(picture.pixel(picture.width() - 1, picture.height() - 1)).lightness()
    return sum(
        abs(QColor(picture.pixel(x, y)).lightness() - ground) > 60
        for x in range(picture.width())
        for y in range(top, bottom)
    )


@pytest.mark.parametrize("undone", [False, True])
def test_the_strike_is_painted(stage: Callable[..., object], undone: bool) -> None:
    view = CourseView("办理经过")
    stage(view, size=(420, 120))
    plain = Entry("11-20 09:00", "更正", "名称：其其格 改为 琪琪格", "苏日娜", "pencil", "warn")
    view.show_entries([plain])
    before = view.grab().toImage()
    view.show_entries([replace(plain, undone=True) if undone else replace(plain, strikes=((3, 6),))])
    after = view.grab().toImage()
    assert dark(after, 0, 60) > dark(before, 0, 60) + 5


def test_an_assistive_program_hears_both_values(stage: Callable[..., object]) -> None:
    view = CourseView("办理经过")
    stage(view)
    view.show_entries(
        [Entry("11-20", "更正", "名称：其其格 改为 琪琪格", "", "pencil", "warn", strikes=((3, 6),))]
    )
    assert "其其格 改为 琪琪格" in view.accessibleName()

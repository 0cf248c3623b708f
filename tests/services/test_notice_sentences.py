"""A line of the notice speaks the phrase list: every defect's own sentences, in the order they were found."""

from outlet_app.domain.materials import CheckedMaterial, Defect, MaterialState
from tests.support.bench import Bench
from tests.support.builders import material

UNSIGNED, UNSTAMPED = Defect("D04"), Defect("D05")
OTHER = Defect("D99", "复印件缺第二页，看不出金额。")
NOT_LISTED = Defect("D77", "一份旧版本里的问题。")


def row(*defects: Defect, **changes: object) -> CheckedMaterial:
    return material(MaterialState.FAULTY, defects=defects, **changes)


def test_a_line_says_of_each_defect_what_is_wrong_and_what_to_bring(bench: Bench) -> None:
    phrases, notices = bench.reference.phrases, bench.counter().notices
    unsigned, unstamped = phrases["D04"], phrases["D05"]
    rows = {
        "one": (row(UNSIGNED), unsigned.issue, unsigned.remedy),
        "two": (
            row(UNSTAMPED, UNSIGNED),
            unstamped.issue + unsigned.issue,
            unstamped.remedy + unsigned.remedy,
        ),
        "with a remark": (
            row(Defect("D04", "在第三页。"), UNSTAMPED),
            unsigned.issue + unstamped.issue + "在第三页。",
            unsigned.remedy + unstamped.remedy,
        ),
        "another one": (row(OTHER), phrases["D99"].issue + OTHER.remark, phrases["D99"].remedy),
        "not in the list": (row(NOT_LISTED), NOT_LISTED.remark, ""),
        "a remark of the row": (
            row(UNSIGNED, remark="另请带原件。"),
            unsigned.issue + "另请带原件。",
            unsigned.remedy,
        ),
        "another way out": (row(UNSIGNED, remedy="请重新打印并签名。"), unsigned.issue, "请重新打印并签名。"),
    }
    lines = {name: notices.line(one) for name, (one, _, _) in rows.items()}
    assert {name: (line.issue, line.remedy) for name, line in lines.items()} == {
        name: (issue, remedy) for name, (_, issue, remedy) in rows.items()
    }

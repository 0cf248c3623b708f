"""The lists of a 一次性告知书 as fields: the check and the paper's columns are the same ones."""

from dataclasses import replace

from outlet_app.domain.entry import NoticeDraft
from outlet_app.domain.events import NoticeLine
from outlet_app.domain.forms.notice import (
    FAULTY,
    ISSUE,
    LINE_LIMIT,
    MISSING,
    RECEIVED,
    REFUSED,
    REMEDY,
    WRITTEN,
    check_notice,
)
from outlet_app.domain.forms.spec import Kind
from outlet_app.domain.materials import MaterialState
from tests.domain.tables import each

LINE = NoticeLine("8.2-M3", "银行账户证明", MaterialState.MISSING, "original", 1, "未提交", "请补交。")


def problems(**changes: str) -> dict[str, str]:
    told = NoticeDraft((replace(LINE, **changes),), 15, verified=True)  # type: ignore[arg-type]
    return {name: one.code for name, one in check_notice(told).items()}


@each(
    ("of", "names"),
    [
        (RECEIVED, ("name", "due_copies", "handed", "form", "pages", "remark")),
        (MISSING, ("name", "remedy", "may_follow", "ways")),
        (FAULTY, ("name", "issue", "place", "remedy", "on_spot")),
        (REFUSED, ("reason", "basis", "instead")),
    ],
)
def test_a_list_has_the_columns_of_the_design(of: object, names: tuple[str, ...]) -> None:
    assert tuple(one.name for one in getattr(of, "columns", ())) == names


def test_every_list_is_as_wide_as_the_others() -> None:
    assert {sum(one.share for one in of.columns) for of in (RECEIVED, MISSING, FAULTY, REFUSED)} == {152}


def test_what_is_written_is_checked_and_stands_in_the_column_with_the_same_bound() -> None:
    assert WRITTEN == (ISSUE, REMEDY)
    assert [one for one in FAULTY.columns if one.name in ("issue", "remedy")] == [ISSUE, REMEDY]
    (asked,) = [one for one in MISSING.columns if one.name == "remedy"]
    assert replace(asked, share=REMEDY.share) == REMEDY
    assert {one.limit for one in WRITTEN} == {LINE_LIMIT}


def test_only_what_is_yes_or_no_is_a_switch() -> None:
    lists = (RECEIVED, MISSING, FAULTY, REFUSED)
    found = {one.name for of in lists for one in of.columns if one.kind is Kind.SWITCH}
    assert found == {"may_follow", "on_spot"}


@each("name", [one.name for one in WRITTEN])
def test_what_is_written_is_asked_for_and_bounded(name: str) -> None:
    field = f"lines.8.2-M3.{name}"
    assert problems() == {}
    assert problems(**{name: " \n"}) == {field: "field.missing"}
    assert problems(**{name: "字" * LINE_LIMIT}) == {}
    assert problems(**{name: "字" * (LINE_LIMIT + 1)}) == {field: "text.too_long"}
    assert problems(**{name: "\x07"}) == {field: "text.control"}

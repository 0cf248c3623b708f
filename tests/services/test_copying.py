"""The texts of a case for a national site: which cases, which fields; personal numbers are logged."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outlet_app.domain.applicant import Agent, Applicant, ApplicantKind, IdKind
from outlet_app.domain.catalogue import read_catalogue
from outlet_app.domain.copying import FIELDS, PERSONAL, CopyField
from outlet_app.domain.decisions import Decision
from outlet_app.domain.entry import IntakeEntry
from outlet_app.domain.forms.intake import checklist
from outlet_app.domain.materials import MaterialState
from outlet_app.domain.problems import Refused
from outlet_app.services.copying import CopySheet
from outlet_app.services.library import read_library
from outlet_app.wording import copying as words
from outlet_app.wording.troubles import REFUSALS
from tests.support.at_the_counter import accepted, answered
from tests.support.bench import RESOURCES, SUPERVISOR_PERSON, Bench, open_bench, shelf
from tests.support.builders import MORNING

PARTY = Applicant(
    ApplicantKind.ENTERPRISE,
    "巴彦淖尔市河套禾源食品有限公司",
    IdKind.USCC,
    "91150826MA0NK2H35E",
    "刘建平",
    "13800002046",
)
AGENT = Agent("图雅", IdKind.ID_CARD, "152822196501010025", "13700005678")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    opened = open_bench(tmp_path, MORNING)
    yield opened
    opened.database.close()


def filed(bench: Bench, sub_item: str = "4.1", **changes: object) -> str:
    """A mark to be registered is accepted; its id."""
    item, sub = int(sub_item.partition(".")[0]), bench.reference.catalogue.sub_item(sub_item)
    blank = IntakeEntry(PARTY, item=item, sub_item=sub_item, request="注册\n“河套”商标")
    entry = replace(blank, **changes)  # type: ignore[arg-type]
    complete = MaterialState.COMPLETE
    rows = tuple(replace(row, state=complete, handed=row.copies) for row in checklist(entry, sub))
    return bench.counter().intake.decide(replace(entry, materials=rows), Decision.ACCEPT).case.case_id


def sheet(bench: Bench, case_id: str) -> CopySheet:
    return bench.counter().copying.sheet(case_id)


def test_an_accepted_mark_is_copied_field_by_field(bench: Bench) -> None:
    found = sheet(bench, filed(bench))
    assert found.site == "国家知识产权局商标业务网上服务系统"
    assert found.fields == (
        CopyField("applicant.name", PARTY.name),
        CopyField("applicant.id_number", PARTY.id_number),
        CopyField("contact", "刘建平"),
        CopyField("phone", "13800002046"),
        CopyField("request", "注册 “河套”商标"),
        CopyField("case_no", found.case_no),
    )


def test_who_acts_for_the_applicant_is_copied_too(bench: Bench) -> None:
    found = sheet(bench, filed(bench, assisted=True, agent=AGENT))
    assert [field.name for field in found.fields] == list(FIELDS)
    assert len(found.fields) <= 9, "each has one digit"
    texts = {field.name: field.text for field in found.fields}
    assert (texts["agent.name"], texts["agent.id_number"], texts["agent.phone"]) == (
        "图雅",
        "152822196501010025",
        "13700005678",
    )


@pytest.mark.parametrize("name", ["𬎆䶮", "乌云·其木格"])
def test_names_are_copied_as_they_are(bench: Bench, name: str) -> None:
    found = sheet(bench, filed(bench, applicant=replace(PARTY, name=name)))
    assert found.fields[0].text == name


def test_the_step_is_offered_while_it_is_of_use(bench: Bench) -> None:
    case_id = filed(bench)
    counter = bench.counter()
    assert "copy_out" in counter.cases.detail(case_id).actions
    assert "copy_out" in bench.counter(SUPERVISOR_PERSON).cases.detail(case_id).actions
    counter.cases.withdraw(case_id, "申请人撤回")
    assert "copy_out" not in counter.cases.detail(case_id).actions


@pytest.mark.parametrize("which", ["report", "answered", "ended"])
def test_what_goes_nowhere_is_not_offered_and_refused_in_words(bench: Bench, which: str) -> None:
    if which == "ended":
        case_id = filed(bench)
        bench.counter().cases.withdraw(case_id, "申请人撤回")
    else:
        case_id = (accepted(bench) if which == "report" else answered(bench)).case.case_id
    assert "copy_out" not in bench.counter().cases.detail(case_id).actions
    with pytest.raises(Refused) as refused:
        sheet(bench, case_id)
    assert refused.value.refusal.code == "copy.not_filed"
    assert REFUSALS["copy.not_filed"].happened.startswith("这个办件不用向国家系统提交")


def test_personal_numbers_are_logged_without_themselves(
    bench: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    case_id = filed(bench)
    copying = bench.counter().copying
    with caplog.at_level(logging.INFO):
        for field in FIELDS:
            copying.taken(case_id, field)
    lines = [record.getMessage() for record in caplog.records if "revealed" in record.getMessage()]
    assert len(lines) == len(PERSONAL)
    assert all("because filing" in line and case_id in line for line in lines)
    assert PARTY.phone not in "".join(lines)


def test_copying_writes_nothing_into_the_case(bench: Bench) -> None:
    case_id = filed(bench)
    before = bench.counter().written()
    sheet(bench, case_id)
    bench.counter().copying.taken(case_id, "phone")
    assert bench.counter().written() == before


def test_every_site_names_sub_items_there_are_and_no_two_the_same() -> None:
    sites = read_library(shelf()).sites
    catalogue = read_catalogue(json.loads((RESOURCES / "catalogue" / "2025-batch-2.json").read_text("utf-8")))
    named = [code for site in sites for code in site.sub_items]
    known = {sub.code for item in catalogue.items for sub in item.sub_items}
    assert set(named) <= known
    assert len(named) == len(set(named))
    assert all(site.name.startswith("国家知识产权局") for site in sites)


def test_every_field_has_a_name() -> None:
    assert {name: words.label(name) for name in FIELDS} == {
        "applicant.name": "名称",
        "applicant.id_number": "证件号码",
        "contact": "联系人",
        "phone": "联系电话",
        "agent.name": "代办人",
        "agent.id_number": "代办人证件号码",
        "agent.phone": "代办人电话",
        "request": "诉求",
        "case_no": "办件号",
    }

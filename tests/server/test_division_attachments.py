"""附件 of cases before the division: listed, read as they were scanned, noted, and closed to others."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from city_server import blobs
from city_server.blob_store import Directory, open_blob_store
from city_server.division import diary
from city_server.division.places import Place
from outlet_app.domain.applicant import Applicant, ApplicantKind
from outlet_app.domain.case import Case
from outlet_app.domain.events import TransferredOut
from outlet_app.domain.facts.attachment import AttachmentAdded, AttachmentVoided
from outlet_app.services.reading import read_case
from tests.support.cities import NewCounter, NewMachine
from tests.support.counter import Counter
from tests.support.division import Page, Visitor, on, signed_in
from tests.support.server import ServerProcess
from tests.support.uploading import Sender, digest, scan

CITY = "1508001001"
WHO = Applicant(ApplicantKind.PERSON, "乌兰·巴特尔𬎆", phone="13947812345")
PDF = b"%PDF-1.7\n"
GONE = "没有这个附件，或者它还没有送到市局。"


def sent() -> TransferredOut:
    return TransferredOut(CITY, "", "市局知识产权科", "需专业人员答复", from_name="其其格")


class Outlet:
    """One outlet with a case handed to the division, and its scans."""

    def __init__(self, counter: Counter, sender: Sender, **told: object) -> None:
        self.counter, self.sender = counter, sender
        told = {"consulting": True, "applicant": WHO, "request": "商标许可怎么备案", **told}
        self.case_id = counter.register(**told)
        self.counter.sync()

    def hand(self) -> str:
        self.counter.save(self.case_id, sent())
        return self.case().case_no

    def scan(self, content: bytes, *, arrives: bool = True, **told: object) -> str:
        """Attach a scan; its id."""
        fact = {
            "material": "",
            "sha256": digest(content),
            "size": len(content),
            "pages": 3,
            "name": "申请表",
        }
        (op_id,) = self.counter.save(self.case_id, AttachmentAdded(**{**fact, **told}))  # type: ignore[arg-type]
        if arrives:
            self.sender.sent(content)
        self.counter.sync()
        return op_id

    def case(self) -> Case:
        self.counter.sync()
        reading = read_case(self.counter.history(self.case_id))
        assert reading is not None
        return reading.case


@pytest.fixture
def member(city: ServerProcess) -> Iterator[Visitor]:
    one = signed_in(city)
    yield one
    one.close()


@pytest.fixture
def one(city: ServerProcess, counter: NewCounter, machine: NewMachine) -> Outlet:
    return Outlet(counter(city), Sender(machine(city)))


@pytest.fixture
def clerk(any_city: ServerProcess) -> Iterator[Visitor]:
    """The same where it does not matter what the city keeps its records in."""
    who = signed_in(any_city)
    yield who
    who.close()


@pytest.fixture
def outlet_one(any_city: ServerProcess, counter: NewCounter, machine: NewMachine) -> Outlet:
    return Outlet(counter(any_city), Sender(machine(any_city)))


def opened(visitor: Visitor, number: str) -> Page:
    return visitor.go(Place.TRANSFER, no=number)


def got(visitor: Visitor, number: str, attachment: str) -> httpx.Response:
    return visitor.go(Place.ATTACHMENT, no=number, id=attachment).answer


def looks(city: ServerProcess, visitor: Visitor) -> list[str]:
    """The cases whose attachments somebody opened, as it was written down."""
    found = on(city.database, lambda conn: list(diary.lines(conn, visitor.staff_no)))
    return [line.about for line in found if line.what == diary.What.READ_ATTACHMENT]


def test_an_attachment_is_listed_and_read_as_it_was_scanned(
    city: ServerProcess, member: Visitor, one: Outlet
) -> None:
    content = PDF + scan(70_000)
    attachment, number = one.scan(content), one.hand()
    page = opened(member, number)
    for word in ("附件", "申请表", "3 页，70 KB", "已送到"):
        assert word in page.text
    (link,) = [link for link in page.links if link.startswith(Place.ATTACHMENT)]
    answer = member.client.get(link)
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{digest(content)[:12]}.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert looks(city, member) == [number]
    assert f"id={attachment}" in link


def test_what_has_not_arrived_is_named_and_cannot_be_opened(
    city: ServerProcess, member: Visitor, one: Outlet
) -> None:
    attachment, number = one.scan(PDF + scan(500), arrives=False), one.hand()
    page = opened(member, number)
    assert "网点还没有传完" in page.text
    assert [link for link in page.links if link.startswith(Place.ATTACHMENT)] == []
    answer = got(member, number, attachment)
    assert (answer.status_code, GONE in answer.text) == (404, True)
    assert looks(city, member) == []


# An outlet says that it is a PDF; what the bytes are is another thing.
OTHERS = (b"<script>alert(1)</script>", b"<html>", b"\x89PNG\r\n\x1a\n", b"\x00%PDF-", b"MZ")


@pytest.mark.parametrize("begin", OTHERS)
def test_what_is_no_pdf_is_saved_and_never_shown(clerk: Visitor, outlet_one: Outlet, begin: bytes) -> None:
    content = begin + scan(300)
    attachment = outlet_one.scan(content)
    answer = got(clerk, outlet_one.hand(), attachment)
    assert (answer.content, answer.headers["content-type"]) == (content, "application/octet-stream")
    assert answer.headers["content-disposition"] == f'attachment; filename="{digest(content)[:12]}.bin"'


def test_a_large_one_comes_in_pieces_and_whole(clerk: Visitor, outlet_one: Outlet) -> None:
    content = PDF + scan(2_500_000)
    attachment = outlet_one.scan(content)
    answer = got(clerk, outlet_one.hand(), attachment)
    assert answer.headers["content-length"] == str(len(content))
    assert digest(answer.content) == digest(content)


def test_what_counts_no_more_is_not_shown(clerk: Visitor, outlet_one: Outlet) -> None:
    attachment = outlet_one.scan(PDF + scan(400))
    outlet_one.counter.save(outlet_one.case_id, AttachmentVoided(attachment, "扫错"))
    number = outlet_one.hand()
    assert "看完用浏览器" not in opened(clerk, number).text
    assert got(clerk, number, attachment).status_code == 404


def test_nobody_reads_it_by_the_number_of_another_case(
    any_city: ServerProcess, clerk: Visitor, outlet_one: Outlet
) -> None:
    attachment, _ = outlet_one.scan(PDF + scan(400)), outlet_one.hand()
    other = Outlet(outlet_one.counter, outlet_one.sender)
    number = other.hand()
    for told in (attachment, "", "../../secret", "x" * 500):
        answer = got(clerk, number, told)
        assert (answer.status_code, GONE in answer.text) == (404, True)
    assert looks(any_city, clerk) == []


def test_a_case_that_is_not_before_the_division_shows_nothing(clerk: Visitor, outlet_one: Outlet) -> None:
    attachment, number = outlet_one.scan(PDF + scan(400)), outlet_one.case().case_no
    assert got(clerk, number, attachment).status_code == 404
    assert got(clerk, "HH05-20261122-999999-T", attachment).status_code == 404


def test_of_a_veiled_case_nothing_is_shown_before_it_is_taken(
    any_city: ServerProcess, clerk: Visitor, outlet_one: Outlet
) -> None:
    veiled = Outlet(outlet_one.counter, outlet_one.sender, assisted=True, item=7, sub_item="7.1")
    attachment, number = veiled.scan(PDF + scan(400)), veiled.hand()
    page = opened(clerk, number)
    assert "这是维权援助" in page.text
    assert "申请表" not in page.text
    assert got(clerk, number, attachment).status_code == 404
    assert looks(any_city, clerk) == []


def test_whoever_is_not_signed_in_is_asked_to(any_city: ServerProcess, outlet_one: Outlet) -> None:
    attachment, number = outlet_one.scan(PDF + scan(400)), outlet_one.hand()
    stranger = Visitor(any_city.url)
    try:
        page = stranger.go(Place.ATTACHMENT, no=number, id=attachment)
        assert (page.at, "工号" in page.text) == (Place.SIGN_IN, True)
    finally:
        stranger.close()


def test_bytes_that_are_not_in_the_store_are_said_so(
    any_city: ServerProcess, clerk: Visitor, outlet_one: Outlet
) -> None:
    content = PDF + scan(400)
    attachment, number = outlet_one.scan(content), outlet_one.hand()
    files = open_blob_store(any_city.database.blobs)
    assert isinstance(files, Directory)
    place = Path(any_city.database.blobs) / blobs.place_of(digest(content))
    place.unlink()
    answer = got(clerk, number, attachment)
    assert (answer.status_code, GONE in answer.text) == (404, True)


def test_what_was_attached_before_the_case_came_is_there_for_whoever_takes_it(
    clerk: Visitor, outlet_one: Outlet
) -> None:
    content = PDF + scan(400)
    attachment = outlet_one.scan(content)
    number = outlet_one.hand()
    taken = clerk.send(opened(clerk, number), Place.TAKE)
    assert "申请表" in taken.text
    assert got(clerk, number, attachment).content == content

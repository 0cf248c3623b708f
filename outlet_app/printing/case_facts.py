"""What every paper of a case says about it."""

from dataclasses import dataclass

from outlet_app.domain.applicant import IdKind
from outlet_app.printing.facts import Fact
from outlet_app.wording import papers
from outlet_app.wording.formats import fours


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff as papers name them; without a name only the number is known."""

    name: str
    short_no: str

    @property
    def told(self) -> str:
        """苏日娜（工号 0837）."""
        if not self.name:
            return papers.STAFF_NO.format(short_no=self.short_no)
        return papers.STAFF.format(name=self.name, short_no=self.short_no)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The case, whose it is and where to ask; id_number and phone are masked by the caller."""

    case_no: str
    query_code: str
    applicant: str
    is_body: bool
    id_kind: IdKind
    id_number: str
    contact: str
    phone: str
    item: str
    sub_item: str
    outlet_phone: str
    consult_phone: str
    complaint_phone: str

    @property
    def you(self) -> str:
        """How the applicant is spoken to."""
        return papers.YOUR_UNIT if self.is_body else papers.YOU

    @property
    def me(self) -> str:
        """How the applicant speaks of itself in a promise."""
        return papers.OUR_UNIT if self.is_body else papers.ME

    @property
    def called(self) -> str:
        """The applicant's name; a word in its place where none was told."""
        return self.applicant or papers.UNNAMED

    @property
    def matter(self) -> str:
        """知识产权信息查询服务（复杂查询报告）."""
        if self.item and self.sub_item:
            return papers.MATTER.format(item=self.item, sub_item=papers.several(self.sub_item))
        return self.item or papers.NOT_LISTED

    @property
    def scanned(self) -> str:
        """What the two-dimensional code says: nothing personal."""
        return f"{self.case_no} {self.query_code}"

    def beside_code(self) -> tuple[Fact, ...]:
        """The facts that stand beside the code on every paper."""
        contact = papers.SEPARATOR.join(filter(None, (self.contact, self.phone)))
        return (
            Fact(papers.CASE_NO, self.case_no, code=True),
            Fact(papers.QUERY_CODE, fours(self.query_code), code=True),
            Fact(papers.APPLICANT, self.called),
            Fact(papers.ID_KINDS[self.id_kind], self.id_number),
            Fact(papers.REACH, contact),
            Fact(papers.ITEM, self.item or papers.NOT_LISTED),
            Fact(papers.SUB_ITEM, papers.several(self.sub_item)),
        )

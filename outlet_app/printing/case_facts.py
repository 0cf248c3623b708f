"""What every paper of a case says about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from outlet_app.domain.applicant import IdKind
from outlet_app.domain.forms.paper_rows import ANY_CASE, Row, rows_of
from outlet_app.printing.facts import Fact
from outlet_app.wording import papers
from outlet_app.wording.formats import fours
from outlet_app.wording.paper_fields import label


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
    """The case, whose it is and where to ask; id_number and phone are masked by the caller.

    more: texts of the fields that the registration's form adds to this paper, by field.
    """

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
    more: Mapping[str, str] = field(default_factory=dict, kw_only=True)

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

    @property
    def own(self) -> Mapping[str, str]:
        """What the fields of this paper alone hold."""
        return {}

    @property
    def told(self) -> Mapping[str, str]:
        """What every field that may stand on the paper holds, by field."""
        return {
            "case_no": self.case_no,
            "query_code": fours(self.query_code),
            "applicant.name": self.called,
            "applicant.id_number": self.id_number,
            "contact": self.contact,
            "phone": self.phone,
            "item": self.item or papers.NOT_LISTED,
            "sub_item": papers.several(self.sub_item),
            **self.own,
            **self.more,
        }

    def rows(self, paper: str = ANY_CASE) -> tuple[Fact, ...]:
        """The rows of the paper in the order of its form; a field that was added is left out where empty."""
        found = ((row, self._fact(paper, row)) for row in rows_of(paper) if not row.paired)
        return tuple(fact for row, fact in found if fact.value or not row.added)

    def pair(self, paper: str) -> tuple[Fact, Fact]:
        """The last row of two."""
        left, right = (self._fact(paper, row) for row in rows_of(paper) if row.paired)
        return left, right

    def _fact(self, paper: str, row: Row) -> Fact:
        told = self.told
        texts = filter(None, (told.get(one.name, "") for one in row.fields))
        named = papers.ID_KINDS[self.id_kind] if row.name == "applicant.id_number" else label(paper, row.name)
        return Fact(named, papers.SEPARATOR.join(texts), code=row.is_code)

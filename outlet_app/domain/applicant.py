"""Who comes to the counter: the body or person a case belongs to, and who speaks for them."""

from enum import IntEnum, StrEnum

from outlet_app.domain.frozen import dataclass


class ApplicantKind(IntEnum):
    """Kinds of 服务对象 by the national evaluation code (domain.md §1.3 field 4)."""

    PERSON = 1
    ENTERPRISE = 2
    INSTITUTION = 3
    SOCIETY = 4
    UNINCORPORATED = 5
    AGENCY = 6
    OTHER = 9

    @property
    def is_body(self) -> bool:
        """True for everything that carries a 统一社会信用代码."""
        return self is not ApplicantKind.PERSON


class IdKind(StrEnum):
    """Which paper a number was read from (domain.md §10.1, §10.2)."""

    NONE = ""
    USCC = "uscc"
    ID_CARD = "id_card"
    RESIDENCE_HMT = "residence_hmt"
    PERMANENT_RESIDENCE = "permanent_residence"
    PASSPORT = "passport"
    HM_PERMIT = "hm_permit"
    TW_PERMIT = "tw_permit"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Agent:
    """The person who acts for the applicant (domain.md §4); empty strings where not asked."""

    name: str
    id_kind: IdKind = IdKind.NONE
    id_number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """An applicant as told at the counter; a pure consultation may leave all but `kind` empty."""

    kind: ApplicantKind
    name: str = ""
    id_kind: IdKind = IdKind.NONE
    id_number: str = ""
    contact: str = ""
    phone: str = ""
    relation: str = ""

"""The use cases of one signed-in person, built once and handed to the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from outlet_app.domain.people import Person
from outlet_app.models.engine import Database
from outlet_app.printing.fonts import Faces
from outlet_app.services.agencies import Agencies
from outlet_app.services.answer_book import AnswerBook
from outlet_app.services.applicants import Applicants
from outlet_app.services.approvals import Approvals
from outlet_app.services.arrivals import Arrivals
from outlet_app.services.attachments import Attachments
from outlet_app.services.attendance import Attendance
from outlet_app.services.carrying import Carrying
from outlet_app.services.cases import Cases
from outlet_app.services.checklists import Checklists
from outlet_app.services.clocks import Clocks
from outlet_app.services.committing import Committing
from outlet_app.services.consultations import Consultations
from outlet_app.services.copying import Copying
from outlet_app.services.credit_desk import CreditDesk
from outlet_app.services.day_closing import DayClosing
from outlet_app.services.day_sheet import DaySheet
from outlet_app.services.deliveries import Deliveries
from outlet_app.services.desk import Desk
from outlet_app.services.disclosure import Disclosure
from outlet_app.services.drafts import Drafts
from outlet_app.services.duty import Duty
from outlet_app.services.examining import Examining
from outlet_app.services.following import Following
from outlet_app.services.holidays import Holidays
from outlet_app.services.intake import Intake
from outlet_app.services.issuing import Issuing
from outlet_app.services.lapses import Lapses
from outlet_app.services.ledgers import Ledgers
from outlet_app.services.loose_papers import LooseDesk
from outlet_app.services.mending import Mending
from outlet_app.services.notices import Notices
from outlet_app.services.numbers import Numbers
from outlet_app.services.opening import Opening
from outlet_app.services.outcomes import Outcomes
from outlet_app.services.overdue_list import OverdueList
from outlet_app.services.oversight import Oversight
from outlet_app.services.package_adding import PackageAdding
from outlet_app.services.package_children import Children
from outlet_app.services.package_drafts import PackageDrafts
from outlet_app.services.package_exchange import PackageExchange
from outlet_app.services.package_promises import PackagePromises
from outlet_app.services.packaging import Packaging
from outlet_app.services.paper_values import PaperValues
from outlet_app.services.papers import Papers
from outlet_app.services.people import People
from outlet_app.services.phrase_book import PhraseBook
from outlet_app.services.pledges import Pledges
from outlet_app.services.policies import Policies
from outlet_app.services.ports import Clock, NewId, SecretBytes, Spooler, Witness
from outlet_app.services.printers import Printers
from outlet_app.services.promises import Promises
from outlet_app.services.queries import Queries
from outlet_app.services.recorder import Recorder
from outlet_app.services.rectifying import Rectifying
from outlet_app.services.reference import Reference
from outlet_app.services.release_board import ReleaseBoard
from outlet_app.services.renewing import Renewing
from outlet_app.services.retiming import Retiming
from outlet_app.services.returning import Returning
from outlet_app.services.review_desk import ReviewDesk
from outlet_app.services.reviews import Reviews
from outlet_app.services.rights import Rights
from outlet_app.services.scans import Scans
from outlet_app.services.settling import Settling
from outlet_app.services.task_papers import TaskPapers
from outlet_app.services.tickets import Tickets
from outlet_app.services.timing import Timing
from outlet_app.services.tracking import Tracking
from outlet_app.services.training_papers import TrainingPapers
from outlet_app.services.trainings import Trainings
from outlet_app.services.transfers import Transfers
from outlet_app.services.veil import Veil
from outlet_app.services.windows import Windows
from outlet_app.system.blob_files import BlobFiles
from outlet_app.system.keystore import KeyStore


@dataclass(frozen=True, slots=True)
class Machine:
    """What this machine gives to every use case."""

    database: Database
    key: bytes
    keystore: KeyStore
    clock: Clock
    new_id: NewId
    secret_bytes: SecretBytes
    witness: Witness
    spooler: Spooler
    faces: Faces
    attachments: BlobFiles


@dataclass(frozen=True, slots=True)
class Counter:
    """Everything a page may ask for."""

    person: Person
    reference: Reference
    intake: Intake
    notices: Notices
    papers: Papers
    printers: Printers
    cases: Cases
    promises: Promises
    pledges: Pledges
    credit: CreditDesk
    desk: Desk
    applicants: Applicants
    drafts: Drafts
    day_sheet: DaySheet
    day_closing: DayClosing
    ledgers: Ledgers
    people: People
    holidays: Holidays
    tracking: Tracking
    queries: Queries
    rights: Rights
    carrying: Carrying
    consultations: Consultations
    oversight: Oversight
    overdue_list: OverdueList
    approvals: Approvals
    duty: Duty
    tickets: Tickets
    attendance: Attendance
    examining: Examining
    returning: Returning
    lapses: Lapses
    mending: Mending
    timing: Timing
    renewing: Renewing
    retiming: Retiming
    reviews: Reviews
    settling: Settling
    review_desk: ReviewDesk
    rectifying: Rectifying
    transfers: Transfers
    deliveries: Deliveries
    agencies: Agencies
    outcomes: Outcomes
    trainings: Trainings
    checklists: Checklists
    policies: Policies
    arrivals: Arrivals
    phrase_book: PhraseBook
    answers: AnswerBook
    copying: Copying
    packaging: Packaging
    package_adding: PackageAdding
    package_exchange: PackageExchange
    package_promises: PackagePromises
    package_drafts: PackageDrafts
    attachments: Attachments
    scans: Scans
    releases: ReleaseBoard
    windows: Windows
    written: Callable[[], int]


def open_counter(machine: Machine, reference: Reference, person: Person) -> Counter:
    """Put the use cases together for one person at this terminal."""
    database, clock = machine.database, machine.clock
    recorder = Recorder(reference, person, clock, machine.new_id)
    following = Following(reference, recorder, Clocks(reference))
    tickets = Tickets(database, reference, recorder)
    recorder.afterwards = (following.after, tickets.after)
    numbers = Numbers(reference, machine.witness, machine.secret_bytes)
    clocks = Clocks(reference)
    opening = Opening(reference, clocks, numbers.query_code, person.name)
    values = PaperValues(reference)
    issuing = Issuing(reference, recorder, values, machine.faces, opening)
    promises = Promises(database, reference, recorder, clocks)
    pledges = Pledges(database, reference, recorder)
    committing = Committing(promises, pledges)
    intake = Intake(database, reference, recorder, numbers, clocks, opening, issuing, committing)
    notices = Notices(reference, clock, clocks, intake, issuing)
    loose = LooseDesk(database, reference, recorder, numbers, values, machine.faces)
    children = Children(reference, recorder, opening, notices, committing)
    packaging = Packaging(database, reference, recorder, numbers, clocks, issuing, notices, children)
    review_desk = ReviewDesk(database, reference, recorder)
    veil = Veil(person, clock, Disclosure())
    printers = Printers(database, machine.spooler, machine.faces, reference, clock, person)
    mending = Mending(database, reference, recorder, clocks, numbers, issuing)
    adding = PackageAdding(database, reference, recorder, numbers, issuing, children, packaging)
    return Counter(
        person=person,
        reference=reference,
        intake=intake,
        notices=notices,
        papers=Papers(database, recorder, issuing, printers, numbers, veil),
        printers=printers,
        cases=Cases(database, reference, recorder, Disclosure(), clocks, veil),
        promises=promises,
        pledges=pledges,
        credit=CreditDesk(database, reference, recorder),
        desk=Desk(database, reference, clock, person, promises, review_desk),
        applicants=Applicants(database),
        drafts=Drafts(database, person.staff_no, clock),
        day_closing=DayClosing(loose),
        day_sheet=DaySheet(loose),
        ledgers=Ledgers(loose),
        people=People(database, machine.keystore, machine.key, person),
        holidays=Holidays(database, reference, recorder),
        timing=Timing(database, reference, recorder),
        duty=Duty(database, reference, recorder, issuing, machine.keystore),
        tickets=tickets,
        attendance=Attendance(database, recorder),
        approvals=Approvals(database, machine.keystore, person),
        examining=Examining(
            database, reference, recorder, numbers, clocks, opening, issuing, notices, committing
        ),
        returning=Returning(database, reference, recorder),
        lapses=Lapses(database, reference, recorder, numbers, clocks, issuing),
        mending=mending,
        oversight=Oversight(database, recorder),
        overdue_list=OverdueList(loose),
        consultations=Consultations(database, reference, recorder, clocks),
        carrying=Carrying(database, reference, recorder, numbers, opening),
        rights=Rights(database, veil),
        queries=Queries(database, reference, recorder, clocks),
        tracking=Tracking(database, reference, recorder, clocks, numbers, issuing),
        retiming=Retiming(database, reference, recorder, clocks),
        renewing=Renewing(database, recorder, numbers, issuing),
        reviews=Reviews(database, reference, recorder),
        settling=Settling(database, recorder),
        review_desk=review_desk,
        rectifying=Rectifying(
            database, reference, recorder, TaskPapers(reference, recorder, numbers, values, machine.faces)
        ),
        transfers=Transfers(database, recorder, opening, numbers, issuing, reference.outlet.code),
        agencies=Agencies(database, reference, recorder, numbers, issuing),
        deliveries=Deliveries(database, recorder, numbers, issuing),
        outcomes=Outcomes(database, reference, recorder, numbers, issuing),
        trainings=Trainings(
            database,
            reference,
            recorder,
            numbers,
            issuing,
            TrainingPapers(reference, recorder, numbers, values, machine.faces),
        ),
        checklists=Checklists(loose),
        policies=Policies(database, reference, recorder, numbers, opening, issuing),
        phrase_book=PhraseBook(database, reference),
        answers=AnswerBook(reference.answers),
        copying=Copying(database, reference, recorder, Disclosure()),
        arrivals=Arrivals(recorder, reference.outlet.code, following),
        package_drafts=PackageDrafts(database, person.staff_no, clock),
        packaging=packaging,
        package_adding=adding,
        package_exchange=PackageExchange(database, recorder, numbers, mending, adding),
        package_promises=PackagePromises(reference, promises, pledges),
        attachments=Attachments(database, recorder, machine.attachments),
        scans=Scans(database),
        releases=ReleaseBoard(database, reference, clock),
        windows=Windows(database, clock),
        written=lambda: recorder.written,
    )

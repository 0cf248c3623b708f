"""Papers that must come back before a 补正收件 is taken back."""

from outlet_app.domain.dossier import Case


def papers_since(case: Case) -> tuple[str, ...]:
    """The numbers given out since the last 补正收件 that still count."""
    if case.last_taking is None:
        return ()
    gone = {*case.void_papers, *(paper.number for paper in case.last_taking.before.papers)}
    return tuple(dict.fromkeys(one.number for one in case.papers if one.number not in gone))

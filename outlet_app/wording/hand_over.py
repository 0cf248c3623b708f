"""What is said when a paper went to the printer, or did not."""

from collections.abc import Mapping

PRINTED = "{done}，{paper}已送打印机"
PAPERS: Mapping[str, str] = {
    "W01": "登记单",
    "W02": "收件凭证",
    "W03": "材料清单",
    "W04": "告知书",
    "W05": "通知书",
    "W06": "通知书",
    "W07": "承诺书",
    "W08": "通知书",
    "W09": "告知承诺书",
    "W13": "转办单",
    "W14": "材料移交单",
    "W15": "送达回证",
    "W17": "日报",
    "W20": "意愿确认书",
    "W18": "超期清单",
    "W19": "台账",
    "W28": "日结核对单",
}
PAPER = "文书"
TWO_COPIES = "{case_no}，一式两份"
MORE_COPIES = "{case_no}，一式 {n} 份"
AGAIN = "重新打印(&P)"
EXPORT = "导出 PDF(&E)"
EXPORTED = "已导出"
PDF_FILES = "PDF 文书 (*.pdf)"
FILE_NAME = "{paper} {case_no}.pdf"


def printed(done: str, form: str) -> str:
    """已受理，通知书已送打印机; without what was done, only the paper."""
    return PRINTED.format(done=done, paper=PAPERS.get(form, PAPER)).lstrip("，")


def copies(case_no: str, number: int) -> str:
    """HH05-20261122-010017-T，一式两份; the bare number for a single one."""
    if number == 1:
        return case_no
    return (TWO_COPIES if number == 2 else MORE_COPIES).format(case_no=case_no, n=number)


def file_name(form: str, case_no: str) -> str:
    """告知书 HH05-20261122-010017-T.pdf."""
    return FILE_NAME.format(paper=PAPERS.get(form, PAPER), case_no=case_no)

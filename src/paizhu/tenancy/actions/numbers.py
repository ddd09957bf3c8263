"""Giving numbers: one after the other, without gaps, also when two people enter at once."""

from paizhu.kernel import acts
from paizhu.tenancy.models import Numbering, TenantRecord


def give(record: TenantRecord, letters: str, year: int) -> None:
    """Give the record its number as `code`, such as JD-2015-0042, unless it has one.

    The series' row stays locked until the act ends: whoever comes second waits, and a number whose act fails
    is given again. A number that a workbook has already used is passed over.
    """
    if record.code:
        return
    if not acts.inside_act():
        raise RuntimeError("Numbers are given inside an act only")
    numbering = _locked(record.commission_id, letters, year)
    taken = type(record).objects.of(record.commission_id)
    while True:
        numbering.last += 1
        record.code = str(numbering)
        if not taken.filter(code=record.code).exists():
            break
    numbering.save(update_fields=["last"])


def _locked(commission_id: int, letters: str, year: int) -> Numbering:
    where = {"commission_id": commission_id, "series": letters, "year": year}
    Numbering.objects.bulk_create([Numbering(**where)], ignore_conflicts=True)
    return Numbering.objects.select_for_update().get(**where)

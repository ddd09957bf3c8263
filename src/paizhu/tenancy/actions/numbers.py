"""Giving numbers: one after the other, without gaps, also when two people enter at once."""

from paizhu.kernel import acts
from paizhu.tenancy.models import Numbering, TenantQuerySet, TenantRecord

AHEAD = 100
"""Numbers that are looked at together."""


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
    record.code = _first_free(numbering, type(record).objects.of(record.commission_id))
    numbering.save(update_fields=["last"])


def _first_free(numbering: Numbering, records: TenantQuerySet) -> str:
    """Step to the next number that no record of the kind bears, also where a workbook brought hundreds of them."""
    while True:
        following = [numbering.written(numbering.last + step) for step in range(1, AHEAD + 1)]
        taken = set(records.filter(code__in=following).values_list("code", flat=True))
        for code in following:
            numbering.last += 1
            if code not in taken:
                return code


def _locked(commission_id: int, letters: str, year: int) -> Numbering:
    where = {"commission_id": commission_id, "series": letters, "year": year}
    Numbering.objects.bulk_create([Numbering(**where)], ignore_conflicts=True)
    return Numbering.objects.select_for_update().get(**where)

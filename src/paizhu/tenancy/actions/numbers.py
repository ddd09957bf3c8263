"""Giving numbers: one after the other, without gaps, also when two people enter at once."""

from django.db.models import F

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
    numbering = _next(record.commission_id, letters, year)
    records = type(record).objects.of(record.commission_id)
    record.code = str(numbering)
    if records.filter(code=record.code).exists():
        record.code = _first_free(numbering, records)
        numbering.save(update_fields=["last"])


def _next(commission_id: int, letters: str, year: int) -> Numbering:
    """Move the end of a series on, which locks it; the first number of a series makes it."""
    where = {"commission_id": commission_id, "series": letters, "year": year}
    series = Numbering.objects.filter(**where)
    if not series.update(last=F("last") + 1):
        Numbering.objects.bulk_create([Numbering(**where)], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    return series.get()


def _first_free(numbering: Numbering, records: TenantQuerySet) -> str:
    """Step to the next number that no record of the kind bears, also where a workbook brought hundreds of them."""
    while True:
        following = [numbering.written(numbering.last + step) for step in range(1, AHEAD + 1)]
        taken = set(records.filter(code__in=following).values_list("code", flat=True))
        for code in following:
            numbering.last += 1
            if code not in taken:
                return code

"""Giving numbers: one after the other, without gaps, also when two people enter at once."""

from django.db.models import F, QuerySet

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
    series = Numbering.objects.filter(commission_id=record.commission_id, series=letters, year=year)
    taken = type(record).objects.of(record.commission_id)
    while not record.code or taken.filter(code=record.code).exists():
        record.code = str(_next(series, record.commission_id, letters, year))


def _next(series: QuerySet, commission_id: int, letters: str, year: int) -> Numbering:
    """Move the end of a series on; the first number of a series makes it."""
    if not series.update(last=F("last") + 1):
        first = Numbering(commission_id=commission_id, series=letters, year=year)
        Numbering.objects.bulk_create([first], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    return series.get()

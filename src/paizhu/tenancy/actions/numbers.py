"""Giving numbers: one after the other, without gaps, also when two people enter at once."""

from functools import cache

from django.db.models import QuerySet

from paizhu.kernel import acts
from paizhu.tenancy.models import Numbering, TenantQuerySet, TenantRecord
from paizhu.tenancy.queries import statements

AHEAD = 100
"""Numbers that are looked at together."""
MOVE_ON = (
    f"UPDATE {Numbering._meta.db_table} SET last = last + 1 "  # noqa: S608  own names
    "WHERE commission_id = %s AND series = %s AND year = %s RETURNING id, last"
)


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
    record.code = str(numbering)
    if _with_code(type(record))(record.commission_id, record.code):
        record.code = _first_free(numbering, type(record).objects.of(record.commission_id))
        numbering.save(update_fields=["last"])


def _next(commission_id: int, letters: str, year: int) -> Numbering:
    """Move the end of a series on, which locks it; the first number of a series makes it."""
    where = {"commission_id": commission_id, "series": letters, "year": year}
    found = _moved_on(**where)
    if found is None:
        Numbering.objects.bulk_create([Numbering(**where)], ignore_conflicts=True)
        found = _moved_on(**where)
    key, last = found
    return Numbering(pk=key, last=last, **where)


def _moved_on(commission_id: int, series: str, year: int) -> tuple[int, int] | None:
    """Count a series up and return its key and its end, both in one statement; None where there is no such series yet."""
    with statements.cursor() as cursor:
        cursor.execute(MOVE_ON, [commission_id, series, year])
        return cursor.fetchone()


@cache
def _with_code(model: type[TenantRecord]) -> statements.Read:
    """Return the read of the records that bear a code."""

    def bearing(commission: int, code: str) -> QuerySet:
        return model.objects.of(commission).filter(code=code).order_by().values_list("pk")

    return statements.Read(bearing, int, str)


def _first_free(numbering: Numbering, records: TenantQuerySet) -> str:
    """Step to the next number that no record of the kind bears, also where a workbook brought hundreds of them."""
    while True:
        following = [numbering.written(numbering.last + step) for step in range(1, AHEAD + 1)]
        taken = set(records.filter(code__in=following).values_list("code", flat=True))
        for code in following:
            numbering.last += 1
            if code not in taken:
                return code

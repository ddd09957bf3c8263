"""Giving numbers: one after the other, without gaps, also when two people enter at once."""

from functools import cache

from django.db import connection

from paizhu.kernel import acts
from paizhu.tenancy.models import Numbering, TenantQuerySet, TenantRecord
from paizhu.tenancy.queries import statements

AHEAD = 100
"""Numbers that are looked at together."""
WRITTEN = {
    "sqlite": "%s || printf('%%04d', {table}.last)",
    "postgresql": "%s || lpad({table}.last::text, greatest(4, length({table}.last::text)), '0')",
}
"""A number as `Numbering.written` has it, in each database's own words; the value is what stands before it."""
MOVE_ON = (
    "UPDATE {table} SET last = last + 1 WHERE commission_id = %s AND series = %s AND year = %s "
    "RETURNING id, last, EXISTS (SELECT 1 FROM {records} WHERE commission_id = %s AND code = {written})"
)
"""Counts a series up, which locks it, and tells whether a record bears the number already."""


def give(record: TenantRecord, letters: str, year: int) -> None:
    """Give the record its number as `code`, such as JD-2015-0042, unless it has one.

    The series' row stays locked until the act ends: whoever comes second waits, and a number whose act fails
    is given again. A number that a workbook has already used is passed over.
    """
    if record.code:
        return
    if not acts.inside_act():
        raise RuntimeError("Numbers are given inside an act only")
    numbering, is_taken = _next(type(record), record.commission_id, letters, year)
    record.code = str(numbering)
    if is_taken:
        record.code = _first_free(numbering, type(record).objects.of(record.commission_id))
        numbering.save(update_fields=["last"])


def _next(
    kind: type[TenantRecord], commission_id: int, letters: str, year: int
) -> tuple[Numbering, bool]:
    """Move the end of a series on; returns it, and whether that number is taken. The first number of a series makes it."""
    where = {"commission_id": commission_id, "series": letters, "year": year}
    found = _moved_on(kind, **where)
    if found is None:
        Numbering.objects.bulk_create([Numbering(**where)], ignore_conflicts=True)
        found = _moved_on(kind, **where)
    key, last, is_taken = found
    return Numbering(pk=key, last=last, **where), bool(is_taken)


def _moved_on(
    kind: type[TenantRecord], commission_id: int, series: str, year: int
) -> tuple[int, int, bool] | None:
    """Return a series' key, its new end and whether that is taken, all in one statement; None where there is no such series yet."""
    with statements.cursor() as cursor:
        given = [commission_id, series, year, commission_id, f"{series}-{year}-"]
        cursor.execute(_moving_on(kind, connection.vendor), given)
        return cursor.fetchone()


@cache
def _moving_on(kind: type[TenantRecord], vendor: str) -> str:
    table = Numbering._meta.db_table
    return MOVE_ON.format(
        table=table, records=kind._meta.db_table, written=WRITTEN[vendor].format(table=table)
    )


def _first_free(numbering: Numbering, records: TenantQuerySet) -> str:
    """Step to the next number that no record of the kind bears, also where a workbook brought hundreds of them."""
    while True:
        following = [numbering.written(numbering.last + step) for step in range(1, AHEAD + 1)]
        taken = set(records.filter(code__in=following).values_list("code", flat=True))
        for code in following:
            numbering.last += 1
            if code not in taken:
                return code

"""Numbers have no gaps and no doubles, also when several enter at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from paizhu.organization.models import Powers
from paizhu.oversight.actions import activities
from paizhu.oversight.models import Activity, Series
from paizhu.tenancy.actions import numbers
from paizhu.tenancy.models import Numbering
from tests.organization.city import Looker, build
from tests.oversight.factories import activity_draft


def test_a_number_is_written_with_letters_year_and_four_digits():
    written = [str(Numbering(series=each, year=2015, last=7)) for each in Series]
    assert written == ["JD-2015-0007", "YJ-2015-0007", "TB-2015-0007", "XZ-2015-0007"]
    assert str(Numbering(series=Series.ACTIVITY, year=2015, last=12345)) == "JD-2015-12345"


@pytest.mark.django_db
def test_numbers_are_given_inside_an_act_only():
    city = build()
    with pytest.raises(RuntimeError):
        numbers.give(Activity(commission=city.commission), Series.ACTIVITY, 2015)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_who_enter_at_once_get_numbers_one_after_the_other():
    city = build()
    drafts = [activity_draft(city, code="") for _number in range(24)]
    by = Looker(city.commission.pk, Powers(on=drafts[0].on, is_operator=True))
    start, faults = Barrier(8), []

    def enter(share):
        try:
            start.wait()
            for draft in share:
                activities.register(commission=city.commission, draft=draft, by=by)
        except Exception as fault:  # noqa: BLE001  told by the test
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=enter, args=(drafts[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    codes = sorted(Activity.objects.values_list("code", flat=True))
    assert codes == [f"JD-2015-{n:04}" for n in range(1, 25)]


@pytest.mark.django_db
def test_a_given_number_never_meets_one_that_a_workbook_brought(django_assert_max_num_queries):
    city = build()
    by = Looker(city.commission.pk, Powers(on=activity_draft(city).on, is_operator=True))
    brought = [activity_draft(city, code=f"JD-2015-{n:04}") for n in (*range(1, 251), 252)]
    activities.save_activities(commission=city.commission, drafts=brought, by=by)
    given = activity_draft(city, code="")
    with django_assert_max_num_queries(40):
        first = activities.register(commission=city.commission, draft=given, by=by)
    second = activities.register(commission=city.commission, draft=given, by=by)
    assert (first.code, second.code) == ("JD-2015-0251", "JD-2015-0253")

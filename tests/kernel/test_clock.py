"""Today and now: the real ones, those of the day on which a demonstration stands still, or of a day stood on."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from paizhu.kernel import clock

STILL = date(2015, 12, 31)


def test_without_a_demonstration_today_and_now_are_the_real_ones(settings):
    settings.DEMONSTRATION_DAY = None
    assert clock.today() == timezone.localdate()
    assert abs(clock.now() - timezone.now()).total_seconds() < 60


def test_a_demonstration_stands_still_on_its_day_while_the_hours_pass(settings):
    settings.DEMONSTRATION_DAY = STILL
    assert clock.today() == STILL
    assert timezone.localdate(clock.now()) == STILL


@pytest.mark.parametrize("still", [None, STILL])
def test_a_story_stands_on_its_own_days_and_the_day_comes_back_after_a_fault(settings, still):
    settings.DEMONSTRATION_DAY = still
    before = clock.today()
    with clock.standing_on(date(2015, 7, 6)):
        assert clock.today() == date(2015, 7, 6) == timezone.localdate(clock.now())
        with clock.standing_on(datetime(2015, 3, 2, 9, 30)):
            assert clock.today() == date(2015, 3, 2)
            assert clock.now() == timezone.make_aware(datetime(2015, 3, 2, 9, 30))
        assert clock.today() == date(2015, 7, 6)
    assert clock.today() == before


def test_after_a_fault_nobody_stands_on_the_storys_day_any_more():
    before = clock.today()

    def play():
        with clock.standing_on(date(2015, 7, 6)):
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011  it is raised just above
        play()
    assert clock.today() == before


def test_a_moment_of_another_zone_stands_on_the_commissions_day():
    late = datetime(2015, 7, 6, 20, tzinfo=timezone.get_fixed_timezone(0))
    with clock.standing_on(late):
        assert clock.today() == date(2015, 7, 7)

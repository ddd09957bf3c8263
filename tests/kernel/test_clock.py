"""Today and now: the real ones, or those of the day on which a demonstration stands still."""

from datetime import date

from django.utils import timezone

from paizhu.kernel import clock


def test_without_a_demonstration_today_and_now_are_the_real_ones(settings):
    settings.DEMONSTRATION_DAY = None
    assert clock.today() == timezone.localdate()
    assert abs(clock.now() - timezone.now()).total_seconds() < 60


def test_a_demonstration_stands_still_on_its_day_while_the_hours_pass(settings):
    settings.DEMONSTRATION_DAY = date(2015, 12, 31)
    assert clock.today() == date(2015, 12, 31)
    assert timezone.localdate(clock.now()) == date(2015, 12, 31)

"""The first screens in a real browser: they fit a telephone whatever the names, and everybody can use them."""

import pytest
import time_machine
from playwright.sync_api import expect

from tests.reporting.test_home_waiting import LONG, NOW, built
from tests.web.conftest import WIDTHS, screen_faults
from tests.web.conftest import visit as visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL = """() => [...document.querySelectorAll('main a, main button, main summary')]
  .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
  .filter(([_text, box]) => box.width && box.height && box.height < 24).map(([text]) => text)"""


@pytest.fixture
def city(transactional_db):
    with time_machine.travel(NOW, tick=False):
        city = built()
        for record in (*city.units.values(), *city.groups.values(), *city.officials.values()):
            record.name = f"{record.name}{LONG}"[: 20 if record in city.officials.values() else 80]
            record.save()
        yield city


@pytest.mark.parametrize(("code", "first"), [("P1", "待您办理"), ("C2", "本单位待办")])
def test_a_first_screen_fits_and_is_accessible(visit, city, code, first):
    page = visit("/", city.user(code))
    assert not screen_faults(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.get_by_role("heading", name=first)).to_be_visible()
        assert width > 400 or not page.evaluate(SMALL), width

"""The letters of the ladder: each drafted from the matter, unnumbered, for whom it is meant."""

from datetime import date

import pytest
from django.utils.formats import date_format

from paizhu.kernel import clock
from paizhu.kernel.refusals import refusal
from paizhu.rectification import rules
from paizhu.rectification.models import LADDER
from paizhu.rectification.queries import letters
from tests.organization.city import ROLES
from tests.rectification.factories import in_state, issued, reach
from tests.rectification.test_pages import address, client

DUE = date(2015, 6, 12)
TITLES = dict(
    zip(LADDER, ("督办通知书", "阶段督查指导书", "提醒书", "告诫书", "问责书"), strict=True)
)


@pytest.fixture
def warned(city):
    """Return a matter whose ladder has come to an end without a word of the unit."""
    record = in_state(issued(city, due_on=DUE), "rectifying")
    with clock.standing_on(date(2015, 7, 20)):
        yield reach(record, 5)


@pytest.mark.parametrize("key", LADDER)
def test_each_letter_says_the_matter_what_is_owed_what_is_asked_and_bears_no_number(
    city, warned, key
):
    page = client(city, "office").get(address("letter", warned.pk, key))
    text = page.content.decode()
    assert f">{TITLES[key]}</h1>" in text
    for said in (warned.code, warned.unit.name, "2015年6月12日", "尚未报结", city.commission.name):
        assert said in text, said
    assert "文号：（由纪委办公室编号）" in text
    letter = page.context["letter"]
    if key != "accountability":
        assert date_format(letter.answer_by) in text
    assert ("单位主要负责人（签字）" in text) == (key == "guidance")


def test_the_last_deadline_of_a_warning_is_the_day_of_the_next_rung(city, warned):
    (warning,) = [one for one in letters.letters_of(warned, clock.today()) if one.key == "warning"]
    # Sent on 16 June; accountability comes five working days after the warning; the 22nd is a holiday.
    assert (warning.sent_on, warning.answer_by) == (date(2015, 6, 16), date(2015, 6, 24))


def test_who_reads_which_letter(city, warned):
    unit = {"head", "contact"}
    for key in LADDER:
        may = {
            role
            for role in ROLES
            if client_sees(city, role, warned)
            and not refusal(rules.check_can_see_letter, city.looker(role), warned, key)
        }
        assert (may >= unit) == (key != "accountability"), key
        assert may >= {"leader", "member", "liaison", "office"}, key
        assert not may & {"petitions", "cases", "auditor", "contact_two"}, key


def client_sees(city, role, record):
    return type(record).objects.visible_to(city.looker(role)).filter(pk=record.pk).exists()


def test_no_letter_is_drafted_before_its_rung_is_reached(city):
    record = reach(issued(city, due_on=DUE), 2)
    assert client(city).get(address("letter", record.pk, "guidance")).status_code == 200
    assert client(city).get(address("letter", record.pk, "reminder")).status_code == 403
    assert client(city).get(address("letter", record.pk, "nonsense")).status_code == 403


def test_the_unit_learns_on_its_page_of_no_accountability(city, warned):
    for role, told in (("office", True), ("contact", False)):
        text = client(city, role).get(warned.get_absolute_url()).content.decode()
        assert ("问责书" in text) is told
        assert "告诫书" in text


def test_a_letter_that_the_unit_has_answered_meanwhile_says_so(city, warned):
    in_state(warned, "reported")
    text = client(city).get(address("letter", warned.pk, "warning")).content.decode()
    assert "单位此后已有答复" in text

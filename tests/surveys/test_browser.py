"""The desk pages of surveys in a real browser: widths, accessibility, both languages, keys."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from paizhu.surveys.actions import voices
from paizhu.surveys.models import SurveyUnit, Voice
from tests.surveys import factories
from tests.web.conftest import faults, overflow
from tests.web.conftest import visit as visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEFINITION = factories.DEFINITION | {
    "sections": [
        *factories.DEFINITION["sections"],
        {"title": "成员", "questions": [
            {"key": "m", "kind": "matrix", "title": "逐项评价", "options": factories.OPTIONS, "lines": "members",
             "items": [{"key": f"i{n}", "label": item} for n, item in enumerate("德能勤绩廉", start=1)]}]},
    ],
}  # fmt: skip


@pytest.fixture
def places(city):
    """Addresses of a desk page of each kind: of a draft, of a survey that runs, and of one that is closed."""
    draft = factories.drafted(city, definition=DEFINITION)
    runs = factories.issued(city, definition=DEFINITION)
    closed = factories.issued(city, {"U1": {"A": 6}, "U2": {"A": 6}}, definition=DEFINITION)
    lines = {f"member_{n}.i{i}": "bad" for n in (1, 2) for i in range(1, 6)}
    for unit in ("U1", "U2"):
        for number, code in enumerate(factories.codes(city, closed, unit)["A"]):
            factories.cast(code, q1="good", m=lines, t1=f"食堂采购要公开{number}")
    factories.close(city, closed)
    held = SurveyUnit.objects.get(survey=runs)
    voice = Voice.objects.first()
    voices.keep(voice=voice, wording="请公开食堂采购", by=factories.leader(city))
    first = runs.classes.first().pk

    def at(name, *args):
        return reverse(f"surveys:{name}", args=args)

    return [
        at("surveys"), at("survey_new"), at("question", draft.pk, "m"),
        *(at(n, draft.pk) for n in ("questions", "counting", "scope")),
        *(at(n, runs.pk) for n in ("survey", "tickets")),
        *(at(n, held.pk) for n in ("meeting", "meeting_in")), at("tablet", held.pk, first),
        *(at(n, closed.pk) for n in ("tally", "voices")), at("voice_step", voice.pk, "merge"),
    ]  # fmt: skip


def test_each_kind_of_desk_page_fits_the_screen_and_is_accessible(visit, city, places):
    found = []
    for place in places:
        page = visit(place, city.user("leader"), 1280)
        page.wait_for_load_state("networkidle")
        if (wider := overflow(page)) > 0:
            found.append(f"{place} 1280: {wider} px too wide")
        page.set_viewport_size({"width": 320, "height": 900})
        if (wider := overflow(page)) > 0:
            found.append(f"{place} 320: {wider} px too wide")
        found += [f"{place}: {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def test_the_longer_language_fits_a_phone_too(visit, city, places):
    page = visit(places[0], city.user("leader"), 320)
    page.locator(".languages button[value=en]").first.evaluate("button => button.click()")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    found = []
    for place in places:
        page = visit(place, width=320)
        if (wider := overflow(page)) > 0:
            found.append(f"{place}: {wider} px too wide")
    assert not found, "\n".join(found)


def test_formulas_are_entered_and_a_survey_is_issued_by_keys_alone(visit, city):
    survey = factories.drafted(city)
    page = visit(reverse("surveys:counting", args=[survey.pk]), city.user("leader"))
    page.locator("#id_title_1").focus()
    page.keyboard.type("好评率")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("好、较好")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/")
    expect(page.locator("body")).to_contain_text("好评率")
    page.goto(page.url.replace("questions/", ""))
    page.get_by_role("button", name="发布").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not faults(page)
    page.get_by_role("dialog").get_by_role("button", name="发布").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    survey.refresh_from_db(fields=["version"])
    expect(page.locator("body")).to_contain_text("已发布")

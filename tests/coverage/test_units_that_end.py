"""A unit that is dissolved, merged or renamed from a day: the past stays, nothing open is lost, nothing new comes to it."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from paizhu.coverage.queries import balance_of, coverage_on
from paizhu.kernel import clock
from paizhu.kernel.refusals import Refused
from paizhu.organization import queries as organization
from paizhu.organization.actions import dissolving, people, units
from paizhu.organization.models import FormerName, Placement, Post, Posting, Unit
from paizhu.organization.queries import unit_matters
from paizhu.oversight.actions import activities, notices, opinions
from paizhu.oversight.models import MatterNotice, Opinion
from paizhu.planning.actions import division
from paizhu.planning.models import Watch
from paizhu.rectification.models import Rectification, Voice
from paizhu.reporting.queries.figures import figures
from paizhu.trail.models import Event
from tests.organization.city import city, standing_city  # noqa: F401
from tests.oversight.factories import (
    activity_draft,
    notice_draft,
    opinion_draft,
    save_activity,
    save_notice,
    save_opinion,
)

pytestmark = pytest.mark.django_db
END = date(2015, 7, 1)
EVE = END - timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock.standing_on(datetime(2015, 7, 1, 9)):
        yield


def dissolve(city, code="U2", into=None, **given):  # noqa: F811
    return dissolving.dissolve(
        unit=city.units[code], on=END, successor=city.units[into] if into else None,
        **{"reason": "机构改革", **given}, by=city.looker("office", END),
    )  # fmt: skip


def figures_of(city, start, end):  # noqa: F811
    return figures(city.commission, start, end, user=city.looker("office", END)).as_json()


def covered(city, on):  # noqa: F811
    return coverage_on(city.commission, on, city.looker("office", END)).as_json()


def test_coverage_and_figures_count_it_until_its_day_and_never_after(city):  # noqa: F811
    save_activity(city, "U1 U2", "leader", on=EVE)
    save_opinion(city, "U2")
    spring = date(2015, 1, 1), EVE
    before = covered(city, EVE), figures_of(city, *spring)
    dissolve(city)
    assert (covered(city, EVE), figures_of(city, *spring)) == before
    assert covered(city, END)["units"] == before[0]["units"] - 1
    assert figures_of(city, END, END)["units"] == before[1]["units"] - 1
    assert "U2" not in covered(city, END)["uncovered"]


def test_a_resident_group_whose_host_is_no_more_is_no_post_any_longer(city):  # noqa: F811
    dissolve(city, "U3")
    by = city.looker("office", END)
    for on, posts, people_there in ((EVE, 7, 1), (END, 3, 0)):
        found = coverage_on(city.commission, on, by)
        assert found.posts.before == posts
        structure = organization.structure_of(city.commission)
        assert len(structure.residents(on).get(city.units["U3"].pk, ())) >= people_there
        assert balance_of(found, structure, city.commission).posts.before == posts


def test_what_is_open_goes_to_the_successor_and_the_opinion_stays_where_it_was_given(city):  # noqa: F811
    opinion = save_opinion(city, "U2")
    division.divide(group=city.groups["Z1"], unit=city.units["U2"], principal=city.people["leader"],
                    from_on=date(2015, 6, 1), by=city.looker("leader", END))  # fmt: skip
    notice = save_notice(city, "U2", happens_at=datetime(2015, 7, 8, 9).astimezone())
    found = unit_matters.open_at(city.units["U2"], city.looker("office", END))
    assert {each.kind.key for each in found} == {
        "rectification.open", "planning.watches", "oversight.notices",
    }  # fmt: skip
    dissolve(city, "U2", into="U5")
    record = Rectification.objects.get(pk=opinion.rectification_id)
    assert (record.unit, record.state) == (city.units["U5"], "issued")
    assert Opinion.objects.get().unit == city.units["U2"]
    assert not Watch.objects.filter(unit=city.units["U2"], until_on__isnull=True).exists()
    assert MatterNotice.objects.get(pk=notice.pk).state == "cancelled"
    assert not unit_matters.open_at(city.units["U2"], city.looker("office", END))
    acts = set(Event.objects.values_list("act", flat=True))
    assert {
        "organization.unit_merged",
        "organization.unit_matters_moved",
        "rectification.moved",
    } <= acts


def test_a_workbook_taken_in_again_leaves_the_end_and_the_hand_over_as_they_are(city):  # noqa: F811
    draft = opinion_draft(save_activity(city, "U2"))
    save = {"commission": city.commission, "by": city.looker("operator", END)}
    opinions.save_opinions(drafts=[draft], **save)
    dissolve(city, "U2", into="U5")
    changed = type(draft)(**{**vars(draft), "content": "补充完善后的意见。"})
    opinions.save_opinions(drafts=[changed], **save)
    record = Rectification.objects.get()
    assert (record.unit, record.problem) == (city.units["U5"], "补充完善后的意见。")
    again = units.UnitDraft("U2", "市乙局", "政法", headcount=9)
    units.save_units(drafts=[again], **save)
    unit = Unit.objects.get(code="U2")
    assert (unit.dissolved_on, unit.headcount) == (END, 9)
    assert not Placement.objects.in_force(END).filter(unit=unit).exists()


def test_without_a_successor_what_is_open_is_closed_out_with_the_reason(city):  # noqa: F811
    opinion = save_opinion(city, "U2")
    with pytest.raises(Refused, match="1"):
        dissolve(city, "U2", reason=" ")
    assert Unit.objects.get(code="U2").dissolved_on is None
    dissolve(city, "U2")
    record = Rectification.objects.get(pk=opinion.rectification_id)
    assert (record.state, record.closed_on, record.recheck_on) == ("closed", END, None)
    assert Opinion.objects.get().state == "closed"
    assert Voice.objects.get(step="lapse").text == "机构改革"


def test_postings_there_end_and_nobody_keeps_powers_over_it(city):  # noqa: F811
    dissolve(city, "U2")
    assert not Posting.objects.in_force(END).filter(unit=city.units["U2"]).exists()
    assert Posting.objects.in_force(EVE).filter(unit=city.units["U2"]).count() == 2
    assert city.units["U2"].pk not in city.looker("leader", END).powers.units
    assert city.units["U2"].pk in city.looker("leader", EVE).powers.units


def test_nothing_new_comes_to_it(city):  # noqa: F811
    earlier = save_activity(city, "U2", "leader", on=EVE)
    dissolve(city, "U2", into="U5")
    city.units["U2"].refresh_from_db()
    office, unit = city.looker("office", END), city.units["U2"]
    late = [
        lambda: activities.register(
            commission=city.commission, draft=activity_draft(city, "U2", on=END), by=office
        ),
        lambda: opinions.raise_opinion(
            activity=earlier, unit=unit, content="意见", made_on=END, by=office
        ),
        lambda: notices.send(
            commission=city.commission, by=office,
            draft=notice_draft(city, "U2", code="", sent_at=clock.now()),
        ),
        lambda: people.begin_posting(
            official=city.people["nobody"], post=Post.CONTACT, place=unit, from_on=END, by=office
        ),
        lambda: units.transfer(unit=unit, sector=city.sectors["政法"], from_on=END, by=office),
        lambda: dissolving.rename(unit=unit, name="新名", from_on=END, by=office),
        lambda: dissolve(city, "U2"),
    ]  # fmt: skip
    for new in late:
        with pytest.raises(Refused, match=r"市戊局|撤销"):
            new()
    activities.register(
        commission=city.commission, draft=activity_draft(city, "U2", on=EVE), by=office
    )


@pytest.mark.parametrize(
    ("into", "given"),
    [("U2", {}), (None, {"on": END + timedelta(days=1)}), ("U4", {"gone": True})],
)
def test_the_successor_is_another_unit_that_stands_and_the_day_has_come(city, into, given):  # noqa: F811
    if given.pop("gone", False):
        dissolve(city, "U4")
        city.units["U4"].refresh_from_db()
    with pytest.raises(Refused):
        dissolving.dissolve(
            **{"unit": city.units["U2"], "on": END, "reason": "合并", **given},
            successor=city.units.get(into), by=city.looker("office", END),
        )  # fmt: skip
    assert Unit.objects.get(code="U2").dissolved_on is None


def test_a_dissolution_entered_by_mistake_is_taken_back(city):  # noqa: F811
    before = covered(city, END)
    dissolve(city, "U5")
    dissolving.take_back_dissolution(unit=city.units["U5"], by=city.looker("office", END))
    assert covered(city, END) == before


def test_a_new_name_keeps_the_former_one_findable_and_changes_no_figure(city):  # noqa: F811
    unit, by = city.units["U2"], city.looker("office", END)
    before = figures_of(city, date(2015, 1, 1), END)
    dissolving.rename(unit=unit, name="市新乙局", from_on=END, by=by)
    assert Unit.objects.get(code="U2").name == "市新乙局"
    assert FormerName.objects.get().name == "市乙局"
    assert list(Unit.objects.visible_to(by).search("市乙局")) == [unit]
    assert figures_of(city, date(2015, 1, 1), END) == before
    with pytest.raises(Refused):
        dissolving.rename(unit=unit, name="又一局", from_on=END, by=by)


def test_nobody_but_the_office_ends_or_renames_a_unit(city):  # noqa: F811
    for role in ("leader", "liaison", "contact", "secretary", "cases"):
        with pytest.raises(Refused):
            dissolving.dissolve(
                unit=city.units["U5"], on=END, reason="x", by=city.looker(role, END)
            )
        with pytest.raises(Refused):
            dissolving.rename(
                unit=city.units["U5"], name="x", from_on=END, by=city.looker(role, END)
            )


def test_the_pages_show_what_is_open_dissolve_and_say_where_it_went(city):  # noqa: F811
    opinion = save_opinion(city, "U2")
    browser = Client()
    browser.force_login(city.user("office"))
    unit = city.units["U2"]
    address = reverse("organization:unit_dissolve", args=[unit.pk])
    shown = browser.get(address).content.decode()
    assert opinion.code in shown
    sent = {
        "on": "2015-07-01",
        "reason": "合并",
        "successor": city.units["U5"].pk,
        "revision": unit.revision,
    }
    assert browser.post(address, sent).status_code == 302
    page = browser.get(unit.get_absolute_url()).content.decode()
    assert "已撤销" in page
    assert "没有综合组负责" not in page  # no fault of a unit that is no more
    assert city.units["U5"].get_absolute_url() in page
    assert (
        unit.get_absolute_url() in browser.get(city.units["U5"].get_absolute_url()).content.decode()
    )
    assert browser.post(address, sent).status_code == 403  # sent twice, nothing happens twice

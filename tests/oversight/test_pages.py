"""The pages as people use them: looking, entering, correcting, stepping on, and being told no."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from paizhu.oversight.models import Activity, MatterNotice, Opinion
from tests.oversight.factories import ON, save_activity, save_notice, save_opinion

pytestmark = pytest.mark.django_db


def client(city, role="office"):
    made = Client()
    made.force_login(city.user(role))
    return made


def address(name, *args):
    return reverse(f"oversight:{name}", args=args)


def entry(city, at="U1", who="leader", **given):
    return {
        "on": "2015-06-01",
        "method": "visit",
        "units": [city.units[code].pk for code in at.split()],
        "officials": [city.people[name].pk for name in who.split()],
    } | given


def test_an_activity_is_entered_by_hand_and_shown(city):
    browser = client(city, "leader")
    posted = entry(city, "U1 U2", subjects=["1", "4"], group=city.groups["Z1"].pk, summary="走访。")
    answer = browser.post(address("activity_new"), posted, follow=True)
    activity = Activity.objects.get()
    assert answer.redirect_chain[-1][0] == address("activity", activity.pk)
    text = answer.content.decode()
    for word in (
        "监督活动已登记",
        "市甲局",
        "市乙局",
        "示例leader",
        "走访。",
        "政治纪律",
        "主体责任",
    ):
        assert word in text
    assert "2013-01-01 起派驻在该单位" in text
    assert "该组监督联系此单位所在的“党群”口" in text


def test_a_form_starts_with_today_oneself_and_ones_only_group(city):
    form = client(city, "leader").get(address("activity_new")).context["form"]
    assert form.initial["on"] == timezone.localdate()
    assert form.initial["officials"] == [city.people["leader"].pk]
    assert form.initial["group"] == city.groups["Z1"].pk


def test_a_form_that_follows_a_notice_starts_with_its_unit_and_matter(city):
    notice = save_notice(city, "U2", matter="project")
    page = client(city, "leader").get(f"{address('activity_new')}?notice={notice.pk}")
    initial = page.context["form"].initial
    assert (initial["units"], initial["matter"]) == ([city.units["U2"].pk], "project")
    hidden = save_notice(city, "U3")
    page = client(city, "leader").get(f"{address('activity_new')}?notice={hidden.pk}")
    assert "notice" not in page.context["form"].initial


@pytest.mark.parametrize("asked", ["0", "kein", "9" * 40, "-1", ""])
def test_nonsense_in_the_address_is_no_obstacle(city, asked):
    browser = client(city)
    for name, parameter in (("activity_new", "notice"), ("opinion_new", "activity")):
        assert browser.get(f"{address(name)}?{parameter}={asked}").status_code == 200


def test_a_refused_entry_keeps_what_was_typed_and_shows_capacities_and_reason(city):
    posted = entry(city, "U2", "leader", on="2015-02-01", summary="不能丢")
    answer = client(city, "leader").post(address("activity_new"), posted)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "不能丢" in text
    assert "组与组联合开展工作须经纪委授权" in text
    assert "capacity-outside" in text
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "missing",
    [{"on": ""}, {"method": ""}, {"units": []}, {"officials": []}, {"on": "32.13.2015"}, {"subjects": ["9999"]}],
)  # fmt: skip
def test_a_form_says_what_is_missing(city, missing):
    answer = client(city).post(address("activity_new"), entry(city, **missing))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Activity.objects.exists()


def test_a_unit_may_be_typed_instead_of_picked(city):
    posted = entry(city) | {"units": [], "units-text": "市乙局"}
    client(city, "leader").post(address("activity_new"), posted)
    assert list(Activity.objects.get().unit_links.values_list("unit__code", flat=True)) == ["U2"]


def test_units_of_other_groups_are_not_offered(city):
    posted = entry(city, "U3", "leader")
    answer = client(city, "leader").post(address("activity_new"), posted)
    assert "units" in answer.context["form"].errors


def test_capacities_appear_as_soon_as_day_unit_and_person_are_known(city):
    browser, place = client(city, "leader"), address("capacities")
    asked = {
        "on": "2015-06-01",
        "units": city.units["U1"].pk,
        "officials": city.people["leader"].pk,
    }
    text = browser.get(place, asked).content.decode()
    assert "capacity-both" in text
    assert "2013-01-01 起派驻在该单位" in text
    assert "<html" not in text
    early = browser.get(place, asked | {"on": "2015-02-01"}).content.decode()
    assert "capacity-same" in early
    for missing in asked:
        part = {name: value for name, value in asked.items() if name != missing}
        assert "填写日期、单位和参加人员后" in browser.get(place, part).content.decode()


def test_an_activity_is_corrected_and_a_stale_form_is_told_so(city):
    activity = save_activity(city, "U1", "leader")
    browser, place = client(city), address("activity_correct", activity.pk)
    page = browser.get(place)
    assert page.context["form"].initial["units"] == [city.units["U1"].pk]
    posted = entry(city, "U2", "member", revision=1)
    assert browser.post(place, posted).status_code == 302
    assert list(Activity.objects.get().unit_links.values_list("unit__code", flat=True)) == ["U2"]
    stale = browser.post(place, posted | {"method": "talk"})
    assert "他人修改" in stale.content.decode()
    assert Activity.objects.get().method == "visit"


def test_what_may_not_be_seen_is_not_there(city):
    activity, notice, opinion = save_activity(city, "U3"), save_notice(city, "U3"), None
    opinion = save_opinion(city, "U3")
    browser = client(city, "member")
    for name, record in (("activity", activity), ("notice", notice), ("opinion", opinion)):
        assert browser.get(address(name, record.pk)).status_code == 404
    for name in ("activity_correct",):
        assert browser.post(address(name, activity.pk), entry(city)).status_code == 404


def test_a_late_entry_is_stamped_and_one_in_time_is_not(city):
    browser = client(city)
    browser.post(address("activity_new"), entry(city))
    late = browser.get(address("activity", Activity.objects.get().pk)).content.decode()
    assert "补录，迟" in late
    Activity.objects.all().delete()
    browser.post(address("activity_new"), entry(city, on=timezone.localdate().isoformat()))
    soon = browser.get(address("activity", Activity.objects.get().pk)).content.decode()
    assert "补录" not in soon


def test_an_opinion_is_given_from_its_activity_with_a_suggested_deadline(city):
    activity = save_activity(city, "U2", "member")
    browser = client(city, "leader")
    place = f"{address('opinion_new')}?activity={activity.pk}"
    form = browser.get(place).context["form"]
    assert form.initial["unit"] == city.units["U2"].pk
    assert form.initial["due_on"] == timezone.localdate() + timedelta(days=30)
    posted = {
        "unit": city.units["U2"].pk,
        "content": "请公开。",
        "made_on": "2015-06-02",
        "due_on": "2015-06-30",
    }
    answer = browser.post(place, posted, follow=True)
    opinion = Opinion.objects.get()
    assert answer.redirect_chain[-1][0] == address("opinion", opinion.pk)
    assert "请公开。" in answer.content.decode()
    wrong = browser.post(place, posted | {"due_on": "2015-06-01"})
    assert "due_on" in wrong.context["form"].errors
    before = browser.post(place, posted | {"made_on": "2015-05-01"})
    assert "不得早于监督活动的日期" in before.content.decode()  # fmt: skip


def test_without_an_activity_the_page_says_where_opinions_begin(city):
    text = client(city).get(address("opinion_new")).content.decode()
    assert "这条意见建议来自哪次监督活动" in text


def test_a_units_contact_reads_his_opinion_and_nothing_of_the_group(city):
    opinion = save_opinion(city, "U2", due_on=ON)
    Activity.objects.update(summary="组内记录")
    page = client(city, "contact").get(address("opinion", opinion.pk))
    text = page.content.decode()
    assert opinion.content in text
    assert opinion.activity.code not in text
    assert "组内记录" not in text
    assert [button.url for button in page.context["buttons"]] == [
        opinion.rectification.get_absolute_url()
    ]
    assert client(city, "contact").get(address("activity", opinion.activity_id)).status_code == 404


@pytest.mark.parametrize(
    "name", ["activities", "notices", "activity_new", "notice_new", "opinion_new"]
)
@pytest.mark.parametrize(
    "role", ["contact", "head", "petitions", "auditor", "system_admin", "nobody"]
)
def test_who_has_no_part_in_supervision_is_told_so(city, name, role):
    """A unit's contact sends word of its matters; he is led to what his unit announced itself."""
    expected = {"notices": 302, "notice_new": 200} if role == "contact" else {}
    assert client(city, role).get(address(name)).status_code == expected.get(name, 403)


def test_word_is_sent_by_the_resident_leader_in_his_own_name_and_now(city):
    browser = client(city, "leader_two")
    form = browser.get(address("notice_new")).context["form"]
    assert form.initial["unit"] == city.units["U3"].pk
    assert not {"sender", "sent_at", "code"} & set(form.fields)
    happens = timezone.localtime() + timedelta(days=20)
    posted = {
        "unit": city.units["U3"].pk,
        "matter": "appointment",
        "title": "研究任免",
        "happens_at": f"{happens:%Y-%m-%dT%H:%M}",
        "sender": city.people["office"].pk,
        "sent_at": "2015-01-01T08:00",
    }
    answer = browser.post(address("notice_new"), posted, follow=True)
    notice = MatterNotice.objects.get()
    assert notice.sender == city.people["leader_two"]
    assert timezone.now() - notice.sent_at < timedelta(minutes=5)
    assert "已通报" in answer.content.decode()


def test_the_office_enters_word_that_came_earlier_from_somebody_else(city):
    posted = {
        "unit": city.units["U1"].pk,
        "matter": "decision",
        "title": "研究预算",
        "happens_at": "2015-06-08T09:00",
        "sender": city.people["leader"].pk,
        "sent_at": "2015-06-09T08:00",
        "code": "电话一号",
    }
    answer = client(city).post(address("notice_new"), posted, follow=True)
    notice = MatterNotice.objects.get()
    assert (notice.code, notice.sender) == ("电话一号", city.people["leader"])
    assert "事后通报" in answer.content.decode()


def test_a_notice_shows_the_activity_that_followed_it(city):
    notice = save_notice(city)
    activity = save_activity(city, notice_id=notice.pk)
    text = client(city, "leader").get(address("notice", notice.pk)).content.decode()
    assert activity.code in text
    back = client(city, "leader").get(address("activity", activity.pk)).content.decode()
    assert notice.title in back


@pytest.mark.parametrize(
    ("place", "role", "cards"),
    [
        ("unit", "office", {"oversight-activities", "oversight-notices", "rectification-open"}),
        ("unit", "leader", {"oversight-activities", "oversight-notices", "rectification-open"}),
        ("unit", "head", {"rectification-open"}),
        ("group", "leader", {"oversight-activities", "rectification-open"}),
        ("official", "leader", {"oversight-activities"}),
    ],
)
def test_the_pages_of_the_structure_show_the_latest_of_each_ledger(city, place, role, cards):
    unit = "U2"
    save_opinion(city, unit)
    save_notice(city, unit)
    pks = {"unit": city.units[unit], "group": city.groups["Z1"], "official": city.people["leader"]}
    page = client(city, role).get(reverse(f"organization:{place}", args=[pks[place].pk]))
    text = page.content.decode()
    assert set(re.findall(r'id="((?:oversight|rectification)-[a-z]+)"', text)) == cards


def test_a_units_page_names_an_open_matter_once(city):
    opinion = save_opinion(city, "U2")
    url = reverse("organization:unit", args=[city.units["U2"].pk])
    text = client(city, "leader").get(url).content.decode()
    assert len(re.findall(rf">\s*{opinion.code}\s*</a>", text)) == 1


def test_the_pages_speak_english_too(city):
    browser = client(city, "leader")
    activity = save_activity(city)
    browser.cookies["django_language"] = "en"
    text = browser.get(address("activity", activity.pk)).content.decode()
    assert "Who took part, in which capacity" in text


def test_sending_word_takes_the_same_few_statements_however_much_word_there_is(city):
    browser, counts = client(city, "leader"), []
    for number in (1, 2, 20):
        posted = {"unit": city.units["U1"].pk, "matter": "project", "title": f"事项{number}", "when": "other",
                  "happens_at": "2030-01-05T09:00", "once": f"{number:032x}"}  # fmt: skip
        with CaptureQueriesContext(connection) as found:
            assert browser.post(address("notice_new"), posted).status_code == 302
        counts.append(len(found))
        for _each in range(number):
            save_notice(city, "U1")
    assert counts[1] == counts[2], counts
    assert counts[2] <= 28, counts

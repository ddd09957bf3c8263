"""The pages of quick entry and record as people use them: in a minute, twice, too late, without script."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from paizhu.oversight.models import Activity, MeetingRecord, Method
from tests.oversight.factories import save_activity, save_notice

pytestmark = pytest.mark.django_db


def client(city, role="leader"):
    made = Client()
    made.force_login(city.user(role))
    return made


def address(name, *args):
    return reverse(f"oversight:activity_{name}", args=args)


def quick(city, **given):
    return {
        "method": "talk",
        "places": [city.units["U2"].pk],
        "on": timezone.localdate().isoformat(),
        "officials": [city.people["leader"].pk],
        "group": city.groups["Z1"].pk,
        "summary": "了解情况",
    } | given


def lines(*items, **more):
    sent = {"items-TOTAL_FORMS": len(items), "items-INITIAL_FORMS": len(items), "revision": 0}
    sent |= dict.fromkeys(
        ("first_topic", "discussed", "head_last", "recused", "minuted"), "not_seen"
    )
    for number, item in enumerate(items):
        for name, value in {"outcome": "passed", "title": "", **item}.items():
            sent[f"items-{number}-{name}"] = value
    return sent | {"complete": "on"} | more


def test_a_quick_entry_starts_with_own_units_last_visited_first_today_and_oneself(city):
    save_activity(city, "U5", "leader")
    form = client(city).get(address("quick")).context["form"]
    assert form.initial["on"] == timezone.localdate()
    assert form.initial["officials"] == [city.people["leader"].pk]
    assert [key for key, _name in form.fields["places"].choices] == [
        str(city.units[code].pk) for code in ("U5", "U1", "U2")
    ]


def test_a_quick_entry_is_one_form_and_waits_to_be_completed(city):
    browser = client(city)
    answer = browser.post(address("quick"), quick(city), follow=True)
    (made,) = Activity.objects.all()
    assert made.is_sketch
    assert (made.method, made.summary, made.group) == ("talk", "了解情况", city.groups["Z1"])
    assert "待补充" in answer.content.decode()
    found = browser.get(reverse("oversight:activities") + "?open=1")
    assert made.code in found.content.decode()
    browser.post(address("complete", made.pk))
    made.refresh_from_db()
    assert not made.is_sketch


def test_sending_the_quick_entry_twice_makes_one_activity(city):
    browser, given = client(city), quick(city, once=uuid4().hex)
    first, second = (browser.post(address("quick"), given) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Activity.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [({"places": []}, "places"), ({"method": "meeting"}, "matter"), ({"on": "2999-01-01"}, "on")],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(city, given, field):
    answer = client(city).post(address("quick"), quick(city, once="a" * 32, **given))
    form = answer.context["form"]
    assert field in form.errors
    page = answer.content.decode()
    assert "了解情况" in page
    assert "a" * 32 in page  # the same form, sent again, is still the same form


def test_a_notice_fills_the_quick_entry_in(city):
    notice = save_notice(city, "U2")
    start = client(city).get(address("quick") + f"?notice={notice.pk}").context["form"].initial
    assert (start["notice"], start["places"]) == (notice.pk, [notice.unit_id])
    assert start["matter"] == notice.matter


def test_an_entry_from_another_room_is_filled_in_as_far_as_it_may_be_seen(city):
    asked = f"?unit={city.units['U2'].pk}&unit={city.units['U3'].pk}&on=2015-06-01&method=visit"
    asked += f"&official={city.people['member'].pk}&matter=nonsense"
    initial = client(city).get(reverse("oversight:activity_new") + asked).context["form"].initial
    assert initial["units"] == [city.units["U2"].pk]  # U3 is another group's
    assert initial["officials"] == [city.people["member"].pk]
    assert (initial["on"].isoformat(), initial["method"]) == ("2015-06-01", "visit")
    assert "matter" not in initial


def test_a_meetings_agenda_is_written_line_by_line_and_empty_lines_are_left_out(city):
    activity = save_activity(city, "U2", "leader", method=Method.MEETING, matter="project")
    sent = lines(
        {"title": "招标方案", "votes_for": "7", "votes_against": "1"},
        {},
        {"title": "预算调整", "outcome": "postponed"},
    )
    browser = client(city)
    assert browser.get(address("record", activity.pk)).status_code == 200
    answer = browser.post(address("record", activity.pk), sent, follow=True)
    (record,) = MeetingRecord.objects.all()
    assert [(item.title, item.outcome) for item in record.items.all()] == [
        ("招标方案", "passed"),
        ("预算调整", "postponed"),
    ]
    assert "同意7票" in answer.content.decode()


def test_without_script_the_server_gives_one_more_line_and_keeps_what_was_typed(city):
    activity = save_activity(city, "U2", "leader", method=Method.MEETING, matter="project")
    sent = lines({"title": "招标方案"}, add_line="1")
    answer = client(city).post(address("record", activity.pk), sent)
    assert len(answer.context["items"].forms) == 2
    assert "招标方案" in answer.content.decode()
    assert not MeetingRecord.objects.exists()


def test_a_stale_record_page_changes_nothing_and_says_so(city):
    activity = save_activity(city, "U2", "leader", method=Method.MEETING, matter="project")
    client(city).post(address("record", activity.pk), lines({"title": "先到"}))
    answer = client(city, "office").post(address("record", activity.pk), lines({"title": "后到"}))
    assert "重新打开" in answer.content.decode()
    assert MeetingRecord.objects.get().items.get().title == "先到"

"""The stories played in the demonstration city: what they leave, for whom, on which days."""

import html
import re
from collections import Counter
from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from paizhu.access import queries as access
from paizhu.access.models import User
from paizhu.clues.models import Clue, ClueState, Petition, PetitionState, Recusal, Talk
from paizhu.exchange import actions
from paizhu.exchange.demonstration import plan
from paizhu.exchange.demonstration.cast import PARTS, PASSWORD, UNIT
from paizhu.exchange.demonstration.city import COMMISSION_CODE
from paizhu.kernel import clock
from paizhu.notices.models import Notice
from paizhu.oversight.models import Activity, MatterNotice, NoticeState, Opinion, Participation
from paizhu.planning.models import WorkPlan
from paizhu.rectification.models import Rectification, State, Voice
from paizhu.rectification.queries import Deadlines, Light
from paizhu.reporting.queries import figures
from paizhu.surveys.models import Survey, SurveyState, Tally
from paizhu.surveys.models import Voice as Text
from paizhu.surveys.queries import tallies
from paizhu.tenancy.models import Commission
from paizhu.trail.models import Event
from tests.standing import standing


def load():
    with clock.standing_on(plan.LAST):
        loaded = actions.load_demonstration()
    if (
        connection.vendor == "postgresql"
    ):  # a city of this size is never without statistics for long
        connection.cursor().execute("ANALYZE")
    return loaded


standing_city, city = standing(load)


def test_loading_gives_an_account_for_every_role_and_twice_changes_nothing(city):
    assert [account.username for account in city] == [part.username for part in PARTS]
    users = User.objects.in_bulk(field_name="username")
    for account in city:
        user = users[account.username]
        assert user.is_active
        assert not user.must_change_password
        assert user.check_password(PASSWORD)
    assert users["bangongshi"].powers.keeps_structure
    assert users["zuyuan"].powers.host_units
    assert users["zuyuan"].powers.member_groups
    assert users["lianxi"].powers.guided_groups
    assert users["lianluo"].powers.contact_units == users["juzhang"].powers.team_units
    assert users["shenji"].powers.is_auditor
    assert users["bangongshi"].commission.is_demonstration
    events = Event.objects.count()
    assert load() == city
    assert Event.objects.count() == events


def test_the_stored_city_gives_the_figures_promised(city):
    commission = Commission.objects.get(code=COMMISSION_CODE)
    activities = Activity.objects.of(commission)
    assert activities.on_major_matters().count() == 213
    assert Opinion.objects.of(commission).count() == 86
    capacities = Counter(
        Participation.objects.filter(commission_id=commission.pk).values_list("capacity", flat=True)
    )
    assert capacities["outside"] == plan.OUTSIDE_VISITS + 1  # and one under an authorisation
    assert capacities["cross_body"] > 300
    assert capacities["both"] + capacities["same_body"] > 100


def test_the_lists_have_something_of_every_kind(city):
    commission = Commission.objects.get(code=COMMISSION_CODE)
    put_right = Rectification.objects.of(commission)
    assert set(put_right.values_list("state", flat=True)) == set(State)
    deadlines = Deadlines(commission.pk, plan.LAST)
    transport = put_right.filter(unit__name__contains="交通运输局")
    assert {deadlines.of(one).light for one in transport} == set(Light)
    assert transport.filter(rung__gte=2).exists()
    assert transport.filter(wanted_on__isnull=False).exists()
    assert transport.filter(rechecked_on__isnull=False).exists()
    assert set(MatterNotice.objects.of(commission).values_list("state", flat=True)) == set(
        NoticeState
    )
    assert set(WorkPlan.objects.of(commission).values_list("state", flat=True)) >= {
        "draft", "submitted", "agreed", "reported",
    }  # fmt: skip
    assert Activity.objects.of(commission).to_complete().count() >= 3


def test_whoever_has_casework_finds_something_in_his_inbox(city):
    for username in ("lianxi", "zuzhang", "fuzuzhang", "zuyuan", "lianluo", "juzhang"):
        user = User.objects.get(username=username)
        with clock.standing_on(plan.LAST):
            assert Notice.objects.visible_to(user).unread().exists(), username


def test_one_appraisal_has_been_run_to_its_public_page_and_one_questionnaire_is_open(city):
    appraisal, open_now = Survey.objects.order_by("opens_at")
    assert (appraisal.state, appraisal.activity.method) == (SurveyState.CLOSED, "appraisal")
    held = appraisal.units.get()
    assert held.published_on
    figures = Tally.objects.get(survey=appraisal).figures["units"][str(held.pk)]
    assert (figures["total"]["issued"], figures["total"]["returned"]) == (46, 42)
    assert [block["key"] for block in figures["blocks"]] == ["A", "B", "C"]
    assert any(item["warnings"] for item in figures["items"])
    assert tallies.digest_of(tallies.figures_of(appraisal)) == appraisal.tally.digest
    sorted_out = Counter(Text.objects.filter(survey_unit=held).values_list("state", flat=True))
    assert sorted_out == {"fed_back": 4, "merged": 2, "dropped": 3}
    fed_back = Text.objects.filter(survey_unit=held, state="fed_back")
    states = Counter(fed_back.values_list("opinion__rectification__state", flat=True))
    assert states[State.CLOSED] == 2
    with clock.standing_on(plan.LAST):
        page = Client().get(f"/ballot/results/{held.page}/").content.decode()
    assert "午间轮值" in page
    assert "某某科长" not in page
    assert open_now.state == SurveyState.ISSUED
    tickets = Counter(open_now.tickets.values_list("is_used", flat=True))
    assert tickets == {True: 19, False: 16}
    assert open_now.ballots.count() == 19


def test_nothing_is_dated_after_the_day_on_which_the_city_stands(city):
    end = timezone.make_aware(datetime(2016, 1, 1))
    assert not Voice.objects.filter(said_at__gte=end).exists()
    assert not Notice.objects.filter(made_at__gte=end).exists()
    assert not MatterNotice.objects.filter(sent_at__gte=end).exists()
    assert not Rectification.objects.filter(since__gt=plan.LAST).exists()


def test_casework_gives_the_sources_figures(city):
    commission = Commission.objects.get(code=COMMISSION_CODE)
    year, by = (date(2015, 1, 1), date(2015, 12, 31)), access.operator(commission)
    found = figures(commission, *year, user=by).casework
    assert found["clues"]["assigned"] == found["clues"]["preliminary_verification"] == 18
    assert (found["clues"]["received"], found["clues"]["case_filed"]) == (18, 1)
    assert found["talks"]["people"]["信访约谈"] == 12
    assert {clue.get_rank_display() for clue in Clue.objects.all()} == {"科级正职", "科级副职"}


def test_a_petition_went_the_whole_way_and_others_stand_on_it(city):
    about = Clue.objects.get(unit__name=UNIT)
    assert about.state == ClueState.ARCHIVED
    assert about.petition.state == PetitionState.ANSWERED
    assert {p.state for p in Petition.objects.all()} >= {
        PetitionState.REGISTERED, PetitionState.ACCEPTED, PetitionState.HANDED_OVER,
    }  # fmt: skip
    assert {clue.state for clue in Clue.objects.all()} >= {
        ClueState.VERIFYING, ClueState.HELD, ClueState.FILED, ClueState.CONCLUDED,
    }  # fmt: skip
    assert Clue.objects.filter(due_on__lt=plan.LAST, state=ClueState.VERIFYING).exists()
    assert Recusal.objects.filter(way="declared").exists()


def test_the_people_of_the_unit_know_nothing_of_it(city):
    users = User.objects.in_bulk(field_name="username")
    with clock.standing_on(plan.LAST):
        for name in ("lianluo", "juzhang", "fuzuzhang"):
            reader = User.objects.get(pk=users[name].pk)
            assert not Clue.objects.visible_to(reader).filter(unit__name=UNIT).exists()
            assert not Talk.objects.visible_to(reader).filter(clue__unit__name=UNIT).exists()
        assert Clue.objects.visible_to(users["zuzhang"]).filter(unit__name=UNIT).exists()
        assert Clue.objects.visible_to(users["fuzuzhang"]).exists()
        assert Petition.objects.visible_to(users["xinfang"]).count() == 4


@pytest.mark.parametrize("username", ["bangongshi", "zuzhang", "anguan"])
def test_every_list_turns_its_pages_in_every_order(city, username):
    """No row stands on two pages, whichever column the list is sorted by, and both ends are reached."""
    client = Client()
    client.force_login(User.objects.get(username=username))

    def page(address: str) -> str:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        return answer.content.decode()

    with clock.standing_on(plan.LAST):
        ways = re.findall(r'<a [^>]*href="(/[^"#?]*)"', page("/").split("<main")[0])
        lists = [way for way in dict.fromkeys(ways) if 'id="list-results"' in page(way)]
        assert len(lists) >= 5
        for address in lists:
            for order in [address, *_addresses(page(address), 'class="sort"')]:
                first = page(order)
                if not (further := _addresses(first, 'id="list-next"')):
                    continue
                second, last = page(further[0]), page(_addresses(first, 'id="list-last"')[0])
                assert _rows(second), order
                assert not _rows(first) & _rows(second), order
                assert _rows(page(_addresses(second, 'id="list-first"')[0])) == _rows(first), order
                assert _addresses(last, 'id="list-previous"'), order


def _addresses(page: str, mark: str) -> list[str]:
    """Return where the links of a page lead that bear a mark."""
    links = [tag for tag in re.findall(r"<a [^>]*>", page) if mark in tag]
    return [html.unescape(re.search(r'href="([^"]*)"', tag)[1]) for tag in links]


def _rows(page: str) -> set[str]:
    """Return the rows as drawn, without what guards a form in them, which is another each time."""
    rows = re.findall(r"<tr role=\"row\">.*?</tr>", page.split("<tbody")[1], re.DOTALL)
    return {re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", row) for row in rows}

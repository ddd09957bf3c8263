"""The administrators' pages: what they show, to whom, and what can be done from them."""

import html
import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from paizhu.access.models import Administration, User
from paizhu.access.states import AccountState
from paizhu.kernel import panels as places
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post
from paizhu.trail.models import Event
from tests.access import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def commission():
    return factories.commission()


@pytest.fixture
def structure(commission):
    return factories.Structure(commission)


@pytest.fixture
def system_admin(commission):
    return factories.administrator(commission, Office.SYSTEM_ADMIN, username="sysadmin")


@pytest.fixture
def security_admin(commission):
    return factories.administrator(commission, Office.SECURITY_ADMIN, username="secadmin")


def page(client, name, *args, query=""):
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_an_account_goes_from_opening_over_waiting_into_force(
    client, structure, system_admin, security_admin
):
    person = factories.official(structure.commission, "孙示例")
    client.force_login(system_admin)
    given = {"official": person.pk, "official-text": "", "username": "sun"}
    given["official-text"] = f"{person.name} ({person.code})"
    shown = client.post(reverse("access:account_new"), given)
    password = re.search(r"<code>((?:[a-z0-9]{4}-){3}[a-z0-9]{4})</code>", shown.content.decode())[
        1
    ]
    assert "no-store" in shown["Cache-Control"]
    user = User.objects.get(username="sun")
    assert user.official == person
    assert user.display_name == "孙示例"
    assert user.check_password(password)
    assert user.must_change_password
    assert password not in page(client, "access:account", user.pk)

    client.force_login(security_admin)
    assert "孙示例" in page(client, "access:waiting")
    answer = client.post(reverse("access:put_in_force", args=[user.pk]), {"waiting": "1"})
    assert answer.url == reverse("access:waiting")
    assert "没有待启用的账号" in page(client, "access:waiting")
    assert User.objects.get(pk=user.pk).state == AccountState.IN_FORCE


def test_the_page_of_an_official_offers_to_open_the_account(client, commission, system_admin, rf):
    person = factories.official(commission)
    request = rf.get("/")
    request.user = system_admin
    drawn = "".join(places.rendered("organization.official", request, person))
    address = f"{reverse('access:account_new')}?official={person.pk}"
    assert address in drawn
    client.force_login(system_admin)
    assert person.name in html.unescape(client.get(address).content.decode())
    account = factories.account(commission, person)
    drawn = "".join(places.rendered("organization.official", request, person))
    assert account.get_absolute_url() in drawn
    request.user = factories.account(commission)
    assert account.username not in "".join(
        places.rendered("organization.official", request, person)
    )


def test_faults_of_a_new_account_stand_in_the_form(client, commission, system_admin):
    client.force_login(system_admin)
    address = reverse("access:account_new")
    assert "必填" in client.post(address, {}).content.decode()
    person = factories.official(commission)
    for taken in ("sysadmin", "SysAdmin"):
        given = {"official": person.pk, "official-text": person.code, "username": taken}
        assert "已被使用" in client.post(address, given).content.decode()
    assert User.objects.count() == 1


def test_only_officials_without_account_are_offered(client, structure, system_admin):
    taken = structure.holder(Post.OFFICE).official
    free = factories.official(structure.commission)
    stranger = factories.official(factories.commission())
    client.force_login(system_admin)
    address = reverse("web:choices", args=["access.official_without_account"])
    offered = client.get(address, {"q": "示例"}).content.decode()
    assert free.code in offered
    assert taken.code not in offered
    assert stranger.code not in offered
    given = {"official": taken.pk, "official-text": taken.name, "username": "second"}
    assert client.post(reverse("access:account_new"), given).status_code == 200
    assert not User.objects.filter(username="second").exists()


def test_locking_asks_why_and_the_trail_keeps_it(client, structure, security_admin):
    user = structure.holder(Post.MEMBER)
    client.force_login(security_admin)
    address = reverse("access:lock", args=[user.pk])
    assert "必填" in client.post(address, {}).content.decode()
    client.post(address, {"reason": "离职"})
    assert Event.objects.get().detail["reason"] == "离职"
    assert "已锁定" in page(client, "access:account", user.pk)
    client.post(reverse("access:unlock", args=[user.pk]))
    assert User.objects.get(pk=user.pk).is_active


def test_a_reset_password_is_shown_once_and_works(client, structure, security_admin):
    user = structure.holder(Post.MEMBER)
    client.force_login(security_admin)
    shown = client.post(reverse("access:reset_password", args=[user.pk]))
    password = re.search(r"<code>((?:[a-z0-9]{4}-){3}[a-z0-9]{4})</code>", shown.content.decode())[
        1
    ]
    assert "no-store" in shown["Cache-Control"]
    assert User.objects.get(pk=user.pk).check_password(password)


def test_a_lost_second_factor_is_reset(client, structure, security_admin):
    user = structure.holder(Post.MEMBER)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(security_admin)
    client.post(reverse("access:reset_second_factor", args=[user.pk]))
    assert not Authenticator.objects.exists()


def test_an_account_is_linked_to_another_official(client, structure, system_admin):
    user = structure.holder(Post.MEMBER)
    person = factories.official(structure.commission)
    client.force_login(system_admin)
    client.post(
        reverse("access:link_official", args=[user.pk]),
        {"official": person.pk, "official-text": f"{person.name} ({person.code})"},
    )
    user = User.objects.get(pk=user.pk)
    assert user.official == person
    assert user.state == AccountState.WAITING


@pytest.mark.parametrize(
    "name", ["put_in_force", "unlock", "reset_password", "reset_second_factor"]
)
def test_acts_are_done_by_sending_never_by_following_a_link(
    client, structure, security_admin, name
):
    user = structure.holder(Post.MEMBER)
    client.force_login(security_admin)
    assert client.get(reverse(f"access:{name}", args=[user.pk])).status_code == 405


def test_buttons_say_why_they_cannot_be_used(client, commission, security_admin):
    client.force_login(security_admin)
    own = page(client, "access:account", security_admin.pk)
    assert own.count("不得对本人账号办理此事") == 3
    auditor = factories.administrator(commission, Office.AUDITOR)
    assert page(client, "access:account", auditor.pk).count("三员的账号在服务器命令行管理") == 3


def test_each_administrator_is_offered_the_buttons_of_his_office(
    client, structure, system_admin, security_admin
):
    user = structure.holder(Post.MEMBER)
    offered = {"关联人员": system_admin, "重置密码": security_admin, "锁定": security_admin}
    for words, may in offered.items():
        for reader in (system_admin, security_admin):
            client.force_login(reader)
            buttons = page(client, "access:account", user.pk).split('class="head-buttons"')[-1]
            assert (words in buttons.split("</section>")[0]) is (reader == may)


def test_the_waiting_list_says_what_an_account_would_give_and_refuses_ones_own_work(
    client, structure, security_admin
):
    structure.holder(Post.CONTACT, is_active=False, prepared_by=security_admin)
    client.force_login(security_admin)
    shown = page(client, "access:waiting")
    assert "市甲局" in shown
    assert "由您本人经办" in shown


def test_the_three_offices_their_holders_and_history(client, commission, security_admin):
    former = factories.account(commission, display_name="前任审计员")
    Administration.objects.create(
        commission=commission,
        user=former,
        office=Office.AUDITOR,
        from_on=factories.START,
        until_on=timezone.localdate(),
    )
    client.force_login(security_admin)
    shown = page(client, "access:administrators")
    assert shown.count("暂缺") == 2
    assert "前任审计员" in shown


def test_the_list_finds_filters_and_exports_what_it_shows(client, structure, security_admin):
    locked = structure.holder(
        Post.MEMBER, username="gone", is_active=False, locked_at=timezone.now()
    )
    structure.holder(Post.CONTACT, username="waits", is_active=False)
    client.force_login(security_admin)
    for query, found in (
        ("?state=locked", {"gone"}),
        ("?state=waiting", {"waits"}),
        ("?state=in_force", {"secadmin"}),
        ("?office=security_admin", {"secadmin"}),
        (f"?q={locked.official.code}", {"gone"}),
        ("?q=GONE", {"gone"}),
        ("?state=nonsense", set()),
    ):
        shown = page(client, "access:accounts", query=query)
        rows = re.findall(r"/access/accounts/(\d+)/\"", shown)
        assert set(User.objects.filter(pk__in=rows).values_list("username", flat=True)) == found
    export = client.get(reverse("access:accounts"), {"state": "locked", "export": "xlsx"})
    assert export["Content-Type"].startswith("application/vnd.openxmlformats")


def test_the_list_asks_the_database_equally_often_however_many_accounts(
    client, structure, security_admin
):
    client.force_login(security_admin)
    address = reverse("access:accounts")
    client.get(address)
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address)
        counts.append(len(asked))
        for post in Post:
            structure.holder(post)
    assert counts[0] == counts[1]


NAVIGATION = {
    Office.SYSTEM_ADMIN: {"access:accounts", "access:administrators"},
    Office.SECURITY_ADMIN: {"access:waiting", "access:accounts", "access:administrators"},
    Office.AUDITOR: {"access:administrators"},
    Post.OFFICE: set(),
    Post.SECRETARY: set(),
    Post.CONTACT: set(),
}


@pytest.mark.parametrize("role", NAVIGATION)
def test_the_navigation_offers_what_is_open(structure, role):
    user = (
        structure.holder(role)
        if isinstance(role, Post)
        else factories.administrator(structure.commission, role)
    )
    offered = {entry.url_name for entry in places.navigation(user)}
    assert {name for name in offered if name.startswith("access:")} == NAVIGATION[role]

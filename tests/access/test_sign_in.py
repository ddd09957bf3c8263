"""Signing in, the second factor, what is owed before anything else, one's own page and sessions."""

import html
import re
import time
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from paizhu.access import actions, queries
from paizhu.access.models import User
from paizhu.access.states import place_of_factor
from paizhu.kernel import protection
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post, Posting
from paizhu.trail.models import Event
from tests.access import factories

pytestmark = pytest.mark.django_db
LATER = 30
"""Seconds after which a new code is due."""


@pytest.fixture
def commission():
    return factories.commission()


@pytest.fixture
def structure(commission):
    return factories.Structure(commission)


@pytest.fixture
def user(structure):
    return structure.holder(Post.OFFICE, username="office")


def sign_in(client, username, password=factories.PASSWORD, **given):
    return client.post(reverse("account_login"), {"login": username, "password": password}, **given)


def acts(user=None) -> list[str]:
    found = Event.objects.order_by("at", "sequence")
    if user is not None:
        found = found.filter(subject_kind="access.user", subject_id=str(user.pk))
    return [event.act.removeprefix("access.") for event in found]


def code_of(user, ahead: int = 0) -> str:
    """Return the code that the person's phone shows, computed from the sealed secret in the row."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    secret = protection.open_sealed(row.data["secret"], place=place_of_factor(user.pk))
    return format_hotp_value(hotp_value(secret, int(time.time() + ahead) // 30))


def set_up_factor(client) -> str:
    """Walk through the set-up as a person would; returns the secret shown."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.content.decode())[1]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert answer.status_code == 302, answer.content.decode()
    return secret


# --- the door


def test_the_right_password_lets_in_and_leaves_a_record(client, user):
    answer = sign_in(client, "office")
    assert answer.status_code == 302
    assert answer.url == "/"
    assert acts(user) == ["signed_in"]
    assert Event.objects.get().detail["address"] == "127.0.0.1"


def test_capitals_in_the_user_name_do_not_matter(client, user):
    assert sign_in(client, "OFFICE").status_code == 302


def test_one_is_led_to_the_page_asked_for_but_never_to_another_host(client, user):
    for goal, led in (("/access/me/", "/access/me/"), ("https://elsewhere.example/", "/")):
        address = reverse("account_login")
        given = {"login": "office", "password": factories.PASSWORD, "next": goal}
        assert client.post(address, given).url == led
        client.post(reverse("account_logout"))


def test_wrong_password_and_unknown_name_are_answered_alike(client, user):
    wrong, unknown = sign_in(client, "office", "wrong"), sign_in(client, "nobody-here", "wrong")
    assert wrong.status_code == unknown.status_code == 200
    texts = [re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in (wrong, unknown)]
    assert "用户名或密码不正确" in texts[0]
    assert texts[0] == texts[1]


def test_failed_sign_ins_are_recorded_without_the_name_of_a_stranger(client, user):
    sign_in(client, "office", "wrong")
    sign_in(client, "my-secret-typed-as-name", "wrong")
    failed, unknown = Event.objects.order_by("at", "sequence")
    assert failed.act == "access.sign_in_failed_password"
    assert failed.subject_id == str(user.pk)
    assert unknown.act == "access.sign_in_failed_unknown"
    assert (
        "my-secret-typed-as-name"
        not in f"{unknown.subject_label}{unknown.detail}{unknown.actor_name}"
    )


@pytest.mark.parametrize("given", [{"is_active": False}, {"is_active": False, "locked": True}])
def test_an_account_not_in_force_is_told_so_only_to_who_knows_its_password(
    client, structure, given
):
    locked_at = timezone.now() if given.pop("locked", False) else None
    user = structure.holder(Post.OFFICE, username="office", locked_at=locked_at, **given)
    assert "用户名或密码不正确" in sign_in(client, "office", "wrong").content.decode()
    answer = sign_in(client, "office", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("account_inactive")
    assert "安全管理员" in answer.content.decode()
    assert acts(user) == ["sign_in_failed_password", "sign_in_failed_state"]
    assert client.get(reverse("access:me")).status_code == 302


def test_five_wrong_passwords_close_the_door_for_a_while_and_say_so(client, user):
    for _n in range(5):
        sign_in(client, "office", "wrong")
    answer = sign_in(client, "office")
    assert answer.status_code == 200
    assert "失败次数过多" in answer.content.decode()
    assert acts(user) == ["sign_in_failed_password"] * 5


def test_too_many_sign_ins_from_one_place_get_a_plain_page(client, user, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [sign_in(client, f"name{n}", "wrong") for n in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    page = answers[-1].content.decode()
    assert "尝试次数过多" in page
    assert reverse("account_login") in page


def test_signing_out_ends_the_session_and_is_recorded(client, user):
    sign_in(client, "office")
    assert "退出登录" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert client.get(reverse("access:me")).status_code == 302
    assert acts(user) == ["signed_in", "signed_out"]


@pytest.mark.parametrize(
    "path",
    ["signup/", "email/", "password/reset/", "password/set/", "confirm-email/", "login/code/confirm/",
     "3rdparty/", "sessions/", "2fa/", "2fa/webauthn/"],
)  # fmt: skip
def test_what_this_system_has_no_use_for_has_no_address(client, user, path):
    assert client.get(f"/sign-in/{path}").status_code == 404
    sign_in(client, "office")
    assert client.get(f"/sign-in/{path}").status_code == 404


def test_the_sign_in_page_offers_no_sign_up_and_no_mail(client):
    page = client.get(reverse("account_login")).content.decode()
    assert "signup" not in page
    assert "reset" not in page
    assert "安全管理员" in page


def test_a_locked_account_is_out_at_its_next_request(client, user, commission):
    sign_in(client, "office")
    assert client.get(reverse("access:me")).status_code == 200
    actions.lock(user=user, by=queries.operator(commission))
    assert client.get(reverse("access:me")).status_code == 302


def test_an_ended_posting_takes_effect_at_the_next_request(client, user):
    sign_in(client, "office")
    assert "纪委机关" in client.get(reverse("access:me")).content.decode()
    Posting.objects.filter(official=user.official).update(until_on=timezone.localdate())
    assert "纪委机关" not in client.get(reverse("access:me")).content.decode()


# --- what is owed first


def test_a_temporary_password_leads_to_its_change_whatever_is_asked_for(client, structure):
    user = structure.holder(Post.OFFICE, username="office", must_change_password=True)
    sign_in(client, "office")
    for name in ("access:me", "access:accounts", "mfa_activate_totp"):
        assert client.get(reverse(name)).url == reverse("account_change_password")
    htmx = client.get(reverse("access:me"), headers={"HX-Request": "true"})
    assert htmx["HX-Redirect"] == reverse("account_change_password")
    assert "请设置您自己的密码" in client.get(reverse("account_change_password")).content.decode()
    changed = change_password(client, factories.PASSWORD, "another-Lantern-8")
    assert changed.url == reverse("access:me")
    assert client.get(reverse("access:me")).status_code == 200
    user.refresh_from_db()
    assert not user.must_change_password
    assert "password_changed" in acts(user)


def test_who_owes_something_can_sign_out_and_change_the_language(client, structure):
    structure.holder(Post.OFFICE, username="office", must_change_password=True)
    sign_in(client, "office")
    switched = client.post(
        reverse("set_language"), {"language": "en", "next": "/sign-in/password/"}
    )
    assert switched.url == "/sign-in/password/"
    assert client.post(reverse("account_logout")).url == reverse("account_login")


def change_password(client, present, new):
    given = {"oldpassword": present, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), given)


@pytest.mark.parametrize(
    ("present", "new", "told"),
    [
        (factories.PASSWORD, factories.PASSWORD, "不能与当前密码相同"),
        ("wrong", "another-Lantern-8", "当前密码不正确"),
        (factories.PASSWORD, "short", "10"),
        (factories.PASSWORD, "office1234", "用户名"),
    ],
)
def test_a_password_is_not_changed_to_anything(client, user, present, new, told):
    sign_in(client, "office")
    answer = change_password(client, present, new)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert "password_changed" not in acts(user)


def test_changing_the_password_ends_sessions_elsewhere(client, user):
    elsewhere = Client()
    for each in (client, elsewhere):
        sign_in(each, "office")
    change_password(client, factories.PASSWORD, "another-Lantern-8")
    assert client.get(reverse("access:me")).status_code == 200
    assert elsewhere.get(reverse("access:me")).status_code == 302


DEMANDED = {
    ("nobody", Post.OFFICE): False,
    ("nobody", Office.SYSTEM_ADMIN): False,
    ("administrators", Post.OFFICE): False,
    ("administrators", Office.SYSTEM_ADMIN): True,
    ("administrators", Office.SECURITY_ADMIN): True,
    ("administrators", Office.AUDITOR): True,
    ("everybody", Post.OFFICE): True,
    ("everybody", Post.CONTACT): True,
    ("everybody", Office.AUDITOR): True,
}


@pytest.mark.parametrize(("setting", "role"), DEMANDED)
def test_the_second_factor_is_demanded_of_whom_the_setting_says(
    client, structure, settings, setting, role
):
    settings.SECOND_FACTOR = setting
    if isinstance(role, Post):
        structure.holder(role, username="someone")
    else:
        factories.administrator(structure.commission, role, username="someone")
    sign_in(client, "someone")
    answer = client.get(reverse("access:me"))
    led = getattr(answer, "url", "") == reverse("mfa_activate_totp")
    assert led is DEMANDED[setting, role]
    if led:
        set_up_factor(client)
        assert client.get(reverse("access:me")).status_code == 200


# --- the second factor


def test_setting_up_signing_in_with_a_code_and_a_code_works_once(client, user):
    sign_in(client, "office")
    set_up_factor(client)
    client.post(reverse("account_logout"))

    assert sign_in(client, "office").url == reverse("mfa_authenticate")
    assert client.get(reverse("access:me")).status_code == 302
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "验证码不正确" in wrong.content.decode()
    code = code_of(user, ahead=LATER)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == "/"
    assert client.get(reverse("access:me")).status_code == 200
    client.post(reverse("account_logout"))

    sign_in(client, "office")
    again = client.post(reverse("mfa_authenticate"), {"code": code})
    assert "已经用过" in again.content.decode()
    assert acts(user) == [
        "signed_in", "second_factor_set_up", "signed_out", "sign_in_failed_code", "signed_in",
        "signed_out", "sign_in_failed_code",
    ]  # fmt: skip


def test_the_secret_lies_sealed_in_the_row_and_opens_with_the_key_only(client, user):
    sign_in(client, "office")
    secret = set_up_factor(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        rows = " ".join(str(row) for row in cursor.fetchall())
    assert secret not in rows
    totp, codes = Authenticator.objects.filter(user=user).order_by("-type")
    assert protection.is_sealed(totp.data["secret"])
    assert protection.is_sealed(codes.data["seed"])


def test_a_secret_copied_to_another_account_does_not_open_there(client, user, structure):
    """Otherwise who can write the database could let himself in as anybody, with his own phone."""
    sign_in(client, "office")
    set_up_factor(client)
    client.post(reverse("account_logout"))
    secretary = structure.holder(Post.SECRETARY, username="secretary")
    own = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    Authenticator.objects.create(user=secretary, type=own.type, data=own.data)
    sign_in(client, "secretary")
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(user, ahead=LATER)})
    assert "无法读取" in answer.content.decode()
    assert client.get(reverse("access:me")).status_code == 302


def test_a_new_key_seals_the_second_factors_anew(client, user, commission, settings, tmp_path):
    settings.KEY_FILE = str(tmp_path / "ring.json")
    sign_in(client, "office")
    set_up_factor(client)
    protection.rotate_key_ring()
    operator = queries.operator(commission)
    assert actions.renew_seals(commission=commission, by=operator) == 2
    assert actions.renew_seals(commission=commission, by=operator) == 0
    for row in Authenticator.objects.all():
        assert not protection.needs_new_seal(row.data.get("secret") or row.data["seed"])
    client.post(reverse("account_logout"))
    sign_in(client, "office")
    code = code_of(user, ahead=LATER)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).url == "/"


def test_the_secret_leaves_the_session_once_it_is_set_up(client, user):
    sign_in(client, "office")
    secret = set_up_factor(client)
    assert secret not in str(dict(client.session.items()))


def test_a_recovery_code_lets_in_once(client, user):
    sign_in(client, "office")
    set_up_factor(client)
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    codes = re.findall(r"<code>(\d{8})</code>", page)
    assert len(codes) == 10
    saved = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert all(code in saved for code in codes)
    client.post(reverse("account_logout"))
    for expected in (302, 200):
        sign_in(client, "office")
        assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == expected
        client.post(reverse("account_logout"))


def test_new_recovery_codes_replace_the_old_ones(client, user):
    sign_in(client, "office")
    set_up_factor(client)
    old = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "10" in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    new = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not set(re.findall(r"<code>(\d{8})</code>", old)) & set(
        re.findall(r"<code>(\d{8})</code>", new)
    )


def test_a_wrong_first_code_sets_nothing_up(client, user):
    sign_in(client, "office")
    client.get(reverse("mfa_activate_totp"))
    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "验证码不正确" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_guessing_codes_is_limited(client, user):
    sign_in(client, "office")
    set_up_factor(client)
    client.post(reverse("account_logout"))
    sign_in(client, "office")
    for _n in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(user, ahead=LATER)})
    assert "失败次数过多" in answer.content.decode()


@pytest.mark.parametrize(("setting", "kept"), [("nobody", False), ("everybody", True)])
def test_the_second_factor_is_removed_only_where_it_is_not_demanded(
    client, user, settings, setting, kept
):
    settings.SECOND_FACTOR = setting
    sign_in(client, "office")
    set_up_factor(client)
    client.get(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=user).exists() is kept
    assert ("second_factor_removed" in acts(user)) is not kept


@pytest.mark.parametrize(
    "name",
    ["mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"],
)  # fmt: skip
def test_a_long_session_is_asked_for_the_password_before_the_second_factor(client, user, name):
    sign_in(client, "office")
    if name != "mfa_activate_totp":
        set_up_factor(client)
    with mock.patch("time.time", return_value=time.time() + 600):
        answer = client.get(reverse(name))
        assert answer.url.startswith(reverse("account_reauthenticate"))
        page = client.get(answer.url)
        assert "请再次确认身份" in page.content.decode()
        again = {"password": factories.PASSWORD, "next": reverse(name)}
        assert client.post(answer.url, again).url == reverse(name)
        assert client.get(reverse(name)).status_code == 200


def test_a_reset_second_factor_is_gone_and_the_password_alone_lets_in(client, user, commission):
    sign_in(client, "office")
    set_up_factor(client)
    keeper = factories.administrator(commission, Office.SECURITY_ADMIN)
    actions.reset_second_factor(user=user, by=keeper)
    assert client.get(reverse("access:me")).status_code == 302
    assert sign_in(client, "office").url == "/"


# --- one's own page


def test_the_own_page_says_in_plain_words_what_the_postings_give(client, structure):
    for post in Post:
        user = structure.holder(post)
        client.force_login(user)
        page = html.unescape(client.get(reverse("access:me")).content.decode())
        assert str(post.label) in page
        ground = queries.grounds_of(user, timezone.localdate())[0]
        assert str(ground.gives) in page


@pytest.mark.parametrize("office", Office)
def test_an_administrators_own_page_says_no_ledgers(client, commission, office):
    client.force_login(factories.administrator(commission, office))
    assert "不能查看台账" in client.get(reverse("access:me")).content.decode()


def test_without_a_posting_the_own_page_says_whom_to_ask(client, commission):
    client.force_login(factories.account(commission, factories.official(commission)))
    assert "纪委办公室" in client.get(reverse("access:me")).content.decode()


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(client, user):
    others = [
        Client(headers={"user-agent": "Mozilla/5.0 (Windows NT) Firefox/140"}) for _n in range(3)
    ]
    for each in (client, *others):
        sign_in(each, "office")
    page = client.get(reverse("access:me")).content.decode()
    assert page.count("Firefox · Windows") == 3
    assert "当前会话" in page
    gone = UserSession.objects.get(session_key=others[0].session.session_key)
    client.post(reverse("access:end_session", args=[gone.pk]))
    assert [each.get(reverse("access:me")).status_code for each in others] == [302, 200, 200]
    client.post(reverse("access:end_other_sessions"))
    assert [each.get(reverse("access:me")).status_code for each in others] == [302] * 3
    assert client.get(reverse("access:me")).status_code == 200
    assert acts(user)[-2:] == ["sessions_ended", "sessions_ended"]


def test_nobody_ends_anothers_session(client, user, structure):
    stranger = structure.holder(Post.MEMBER)
    other = Client()
    other.force_login(stranger)
    session = UserSession.objects.create(
        user=stranger, ip="127.0.0.1", session_key=other.session.session_key
    )
    client.force_login(user)
    assert client.post(reverse("access:end_session", args=[session.pk])).status_code == 404
    assert UserSession.objects.filter(pk=session.pk).exists()


@pytest.mark.parametrize(
    ("says", "device"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537 Edg/120",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit Safari/605", "Safari · macOS"),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0) Chrome/114", "Chrome · HarmonyOS"),
        ("Mozilla/5.0 (X11; Linux aarch64; UOS) Firefox/115", "Firefox · Kylin / UOS"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120 MicroMessenger/8", "WeChat · Android"),
        ("curl/8", "未知设备"),
        ("", "未知设备"),
    ],
)
def test_a_session_is_named_by_browser_and_system(says, device):
    assert queries.device_of(says) == device


def test_an_account_is_read_anew_with_each_request(client, user):
    """No permission is kept beyond the request: the powers hang on the request's own user object."""
    sign_in(client, "office")
    seen = []
    with mock.patch.object(User, "powers_on", autospec=True, side_effect=User.powers_on) as asked:
        for _n in range(2):
            client.get(reverse("access:me"))
            seen.append(asked.call_count)
    assert seen == [1, 2]

"""A form is taken once: whoever sends it again is led to what the first sending made."""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.shortcuts import redirect

from paizhu.kernel import acts
from paizhu.kernel.acts import act
from paizhu.kernel.refusals import Refused
from paizhu.tenancy.models import Commission, Sending
from paizhu.web import once
from tests.web.factories import commission, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(rf, monkeypatch):
    monkeypatch.setattr("paizhu.web.once.messages.info", lambda *given: None)
    monkeypatch.setattr("paizhu.web.once.messages.get_messages", lambda request: [])

    def asked(view, token, user, method="post"):
        request = getattr(rf, method)("/", {once.FIELD: token} if token else {})
        request.user = user
        return view(request)

    return asked


@act
def created(*, by):
    made = Commission.objects.create(code=uuid4().hex, name="x")
    acts.nothing_to_do()
    return made


@once.guarded
def make(request):
    made = created(by=request.user)
    return redirect(f"/made/{made.pk}/")


@once.guarded
def faulty(request):
    created(by=request.user)
    return HttpResponse("faults")


@once.guarded
def refused(request):
    created(by=request.user)
    raise Refused("no")


def test_the_second_sending_is_led_to_the_first_and_makes_nothing(ask):
    user, token = office(commission()), uuid4().hex
    count = Commission.objects.count()
    first, second = ask(make, token, user), ask(make, token, user)
    assert (second.status_code, second.url) == (302, first.url)
    assert Commission.objects.count() == count + 1
    assert second.cookies[once.COOKIE].value == token


def test_another_form_and_another_sender_are_taken(ask):
    one, other, token = office(commission()), office(commission()), uuid4().hex
    urls = {ask(make, token, one).url, ask(make, token, other).url, ask(make, uuid4().hex, one).url}
    assert len(urls) == 3


@pytest.mark.parametrize("token", ["", "x", "A" * 32, "<script>"])
def test_a_form_without_a_token_is_taken_as_ever(ask, token):
    user = office(commission())
    assert ask(make, token, user).url != ask(make, token, user).url
    assert not Sending.objects.exists()


def test_a_form_sent_back_with_faults_is_not_taken_and_may_be_sent_again(ask):
    user, token = office(commission()), uuid4().hex
    assert ask(faulty, token, user).status_code == 200
    assert not Sending.objects.exists()
    assert ask(make, token, user).status_code == 302


def test_a_refusal_takes_nothing_and_undoes_what_was_begun(ask):
    user, token, count = office(commission()), uuid4().hex, Commission.objects.count()
    with pytest.raises(Refused):
        ask(refused, token, user)
    assert Commission.objects.count() == count
    assert not Sending.objects.exists()


def test_two_at_the_same_moment_make_one(ask, monkeypatch):
    """The second looks before the first is stored: the database's own constraint decides, and its work is undone."""
    user, token = office(commission()), uuid4().hex
    first = ask(make, token, user)
    count, looks = Commission.objects.count(), []
    real = once._led_on

    def late(request, sent):
        looks.append(sent)
        return None if len(looks) == 1 else real(request, sent)

    monkeypatch.setattr("paizhu.web.once._led_on", late)
    assert ask(make, token, user).url == first.url
    assert Commission.objects.count() == count


@once.guarded
def careful(request):
    """Read first, fail once, then act."""
    asked = [connection.in_atomic_block]
    with suppress(Refused):
        failing(by=request.user)
    made = created(by=request.user)
    asked.append(connection.in_atomic_block)
    return redirect(f"/made/{made.pk}/{asked[0]}-{asked[1]}")


@act
def failing(*, by):
    Commission.objects.create(code=uuid4().hex, name="x")
    raise Refused("no")


@pytest.mark.django_db(transaction=True)
def test_others_wait_from_the_first_act_on_only_and_a_failed_one_leaves_nothing(ask):
    """What a form reads and checks keeps no other writer waiting."""
    user, token, count = office(commission()), uuid4().hex, Commission.objects.count()
    made = ask(careful, token, user)
    assert made.url.endswith("/False-True")
    assert Commission.objects.count() == count + 1
    assert not connection.in_atomic_block
    assert ask(careful, token, user).url == made.url


def test_the_database_itself_refuses_a_second_sending():
    from django.utils import timezone

    given = {"user_id": 1, "token": "a" * 32, "url": "/", "at": timezone.now()}
    Sending.objects.create(**given)
    with pytest.raises(IntegrityError):
        Sending.objects.create(**given)

"""Addresses put together by key are those that Django's own table gives."""

import pytest
from django.urls import NoReverseMatch, reverse

from paizhu.kernel.addresses import address


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("reporting:home", ()),
        ("oversight:notice", (7,)),
        ("oversight:notice_paper", (7, 12_345)),
        ("organization:unit", (1,)),
    ],
)
def test_an_address_is_the_one_of_the_table(name, keys):
    assert address(name, *keys) == reverse(name, args=keys)
    assert address(name, *keys) == reverse(name, args=keys), "also when it is known already"


def test_a_record_without_a_key_and_a_page_that_is_not_there_have_no_address():
    with pytest.raises(TypeError):
        address("oversight:notice", None)
    with pytest.raises(NoReverseMatch):
        address("oversight:no_such_page")
    with pytest.raises(NoReverseMatch):
        address("oversight:notice", 1, 2)


def test_another_table_of_addresses_is_asked_anew(settings):
    home = address("reporting:home")
    settings.ROOT_URLCONF = "tests.web.urls"
    with pytest.raises(NoReverseMatch):
        address("reporting:home")
    settings.ROOT_URLCONF = "paizhu.config.urls"
    assert address("reporting:home") == home

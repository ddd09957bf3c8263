"""A matter does not exist for whom it must not exist: every page, list, search, export and figure, with the matter and without it.

For each role every address of the product is asked for twice, before a petition, its clue and its talks come into being and afterwards;
nothing of what the reader is shown may differ, neither a name nor a number nor a count. Who may know of it sees it, or the test proves
nothing.
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from paizhu.access import queries as access
from paizhu.clues.actions import batches, recusals
from paizhu.clues.models import (
    Approval,
    Channel,
    Clue,
    Ground,
    Handover,
    Petition,
    PetitionState,
    Recusal,
    RecusalState,
    Reporter,
    Standing,
    Talk,
    TalkKind,
    TeamMember,
    Way,
)
from paizhu.kernel import clock
from paizhu.organization.models import Administration as Office
from paizhu.organization.models import Post, RecusalGround
from paizhu.rulebook.queries import Approver, PersonCategory
from tests.access import factories
from tests.access.conftest import same_world, standing_world  # noqa: F401  fixtures
from tests.access.pages import PAGES
from tests.access.test_matrix import addresses
from tests.access.world import World

pytestmark = pytest.mark.django_db
NUMBERS = ("XS-WALL-7301", "XF-WALL-7302", "TH-WALL-7303", "TH-WALL-7304")
SECRETS = (*NUMBERS, "墙外不得知晓的摘要")
ON = date(2015, 6, 1)
HIDDEN = {
    "the resident leader": Post.RESIDENT_LEADER,
    "a resident member": Post.RESIDENT_MEMBER,
    "the head of the unit": Post.UNIT_HEAD,
    "a member of its team": Post.TEAM_MEMBER,
    "its contact": Post.CONTACT,
    "the person concerned, who leads the group": Post.LEADER,
    "his relative, deputy of the group": Post.DEPUTY,
    "who is recused, though he guides the group": Post.LIAISON,
    "a member of the group who does not work on it": Post.MEMBER,
    "another group's leader": "other_leader",
    "the commission's office": Post.OFFICE,
    "the standing committee": Post.STANDING_MEMBER,
    "the system administrator": Office.SYSTEM_ADMIN,
    "the security administrator": Office.SECURITY_ADMIN,
    "the auditor, but for the trail": Office.AUDITOR,
    "another commission's secretary": "foreign_secretary",
}
"""Who is it, and the role of the matrix that he has."""
AGAIN = (Post.DEPUTY, Post.LIAISON, Post.MEMBER, Post.SECRETARY)
"""Who is asked on the second database too: one for each kind of wall, a tie, a recusal, a team; and one who may know."""
TRAIL = re.compile("^reporting:trail")
NOT_ASKED = re.compile("^(account_|mfa_|usersessions_|ballot:|surveys:|rulebook:|jobs:|web:)")
"""Doors, public pages, and rooms below casework that know nothing of units' matters: questionnaires, rules, due jobs, components."""
SEARCHED = re.compile("^(clues|organization|notices):|^/clues/")
"""Lists that are searched and exported as well: those of casework, of units and people, of notices."""
NOISE = (
    (re.compile(r'(name="(?:csrfmiddlewaretoken|once|sending|token)" value=)"[^"]*"'), r"\1"),
    (re.compile(r"(X-CSRFToken[^:]*:\s*)[^}]*"), r"\1"),
    (re.compile(r'nonce="[^"]*"'), ""),
    (re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?"), "time"),
    (re.compile(r"\b[0-9a-f]{32,}\b"), "token"),
    (re.compile(r"\b[A-Za-z0-9]{64}\b"), "token"),
)


@pytest.fixture
def world(same_world) -> World:  # noqa: F811  the fixture
    """Return the world with a leader of the other group, and somebody who will work on the matter."""
    other = same_world.places["other"].group
    same_world.users["worker"] = factories.account(
        same_world.commission, factories.official(same_world.commission)
    )
    same_world.users["other_leader"] = same_world._holder(same_world.commission, Post.LEADER, other)
    return same_world


def begin(world: World) -> Clue:
    """Let a petition, its clue, a team, a decision that waits, papers, and two talks come into being."""
    host = world.places["host"]
    accused, _relative, recused = (
        world.users[p].official for p in (Post.LEADER, Post.DEPUTY, Post.LIAISON)
    )
    by = access.operator(world.commission)
    given = {"commission": world.commission}
    petition = Petition(
        **given, code=NUMBERS[1], received_on=ON, channel=Channel.LETTER, standing=Standing.NAMED,
        unit=host.unit, rank="section_chief", text=SECRETS[-1], since=ON,
    )  # fmt: skip
    petition.__dict__["state"] = PetitionState.HANDED_OVER
    petition.official = accused
    petition.save()
    draft = batches.ClueDraft(
        NUMBERS[0], ON, "信访举报", host.unit.pk, "section_chief", SECRETS[-1], True, accused.pk,
        host.group.pk, ON, "preliminary_verification", ON,
    )  # fmt: skip
    batches.save_clues(drafts=[draft], by=by, **given)
    clue = Clue.objects.get(code=NUMBERS[0])
    Clue.objects.filter(pk=clue.pk).update(petition=petition)
    talks = [
        batches.TalkDraft(
            NUMBERS[2],
            ON,
            TalkKind.PETITION_INTERVIEW,
            host.unit.pk,
            [host.official.pk],
            1,
            clue.pk,
        ),
        batches.TalkDraft(NUMBERS[3], ON, TalkKind.REMINDER, host.unit.pk, [], 1, clue.pk),
    ]
    batches.save_talks(drafts=talks, by=by, **given)
    worker = world.users["worker"].official
    TeamMember.objects.create(**given, clue=clue, official=worker, joined_on=ON)
    Recusal.objects.create(
        **given, clue=clue, official=recused, ground=Ground.OTHER, way=Way.DECLARED,
        state=RecusalState.RECUSED, asked_on=ON,
    )  # fmt: skip
    Approval.objects.create(
        **given, clue=clue, step="case_filing", category=PersonCategory.OTHER, level=Approver.LIAISON,
        basis="试行", asked_on=ON, asked_by=worker,
    )  # fmt: skip
    Handover.objects.create(**given, clue=clue, to_official=worker, given_at=clock.now())
    return clue


def ask(client: Client, address: str, *, post: bool = False) -> tuple[int, str]:
    """Ask, undo what that did, and return the status and what is shown, without what differs each time."""
    with transaction.atomic():
        answer = client.post(address) if post else client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, read(content) + answer.headers.get("Location", "")


def read(content: bytes) -> str:
    """Return what a reader sees: the cells of a workbook, or the page."""
    if content.startswith(b"PK\x03\x04"):
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except Exception:  # noqa: BLE001  a document of words
            return str(len(content) // 200)
        return scrubbed(str({n: book.get_sheet_by_name(n).to_python() for n in book.sheet_names}))
    return scrubbed(content.decode("utf-8", errors="replace"))


def scrubbed(text: str) -> str:
    for pattern, instead in NOISE:
        text = pattern.sub(instead, text)
    return text


def asked_pages(world: World, role: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (key, address, whether by POST) of everything whose address tells nothing of the matter."""
    for name, page in sorted(PAGES.items()):
        if NOT_ASKED.match(name) or (TRAIL.match(name) and role == Office.AUDITOR):
            continue
        is_open = any(role in roles for roles in page.open_to) or role == "other_leader"
        if is_open:
            sample = page.samples[-1 if role.startswith("foreign") else 0]
            yield f"{name} {sample}", page.address(name, world, sample), False
    yield "exchange:export", reverse("exchange:export"), True
    host, year = world.places["host"], "?from=2015-01-01&to=2015-12-31"
    yield "figures", reverse("reporting:figures") + year + f"&unit={host.unit.pk}", False
    yield "figures export", reverse("reporting:figures_export") + year, False
    yield "figures group", reverse("reporting:figures") + year + f"&group={host.group.pk}", False


def bare_addresses() -> Iterator[str]:
    """Yield the addresses of casework that name no record."""
    for name, pattern in addresses():
        if name.startswith("clues:") and "<" not in str(pattern.pattern) and name not in PAGES:
            yield reverse(name)


def shown(world: World, role: str) -> dict[str, tuple[int, str]]:
    """Return what a role is shown at every address, with search and export of every list."""
    client, found = Client(), {}
    client.force_login(world.users[role])
    pages = [*asked_pages(world, role), *((each, each, False) for each in bare_addresses())]
    for key, address, post in pages:
        found[key] = ask(client, address, post=post)
        if found[key][0] == 200 and 'id="list-results"' in found[key][1] and SEARCHED.match(key):
            mark = "&" if "?" in address else "?"
            for more in (f"q={NUMBERS[0]}", "export=xlsx"):
                found[f"{key} {more}"] = ask(client, f"{address}{mark}{more}")
    return found


def named_addresses(clue: int, petition: int, talk: int) -> Iterator[str]:
    """Yield the address of everything that hangs on the matter, as far as addresses of casework can name it."""
    words = {"slug": "team", "str": "result"}
    for name, pattern in addresses():
        if not name.startswith("clues:") or "<" not in str(pattern.pattern):
            continue
        kinds = re.findall(r"<(\w+):", str(pattern.pattern))
        key = (
            petition
            if "petition" in name or "reporter" in name
            else talk
            if name.startswith("clues:talk")
            else clue
        )
        yield reverse(
            name, args=[key if kind == "int" else words.get(kind, "team") for kind in kinds]
        )


def differing(
    before: dict[str, tuple[int, str]], after: dict[str, tuple[int, str]]
) -> dict[str, list]:
    """Return what differs: key → the first lines that do."""
    return {
        key: [
            pair
            for pair in zip(before[key][1].splitlines(), after[key][1].splitlines(), strict=False)
            if pair[0] != pair[1]
        ][:2]
        or [before[key][0], after[key][0]]
        for key in before
        if before[key] != after[key]
    }


def asked(roles: Iterable[str], ids: Iterable[str]) -> Any:
    """Return the parameters; who is not asked again is marked."""
    once = pytest.mark.once
    return pytest.mark.parametrize(
        "role",
        [
            pytest.param(role, id=who, marks=() if role in AGAIN else once)
            for role, who in zip(roles, ids, strict=True)
        ],
    )


@asked(HIDDEN.values(), HIDDEN)
def test_nothing_that_he_is_shown_differs(world, role):
    RecusalGround.objects.create(
        commission=world.commission, official=world.users[Post.LEADER].official,
        relative=world.users[Post.DEPUTY].official, reason="配偶",
    )  # fmt: skip
    before = shown(world, role)
    assert sum(status == 200 for status, _text in before.values()) >= 6
    clue = begin(world)
    after = shown(world, role)
    assert not differing(before, after)
    # what was searched for stands in the search field before and after
    told = {key: text for key, (_status, text) in after.items() if "q=" not in key}
    assert not [key for key, text in told.items() for secret in SECRETS if secret in text]
    client = Client()
    client.force_login(world.users[role])
    talk = Talk.objects.get(code=NUMBERS[2])
    real = named_addresses(
        clue.pk, clue.petition_id or Petition.objects.get(code=NUMBERS[1]).pk, talk.pk
    )
    for address, nowhere in zip(real, named_addresses(10**9, 10**9, 10**9), strict=True):
        status, text = ask(client, address)
        assert status in (403, 404, 405), (address, status)
        assert status == ask(client, nowhere)[0], address
        assert not [secret for secret in SECRETS if secret in text], address


@pytest.mark.parametrize("role", [Post.CASE_OFFICE, Post.PETITION_OFFICE])
def test_nothing_differs_for_the_kin_of_who_reported(world, role):
    reporter = world.users[Post.STANDING_MEMBER].official
    RecusalGround.objects.create(
        commission=world.commission,
        official=world.users[role].official,
        relative=reporter,
        reason="配偶",
    )
    before = shown(world, role)
    clue = begin(world)
    made = Reporter(
        commission=world.commission, petition_id=clue.petition_id or Petition.objects.get(code=NUMBERS[1]).pk,
        name="举报人", contact="电话",
    )  # fmt: skip
    made.official_ref = str(reporter.pk)
    made.save()
    recusals.keep_away(commission=world.commission, by=access.machine(world.commission))
    after = shown(world, role)
    assert not differing(before, after)
    told = {key: text for key, (_status, text) in after.items() if "q=" not in key}
    assert not [key for key, text in told.items() for secret in SECRETS if secret in text]


@asked((Post.SECRETARY, Post.CASE_OFFICE), ("the secretary", "the case office"))
def test_who_may_know_of_it_sees_it(world, role):
    before = shown(world, role)
    begin(world)
    after = shown(world, role)
    differs = {key.split(" ")[0] for key in before if before[key] != after[key]}
    assert {"clues:clues", "exchange:export", "reporting:home"} <= differs
    assert NUMBERS[0] in after["clues:clues "][1]

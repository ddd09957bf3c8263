"""Many clues written straight into the tables of the large synthetic commission, and who looks at them.

Texts are made of synthetic sentences with about forty different pairs of characters each; names of two and three characters.
"""

import random
from datetime import timedelta

from django.db import connection, transaction

from benchmarks import large_city
from paizhu.access.models import User
from paizhu.clues.models import (
    Approval,
    Clue,
    ClueState,
    ClueWord,
    Disposition,
    Letter,
    Measure,
    Minute,
)
from paizhu.clues.queries import searching
from paizhu.organization.models import CompositeGroup, Official, Post, Posting, Rank, Unit
from paizhu.tenancy.models import Commission

CHUNK = 2_000
FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
GIVEN = "伟芳娜敏静秀丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
ABOUT = (
    "在工程发包中收受礼金", "违规公款吃喝", "公车私用", "为亲属承揽项目提供帮助", "虚报冒领专项资金",
    "干预人事任免", "操办婚丧喜庆事宜借机敛财", "违规发放津贴补贴", "在审批环节吃拿卡要", "隐瞒个人有关事项",
)  # fmt: skip
WHERE = (
    "办公室",
    "财务科",
    "项目办",
    "下属事业单位",
    "基层站所",
    "招标办",
    "培训中心",
    "机关服务中心",
)
FILED = 30
"""So many of each kind lie in a full file."""
RARE = ("欧阳", "发包")
"""A name that stands in one text of a thousand, and a word that stands in many."""


def make(count: int, seed: int = 2026) -> Commission:
    """Write the commission with this many clues over ten years and return it."""
    chance = random.Random(seed)
    commission = large_city.make(1_000)
    for role, post in (("cases", Post.CASE_OFFICE), ("secretary", Post.SECRETARY)):
        _account(commission, role, post)
    units = list(Unit.objects.of(commission).order_by("code"))
    groups = list(CompositeGroup.objects.of(commission).order_by("code"))
    for start in range(0, count, CHUNK):
        numbers = range(start, min(start + CHUNK, count))
        clues = [_clue(commission, units, groups, number, chance) for number in numbers]
        with transaction.atomic():
            Clue.objects.bulk_create(clues)
            _words(clues)
    _past_given_keys()
    return commission


def _clue(commission, units, groups, number: int, chance: random.Random) -> Clue:
    name = chance.choice(FAMILY) + "".join(chance.sample(GIVEN, chance.choice((1, 2))))
    witness = f"，{RARE[0]}某证实" if number % 1_000 == 7 else ""
    place = number % large_city.UNITS
    on = large_city.FIRST_DAY + timedelta(days=number * 3_650 // 100_000)
    clue = Clue(
        pk=number + 1,
        commission=commission,
        code=f"XS-{number:06}",
        received_on=on,
        since=on,
        source="信访举报",
        unit=units[place],
        rank=Rank.SECTION_CHIEF,
        person_name=name,
        summary=f"反映{chance.choice(WHERE)}{name}{'，'.join(chance.sample(ABOUT, 3))}{witness}。",
        group=groups[place % large_city.GROUPS],
        assigned_on=on,
        disposition=Disposition.VERIFICATION,
        disposed_on=on,
    )
    is_open = number % 50 == 0
    clue.__dict__["state"] = ClueState.VERIFYING if is_open else ClueState.CONCLUDED
    clue.concluded_on = None if is_open else on
    return clue


def fill(clue: Clue) -> None:
    """Give a clue a file of `FILED` minutes, decisions, measures and letters, once."""
    if Minute.objects.filter(clue=clue).exists():
        return
    on, mine = clue.received_on, {"commission": clue.commission, "clue": clue}
    for number in range(FILED):
        day = on + timedelta(days=number)
        Minute(
            **mine, step="verification_report", held_on=day, present="全体", text="同意。"
        ).save()
        Measure(**mine, name="查询", detail="账户明细", approved_by="市纪委", from_on=day).save()
        Letter(**mine, sent_on=day, received_on=day, replied_on=day, text="请说明。").save()
        Approval(
            **mine, step="verification_report", category=clue.category, level="commission_deputy",
            basis="第35条", text="请审批。", asked_on=day, state="returned", decided_on=day, decision="补充",
        ).save()  # fmt: skip


_digests: dict[str, int] = {}


def _words(clues: list[Clue]) -> None:
    """Write the digests of the texts; each pair is reckoned once."""
    rows = []
    for clue in clues:
        for pair in searching.pairs_of(clue.person_name) | searching.pairs_of(clue.summary):
            if pair not in _digests:
                (_digests[pair],) = searching.digests_of(pair)
            rows.append((clue.commission_id, clue.pk, _digests[pair]))
    table = connection.ops.quote_name(ClueWord._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (commission_id, clue_id, digest)"  # noqa: S608  own names
            " VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            rows,
        )


def _past_given_keys() -> None:
    """Let PostgreSQL's sequence go on after the keys that were given."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('clues_clue', 'id'), (SELECT max(id) FROM clues_clue))"
            )


def _account(commission: Commission, role: str, post: Post) -> None:
    official = Official.objects.create(
        commission=commission, code=f"Y-{role}", name=f"合成{role}", initials="hc", rank=Rank.OTHER
    )
    Posting.objects.create(
        commission=commission, official=official, post=post, from_on=large_city.FIRST_DAY
    )
    User.objects.create(
        commission=commission, official=official, username=f"large-{role}", display_name=role, is_active=True,
    )  # fmt: skip

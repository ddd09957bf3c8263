"""The tally of one unit: turnout, distributions by block of ballot classes, weighted totals, formulas, warnings.

**Blocks keep the promise of anonymity.** No figure is made of fewer ballots than the survey's minimum. A class with
fewer valid ballots is not merely left out, for then total minus shown classes would tell it: it is pooled with
the next smallest class until the pool is large enough. Every figure, the weighted total included, is computed from
the blocks' counts and from nothing else, so no subtraction of published figures reaches a smaller group. A question
that too few of a block have answered is shown for all together, or not at all.

`Tally.as_json` is what is frozen; shapes are documented at the classes. Shares are between 0 and 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from paizhu.surveys.states.definitions import MEMBER, Definition, Formula, Option, Question
from paizhu.surveys.states.words import QuestionKind, Verdict

MOST_STEPS = 20
"""A number with at most so many possible values is shown as a distribution."""


@dataclass(frozen=True)
class BallotGroup:
    """A ballot class: key, name, weight (any positive numbers; they are normalised), tickets issued at the unit."""

    key: str
    name: str
    weight: float
    issued: int


@dataclass(frozen=True)
class Cast:
    """One ballot as opened: its class, its answers, and whether it counts."""

    group: str
    answers: Mapping[str, Any]
    verdict: str


@dataclass(frozen=True)
class Turnout:
    """Tickets issued and ballots returned; `valid` and `invalid` (by rule) are None where they would tell too much."""

    name: str
    issued: int
    returned: int
    valid: int | None = None
    invalid: Mapping[str, int] | None = None

    @property
    def rate(self) -> float | None:
        """The return rate."""
        return self.returned / self.issued if self.issued else None


@dataclass(frozen=True)
class Block:
    """Classes shown together. `weight`: their share of the weighted total, re-normalised over classes with ballots."""

    key: str
    name: str
    classes: tuple[str, ...]
    weight: float
    valid: int


@dataclass(frozen=True)
class Row:
    """One option of one item: counts by block (empty where all are shown together), in total, and shares."""

    key: str
    label: str
    counts: Mapping[str, int]
    total: int
    share: float
    weighted: float


@dataclass(frozen=True)
class Item:
    """One question, or one line of a matrix. `bases`: answers by block; `is_shown`: whether enough have answered.

    `member`: the team member whom it is about. `results`: formula key → weighted total; `plain`: unweighted.
    """

    key: str
    title: str
    line: str
    member: str
    bases: Mapping[str, int] = field(default_factory=dict)
    base: int = 0
    is_shown: bool = False
    rows: tuple[Row, ...] = ()
    results: Mapping[str, float] = field(default_factory=dict)
    plain: Mapping[str, float] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """All figures of one unit. `is_shown`: whether enough valid ballots came back to show any answer."""

    minimum: int
    total: Turnout
    classes: tuple[Turnout, ...]
    is_shown: bool
    is_pooled: bool
    is_renormalised: bool
    blocks: tuple[Block, ...]
    items: tuple[Item, ...]

    def as_json(self) -> dict:
        """Return the tally as plain JSON values, in one order."""
        return asdict(self)


@dataclass(frozen=True)
class _Asked:
    """One line to count: which answers, which options."""

    item: Item
    question: Question
    line: str
    options: tuple[Option, ...]

    def given(self, answers: Mapping[str, Any]) -> list[str]:
        """Return the options that a ballot names here."""
        value = answers.get(self.question.key)
        if self.line:
            value = (value or {}).get(self.line)
        if value is None:
            return []
        return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def tally(
    form: Definition, groups: Sequence[BallotGroup], ballots: Iterable[Cast], minimum: int
) -> Tally:
    """Count the ballots of one unit for its expanded form."""
    ballots = list(ballots)
    valid = [ballot for ballot in ballots if ballot.verdict == Verdict.VALID]
    counted = {g.key: sum(ballot.group == g.key for ballot in valid) for g in groups}
    blocks = _blocks(groups, counted, minimum)
    is_shown = bool(blocks)
    items = []
    for asked in _asked(form):
        items.append(_counted(asked, form, valid, blocks, minimum) if is_shown else asked.item)
    return Tally(
        minimum=minimum,
        total=_turnout("", groups, ballots, with_verdicts=len(ballots) >= minimum),
        classes=tuple(_turnout(g.name, [g], ballots, with_verdicts=False) for g in groups),
        is_shown=is_shown,
        is_pooled=any(len(block.classes) > 1 for block in blocks),
        is_renormalised=any(not counted[g.key] and g.weight for g in groups),
        blocks=blocks,
        items=tuple(items),
    )


def _turnout(
    name: str, groups: Sequence[BallotGroup], ballots: list[Cast], *, with_verdicts: bool
) -> Turnout:
    keys = {group.key for group in groups}
    verdicts = [ballot.verdict for ballot in ballots if ballot.group in keys]
    found = Turnout(name, sum(group.issued for group in groups), len(verdicts))
    if not with_verdicts:
        return found
    invalid = {rule: verdicts.count(rule) for rule in Verdict.values if rule != Verdict.VALID}
    return replace(found, valid=verdicts.count(Verdict.VALID), invalid=invalid)


def _blocks(
    groups: Sequence[BallotGroup], counted: Mapping[str, int], minimum: int
) -> tuple[Block, ...]:
    """Pool the smallest classes until each pool has enough valid ballots; none at all where all have too few."""
    pools = [([g], counted[g.key]) for g in groups if counted[g.key]]
    if sum(count for _, count in pools) < minimum:
        return ()
    while len(pools) > 1 and min(count for _, count in pools) < minimum:
        pools.sort(key=lambda pool: pool[1], reverse=True)
        smallest, next_smallest = pools.pop(), pools.pop()
        pools.append((next_smallest[0] + smallest[0], next_smallest[1] + smallest[1]))
    order = {group.key: place for place, group in enumerate(groups)}
    whole = sum(g.weight for pool, _ in pools for g in pool)
    found = []
    for pool, count in pools:
        pool.sort(key=lambda group: order[group.key])
        weight = sum(g.weight for g in pool) / whole if whole else count / sum(c for _, c in pools)
        names, keys = "、".join(g.name for g in pool), tuple(g.key for g in pool)
        found.append(Block("+".join(keys), names, keys, weight, count))
    return tuple(sorted(found, key=lambda block: order[block.classes[0]]))


def _asked(form: Definition) -> Iterable[_Asked]:
    """Yield every line that is counted; free texts are not."""
    for section in form.sections:
        for question in section.questions:
            member = section.member if section.member else ""
            if question.kind == QuestionKind.TEXT:
                continue
            if question.kind == QuestionKind.MATRIX:
                for line in question.lines:
                    label = f"{line.label} · {line.item}" if line.item else line.label
                    about = line.member or member
                    item = Item(f"{question.key}:{line.key}", question.title, label, about)
                    yield _Asked(item, question, line.key, question.options)
                continue
            label = section.title if section.member else ""
            item = Item(question.key, question.title, label, member)
            yield _Asked(item, question, "", _options(question))


MEMBER_KEY = f"{MEMBER}_"
"""How the key of every team member begins."""


def _options(question: Question) -> tuple[Option, ...]:
    """Return a question's options; a number within a few steps has one for each step."""
    if question.kind != QuestionKind.NUMBER or None in (question.least, question.most):
        return question.options
    if question.most - question.least > MOST_STEPS:
        return ()
    return tuple(
        Option(str(value), str(value), float(value))
        for value in range(question.least, question.most + 1)
    )


def _counted(
    asked: _Asked, form: Definition, valid: list[Cast], blocks: tuple[Block, ...], minimum: int
) -> Item:
    """Count one item by block, or all together where a block has too few answers."""
    given = [(ballot.group, chosen) for ballot in valid if (chosen := asked.given(ballot.answers))]
    if len(given) < minimum:
        return asked.item
    answered = [group for group, _ in given]
    bases = {block.key: sum(map(block.classes.__contains__, answered)) for block in blocks}
    if any(0 < base < minimum for base in bases.values()):
        bases, blocks = {}, ()
    bases = {key: base for key, base in bases.items() if base}
    blocks = tuple(block for block in blocks if block.key in bases)
    options = asked.options
    if not options:
        return _averaged(asked, given, bases, blocks)
    rows = tuple(_row(option, given, bases, blocks) for option in options)
    item = replace(asked.item, bases=bases, base=len(given), is_shown=True, rows=rows)
    results = {
        f.key: v for f in form.formulas if (v := _result(f, options, rows, "weighted")) is not None
    }
    plain = {
        f.key: v for f in form.formulas if (v := _result(f, options, rows, "share")) is not None
    }
    return replace(item, results=results, plain=plain, warnings=_warned(form, rows))


def _averaged(asked: _Asked, given: list, bases: dict, blocks: tuple[Block, ...]) -> Item:
    """A number without steps: its mean."""
    mean = sum(float(chosen[0]) for _, chosen in given) / len(given)
    weights, weighted = sum(block.weight for block in blocks), mean
    if blocks and weights:
        means = {
            b.key: sum(float(c[0]) for group, c in given if group in b.classes) / bases[b.key]
            for b in blocks
        }
        weighted = sum(b.weight * means[b.key] for b in blocks) / weights
    return replace(
        asked.item,
        bases=bases,
        base=len(given),
        is_shown=True,
        results={"mean": weighted},
        plain={"mean": mean},
    )


def _row(option: Option, given: list, bases: dict, blocks: tuple[Block, ...]) -> Row:
    chose = [group for group, chosen in given if option.key in chosen]
    counts = {block.key: sum(map(block.classes.__contains__, chose)) for block in blocks}
    share, weights = len(chose) / len(given), sum(block.weight for block in blocks)
    weighted = share
    if blocks and weights:
        weighted = sum(b.weight * counts[b.key] / bases[b.key] for b in blocks) / weights
    return Row(option.key, option.label, counts, len(chose), share, weighted)


def _result(
    formula: Formula, options: Sequence[Option], rows: Sequence[Row], name: str
) -> float | None:
    """Return a formula's figure from shares; None where it does not fit the options."""
    shares = {row.key: getattr(row, name) for row in rows}
    if formula.kind == "share":
        if not set(formula.options) & set(shares):
            return None
        return sum(shares.get(key, 0) for key in formula.options)
    points = formula.points or {o.key: o.score for o in options if o.score is not None}
    scored = [
        key for key in points if key in shares
    ]  # in order: sums must be the same in every process
    whole = sum(shares[key] for key in scored)
    if not whole:
        return None
    return sum(points[key] * shares[key] for key in scored) / whole


def _warned(form: Definition, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the titles of the warning lines that are reached, by the plain share of all ballots."""
    shares = {row.key: row.share for row in rows}
    return tuple(
        warning.title
        for warning in form.warnings
        if set(warning.options) <= set(shares)
        and sum(shares[key] for key in warning.options) >= warning.at_least - 1e-9
    )

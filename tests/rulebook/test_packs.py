"""The packs as data: complete, founded, dated, honest about what is not known."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation

from paizhu.kernel.refusals import refusal
from paizhu.kernel.workdays import WorkingCalendar
from paizhu.rulebook import queries, rules
from paizhu.rulebook.queries import loading
from paizhu.rulebook.states import (
    Absence,
    Approver,
    Direction,
    Kind,
    Measure,
    NotKnownThen,
    Standing,
    UnknownEntry,
)

SOURCE = Path(__file__).resolve().parents[2] / "src" / "paizhu"
REFORM, TODAY = date(2015, 6, 1), date(2023, 6, 1)
ENTRIES = [(pack, entry) for pack in queries.packs() for entry in pack.entries]
FOUNDED = [(pack, entry) for pack, entry in ENTRIES if not entry.is_absent]


def test_every_entry_rests_on_something_or_says_that_nothing_is_known():
    assert all(entry.bases for _pack, entry in FOUNDED)
    assert all(str(entry.reason) for _pack, entry in ENTRIES if entry.is_absent)


def documents(entry) -> set[str]:
    return {basis.document.key for basis in entry.bases}


@pytest.mark.parametrize(
    ("standing", "is_founded"),
    [
        (Standing.RULE, lambda entry: any(b.document.read != "none" for b in entry.bases)),
        (Standing.SOURCE, lambda entry: "reform" in documents(entry)),
        (Standing.SUGGESTED, lambda entry: "suggestion" in documents(entry)),
        (Standing.LOCAL, lambda entry: all(k.startswith(("local_", "ccdi_")) for k in documents(entry))),
    ],
)  # fmt: skip
def test_the_standing_fits_what_the_entry_rests_on(standing, is_founded):
    entries = [entry for _pack, entry in FOUNDED if entry.standing is standing]
    assert entries
    assert not [entry.key for entry in entries if not is_founded(entry)]


def test_what_is_not_verified_is_said_in_the_note():
    assert not [
        entry.key
        for _pack, entry in FOUNDED
        if not entry.is_verified
        and not (entry.note and re.search("未核|待核|未能|未查", entry.note.zh))
    ]


def test_no_rule_holds_before_its_regulation_came_into_force():
    """A matter of 2018 is not measured by a rule of 2022."""
    early = []
    for pack, entry in FOUNDED:
        began = [b.document.in_force_on for b in entry.bases if b.document.in_force_on]
        start = entry.from_on or pack.from_on
        if entry.standing is Standing.RULE and began and start and min(began) > start:
            early.append(f"{pack.key}: {entry.kind} {entry.key}")
    assert not early


@pytest.mark.parametrize(
    "day",
    [date(2012, 3, 1), REFORM, date(2016, 10, 26), date(2016, 10, 27), date(2017, 1, 14),
     date(2017, 1, 15), date(2018, 12, 31), date(2019, 1, 1), date(2020, 1, 21), date(2021, 9, 20),
     date(2022, 6, 21), date(2022, 6, 22), TODAY, date(2031, 1, 1)],
)  # fmt: skip
def test_on_every_day_each_key_has_exactly_one_entry_or_absence(day):
    pack = queries.pack_on(day)
    keys = [(entry.kind, entry.key) for entry in pack.entries]
    assert len(keys) == len(set(keys))
    assert set(keys) == {
        (entry.kind, entry.key) for other in queries.packs() for entry in other.entries
    }


@pytest.mark.parametrize(
    ("day", "key"),
    [
        (date(1994, 1, 1), "reform"),
        (date(2015, 12, 31), "reform"),
        (date(2017, 1, 14), "reform"),
        (date(2017, 1, 15), "today"),
        (date(2022, 6, 22), "today"),
        (date(2040, 1, 1), "today"),
    ],
)
def test_the_day_of_the_matter_chooses_the_pack(day, key):
    assert queries.pack_on(day).key == key


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (REFORM, ["filing_proposed", "preliminary_verification", "inquiry", "held", "concluded"]),
        (date(2018, 3, 1), ["inquiry", "preliminary_verification", "held", "concluded"]),
        (TODAY, ["inquiry", "preliminary_verification", "held", "concluded"]),
    ],
)
def test_five_dispositions_in_the_reforms_time_and_four_today(day, codes):
    assert list(queries.closed_list("dispositions", on=day).keys) == codes


def test_disposition_and_verification_outcome_are_two_lists():
    dispositions = queries.closed_list("dispositions", on=TODAY)
    outcomes = queries.closed_list("verification_outcomes", on=TODAY)
    assert set(outcomes.keys) == {
        "case_filing_proposed", "concluded", "reminder_talk", "held", "transferred",
    }  # fmt: skip
    assert dispositions.keys != outcomes.keys
    with pytest.raises(UnknownEntry):
        dispositions.item("transferred")


@pytest.mark.parametrize(
    ("key", "reform", "today"),
    [
        ("supervisory_organ", "监察局", "监察委员会"),
        ("resident_group", "派驻纪检组", "派驻纪检监察组"),
        ("petition_interview", "信访约谈", "谈话函询、谈话提醒"),
        ("preliminary_verification", "初核", "初步核实"),
        ("held", "暂存", "暂存待查"),
    ],
)
def test_words_are_those_of_the_time(key, reform, today):
    assert queries.term(key, on=REFORM).word.zh == reform
    assert queries.term(key, on=TODAY).word.zh == today


@pytest.mark.parametrize(
    ("key", "day", "amount", "unit", "article"),
    [
        ("clue_disposition", TODAY, 1, Measure.MONTHS, "37"),
        ("inquiry_reply", TODAY, 15, Measure.WORKING_DAYS, "29"),
        ("inquiry_report", TODAY, 1, Measure.MONTHS, "30"),
        ("delegated_talk", TODAY, 15, Measure.WORKING_DAYS, "72"),
        ("forward_superior_item", TODAY, 5, Measure.WORKING_DAYS, "15"),
        ("accept_forwarded_item", TODAY, 5, Measure.WORKING_DAYS, "16"),
        ("results_to_petition_office", TODAY, 3, Measure.MONTHS, "18"),
        ("assigned_item", TODAY, 3, Measure.MONTHS, "21"),
        ("acceptance_notice", TODAY, 15, Measure.WORKING_DAYS, "26"),
        ("result_feedback", TODAY, 15, Measure.WORKING_DAYS, "27"),
        ("unit_analysis", TODAY, 12, Measure.MONTHS, "33"),
        ("integrity_report", TODAY, 12, Measure.MONTHS, "47"),
        ("preliminary_verification", REFORM, 2, Measure.MONTHS, "15"),
        ("case_investigation", REFORM, 3, Measure.MONTHS, "39"),
        ("case_investigation", date(2018, 1, 1), 90, Measure.DAYS, "28"),
        ("assigned_item", REFORM, 3, Measure.MONTHS, "28"),
    ],
)
def test_the_time_limits_of_the_regulations(key, day, amount, unit, article):
    limit = queries.pack_on(day).limit(key)
    assert (limit.amount, limit.unit) == (amount, unit)
    assert article in [basis.article for basis in limit.bases]
    assert limit.standing is Standing.RULE


@pytest.mark.parametrize(
    ("key", "amount", "standing"),
    [
        ("silence_days", 90, Standing.SUGGESTED),
        ("breakdown_answers", 5, Standing.SUGGESTED),
        ("meeting_notice", 3, Standing.SUGGESTED),
        ("advice_letter_reply", 30, Standing.SUGGESTED),
        ("joint_study_application", 5, Standing.LOCAL),
        ("duty_report", 6, Standing.SOURCE),
        ("light_red", 0, Standing.SUGGESTED),
    ],
)
def test_what_no_rule_sets_is_marked_as_suggested_local_or_the_reforms_own(key, amount, standing):
    for day in (REFORM, TODAY):
        limit = queries.pack_on(day).limit(key)
        assert (limit.amount, limit.standing) == (amount, standing)


def test_a_breakdown_is_never_shown_below_three_answers():
    limit = queries.pack_on(TODAY).limit("breakdown_answers")
    assert limit.floor == 3
    assert limit.direction is Direction.AT_LEAST


def test_a_limit_that_the_time_did_not_know_says_so():
    with pytest.raises(NotKnownThen) as absent:
        queries.pack_on(REFORM).limit("acceptance_notice")
    assert isinstance(absent.value.absence, Absence)
    assert "2020" in str(absent.value.absence.reason)


def test_a_misspelt_key_is_a_defect_and_no_absence():
    with pytest.raises(UnknownEntry):
        queries.pack_on(TODAY).limit("inquiry_replay")


@pytest.mark.parametrize(
    ("step", "category", "day", "approver"),
    [
        ("clue_disposition", "any", TODAY, Approver.GROUP_LEADER),
        ("case_filing", "other", TODAY, Approver.GROUP_LEADER),
        ("case_filing", "managed_deputy", TODAY, Approver.GROUP_LEADER),
        ("case_filing", "managed_deputy_serious", TODAY, Approver.DISPATCHING_ORGAN),
        ("case_filing", "managed_chief", TODAY, Approver.DISPATCHING_ORGAN),
        ("case_filing", "party_organisation", TODAY, Approver.DISPATCHING_ORGAN),
        ("case_filing", "unit_team", TODAY, Approver.PARTY_COMMITTEE_HEAD),
        ("case_filing", "unit_head", TODAY, Approver.PARTY_COMMITTEE_HEAD),
        ("case_filing", "other", REFORM, Approver.STANDING_COMMITTEE),
        ("case_filing", "managed_chief", REFORM, Approver.STANDING_COMMITTEE),
        ("skip_consultation", "any", TODAY, Approver.DISPATCHING_ORGAN),
        ("inquiry", "unit_head", TODAY, Approver.COMMISSION_HEAD),
        ("inquiry", "other", TODAY, Approver.GROUP_LEADER),
        ("preliminary_verification", "unit_head", TODAY, Approver.PARTY_COMMITTEE_HEAD),
        ("trace_anonymous", "any", TODAY, Approver.CITY_COMMISSION),
        ("work_plan", "any", REFORM, Approver.LIAISON),
        ("work_plan", "any", TODAY, Approver.LIAISON),
    ],
)
def test_the_level_follows_from_the_step_and_the_person(step, category, day, approver):
    assert queries.level(step, category, on=day).approver is approver


def test_no_level_is_guessed_for_a_category_that_the_step_does_not_know():
    with pytest.raises(UnknownEntry):
        queries.level("case_filing", on=TODAY)
    with pytest.raises(NotKnownThen):
        queries.level("case_filing", "managed_chief", on=date(2018, 1, 1))


def test_before_filing_the_host_is_asked_and_has_no_veto():
    level = queries.level("case_filing", "other", on=TODAY)
    assert "党组" in level.consults.zh
    assert queries.level("host_disagrees", on=TODAY).approver is Approver.DISPATCHING_ORGAN


def test_approvers_stand_in_order_of_height():
    assert Approver.GROUP_LEADER.height < Approver.LIAISON.height
    assert Approver.COMMISSION_HEAD.height < Approver.DISPATCHING_ORGAN.height
    assert max(Approver, key=lambda each: each.height) is Approver.SUPERIOR_ORGAN


@pytest.mark.parametrize(
    ("approver", "suffices"),
    [
        (Approver.GROUP_LEADER, False),
        (Approver.COMMISSION_HEAD, False),
        (Approver.DISPATCHING_ORGAN, True),
        (Approver.SUPERIOR_ORGAN, True),
    ],
)
def test_a_higher_approver_may_be_asked_and_never_a_lower_one(approver, suffices):
    reason = refusal(
        rules.check_approver_suffices, approver, "case_filing", "managed_chief", on=TODAY
    )
    assert bool(reason) is not suffices
    assert suffices or "第38条" in reason


def test_no_level_is_demanded_where_the_time_named_none():
    rules.check_approver_suffices(Approver.GROUP_LEADER, "slander_finding", on=date(2015, 6, 1))


def test_a_lead_time_is_reckoned_backwards():
    limit = queries.pack_on(TODAY).limit("meeting_notice")
    assert limit.due(date(2022, 10, 10), WorkingCalendar()).on == date(2022, 9, 30)
    assert limit.due(date(2023, 6, 15), WorkingCalendar()).on == date(2023, 6, 12)


def test_extensions_name_who_allows_them():
    first, further = queries.pack_on(TODAY).limit("assigned_item").extensions
    assert (first.amount, str(first.approver)) == (3, "本机关主要负责人")
    assert further.amount is None
    assert "上级" in str(further)


def test_every_text_stands_in_both_languages():
    texts = [
        text for _pack, e in ENTRIES for text in (e.label, e.reason if e.is_absent else e.note)
    ]
    for text in filter(None, texts):
        assert re.search("[一-鿿]", text.zh)
        assert not re.search("[一-鿿]{5,}", text.en)


def test_entries_speak_the_readers_language():
    limit = queries.pack_on(TODAY).limit("inquiry_reply")
    assert str(limit.label) == "函询答复"
    with translation.override("en"):
        assert str(limit.label) == "Reply to a letter of inquiry"
        assert str(limit) == "within 15 working days"


def test_search_finds_either_language_and_the_regulation():
    pack = queries.pack_on(TODAY)
    for words, key in [("函询", "inquiry_reply"), ("letter of inquiry", "inquiry_reply"),
                       ("检举控告工作规则", "acceptance_notice"), ("silence", "silence_days")]:  # fmt: skip
        assert key in [entry.key for entry in pack.entries if entry.holds(words)]


def test_comparison_shows_what_changed_and_what_did_not():
    pairs = {(pair.kind, pair.key): pair for pair in queries.compared(REFORM, TODAY)}
    assert pairs[Kind.LIST, "dispositions"].differs
    assert pairs[Kind.LIMIT, "acceptance_notice"].before.is_absent
    assert not pairs[Kind.LIMIT, "duty_report"].differs
    assert len(pairs) == len(queries.pack_on(TODAY).entries)


def test_other_rooms_ask_for_keys_that_exist():
    """A misspelt key in the code of any room would only be noticed on the day it is needed."""
    calls = re.compile(
        r"""\.(limit|closed_list|term|level)\(\s*["'](\w+)["']|limits(?:_on\([^)]*\))?\[["'](\w+)["']\]"""
    )
    kinds = {"limit": Kind.LIMIT, "closed_list": Kind.LIST, "term": Kind.TERM, "level": Kind.LEVEL}
    unknown = []
    for file in SOURCE.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        if "rulebook" not in text:
            continue
        for kind, key, indexed in calls.findall(text):
            known = queries.known_keys(kinds[kind or "limit"])
            if not any(each.partition("/")[0] == (key or indexed) for each in known):
                unknown.append(f"{file.relative_to(SOURCE)}: {key or indexed}")
    assert not unknown


def edited(tmp_path: Path, name: str, old: str, new: str) -> Path:
    """Copy the packs with one change; the text to be changed must occur."""
    for file in loading.FOLDER.rglob("*.toml"):
        copy = tmp_path / file.relative_to(loading.FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    changed = (tmp_path / name).read_text(encoding="utf-8")
    assert old in changed
    (tmp_path / name).write_text(changed.replace(old, new, 1), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("today/limits.toml", "from_on = 2019-01-01\namount = 1", "from_on = 2019-02-01\namount = 1", "gap, overlap"),
        ("today/limits.toml", "until_on = 2019-01-01\namount = 1", "amount = 1", "gap, overlap"),
        ("today/limits.toml", '"dispatched_2022:37"', '"dispatched_2023:37"', "no document"),
        ("today/limits.toml", 'basis = ["discipline_work_2019:29"]', "basis = []", "basis is missing"),
        ("today/limits.toml", 'key = "delegated_talk"', 'key = "delegated_walk"', "does not know this key"),
        ("today/limits.toml", 'standing = "rule"', 'standing = "rule"\nstranding = 1', "unknown"),
        ("today/limits.toml", "amount = 1\n", "amount = -1\n", "whole number"),
        ("shared/limits.toml", 'standing = "suggested"\n', "", "standing is missing"),
        ("reform/lists.toml", 'key = "held"', 'key = "concluded"', "a code twice"),
        ("reform/terms.toml", 'word = { zh = "监察局", en', 'word = { zh = "", en', "needs zh and en"),
        ("packs.toml", "until_on = 2017-01-15", "until_on = 2017-01-14", "nothing|begin"),
        ("keys.toml", "[limits.light_red]", "[limits.light_pink]\ntopic = 'clues'\nlabel = { zh = '粉', en = 'p' }\n\n[limits.light_red]", "light_pink: nothing is said"),
    ],
)  # fmt: skip
def test_a_faulty_pack_is_refused_at_start_with_its_place(tmp_path, name, old, new, complaint):
    with pytest.raises(loading.Faulty, match=complaint):
        loading.load(edited(tmp_path, name, old, new))


def test_packs_follow_each_other_without_a_gap():
    first, second = queries.packs()
    assert first.until_on == second.from_on
    assert queries.pack_on(first.until_on - timedelta(days=1)).key == first.key

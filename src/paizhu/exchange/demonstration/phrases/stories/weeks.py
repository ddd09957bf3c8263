"""Weekly and monthly summaries: most groups in time, one late, one missing; and who has read those of the third group."""

from paizhu.exchange.demonstration.script import Beat, Story, beat, story

GROUPS = ("ZH1", "ZH2", "ZH3", "ZH4", "ZH5", "ZH6")
HANDED_IN = {
    "11-09": dict.fromkeys(GROUPS, "11-13 16:10"),
    "11-16": dict.fromkeys(GROUPS, "11-20 16:30"),
    "11-23": {**dict.fromkeys(GROUPS, "11-27 16:15"), "ZH6": "12-04 09:20"},
    "11-30": dict.fromkeys(GROUPS, "12-04 16:45"),
    "12-07": dict.fromkeys(GROUPS, "12-11 16:20"),
    "12-14": {**dict.fromkeys(GROUPS, "12-18 16:40"), "ZH4": "12-24 10:15"},
    "12-21": {**dict.fromkeys(GROUPS, "12-25 16:30"), "ZH5": ""},
}
"""First day of the week → group → when its summary was handed in; empty for a missing one."""
READ = (("liaison", "09:10"), ("office", "09:30"), ("secretary", "10:40"))


def _summaries(group: str) -> Story:
    beats = [
        beat(at, "leader", "hand_in", span="week", start=start)
        for start, groups in HANDED_IN.items()
        if (at := groups[group])
    ]
    beats.append(beat("12-01 09:20", "deputy", "hand_in", span="month", start="11-01"))
    return story(tuple(beats), group=group)


def _read(start: str, on: str) -> tuple[Beat, ...]:
    return tuple(
        beat(f"{on} {at}", who, "read_summary", span="week", start=start) for who, at in READ
    )


STORIES = (
    *map(_summaries, GROUPS),
    story(
        *(
            beat("12-24 17:10", who, "read_inbox")
            for who in ("leader", "deputy", "liaison", "contact", "head", "市环境保护局")
        ),
        unit="市交通运输局",
    ),
    story(_read("11-09", "11-16"), _read("11-16", "11-23"), _read("11-23", "11-30")),
    story(
        _read("11-30", "12-07"),
        _read("12-07", "12-14"),
        _read("12-14", "12-21"),
        _read("12-21", "12-29")[1:],
    ),
)

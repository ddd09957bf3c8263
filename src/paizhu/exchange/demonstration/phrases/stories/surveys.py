"""Two surveys of the third group: an appraisal from design to the public page, and a questionnaire that is open now."""

from paizhu.exchange.demonstration.script import beat, story, thread

ITEMS = ("德", "能", "勤", "绩", "廉")
CANTEEN = "机关食堂采购不公开，价格和供应商大家都不清楚，希望公示"
CANTEEN_TOO = "食堂采购价格、供应商应当公示"
HALL = "办事大厅窗口中午没有人值班，群众意见大"
HALL_TOO = "窗口中午无人值班，请安排轮值"
HOUSING = "保障房分配名单公示时间太短，公示栏在楼里，群众看不到"
FIELD = "分管领导下工地太少，问题都是听汇报"
PRAISE = "班子团结，工作不错"
ANGRY = "某某科长态度差，就是那个姓什么的"
TRAINING = "希望多组织业务培训"

APPRAISAL = story(
    beat(
        "11-16 10:20",
        "deputy",
        "design_survey",
        pack="2-appraisal",
        title="市住房和城乡建设局领导班子和班子成员民主测评",
        items=ITEMS,
        tickets={"A": 6, "B": 14, "C": 26},
        opens="11-18 14:00",
        closes="11-20 17:30",
        of="survey",
    ),
    beat("11-17 09:10", "leader", "issue_survey", of="survey"),
    beat(
        "11-18 14:40",
        "deputy",
        "answer_survey",
        unused={"A": 0, "B": 1, "C": 3},
        seed=20151118,
        advice=(CANTEEN, CANTEEN_TOO, HALL, HALL_TOO, HOUSING, PRAISE, ANGRY, TRAINING),
        to_worst=(FIELD,),
        of="survey",
    ),
    beat("11-20 17:40", "leader", "close_survey", of="survey"),
    thread(
        "食堂",
        beat(
            "11-23 09:10",
            "deputy",
            "reword_text",
            "建议公开机关食堂大宗物资采购的价格和供应商，接受职工监督。",
            original=CANTEEN,
            theme="办事公开",
        ),
        beat("11-23 09:14", "deputy", "merge_text", original=CANTEEN_TOO, into=CANTEEN),
        beat("11-24 09:00", "deputy", "feed_text_back", original=CANTEEN, due="12-21"),
        beat("11-25 10:00", "contact", "accept", "接受意见。"),
        beat(
            "11-26 10:00",
            "contact",
            "measure",
            what="食堂大宗物资采购价格、供应商每月在院内公开栏和内网公示",
            leader="机关党委",
            staff="办公室、工会",
            until="12-18",
        ),
        beat("11-26 10:10", "contact", "submit_plan", "请审核。"),
        beat("11-27 15:00", "leader", "agree_plan", "同意，注意保留公示底稿。"),
        beat("12-14 09:30", "contact", "strike", place=1, on="12-14"),
        beat(
            "12-14 10:00",
            "contact",
            "report",
            "12月份价格和供应商已公示，附公示底稿。",
            file="食堂采购公示.txt",
        ),
        beat("12-17 15:20", "leader", "confirm", "到现场看过公示栏，属实，销号。"),
    ),
    thread(
        "窗口",
        beat(
            "11-23 09:30",
            "deputy",
            "reword_text",
            "建议在办事大厅安排午间轮值，方便群众办事。",
            original=HALL,
            theme="服务群众",
        ),
        beat("11-23 09:33", "deputy", "merge_text", original=HALL_TOO, into=HALL),
        beat("11-24 09:10", "deputy", "feed_text_back", original=HALL, due="12-15"),
        beat("11-25 10:10", "contact", "accept", "接受意见，立即安排。"),
        beat(
            "11-26 10:30",
            "contact",
            "measure",
            what="排出大厅窗口午间轮值表并公示",
            leader="办公室",
            staff="大厅各窗口",
            until="12-04",
        ),
        beat("11-26 10:40", "contact", "submit_plan"),
        beat("11-27 15:10", "leader", "agree_plan", "同意。"),
        beat("12-04 16:00", "contact", "strike", place=1, on="12-04"),
        beat(
            "12-07 09:00",
            "contact",
            "report",
            "12月1日起实行午间轮值，轮值表已张贴。",
            file="午间轮值表.txt",
        ),
        beat("12-09 12:40", "leader", "confirm", "中午到大厅看过，窗口有人，销号。"),
    ),
    thread(
        "公示",
        beat(
            "11-23 09:50",
            "deputy",
            "reword_text",
            "建议延长保障性住房分配名单的公示时间，并在申请人所在社区同时公示。",
            original=HOUSING,
            theme="办事公开",
        ),
        beat("11-24 09:20", "deputy", "feed_text_back", original=HOUSING, due="2016-01-20"),
        beat("11-25 10:20", "contact", "accept", "接受意见。"),
    ),
    thread(
        "下工地",
        beat(
            "11-23 10:10",
            "deputy",
            "reword_text",
            "建议多到在建项目现场了解情况，推动问题就地解决。",
            original=FIELD,
            theme="工作作风",
        ),
        beat("11-24 09:30", "deputy", "feed_text_back", original=FIELD, due="2016-01-29"),
    ),
    beat(
        "11-23 10:30",
        "deputy",
        "drop_text",
        "没有具体意见，表扬已向班子转达。",
        original=PRAISE,
        of="survey",
    ),
    beat(
        "11-23 10:32",
        "deputy",
        "drop_text",
        "指向个人且无具体事实，不作为意见反馈。",
        original=ANGRY,
        of="survey",
    ),
    beat(
        "11-23 10:35",
        "deputy",
        "drop_text",
        "已列入明年培训计划，口头答复。",
        original=TRAINING,
        of="survey",
    ),
    beat("12-24 09:00", "leader", "publish_results", of="survey"),
    unit="市住房和城乡建设局",
)

QUESTIONNAIRE = story(
    beat(
        "12-25 09:40",
        "deputy",
        "design_survey",
        pack="1-main-responsibility",
        title="市交通运输局落实党风廉政建设主体责任情况问卷",
        tickets={"A": 5, "B": 10, "C": 20},
        opens="12-28 08:00",
        closes="2016-01-15 17:30",
        of="survey",
    ),
    beat("12-25 16:20", "leader", "issue_survey", of="survey"),
    beat(
        "12-29 15:00",
        "deputy",
        "answer_survey",
        unused={"A": 2, "B": 5, "C": 9},
        seed=20151229,
        advice=("养护经费使用情况应当在职工大会上通报",),
        of="survey",
    ),
    unit="市交通运输局",
)

STORIES = (APPRAISAL, QUESTIONNAIRE)

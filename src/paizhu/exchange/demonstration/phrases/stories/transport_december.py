"""The transport bureau in the second half of December: a change of a project, a visit before the holidays."""

from paizhu.exchange.demonstration.script import beat, story, thread

UNIT = "市交通运输局"

PROJECT = story(
    beat(
        "12-11 10:00",
        "contact",
        "send",
        title="研究县乡公路改造项目变更事项",
        matter="project",
        happens="12-17 09:30",
        place="局二楼小会议室",
        agenda="县乡公路改造项目第三标段设计变更",
    ),
    beat("12-11 11:30", "leader", "read"),
    beat("12-11 15:10", "deputy", "attend", people=("deputy", "市住房和城乡建设局")),
    beat(
        "12-17 12:10",
        "deputy",
        "activity",
        method="meeting",
        on="12-17",
        matter="project",
        follows=True,
        people=("deputy", "市住房和城乡建设局"),
        subjects=("PROJECTS", "FUNDS"),
        text="列席局长办公会，研究县乡公路改造第三标段设计变更。变更理由由公路建设科说明，监理单位书面意见随会议材料一并提交。"
        "组里指出变更金额测算未附第三方复核意见。会议通过变更，要求补充复核。",
    ),
    beat(
        "12-18 09:10",
        "deputy",
        "record",
        given={
            "chaired_by": "局长张仲城",
            "present": "领导班子成员五人到会",
            "discussed": "kept",
            "head_last": "kept",
            "recused": "not_applicable",
            "minuted": "kept",
            "first_topic": "not_applicable",
            "remarks": "",
        },
        items=(
            {
                "title": "县乡公路改造第三标段设计变更",
                "matter": "project",
                "outcome": "passed",
                "votes_for": 5,
                "votes_against": 0,
                "abstained": 0,
                "attitudes": "五名同志一致同意。",
                "view": "变更金额应由第三方复核后再签补充合同。",
                "view_minuted": "yes",
                "view_followed": "partly",
            },
        ),
    ),
    thread(
        "变更复核",
        beat(
            "12-18 09:40",
            "市住房和城乡建设局",
            "opinion",
            due="2016-01-29",
            text="设计变更金额应先由第三方复核再签订补充合同。第三标段的变更请补做复核，并将结果报组。",
        ),
        beat(
            "12-28 15:50",
            "contact",
            "dispute",
            "第三标段变更金额为合同价的百分之三，按现行规定低于百分之五的变更由监理单位确认即可，无须第三方复核。请组再斟酌。",
        ),
    ),
    thread(
        "变更公示",
        beat(
            "12-18 09:50",
            "市住房和城乡建设局",
            "opinion",
            due="2016-01-08",
            text="项目变更的理由、金额和审批情况应在单位公开栏和施工现场公示，公示期不少于五个工作日。",
        ),
        beat("12-21 09:30", "contact", "accept", "接受。"),
        beat(
            "12-22 10:00",
            "contact",
            "measure",
            what="制作公示牌并在现场和公开栏公示",
            leader="汪思城",
            staff="公路建设科",
            until="2016-01-07",
        ),
        beat("12-22 10:04", "contact", "submit_plan"),
        beat("12-23 09:20", "leader", "agree_plan", "同意。"),
        beat(
            "12-29 16:40",
            "contact",
            "ask_extension",
            "元旦期间施工现场停工封闭，公示期难以满足五个工作日，申请延期至1月15日。",
            until="2016-01-15",
        ),
    ),
    unit=UNIT,
)

YEAR_END = story(
    beat(
        "12-29 15:40",
        "leader",
        "activity",
        method="visit",
        on="12-29",
        people=("leader", "市环境保护局"),
        subjects=("MAIN_RESPONSIBILITY", "INTEGRITY"),
        text="走访局机关和局属公路养护站，了解年底慰问、物资发放和值班安排。发放名单、标准有据可查；劳务费发放表中两笔未列事由。"
        "对节日期间公务用车封存、值班带班提出要求。",
    ),
    thread(
        "劳务费",
        beat(
            "12-29 16:30",
            "leader",
            "opinion",
            due="2016-01-29",
            text="请规范劳务费发放，逐笔列明人员、标准和事由，由财务复核后发放；对今年以来的发放情况开展一次自查。",
        ),
    ),
    thread(
        "分管责任",
        beat(
            "12-30 15:20",
            "leader",
            "opinion",
            due="2016-01-29",
            addressee="袁志时",
            text="请结合分管工作，对所分管科室全年党风廉政建设责任落实情况作一次盘点，列出问题和改进措施，书面报组。",
        ),
    ),
    beat(
        "12-31 08:20",
        "leader",
        "sketch",
        method="talk",
        on="12-31",
        people=("leader",),
        text="与局新任科级干部谈话，提醒节日期间遵守纪律。详细情况待补记。",
    ),
    unit=UNIT,
)

STORIES = (PROJECT, YEAR_END)

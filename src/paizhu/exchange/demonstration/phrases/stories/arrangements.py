"""Work rules, division of work, joint activities and joint work, above all of the third group."""

from paizhu.exchange.demonstration.script import beat, story, thread

RULES = (
    beat(
        "07-13 10:00",
        "leader",
        "write_rule",
        key="例会",
        title="组务例会制度",
        from_on="07-15",
        text="一、每月第一周召开组务会，组长主持，全体成员参加。\n二、会议研究监督计划、意见建议和整改核验事项，会前两日送达材料。\n"
        "三、重要事项集体讨论，组长末位表态；会议纪要由成员轮流整理，三日内印发。",
    ),
    beat(
        "07-13 10:20",
        "leader",
        "write_rule",
        key="通报",
        title="驻在单位重要事项通报办理办法",
        from_on="07-15",
        text="一、成员知悉驻在单位“三重一大”事项后，应当即时通报，一般不晚于会议召开前三个工作日。\n"
        "二、组长、副组长当日作出是否参加的决定，并指定人员；不参加的说明理由。\n三、参加人员会后两个工作日内完成记录。",
    ),
    beat(
        "07-13 10:40",
        "leader",
        "write_rule",
        key="回避",
        title="监督回避办法",
        from_on="07-15",
        text="一、成员与被监督单位领导班子成员有近亲属关系，或者曾在该单位任职未满三年的，应当回避。\n二、整改核验不由驻在本单位的成员承担。",
    ),
    beat(
        "10-26 09:30",
        "leader",
        "revise_rule",
        key="通报",
        title="驻在单位重要事项通报办理办法",
        from_on="11-01",
        text="一、成员和单位联络员知悉“三重一大”事项后，应当即时通报，一般不晚于会议召开前三个工作日；紧急事项随时通报并说明理由。\n"
        "二、组长、副组长当日作出是否参加的决定，优先安排不驻在该单位的成员参加；不参加的说明理由。\n"
        "三、参加人员会后两个工作日内完成记录，形成意见建议的，同时提出整改期限。",
    ),
)

JOINT_ACTIVITIES = (
    thread(
        "秋季会商",
        beat(
            "09-30 09:00",
            "leader",
            "convene",
            title="第四季度监督重点会商",
            starts="10-14 09:00",
            ends="10-14 11:30",
            place="市工业和信息化委员会五楼会议室",
            agenda="一、三季度意见建议整改情况；二、四季度列席会议安排；三、项目建设监督分工",
            called=(
                "leader",
                "deputy",
                "市环境保护局",
                "市安全生产监督管理局",
                "市国土资源局",
                "市住房和城乡建设局",
            ),
        ),
        beat("09-30 10:00", "deputy", "reply", answer="coming"),
        beat("09-30 11:00", "市环境保护局", "reply", answer="coming"),
        beat("10-08 09:00", "市国土资源局", "reply", answer="coming"),
        beat("10-08 09:30", "市住房和城乡建设局", "reply", answer="coming"),
        beat(
            "10-12 16:00",
            "市安全生产监督管理局",
            "reply",
            "当日参加安全生产专项督查，不能到会。",
            answer="cannot",
        ),
        beat(
            "10-14 15:00",
            "leader",
            "result",
            "会商确定四季度列席会议二十次，重点是工程建设和资金拨付；对到期未整改事项逐件明确跟踪人员；请熊铮同志会后补阅纪要。",
            came=("leader", "deputy", "市环境保护局", "市国土资源局", "市住房和城乡建设局"),
        ),
    ),
    thread(
        "冬季学习",
        beat(
            "12-04 09:00",
            "deputy",
            "convene",
            title="新修订的廉洁自律准则和纪律处分条例集中学习",
            starts="12-15 14:30",
            ends="12-15 17:00",
            place="市交通运输局二楼小会议室",
            agenda="一、逐条学习；二、结合案例讨论适用问题",
            called=(
                "leader",
                "deputy",
                "市环境保护局",
                "市安全生产监督管理局",
                "市国土资源局",
                "市住房和城乡建设局",
                "市商务局",
            ),
        ),
        *(
            beat(f"12-07 {9 + number:02}:00", who, "reply", answer="coming")
            for number, who in enumerate(
                (
                    "leader",
                    "市环境保护局",
                    "市安全生产监督管理局",
                    "市国土资源局",
                    "市住房和城乡建设局",
                    "市商务局",
                )
            )
        ),
        beat(
            "12-15 17:20",
            "deputy",
            "result",
            "逐条学习两部党内法规，讨论六个适用问题，形成学习纪要一份，作为明年谈话提醒的参考。",
            came=(
                "leader",
                "deputy",
                "市环境保护局",
                "市安全生产监督管理局",
                "市国土资源局",
                "市住房和城乡建设局",
                "市商务局",
            ),
        ),
    ),
    thread(
        "新年部署",
        beat(
            "12-28 09:30",
            "leader",
            "convene",
            title="一月份工作部署和整改对账",
            starts="2016-01-05 09:00",
            ends="2016-01-05 11:30",
            place="市工业和信息化委员会五楼会议室",
            agenda="一、一月份列席会议安排；二、超期整改事项逐件对账；三、专项检查准备",
            called=(
                "leader",
                "deputy",
                "市环境保护局",
                "市安全生产监督管理局",
                "市国土资源局",
                "市住房和城乡建设局",
                "市商务局",
            ),
        ),
        beat("12-28 10:30", "市安全生产监督管理局", "reply", answer="coming"),
        beat("12-28 15:00", "市商务局", "reply", answer="coming"),
        beat(
            "12-29 09:00",
            "市国土资源局",
            "reply",
            "5日上午列席局年度总结会，请假。",
            answer="cannot",
        ),
    ),
    thread(
        "联合抽查",
        beat(
            "12-29 10:00",
            "deputy",
            "convene",
            title="桥梁巡查整改现场核验",
            starts="2016-01-06 14:00",
            ends="2016-01-06 17:00",
            place="市公路管理局门前集合",
            agenda="现场抽查三座桥梁",
            called=("deputy", "市环境保护局", "市商务局"),
        ),
        beat("12-29 14:00", "市商务局", "reply", answer="coming"),
    ),
)

JOINT_WORK = (
    beat(
        "11-13 10:00",
        "office",
        "authorise",
        "农村公路与水利设施交叉检查：两组互派人员，检查工程质量保证金和管护资金使用情况。",
        kind="cross_check",
        groups=("ZH3", "ZH6"),
        units=("市公路管理局", "市水务局"),
        first="11-16",
        last="2016-01-31",
        agreed="liaison",
        agreed_on="11-13",
    ),
    beat(
        "12-03 17:10",
        "市环境保护局",
        "activity",
        method="visit",
        on="12-03",
        there="市水务局",
        people=("市环境保护局", "市水务局"),
        subjects=("FUNDS",),
        text="按照两组协作安排，到市水务局交叉检查水利设施管护资金，抽查三个项目的质量保证金返还手续，资料齐全，返还及时。",
    ),
)

STORIES = (
    story(RULES, beat("10-21 09:00", "leader", "divide", leaving=("市公共交通总公司",))),
    *(story(each) for each in JOINT_ACTIVITIES),
    story(JOINT_WORK),
    story(beat("07-06 09:00", "leader", "divide", leaving=()), group="ZH1"),
)

"""Other units of the third group: the road administration, the environment bureau, and what came in with the workbook."""

from paizhu.exchange.demonstration.script import beat, story, thread

ROADS = story(
    beat(
        "11-17 17:00",
        "市环境保护局",
        "activity",
        method="visit",
        on="11-17",
        people=("市环境保护局", "市商务局"),
        subjects=("PROJECTS", "FUNDS"),
        text="到公路管理局了解桥梁加固和养护机械购置情况，查看招标、合同、验收资料，与机务科、桥隧科人员座谈。"
        "桥梁加固巡查记录不连续；养护机械购置未做使用效率论证。",
    ),
    beat(
        "11-18 10:00",
        "市环境保护局",
        "record",
        given={
            "places": "公路管理局机关、机械化养护中心",
            "persons_met": "分管副局长和机务科、桥隧科有关同志",
            "findings": "一是桥梁巡查记录有缺页；二是两台养护机械年使用不足三十个台班，购置前未作论证。",
        },
    ),
    thread(
        "桥梁巡查",
        beat(
            "11-19 09:30",
            "市环境保护局",
            "opinion",
            due="12-25",
            text="请规范桥梁加固前后的巡查记录，一桥一册、连续记载，缺失部分由桥隧科补查补记并说明原因。",
        ),
        beat("11-20 09:20", "contact", "accept", "接受意见。"),
        beat(
            "11-24 10:00",
            "contact",
            "measure",
            what="补查补记十一座桥梁巡查记录",
            leader="史煜",
            staff="桥隧科",
            until="12-20",
        ),
        beat("11-24 10:10", "contact", "submit_plan"),
        beat("11-25 15:00", "市环境保护局", "agree_plan", "同意。"),
        beat("12-18 16:00", "contact", "strike", place=1, on="12-18"),
        beat(
            "12-21 10:30",
            "contact",
            "report",
            "十一座桥梁均已补查补记，一桥一册，请核验。",
            file="桥梁巡查记录补查情况.txt",
        ),
        beat(
            "12-28 09:20",
            "市环境保护局",
            "note",
            "已约定1月6日与王赟同志现场抽查三座桥梁，再作核验。",
        ),
    ),
    thread(
        "机械论证",
        beat(
            "11-19 09:40",
            "市环境保护局",
            "opinion",
            due="2016-01-22",
            text="养护机械购置应先行调研论证，提供现有机械使用台班情况，避免重复购置、闲置浪费。",
        ),
        beat("11-23 11:00", "contact", "accept", "接受。"),
        beat(
            "12-28 11:10",
            "contact",
            "measure",
            what="统计现有养护机械近两年使用台班",
            leader="钟婉琴",
            staff="机务科",
            until="2016-01-10",
        ),
        beat(
            "12-28 11:16",
            "contact",
            "measure",
            what="制定购置前论证办法",
            leader="钟婉琴",
            staff="机务科、财务科",
            until="2016-01-20",
        ),
        beat("12-28 11:30", "contact", "submit_plan", "请审核。"),
    ),
    unit="市公路管理局",
)

ENVIRONMENT = story(
    beat(
        "12-03 15:00",
        "resident",
        "send",
        title="研究环境监测设备采购项目需求",
        matter="project",
        happens="12-10 09:00",
        place="局一楼会议室",
        agenda="环境监测设备采购项目采购需求和预算",
    ),
    beat("12-03 16:30", "leader", "read"),
    beat("12-04 08:50", "leader", "attend", people=("leader", "市安全生产监督管理局")),
    beat(
        "12-10 15:20",
        "市安全生产监督管理局",
        "activity",
        method="meeting",
        on="12-10",
        matter="project",
        follows=True,
        people=("leader", "市安全生产监督管理局"),
        subjects=("PROJECTS",),
        text="列席局长办公会，研究环境监测设备采购需求。技术参数由监测站提出，未见其他品牌对比。组里建议开展不少于三家的市场调研，"
        "参数不得指向单一产品。会议采纳。",
    ),
    beat(
        "12-11 09:30",
        "市安全生产监督管理局",
        "record",
        given={
            "chaired_by": "局长常仲安",
            "present": "领导班子成员四人到会，监测站负责人列席",
            "discussed": "kept",
            "head_last": "kept",
            "recused": "not_applicable",
            "minuted": "kept",
            "first_topic": "kept",
            "remarks": "",
        },
        items=(
            {
                "title": "环境监测设备采购需求",
                "matter": "project",
                "outcome": "postponed",
                "attitudes": "毛建安认为参数较高；其余同志同意补充调研后再议。",
                "view": "市场调研不少于三家，参数不得指向单一产品。",
                "view_minuted": "yes",
                "view_followed": "followed",
            },
        ),
    ),
    thread(
        "市场调研",
        beat(
            "12-11 10:00",
            "leader",
            "opinion",
            due="2016-01-15",
            text="环境监测设备采购应先开展市场调研，形成书面比较材料，采购需求由两个以上科室会审后提交会议。",
        ),
        beat("12-15 09:00", "contact", "accept", "接受意见，正在拟订整改方案。"),
    ),
    unit="市环境保护局",
)

SAFETY = story(
    thread(
        "议事规则",
        beat("03-12 10:00", "leader", "known", made="02-05"),
        beat(
            "03-12 10:05",
            "leader",
            "confirm",
            "修订后的议事规则已经查阅，执行两次会议均有记录，同意销号。",
        ),
        beat(
            "06-15 10:00",
            "市环境保护局",
            "pass_recheck",
            "抽查二季度会议纪要五份，末位表态均已落实。",
        ),
    ),
    unit="市安全生产监督管理局",
)

COMMERCE = story(
    thread(
        "专家抽取",
        beat("02-16 09:00", "contact", "known", made="02-12"),
        beat("02-16 09:10", "contact", "accept", "接受意见。"),
        beat(
            "02-27 10:00",
            "contact",
            "measure",
            what="建立农产品流通体系建设评审专家抽取制度",
            leader="白文林",
            staff="市场体系建设科",
            until="03-16",
        ),
        beat("02-27 10:10", "contact", "submit_plan"),
        beat("03-02 09:30", "leader", "agree_plan", "同意。"),
        beat(
            "03-16 15:00",
            "contact",
            "ask_extension",
            "省级项目管理办法正在修订，拟待新办法印发后一并建制，申请延期。",
            until="10-30",
        ),
        beat(
            "03-17 09:00", "leader", "extend", "同意延至新办法印发后，最迟10月30日。", until="10-30"
        ),
        beat("11-09 09:40", "leader", "give", to="市环境保护局"),
        beat(
            "12-21 10:20",
            "市环境保护局",
            "note",
            "该局两次答复“正在会签”，进度明显偏慢，已建议组长约谈分管副局长。",
        ),
    ),
    unit="市商务局",
)

LAND = story(
    thread(
        "应急预案",
        beat("06-29 09:00", "leader", "known", made="05-27"),
        beat("06-29 09:05", "leader", "give", to="市住房和城乡建设局"),
        beat(
            "12-14 15:20",
            "contact",
            "ask_extension",
            "预案已修订，须待机构职责调整文件印发后定稿，申请延期至1月15日。",
            until="2016-01-15",
        ),
        beat(
            "12-15 09:10",
            "leader",
            "extend",
            "情况属实，同意延期至1月15日，届时必须办结。",
            until="2016-01-15",
        ),
    ),
    unit="市国土资源局",
)

ENFORCEMENT = story(
    thread(
        "招录档案",
        beat("10-09 09:00", "leader", "known", made="09-21"),
        beat("10-09 09:05", "leader", "give", to="市环境保护局"),
    ),
    unit="市城市管理行政执法局",
)

STORIES = (ROADS, ENVIRONMENT, SAFETY, COMMERCE, LAND, ENFORCEMENT)

"""The transport bureau in September: how the maintenance of roads is accepted, and an account of materials."""

from paizhu.exchange.demonstration.script import beat, story, thread

UNIT = "市交通运输局"

MAINTENANCE = story(
    beat(
        "09-02 16:40",
        "leader",
        "activity",
        method="visit",
        on="09-02",
        people=("leader", "市环境保护局"),
        subjects=("PROJECTS", "FUNDS"),
        text="实地走访公路养护工程现场三处，查看今年以来的验收、计量和支付资料，与工程科、养护站人员座谈。资料基本齐全，"
        "个别工程验收记录由一人代签，隐蔽部位未留影像；材料进场验收与出库数量核对不够经常。",
    ),
    beat(
        "09-06 10:10",
        "leader",
        "record",
        given={
            "places": "县道养护工程现场三处、公路养护站",
            "persons_met": "局公路建设科、质量监督站和养护站有关同志",
            "findings": "一是两处工程的验收单由经办人一人签认；二是隐蔽工程未留存影像；三是养护材料出入库按季核对，间隔偏长。",
        },
    ),
    thread(
        "验收",
        beat(
            "09-07 09:20",
            "leader",
            "opinion",
            due="10-09",
            text="公路养护工程验收应由两个以上科室共同参加、当场签认，隐蔽部位留存影像资料。请举一反三，对今年以来的验收资料逐件补查。",
        ),
        beat(
            "09-08 10:05",
            "contact",
            "accept",
            "意见收悉，局党组高度重视，已明确由分管副局长汪思城同志牵头。",
        ),
        beat(
            "09-10 15:30",
            "contact",
            "measure",
            what="修订公路养护工程验收办法，明确两个以上科室会签",
            leader="汪思城",
            staff="公路建设科",
            until="09-25",
        ),
        beat(
            "09-10 15:36",
            "contact",
            "measure",
            what="补查今年以来四十二份验收资料，补齐影像",
            leader="汪思城",
            staff="质量监督站",
            until="09-30",
        ),
        beat("09-10 15:40", "contact", "submit_plan", "整改方案经局长办公会研究，现报组审核。"),
        beat("09-11 11:15", "leader", "agree_plan", "方案可行，请按时间节点抓好落实。"),
        beat("09-24 16:00", "contact", "strike", place=1, on="09-23"),
        beat("09-28 16:20", "contact", "strike", place=2, on="09-28"),
        beat(
            "09-28 17:05",
            "contact",
            "report",
            "修订后的验收办法已于9月23日印发；四十二份验收资料全部复查，六份影像缺失的已现场复测补拍。请组核验。",
            file="公路养护工程验收办法（修订）.txt",
        ),
        beat(
            "09-30 15:10", "市环境保护局", "confirm", "现场抽查八份资料，会签、影像齐全，同意销号。"
        ),
        beat(
            "12-30 10:20",
            "市环境保护局",
            "pass_recheck",
            "抽查四季度验收资料十二份，均由两科室会签，影像可追溯，制度执行到位。",
        ),
    ),
    thread(
        "台账",
        beat(
            "09-07 09:35",
            "leader",
            "opinion",
            due="10-16",
            text="养护材料出入库应建立台账、按月核对，做到账实相符；请明确保管、领用、核对三个岗位的责任。",
        ),
        beat("09-08 10:12", "contact", "accept", "接受意见，由养护站制定台账管理细则。"),
        beat(
            "09-14 09:40",
            "contact",
            "measure",
            what="制定养护材料台账管理细则，三岗分设",
            leader="孔思清",
            staff="公路养护站",
            until="09-30",
        ),
        beat("09-14 09:46", "contact", "submit_plan", "请审核。"),
        beat("09-15 14:30", "leader", "agree_plan", "同意。"),
        beat("09-22 11:00", "contact", "strike", place=1, on="09-21"),
        beat(
            "09-22 11:20",
            "contact",
            "report",
            "细则已印发，三个岗位人员已明确，8月、9月已按月核对并签认。",
            file="养护材料核对表.txt",
        ),
        beat("09-23 16:40", "leader", "confirm", "核对记录齐全，同意销号，三个月后回头看。"),
        beat(
            "12-23 15:20",
            "leader",
            "reopen",
            "回头看发现：10月、11月核对表无保管人签字，12月尚未核对，细则未坚持执行。请查明原因，限期整改，并对责任岗位作出处理。",
            due="2016-01-20",
        ),
    ),
    unit=UNIT,
)

STORIES = (MAINTENANCE,)

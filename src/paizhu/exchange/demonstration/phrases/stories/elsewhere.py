"""The other groups, in few words: why nobody attended, and what followed from opinions still open in December."""

from paizhu.exchange.demonstration.script import beat, thread

NOT_ATTENDED = (
    "当日组内已有两项列席任务，人员不足；请派驻纪检组会后报送会议纪要。",
    "该事项前期已列席研究，本次为程序性审议，改为会后调阅材料。",
    "议题材料已先行审阅，未见异议，不再派员。",
    "与组务会时间冲突，委托驻在该单位的成员关注，会后通报结果。",
    "属例行事项，安排随后走访时一并了解。",
    "通报时会议已近召开，来不及派员，请补报会议纪要和有关材料。",
)
TURNS = {
    "issued": (
        thread(
            "it",
            beat(
                "12-09 10:00",
                "contact",
                "dispute",
                "所提情况系去年遗留，今年已按新办法执行，请组核实后再定。",
            ),
        ),
        thread(
            "it",
            beat("12-09 10:00", "contact", "accept", "接受意见。"),
            beat(
                "12-11 15:00",
                "contact",
                "measure",
                what="制定具体措施，明确责任科室",
                leader="分管负责人",
                staff="办公室",
                until="2016-01-20",
            ),
            beat("12-11 15:10", "contact", "submit_plan", "请审核。"),
        ),
        thread("it", beat("12-10 09:00", "contact", "sign")),
    ),
    "reported": (
        (),
        thread(
            "it",
            beat("12-15 10:00", "leader", "return_report", "只报了做法，未附材料，请补充后再报。"),
        ),
        (),
    ),
    "rectifying": (
        (),
        thread(
            "it",
            beat(
                "12-16 09:00",
                "contact",
                "ask_extension",
                "年底集中决算，经办人员紧张，申请延期至1月底。",
                until="2016-01-29",
            ),
        ),
    ),
}
"""State in which an opinion came in → what followed, by turns."""

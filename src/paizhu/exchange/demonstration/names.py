"""Names of people who do not exist, drawn so that none comes twice."""

from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMPOUND = ("欧阳", "上官", "司徒", "尉迟", "令狐", "诸葛")
MEN_SINGLE = "喆赟昇堃翀骁恺桁煜霖晗钧铮骏珩峤弘朔澍淳勰琛"
WOMEN_SINGLE = "祎玥珺婧妤嫣芮茜蓓琬旖岚荞菁璇姝"
MEN_FIRST, MEN_SECOND = "文志建宏正承景思书立守润怀兆仲彦", "安远川林舟岩城博宁松泽清年衡均时"
WOMEN_FIRST, WOMEN_SECOND = "雅静慧晓春秋玉素佩婉若书云月映念", "兰宁琴娟萍霞莹瑜棠荷溪芳蓉茵"
OTHERS = (
    ("古丽娜尔·艾山", "女"),
    ("格桑卓玛", "女"),
    ("木合塔尔·买买提", "男"),
    ("扎西顿珠", "男"),
    ("乌云其木格", "女"),
)


class Names:
    """Draws a name and a gender at a time; the same seed gives the same names in the same order."""

    def __init__(self, random: Random):
        self.random = random
        self.taken: set[str] = set()
        self.others = list(OTHERS)
        self.drawn = 0

    def draw(self) -> tuple[str, str]:
        """Return a name and 男 or 女."""
        self.drawn += 1
        if self.drawn % 97 == 50 and self.others:
            return self.others.pop()
        while True:
            gender = "女" if self.random.random() < 0.36 else "男"
            name = self._surname() + self._given(gender)
            if name not in self.taken:
                self.taken.add(name)
                return name, gender

    def _surname(self) -> str:
        if self.random.random() < 0.02:
            return self.random.choice(COMPOUND)
        # the common surnames stand first and are drawn more often
        return SURNAMES[int(self.random.random() ** 1.6 * len(SURNAMES))]

    def _given(self, gender: str) -> str:
        is_man, choice = gender == "男", self.random.choice
        if self.random.random() < 0.3:
            return choice(MEN_SINGLE if is_man else WOMEN_SINGLE)
        first, second = (MEN_FIRST, MEN_SECOND) if is_man else (WOMEN_FIRST, WOMEN_SECOND)
        return choice(first) + choice(second)

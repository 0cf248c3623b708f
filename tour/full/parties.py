"""Who comes on the whole day: invented bodies and persons with well-formed numbers and hard names."""

from dataclasses import dataclass

from outlet_app.domain.applicant import ApplicantKind

_K = ApplicantKind


@dataclass(frozen=True, slots=True)
class Party:
    """A visitor as typed at the door."""

    name: str
    number: str
    contact: str
    phone: str
    kind: ApplicantKind = _K.ENTERPRISE


KUI = Party("巴彦淖尔市河套向阳葵业有限公司", "91150802AY4CL12T2T", "高娃", "13900011001")
SHIZI = Party("五原县金硕灯笼红香瓜种植专业合作社", "93150825H3J9HTM503", "郝俊梅", "13900011002", _K.OTHER)
YANG = Party(
    "临河区蒙绒肉羊养殖家庭农场", "9215082471HU49D45U", "哈斯·巴雅尔", "13900011003", _K.UNINCORPORATED
)
MIAN = Party("杭锦后旗雪粉河套面业有限责任公司", "91150826D1TJ3Y7L4U", "𬎆䶮", "13900011004")
YAO = Party("磴口县沙生肉苁蓉药业股份有限公司", "9115082212DD272H2T", "赵瑞芳", "13900011005")
FENG = Party("乌拉特前旗风能装备制造有限公司", "91150823LJY1JJC159", "孟和", "13900011006")
RUAN = Party("巴彦淖尔市数农软件技术有限公司", "91150821H3BJ1XG69M", "田野", "13900011007")
YUAN = Party("巴彦淖尔市农牧业科学研究所", "121508003JJL6B3H6T", "白乙拉", "13900011008", _K.INSTITUTION)
XIE = Party("巴彦淖尔市河套区域公用品牌发展协会", "51150800N2J1K6FM1Q", "刘海霞", "13900011009", _K.SOCIETY)
LONG = Party(
    "内蒙古自治区巴彦淖尔市乌拉特中旗海流图镇蒙中药材种植加工仓储物流冷链一体化示范产业园区运营管理有限责任公司",
    "91150802HDQAEJXE01",
    "斯日古楞·额尔敦巴雅尔",
    "13900011010",
)
NAI = Party("杭锦后旗牧场记忆乳品有限公司", "91150826B97R5NQ73P", "杨帆", "13900011011")
DIAN = Party("临河区老马番茄酱加工坊", "921508022J9GFWAP24", "马德福", "13900011012", _K.UNINCORPORATED)
QIQIGE = Party("其木格", "152822198503120024", "其木格", "13900012001", _K.PERSON)
ZHANG = Party("张䶮", "150802199001051011", "张䶮", "13900012002", _K.PERSON)
BATU = Party("巴图·孟克", "15282519780920441X", "巴图·孟克", "13900012003", _K.PERSON)
SUN = Party("孙桂英", "152821196211080037", "孙桂英", "13900012004", _K.PERSON)
LI = Party("李若溪", "150803200102283526", "李若溪", "13900012005", _K.PERSON)

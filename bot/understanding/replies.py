"""The words as the answer to the question that stands open."""

from __future__ import annotations

from datetime import date, timedelta

from bot.understanding.absence import is_absent
from bot.understanding.bearing import borne_by_them
from bot.understanding.by_months import whole_sum
from bot.understanding.courts_offered import court_meant
from bot.understanding.engine import Context
from bot.understanding.expressions import expression
from bot.understanding.further import item_told
from bot.understanding.half_days import completed
from bot.understanding.missing import missing_told
from bot.understanding.same_item import within_item
from bot.understanding.values import Reading, Standing, read, standing, yes_or_no
from bot.understanding.values.assent import soft_standing
from bot.understanding.values.choices import read_choice
from bot.understanding.values.names import read_court
from dialogs.interview.commands import (
    ChooseOption,
    Command,
    SetAnswer,
    SetNone,
    SetUnknown,
    Unparsed,
)
from dialogs.schema.definition import Element, ElementType

__all__ = ["answer", "answer_to_element", "answer_to_options", "set_from"]

_MONTHS = expression("(?:[2-9]|1\\d|[两二三四五六七八九十]) ?个月[^，。；]{0,12}")
_EACH_MONTH = expression("每个?月|一个月|月薪|月工资|/月")
_CHOSEN = (ElementType.CHOICE, ElementType.CHOICES, ElementType.YES_NO)
_LOOSE = ("more:", "optional:", "material:")
"""Questions where a yes or no among other words is taken; nothing binding hangs on them."""
_LONGEST_DENIAL = 24
_FREE = (ElementType.TEXT, ElementType.LONG_TEXT)
_NUMBERS = (ElementType.CN_ID_NUMBER, ElementType.USCC, ElementType.PHONE)
"""没有了就我一个 denies no number."""
_TO_THE_DAY = ("birth_date", "married_on")
"""Days that stand in a certificate: nobody guesses them from a month."""
_MEASURED = (ElementType.DATE, ElementType.MONEY)
_SURE = 0.9
_A_MONTH = timedelta(days=31)
_OTHERS = "(?:别人|别的人?|其他人?|其他的|旁人)"
_THEM = f"(?:{_OTHERS}|他们?|她们?|他?老婆|他?媳妇)"
_ENDED = "[人的啊呀呢嘛哈了吧。!！, ，]*"
_ONLY = expression(
    f"(?:那就?|就|我|[，, ])*(?:没有?了?|不了?|不用|不要|够|{_THEM}?(?:就|都|也)?不告{_THEM}?了?)?"
    "[，, 啊呀]*(?:我|我们|咱)?(?:就|只|光|仅|单)"
    "(?![^，。]*(?:还有|再加|加上|和|跟|以及))[^，。？?]{0,6}"
    f"(?:一|1|这|那)(?:一)?(?:个|家|位|笔|次|张|份|样|回|处|套){_ENDED}"
)
"""就告他一个 where more are asked for."""
_NOBODY_ELSE = expression(
    f"(?:那就?|就|我|[，, ])*(?:{_OTHERS}(?:就|都|也)?不告了?|不告{_OTHERS}了?|"
    f"(?:就|只|光|单)(?:要)?告(?:他|她|对方|这个?|那个?)(?:一个人?|自己|本人)?){_ENDED}"
)
_ALL_DENIED = expression(
    "(?:我|这些|以上|上面|说的)*(?:都|全|全都|一[样个项]都?|什么都|啥都|啥也)(?:没有?|无|冇|不是|不沾)"
    "(?!.*(?:(?<![没哪])有|但|不过|除了|只有|就是))"
)
"""都没有啊就我一个人也没请律师, where several things may be chosen."""
_LONGEST_OF_ALL = 40
_ACT = expression(
    "(?:我们?|他们?|她|对方|早就?|都|就|也|已经|还)*(?P<denied>没有?|未)?(?P<act>[一-鿿]{1,3}?)"
    "(?:过了?|了|(?<=没[一-鿿])|(?<=没有[一-鿿]))[的啊呀嘛呢。.!！]*"
)
_DONE = expression("[过了][^，。]*[吗？?]")
_CLAUSE = expression("[，,。；;！!\\s]+")
_STANDING_OPTIONS = {"unknown": "unknown", "none": "none", "skip": "skip"}


def answer(text: str, context: Context) -> Command | None:
    """The one command that the words are as an answer, `Unparsed` if they cannot be one.

    None: no question stands open, or the words are not among its buttons.
    """
    if context.element is not None and context.asks is not None:
        return answer_to_element(text, context, context.element, context.asks)
    return answer_to_options(text, context)


def answer_to_element(text: str, context: Context, element: Element, path: str) -> Command:
    """The answer to an element's question."""
    chosen = _button(text, context, element)
    if chosen is not None and (element.type not in _FREE or isinstance(chosen, ChooseOption)):
        return chosen
    options = element.options or context.options
    reading = read(element.type, text, context.today, options, element.max_length)
    if element.type is ElementType.MONEY and (months := _sum_of_months(text, element)):
        return Unparsed(path, "money_for_months", (("said", months),))
    if element.type is ElementType.MONEY:
        reading = whole_sum(text, element) or reading
    reading = within_item(reading, text, element, path, context)
    reading = completed(reading, text, element, path, context)
    stands = standing(text)
    if stands is Standing.UNKNOWN and not _exact_option(element, reading):
        return SetUnknown(path)
    if stands is Standing.NONE and (element.none_label or element.type not in _CHOSEN):
        return SetNone(path)
    if element.type is ElementType.CHOICES and _denies_all(text, element):
        return SetNone(path)
    if is_absent(text, element) and not _exact_option(element, reading):
        return SetNone(path)
    if element.none_label and reading.value is None and yes_or_no(text) is False:
        return SetNone(path)
    if reading.value is None and (found := _softly(text, element, path)) is not None:
        return found
    return set_from(reading, path)


def _denies_all(text: str, element: Element) -> bool:
    short = len(text) <= _LONGEST_OF_ALL
    return bool(element.none_label) and short and _ALL_DENIED.match(text.strip()) is not None


def _sum_of_months(text: str, element: Element) -> str | None:
    """三个月一万八 where a month's pay is asked for: the words, if they tell of several months."""
    if "每月" not in element.label or _EACH_MONTH.search(text):
        return None
    match = _MONTHS.search(text)
    return match.group() if match else None


def _softly(text: str, element: Element, path: str) -> Command | None:
    """他换号了我不知道, 没说过利息, 我不想调解: an answer among other words."""
    ids = {option.id for option in element.options}
    binary = element.type is ElementType.YES_NO or {"yes", "no"} <= ids
    said = yes_or_no(text, whole=False) if {"yes", "no"} <= ids else None
    if said is None and binary:
        said = _echoed(text, element)
    if said is None and binary:
        said = borne_by_them(text, element)
    if said is not None:
        yes_no = element.type is ElementType.YES_NO
        value = said if yes_no else "yes" if said else "no"
        return SetAnswer(path, value, text, (0, len(text)), 0.8)
    stands = soft_standing(text)
    if stands is Standing.UNKNOWN and (element.type not in _CHOSEN or element.unknown):
        return SetUnknown(path)
    if stands is Standing.NONE and element.none_label and element.type not in _NUMBERS:
        return SetNone(path)
    first = _CLAUSE.split(text.strip())[0]
    if len(text) <= _LONGEST_OF_ALL and is_absent(first, element):
        return SetNone(path)
    return None


def _echoed(text: str, element: Element) -> bool | None:
    """裁了的, 没裁 to a question that asks of the same act: 裁过吗."""
    match = _ACT.fullmatch(text.strip())
    asked = element.ask.replace("有没有", "")
    if match is None or match["act"] not in asked or "没" in asked or not _DONE.search(asked):
        return None
    return not match["denied"]


def set_from(reading: Reading, path: str) -> Command:
    """A reading as a command; a month for a day is asked back with its last day and its first."""
    if reading.code == "date_day_missing" and not path.endswith(_TO_THE_DAY):
        first, last = reading.alternatives[0], reading.alternatives[-1]
        if date.fromisoformat(last) - date.fromisoformat(first) <= _A_MONTH:
            return SetAnswer(path, last, reading.text, reading.span, 0.4, (first,))
    if reading.value is None:
        values = tuple((key, str(value)) for key, value in reading.values.items())
        return Unparsed(path, reading.code or "empty", values)
    return SetAnswer(
        path, reading.value, reading.text, reading.span, reading.confidence, reading.alternatives
    )


def _exact_option(element: Element, reading: Reading) -> bool:
    return element.type in _CHOSEN and reading.value is not None and reading.confidence >= 0.95


def _button(text: str, context: Context, element: Element) -> Command | None:
    """A button under the question, by its label or id; by number only among choices."""
    wanted = text.strip()
    for option in context.options:
        if wanted in (option.id, option.label):
            return _as_answer(option.id, text, element, context)
    if element.type not in _CHOSEN or not context.options:
        return None
    reading = read_choice(text, context.options)
    by_number = reading.confidence == 0.95 and reading.value is not None
    beside = reading.value not in {option.id for option in element.options}
    if by_number and (beside or element.type is not ElementType.CHOICES):
        return _as_answer(reading.value, text, element, context)
    return None


def _as_answer(option: str, text: str, element: Element, context: Context) -> Command:
    path = context.asks or ""
    if element.type is ElementType.YES_NO and option in ("yes", "no"):
        return SetAnswer(path, option == "yes", text, (0, len(text)))
    if option in {each.id for each in element.options}:
        value = [option] if element.type is ElementType.CHOICES else option
        return SetAnswer(path, value, text, (0, len(text)))
    if option == "unknown":
        return SetUnknown(path)
    return SetNone(path) if option == "none" else ChooseOption(option)


def answer_to_options(text: str, context: Context) -> Command | None:
    """One of the buttons of a question that is no element's."""
    asks, options = context.asks or "", context.options
    ids = {option.id for option in options}
    reading = read_choice(text, options) if options else None
    if asks.startswith("choose:") and (meant := _same_value(text, context)) is not None:
        return meant
    if reading is not None and reading.value is not None and reading.confidence >= 0.95:
        return ChooseOption(reading.value)
    loose = asks.startswith(_LOOSE) and len(text) <= 12
    said = yes_or_no(text, whole=not loose)
    if said is None and asks.startswith("more:") and _no_more(text.strip()):
        said = False
    said = item_told(text, context) if said is None else said
    if said is not None and {"yes", "no"} & ids:
        wanted = "yes" if said else "no"
        return ChooseOption(wanted if wanted in ids or "none" not in ids else "none")
    stands = standing(text)
    if stands is None and asks.startswith("material:"):
        stands = _no_material(text)
    if (stands is Standing.NONE or said is False) and ids & {"none", "no"}:
        return ChooseOption("none" if "none" in ids else "no")
    if stands is Standing.UNKNOWN and "unknown" in ids:
        return ChooseOption("unknown")
    if asks == "court" and (named := court_meant(text, options)) is not None:
        return ChooseOption(named)
    if asks == "court" and (court := read_court(text)).value is not None:
        return ChooseOption(court.value)
    if reading is not None and reading.value is not None and not reading.alternatives:
        return ChooseOption(reading.value) if len(text) <= 30 else None
    return missing_told(text, context) if asks == "review" else None


def _no_more(words: str) -> bool:
    return _ONLY.fullmatch(words) is not None or _NOBODY_ELSE.fullmatch(words) is not None


def _no_material(text: str) -> Standing | None:
    """微信催的截图没有, 没有别的材料工资都是现金."""
    denied = soft_standing(text) is Standing.NONE or yes_or_no(text, whole=False) is False
    return Standing.NONE if denied and len(text) <= _LONGEST_DENIAL else None


def _same_value(text: str, context: Context) -> Command | None:
    """The button whose label reads as the same value as the words: 30万 → 300,000元.

    A third value that they give for sure is taken as it is: 2016年3月12日 where the first and the
    last day of that month are offered.
    """
    path = (context.asks or "").partition(":")[2]
    if context.interview is None:
        return None
    try:
        kind = context.interview.element(path).type
    except KeyError:
        return None
    wanted = read(kind, text, context.today)
    if wanted.value is None:
        return None
    offered = {each.id: read(kind, each.label, context.today).value for each in context.options}
    same = [option for option, value in offered.items() if value == wanted.value]
    if same:
        return ChooseOption(same[0]) if len(same) == 1 else None
    sure = kind in _MEASURED and not wanted.alternatives and wanted.confidence >= _SURE
    return set_from(wanted, path) if sure else None

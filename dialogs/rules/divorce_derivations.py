"""Derived answers of divorces: who is who, what is at issue, the property's worth, the law."""

from __future__ import annotations

import re
from datetime import date

from dialogs.answers import Answers, Item, Known
from dialogs.money import Money
from dialogs.rules.citations import full_basis
from dialogs.rules.derived import Derivation, Derived
from dialogs.rules.ids import check_resident_id
from dialogs.rules.parties import age_on
from dialogs.rules.wording import working

__all__ = ["DIVORCE", "is_minor", "kinds_told"]

ADULT = 18
OTHER_SIDE = {"husband": "wife", "wife": "husband"}
EXTRA = ("damages", "compensation", "aid")
"""Further claims of money."""
ARTICLES = {
    "property": "1087",
    "debt": "1064",
    "damages": "1091",
    "compensation": "1088",
    "aid": "1090",
}
"""The article of the Civil Code that each issue rests on."""
PLATES = "京沪津渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
"""What the plate of a car begins with, by province."""
KINDS_OF_PROPERTY = {
    "house": re.compile("房(?!贷|租)|[0-9一二三四五六七八九十]室|平方米|平米|㎡|别墅|商铺"),
    "car": re.compile(f"汽车|轿车|车牌|小车|[{PLATES}][A-Z]"),
    "deposit": re.compile("存款|存单|余额"),
    "other": re.compile("公积金|股权|股票|股份|基金|保险|理财|首饰|家具|家电|车位|车库"),
}
"""Words of a description that name one kind; a house with a parking space fits two."""
GENDER = {"husband": "male", "wife": "female"}


def is_minor(child: Item, day: date) -> bool:
    """Whether a child is under 18; one whose birth date is unknown may be."""
    age = age_on(child, day)
    return age is None or age < ADULT


def only_person(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Husband and wife are persons."""
    return Derived("natural")


def _gender(group: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        number = answers.text(f"{group}[{index}].id_number")
        check = check_resident_id(number, today) if number else None
        if check is not None and check.valid:
            return Derived(check.gender, (working("gender_from_id"),), ("gb-11643:all",))
        side = answers.text("spouse_side")
        if not side:
            return None
        return Derived(GENDER[side if group == "plaintiffs" else OTHER_SIDE[side]])

    return derive


def custody_issue(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether there is a child for whom custody must be settled."""
    minor = any(is_minor(child, today) for child in answers.items("children"))
    return Derived("some" if minor else "none")


def violence_told(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Whether violence is among the causes."""
    causes = answers.get("causes")
    return None if causes is None else Derived("violence" in causes)


def _issues(answers: Answers) -> list[str] | None:
    """What is to be settled beside the marriage and the children; None while nobody said."""
    if answers.known("issues") is Known.NONE:
        return []
    told = answers.get("issues")
    return None if told is None else list(told)


def _among_issues(issue: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        issues = _issues(answers)
        return None if issues is None else Derived("some" if issue in issues else "none")

    return derive


def extra_claims(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Which of damages, compensation and aid are claimed."""
    issues = _issues(answers)
    if issues is None:
        return None
    return Derived([each for each in EXTRA if each in issues] or ["none"])


def _at_issue(key: str) -> Derivation:
    def derive(answers: Answers, index: int | None, today: date) -> Derived | None:
        told = answers.text(key)
        return Derived(told == "some") if told else None

    return derive


def property_total(answers: Answers, index: int | None, today: date) -> Derived | None:
    """What is to be divided, added up; None while the worth of a thing is open."""
    values = [item.money("value") for item in answers.items("properties")]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    total = sum(known, Money.zero())
    parts = "＋".join(str(value) for value in known)
    line = working("claim_sum", parts=parts, total=str(total))
    return Derived(total.canonical(), (line,), ("fee-measures:13",))


def kinds_told(thing: Item) -> list[str]:
    """The kinds of things that an item's description names."""
    told = thing.text("detail")
    return [kind for kind, words in KINDS_OF_PROPERTY.items() if words.search(told)]


def property_kind(answers: Answers, index: int | None, today: date) -> Derived | None:
    """Which kind of thing it is, from its own description; None where that fits two, or none."""
    found = kinds_told(Item(answers, "properties", index or 0))
    return Derived(found[0]) if len(found) == 1 else None


def divorce_basis(answers: Answers, index: int | None, today: date) -> Derived | None:
    """The articles that the claims rest on, by what is claimed."""
    issues = _issues(answers)
    if answers.get("causes") is None and issues is None:
        return None
    code = ["1079"]
    if custody_issue(answers, index, today) == Derived("some"):
        code.append("1084")
        code += ["1085"] if answers.text("support_wanted") in ("plaintiff", "defendant") else []
    code += [ARTICLES[each] for each in issues or () if each in ARTICLES]
    cites = tuple(f"civil-code:{each}" for each in code)
    return Derived(full_basis(cites), (), cites)


DIVORCE: dict[str, Derivation] = {
    "only_person": only_person,
    "plaintiffs.spouse_gender": _gender("plaintiffs"),
    "defendants.spouse_gender": _gender("defendants"),
    "custody_issue": custody_issue,
    "violence_told": violence_told,
    "has_property": _among_issues("property"),
    "has_debt": _among_issues("debt"),
    "extra_claims": extra_claims,
    "claims_property": _at_issue("has_property"),
    "claims_debts": _at_issue("has_debt"),
    "kind_of_property": property_kind,
    "divorce_property_total": property_total,
    "divorce_basis": divorce_basis,
}

"""Rules about who sues whom: G02, G11, G17, G18 and what identity numbers give away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dialogs.answers import Item, Known
from dialogs.findings import Finding
from dialogs.rules.case_file import CaseFile, Rule, block, info, warn
from dialogs.rules.ids import check_resident_id, check_uscc
from dialogs.rules.numerals import han_date
from dialogs.rules.parameters import figure
from dialogs.rules.parties import age_on, party_name

__all__ = ["PARTY_RULES"]

IDENTIFIED = ("civil-procedure-law:122", "civil-procedure-interpretation:209")
COMPLAINT = ("civil-procedure-law:124",)
NATURAL_BY_LAW = (
    "name",
    "gender",
    "birth_date",
    "ethnicity",
    "employer",
    "job_title",
    "phone",
    "domicile",
)
ORG_BY_LAW = ("org_name", "org_address", "legal_rep", "legal_rep_title", "legal_rep_phone")


def there_are_parties(file: CaseFile) -> Iterator[Finding]:
    """Somebody sues and somebody is sued (民诉法 122)."""
    for group, code in (("plaintiffs", "no_plaintiff"), ("defendants", "no_defendant")):
        if file.answers.count(group) == 0:
            yield block(code, (group,), ("civil-procedure-law:122",))


def defendants_are_identified(file: CaseFile) -> Iterator[Finding]:
    """G02: enough to tell the defendant from others; only a bare name, or none, blocks."""
    for party in file.answers.items("defendants"):
        number = str(party.index + 1)
        name = party_name(party)
        key = "org_name" if party.text("kind") == "org" else "name"
        if not name:
            yield block("defendant_without_name", (party.path(key),), IDENTIFIED, number=number)
        elif party.text("kind") == "org":
            yield from _org_identified(party, name)
        else:
            yield from _person_identified(party, name)


def _org_identified(party: Item, name: str) -> Iterator[Finding]:
    if not any(party.text(key) for key in ("org_address", "uscc", "reg_address")):
        paths = (party.path("org_address"), party.path("uscc"))
        yield block("defendant_org_not_identified", paths, IDENTIFIED, name=name)


def _person_identified(party: Item, name: str) -> Iterator[Finding]:
    strong = ("id_number", "other_id_number", "domicile", "habitual_residence")
    if any(party.text(key) for key in strong):
        return
    paths = tuple(party.path(key) for key in ("id_number", "domicile", "phone", "employer"))
    if any(party.text(key) for key in ("phone", "employer")):
        yield warn("defendant_weakly_identified", paths, IDENTIFIED, name=name)
    else:
        yield block("defendant_not_identified", paths, IDENTIFIED, name=name)


def plaintiff_particulars(file: CaseFile) -> Iterator[Finding]:
    """G11: what the statute itself wants to read about a plaintiff (民诉法 124)."""
    for party in file.answers.items("plaintiffs"):
        keys = ORG_BY_LAW if party.text("kind") == "org" else NATURAL_BY_LAW
        told = ("gender", "birth_date") if _told_by_number(party) else ()
        open_ = (Known.MISSING, Known.UNKNOWN)
        missing = [key for key in keys if key not in told and party.known(key) in open_]
        if missing:
            paths = [party.path(key) for key in missing]
            name, number = party_name(party), str(party.index + 1)
            yield block(
                "plaintiff_particulars_missing",
                paths,
                COMPLAINT,
                name=name,
                number=number,
                count=str(len(missing)),
            )


def _told_by_number(party: Item) -> bool:
    """Whether an ID number stands there that tells sex and birth date."""
    if party.text("id_type") not in ("", "resident_id"):
        return False
    return check_resident_id(party.text("id_number")).valid


def both_sides_differ(file: CaseFile) -> Iterator[Finding]:
    """Nobody sues himself; nobody stands on one side twice."""
    parties = list(file.parties)
    for one, other in combinations(parties, 2):
        if not _same(one, other):
            continue
        paths = (f"{one.group}[{one.index}]", f"{other.group}[{other.index}]")
        if one.group == other.group:
            yield warn("party_twice", paths, COMPLAINT, name=party_name(one))
        elif {one.group, other.group} == {"plaintiffs", "defendants"}:
            yield _against_oneself(one, other, paths)


def _same(one: Item, other: Item) -> bool:
    for key in ("id_number", "uscc"):
        if one.text(key) and one.text(key) == other.text(key):
            return True
        if one.text(key) and other.text(key):
            return False
    return bool(party_name(one)) and party_name(one) == party_name(other)


def _against_oneself(one: Item, other: Item, paths: tuple[str, str]) -> Finding:
    """Sure if a number is the same; two people may share a name."""
    sources = ("civil-procedure-law:122",)
    numbers = ("id_number", "uscc")
    if any(one.text(key) and one.text(key) == other.text(key) for key in numbers):
        return block("sues_oneself", paths, sources, name=party_name(one))
    return warn("same_name_both_sides", paths, sources, name=party_name(one))


def minors_have_guardians(file: CaseFile) -> Iterator[Finding]:
    """G18: a plaintiff under 18 acts through a guardian; a guardian who is sued needs a person."""
    sources = ("civil-procedure-law:60", "civil-code:19", "civil-code:23")
    defendants = {party_name(party) for party in file.answers.items("defendants")}
    for party in file.answers.items("plaintiffs"):
        age = age_on(party, file.today)
        if age is None or age >= 18:
            continue
        guardian = party.text("guardian_name")
        path = party.path("guardian_name")
        values = {"name": party_name(party), "age": str(age)}
        if guardian and guardian in defendants:
            aid = ("civil-procedure-law:60", "legal-aid-law:40")
            yield warn("guardian_is_defendant", (path,), aid, guardian=guardian, **values)
        elif not guardian and age >= 16:
            more = (*sources, "civil-code:18")
            yield warn("minor_may_need_guardian", (path,), more, **values)
        elif not guardian:
            yield block("minor_without_guardian", (path,), sources, **values)


def few_agents(file: CaseFile) -> Iterator[Finding]:
    """G17: two agents a plaintiff at most; special powers are to be named."""
    most = figure("most_agents", file.today)
    represented: dict[str, list[Item]] = {}
    for agent in file.answers.items("agents"):
        represented.setdefault(agent.text("agent_for"), []).append(agent)
        special = agent.text("agent_scope") == "special"
        if special and agent.known("agent_scope_detail") is not Known.GIVEN:
            path = agent.path("agent_scope_detail")
            sources = ("civil-procedure-law:62", "civil-procedure-interpretation:89")
            yield warn("agent_powers_not_named", (path,), sources, name=agent.text("agent_name"))
    limit = max(most, 0)
    several = file.answers.count("plaintiffs") > 1
    for whom, agents in represented.items():
        if len(agents) > limit and (whom or not several):
            paths = [f"agents[{agent.index}]" for agent in agents]
            count = str(len(agents))
            yield block("too_many_agents", paths, ("civil-procedure-law:61",), count=count)


def numbers_prove_themselves(file: CaseFile) -> Iterator[Finding]:
    """ID numbers and credit codes that fail their check, or contradict what was said."""
    for party in file.parties:
        number = party.text("id_number")
        if number and party.text("id_type") in ("", "resident_id"):
            yield from _person_number(file, party, number)
        code = party.text("uscc")
        if code and (reason := check_uscc(code).reason):
            values = {"name": party_name(party), "code": code}
            name = "uscc_doubtful" if reason == "org_checksum" else "uscc_wrong"
            yield warn(name, (party.path("uscc"),), ("gb-32100:all",), **values)


def _person_number(file: CaseFile, party: Item, number: str) -> Iterator[Finding]:
    check = check_resident_id(number, file.today)
    source, name = ("gb-11643:all",), party_name(party)
    if not check.valid:
        yield warn("id_number_wrong", (party.path("id_number"),), source, name=name)
        return
    told = party.date("birth_date")
    if told is not None and check.birth is not None and told != check.birth:
        paths = (party.path("birth_date"), party.path("id_number"))
        dates = {"told": han_date(told), "computed": han_date(check.birth)}
        yield warn("birth_date_differs", paths, source, name=name, **dates)
    if party.text("gender") and party.text("gender") != check.gender:
        paths = (party.path("gender"), party.path("id_number"))
        yield warn("gender_differs", paths, source, name=name)


def copies_on_paper(file: CaseFile) -> Iterator[Finding]:
    """G13: one copy for each other party where it is filed on paper."""
    others = file.answers.count("defendants") + file.answers.count("third_persons")
    if others:
        sources = ("civil-procedure-law:123", "online-litigation-rules:9")
        yield info("copies_on_paper", ("defendants",), sources, copies=str(others))


PARTY_RULES: tuple[Rule, ...] = (
    there_are_parties,
    defendants_are_identified,
    plaintiff_particulars,
    both_sides_differ,
    minors_have_guardians,
    few_agents,
    numbers_prove_themselves,
    copies_on_paper,
)

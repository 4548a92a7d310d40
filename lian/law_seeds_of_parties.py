"""Faults about who sues whom, put one at a time into a filing without a fault."""

from __future__ import annotations

from collections.abc import Iterator

from lian.law_seeds import Filing, Seed, Values, each_path, natural

__all__ = ["OF_PARTIES"]

ID, OTHER_ID = "11010519491231002X", "440524188001010014"


def id_check_digit(filing: Filing) -> Iterator[Values]:
    """The last place of an ID number."""
    for group in ("plaintiffs", "defendants"):
        if natural(filing, group):
            yield {**filing.values, f"{group}[0].id_number": ID[:-1] + "1"}


def id_of_another(filing: Filing) -> Iterator[Values]:
    """An ID number that tells another birth date and sex."""
    if natural(filing, "plaintiffs"):
        told = filing.derived.get("plaintiffs[0].birth_date")
        yield filing.with_(plaintiffs__0__id_number=OTHER_ID if told == "1949-12-31" else ID)


def credit_code_digit(filing: Filing) -> Iterator[Values]:
    """The last place of a credit code."""
    for group in ("plaintiffs", "defendants"):
        if filing.values.get(f"{group}[0].kind") == "org":
            yield {**filing.values, f"{group}[0].uscc": "91350100M000100Y44"}


def phone_too_short(filing: Filing) -> Iterator[Values]:
    """A phone number with a place too few."""
    yield from each_path(filing, ("phone", "legal_rep_phone", "agent_phone"), "1380013800")


def plaintiff_particular(filing: Filing) -> Iterator[Values]:
    """Something that the statute wants to read of a plaintiff."""
    for path in filing.paths("name", "phone", "domicile", "org_name", "org_address", "legal_rep"):
        if path.startswith("plaintiffs[0]"):
            yield filing.without(path)


def defendant_unidentified(filing: Filing) -> Iterator[Values]:
    """Nothing but the defendant's name."""
    kept = ("defendants[0].kind", "defendants[0].name", "defendants[0].org_name", "defendants[0].r")
    told = {path: value for path, value in filing.values.items() if path.startswith(kept)}
    yield {**filing.without("defendants[0]."), **told}


def defendant_nameless(filing: Filing) -> Iterator[Values]:
    """Not even that."""
    yield filing.without("defendants[0].name", "defendants[0].org_name")


def nobody_sued(filing: Filing) -> Iterator[Values]:
    """No defendant at all."""
    yield filing.without("defendants[")


def party_twice(filing: Filing) -> Iterator[Values]:
    """The first defendant once more."""
    index = 1 + max(int(path[11]) for path in filing.values if path.startswith("defendants["))
    again = {
        f"defendants[{index}].{path[14:]}": value
        for path, value in filing.values.items()
        if path.startswith("defendants[0].")
    }
    yield {**filing.values, **again}


def sues_oneself(filing: Filing) -> Iterator[Values]:
    """The plaintiff as defendant."""
    me = {
        "defendants" + path[10:]: value
        for path, value in filing.values.items()
        if path.startswith("plaintiffs[0].")
    }
    yield {**filing.without("defendants[0]."), **me}


def sides_swapped(filing: Filing) -> Iterator[Values]:
    """Who sues and who is sued, the wrong way round."""
    swap = {"plaintiffs[0]": "defendants[0]", "defendants[0]": "plaintiffs[0]"}
    yield {swap.get(path[:13], path[:13]) + path[13:]: v for path, v in filing.values.items()}


def minor_alone(filing: Filing) -> Iterator[Values]:
    """A child that sues without a guardian."""
    if natural(filing, "plaintiffs") and filing.case not in ("divorce", "labor"):
        born = f"{filing.today.year - 10}-05-05"
        yield {**filing.without("plaintiffs[0].id_number"), "plaintiffs[0].birth_date": born}


def three_agents(filing: Filing) -> Iterator[Values]:
    """One agent too many."""
    agents = {
        f"agents[{index}].{key}": value
        for index in range(3)
        for key, value in {
            "agent_name": f"代理人{'甲乙丙'[index]}",
            "agent_kind": "relative",
            "agent_org": "无",
            "agent_phone": "13800138001",
            "agent_scope": "general",
        }.items()
    }
    yield {**filing.without("agents["), **agents}


def powers_not_named(filing: Filing) -> Iterator[Values]:
    """Special powers without saying which."""
    yield {
        **filing.without("agents["),
        "agents[0].agent_name": "代理人甲",
        "agents[0].agent_kind": "relative",
        "agents[0].agent_scope": "special",
    }


OF_PARTIES: tuple[Seed, ...] = (
    id_check_digit,
    id_of_another,
    credit_code_digit,
    phone_too_short,
    plaintiff_particular,
    defendant_unidentified,
    defendant_nameless,
    nobody_sued,
    party_twice,
    sues_oneself,
    sides_swapped,
    minor_alone,
    three_agents,
    powers_not_named,
)

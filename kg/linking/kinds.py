"""Which entity type a mention without a known entry has, and whether its name is global."""

import re

from kg.linking.heads import generic_head
from kg.linking.names import is_acronym
from kg.model import Label
from kg.vocab import LABEL_TYPES

_FACILITY = re.compile(
    r"(?:AI[- ]Factory|AI[- ]Gigafactory|Gigafactory|KI-Fabrik|[Kk]raftwerk|[Rr]echenzentrum"
    r"|[Ss]upercomputer|[Tt]unnel|[Pp]ipeline|[Tt]erminal|[Ff]abrik|[Rr]eaktor|[Ss]peicher\b"
    r"|[Bb]rücke|[Bb]ahnhof|[Ff]lughafen|[Hh]afen|[Ee]nergiepark|[Ww]indpark|[Ss]olarpark"
    r"|[Ss]tromtrasse|\w[Ll]ink$|[Ii]nterkonnektor|[Zz]entren$|[Kk]analtunnel|[Ss]chleuse)"
)
_FUNDING = re.compile(
    r"(?:[Ff]onds|[Ff]azilität|[Pp]rogramm|[Ff]örder|[Ff]und\b|[Ff]acility|[Ss]ondervermögen|[Pp]rämie"
    r"|[Hh]ilfe[n]?\b|[Zz]uschuss|[Gg]arantie|[Bb]udget|[Ff]inanz|Einzelplan|[Mm]illiarden?\b|[Dd]arlehen"
    r"|[Ii]nstrument|[Ss]tipendi|[Kk]redit|[Gg]emeinschaftsaufgabe|[Ii]nvest|[Pp]akt\b|[Pp]aket)"
)
_PROJECT = re.compile(
    r"(?:[Ss]trategie|[Aa]genda|[Ii]nitiative|[Pp]lan\b|[Mm]ission\b|[Pp]rojekt|[Aa]llianz|[Nn]etzwerk"
    r"|[Dd]eal\b|[Oo]ffensive|[Dd]ialog|[Rr]oadmap|[Uu]nion\b|[Ff]ormat\b|[Oo]peration\b|[Tt]icket"
    r"|[Ee]missionshandel|[Bb]ündnis|[Cc]ampus|[Pp]artnerschaft|[Mm]asterplan|IPCEI|[Rr]eform\b"
    r"|[Kk]ampagne|[Pp]lattform|[Mm]odellprojekt|[Ss]tack\b|[Ww]ettbewerb)"
)
_NUMBERED = re.compile(r"\d")


def entity_type(label: Label, name: str, *, located: bool = False) -> str:
    """Return the entity type; `located` says that the text places the thing somewhere."""
    if label != "PROG":
        return LABEL_TYPES[label]
    if _FACILITY.search(name):
        return "Facility"
    if _PROJECT.search(name) and not _FUNDING.search(name):
        return "Project"
    if _FUNDING.search(name):
        return "FundingInstrument"
    return "Facility" if located else LABEL_TYPES[label]


def needs_scope(label: Label, name: str) -> bool:
    """Tell whether the name identifies only within its document.

    Bare surnames, generic heads and events without a year or number do; see the IRI policy.
    """
    if label == "EVENT":
        return not _NUMBERED.search(name)
    if label == "PER":
        return " " not in name
    if label == "LOC":
        return generic_head(name)
    return generic_head(name) or (is_acronym(name) and len(name) < 3)

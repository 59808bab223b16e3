"""Rules for who gets a sum, or what it pays for, and what a thing costs; they decide alone.

On the training paragraphs each is right in nine of ten cases or more, if nothing else is said.
"""

from kg.nlp.relation_rules_clauses import (
    BEGIN,
    GETS,
    GETTERS,
    GIVES,
    KIND,
    MODAL,
    NOT_PASSIVE,
    PAYERS,
    SUPPORTED,
    SUPPORTS,
    TARGETS,
    TO,
    TO_GIVE,
    TO_SUPPORT,
    WILL_SUPPORT,
    WORDS,
    accusative,
    bare,
    nominative,
    subject,
)
from kg.nlp.relation_rules_engine import Rule, child, head, other, rule

# "für 3 Mio. Euro an den Kreis": who buys pays.
_SUM = rf"(?<!für )(?<!für rund )(?<!für etwa ){head('MONEY')}"
_GETTER = subject(child(*GETTERS))
_GIVER = subject(other(*PAYERS))
_INNER_GIVER = rf"(?:{other(*PAYERS)}{WORDS}{{0,40}})?"
_FLOWS = (
    r"(?:geht|gehen|ging|gingen|fließt|fließen|floss|flossen|entfällt|entfallen|entfiel|entfielen)"
)

_GETTERS_RULES: tuple[Rule, ...] = (
    rule(
        "getter-gets",
        "pays_for",
        rf"{_GETTER} {GETS}\b{WORDS}{{0,60}}{_INNER_GIVER}{_SUM}",
        0.96,
        "c",
    ),
    rule(
        "getter-has-got",
        "pays_for",
        rf"{_GETTER} {MODAL}\b{WORDS}{{0,60}}{_INNER_GIVER}{_SUM}{WORDS}{{0,40}}\b(?:erhalten|"
        rf"bekommen)\b",
        spread="c",
    ),
    rule(
        "getter-supported",
        "pays_for",
        rf"{_GETTER} (?:wird|werden|wurde|wurden|ist)\b{WORDS}{{0,60}}{_INNER_GIVER}\bmit "
        rf"{WORDS}{{0,30}}{_SUM}{WORDS}{{0,40}}{_INNER_GIVER}\b{SUPPORTED}\b",
        spread="c",
    ),
    rule(
        "sum-got-getter",
        "pays_for",
        rf"{_SUM} {WORDS}{{0,30}}\b{GETS} {nominative(child(*TARGETS))}",
        spread="c",
    ),
    rule(
        "has-getter-got",
        "pays_for",
        rf"{BEGIN}(?!Von\b|Vom\b|Aus\b)[^<>.;:]{{0,50}}(?:<DATE\d+>[^<>.;:]{{0,20}}){{0,2}}"
        rf"\b(?:hat|haben|habe|hatte|hatten|hätten?|soll|sollen|wird|werden) "
        rf"{nominative(child(*GETTERS))} {WORDS}{{0,40}}{_SUM}{WORDS}{{0,40}}\b(?:erhalten|"
        rf"bekommen)\b",
        spread="c",
    ),
    rule(
        "getter-raises",
        "pays_for",
        rf"{_GETTER} (?:sammel|w[iao]rb|schließ|schloss|hat|haben|hatte)[a-zäöüß]*\b{WORDS}{{0,60}}"
        rf"{_SUM}{WORDS}{{0,40}}\b(?:ein|eingesammelt|eingeworben|ab|abgeschlossen)\b",
        spread="c",
    ),
    rule(
        "another-gets",
        "pays_for",
        rf"\b{GETS}\b[^.;]{{0,160}}(?:,|;| und| sowie) {nominative(child(*TARGETS))} (?:nur |noch "
        rf"|noch einmal |weitere |rund |jeweils |zusätzlich |etwa |gut |knapp |mindestens ){{0,2}}"
        rf"{_SUM}",
    ),
)

_GIVEN: tuple[Rule, ...] = (
    rule(
        "gives-getter",
        "pays_for",
        rf"{_GIVER} {GIVES}\b (?:dem|der|den) {KIND}{child(*GETTERS)} {WORDS}{{0,50}}{_SUM}",
        spread="c",
    ),
    rule(
        "has-granted",
        "pays_for",
        rf"{_GIVER} (?:hat|haben|will|wollen|wird|werden) (?:dem|der|den) {KIND}"
        rf"{child(*GETTERS)} {WORDS}{{0,60}}{_SUM}{WORDS}{{0,50}}\b{TO_GIVE}\b",
        spread="c",
    ),
    rule(
        "supports-getter",
        "pays_for",
        rf"{_GIVER} {SUPPORTS}\b {bare(child(*TARGETS))} {WORDS}{{0,50}}\bmit {WORDS}{{0,30}}"
        rf"{_SUM}",
        spread="c",
    ),
    rule(
        "will-support-getter",
        "pays_for",
        rf"{_GIVER} {WILL_SUPPORT}\b {bare(child(*TARGETS))} {WORDS}{{0,50}}\bmit "
        rf"{WORDS}{{0,30}}{_SUM} {WORDS}{{0,30}}\b{TO_SUPPORT}\b{NOT_PASSIVE}",
        spread="c",
    ),
    rule(
        "sum-for",
        "pays_for",
        rf"{_SUM} (?:für|an|zugunsten) {accusative(child(*TARGETS))}",
        0.98,
        "c",
    ),
    rule(
        "gives-for",
        "pays_for",
        rf"\b(?:{GIVES}|{TO_GIVE}) [^<>.;:,]{{0,40}}{_SUM} {WORDS}{{0,30}}\b(?:für|an) "
        rf"{accusative(child(*TARGETS))}",
        spread="c",
    ),
    rule(
        "for-thing-gives",
        "pays_for",
        rf"{BEGIN}Für {accusative(child(*TARGETS))} {GIVES} {bare(other(*PAYERS))} "
        rf"{WORDS}{{0,50}}{_SUM}",
        spread="c",
    ),
    rule(
        "for-thing-are",
        "pays_for",
        rf"{BEGIN}Für {accusative(child(*TARGETS))} (?:sind|werden|wurden|stehen|waren) "
        rf"{WORDS}{{0,50}}{_SUM} {WORDS}{{0,30}}\b(?:bereit|eingeplant|vorgesehen|veranschlagt|"
        rf"reserviert|bereitgestellt|zur Verfügung|eingestellt|bewilligt)",
        spread="c",
    ),
    rule(
        "sum-flows-to",
        "pays_for",
        rf"{_SUM} {WORDS}{{0,30}}\b{_FLOWS} {TO}{KIND}{child(*TARGETS)}",
        spread="c",
    ),
    rule(
        "flows-sum-to",
        "pays_for",
        rf"\b{_FLOWS} {WORDS}{{0,40}}{_SUM} {TO}{KIND}{child(*TARGETS)}",
        spread="c",
    ),
)

_COSTS: tuple[Rule, ...] = (
    rule(
        "thing-costs",
        "cost_of",
        rf"{subject(child(*TARGETS))} (?:kostet|kostete|kosten|kosteten|verschlingt)\b"
        rf"{WORDS}{{0,50}}{head('MONEY')}",
    ),
    rule(
        "costly-thing",
        "cost_of",
        rf"{head('MONEY')} (?:teure[nrms]?|schwere[nrms]?) {KIND}{child(*TARGETS)}",
    ),
    rule(
        "thing-with-budget",
        "cost_of",
        rf"{child(*TARGETS)} (?:mit|hat|hatte|verfügt über)\b{WORDS}{{0,20}}\b(?:Budget|Etat|"
        rf"Volumen|Umsatz|Jahresumsatz|Gesamtvolumen|Jahresetat|Jahresbudget) von "
        rf"{WORDS}{{0,20}}{head('MONEY')}",
    ),
    rule(
        "thing-turns-over",
        "cost_of",
        rf"{subject(child('ORG'))} (?:setzte|setzt|setzten)\b{WORDS}{{0,50}}{head('MONEY')} "
        rf"{WORDS}{{0,10}}\bum\b",
    ),
)

GETTING = (*_GETTERS_RULES, *_GIVEN, *_COSTS)

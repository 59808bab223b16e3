"""The noun that a number counts: "400 000 Wohnungen", "1,4 Millionen geflüchtete Menschen".

Any capitalised plural may be counted. Durations, clock times, pages and paragraphs are not
quantities; after the small number words a noun counts only where it is a thing of policy, because
"zwei Punkte", "drei Gründe" and the like are figures of speech.
"""
# ruff: noqa: SIM905 - word lists read better as text

import re
from typing import NamedTuple

from kg.nlp.numerals import SPACE


class Counted(NamedTuple):
    """The counted noun as written, without its adjectives, and where it ends in the text."""

    noun: str
    end: int


_GAP = rf"(?:{SPACE}{{1,2}}|{SPACE}?\n)"
# The bounds keep a line without spaces from costing the square of its length.
_NOUN = r"[A-ZÄÖÜ][^\W_]{0,60}(?:[-/&][^\W_]{1,60}|-/[^\W_]{1,60}){0,6}"
_ADJECTIVE = rf"[a-zäöüß][a-zäöüß-]{{2,50}}(?:e|en|er|em|ig|lich){_GAP}"
_COUNTED = re.compile(
    rf"{_GAP}(?P<adjectives>(?:{_ADJECTIVE}){{0,3}})"
    rf"(?P<noun>{_NOUN}innen{_GAP}(?:und|oder){_GAP}{_NOUN}|Städten?{_GAP}und{_GAP}Gemeinden"
    rf"|Seltenen?{_GAP}Erden|{_NOUN})(?![^\W_])"
)
# Words in -e, -en, -er that are no adjectives; most are verbs and articles.
_NO_ADJECTIVE = frozenset(
    """der die den dem eine einen einer einem keine keinen ihre ihren ihrer seine seinen seiner
    meine unsere unseren diese diesen dieser diesem jede jeden jeder alle allen aller viele vielen
    beide beiden wurde wurden werde werden wäre wären hatte hatten haben habe hätte hätten sollen
    sollten solle wollen wollten können könnten könne müssen müssten dürfen durften dürften konnte
    konnten sollte wollte musste mussten seien gegen unter über neben zwischen wegen außer innen
    oder aber wieder immer weder später früher bisher daher nachher seither einander unser euer
    stellten kamen gingen lagen gaben waren sowie wie heute gestern ohne nahe bitte nämlich
    lediglich jährlich monatlich täglich wöchentlich ständig künftig etwa jedoch wenige weniger
    mehrere einige hier sie ihnen denen deren dessen welche welcher welchen""".split()
)
# What a number before does not count: time, places in a text, figures of speech.
_NO_COUNT = re.compile(
    r"(?:(?:Kalender|Werk|Arbeits|Bank|Schul|Öffnungs|Unterrichts|Lebens|Kalender|Dienst|Amts"
    r"|Haushalts|Geschäfts|Bau|Berufs|Tarif|Spiel|Licht|Vor|Viertel|Dreiviertel|Dreh|Förder|Verhandlungs|Sitzungs|Bewährungs|Ausstellungs|Messe)?"
    r"(?:[Jj]ahr(?:en?|s|es|zehnten?|hunderten?|tausenden?|gängen?)?|[Mm]onat(?:en?|s)?"
    r"|[Ww]ochen?(?:enden)?|[Tt]age?n?|[Mm]inuten?|[Ss]ekunden?|[Ss]emestern?|[Qq]uartalen?))"
    r"|Stunden?|Uhr|Nächten?|Abenden?|Wahlperioden?|Legislatur(?:perioden?|en)|Male?n?|Mio|Mrd"
    r"|Millisekunden?|Nanosekunden?|Seiten?|Absatz|Absätze?n?|Abs|Artikeln?|Paragra(?:f|ph)en"
    r"|Ziffern?|Nummern?|Sätze?n?|Zeilen?|Wörtern?|Worten?|Dinge?n?|Gründen?|Beispielen?|Fragen"
    r"|Dritteln?|Vierteln?|Fünfteln?|Zehnteln?|Hälften?|Dutzend|Runden?|Etagen?|Stufen?|Schritten?"
    r"|Seiten|Zeiten|Drucksachen?|Tagesordnung|Kollegin|Herrn?|Frau|Doktor|Dr|Prof|Bundesländern"
    r"|Prozent\w*|Euros?|Millionen?|Milliarden?|Billionen?|Teilen?|Sachen|Thesen|Lesungen?"
    r"|Minuten|Geschlechtern?|Mannes|Jahrhunderts?|Jährige[nr]?|Halbzeiten?|Sternen?|Toren?"
    r"|Konvention|Redezeit|Anläufen?|Mehrheit|Seitens|Kapiteln?|Bänden?|Auflagen?"
    r"|Beratungen?|Entwurfes|Antrags|Ziel|Teil|(?:Zwischen|Nach)fragen|Änderungsanträgen?|Spielzeiten|Gesetzes|Berichts|Haft|Verspätung|Bewährung|Schlaf"
)
# Singular and abstract nouns, and names, stand after a number without being counted.
_NO_PLURAL = re.compile(r".*(?:ung|heit|keit|schaft|tät|tion|sion|ismus|tum|nis|ing|land|reich)$")
_PLURAL = re.compile(
    r".*(?:en|er|ern|el|eln|[^e]n|e|s)$"
    r"|.*(?:[PL]kws?|[Mm]ann|Stück|Paar|Blatt|Gast|Schiff|LKW|PKW|Kfz|Mio)$"
)
_NAMES = re.compile(
    r"(?:Frankreich|Polen|Schweden|Norwegen|Italien|Spanien|Belgien|Österreich|Schweiz|Kroatien"
    r"|Niederlande|Brüssel|Berlin|Dresden|München|Bremen|Hessen|Sachsen|Bayern|Thüringen|Europa"
    r"|[A-ZÄÖÜ]{2,}|Bosch|Die|Der|Das|Den|Dem|Des|Ein|Eine|Wir|Sie|Ich|Es|Er|Was|Wer|Wie|Wenn"
    r"|Dies|Diese|Dieser|Dieses|Im|In|Am|Für|Und|Aber|Als|Bei|Mit|Nach|Von|Vor|Zu|Zum|Zur|Kollege"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
)
# Things and people that a policy text counts even after "zwei" and "drei".
_OF_POLICY = re.compile(
    r".*(?:[Ss]tellen|[Ss]taaten|[Ll]ändern?|[Kk]indern?|[Mm]enschen|[Pp]ersonen|[Ss]tädten?"
    r"|[Gg]emeinden|[Kk]reisen?|[Kk]ommunen|[Ss]chulen|[Bb]ehörden|[Pp]rojekten?|[Ss]tandorten?"
    r"|[Ww]ohnungen|[Ww]erken?|[Ww]indräder|[Aa]nlagen|[Ff]ilialen|[Bb]etrieben?|[Uu]nternehmen"
    r"|[Tt]oten?|[Vv]erletzten?|[Ff]estnahmen|[Mm]itarbeiter(?:innen)?n?|[Bb]eschäftigten?"
    r"|[Ff]ahrzeugen?|[Ss]chiffen?|[Bb]ooten?|[Ff]lugzeugen?|[Kk]raftwerken?|[Zz]entren"
    r"|[Hh]aushalten?|[Kk]liniken|[Kk]rankenhäusern?|[Ee]inrichtungen|[Ii]nstituten?"
    r"|[Ii]nstrumenten?|[Ff]örderinstrumenten?|[Ff]abriken|[Ff]actories|[Aa]uszubildenden?"
    r"|[Ee]xperimenten?|[Ll]iegeplätzen?|[Pp]lätzen?|[Ss]iegerinnen|[Ll]inien|[Ff]onds"
    r"|[Ss]ondervermögen|[Bb]ürgerämtern?|[Üü]bergriffen?|[Zz]ügen?|[Bb]rücken|[Hh]äusern?"
    r"|[Aa]utos|[Jj]ugendlichen?|[Ss]chülern?|[Mm]itgliedern?|[Ff]rachtern?|[Ll]andkreisen?)"
)
_SMALL_WORDS = frozenset(("zwei", "zwo", "drei"))


def counted_after(text: str, start: int, *, number_word: str | None = None) -> Counted | None:
    """Return the noun that the number ending at `start` counts.

    `number_word` is the number where it is written as a word.
    """
    match = _COUNTED.match(text, start)
    if match is None:
        return None
    noun = match["noun"]
    last = noun.split()[-1]
    if _NO_COUNT.fullmatch(last) or _NAMES.fullmatch(last) or not _is_plural(last):
        return None
    if any(word in _NO_ADJECTIVE for word in match["adjectives"].split()):
        return None
    if number_word in _SMALL_WORDS and not _OF_POLICY.fullmatch(last):
        return None
    return Counted(noun, match.end())


def _is_plural(noun: str) -> bool:
    return bool(_PLURAL.fullmatch(noun)) and not _NO_PLURAL.fullmatch(noun)


# A number after one of these words names a thing instead of counting: "Artikel 5", "Agenda 2030".
_LABELS = re.compile(
    r"(?:§{1,2}|Artikels?|Artikeln|Art\.|Absatz|Absätze|Abs\.|Nummern?|Nr\.|Nrn\.|Ziffern?|Ziff\."
    r"|Kapitels?|Kap\.|Seiten?|S\.|Drucksachen?|Drs\.|Teil|Titels?|Einzelplan|Klasse|Halle|Zimmer"
    r"|Raum|Agenda|COP|Buchstabe|Satz|Anlage|Anhang|Abschnitt|Punkt|Punkte|Platz|Rang|Version|Typ"
    r"|Protokoll|Band|Heft|Ausgabe|Linie|Haus|Tor|Gleis|Stuttgart|Leopard|Windows|Industrie|Web"
    r"|TOP|Tagesordnungspunkte?|Tagesordnungspunkten|Zusatzpunkte?|Zusatzpunkten|Stufe|Phase|Horizont"
    r"|Paragra(?:f|ph)(?:en)?|Aktenzeichen|Az\.|Tel\.|Telefon|Fax|Postfach"
    r"|Apollo|Euro|Level|Nasdaq|Dax|SDG|Unterabsatz|Erwägungsgrund|Vorlage|Kategorie|Modul|Bezirk)"
)


def is_label(word: str) -> bool:
    """Tell whether a number after `word` is a name or a place in a text, not a count."""
    return _LABELS.fullmatch(word) is not None


def is_of_policy(noun: str) -> bool:
    """Tell whether the noun is a thing or person that policy texts count for sure."""
    return _OF_POLICY.fullmatch(noun.split()[-1]) is not None

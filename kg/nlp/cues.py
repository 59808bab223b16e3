"""Words that say what one thing does to another: what vectors of words do not tell apart.

Vectors put "lobt" beside "kritisiert", because both stand in the same places. The lists here part
them; with them the scorer gains 0.8 F1 on the development paragraphs. A cue depends on the word
alone; the lists are our own.
"""

import re
from functools import lru_cache

# Stems are matched at the start of the lower-case word, behind an optional separable prefix.
_STEMS = {
    "praise": (
        "applau befürwort begeister begruess begrüß beifall billigt chance dankbar dankt dankte "
        "einverstanden erfreut erleichter ermutig fortschritt freude freut fürsprech gebilligt "
        "gelobt gelungen gutgeheiß gutheiß hoffnung ja-stimm lob meilenstein mitgetragen "
        "parteinahm positiv richtig rückendeckung rückenwind solidar stärkt sympathi unterstütz "
        "verteidig vorbild wegweisend willkommen würdig zufrieden zugestimmt zusprach zuspruch "
        "zustimm zuversicht überfällig"
    ),
    "blame": (
        "abfuhr abgelehn ablehn abstraf anfecht angriff armutszeugnis attack augenwischerei "
        "beanstand bedenken bedroh bemängel besorgt blockad blockier boykott bürokratiemonster "
        "distanzier empör entsetz enttäusch falsch fehler gefähr gegen gegner gerügt gescheitert "
        "gewarnt greift halbherzig inakzeptab irrweg kahlschlag katastroph klag klage kriti lehn "
        "mangelhaft missbillig missfall missfäll mogelpackung monier moniert nein-stimm protest "
        "rechtswidrig rückschritt rüg schädlich skep sorge spott stemmt stört symbolpolitik tadel "
        "ungeeignet ungerecht unmut unseriös untragbar unverhältnis unzureichend "
        "verfassungswidrig verfehlt verriss verstoß verstößt verurteil verärger veto vorbehalt "
        "vorgeworfen vorwarf vorwurf vorwürf warn wehrt wehrten weist widersprach widersprech "
        "widersproch widerstand wies zerpflück zurückgewies zurückweis zweifel ärger überflüssig"
    ),
    "demand": (
        "angemahn anmahn appell appellier aufforder aufruf bat beantrag bitte dringend druck "
        "dräng empfehl empfiehl erwart forder gedräng geforder gemahn gepocht mahn müsse müssen "
        "müsst nachbesser nachbesserung notwendig petition plädier plädoyer poch raten rief "
        "rieten ruf ruft rät schlug schlägt ultimat unverzichtbar verlang vorschlag wünsch"
    ),
    "give": (
        "aufbring aufgewend aufwend ausgeb ausgegeb ausgestattet ausschütt auszahl beigesteuer "
        "beihilf beisteuer bereitgestell bereitstell bescheid bewillig bezahl bezuschuss "
        "bürgschaft darlehen dotier eigenanteil eigenmittel eingeplant einplan finanzier freigab "
        "freigegeb förder fördermittel förderung gab gaben geber geförder gegeben gestiftet "
        "getragen gewähr gezahl gibt investier investition kofinanzier kredit locker mitfinanzier "
        "mittel mobilisier pump reservier schultert spend spendier steckt stell stiftet stock "
        "topf tragen trug trägt zahl zugesag zusag zuschieß zuschoss zuschuss zuschüss zuwendung "
        "zuwendungsbescheid übernahm übernimmt übernommen überweis überwies"
    ),
    "get": (
        "abgeruf abruf beantrag begünstig bekam bekommen bekommt eingeworben einstreich einwarb "
        "empfang empfäng entfallen entfiel entfäll erhalten erhielt erhält fließ floss geflossen "
        "gehen geht ging kassier landet profitier zufließ zugedacht zugunsten zugute"
    ),
    "cost": (
        "auftragswert ausgaben baukosten belauf beläuft betrag beträgt beziff bilanzsumme budget "
        "buße bußgeld einnahm erlös etat gekostet gesamtkosten gewinn haushalt jahresumsatz kost "
        "kosten preis schaden schulden schäden schätz strafe summe taxier teuer umfang umfasst "
        "umsatz veranschlag verlust verschlang verschling volumen wert"
    ),
    "meet": (
        "ausgetauscht austausch berat beriet besuch besucht empfangen empfing empfängt gast "
        "gespräch getroffen spitzentreffen tagt tagte traf trafen treff unterred verhandel visite "
        "zusammenkam zusammenkunft"
    ),
    "join": (
        "abkommen allianz beteilig bündnis fusion gemeinsam joint konsort kooper kooperation "
        "mitglied partner schulterschluss unterzeichn verbund vereinbar zusammenarb zusammengearb "
        "zusammengeschl zusammenschl"
    ),
    "own": (
        "aktien aktionär anteil aufstock besitz beteiligung eigentüm einstieg erwarb erwirb "
        "erworben gehören gehört gehörte gesellschafter hielt hält kauf kauft kaufte mehrheit "
        "mutterkonzern steigt tochter verkauf verkauft übernahm übernehm übernimmt"
    ),
    "order": (
        "auftrag ausgezeichnet auszeichn beauftrag berief beruf berufen bestell eingesetzt "
        "einsetz engagier ernannt ernenn gewählt gutacht kür nominier studie vergab vergeben "
        "vergibt verpflicht wählt wählte zeichnet zuschlag"
    ),
    "run": (
        "aufgelegt auflegt bau baut beschließ beschloss beschlossen betreib betreiber betreut "
        "betrieb durchführ durchgeführt einführ eingeführt entwickel erlass erlässt errichte "
        "federführ geplant gestartet initiier koordinier lancier legte leitet novellier plan "
        "präsentier ratifizier starte startet startschuss träger umgesetzt umsetz verabschied "
        "verantwort veröffentlich vorgeleg vorgestell vorleg vorstell"
    ),
    "attend": (
        "abend auftrat auftritt ausgerichtet ausrichte diskutier eingeladen einlad einladung "
        "eröffn gastgeber grußwort keynote laden lud lädt mitdiskutier moderier nahm organisier "
        "panel podium rede referier richtet sprach spricht teilgenommen teilnahm teilnehm "
        "veranstalt vertreten vortrag zuschalt"
    ),
    "seat": (
        "angesiedelt ansiedel ansässig beheimat bezirk büro gelegen gemeinde hauptsitz landkreis "
        "liegt niederlassung region sitz stadt stammsitz standort werk zentrale"
    ),
    "move": (
        "abgelöst ablös amt angetreten antritt ausgeschieden bisherig ehemalig folgt folgte "
        "früher nachfolg ruhestand rückt scheidet vorgäng wechsel wechselt zurückgetr zurücktr"
    ),
    "deny": (
        "gekürzt gestrichen kein kürz nein nicht nie niemand ohne stopp streich verweiger "
        "verzicht weder"
    ),
}
CUES = tuple(_STEMS)
_PREFIX = (
    r"(?:mit|ein|an|auf|aus|ab|vor|zu|nach|bei|über|unter|um|durch|hin|her|weg|los|wieder|zurück)?"
    r"(?:ge|zu)?"
)
_PATTERNS = tuple(
    re.compile(_PREFIX + "(?:" + "|".join(sorted(map(re.escape, words.split()), key=len)) + ")")
    for words in _STEMS.values()
)


# The cues that back a position, and those that speak against it, as columns.
_SIDES = {
    position: (CUES.index(own), CUES.index(other))
    for position, own, other in (
        ("supports", "praise", "blame"),
        ("opposes", "blame", "praise"),
        ("demands", "demand", "deny"),
    )
}
_WORDS = re.compile(r"[\w-]+")


@lru_cache(maxsize=20_000)
def cues(form: str) -> tuple[float, ...]:
    """Return one 0 or 1 per entry of `CUES`; Swiss "ss" counts as "ß", too."""
    plain = form.lower()
    other = plain.replace("ss", "ß")
    return tuple(float(bool(p.match(plain) or p.match(other))) for p in _PATTERNS)


def is_backed(position: str, sentence: str) -> bool:
    """Whether the sentence has a word of the position's side and none of the other side."""
    seen = [cues(word) for word in _WORDS.findall(sentence)]
    own, other = _SIDES[position]
    return any(word[own] for word in seen) and not any(word[other] for word in seen)

from datetime import date

import pytest

from kg.readers.heading import Heading, find_heading, title_of

BODY = "Die Bundesregierung stellt dafür 20 Millionen Euro bereit. Das teilte sie am Montag mit."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"• Roundtable zu den Gigafabriken in Brüssel\n\n21.10.2025\n\n{BODY}",
            Heading("Roundtable zu den Gigafabriken in Brüssel", date(2025, 10, 21)),
        ),
        (f"Berlin, 3. März 2025. {BODY}", Heading(published=date(2025, 3, 3))),
        (
            f"Kommission fördert Chips\n\nBrüssel (dpa) – {BODY}",
            Heading("Kommission fördert Chips", publisher="dpa"),
        ),
        (
            f"Wolf im Ausschuss\nBerlin: (hib/STO) {BODY}",
            Heading("Wolf im Ausschuss", publisher="hib/STO"),
        ),
        (
            f"Pressemitteilung vom 3. März 2025\n\nNeue Förderung\n\n{BODY}",
            Heading("Neue Förderung", date(2025, 3, 3)),
        ),
        (
            f"Bundesamt für Naturschutz\nPressemitteilung Nr. 12/2025\nBonn, den 4. April 2025\n\n"
            f"Der Wolf ist zurück\nZwischenzeile\n\n{BODY}",
            Heading("Der Wolf ist zurück", date(2025, 4, 4), "Bundesamt für Naturschutz"),
        ),
        (
            f"Pressemitteilung des Bundesministeriums für Gesundheit vom 12.5.2024\n\nWo\n\n{BODY}",
            Heading("Wo", date(2024, 5, 12), "Bundesministerium für Gesundheit"),
        ),
        (
            f"Gemeinsame Pressemitteilung der Deutschen Umwelthilfe\n\nTitel\n\n{BODY}",
            Heading("Titel", publisher="Deutsche Umwelthilfe"),
        ),
        (
            f"Titel des Textes\nVon Petra Krüger und Hans Meier\n\n{BODY}",
            Heading("Titel des Textes", authors=("Petra Krüger", "Hans Meier")),
        ),
        (
            f"03.03.2025 | Pressemitteilung 12/2025\nMehr Geld\n\n{BODY}",
            Heading("Mehr Geld", date(2025, 3, 3)),
        ),
        (
            f"Netze\n\nFrankfurt am Main, 21.10.2025 – {BODY}",
            Heading("Netze", date(2025, 10, 21)),
        ),
        (
            f"Netze\n\nBerlin/München, 3. März 2025 (ots) - {BODY}",
            Heading("Netze", date(2025, 3, 3), "ots"),
        ),
        (
            f"Netze\n\n{BODY}\n\nQuelle: Bitkom e. V.\nStand: 5. Juni 2024",
            Heading("Netze", date(2024, 6, 5), "Bitkom e. V."),
        ),
        (
            f"Netze\n\nInneres/Anhörung – 24.11.2025\n\nBerlin: (PDS/HEB) {BODY}",
            Heading("Netze", date(2025, 11, 24), "PDS/HEB"),
        ),
        (f"Netze\n\n13.10.2025 – Bonn/Berlin\n\n{BODY}", Heading("Netze", date(2025, 10, 13))),
        (f"Netze\n\n21.11.2025. {BODY}", Heading("Netze", date(2025, 11, 21))),
        (f"Netze\n\nBerlin (anw) – {BODY}", Heading("Netze", publisher="anw")),
        (
            f"Netze\n\nBerlin (anw) – 03.03.2025. {BODY}",
            Heading("Netze", date(2025, 3, 3), publisher="anw"),
        ),
        (
            f"Netze\n\nBerlin (anw). 03.03.2025. {BODY}",
            Heading("Netze", date(2025, 3, 3), publisher="anw"),
        ),
        (
            f"Auszug aus dem Protokoll vom 19. November 2025\n\n{BODY}",
            Heading("Auszug aus dem Protokoll vom 19. November 2025", date(2025, 11, 19)),
        ),
        (
            f"Dienstag, 21. Oktober 2025, 14:30 Uhr\nNetze\n{BODY}",
            Heading("Netze", date(2025, 10, 21)),
        ),
        (
            f"München, 7. Mai 2025\n\nPRESSEMITTEILUNG\n\nVBEW: Netzausbau stockt\n\n{BODY}",
            Heading("VBEW: Netzausbau stockt", date(2025, 5, 7)),
        ),
    ],
)
def test_what_a_text_says_about_itself_is_found(text: str, expected: Heading) -> None:
    assert find_heading(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. März 2025 tagte der Ausschuss. Er beriet bis in den Abend über den Haushalt.",
        f"Titel\n\n{BODY} Das Gesetz tritt am 1. Januar 2026 in Kraft.\n\nEnde der Meldung",
        "",
        "\n\n",
    ],
)
def test_a_date_in_the_running_text_is_not_the_publication_date(text: str) -> None:
    assert find_heading(text).published is None


def test_without_a_headline_the_first_sentence_is_the_title() -> None:
    text = "Berlin, 3. März 2025. Der Verband fordert am 5. Mai mehr Geld. Es fehlt an vielem."

    assert title_of(text) == "Der Verband fordert am 5. Mai mehr Geld."


def test_a_long_first_sentence_is_cut_at_a_word() -> None:
    title = title_of("Die Arbeitsgemeinschaft " + "der Verbraucherverbände " * 20)

    assert len(title) <= 122
    assert title.endswith("Verbraucherverbände …")

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.readers import NearDuplicates, language_of
from kg.readers.duplicates import similarity, sketch
from kg.readers.robots import parse_robots

ARTICLE = (
    "Die Europäische Kommission plant massive Investitionen im Bereich Künstlicher Intelligenz. "
    "Rund 20 Milliarden Euro sollen investiert werden, um fünf Gigafabriken zu schaffen. Wie das "
    "gelingen kann, diskutierten Fachleute bei einem Runden Tisch in Brüssel. Klar ist: Die "
    "Europäische Union muss attraktive Strukturen für Industrie und Forschung schaffen, um private "
    "Investitionen zu steigern. Mit den Mitteln sollen Partnerschaften gefördert werden."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ARTICLE, "de"),
        ("Bundesminister Habeck (Grüne), Ministerin Neubaur NRW, Minister Aiwanger (FW).", "de"),
        ("The Commission plans to invest 20 billion euros in AI gigafactories in Europe.", "en"),
        ("La Commission européenne a annoncé des investissements massifs en Europe.", "fr"),
        ("De minister heeft in Den Haag een nieuw programma gepresenteerd voor banken.", "nl"),
        ("Regeringen foreslår at den nye lov om energi skal gælde for alle der bor her.", "da"),
        ("Budget 2025", None),
        ("", None),
    ],
)
def test_the_language_of_a_text_is_told_where_it_can_be(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_the_same_release_with_another_headline_is_a_near_duplicate() -> None:
    known = NearDuplicates()
    known.add("a", f"Runder Tisch in Brüssel\n\n{ARTICLE}")
    known.add("x", "Der Landtag hat am Mittwoch den Haushalt mit großer Mehrheit verabschiedet.")

    found = known.add("b", f"Kommission plant Gigafabriken\n\n{ARTICLE} (dpa)")

    assert [name for name, _ in found] == ["a"]
    assert found[0][1] > 0.7


def test_texts_about_the_same_thing_are_no_duplicates() -> None:
    known = NearDuplicates()
    known.add("a", ARTICLE)

    assert (
        known.add("b", "Über fünf Gigafabriken der Kommission sprach man am Montag in Bonn.") == []
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_similarity_is_symmetric_and_one_for_equal_texts(one: str, two: str) -> None:
    first, second = sketch(one), sketch(two)

    assert similarity(first, second) == similarity(second, first)
    assert similarity(first, first) == (1.0 if first else 0.0)


ROBOTS = """
User-agent: *
Disallow: /intern/
Allow: /intern/presse
Disallow: /*.pdf$
Crawl-delay: 2.5

User-agent: kg
User-agent: anderer
Disallow: /kg/
Disallow:

User-agent: boese
Disallow: /
"""


@pytest.mark.parametrize(
    ("agent", "path", "allowed"),
    [
        ("fremd", "/", True),
        ("fremd", "/intern/a", False),
        ("fremd", "/intern/presse/1", True),
        ("fremd", "/a/b.pdf", False),
        ("fremd", "/a/b.pdf?x=1", True),
        ("kg/0.1 (mehr)", "/intern/a", True),
        ("kg/0.1 (mehr)", "/kg/a", False),
        ("boese", "/a", False),
    ],
)
def test_the_longest_rule_of_the_own_group_wins(agent: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    assert parse_robots(ROBOTS, agent).allows(path) is allowed


def test_the_delay_a_site_asks_for_is_read() -> None:
    assert parse_robots(ROBOTS, "fremd").delay == 2.5
    assert parse_robots(ROBOTS, "kg").delay is None


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_robots_txt_gives_rules(text: str, path: str) -> None:
    assert parse_robots(text, "kg").allows(f"/{path}") in (True, False)


def test_importing_the_readers_loads_no_heavy_library() -> None:
    heavy = "trafilatura lxml pypdfium2 docx feedparser httpx py3langid markdown_it numpy"
    code = f"import sys, kg.readers; print([n for n in {heavy!r}.split() if n in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"

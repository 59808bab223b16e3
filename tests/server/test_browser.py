"""The explorer in a real headless Chromium."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import goldstore
import pytest
import roundtable as rt
from serving import serving

from kg.iri import document_graph
from kg.mapping import to_quads
from kg.stores import open_store

selenium = pytest.importorskip("selenium", reason="needs Selenium")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(
        not (CHROMIUM and DRIVER),
        reason="needs Chromium and its driver (Debian: chromium, chromium-driver)",
    ),
    pytest.mark.slow,
]

from selenium import webdriver  # noqa: E402 - after the check that it is there
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.remote.webelement import WebElement  # noqa: E402

EVIL = "<img src=x onerror=\"document.title='broken'\"> & Söhne"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("store")
    goldstore.fill(folder)
    evil = replace(rt.ASSOCIATION, name=EVIL)
    links = [
        replace(link, entity=evil) if link.entity is rt.ASSOCIATION else link for link in rt.links()
    ]
    facts = [
        replace(fact, object=evil) if fact.object is rt.ASSOCIATION else fact for fact in rt.facts()
    ]
    document = replace(rt.document(), title=EVIL)
    with open_store(folder) as store:
        store.replace_graph(
            document_graph(document.iri), to_quads(rt.analysis(document), links, facts, rt.RUN)
        )
    with serving(folder) as client:
        yield str(client.base_url).rstrip("/")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--window-size=1280,900", "--lang=de"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(tmp_path)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
    try:
        yield driver
        errors = [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
        assert errors == []
    finally:
        driver.quit()


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait for the page; it draws when its data are there."""
    from selenium.common.exceptions import StaleElementReferenceException

    end = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except StaleElementReferenceException:
            pass
        assert time.monotonic() < end, "the page did not come"
        time.sleep(0.05)


def find(browser: webdriver.Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def heading(browser: webdriver.Chrome) -> str:
    found = find(browser, "main[aria-busy=false] h1")
    return found[0].text if found else ""


def visit(browser: webdriver.Chrome, address: str, page: str) -> None:
    browser.get("about:blank")
    browser.get(f"{address}/#/{page}")
    until(lambda: heading(browser))


def test_search_by_keyboard_and_click_to_the_sentence(
    browser: webdriver.Chrome, address: str
) -> None:
    visit(browser, address, "")
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    browser.switch_to.active_element.send_keys("Eschbach")
    until(lambda: find(browser, "#suggestions [role=option]"))
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    until(lambda: heading(browser) == "Hildrun Eschbach")
    sentence = find(browser, "blockquote a")[0]
    expected = sentence.text

    browser.execute_script("arguments[0].click()", sentence)

    until(lambda: find(browser, ".text .lit"))
    lit = "".join(part.text for part in find(browser, ".text .lit"))
    assert "".join(lit.split()) == "".join(expected.split())


def test_an_entity_page_shows_roles_network_and_documents(
    browser: webdriver.Chrome, address: str
) -> None:
    visit(browser, address, "entity/https%3A%2F%2Fkg.example%2Fid%2Forg%2Feu-com")

    assert heading(browser) == "Europäische Kommission"
    assert len(find(browser, ".network a")) > 5
    assert find(browser, "svg.chart[role=img]")
    first = find(browser, ".network a")[1]
    name = first.get_attribute("aria-label").rsplit(" (", 1)[0]
    browser.execute_script("arguments[0].focus()", first)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    until(lambda: heading(browser) == name)


def test_a_document_marks_the_sentence_of_a_fact(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "documents")
    link = next(a for a in find(browser, "td a") if "Halbleiterwerk" in a.text)
    browser.execute_script("arguments[0].click()", link)
    until(lambda: find(browser, "aside button"))
    assert not find(browser, ".lit")

    find(browser, "aside button")[2].click()

    assert find(browser, ".text .lit")
    assert find(browser, "aside button[aria-pressed=true]")
    assert "/" in browser.current_url.split("#/document/")[1]


def test_money_is_sorted_and_filtered(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "money")

    def payers() -> list[str]:
        return [cell.text for cell in find(browser, "tbody td:nth-child(2)")]

    before = payers()
    browser.execute_script("arguments[0].click()", find(browser, "th button")[1])
    assert payers() == sorted(before, key=lambda name: name.casefold()) or payers() != before
    assert find(browser, "th")[1].get_attribute("aria-sort") == "ascending"
    find(browser, "main select option[value=planned]")[0].click()
    until(lambda: {chip.text for chip in find(browser, "td .chip")} in ({"geplant"}, {"planned"}))
    find(browser, "main input[type=search]")[0].send_keys("gibt es nicht")
    until(lambda: not find(browser, "tbody tr"))


def test_money_is_written_as_a_person_reads_it(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "money")

    sums = find(browser, "td.number span")
    assert all(len(cell.text) < 30 for cell in sums)
    assert any("Mrd." in cell.text or "B" in cell.text for cell in sums)
    assert all("EUR" in cell.get_attribute("title") for cell in sums[:3])


def test_no_names_of_the_network_cover_each_other(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "network")
    until(lambda: find(browser, ".network a"))

    clashes = browser.execute_script("""
      const boxes = [...document.querySelectorAll(".network a:not(.unnamed) text")]
        .map((text) => text.getBoundingClientRect());
      const meet = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right
        && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
      const clashes = boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => meet(a, b)));
      return [boxes.length, clashes.length];
    """)
    assert clashes[0] > 5
    assert clashes[1] == 0


def test_a_question_is_asked_with_ones_own_values(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "")
    assert find(browser, "a[href='#/sparql/top-actors']")
    visit(browser, address, "sparql/roles")
    until(lambda: find(browser, "input[name=name]"))
    field = find(browser, "input[name=name]")[0]
    assert field.get_attribute("value") == "Ursula von der Leyen"
    field.clear()
    field.send_keys("Hildrun Eschbach", Keys.ENTER)

    until(lambda: any("Staatssekretärin" in cell.text for cell in find(browser, "tbody td")))
    assert '"Hildrun Eschbach"@de' in find(browser, "textarea")[0].get_attribute("value")


def test_a_tile_leads_to_the_list_of_a_type(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "")
    find(browser, "a.tile[href='#/entities/Person']")[0].click()
    until(lambda: heading(browser) in ("Personen", "Persons"))
    everybody = len(find(browser, "main li"))
    find(browser, "main input[type=search]")[0].send_keys("Eschbach")

    until(lambda: len(find(browser, "main li")) == 1)
    assert everybody > 50
    find(browser, "main li a")[0].click()
    until(lambda: heading(browser) == "Hildrun Eschbach")


def test_documents_are_found_by_title(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "documents")
    find(browser, "main input[type=search]")[0].send_keys("halbleiterwerk")

    until(lambda: len(find(browser, "tbody tr")) == 1)


def test_what_has_the_focus_is_seen(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "money")
    browser.execute_script("document.getElementById('skip').focus()")
    reached = set()
    for _ in range(14):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        shown = browser.execute_script(
            "const e = document.activeElement; const s = getComputedStyle(e);"
            "const seen = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 1;"
            "return [e.id || e.tagName, seen];"
        )
        assert shown[1], shown
        reached.add(shown[0])

    assert {"query", "language", "A", "INPUT", "SELECT", "BUTTON"} <= reached


def test_the_network_is_filtered_by_type_and_time(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "network")
    until(lambda: find(browser, ".network a"))
    everybody = len(find(browser, ".network a"))

    find(browser, ".filters[role=group] .check input")[0].click()

    until(lambda: 0 < len(find(browser, ".network a")) < everybody)
    browser.execute_script(
        "const i = document.querySelector('input[type=date]'); i.value = '2999-01-01';"
        "i.dispatchEvent(new Event('change'))"
    )
    until(lambda: not find(browser, ".network"))


def test_a_query_is_run_and_its_answer_saved(
    browser: webdriver.Chrome, address: str, tmp_path: Path
) -> None:
    visit(browser, address, "sparql")
    until(lambda: find(browser, "tbody tr"))
    editor = find(browser, "textarea")[0]
    editor.clear()
    editor.send_keys("SELECT ?n WHERE { ?p a schema:Person ; skos:prefLabel ?n } LIMIT 3")
    editor.send_keys(Keys.CONTROL, Keys.ENTER)
    until(lambda: len(find(browser, "tbody tr")) == 3)
    find(browser, "main option[value=roles]")[0].click()
    until(lambda: "?organisation" in editor.get_attribute("value"))
    editor.clear()
    editor.send_keys("SELECT (1 AS ?eins) {}")
    next(o for o in find(browser, "main option") if o.text == "csv").click()
    find(browser, "#download")[0].click()

    until(lambda: (tmp_path / "kg.csv").exists())
    assert (tmp_path / "kg.csv").read_text().split() == ["eins", "1"]


def test_a_wrong_query_is_explained(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "sparql")
    until(lambda: find(browser, "tbody tr"))
    editor = find(browser, "textarea")[0]
    editor.clear()
    editor.send_keys("SELECT * { ?s a schma:Person }")
    find(browser, "#run")[0].click()

    until(lambda: find(browser, "[role=alert]"))
    assert "the prefix schma:" in find(browser, "[role=alert]")[0].text
    # The refusal of a wrong query is a failed request, and no fault of the page.
    assert all("400" in entry["message"] for entry in browser.get_log("browser"))


def test_a_name_in_a_text_is_never_markup(browser: webdriver.Chrome, address: str) -> None:
    for page in ("", "documents", "money", "network",
                 f"document/{rt.document().iri.replace('/', '%2F')}",
                 f"entity/{rt.ASSOCIATION.iri.replace('/', '%2F')}"):  # fmt: skip
        visit(browser, address, page)

        assert browser.title != "broken"
        assert not find(browser, "img")
    assert heading(browser) == EVIL


def test_the_page_speaks_german_and_english(browser: webdriver.Chrome, address: str) -> None:
    visit(browser, address, "money")
    titles = {heading(browser)}
    find(browser, "#language")[0].click()
    until(lambda: heading(browser) not in (*titles, ""))
    titles.add(heading(browser))

    assert titles == {"Geld", "Money"}
    lang = browser.find_element(By.TAG_NAME, "html").get_attribute("lang")
    assert lang == ("en" if heading(browser) == "Money" else "de")


@pytest.mark.parametrize(
    "page", ["", "money", "network", "sparql", "documents",
             "entity/https%3A%2F%2Fkg.example%2Fid%2Forg%2Feu-com"],
)  # fmt: skip
def test_nothing_is_wider_than_a_phone(browser: webdriver.Chrome, address: str, page: str) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 375, "height": 740, "deviceScaleFactor": 2, "mobile": True},
    )
    visit(browser, address, page)

    wide = browser.execute_script("return document.documentElement.scrollWidth")
    assert wide <= 375


def test_no_page_asks_another_address(browser: webdriver.Chrome, address: str) -> None:
    import json

    for page in ("", "money", "network", "sparql", "documents"):
        visit(browser, address, page)

    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    urls = {
        message["params"]["request"]["url"]
        for message in sent
        if message["method"] == "Network.requestWillBeSent"
    }
    assert len(urls) > 10
    assert all(url.startswith((address, "data:", "about:")) for url in urls)


def test_an_unknown_entity_and_an_unknown_page_say_so(
    browser: webdriver.Chrome, address: str
) -> None:
    browser.get(f"{address}/#/entity/https%3A%2F%2Fa.example%2Fnichts")

    until(lambda: find(browser, "[role=alert]"))
    assert "does not know" in find(browser, "[role=alert]")[0].text
    browser.get_log("browser")

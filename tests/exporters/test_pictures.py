import re
from itertools import pairwise

import networkx as nx
import pytest
from lxml import etree
from small_corpus import fill
from typer.testing import CliRunner

from kg.analysis.looks import looks, strongest
from kg.cli import app
from kg.errors import ExportError
from kg.exporters import write_picture
from kg.exporters.flow_layout import Band, lay_out
from kg.exporters.flow_picture import amount, flows_svg
from kg.exporters.network_picture import network_svg
from kg.exporters.picture_page import page
from kg.exporters.timeline_picture import timeline_svg
from kg.network import project

NS = {"s": "http://www.w3.org/2000/svg"}


def parsed(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def texts(svg: str) -> set[str]:
    return {"".join(node.itertext()) for node in parsed(svg).iterfind(".//s:text", NS)}


@pytest.fixture
def actors(store):
    return looks(project(store), color="community", layout="force")


def test_network_draws_each_node_and_edge_with_its_tooltip(actors):
    root = parsed(network_svg(actors, title="Akteure", note="9 nodes"))

    circles = root.findall(".//s:g[@class='nodes']/s:circle", NS)
    assert len(circles) == 9
    edges = root.findall(".//s:g[@class='edges']/s:path", NS)
    assert len(edges) == 10
    assert any("Brauckmann — memberOf → Verband" in edge.findtext("s:title", "", NS)
               for edge in edges)  # fmt: skip
    assert {"Akteure", "9 nodes", "Ruth Hallbauer"} <= texts(
        network_svg(actors, title="Akteure", note="9 nodes")
    )


def test_labels_do_not_cover_each_other():
    crowd = nx.Graph()
    for number in range(60):
        crowd.add_node(number, label=f"Ministerium Nr. {number}", x=number % 6, y=number // 6,
                       size=20)  # fmt: skip
    shown = [t for t in texts(network_svg(crowd)) if t.startswith("Ministerium")]

    assert 10 < len(shown) < 60


def test_money_has_arrows_and_plans_are_dashed(store):
    root = parsed(network_svg(looks(project(store, "money"), layout="force")))

    edges = root.findall(".//s:g[@class='edges']/s:path", NS)
    assert len([edge for edge in edges if edge.get("stroke-dasharray")]) == 1
    assert len([edge for edge in edges if edge.get("stroke") == "none"]) == 2


def test_flows_run_over_the_programme(store):
    svg = flows_svg(project(store, "money"), title="Geld")

    assert {"Europäische Kommission", "InvestAI", "Hafen Stade GmbH", "75 m EUR"} <= texts(svg)
    bands = [p.findtext("s:title", "", NS) for p in parsed(svg).iterfind(".//s:path", NS)]
    assert "Europäische Kommission → InvestAI\n50 m EUR (planned)" in bands
    assert "Europäische Kommission → Hafen Stade GmbH\n25 m EUR (factual)" in bands


def test_bands_are_as_wide_as_their_sums_and_stay_inside_their_bars():
    bands = [Band("a", "b", "factual", 60), Band("a", "c", "factual", 30),
             Band("b", "c", "planned", 10), Band("c", "a", "factual", 5)]  # fmt: skip

    bars, _ = lay_out(bands, 0)

    assert bands[0].thick == pytest.approx(2 * bands[1].thick)
    assert {bar.name: bar.column for bar in bars if not bar.hidden} == {"a": 0, "b": 1, "c": 2}
    for band in bands:
        for bar, y in zip(band.stops, [pair[0] for pair in band.heights], strict=False):
            assert bar.y - 0.01 <= y <= bar.y + bar.height + 0.01
    column = sorted((bar for bar in bars if bar.column == 1), key=lambda bar: bar.y)
    assert all(a.y + a.height < b.y for a, b in pairwise(column))


@pytest.mark.parametrize(
    ("value", "text"),
    [(20e9, "20 bn EUR"), (3.5e6, "3.5 m EUR"), (1500, "1.5 k EUR"), (2.5e12, "2.5 tn EUR"),
     (12, "12 EUR")],
)  # fmt: skip
def test_sums_are_short(value, text):
    assert amount(value, "EUR") == text


def test_time_line_has_a_lane_per_subject_and_hollow_plans(store):
    svg = timeline_svg(project(store, "facts", modality=["factual", "planned"]))

    assert {"Europäische Kommission", "Karl Wieland", "2025-03", "participatesIn"} <= texts(svg)
    marks = parsed(svg).findall(".//s:rect[s:title]", NS)
    assert len([mark for mark in marks if mark.get("fill") == "#ffffff"]) == 1
    assert len(timeline_svg(project(store, "facts"), lanes=1)) < len(svg)


def test_pictures_of_nothing_are_pictures():
    for svg in (network_svg(nx.Graph()), flows_svg(nx.MultiDiGraph()), timeline_svg(nx.Graph())):
        parsed(svg)


def test_page_loads_nothing_and_escapes_what_it_shows(actors):
    nx.set_node_attributes(actors, "</title><script>alert(1)</script>", "label")
    html = page(network_svg(actors), "a < b")

    assert "<script>alert" not in html
    assert "a &lt; b" in html
    assert "default-src 'none'" in html
    links = re.findall(r"(?:src|href)=|url\((?!#)|@import|https?://(?!www\.w3\.org)", html)
    assert links == []


def test_pictures_are_svg_or_html(tmp_path):
    write_picture("<svg/>", tmp_path / "p.svg")
    write_picture("<svg/>", tmp_path / "p.html", title="T")

    assert (tmp_path / "p.svg").read_text() == "<svg/>"
    assert "<svg/>" in (tmp_path / "p.html").read_text()
    with pytest.raises(ExportError, match=r"pictures are written as \.svg or \.html"):
        write_picture("<svg/>", tmp_path / "p.png")


def test_strongest_keeps_the_order_and_drops_strangers(store):
    network = project(store)
    part = strongest(network, 4)

    assert len(part) <= 4
    assert list(part) == [node for node in network if node in part]
    assert all(degree > 0 for _, degree in part.degree())


@pytest.mark.parametrize("what", ["network", "timeline", "money"])
def test_plot_command_writes_the_same_bytes_each_time(tmp_path, what):
    fill(tmp_path / "store").close()
    arguments = ["plot", what, "--store", str(tmp_path / "store")]

    first, again = (CliRunner().invoke(app, arguments) for _ in range(2))
    assert first.exit_code == 0, first.output
    assert first.stdout == again.stdout
    parsed(first.stdout)

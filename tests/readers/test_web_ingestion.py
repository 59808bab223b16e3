"""`kg.ingest` of a site that changes: facts are replaced, pages that are gone are pruned."""

import io
from pathlib import Path

import ruler
from test_web_sources import PATIENT, Site, article, rss, site

import kg
from kg.report import RunReport
from kg.stores.embedded import EmbeddedStore

__all__ = ["site"]  # a fixture


def ingest(
    site: Site, store: EmbeddedStore, version: str = "1", *, prune: bool = False
) -> RunReport:
    nlp = ruler.ruler()
    nlp.meta["version"] = version
    return kg.ingest([f"{site.url}/feed.xml"], store, nlp=nlp, manners=PATIENT, prune=prune)


def dump(store: EmbeddedStore) -> bytes:
    output = io.BytesIO()
    store.dump("nq", output)
    return output.getvalue()


def test_a_site_is_followed_from_day_to_day(site: Site, tmp_path: Path) -> None:
    site.add("/feed.xml", rss(site, "/a", "/b"), "application/rss+xml")
    site.add("/a", article("Netze", "Henrike Brauckmann sprach in Brüssel."))
    site.add("/b", article("Haushalt", "Jörg Öztürk sprach in Jülich."))
    with kg.open_store(tmp_path / "store") as store:
        assert ingest(site, store).added == 2
        before = dump(store)
        site.answered()

        assert ingest(site, store).unchanged == 2
        assert site.answered() == [("/feed.xml", 304), ("/a", 304), ("/b", 304)]
        assert dump(store) == before

        site.add("/a", article("Netze", "Jörg Öztürk sprach in Jülich."))
        report = ingest(site, store)
        assert (report.changed, report.unchanged) == (1, 1)
        assert b"Brauckmann" not in dump(store)

        site.add("/feed.xml", rss(site, "/a"), "application/rss+xml")
        del site.pages["/b"]
        assert ingest(site, store).removed == 0
        assert ingest(site, store, prune=True).removed == 1
        assert [one.source for one in store.documents()] == [f"{site.url}/a"]


def test_an_unchanged_page_is_analysed_again_by_a_new_version(site: Site, tmp_path: Path) -> None:
    site.add("/feed.xml", rss(site, "/a"), "application/rss+xml")
    site.add("/a", article("Netze", "Henrike Brauckmann sprach in Brüssel."))
    with kg.open_store(tmp_path / "store") as store, kg.open_store(tmp_path / "neu") as fresh:
        ingest(site, store)
        site.answered()

        assert ingest(site, store, "2").changed == 1
        assert site.answered() == [("/feed.xml", 304), ("/a", 200)]
        assert ingest(site, store, "2").unchanged == 1
        assert site.answered() == [("/feed.xml", 304), ("/a", 304)]

        ingest(site, fresh, "2")
        runs = {
            row["r"] for row in store.select("SELECT ?r { GRAPH ?g { ?g prov:wasGeneratedBy ?r }}")
        }
        assert len(runs) == 1
        assert set(dump(fresh).splitlines()) <= set(dump(store).splitlines())

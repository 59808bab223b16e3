from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linked import entities, kb, links

from kg.errors import DecisionError
from kg.linking import (
    Decision,
    Decisions,
    decision_quads,
    load_decisions,
    save_decisions,
    split_target,
)
from kg.model import Entity

TEXT = "Die [[Lichtwerke Nord|ORG]] und die [[Nordlicht Werke|ORG]] bauen in [[Husum|LOC]]."


def of(name: str, text: str = TEXT) -> Entity:
    return next(e for e in entities(text) if e.name == name)


def made(action: str, a: Entity, b: Entity | None = None, **more: str) -> Decision:
    second = (b.iri, b.name, b.type) if b else ()
    return Decision(action, a.iri, a.name, a.type, *second, **more)  # type: ignore[arg-type]


A, B = of("Lichtwerke Nord"), of("Nordlicht Werke")
KNOWN = kb().entry("bitkom").to_entity()


def named(*decisions: Decision, text: str = TEXT) -> list[str | None]:
    found = links(text, decisions=Decisions(decisions))
    return [link.entity and link.entity.name for link in found]


def test_merge_gives_one_entity_with_both_names() -> None:
    found = entities(TEXT, decisions=Decisions((made("merge", A, B),)))

    assert found[0] == found[1]
    assert (found[0].iri, found[0].name, found[0].aliases) == (A.iri, A.name, (B.name,))


def test_merged_entity_is_equal_in_a_document_that_has_only_the_other() -> None:
    decisions = Decisions((made("merge", A, B),))

    only_b = entities("Die [[Nordlicht Werke|ORG]] bauen.", decisions=decisions, name="b")
    only_a = entities("Die [[Lichtwerke Nord|ORG]] bauen.", decisions=decisions, name="a")

    assert only_a == only_b


def test_merge_into_a_known_entity_takes_its_names() -> None:
    found = entities(TEXT, decisions=Decisions((made("merge", KNOWN, A),)))

    assert found[0] == KNOWN


def test_chain_of_merges_has_one_end() -> None:
    c = of("Husum")
    chain = (made("merge", A, B), made("merge", B, Entity("https://x/c", "Place", c.name)))

    assert set(Decisions(chain).roots().values()) == {A.iri}


def test_known_entity_stays_where_merges_disagree() -> None:
    roots = Decisions((made("merge", A, KNOWN), made("merge", KNOWN, A))).roots()

    assert len(set(roots.values())) == 1


def test_reject_leaves_no_entity() -> None:
    assert named(made("reject", A)) == [None, B.name, "Husum"]


def test_reject_in_one_document_only() -> None:
    elsewhere = made("reject", A, document="https://kg.example/id/doc/other")

    assert named(elsewhere) == [A.name, B.name, "Husum"]


def test_split_by_wording() -> None:
    text = "[[Bitkom|ORG]] und [[BITKOM|ORG]]"
    iri = split_target("Bitkom Verlag", "Organization", "")
    cut = Decision(
        "split", KNOWN.iri, KNOWN.name, KNOWN.type, iri, "Bitkom Verlag", "Organization",
        text="BITKOM",
    )  # fmt: skip

    assert (
        named(cut, text=text) == ["Bitkom Verlag"] * 2
        or named(cut, text=text)[1] == "Bitkom Verlag"
    )


def test_narrow_decision_beats_the_wide_one() -> None:
    document = "https://kg.example/id/doc/none"
    wide = made("reject", A)
    narrow = made("split", A, B, text="Lichtwerke Nord")

    assert named(wide, narrow)[0] == B.name
    assert named(wide, made("split", A, B, document=document))[0] is None


def test_retype_changes_the_type_and_keeps_the_iri() -> None:
    decision = Decision("retype", A.iri, A.name, "Facility")
    found = entities(TEXT, decisions=Decisions((decision,)))[0]

    assert (found.iri, found.type) == (A.iri, "Facility")


def test_second_type_replaces_the_first() -> None:
    first, second = (Decision("retype", A.iri, A.name, t) for t in ("Facility", "Project"))

    assert Decisions((first,)).add(second).items == (second,)


def test_different_is_remembered() -> None:
    decisions = Decisions().add(made("distinct", A, B))

    assert decisions.different(B.iri, A.iri)
    with pytest.raises(DecisionError, match="decided to be different"):
        decisions.add(made("merge", A, B))


def test_different_holds_through_a_chain() -> None:
    decisions = Decisions((made("distinct", A, KNOWN), made("merge", A, B)))

    assert decisions.different(B.iri, KNOWN.iri)
    with pytest.raises(DecisionError, match="different"):
        decisions.add(made("merge", KNOWN, B))


def test_undo_takes_back_the_last_or_the_named_one() -> None:
    first, second = made("merge", A, B), made("reject", of("Husum"))
    decisions = Decisions((first, second))

    assert decisions.undo() == (Decisions((first,)), second)
    assert decisions.undo(first.id[:5]) == (Decisions((second,)), first)


@pytest.mark.parametrize("wanted", [None, "zzz"])
def test_nothing_to_undo_is_said(wanted: str | None) -> None:
    decisions = Decisions() if wanted is None else Decisions((made("merge", A, B),))

    with pytest.raises(DecisionError):
        decisions.undo(wanted)


def test_merge_and_undo_give_the_first_result() -> None:
    decisions, _ = Decisions().add(made("merge", A, B)).undo()

    assert entities(TEXT, decisions=decisions) == entities(TEXT)


def test_order_of_decisions_does_not_matter() -> None:
    decisions = (
        made("merge", A, B), made("merge", KNOWN, A), made("reject", of("Husum")),
        Decision("retype", A.iri, A.name, "Facility"),
    )  # fmt: skip
    results = {tuple(links(TEXT, decisions=Decisions(p))) for p in permutations(decisions)}

    assert len(results) == 1
    assert len({Decisions(p).version for p in permutations(decisions)}) == 1


def test_file_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "decisions.toml"
    decisions = Decisions((made("merge", A, B, note='„so“ "eben" \\ ß'), made("reject", A)))
    save_decisions(decisions, path)

    assert load_decisions(path) == decisions
    assert path.read_text(encoding="utf-8").startswith("# Decisions about entities")


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert load_decisions(tmp_path / "none.toml") == Decisions()
    assert Decisions().version == ""


@pytest.mark.parametrize(
    "content",
    [
        "not toml [",
        '[[decision]]\naction = "merge"\n',
        '[[decision]]\naction = "melt"\nentity = "a"\nentity_name = "a"\nentity_type = "Place"\n',
        '[[decision]]\naction = "retype"\nentity = "a"\nentity_name = "a"\nentity_type = "Thing"\n',
        '[[decision]]\naction = "merge"\nentity = "a"\nentity_name = "a"\nentity_type = "Place"\n',
    ],
)
def test_broken_file_is_one_clear_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(DecisionError) as error:
        load_decisions(path)

    assert "\n" not in str(error.value)


def test_decisions_become_quads_of_their_own_graph() -> None:
    quads = decision_quads(Decisions((made("merge", A, B), made("distinct", A, KNOWN))))

    assert {q.graph for q in quads} == {"https://kg.example/graph/decisions"}
    assert any((q.subject, q.object) == (B.iri, A.iri) for q in quads)


_IRIS = st.sampled_from([f"https://kg.example/id/org/{letter}" for letter in "abcdef"])


@given(st.lists(st.tuples(_IRIS, _IRIS).filter(lambda p: p[0] != p[1]), max_size=8))
def test_roots_are_the_same_in_any_order(pairs: list[tuple[str, str]]) -> None:
    items = tuple(Decision("merge", a, a, "Organization", b, b, "Organization") for a, b in pairs)
    roots = Decisions(items).roots()

    assert roots == Decisions(items[::-1]).roots()
    assert all(roots[a] == roots[b] for a, b in pairs)
    assert all(roots[root] == root for root in roots.values())

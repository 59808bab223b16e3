from fact_examples import example, short


def test_named_event_with_place_date_people_and_host() -> None:
    found = example(
        "Zum [[Digitalgipfel|EVENT]] am [[21.10.2025|DATE]] in [[Erfurt|LOC]] lud das "
        "[[BMDS|ORG]]; [[Ada Roth|PER]] moderierte.",
        ("event_date", "Digitalgipfel", "21.10.2025"),
        ("located_in", "Digitalgipfel", "Erfurt"),
        ("organizes", "BMDS", "Digitalgipfel"),
        ("participates", "Ada Roth", "Digitalgipfel"),
    )

    facts = found.facts()

    assert short(facts) == {
        ("Digitalgipfel", "takesPlaceIn", "Erfurt"),
        ("BMDS", "organizes", "Digitalgipfel"),
        ("Ada Roth", "participatesIn", "Digitalgipfel"),
    }
    assert all(f.valid is not None for f in facts)
    assert [f.role for f in facts if f.predicate == "participatesIn"] == ["Moderation"]


def test_event_is_described_in_a_sentence() -> None:
    found = example(
        "Neues vom Verband\n\nBei einer Podiumsdiskussion in [[Bonn|LOC]] sprach "
        "[[Ada Roth|PER]] über Netze. [[Ole Kurz|PER]] fehlte."
    )

    assert short(found.facts()) == {
        ("Podiumsdiskussion in Bonn", "takesPlaceIn", "Bonn"),
        ("Ada Roth", "participatesIn", "Podiumsdiskussion in Bonn"),
    }


def test_event_belongs_to_its_document() -> None:
    first = example("Beim Fachgespräch sprach [[Ada Roth|PER]].").facts()
    second = example("Beim Fachgespräch redete und sprach [[Ada Roth|PER]].").facts()

    assert first[0].object.name == second[0].object.name
    assert first[0].object.iri != second[0].object.iri


def test_text_without_event_makes_none() -> None:
    found = example("[[Ada Roth|PER]] erlebt den Gipfel der Frechheit, sagte sie.")

    assert found.facts() == ()


def test_host_of_a_described_event() -> None:
    found = example(
        "Zu einem Fachgespräch in [[Bonn|LOC]] lud die [[Agora|ORG]]; es sprach [[Ada Roth|PER]]."
    )

    assert ("Agora", "organizes", "Fachgespräch in Bonn") in short(found.facts())


def test_named_event_of_the_lead_gathers_its_speakers() -> None:
    found = example(
        "Öffentliche [[Anhörung|EVENT]] im Bundestag.\n\n[[Ada Roth|PER]] (VKU) begrüßte "
        "das. Dagegen warnte der Forscher [[Ole Kurz|PER]]. Über [[Bo Lind|PER]] sprach man."
    )

    assert short(found.facts()) == {
        ("Ada Roth", "participatesIn", "Anhörung"),
        ("Ole Kurz", "participatesIn", "Anhörung"),
    }


def test_announced_event_has_no_speakers_yet() -> None:
    found = example(
        "Am Montag findet die [[Anhörung|EVENT]] statt.\n\n[[Ada Roth|PER]] kritisierte sie."
    )

    assert found.facts() == ()


def test_body_with_the_word_in_its_name_is_no_event() -> None:
    found = example(
        "Bei der [[Kultusministerkonferenz|ORG]] sprach [[Ada Roth|PER]]. [[Ole Kurz|PER]] warnte."
    )

    assert found.facts() == ()


def test_later_place_is_not_that_of_the_event() -> None:
    found = example(
        "[[Ada Roth|PER]] sprach bei der Anhörung im Landtag über die Regel in [[Norwegen|LOC]]."
    )

    assert short(found.facts()) == {("Ada Roth", "participatesIn", "Anhörung")}


def test_quoted_outsider_is_no_participant_where_nobody_is_named_as_present() -> None:
    found = example("Der Verband lud zu einer Tagung.\n\n[[Ada Roth|PER]] lobte das sehr.")

    assert found.facts() == ()


def test_minutes_list_place_and_people() -> None:
    found = example(
        "Mitgliederversammlung des [[Bundes Energie|ORG]]\n\nOrt: [[Kassel|LOC]]\n"
        "Protokoll: [[Jost Wiegand|PER]]\n\nDie Versammlung wählte.",
        title="Mitgliederversammlung wählt Vorstand",
    )

    assert short(found.facts()) == {
        ("Bundes Energie", "organizes", "Mitgliederversammlung"),
        ("Mitgliederversammlung", "takesPlaceIn", "Kassel"),
        ("Jost Wiegand", "participatesIn", "Mitgliederversammlung"),
    }


def test_the_place_of_a_guest_s_body_is_not_that_of_the_event() -> None:
    found = example(
        "Es war ein Fachgespräch der [[Agora|ORG]]. Beim Fachgespräch saß [[Ada Roth|PER]], "
        "Betriebsrätin bei [[Thyssenkrupp|ORG]] in [[Duisburg|LOC]], auf dem Podium.",
        title="Fachgespräch zum Stahl",
    )

    assert "Duisburg" not in {fact.object.name for fact in found.facts()}


def test_the_next_event_is_another_one() -> None:
    found = example(
        "Die Konferenz tagte, es sprach [[Ada Roth|PER]]. Die nächste Konferenz findet in "
        "[[Posen|LOC]] statt.",
        title="Konferenz zur Kohäsion",
    )

    assert "Posen" not in {fact.object.name for fact in found.facts()}


def test_where_the_guests_assembled_the_event_took_place() -> None:
    found = example(
        "Konferenz zur Kohäsion\n\nRund 300 Teilnehmer haben in [[Magdeburg|LOC]] beraten. Bei der "
        "Konferenz sprach [[Ada Roth|PER]].",
        title="Konferenz zur Kohäsion",
    )

    assert ("takesPlaceIn", "Magdeburg") in {(f.predicate, f.object.name) for f in found.facts()}

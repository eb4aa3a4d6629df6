import pytest

from writethru.model import Span
from writethru.read.notes import is_note, note_items, note_paragraphs

NOTES = [
    (
        "(ATTN: UPDATES with mayor's remarks in paras 9-11; CHANGES headline, lead; ADDS photo)",
        [
            ("updates", "with mayor's remarks in paras 9-11"),
            ("changes", "headline"),
            ("changes", "lead"),
            ("adds", "photo"),
        ],
    ),
    (
        "Eds: LEADS with 5 grafs to UPDATE with ferry back, ADD toll. PICKS UP 5th graf pvs, `The harbour ADDS...'",
        [
            ("leads", "with 5 grafs"),
            ("updates", "with ferry back"),
            ("adds", "toll"),
            ("picks up", "5th graf pvs, `The harbour ADDS...'"),
        ],
    ),
    (
        "EDS: SUBS 14th graf, `Ove Lunde...' to CORRECT spelling, sted Lund. Picks up 15th graf pvs, bgng: ``The ferry",
        [
            ("subs", "14th graf, `Ove Lunde...'"),
            ("corrects", "spelling, sted Lund"),
            ("picks up", "15th graf pvs, bgng: ``The ferry"),
        ],
    ),
    ("Eds: New throughout with ferry back; no pickup.", [("rewrites", "throughout")]),
    ("Top 12 grafs new with toll; picks up 3rd graf pvs.", [("leads", "Top 12 grafs"), ("picks up", "3rd graf pvs")]),
    (
        "Eds: To update with toll, inserts 2 grafs after 5th graf; subs last graf",
        [("updates", "with toll"), ("inserts", "2 grafs after 5th graf"), ("subs", "last graf")],
    ),
    ("Eds: `Ferrymann' is cq as one word", []),
    ("With AM-Strand-Ferry", []),
    (
        "(Adds details, background, changes dateline)",
        [("adds", "details"), ("adds", "background"), ("changes", "dateline")],
    ),
    (
        "(In Jan. 3 story, corrects last paragraph to say five ferries, not six)",
        [("corrects", "last paragraph to say five ferries, not six")],
    ),
    ("(Recasts with ferry back, adds quotes)", [("recasts", "with ferry back"), ("adds", "quotes")]),
    ("(Corrects spelling of Bratt in paragraph 4)", [("corrects", "spelling of Bratt in paragraph 4")]),
    ("(Refiles to fix typo in headline)", [("repeats", ""), ("fixes", "typo in headline")]),
    ("(Updates with toll in second paragraph.)", [("updates", "with toll in second paragraph")]),
    ("(Achtung: 3. Absatz ergänzt, Überschrift geändert)", [("adds", "3. Absatz"), ("changes", "Überschrift")]),
    ("Achtung: Berichtigt wird im 2. Absatz der Name", [("corrects", "im 2. Absatz der Name")]),
    ("N i e u w bericht, vervangt: Veerboot vast, hulp onderweg", [("replaces", "Veerboot vast, hulp onderweg")]),
    ("(Actualise avec le bilan, ajoute contexte)", [("updates", "avec le bilan"), ("adds", "contexte")]),
    ("(Corrige el nombre en el segundo párrafo)", [("corrects", "el nombre en el segundo párrafo")]),
    ("(제목, 2문단 수정)", [("corrects", "제목"), ("corrects", "2문단")]),
    ("<<3문단 추가>>", [("adds", "3문단")]),
    ("Eds: Adding details", [("adds", "details")]),
]


@pytest.mark.parametrize(("words", "items"), NOTES)
def test_notes_are_read_into_promises(words: str, items: list[tuple[str, str]]):
    text = f"Ferry back\n\n{words}"
    found = note_items(text, Span(12, len(text)))

    assert is_note(words)
    assert [(item.verb, item.target) for item in found] == items
    for item in found:
        assert item.target == "" or " ".join(item.span.of(text).split()) == item.target


@pytest.mark.parametrize(
    "words",
    [
        "(Add salt and stir.)",
        "(Includes tax.)",
        "(The mayor said the ferry was late.)",
        "The mayor adds little.",
        "Editors of the island paper resigned.",
        "Desks: how to choose one",
        "Adds up to nothing, critics say",
    ],
)
def test_copy_is_no_note(words: str):
    assert not is_note(words)


@pytest.mark.parametrize(
    ("target", "paragraphs"),
    [
        ("with remarks in paras 9-11", (9, 10, 11)),
        ("details in paras 2-4, 9", (2, 3, 4, 9)),
        ("5th graf", (5,)),
        ("2nd, 6th, 8th grafs", (2, 6, 8)),
        ("grafs 10-11", (10, 11)),
        ("with 5 grafs", ()),
        ("2 grafs after 5th graf", (5,)),
        ("last paragraph to say five", (-1,)),
        ("toll in second paragraph", (2,)),
        ("im 3. Absatz", (3,)),
        ("en el segundo párrafo", (2,)),
        ("au 4e paragraphe", (4,)),
        ("2문단", (2,)),
        ("photo", ()),
        ("1,200 paragraphs", ()),
    ],
)
def test_paragraphs_that_a_target_names(target: str, paragraphs: tuple[int, ...]):
    assert note_paragraphs(target) == paragraphs

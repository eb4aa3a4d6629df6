"""Matter is never folded as polish, and polish is never told as matter."""

import pytest
from building import item
from hypothesis import assume, given
from hypothesis import strategies as st

from writethru.link.changes import between
from writethru.link.passages import Sheet
from writethru.link.polish import wording
from writethru.link.spelling import respelt

FILLERS = ["The fog came in at noon.", "No other ship was near the island.", "The hull had been painted in January."]
NUMBERS = ["3", "four", "17", "40", "312", "3,000", "12,500", "2.5 million", "seven"]
NAMES = ["Moor", "Halder", "Brannick", "Ekelow", "Sjöberg", "Min-seok", "Orrick"]
DAYS = ["Monday", "Tuesday", "Friday", "March 3", "April 17", "January", "June"]
PLACES = ["Strand", "Vell", "Kestrava", "Dunhallow"]
TURNS = [
    ("will", "will not"),
    ("approved", "rejected"),
    ("confirmed", "denied"),
    ("can", "cannot"),
    ("closed", "opened"),
    ("may", "will"),
    ("won", "lost"),
]
SHAPES = [
    "The ferry carried {number} people to {place} on {day}, {name} said.",
    "{name} told reporters on {day} that the council {verb} pay for {number} boats in {place}.",
    "On {day} the union of {place} {verb} the plan, which costs {number} crowns, according to {name}.",
    "“We {verb} the {number} crates,” {name} said in {place} on {day}.",
    "{place} {verb} the harbour after {number} accidents, {name} wrote on {day}.",
]


def paragraph(old, new, language="en"):
    """Both versions between the same paragraphs, and the changes between them."""
    takes = [
        item(key, "Ferry aground", FILLERS[0], text, *FILLERS[1:], language=language)
        for key, text in zip("xy", (old, new), strict=True)
    ]
    return between(*takes)


@st.composite
def sentences(draw):
    """A sentence, and the same with one thing in it another: a number, a name, a day, a place or a verb."""
    slots = {
        "number": draw(st.permutations(NUMBERS))[:2],
        "name": draw(st.permutations(NAMES))[:2],
        "day": draw(st.permutations(DAYS))[:2],
        "place": draw(st.permutations(PLACES))[:2],
        "verb": draw(st.sampled_from(TURNS)),
    }
    shape = draw(st.sampled_from(SHAPES))
    turned = draw(st.sampled_from([name for name in slots if f"{{{name}}}" in shape]))
    way = draw(st.booleans())
    first = {name: pair[way if name == "verb" else 0] for name, pair in slots.items()}
    second = first | {turned: slots[turned][(not way) if turned == "verb" else 1]}
    return shape.format(**first), shape.format(**second)


@given(sentences())
def test_no_figure_negation_speaker_name_date_or_reversal_is_folded(pair):
    assert any(change.material for change in paragraph(*pair))


@given(sentences())
def test_nor_in_a_lead(pair):
    takes = [item(key, "Ferry aground", text, *FILLERS) for key, text in zip("xy", pair, strict=True)]
    assert any(change.material for change in between(*takes))


@given(st.data(), st.sampled_from(NAMES))
def test_nor_one_letter_of_a_name(data, name):
    at = data.draw(st.integers(1, len(name) - 1))
    other = name[:at] + data.draw(st.sampled_from("abemnoruz")) + name[at + 1 :]
    assume(other != name and name[at].isalpha())
    text = "The mayor, Ida {}, spoke of it."
    found = paragraph(text.format(name), text.format(other))
    assert [(change.kind.value, change.material) for change in found] == [("name", True)]


POLISH = [
    ("“", "``"),
    ("”", "''"),
    (" — ", " -- "),
    ("neighbour", "neighbor"),
    ("organised", "organized"),
    ("travelled", "traveled"),
    ("five boats", "5 boats"),
    ("3,000", "3000"),
    ("per cent", "percent"),
    ("30 percent", "30%"),
    ("do not", "don’t"),
    ("Jan. 14", "January 14"),
    ("goverment", "government"),
    ("$5 million", "5 million dollars"),
    (". It", ".\n It"),
    ("e-mail", "email"),
]
STYLED = (
    "“We do not travel,” a neighbour said — twice. It was organised by the goverment for $5 million on Jan. 14. "
    "Some 3,000 people travelled by five boats. It rose 30 per cent, an e-mail said."
)


@given(st.lists(st.sampled_from(POLISH)), st.lists(st.sampled_from(POLISH)))
def test_no_polish_is_told_as_matter(one, other):
    texts = [STYLED, STYLED]
    for n, pairs in enumerate((one, other)):
        for old, new in pairs:
            texts[n] = texts[n].replace(old, new)
    assert not [change.summary for change in paragraph(*texts) if change.material]


def judged(old, new, language="en"):
    one, other = (
        item(key, "Ferry aground", text, language=language) for key, text in zip("xy", (old, new), strict=True)
    )
    return wording(Sheet(one), one.take.copy, Sheet(other), other.take.copy)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The crew blamed Moor before Halder spoke.", "The crew blamed Halder before Moor spoke."),
        ("Moor said Halder failed.", "Halder said Moor failed."),
        ("They were blamed by Moor and praised by Halder.", "They were blamed by Halder and praised by Moor."),
        ("He came with 12 men and left with 14 men.", "He came with 14 men and left with 12 men."),
        ("Moor will not pay and Halder will go.", "Moor will pay and Halder will not go."),
        ("The ferry sails from Old Vell to New Strand.", "The ferry sails from New Strand to Old Vell."),
        ("The ministry sued the union.", "The ministry was sued by the union."),
        ("The dog bit the man, police said.", "The man bit the dog, police said."),
        ("Profits fell to 5 percent.", "Profits fell by 5 percent."),
        ("The county closed the road.", "The country closed the road."),
        ("The clerk filled the forms.", "The clerk filed the forms."),
        ("The pilot was injured in the harbour.", "The pilot was killed in the harbour."),
        ("The crew allegedly slept.", "The crew slept."),
        ("WHO will send a doctor.", "Who will send a doctor?"),
        ("The talks were held between 3 and 5.", "The talks were held between 5 and 3."),
    ],
)
def test_near_words_and_turned_order_matter(old, new):
    assert judged(old, new).material


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The mayor said that she was glad.", "The mayor said she was glad."),
        ("It rose by half of a per cent.", "It rose by half a percent."),
        ("The ferry is lost, said Moor.", "The ferry is lost, Moor said."),
        ("Twelve men and 14 women were held.", "Fourteen women and 12 men were held."),
        ("He flew to the U.S. in September.", "He flew to the United States in Sept."),
    ],
)
def test_light_words_and_groups_that_change_places_do_not(old, new):
    assert not judged(old, new).material


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("nb", "Ferja gikk ikke i går.", "Ferja gikk i går."),
        ("de", "Das Schiff ist nicht gesunken.", "Das Schiff ist gesunken."),
        ("fr", "Le navire n’a pas coulé.", "Le navire a coulé."),
        ("ru", "Судно не затонуло.", "Судно затонуло."),
        ("zh", "该船不会沉没。", "该船会沉没。"),
        ("ko", "배는 안 가라앉았다.", "배는 가라앉았다."),
        ("ar", "غرقت السفينة في الميناء.", "غرقت السفينة في البحر."),
        ("xx", "Laiva upposi 3 metrin.", "Laiva upposi 5 metrin."),
    ],
)
def test_matter_in_every_language(language, old, new):
    assert judged(old, new, language).material


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "harbour", "harbor", True),
        ("en", "recieve", "receive", True),
        ("en", "marital", "martial", False),
        ("en", "billion", "million", False),
        ("de", "photo", "foto", True),
        ("nb", "hus", "mus", False),
    ],
)
def test_spellings_of_one_word(language, one, other, same):
    assert respelt(one, other, language) is same


SIGNS = st.sampled_from([*"²³¹½①⑫٣३零〇Ⅷ", "9" * 5000, "0" * 50, "m²", "12²", "$", "−4", "4½", " "])


@given(st.lists(SIGNS | st.text(max_size=4), max_size=12), st.sampled_from(["en", "ko", "ar", "und"]))
def test_whatever_digits_a_text_has_its_words_are_read(parts, language):
    old, new = "The fog came.", f"The fog came {''.join(parts)}"
    takes = [item(key, title, title, language=language) for key, title in (("x", old), ("y", new))]

    assert isinstance(list(between(*takes)), list)


def test_a_raised_digit_is_no_number():
    takes = [item(key, title, FILLERS[0]) for key, title in (("x", "Ice of 10 m² melts"), ("y", "Ice of 12 m² melts"))]

    assert any("10" in change.summary and "12" in change.summary for change in between(*takes))

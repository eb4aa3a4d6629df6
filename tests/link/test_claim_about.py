"""What a claim is about has to be understood alone, and the right body has to have said it."""

from claiming import Desk

from writethru.link.claim_sheet import Sheet
from writethru.model import Entity, EntityKind, Facts, Mention, MentionKind, Span, Statement, StatementKind


def test_words_that_say_little_get_their_sentence_with_the_figure_left_open():
    desk = Desk().add("The clashes brought the toll in Orvale to 25 killed since Sunday, the radio reported.")

    (claim,) = desk.claims()

    assert claim.about == "people killed"
    assert claim.setting == "brought the toll in Orvale to … killed since Sunday, the radio reported"
    take, _ = desk.pieces[0]
    assert claim.set_in.span.of(take.text) == claim.setting.replace("…", "25") + "."


def test_the_setting_goes_with_the_words_that_may_not_be_shown():
    desk = Desk()
    desk.add("A bus burned in Orvale, and 41 people died.", chain="a", rank=1)
    desk.add("A bus burned in Orvale, and 55 people died.", chain="a", rank=2)
    (claim,) = desk.claims()

    left = claim.keeping(lambda m: m.number == 55)

    assert claim.setting
    assert (left.about, left.setting, left.set_in) == ("", "", None)


def test_what_somebody_is_accused_of_names_the_accusing():
    desk = Desk()
    accused = "Tarn of hiding a depot"
    said = ("Orvale", accused, StatementKind.ACCUSED), ("Tarn", "the charge", StatementKind.DENIED, 0)
    desk.add(f"Orvale accused {accused}. Tarn denied the charge.", *said)

    (claim,) = [one for one in desk.claims() if one.members[0].kind]

    assert claim.about == f"accused {accused}"


def _voice(speaker, name, kind=EntityKind.BODY):
    desk = Desk().add(f"{speaker} said so.")
    take, _ = desk.pieces[0]
    at = speaker.index(name)
    facts = Facts(
        take.key,
        entities=(Entity(kind, name, (name,), (Mention(Span(at, at + len(name)), "copy", MentionKind.NAME),)),),
    )
    said = Statement((Span(0, 1),), "copy", (Span(0, len(speaker)),))
    return Sheet(take, facts).voice(said)[0]


def test_a_body_speaks_itself_or_by_its_organs():
    assert _voice("The Harbor Board", "Harbor Board") == "Harbor Board"
    assert _voice("A Harbor Board spokesman", "Harbor Board") == "Harbor Board"
    assert _voice("The trade group, the Harbor Board", "Harbor Board") == "Harbor Board"


def test_nobody_else_speaks_for_a_body():
    assert _voice("The Orvale University chapter of Marl", "Orvale University").endswith("chapter of Marl")
    assert _voice("The driver of an old Marl", "Marl") == "The driver of an old Marl"
    assert _voice("The former Harbor Board spokesman", "Harbor Board").startswith("The former")

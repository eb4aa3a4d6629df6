from writethru.model import Span
from writethru.read.document import Document
from writethru.read.several import pieces
from writethru.read.wire import Wire

FIRST = "Ferry to sail again\n\nSTRAND, March 3 (Yonhap) -- The ferry will sail again.\n\n(END)\n"
SECOND = "(LEAD) Bank of Vellmark raises rate\n\nVELLMARK, March 3 (Yonhap) -- The bank raised its rate.\n\n(END)\n"
TAIL = "\nMost read today\n\nCopyright Vell Portal. No reproduction.\n"


def test_pieces_one_behind_the_other_are_takes_of_their_own():
    text = f"{FIRST}\n\n{SECOND}"
    first, second = Wire().read(Document("day.txt", text.encode()))

    assert [take.title for take in (first, second)] == ["Ferry to sail again", "Bank of Vellmark raises rate"]
    assert second.marker.raw == ("(LEAD)",)
    assert "bank" not in first.text.lower()


def test_what_a_redistributor_adds_is_no_piece():
    assert pieces(FIRST + TAIL) == [Span(0, len(FIRST + TAIL))]
    (take,) = Wire().read(Document("day.txt", (FIRST + TAIL).encode()))
    assert len(take.copy) == 1


def test_a_file_of_one_piece_is_read_as_it_stands():
    (take,) = Wire().read(Document("one.txt", FIRST.encode()))
    again = next(iter(Wire().read(Document("two.txt", (FIRST + SECOND).encode()))))

    assert take.copy[0].of(take.text) == again.copy[0].of(again.text)

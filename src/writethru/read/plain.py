"""Plain-text documents: their words, as long as they can be one piece."""

from writethru.errors import Unreadable
from writethru.read.decode import decode
from writethru.read.document import Document

LONGEST = 2_000_000  # bytes; a transcript of a whole day's debate has a third of that


def words(document: Document) -> str:
    """Return the text of a plain-text document.

    Raises:
        Unreadable: there are no words in it, or more than a piece can have.
    """
    if document.is_larger(LONGEST):
        raise Unreadable(
            document.name, f"a text of more than {LONGEST:,} bytes is no piece; split it and add the parts"
        )
    text = decode(document.data, document.charset).text
    if not text.strip():
        raise Unreadable(document.name, "there are no words in it; fetch the file again")
    return text

"""What is given to the parser, and what is not."""

import json

from writethru.enrich.layers import enrich
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

FACTS = ("language", "sentences", "syntax")


def parsed(text):
    """The words of the passages that were parsed."""
    row = json.dumps({"id": "vp-1", "headline": "Quay shut", "text": text, "language": "en"})
    [piece] = enrich([*JsonLines().read(Document("rows.jsonl", row.encode()))], only=FACTS)
    assert len(piece.sentences) > 1
    return [doc.text for doc in piece.docs.values() if doc.has_annotation("DEP")]


def test_a_passage_that_no_paragraph_is_as_long_as_is_left_to_the_rules():
    """The model refuses a million letters, and one that it takes needs a gigabyte for each hundred thousand."""
    assert parsed(f"{'The quay is shut. ' * 60_000}\n\nIt stays so.") == ["Quay shut", "It stays so."]

"""A piece of several matters is told by the first sentence of each."""

from invented import Copy
from writethru.model import Links
from writethru.tell.brief import brief
from writethru.tell.dossier import Dossier
from writethru.tell.items import openings

FIRST = "A singer from Harn was given a boat by the town on the last day of the year."
SECOND = "A painter in Orra sold all of her pictures in one morning to a single buyer."
THIRD = "A rower from Kessel crossed the sound for the hundredth time on a rainy day."
AFTER = "The buyer of that morning was a retired pilot with a large house by the sea."
COLUMN = [("H", "Names in the News"), ("D", "HARN (Vantry) --"), ("P", FIRST), ("D", "ORRA (Vantry) --"),
          ("P", SECOND), ("P", AFTER), ("D", "KESSEL (Vantry) --"), ("P", THIRD)]  # fmt: skip


def told(lines):
    copy = Copy("c1", lines, title=lines[0][1])
    found = brief(Dossier({"c1": copy.take()}, {"c1": copy.facts()}, Links()), "story", "c1")
    return [found.headline.text, found.standfirst.text, *(s.text for s in found.key)]


def test_of_a_column_the_opening_of_each_item():
    assert told(COLUMN) == ["Names in the News", FIRST, SECOND, THIRD]


def test_one_dateline_makes_no_items():
    copy = Copy("c1", [line for line in COLUMN if line[1] not in ("ORRA (Vantry) --", "KESSEL (Vantry) --")])

    assert openings(copy.take()) == ()
    assert len(openings(Copy("c1", COLUMN).take())) == 3

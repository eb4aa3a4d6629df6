"""A text of one endless paragraph costs as much a letter as a short one: nobody who sends it holds up a desk."""

import time
from itertools import cycle, product

import numpy as np
import pytest

from writethru.enrich.layers import ordered, read
from writethru.link.gist import gists
from writethru.link.items import Linkable
from writethru.plugins import LAYERS, make_all
from writethru.read import detect
from writethru.read.document import Document

LETTERS = {"de": 40_000, "ko": 25_000}
SENTENCES = {
    "de": (
        "Ministerin {first} {last} sagte am Montag, die Fähre nach {town} werde bis zum {day}. Mai zurückkehren. ",
        "„Wir warten nicht“, sagte {last} in {town} vor {count} Reportern. ",
        "Die Polizei in {town} zählte {count} Boote, teilte Präsident {first} {last} gestern mit. ",
    ),
    "ko": (
        "{name} 대통령은 {day}일 여객선이 5월 {day}일까지 돌아올 것이라고 말했다. ",
        "“우리는 {count}명을 기다리지 않겠다”고 {name} 장관이 기자들에게 말했다. ",
        "{name} 의원은 물가가 {day}.5% 올랐다며 조약을 거부했다고 밝혔다. ",
    ),
}
SYLLABLES = ("bar", "del", "fen", "gor", "hal", "kim", "lor", "mar", "nor", "pel", "quin", "ras", "sel", "tor", "vel")
NAMES = [("".join(parts[:1]) + "a", "".join(parts[1:])) for parts in product(SYLLABLES, repeat=3)]
KOREAN = ["".join(parts) for parts in product("한윤서오권임배노문송", "도민준가라온빈해솔람", "결단도민준가라온빈해")]


def piece(language, letters):
    """A take of one paragraph of invented sentences, each about somebody else as long as there are names."""
    text, people = "", zip(cycle(NAMES[::7] + NAMES[1::7]), cycle(KOREAN), strict=False)
    for at, ((first, last), name) in enumerate(people):
        if len(text) >= letters:
            break
        town = f"{SYLLABLES[at % 15].title()}{SYLLABLES[at // 15 % 15]}ton"
        sentence = SENTENCES[language][at % 3]
        text += sentence.format(
            first=first.title(), last=last.title(), name=name, town=town, day=at % 27 + 1, count=at % 900 + 40
        )
    [take] = detect.read(Document("long.txt", f"Ferry\n\n{text}\n".encode()))
    return take


def cost(take, layers):
    """CPU seconds of reading a take and of all that linking makes of it alone."""
    began = time.process_time()
    [read_] = read([take], layers)
    assert not read_.failed
    [gist] = gists([Linkable(take, read_.facts(), np.ones(512, dtype=np.float32))], frozenset())
    assert not gist.trouble
    return time.process_time() - began


@pytest.mark.parametrize("language", LETTERS)
def test_four_times_the_letters_cost_some_four_times_as_much(language):
    layers = [layer for layer in ordered(make_all(LAYERS)) if layer.name != "vectors"]
    short, long = (piece(language, LETTERS[language] * times) for times in (1, 4))
    cost(short, layers)
    assert cost(long, layers) < 7 * min(cost(short, layers) for _ in range(2))

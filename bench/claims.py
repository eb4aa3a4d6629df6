"""Claims on the AP week: the deaths of the Rio boat accident as one series, and what else was found, by id alone.

The rule that finds the series knows no text: it is the one that stands in most of the pieces given by their ids. The
first twenty series and disputes, by size and then by id, are printed as ids with spans, for whoever judges them
against the texts.
"""

import json

PIECES = ("AP890101-0008", "AP890101-0041", "AP890102-0044", "AP890102-0126", "AP890103-0083", "AP890103-0151")
NUMBERS = [42.0, 51.0, 51.0, 51.0, 53.0, 53.0]
SHOWN = 20


def figures(rows):
    """Yield (what, figure, bar) of the rows of ``writethru export claims``."""
    claims = [json.loads(row) for row in rows]
    series = _ordered(claim for claim in claims if claim["series"])
    disputes = _ordered(claim for claim in claims if claim["standing"] == "disputed")
    rio = max(series, key=lambda claim: len(set(PIECES) & {m["id"] for m in claim["members"]}), default=None)
    yield "Rio, takes in one series", _of(rio), f"{len(PIECES)} of {len(PIECES)}"
    for member in rio["members"] if rio else ():
        yield f"Rio, {member['at']}", f"{member['number']:g} ({member['id']} {member['spans']})", ""
    for name, found in (("series", series), ("disputes", disputes)):
        yield f"AP, {name} found", str(len(found)), "6" if name == "series" else "10"
        for claim in found[:SHOWN]:
            yield f"{name[:-1] if name != 'series' else name} {claim['claim']}", _places(claim), ""


def _ordered(claims):
    return sorted(claims, key=lambda claim: (-len(claim["members"]), claim["claim"]))


def _of(claim):
    if claim is None:
        return "none"
    points = {m["id"]: m["number"] for m in claim["members"]}
    found = [points.get(piece) for piece in PIECES]
    right = sum(number == wanted for number, wanted in zip(found, NUMBERS, strict=True))
    return f"{right} of {len(PIECES)}, {len(set(points) - set(PIECES))} others"


def _places(claim):
    return "; ".join(f"{m['id']} {m['spans'][0][0]}–{m['spans'][0][1]}" for m in claim["members"])

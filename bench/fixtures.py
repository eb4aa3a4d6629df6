"""Every sample file of the shared folder: which reader takes it, how many takes come of it, what is refused and why."""

from collections import Counter

from writethru.model import Refused
from writethru.read.detect import read
from writethru.read.document import Document

LEFT_OUT = ("plover", "checks", "specification")  # no copy in them: codes, gold rows, schemas
NO_COPY = (".xsd", ".adoc", ".md")


def samples(folder):
    """Return the samples below a folder; licences, notices and schemas are none."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix not in NO_COPY
        and not path.name.startswith(("LICENSE", "LICENCE", "NOTICE"))
        and not set(path.relative_to(folder).parts[:-1]) & set(LEFT_OUT)
    ]


def rows(folder):
    """Yield file, what came of it, and what was refused, for each sample."""
    seen = Counter()
    for path in samples(folder):
        found = list(read(Document(path.name, path.read_bytes())))
        takes = [item for item in found if not isinstance(item, Refused)]
        refused = [item.reason for item in found if isinstance(item, Refused)]
        seen.update(takes=len(takes), refused=len(refused), files=1)
        formats = ", ".join(sorted({take.format for take in takes}))
        yield str(path.relative_to(folder)), f"{len(takes)} {formats}".strip(), "; ".join(dict.fromkeys(refused))
    yield f"{seen['files']} files", f"{seen['takes']} takes", f"{seen['refused']} refused"

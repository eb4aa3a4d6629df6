"""What comes is told to open pages; and pages that stay open hold nothing up."""

import json
import logging
from contextlib import ExitStack

from served import client, served
from writethru import Desk


class Lines(logging.Handler):
    """What is logged."""

    def __init__(self):
        super().__init__()
        self.said = []

    def emit(self, record):
        self.said.append(record.getMessage())


def _piece(folder, name):
    path = folder / f"{name}.jsonl"
    text = f"The {name} bridge in Karsk closed on Monday after cracks were found in a pillar."
    row = {"id": name, "headline": f"{name} bridge closes", "text": text, "source": "Strand Post", "language": "en"}
    path.write_text(json.dumps(row))
    return str(path)


def test_a_page_that_is_open_is_told_and_let_go_when_the_server_ends(tmp_path):
    log = Lines()
    with Desk(tmp_path / "desk") as desk:
        desk.add([_piece(tmp_path, "Old")])
    with client("") as http, ExitStack() as left_open:
        with served(tmp_path / "desk") as address:
            logging.getLogger("uvicorn.error").addHandler(log)
            answer = left_open.enter_context(http.stream("GET", f"{address}/live?since=1"))
            lines = answer.iter_lines()
            with Desk(tmp_path / "desk") as other:
                other.add([_piece(tmp_path, "New")])
                cursor = other.cursor()
            assert [next(lines) for _ in range(4)] == [f"id: {cursor}", "event: came", f"data: {cursor}", ""]
        assert list(lines) == []
    logging.getLogger("uvicorn.error").removeHandler(log)
    assert log.said == []

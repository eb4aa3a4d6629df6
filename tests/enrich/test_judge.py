"""The sheet for judging statements by hand: what is marked, and what is counted of it when it is filled in."""

from bench import judge
from writethru.model import Span, Statement, StatementKind


def test_speaker_cue_and_content_are_marked():
    text = "The ferry is late, Moor said."
    said = Statement(
        content=(Span(0, 17),),
        scope="copy",
        speaker=(Span(19, 23),),
        cue=(Span(24, 28),),
        kind=StatementKind.SAID,
    )

    assert judge.marked(text, said) == "{The ferry is late}, <Moor> [said]."


def test_doubtful_rows_count_as_wrong(tmp_path, capsys):
    sheet = tmp_path / "sheet.txt"
    sheet.write_text("   person: y content: y kind: n\n" * 3 + "   person: ? content: y kind: y\n", encoding="utf-8")

    judge.count(sheet)

    assert capsys.readouterr().out == "person: 3 of 4, 0.750\ncontent: 4 of 4, 1.000\nkind: 1 of 4, 0.250\n"

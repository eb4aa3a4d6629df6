"""The digest as mail and as a command: what a real server is given, what is said where it does not take it."""

import json
import re
import shutil
from datetime import UTC, date, datetime

import msgspec
import pytest

from newsroom import ferry, fill, quake
from postbox import receiving
from writethru import Desk
from writethru.cli import main
from writethru.mailing import message
from writethru.publish.digest_forms import written

NOW = datetime(2031, 3, 14, 8, tzinfo=UTC)
MARCH = date(2031, 3, 1), date(2031, 3, 31)
IDA, JON = "ida@vell.example", "jon@vell.example"
SETTINGS = """title = "{title}"
[mail]
host = "127.0.0.1"
port = {port}
from = "desk@vell.example"
tls = "none"
[sources."Post 1"]
text = "full"
[sources."Post 2"]
text = "full"
"""


@pytest.fixture
def box():
    with receiving() as mailbox:
        yield mailbox


def opened(home, port, title="Harbour desk"):
    (home / "writethru.toml").write_text(SETTINGS.format(port=port, title=title), "utf-8")
    return Desk(home, clock=lambda: NOW)


@pytest.fixture
def desk(tmp_path, box):
    with opened(tmp_path, box.port) as found:
        fill(found, [ferry(1), quake(2)])
        yield found


def part(mail, kind):
    [found] = [one for one in mail.walk() if one.get_content_type() == kind]
    return found


def test_it_goes_out_as_text_and_html_to_each_address_by_itself(desk, box):
    found = desk.digest(*MARCH)
    sent = desk.mail(found, [IDA, JON, IDA])

    assert [(one.to, one.trouble) for one in sent] == [(IDA, ""), (JON, "")]
    assert [mail["To"] for mail in box.mails] == [IDA, JON]
    for mail in box.mails:
        assert mail.get_content_type() == "multipart/alternative"
        assert [one.get_content_type() for one in mail.iter_parts()] == ["text/plain", "text/html"]
        assert part(mail, "text/plain").get_content().replace("\r\n", "\n") == written(found, "text")
        assert part(mail, "text/html").get_content().replace("\r\n", "\n") == written(found, "html")
        assert part(mail, "text/plain")["Content-Type"].params["format"] == "flowed"
        assert {one["Content-Type"].params["charset"] for one in mail.iter_parts()} == {"utf-8"}


def test_its_headers_say_what_it_is(desk, box):
    found = desk.digest(*MARCH)
    desk.mail(found, [IDA])
    desk.mail(found, [IDA, JON])
    first, again, other = box.mails

    assert first["Subject"] == "Harbour desk: 1 to 31 Mar. 2031"
    assert first["From"] == "desk@vell.example"
    assert first["Date"].datetime == NOW
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["List-Id"] == '"Harbour desk" <digest.vell.example>'
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]


def test_a_sender_with_a_name_leaves_the_headers_well_formed(tmp_path, box):
    with opened(tmp_path, box.port, "Harbour desk") as desk:
        settings = msgspec.structs.replace(desk.settings.mail, sender="The desk <desk@vell.example>")
        made = message(desk.digest(*MARCH), IDA, settings)

    assert made["List-Id"] == '"Harbour desk" <digest.vell.example>'
    assert re.fullmatch(r"<[0-9a-f]{32}@vell\.example>", made["Message-ID"])


def test_a_title_in_any_letters_makes_no_other_header(tmp_path, box):
    with opened(tmp_path, box.port, "해나루 ø desk\\nBcc: jon@vell.example") as desk:
        desk.mail(desk.digest(*MARCH), [IDA])
    [mail] = box.mails

    assert mail["Bcc"] is None
    assert mail["Subject"].startswith("해나루 ø desk Bcc: jon@vell.example: 1 to")
    assert mail["List-Id"].endswith("<digest.vell.example>")


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "TAKEN"])
def test_what_the_server_refuses_is_told_in_one_line(desk, box, command):
    box.answers[command] = "451 4.3.0 try again later"
    [one] = desk.mail(desk.digest(*MARCH), [IDA])

    assert "451" in one.trouble
    assert "tried again" not in one.trouble
    assert "\n" not in one.trouble


def test_one_bad_address_keeps_no_other_back(desk, box):
    sent = desk.mail(desk.digest(*MARCH), ["ida", f"{IDA}\nBcc: {JON}", JON])

    assert [bool(one.trouble) for one in sent] == [True, True, False]
    assert [mail["To"] for mail in box.mails] == [JON]


def test_without_a_server_in_the_settings_it_says_what_to_do(tmp_path):
    with Desk(tmp_path, clock=lambda: NOW) as desk:
        [one] = desk.mail(desk.digest(*MARCH), [IDA])

    assert "[mail]" in one.trouble


# The command


@pytest.fixture
def run(capfdbinary, tmp_path, monkeypatch, example_folder, box):
    """Run a command on a copy of the example desk, which mails through the box."""
    home = shutil.copytree(example_folder, tmp_path / "desk")
    mail = f'[mail]\nhost = "127.0.0.1"\nport = {box.port}\nfrom = "desk@vell.example"\ntls = "none"\n'
    (home / "writethru.toml").write_text((home / "writethru.toml").read_text("utf-8") + mail, "utf-8")
    monkeypatch.setenv("WRITETHRU_DESK", str(home))

    def run(*arguments):
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return left.value.code or 0, out.decode(), err.decode()

    return run


PERIOD = ("--since", "2031-03-12", "--until", "2031-03-13")


@pytest.mark.parametrize(
    ("how", "begins"),
    [
        ("text", "The Gannet Sound desk: 12 to 13 Mar. 2031\n"),
        ("markdown", "# The Gannet"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_it_is_printed_in_each_form(run, how, begins):
    code, out, err = run("digest", *PERIOD, "--as", how)

    assert (code, err) == (0, "")
    assert out.startswith(begins)
    assert "This brief ends here." in out


def test_as_json_it_has_all_that_is_told(run):
    code, out, _ = run("digest", *PERIOD, "--for", "desk", "--most", "1", "--json")
    found = json.loads(out)

    assert code == 0
    assert (found["since"], found["until"], found["audience"]) == ("2031-03-12", "2031-03-13", "desk")
    assert (found["of"], len(found["stories"])) == (2, 1)
    assert found["stories"][0]["sentences"][0]["citation"]["take"] in {source["take"] for source in found["sources"]}


def test_days_are_counted_back_from_the_last(run):
    _, out, _ = run("digest", "--days", "2", "--until", "2031-03-13", "--json")
    _, week, _ = run("digest", "--until", "2031-03-13", "--json")

    assert json.loads(out)["since"] == "2031-03-12"
    assert json.loads(week)["since"] == "2031-03-07"
    assert "no piece came in this period" in run("digest", "--until", "2031-01-05")[1]


def test_it_is_mailed_and_that_is_told(run, box):
    code, out, err = run("digest", *PERIOD, "--to", IDA, "--to", JON)

    assert (code, out, err) == (0, f"sent to {IDA}\nsent to {JON}\n", "")
    assert len(box.mails) == 2


def test_what_does_not_go_out_is_told_whole_in_a_narrow_terminal(run, box, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    box.answers["DATA"] = f"554 5.7.1 {'no ' * 30}indeed"

    assert run("digest", *PERIOD, "--to", IDA)[1].endswith(" indeed\n")


def test_what_does_not_go_out_is_told_and_the_code_says_so(run, box):
    box.answers["DATA"] = "554 5.7.1 no"
    code, out, _ = run("digest", *PERIOD, "--to", IDA)

    assert code == 1
    assert out.startswith(f"not sent to {IDA}: 127.0.0.1:{box.port}: 554")
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["--days", "0"],
        ["--days", "2", "--since", "2031-03-12"],
        ["--since", "2031-03-13", "--until", "2031-03-12"],
        ["--since", "March"],
        ["--as", "pdf"],
        ["--for", "everybody"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(run, arguments):
    code, out, err = run("digest", *arguments)

    assert (code, out) == (2, "")
    assert err.startswith("writethru: ")
    assert err.count("\n") == 1

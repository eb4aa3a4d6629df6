"""Help is whole: no line is cut, every command stands under what it is for, words are shown as they are typed."""

import re
import sys

import pytest
import typer.main

from writethru import cli
from writethru.cli_help import PARTS

PROGRAM = typer.main.get_command(cli.app)
GROUPS = [[], ["alerts"], ["source"]]
COMMANDS = [[name] for name, command in PROGRAM.commands.items() if not hasattr(command, "commands")]
COMMANDS += [[group, name] for [group] in GROUPS[1:] for name in PROGRAM.commands[group].commands]


@pytest.fixture
def told(capsys, monkeypatch):
    """What a command says of itself in a terminal of eighty columns."""

    def told(*command):
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "argv", ["writethru"])
        with pytest.raises(SystemExit):
            cli.main([*command, "--help"])
        return capsys.readouterr().out

    return told


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_no_line_of_a_list_of_commands_is_cut(told, group):
    out = told(*group)
    words = " ".join(out.split())
    commands = PROGRAM.commands[group[0]].commands if group else PROGRAM.commands

    assert "..." not in out.split("Options:", 1)[1]
    assert [name for name, one in commands.items() if " ".join((one.help or "").split()) not in words] == []
    assert max(map(len, out.splitlines())) <= 80


def test_every_command_stands_under_what_it_is_for():
    assert sorted(name for _, names in PARTS for name in names) == sorted(PROGRAM.commands)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_words_of_a_command_are_shown_as_they_are_typed(told, command):
    usage, rest = told(*command).split("\n\n", 1)
    arguments = usage.removeprefix(f"Usage: writethru {' '.join(command)}").split()

    assert [word for word in arguments if not re.fullmatch(r"\[?[A-Z]+(\.\.\.)?\]?", word)] == []
    assert re.findall(r"<(?!public|text)[^>]*>|\{|list\[", rest) == []

"""Help as it is read: commands by what they are for, every line whole, words of a command as they are typed."""

from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

if TYPE_CHECKING:
    import typer

PARTS = (
    ("Take in", ("add", "watch", "source", "sources", "quarantine")),
    ("Read", ("stories", "brief", "changes", "claims", "timeline", "who", "positions", "commitments", "contacts")),
    ("Find", ("search", "why")),
    ("Keep up", ("away", "news", "follow", "unfollow", "mute", "alerts", "digest")),
    ("Set right", ("merge", "split", "move", "pin", "rename", "same", "different", "decisions", "undo")),
    ("Let out", ("publish", "export", "held", "release", "forget")),
    ("Look after", ("desk", "password", "verify", "doctor")),
)
"""The commands, by what somebody wants to do."""


def readable(app: "typer.Typer") -> None:
    """Have a program and its groups show their help so."""
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Commands
        if group.typer_instance:
            readable(group.typer_instance)


class Command(TyperCommand):
    """A command whose arguments are shown as they stand in its documentation: in capitals, without their types."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer keeps its context to itself
        """Return what follows the command's name, with what may be left out in square brackets."""
        arguments = (one for one in self.get_params(ctx) if isinstance(one, TyperArgument))
        return [self.options_metavar or "", *map(_typed, arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - likewise
        """Write the arguments, then the options."""
        arguments = [one for one in self.get_params(ctx) if isinstance(one, TyperArgument)]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl([(_name(one), one.help or "") for one in arguments])
        options = [one.get_help_record(ctx) for one in self.get_params(ctx) if not isinstance(one, TyperArgument)]
        with formatter.section("Options"):
            formatter.write_dl([record for record in options if record])


class Commands(TyperGroup):
    """A group that lists its commands by what they are for, each with the whole of its first sentence."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - likewise
        """Write the commands; where a group has no parts, as one list."""
        told = {name: (self.commands[name].help or "").split("\n\n", 1)[0] for name in self.list_commands(ctx)}
        named = {name for _, names in PARTS for name in names}
        parts = PARTS if named >= told.keys() else (("Commands", tuple(told)),)
        width = max(map(len, told))
        for heading, names in parts:
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), " ".join(told[name].split())) for name in names])


def _name(argument: TyperArgument) -> str:
    return argument.metavar or argument.name.upper()


def _typed(argument: TyperArgument) -> str:
    name = _name(argument) + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"

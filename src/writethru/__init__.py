"""Writethru follows running stories: every take, what changed, who said what, and briefs that cite their words.

``Desk`` is the whole program in one class; beside it stand the types that it gives (``writethru.model``) and the
errors that it raises (``writethru.errors``). Everything is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING, Any

from writethru import errors, model, threads

if TYPE_CHECKING:
    from writethru.desk import Desk as Desk
    from writethru.errors import *  # noqa: F403 - the names are listed there
    from writethru.model import *  # noqa: F403 - the names are listed there

__all__ = ["Desk"]
__all__ += errors.__all__
__all__ += model.__all__


threads.keep_to_one()  # before numpy is loaded


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the desk is loaded when it is first asked for
    if name == "Desk":
        from writethru.desk import Desk

        return Desk
    if name == "__version__":
        from importlib.metadata import version

        return version("writethru")
    for part in (model, errors):
        if name in part.__all__:
            return getattr(part, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

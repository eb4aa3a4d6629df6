"""Sources followed and folders watched: what arrives goes to the desk as it comes."""

from writethru.watch.following import Followed, fetcher_of, follow, unfollow
from writethru.watch.watching import Event, Watch

__all__ = ["Event", "Followed", "Watch", "fetcher_of", "follow", "unfollow"]

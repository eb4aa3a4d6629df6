"""Who and what a piece names: the parts of the names layer."""

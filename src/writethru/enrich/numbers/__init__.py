"""Numbers in running text: how each language writes them, what is no quantity, and what is counted."""

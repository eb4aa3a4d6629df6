"""Facts of many takes to chains, stories, storylines, people and claims: pure functions, no store."""

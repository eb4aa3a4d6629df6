"""The desk in the browser: pages and an API over HTTP, for one reader on this machine or a team with a password."""

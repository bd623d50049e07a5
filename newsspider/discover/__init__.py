"""Where articles are found; parsing only, no network."""

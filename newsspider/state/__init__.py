"""What must survive a kill, in one SQLite file."""

"""Who else has this text."""

"""What is known of one site or one theme, as data."""

"""Body text in, quotations out: who said what, exactly. Knows no HTML."""

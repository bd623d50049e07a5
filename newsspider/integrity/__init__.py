"""Whether an archive is whole, and how one that is not is mended."""

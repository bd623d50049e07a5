"""Read labelled pages with a body model that has not seen their site: ``python -m tests.bench.crossvalidated BENCH``.

Prints a JSON line for each page whose body is measured: path, address, record. All of newsspider runs as it ships,
but for the weights of the body model.
"""

# ruff: noqa: T201 - a script that prints

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from unittest.mock import patch

from newsspider import extract
from newsspider.regions import decide
from newsspider.regions.examples import read
from newsspider.regions.fit import crossvalidated
from newsspider.text.urls import registrable_domain
from tests.bench.pages import WITH_BODY, Bench


def main() -> None:
    """Fit the models of the folds, then read every page with that of its site's fold."""
    bench = Bench(Path(sys.argv[1]))
    examples = read(bench.folder / "body")
    models, _ = crossvalidated(examples)
    of_site = {example.site: model for example, model in zip(examples, models, strict=True)}
    for corpus in (*WITH_BODY, "fields"):
        for row in bench.rows[corpus]:
            page = bench.page(corpus, row)
            html = gzip.decompress(page.path.read_bytes())
            site = row.get("domain") or registrable_domain(page.url)
            with patch.object(decide, "shipped", return_value=of_site.get(site, models[0])):
                record = extract(html, page.url).to_record()
            print(json.dumps([str(page.path), page.url, record], default=str))


if __name__ == "__main__":
    main()

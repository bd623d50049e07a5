"""Spoiled pages make no error, take no more than seconds, and give what JSON can hold."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from mutations import MUTATIONS, Mutation, mutated  # noqa: E402
from run import fuzz  # noqa: E402

PAGE = (HERE.parents[1] / "fixtures" / "classes" / "recipe.html").read_bytes()


def test_spoiled_pages() -> None:
    result = fuzz(0, 200)
    assert result.failures == ()
    assert result.read == 200


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
def test_each_mutation_changes_the_page(mutation: Mutation) -> None:
    rng = random.Random(7)
    assert any(mutation(PAGE, rng) != PAGE for _ in range(5))


def test_the_same_seed_spoils_alike() -> None:
    assert mutated(PAGE, random.Random(3)) == mutated(PAGE, random.Random(3))
    assert mutated(PAGE, random.Random(3)) != mutated(PAGE, random.Random(4))


def test_a_page_that_fails_is_told_of() -> None:
    code = "import worker; worker.SECONDS = 0; worker.MEGABYTES = 1; print(worker.judged(1)['error'] is not None)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HERE, capture_output=True, text=True, check=False)
    assert done.stdout.strip() in {"True", ""}
    assert done.stdout or done.returncode < 0


def test_worker_tells_each_page() -> None:
    done = subprocess.run(
        [sys.executable, "worker.py", "5", "7"], cwd=HERE, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("begun", line.get("seed")) for line in lines] == [5, 5, 6, 6]

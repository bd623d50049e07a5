"""Which articles repeat which, and who copies whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from newsspider.report.lines import Line
from newsspider.report.text_facts import Cluster, Copies, Member

_CLUSTERS: Final = 12
_MEMBERS: Final = 8  # of a cluster
_PAIRS: Final = 15
_AGENCIES: Final = 10


class Tally:
    """Counts copies. *sizes*: copies by cluster, of the whole archive, as a survey found them.

    Holds the site of each article that was copied, and the members of the largest clusters.
    """

    def __init__(self, sizes: Counter[str]) -> None:
        self._sizes = sizes
        self._members: dict[str, list[Line]] = {cluster: [] for cluster, _ in sizes.most_common(_CLUSTERS)}
        self._home: dict[str, str] = {}
        self._by_site: Counter[tuple[str, str]] = Counter()  # cluster, site of the copy
        self._relations: Counter[str] = Counter()
        self._agencies: Counter[str] = Counter()

    def add(self, line: Line) -> None:
        """Count an article, which is to come once."""
        if line.agency:
            self._agencies[line.agency] += 1
        if line.duplicate_of is not None:
            self._relations[line.relation or "unknown"] += 1
            self._by_site[line.cluster_id or line.duplicate_of, line.site] += 1
        elif line.id in self._sizes:
            self._home[line.id] = line.site
        members = self._members.get(line.cluster_id or line.id)
        if members is not None:
            members.append(line)

    def facts(self) -> Copies:
        """Return what was counted."""
        clusters = (_cluster(members) for members in self._members.values() if members)
        return Copies(
            total=self._relations.total(),
            groups=len({cluster for cluster, _ in self._by_site}),
            relations=tuple(self._relations.most_common()),
            agencies=tuple(self._agencies.most_common(_AGENCIES)),
            pairs=tuple(_pairs(self._home, self._by_site)),
            clusters=tuple(sorted(clusters, key=lambda cluster: -cluster.size)),
        )


def _pairs(home: Mapping[str, str], copies: Counter[tuple[str, str]]) -> list[tuple[str, str, int]]:
    """Site copied, site that copies, how often; an original that is not in the archive belongs to no site."""
    pairs = Counter[tuple[str, str]]()
    for (cluster, site), count in copies.items():
        if cluster in home:
            pairs[home[cluster], site] += count
    return [(of, by, count) for (of, by), count in pairs.most_common(_PAIRS)]


def _cluster(members: list[Line]) -> Cluster:
    members.sort(key=lambda line: (line.duplicate_of is not None, line.first_seen_at))
    listed = tuple(Member(line.example(), line.relation, line.similarity) for line in members[:_MEMBERS])
    return Cluster(len(members), len({line.site for line in members}), listed)

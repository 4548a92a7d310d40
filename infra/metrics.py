"""Counters and timers, in the form Prometheus collects.

Parts declare theirs with `counter`, `timer` and `gauge`, at module level. With several processes
`lian serve` sets PROMETHEUS_MULTIPROC_DIR before anything is imported; `render` then adds them up.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

__all__ = ["CONTENT_TYPE", "JOBS", "JOB_SECONDS", "REGISTRY", "counter", "gauge", "render", "timer"]

CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry(auto_describe=True)

# From a quick turn to the longest wait WeChat allows, and beyond it to the slow jobs.
_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 4.0, 10.0, 60.0)


def counter(name: str, meaning: str, labels: Sequence[str] = ()) -> Counter:
    """A count that only grows: `lian_<name>_total`."""
    return Counter(f"lian_{name}", meaning, labels, registry=REGISTRY)


def timer(name: str, meaning: str, labels: Sequence[str] = ()) -> Histogram:
    """A distribution of durations: `lian_<name>_seconds`."""
    return Histogram(f"lian_{name}_seconds", meaning, labels, registry=REGISTRY, buckets=_SECONDS)


def gauge(name: str, meaning: str, labels: Sequence[str] = ()) -> Gauge:
    """A value that goes up and down: `lian_<name>`; over several processes it is their sum."""
    return Gauge(f"lian_{name}", meaning, labels, registry=REGISTRY, multiprocess_mode="livesum")


def render() -> bytes:
    """Everything measured, as the body of /metrics (see CONTENT_TYPE)."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY)
    from prometheus_client.multiprocess import MultiProcessCollector

    whole = CollectorRegistry()
    MultiProcessCollector(whole)  # type: ignore[no-untyped-call]
    return generate_latest(whole)


JOBS = counter("jobs", "Runs of jobs, by task and outcome", ["task", "outcome"])
JOB_SECONDS = timer("job", "How long a run of a job took", ["task"])

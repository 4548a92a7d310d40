"""Measures the evaluation sets and writes `nlu_data/evaluation/scores.md`."""

from __future__ import annotations

import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from bot.understanding.acts import NLU_DATA
from bot.understanding.batch import intent_of
from bot.understanding.embedded import EmbeddedEngine
from bot.understanding.engine import Context
from bot.understanding.entity_scores import embedded_entities, entity_f1
from bot.understanding.guessing import likely_cases
from bot.understanding.public_cases import judge, public_cases, refusals
from bot.understanding.stories import facts
from dialogs.interview.catalogue import load_interview
from dialogs.schema.definition import Element, ElementType

__all__ = [
    "OTHER_STORIES",
    "case_scores",
    "intent_scores",
    "rows",
    "story_scores",
    "value_scores",
    "write_scores",
]

_FOLDER = NLU_DATA / "evaluation"
_TODAY = date(2026, 11, 21)
_TEXTS = (ElementType.TEXT, ElementType.LONG_TEXT)
_LOAN = "private_lending"
OTHER_STORIES = tuple(
    sorted(path.stem.removeprefix("stories_") for path in _FOLDER.glob("stories_*.jsonl"))
)
"""Case types with stories of their own, beside private lending."""

Scores = dict[str, Any]


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of an evaluation set."""
    with (_FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def intent_scores(parse: Callable[[str], dict[str, Any]] = intent_of, of: str = "") -> Scores:
    """Accuracy, macro-F1, F1 by intent, and how well falling back works; `of`: which sets."""
    pairs = [(row["intent"], parse(row["text"])) for row in rows(f"intents{of}")]
    outside = [parse(row["text"])["fallback"] for row in rows(f"outside{of}")]
    wanted = [want for want, _ in pairs]
    given = [found["intent"] for _, found in pairs]
    wrongly = sum(found["fallback"] for want, found in pairs if want != "nonsense")
    by_intent = _f1(wanted, given)
    return {
        "count": len(pairs),
        "accuracy": _share(w == g for w, g in zip(wanted, given, strict=True)),
        "macro_f1": sum(by_intent.values()) / len(by_intent),
        "f1": by_intent,
        "fallback_recall": _share(outside),
        "fallback_precision": sum(outside) / max(1, sum(outside) + wrongly),
    }


def _f1(wanted: Sequence[str], given: Sequence[str]) -> dict[str, float]:
    right = Counter(w for w, g in zip(wanted, given, strict=True) if w == g)
    all_wanted, all_given = Counter(wanted), Counter(given)
    return {
        name: 2 * right[name] / (all_wanted[name] + all_given[name]) for name in sorted(all_wanted)
    }


def _share(flags: Iterable[bool]) -> float:
    values = list(flags)
    return sum(values) / max(1, len(values))


def case_scores() -> dict[str, tuple[int, float, float, float]]:
    """By source: how many, the share right at first, among the first three, and how far the
    probability of the first is from the share that is right (expected calibration error)."""
    seen: dict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for row in rows("cases"):
        top = likely_cases(row["text"])
        result = (top[0][0] == row["label"], row["label"] in dict(top), top[0][1])
        seen[row["from"]].append(result)
        seen["all"].append(result)
    return {
        source: (
            len(each),
            _share(one for one, _, _ in each),
            _share(three for _, three, _ in each),
            _calibration_error([(one, sure) for one, _, sure in each]),
        )
        for source, each in sorted(seen.items())
    }


def _calibration_error(judged: Sequence[tuple[bool, float]]) -> float:
    tenths: dict[int, list[tuple[bool, float]]] = defaultdict(list)
    for right, sure in judged:
        tenths[min(9, int(sure * 10))].append((right, sure))
    gaps = (abs(sum(sure - right for right, sure in each)) for each in tenths.values())
    return sum(gaps) / len(judged)


def value_scores() -> dict[str, tuple[int, int, int]]:
    """By source: relevant cases, read right, refused with a reason."""
    refused = refusals()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in public_cases():
        for source in (case["from"], "all"):
            counts[source][0] += 1
            counts[source][1] += judge(case)
            counts[source][2] += case["id"] in refused
    return {source: (a, b, c) for source, (a, b, c) in sorted(counts.items())}


def story_scores(case: str = _LOAN) -> dict[str, tuple[int, int, int]]:
    """By split: facts in the stories of a case type, proposed in all, proposed and right."""
    interview = load_interview(case)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows("stories" if case == _LOAN else f"stories_{case}"):
        found = {each.path: each.value for each in facts(row["text"], interview, _TODAY)}
        count = counts[row["split"]]
        count[0] += len(row["answers"])
        count[1] += len(found)
        count[2] += sum(
            path in found and _agrees(interview.element(path), want, found[path])
            for path, want in row["answers"].items()
        )
    return {split: (a, b, c) for split, (a, b, c) in sorted(counts.items())}


def _agrees(element: Element, want: Any, value: Any) -> bool:
    if isinstance(value, dict):
        return bool(value.get("code") == want)
    if isinstance(value, list):
        return sorted(value) == sorted(want)
    if element.type in _TEXTS:
        return want in value or value in want
    return bool(value == want)


def latencies() -> tuple[float, float, float]:
    """Milliseconds of one core for a message: median, 99th percentile; the process's megabytes."""
    engine = EmbeddedEngine()
    interview = load_interview("private_lending")
    context = Context(_TODAY, interview=interview)
    texts = [row["text"] for name in ("intents", "cases", "stories") for row in rows(name)]
    times = []
    for text in texts:
        start = time.thread_time()
        engine.understand(text, context)
        times.append((time.thread_time() - start) * 1000)
    times.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return times[len(times) // 2], times[int(len(times) * 0.99)], memory


def write_scores() -> str:
    """Measure everything and write the report; gives its text.

    What stands there of Rasa was measured last with a server running (`rasa.json`).
    """
    intents = intent_scores()
    rasa = json.loads((_FOLDER / "rasa.json").read_text("utf-8"))
    text = "\n".join(
        (
            "# Scores of understanding\n\nWritten by `lian nlu evaluate`.\n",
            _table("the same sets | embedded | Rasa", _engine_rows(intents, rasa)),
            _NOTES.format(**rasa),
            _table("further sets of acts (embedded) | second | third", _further_rows()),
            *_measured_tables(),
            _table(
                "F1 of the intent | embedded | Rasa",
                [f"{k} | {v:.3f} | {rasa['f1'].get(k, 0.0):.3f}" for k, v in intents["f1"].items()],
            ),
        )
    )
    (_FOLDER / "scores.md").write_text(text, "utf-8")
    return text


def _measured_tables() -> Iterator[str]:
    """The tables of what the embedded engine alone reads: case types, values, stories."""
    left_out = json.loads((_FOLDER / "public_left_out.json").read_text("utf-8"))
    yield _table(
        "case types (embedded) | sentences | top 1 | top 3 | calibration error",
        [f"{k} | {n} | {a:.3f} | {b:.3f} | {e:.3f}" for k, (n, a, b, e) in case_scores().items()],
    )
    yield _table(
        "public values | relevant | right | refused, with a reason",
        [f"{k} | {n} | {a} | {b}" for k, (n, a, b) in value_scores().items()],
    )
    yield _table("cases left out, of no relevance |", [f"{k} | {v}" for k, v in left_out.items()])
    yield _table(
        "stories | facts | proposed | right | recall | precision",
        [
            f"{k} | {n} | {p} | {r} | {r / n:.3f} | {r / p:.3f}"
            for k, (n, p, r) in story_scores().items()
        ],
    )
    yield _table(
        "stories of other case types | split | facts | proposed | right | recall | precision",
        _other_story_rows(),
    )


def _other_story_rows() -> list[str]:
    lines, sums = [], Counter[tuple[str, int]]()
    for case in OTHER_STORIES:
        for split, (n, p, r) in story_scores(case).items():
            lines.append(f"{case} | {split} | {n} | {p} | {r} | {r / n:.3f} | {r / p:.3f}")
            sums.update({(split, 0): n, (split, 1): p, (split, 2): r})
    for split in sorted({split for split, _ in sums}):
        n, p, r = (sums[split, each] for each in range(3))
        lines.append(f"all | {split} | {n} | {p} | {r} | {r / n:.3f} | {r / p:.3f}")
    return lines


_NOTES = """\
Rasa was measured on {measured_on}. Values, spans, stories and case types are never Rasa's.

* Intents count whatever the confidence; falling back is measured apart, over the same sentences and
  those outside all acts. Rasa's `case_…` is no act and falls back. The embedded engine has rules
  before its classifier, Rasa stands alone.
* Entities are marked words, right only if kind and both ends are. Most marks, in training and here,
  were proposed by one list of words, which favours Rasa; the marks here were read through. The
  embedded engine reads such words only as facts of a loan and passes over them in other matters.
* The embedded engine's time is a whole message within the process, Rasa's one question over HTTP.
  Memory: the process of `lian nlu evaluate` there, the server's here.
"""


_SHARES = {
    "accuracy": "accuracy of intents",
    "macro_f1": "macro-F1 of intents",
    "fallback_recall": "fallback recall (sentences outside)",
    "fallback_precision": "fallback precision",
}


def _further_rows() -> list[str]:
    second, third = (intent_scores(of=of) for of in ("_second", "_third"))
    shares = (f"{label} | {second[k]:.3f} | {third[k]:.3f}" for k, label in _SHARES.items())
    return [f"sentences | {second['count']} | {third['count']}", *shares]


def _engine_rows(embedded: Scores, rasa: Scores) -> list[str]:
    median, slowest, memory = latencies()
    context = Context(_TODAY, interview=load_interview("private_lending"))
    entities = entity_f1(rows("entities"), lambda text: embedded_entities(text, context))
    return [
        f"sentences | {embedded['count']} | {rasa['count']}",
        *(f"{label} | {embedded[k]:.3f} | {rasa[k]:.3f}" for k, label in _SHARES.items()),
        *(f"entity F1, {k} | {v:.3f} | {rasa['entity_f1'][k]:.3f}" for k, v in entities.items()),
        f"a message, p50 | {median:.2f} ms | {rasa['p50_ms']:.1f} ms",
        f"a message, p99 | {slowest:.2f} ms | {rasa['p99_ms']:.1f} ms",
        f"memory | {memory:.0f} MB | {rasa['memory_mb']:.0f} MB (peak {rasa['peak_mb']:.0f})",
    ]


def _table(heading: str, lines: Iterable[str]) -> str:
    rule = "|---" * (heading.count("|") + 1) + "|"
    return "\n".join((f"| {heading} |", rule, *(f"| {line} |" for line in lines))) + "\n"

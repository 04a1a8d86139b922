"""Runs as records: what was measured, on what, and whether a later run got worse."""

import argparse
import datetime
import json
import platform
import re
import statistics
import subprocess
from pathlib import Path

from table import duration, key, markdown

# How much worse a metric may be before it is called so.
TOLERANCE = 0.10

# What bounds a metric, if not arithmetic: one sample needs each weight once, so that it goes as fast as they are read.
LIMIT = {("W2", "infer_b1_us"): "read_l2_gbytes", ("W3", "infer_b1_us"): "read_l3_gbytes",
         ("W4", "infer_b1_us"): "read_dram_gbytes"}


def make(root: Path, lines: list[dict], options: argparse.Namespace) -> dict:
    """A run, from what the programs printed in all rounds."""
    rounds: dict[tuple, list[dict]] = {}
    for line in lines:
        rounds.setdefault((*key(line), line["peer"]), []).append(line)
    choose = min if options.statistic == "best" else statistics.median
    limits: dict[str, float] = {}
    metrics = []
    for (workload, metric, threads, peer), found in rounds.items():
        values = [line["value"] for line in found]
        if workload == "limits":
            # More is better here, and a limit is one whatever the number of threads of the run that found it.
            limits[metric] = max(limits.get(metric, 0.0), *values)
            continue
        metrics.append({"workload": workload, "metric": metric, "threads": threads, "peer": peer,
                        "version": found[0]["version"], "value": round(choose(values), 4)})
    return {
        "cpu": cpu(),
        "date": datetime.date.today().isoformat(),
        "commit": commit(root),
        "system": f"{platform.system()} {platform.release()}",
        "rustc": output(["rustc", "--version"], root),
        "quick": options.quick,
        "rounds": options.rounds,
        "statistic": options.statistic,
        "limits": {name: round(value, 1) for name, value in limits.items()},
        "metrics": sorted(metrics, key=lambda line: (*key(line), line["peer"] != "dense", line["peer"])),
    }


def compare(directory: Path, run: dict) -> int:
    """Prints how this project's metrics have changed since the newest record of the same CPU; 1 if one got worse.

    Times are taken relative to a limit that was measured with them, so that a machine that is slower today is no
    slower program.
    """
    if run["quick"]:
        raise SystemExit("a quick run is no measurement to compare")
    records = [read(path) for path in directory.glob("*.json")]
    records = [old for old in records if old["cpu"] == run["cpu"]]
    if not records:
        print(f"\nno record of {run['cpu']} to compare with")
        return 0
    old = max(records, key=lambda record: record["date"])
    print(f"\ncompared with {old['date']}, commit {old['commit']}, relative to the limits of each run")
    before = {key(line): line["value"] for line in old["metrics"] if line["peer"] == "dense"}
    rows = [["workload", "metric", "threads", "before", "now", "limit", "relative", ""]]
    worse = 0
    for line in run["metrics"]:
        at = key(line)
        if line["peer"] != "dense" or at not in before:
            continue
        limit = LIMIT.get(at[:2], "fma_gflops")
        change = line["value"] * run["limits"][limit] / (before[at] * old["limits"][limit]) - 1
        judged = "WORSE" if change > TOLERANCE else "better" if change < -TOLERANCE else ""
        worse += judged == "WORSE"
        times = [duration(at[1], before[at]), duration(at[1], line["value"])]
        rows.append([at[0], at[1], str(at[2]), *times, limit.rsplit("_", 1)[0], f"{change:+.0%}", judged])
    print(markdown(rows))
    print(f"{worse} of {len(rows) - 1} metrics got worse by more than {TOLERANCE:.0%}")
    return int(worse > 0)


def read(path: Path) -> dict:
    return json.loads(path.read_text())


def write(run: dict, path: Path) -> None:
    """With a line for each metric, so that differences between records can be read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    head = {name: value for name, value in run.items() if name != "metrics"}
    text = json.dumps(head, indent=2).removesuffix("\n}")
    metrics = ",\n".join("    " + json.dumps(line) for line in run["metrics"])
    path.write_text(f'{text},\n  "metrics": [\n{metrics}\n  ]\n}}\n')


def file_name(run: dict) -> str:
    words = re.findall(r"[a-z0-9]+", re.sub(r"\((r|tm)\)", "", run["cpu"].lower()))
    return "-".join([*words, run["date"]]) + ".json"


def cpu() -> str:
    """The CPU's name, with the numbers that tell apart those that a virtual machine calls alike."""
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    facts = dict(re.findall(r"^(model name|cpu family|model)\s*:\s*(.*)$", text, re.MULTILINE))
    if "model name" not in facts:
        return platform.machine()
    return f"{facts['model name']} family {facts.get('cpu family', '?')} model {facts.get('model', '?')}"


def commit(root: Path) -> str:
    changed = output(["git", "status", "--porcelain", "--untracked-files=no"], root)
    return output(["git", "rev-parse", "--short", "HEAD"], root) + (" and changes" if changed else "")


def output(command: list[str], root: Path) -> str:
    try:
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"

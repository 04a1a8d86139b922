#!/usr/bin/env python3
"""Runs this project and its peers in turns on the same workloads, and prints how many times faster this project is.

Needs Python 3.11 and nothing else; `benches/README.md` has the commands. It writes to the work directory only (and,
when asked for a record, to `benches/records`).
"""

import argparse
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # Nothing is written beside the sources.

import record
import table
from peers import PYTHON, RUST, Sources, Workplace

ROOT = Path(__file__).resolve().parents[2]
WORKLOADS = ["W1", "W2", "W3", "W4", "W5", "W6", "W7"]
METRICS = ["infer_b1_us", "infer_b256_us", "train_step_us", "epoch_s"]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    names = [*PYTHON, *RUST]

    def listed(known: list[str]):
        def parse(text: str) -> list[str]:
            items = [item for item in text.split(",") if item]
            for item in items:
                if item not in known:
                    raise argparse.ArgumentTypeError(f"expected some of {','.join(known)}, found `{item}`")
            return items

        return parse

    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    parser.add_argument("--peers", type=Path, default=os.environ.get("DENSE_PEERS"), metavar="DIR",
                        help="the directory of the peers' programs, or DENSE_PEERS; without it this project runs alone")
    parser.add_argument("--peers-list", type=listed(names), default=["jax", "onnxruntime"], metavar="NAMES",
                        help=f"some of {','.join(names)}; default: jax,onnxruntime")
    parser.add_argument("--work", type=Path, default=target / "peers", metavar="DIR",
                        help="where the peers are copied, installed and built; default: peers in the target directory")
    parser.add_argument("--python", type=Path, metavar="PATH",
                        help="a Python that has the peers installed; default: the one that --install makes")
    parser.add_argument("--install", action="store_true", help="install and build the listed peers first")
    parser.add_argument("--only", type=listed(WORKLOADS), default=WORKLOADS, metavar="W1,W2")
    parser.add_argument("--metrics", type=listed(METRICS), default=METRICS, metavar="NAMES", help=",".join(METRICS))
    parser.add_argument("--threads", type=lambda text: [int(item) for item in text.split(",")], default=[1, 2],
                        metavar="1,2")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default: 3")
    parser.add_argument("--statistic", choices=["best", "median"], default="best",
                        help="over the rounds; default: best")
    parser.add_argument("--quick", action="store_true", help="few repetitions, to see that all runs; no measurement")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the run to this file")
    parser.add_argument("--record", action="store_true", help="write the run to benches/records, to be committed")
    parser.add_argument("--compare", action="store_true",
                        help="compare with the newest record of this CPU, and fail if a metric got worse")
    parser.add_argument("--read", type=Path, metavar="FILE", help="show or compare this run instead of measuring")
    options = parser.parse_args()
    if options.record and (options.quick or options.read):
        parser.error("only a full measurement can be a record")
    return options


def measure(options: argparse.Namespace) -> dict:
    """All rounds; in each of them every program runs once, one after the other."""
    work = Workplace(ROOT, options.work.resolve(), options.python)
    programs = [work.dense()]
    if options.peers:
        sources = Sources(Path(options.peers), work)
        sources.copy()
        for name in options.peers_list:
            if options.install:
                sources.install(name)
            programs.append(sources.program(name))
    lines: list[dict] = []
    for number in range(1, options.rounds + 1):
        for threads in options.threads:
            for program in programs:
                print(f"round {number} of {options.rounds}, {threads} threads: {program.name}", file=sys.stderr)
                lines += program.run(threads, options.only, options.metrics, options.quick)
    return record.make(ROOT, lines, options)


def main() -> int:
    options = arguments()
    run = record.read(options.read) if options.read else measure(options)
    print(table.limits(run))
    print(table.ratios(run))
    if options.out:
        record.write(run, options.out)
    status = 0
    if options.compare:
        # Before this run becomes a record itself.
        status = record.compare(ROOT / "benches/records", run)
    if options.record:
        path = ROOT / "benches/records" / record.file_name(run)
        record.write(run, path)
        print(f"\nwritten to {path}")
    return status


if __name__ == "__main__":
    sys.exit(main())

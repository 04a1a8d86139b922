"""Runs as tables to read."""

ORDER = ["infer_b1_us", "infer_b256_us", "train_step_us", "epoch_s"]
SECONDS = {"us": 1e-6, "s": 1.0}


def ratios(run: dict) -> str:
    """A row for each workload, metric and number of threads: times, and how many times faster this project is."""
    peers = sorted({line["peer"] for line in run["metrics"]} - {"dense"})
    values = {(key(line), line["peer"]): line["value"] for line in run["metrics"]}
    keys = sorted({at for at, _ in values}, key=lambda at: (at[0], ORDER.index(at[1]), at[2]))
    rows = [["workload", "metric", "threads", "dense", *peers]]
    for at in keys:
        workload, metric, threads = at
        dense = values.get((at, "dense"))
        cells = [duration(metric, dense)]
        for peer in peers:
            value = values.get((at, peer))
            ratio = f"  {value / dense:6.2f}x" if value and dense else ""
            cells.append(duration(metric, value) + ratio)
        rows.append([workload, metric.rsplit("_", 1)[0], str(threads), *cells])
    return markdown(rows)


def limits(run: dict) -> str:
    rows = [["limit of one core", ""]]
    rows += [[name.rsplit("_", 1)[0], f"{value:.1f} {unit(name)}"] for name, value in run["limits"].items()]
    return markdown(rows) + "\n"


def key(line: dict) -> tuple[str, str, int]:
    return line["workload"], line["metric"], line["threads"]


def duration(metric: str, value: float | None) -> str:
    if value is None:
        return "-"
    seconds = value * SECONDS[metric.rsplit("_", 1)[1]]
    scale, name = (1.0, "s") if seconds >= 1.0 else (1e-3, "ms") if seconds >= 1e-3 else (1e-6, "us")
    number = seconds / scale
    return f"{number:.3g} {name}" if number < 100 else f"{number:.0f} {name}"


def unit(limit: str) -> str:
    return {"gflops": "GFLOP/s", "gbytes": "GB/s"}[limit.rsplit("_", 1)[1]]


def markdown(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]

    def line(row: list[str]) -> str:
        # Words to the left, numbers to the right.
        cells = [cell.ljust(width) if column < 2 else cell.rjust(width)
                 for column, (cell, width) in enumerate(zip(row, widths, strict=True))]
        return "| " + " | ".join(cells) + " |"

    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([line(rows[0]), rule, *map(line, rows[1:])])

"""The peers: how each of them is installed and run."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class PythonPeer:
    """A script in `py`, and the packages that it needs."""

    script: str
    packages: list[str]
    onnx: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RustPeer:
    """A cargo project in `rs`."""

    binary: str
    features: str = ""
    onnx: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)


NUMPY = "numpy==2.4.6"
ONNX = "onnx==1.23.2"
JAX = "jax[cpu]==0.10.2"
KERAS = "keras==3.15.1"
TORCH = "torch==2.15.0"

PYTHON = {
    "jax": PythonPeer("bench_jax.py", [NUMPY, JAX]),
    "onnxruntime": PythonPeer("bench_onnxruntime.py", [NUMPY, ONNX, "onnxruntime==1.32.0"], onnx=True),
    "openvino": PythonPeer("bench_openvino.py", [NUMPY, ONNX, "openvino==2026.4.1"], onnx=True),
    "keras": PythonPeer("bench_keras.py", [NUMPY, JAX, KERAS], environment={"KERAS_BACKEND": "jax"}),
    "keras_tensorflow": PythonPeer("bench_keras.py", [NUMPY, "tensorflow-cpu==2.21.0", KERAS],
                                   environment={"KERAS_BACKEND": "tensorflow"}),
    "sklearn": PythonPeer("bench_sklearn.py", [NUMPY, "scikit-learn==1.9.1"]),
    "torch": PythonPeer("bench_torch.py", [NUMPY, TORCH]),
    "torch_compile": PythonPeer("bench_torch_compile.py", [NUMPY, TORCH]),
}

# These allocate every temporary anew, and with an allocator that gives memory back, page faults are much of their time.
KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": "4000000000", "MALLOC_MMAP_THRESHOLD_": "4000000000"}

RUST = {
    "candle": RustPeer("candle_bench", features="v4", environment=KEEP_MEMORY),
    "burn": RustPeer("burn_bench", features="v4", environment=KEEP_MEMORY),
    "dfdx": RustPeer("dfdx_bench"),
    "tract": RustPeer("tract_bench", onnx=True),
    "rten": RustPeer("rten_bench", onnx=True),
}

THREAD_VARIABLES = ["THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS", "CANDLE_NUM_THREADS", "MATMUL_NUM_THREADS",
                    "RTEN_NUM_THREADS"]

# The longest that one program may take for one round.
SECONDS = 1800


@dataclass(frozen=True)
class Program:
    """Something that prints one JSON line for each figure."""

    name: str
    command: list[str]
    directory: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    short_names: bool = False
    """Whether it calls metrics `infer`, `train` and `epoch`, as the Rust peers do."""

    def run(self, threads: int, workloads: list[str], metrics: list[str], quick: bool) -> list[dict]:
        """The lines of one run on the first `threads` CPUs; none, and a message, if it fails."""
        words = metrics
        if self.short_names:
            # They have no quick epochs.
            words = sorted({metric.split("_")[0] for metric in metrics} - ({"epoch"} if quick else set()))
        if not words:
            return []
        wanted = {"ONLY": ",".join(workloads), "WL": ",".join(workloads), "METRICS": ",".join(words)}
        environment = os.environ | dict(self.environment) | wanted | {"QUICK": "1" if quick else "0"}
        environment |= {variable: str(threads) for variable in THREAD_VARIABLES}
        try:
            done = subprocess.run([*pinned(threads), *self.command], cwd=self.directory, env=environment, text=True,
                                  capture_output=True, timeout=SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"{self.name} did not run: {error}", file=sys.stderr)
            return []
        if done.returncode != 0:
            print(f"{self.name} failed:\n{done.stderr[-2000:]}", file=sys.stderr)
        lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        # Some peers measure more than they are asked for.
        return [line for line in lines if line["workload"] == "limits" or line["metric"] in metrics]


def pinned(threads: int) -> list[str]:
    """What keeps a command on as many CPUs as it has threads, where the system can."""
    if not shutil.which("taskset"):
        return []
    cpus = sorted(os.sched_getaffinity(0))
    if len(cpus) < threads:
        raise SystemExit(f"{threads} threads need as many CPUs, found {len(cpus)}")
    return ["taskset", "-c", ",".join(map(str, cpus[:threads]))]


class Workplace:
    """Where programs are built and kept."""

    def __init__(self, root: Path, directory: Path, python: Path | None) -> None:
        self.root = root
        self.directory = directory
        # Not resolved: the link's own place is what tells Python which packages it has.
        self.python = python.absolute() if python else directory / "venv/bin/python"
        directory.mkdir(parents=True, exist_ok=True)

    def dense(self) -> Program:
        """This project's program, built."""
        command = ["cargo", "bench", "--bench", "peer", "--no-run", "--message-format", "json"]
        built = subprocess.run(command, cwd=self.root, stdout=subprocess.PIPE, text=True, check=True)
        messages = [json.loads(line) for line in built.stdout.splitlines()]
        program = next(message["executable"] for message in messages if message.get("target", {}).get("name") == "peer")
        return Program("dense", [program], self.directory)


class Sources:
    """The peers' programs. They write beside themselves, so that a copy of them is run."""

    def __init__(self, directory: Path, work: Workplace) -> None:
        self.directory = directory
        self.work = work

    def copy(self) -> None:
        """Copies what has changed, without the permissions: the directory may be read-only."""
        if not (self.directory / "py").is_dir():
            raise SystemExit(f"`{self.directory}` has no directory `py`: see benches/README.md")
        files = [(path, path.relative_to(self.directory)) for path in self.directory.rglob("*") if path.is_file()]
        # Ours makes the same models with a package of some MB instead of PyTorch's GB.
        ours = (Path(__file__).parent / "export_onnx.py", Path("py/export_onnx.py"))
        for source, name in [file for file in files if file[1] != ours[1]] + [ours]:
            target = self.work.directory / name
            if not target.exists() or target.read_bytes() != source.read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def install(self, name: str) -> None:
        """Installs or builds a peer; ONNX models need Python for the Rust peers too."""
        packages = [NUMPY, ONNX] if name in RUST and RUST[name].onnx else []
        if name in PYTHON:
            packages = PYTHON[name].packages
        if packages:
            if not self.work.python.exists():
                subprocess.run([sys.executable, "-m", "venv", self.work.directory / "venv"], check=True)
            subprocess.run([self.work.python, "-m", "pip", "install", "--quiet", *packages], check=True)
        if name in RUST:
            features = ["--features", RUST[name].features] if RUST[name].features else []
            command = ["cargo", "build", "--release", "--target-dir", self.built(name), *features]
            subprocess.run(command, cwd=self.work.directory / "rs" / name, check=True)

    def program(self, name: str) -> Program:
        """A peer that is ready to run."""
        peer = PYTHON.get(name) or RUST[name]
        models = self.work.directory / "py/cache/onnx"
        needed = [self.work.python] if peer.onnx or isinstance(peer, PythonPeer) else []
        if isinstance(peer, RustPeer):
            needed.append(self.built(name) / "release" / peer.binary)
        for path in needed:
            if not path.exists():
                raise SystemExit(f"{name} needs `{path}`: add --install")
        if peer.onnx:
            subprocess.run([self.work.python, "export_onnx.py"], cwd=self.work.directory / "py", check=True)
        if isinstance(peer, PythonPeer):
            command = [str(self.work.python), peer.script]
            return Program(name, command, self.work.directory / "py", peer.environment)
        command = [str(self.built(name) / "release" / peer.binary)]
        environment = {"ONNX_DIR": str(models), "RUST_BACKTRACE": "0"} | dict(peer.environment)
        return Program(name, command, self.work.directory / "rs" / name, environment, short_names=True)

    def built(self, name: str) -> Path:
        return self.work.directory / "built" / name

"""Prints what TensorBoard reads in a folder of events: a line for each scalar and each histogram, by tags and steps."""

import sys

from tensorboard.backend.event_processing import event_accumulator
from tensorboard.util import tensor_util

for folder in ("train", "validation"):
    events = event_accumulator.EventAccumulator(f"{sys.argv[1]}/{folder}", size_guidance={"tensors": 0})
    events.Reload()
    for tag in sorted(events.Tags()["tensors"]):
        plugin = events.SummaryMetadata(tag).plugin_data.plugin_name
        for event in events.Tensors(tag):
            values = tensor_util.make_ndarray(event.tensor_proto)
            assert event.wall_time > 1.7e9 and values.dtype == {"scalars": "f4", "histograms": "f8"}[plugin]
            print(folder, plugin, tag, event.step, *map(float, values.ravel()))

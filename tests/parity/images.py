"""Small images, and what Keras's `image_dataset_from_directory` makes of them: writes data/images and data/images.txt.

The images are in a folder for each class. Pixels go from 0 to 255, and are resized as Keras does it without TensorFlow.

Run it as generate.py, whose format it shares.
"""

# First, because it chooses Keras's backend.
from generate import DATA, Case, write

from pathlib import Path  # noqa: I001

import numpy as np
from keras.src.utils.dataset_utils import index_directory
from keras.src.utils.image_dataset_utils import ALLOWLIST_FORMATS, _load_image_grain
from PIL import Image

FOLDER = DATA / "images"
CHANNELS = {"grayscale": 1, "rgb": 3, "rgba": 4}


def make():
    random = np.random.default_rng(5)
    noise = lambda *shape: random.integers(0, 256, shape, dtype=np.uint8)
    rows, columns = np.mgrid[0:16, 0:12]
    smooth = np.stack([rows * 12 + 20, columns * 15 + 30, 200 - rows * 4 - columns * 3], -1).astype(np.uint8)
    files = {
        "stones/rgb.png": Image.fromarray(noise(5, 7, 3)),
        "stones/gray.PNG": Image.fromarray(noise(6, 4)),
        "stones/within/palette.png": Image.fromarray(noise(3, 8, 3)).quantize(9),
        "leaves/transparent.png": Image.fromarray(noise(4, 6, 4)),
        "leaves/photo.jpg": Image.fromarray(smooth),
    }
    for name, image in files.items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        image.save(path, **({"quality": 95} if path.suffix == ".jpg" else {}))


def cases(dtype):
    make()
    paths, labels, class_names = index_directory(FOLDER, "inferred", ALLOWLIST_FORMATS, shuffle=False, verbose=False)
    assert class_names == ["leaves", "stones"], class_names
    for at, (path, label) in enumerate(zip(paths, labels, strict=True)):
        for color, channels in CHANNELS.items():
            for method in ["bilinear", "nearest"]:
                for height, width in [(4, 6), (9, 5)]:
                    pixels = _load_image_grain(path, (height, width), channels, method, "channels_last")
                    attributes = {"at": at, "label": label, "color": color, "method": method, "height": height}
                    yield Case(Path(path).name, attributes, {"pixels": np.asarray(pixels, dtype)})


write("images", lambda dtype: list(cases(dtype)), 1e-6)

# SPDX-License-Identifier: MIT
# The default measures of sparsity for the bfloat16 tensors of a safetensors file, by NumPy; prints a row a tensor.
import json
import struct
import sys

import numpy as np

with open(sys.argv[1], "rb") as f:
    n, = struct.unpack("<Q", f.read(8))
    header = json.loads(f.read(n))
    start = 8 + n
data = np.memmap(sys.argv[1], dtype=np.uint8, mode="r", offset=start)
for name, t in header.items():
    begin, end = t["data_offsets"]
    x = (data[begin:end].view("<u2").astype(np.uint32) << 16).view(np.float32)
    x = np.abs(x[np.isfinite(x)])
    l1, l2, size = x.sum(dtype=np.float64), np.sqrt(np.square(x, dtype=np.float64).sum()), x.size
    p = x[x > 0] / l1
    entropy = -(p * np.log(p)).sum(dtype=np.float64)
    hoyer = (np.sqrt(size) - l1 / l2) / (np.sqrt(size) - 1)
    print(name, size, np.mean(x == 0), l1, l2, x.max(), hoyer, entropy / np.log(size), (l1 / l2) ** 2, sep=",")

# SPDX-License-Identifier: MIT
# Writes the files of this folder with NumPy (1.24.2): python3 make.py
import numpy as np
from numpy.lib import format as npy

a = np.arange(6).reshape(2, 3)
for t in "f2 f4 f8 c8 c16 i1 i2 i4 i8 u1 u2 u4 u8 b1".split():
    for mark, order in (("le", "<"), ("be", ">")):
        x = a.astype(order + t)
        if t.startswith("c"):
            x = x - x * 2j
        np.save(f"{t}_{mark}_c.npy", x)
        np.save(f"{t}_{mark}_f.npy", np.asfortranarray(x))

for t in "i1 i2 i4 i8".split():
    np.save(f"{t}_ends.npy", np.array([np.iinfo(t).min, -1, np.iinfo(t).max], t))
for t in "u1 u2 u4 u8".split():
    np.save(f"{t}_ends.npy", np.array([0, np.iinfo(t).max], t))
for t in "f2 f4 f8".split():
    f = np.finfo(t)
    np.save(f"{t}_ends.npy", np.array([f.max, f.tiny, f.smallest_subnormal, -0.0, np.inf, -np.inf, np.nan, 1 / 3], t))

b = np.arange(24.0)
np.save("rank0.npy", np.array(2.5))
np.save("rank1.npy", b[:5])
np.save("rank3_c.npy", b.reshape(2, 3, 4))
np.save("rank3_f.npy", np.asfortranarray(b.reshape(2, 3, 4)))
np.save("rank4_c.npy", b.reshape(2, 2, 3, 2))
np.save("rank4_f.npy", np.asfortranarray(b.reshape(2, 2, 3, 2)))
np.save("empty_0_3.npy", np.zeros((0, 3)))
np.save("empty_3_0.npy", np.zeros((3, 0)))
for version in (1, 0), (2, 0), (3, 0):
    with open(f"version{version[0]}.npy", "wb") as f:
        npy.write_array(f, b[:4].reshape(2, 2), version)

np.save("object.npy", np.array([1, None], object))
np.save("text.npy", np.array(["a", "bc"]))
np.save("bytes.npy", np.array([b"a", b"bc"]))
np.save("date.npy", np.array(["2020-01-01"], "M8[D]"))
np.save("delta.npy", np.array([3], "m8[s]"))
np.save("longdouble.npy", np.array([1], "f16"))
np.save("structured.npy", np.array([(1, 2.0)], [("n", "i4"), ("x", "f8")]))
np.save("void.npy", np.zeros(2, "V2"))

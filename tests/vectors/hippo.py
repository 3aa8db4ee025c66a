#!/usr/bin/env python3
"""hippo.tsv from hippo.json: one value a line, its path, a tab, the text of the number; complex values end in .re and .im."""
import json
import pathlib

here = pathlib.Path(__file__).parent


def walk(path, x, out):
    if isinstance(x, dict):
        for k, v in x.items():
            walk(f"{path}/{k}" if path else k, v, out)
    elif isinstance(x, list):
        for i, v in enumerate(x):
            walk(f"{path}/{i}", v, out)
    else:
        out.append(f"{path}\t{x}")


lines = []
walk("", json.loads((here / "hippo.json").read_text()), lines)
(here / "hippo.tsv").write_text("\n".join(lines) + "\n")

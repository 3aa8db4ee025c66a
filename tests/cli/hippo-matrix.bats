#!/usr/bin/env bats
# hippo-matrix where a shell matters: scipy as an independent oracle, documents, pipes from encode to decode, figures.
# reads with: legs -N 2 --encode
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	PATH=$PWD/${BUILD:-build}/bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

scipy() { /usr/bin/python3 -c 'import scipy.signal' 2>/dev/null || skip "python3-scipy is not installed"; }

@test "scipy.signal.cont2discrete gives the same dA and dB" {
	scipy
	for family in legs legt:2 lmu lagt tlagt:0.5 glagt:0.25:0.5 fout fourier2 foud legsd legs_rational; do
		for rule in forward_euler backward_euler bilinear gbt:0.3 zoh foh; do
			hippo-matrix "$family" -N 6 --dt 0.07 --discretize "$rule" -p A,B,dA,dB --json -q >"$family.$rule.json"
		done
	done
	/usr/bin/python3 - *.json <<-'PYTHON'
		import json, sys, numpy as np
		from scipy.signal import cont2discrete
		names = {"forward_euler": ("euler", None), "backward_euler": ("backward_diff", None), "bilinear": ("bilinear", None),
		         "zoh": ("zoh", None), "foh": ("foh", None), "gbt:0.3": ("gbt", 0.3)}
		for f in sys.argv[1:]:
		    d = json.load(open(f))
		    A, B = np.array(d["A"]), np.array(d["B"])[:, None]
		    method, alpha = names[d["rule"]]
		    dA, dB, *_ = cont2discrete((A, B, np.eye(len(A)), np.zeros_like(B)), d["dt"], method=method, alpha=alpha)
		    off = max(abs(dA - d["dA"]).max(), abs(dB[:, 0] - d["dB"]).max())
		    assert off < 2e-14, (f, off)
	PYTHON
}

@test "complex and diagonal states are those of the recurrence with scipy.linalg.expm" {
	scipy
	seq 12 | awk '{ printf "%.17g\n", cos($1 * $1) }' >u.csv
	for f in fout_complex:2 fous_complex s4d_lin s4d_real; do
		n=6; case $f in fou*) n=5 ;; esac
		hippo-matrix $f -N $n -p A,B --json >$f.json
		hippo-matrix $f -N $n --encode --dt 0.1 u.csv >$f.csv
	done
	hippo-matrix fous_complex -N 5 --encode u.csv >varying.csv
	hippo-matrix fous_complex -N 5 --encode --rule tustin u.csv >tustin.csv
	/usr/bin/python3 - <<-'PYTHON'
		import json, numpy as np, scipy.linalg
		u = np.loadtxt("u.csv")
		def complex_of(x): return np.array(x["re"]) + 1j * np.array(x["im"]) if isinstance(x, dict) else np.array(x) + 0j
		def table(name, width):
		    x = np.loadtxt(name, delimiter=",", skiprows=1)[:, 1:]
		    return x[:, 0::2] + 1j * x[:, 1::2] if x.shape[1] == 2 * width else x
		def check(what, got, want):
		    off = abs(got - want).max()
		    assert off < 1e-14, (what, off)
		for f in "fout_complex:2", "fous_complex", "s4d_lin", "s4d_real":
		    d = json.load(open(f + ".json"))
		    A, B = complex_of(d["A"]), complex_of(d["B"])
		    A = np.diag(A) if A.ndim == 1 else A
		    n = len(B)
		    E = scipy.linalg.expm(0.1 * np.block([[A, B[:, None]], [np.zeros((1, n + 1))]]))
		    x, all = np.zeros(n, complex), []
		    for y in u:
		        x = E[:n, :n] @ x + E[:n, n] * y
		        all.append(x)
		    check(f, table(f + ".csv", n), np.array(all))
		d = json.load(open("fous_complex.json"))
		A, B, I = complex_of(d["A"]), complex_of(d["B"]), np.eye(5)
		x, y = [I[2] * u[0]], [I[2] * u[0]]
		for k in range(1, len(u)):
		    E = scipy.linalg.expm(np.log((k + 1) / k) * A)
		    x.append(E @ (x[-1] - I[2] * u[k]) + I[2] * u[k])
		    w = (1 / k + 1 / (k + 1)) / 2
		    y.append(np.linalg.solve(I - A / (2 * k + 2), (I + A / (2 * k)) @ y[-1] + w * B * u[k]))
		check("varying", table("varying.csv", 5), np.array(x))
		check("tustin", table("tustin.csv", 5), np.array(y))
	PYTHON
}

@test "numpy eigenvalues and scipy's frequency response are those of eig and transfer" {
	scipy
	hippo-matrix legt -N 7 -C delay --omega 0.1..50/log20 -p A,B,C,eig,transfer --json -q >x.json
	/usr/bin/python3 - <<-'PYTHON'
		import json, numpy as np
		d = json.load(open("x.json"))
		A, B, C = (np.array(d[k]) for k in "ABC")
		key = lambda z: (round(z.real, 6), z.imag)
		ours = sorted((complex(*z) for z in d["eig"]), key=key)
		for a, b in zip(ours, sorted(np.linalg.eigvals(A), key=key)):
		    assert abs(a - b) < 1e-10, (a, b)
		for w, re, im in d["transfer"]:
		    assert abs(C @ np.linalg.solve(1j * w * np.eye(7) - A, B) - complex(re, im)) < 1e-13
	PYTHON
}

@test "rtf is what scipy.signal.lfilter takes: the kernel comes out, and a is numpy.poly(dA)" {
	scipy
	for f in legs legt:2 fout lagt s4d_inv; do
		for rule in bilinear zoh foh; do
			hippo-matrix $f -N 6 -p dA,kernel,rtf -C ones -L 40 --dt 0.3 --discretize $rule --json -q >$f.$rule.json
		done
	done
	/usr/bin/python3 - *.json <<-'PYTHON'
		import json, sys, numpy as np
		from scipy.signal import lfilter
		for f in sys.argv[1:]:
		    d = json.load(open(f))
		    a, b = np.array(d["rtf"]).T
		    K = np.array(d["kernel"])
		    off = abs(lfilter(b, a, np.eye(1, 40)[0]) - K).max() / abs(K).max()
		    assert off < 1e-10, (f, off)
		    dA = d["dA"]
		    if isinstance(dA, dict):
		        z = np.array(dA["re"]) + 1j * np.array(dA["im"])
		        dA = np.diag(np.concatenate([z, z.conj()]))
		    off = abs(np.poly(np.array(dA)) - a).max() / abs(a).max()
		    assert off < 1e-13, (f, off)
	PYTHON
}

@test "a document has what another program needs" {
	hippo-matrix legs -N 3 --json | jq -e '.schema == "mlcoreutils/ssm/1" and .N == 3 and (.A | length) == 3 and (.B | length) == 3'
	hippo-matrix fout_complex -N 3 --json | jq -e '(.A.re | length) == 3 and (.A.im[2] | length) == 3 and (.B.re | length) == 3'
	hippo-matrix s4d_real -N 4 --json | jq -e '.A == [-1, -2]'
}

@test "npy and csv hold the same matrix" {
	scipy
	hippo-matrix glagt:0.5 -N 5 --out npy >a.npy
	hippo-matrix glagt:0.5 -N 5 >a.csv
	/usr/bin/python3 -c 'import numpy as np; assert (np.load("a.npy") == np.loadtxt("a.csv", delimiter=",")).all()'
}

@test "irregular times 1, 2, 3 are regular ones; several signals are each alone" {
	seq 1 30 | awk '{ print $1 "," sin($1) "," cos($1) }' >x.csv
	cut -d, -f2,3 x.csv | hippo-matrix legs -N 5 --encode >two
	hippo-matrix legs -N 5 --encode --time 1 x.csv | tail -n +2 | cmp - <(tail -n +2 two)
	cut -d, -f3 x.csv | hippo-matrix legs -N 5 --encode | tail -n +2 | cmp - <(tail -n +2 two | cut -d, -f1,7-11)
	cut -d, -f2,3 x.csv | hippo-matrix legs -N 5 --encode --last | tail -n 1 | cmp - <(tail -n 1 two)
}

@test "the three ways to a kernel agree in digits" {
	for m in recurrence generating cauchy; do
		hippo-matrix legs -N 16 -p kernel -L 64 -C ones --dt 0.01 --discretize bilinear --method $m --digits 10 >$m
	done
	cmp recurrence generating
	cmp recurrence cauchy
}

@test "gnuplot accepts what --out gnuplot writes, without a word" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	export LC_ALL=C.UTF-8	# in the C locale gnuplot finds no degree sign, and says so of every script
	n=0
	draw() {
		"$@" -q --out gnuplot >x.gp
		gnuplot -e "set terminal dumb" x.gp 2>err >out.$n
		[ ! -s err ]
		[ "$(wc -l <out.$n)" -gt 20 ]
		gnuplot -e "set terminal svg; set output 'x.svg'" - <x.gp 2>err
		[ ! -s err ]
		grep -q '</svg>' x.svg
		n=$((n + 1))
	}
	seq 20 >u
	for p in A B eig dplr; do draw hippo-matrix legs -N 6 -p $p; done
	for p in kernel transfer rtf basis C dA dB; do draw hippo-matrix legt -N 6 -p $p -C ones -L 80 --dt 0.1; done
	for p in A B basis; do draw hippo-matrix fout_complex -N 5 -p $p -L 20; done
	draw hippo-matrix s4d_inv -N 8
	draw hippo-matrix s4d_real -N 8
	draw hippo-matrix legs -N 1
	draw hippo-matrix legs -N 6 --roundtrip u
	draw hippo-matrix legs -N 2,4 --roundtrip --stats u
	draw hippo-matrix legs -N 2 --roundtrip --stats --rule su_log,tustin u
	draw hippo-matrix legs -N 2 --encode u
	hippo-matrix legs -N 6 --encode u >x
	draw hippo-matrix legs --decode -L 9 x
	[ $n = 22 ]
}

@test "safetensors: what json says, by a reader of ten lines and by ours; the same bytes to a file and to a pipe" {
	command -v python3 >/dev/null || skip "python3 is not installed"
	hippo-matrix legs -N 5 --dt 0.25 -p A,B,dA,eig -o a.safetensors
	hippo-matrix legs -N 5 --dt 0.25 -p A,B,dA,eig --out safetensors | cat | cmp - a.safetensors
	hippo-matrix legs -N 5 --dt 0.25 -p A,B,dA,eig --json >a.json
	python3 - <<-'END'
		import json, struct
		raw = open("a.safetensors", "rb").read()
		n, = struct.unpack("<Q", raw[:8])
		head, data, want = json.loads(raw[8:8 + n]), raw[8 + n:], json.load(open("a.json"))
		flat = lambda v: [y for x in v for y in flat(x)] if isinstance(v, list) else [v]
		end = 0
		for name, t in head.items():
		    begin, stop = t["data_offsets"]
		    assert t["dtype"] == "F64" and begin == end, name
		    end, x, w = stop, list(struct.unpack("<%dd" % ((stop - begin) // 8), data[begin:stop])), want[name]
		    assert t["shape"] == ([len(w), len(w[0])] if name != "B" else [5]) and x == flat(w), name
		assert list(head) == ["A", "B", "dA", "eig"] and end == len(data) and (8 + n) % 8 == 0
	END
	[ "$(sparsity -m l1 a.safetensors | cut -d, -f1,5 | tr '\n' ' ')" = "name,shape A,5x5 B,5 dA,5x5 eig,5x2 " ]
}

#!/usr/bin/env bats
# Every experiment below data/: the same targets, what is committed, nothing made twice, the same pictures.  DATA=all also runs those of many seconds.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../../data" || return 1
	bin=$PWD/../${BUILD:-build}/bin
	experiments=$(for m in */Makefile; do dirname "$m"; done)
	[ "${DATA-}" = all ] && slow='' || slow=' records scale-out '	# the second has a file of its own, scale-out.bats
	unset MAKEFLAGS MAKELEVEL
}

# make_in EXPERIMENT ARGUMENT...: its Makefile, with what it makes in a folder of this test
make_in() { make -s --no-print-directory -C "$1" BIN="$bin" OUT="${into:-$BATS_FILE_TMPDIR/$1}" "${@:2}"; }

every() {
	for e in $experiments; do
		case $slow in *" $e "*) continue ;; esac
		"$@" || { echo "experiment: $e"; return 1; }
	done
}

@test "every experiment has its targets and says where its data and claims are from" {
	slow=''
	has() {
		for t in all figures check; do grep -qE "^([a-z]+ )*$t( [a-z]+)*:" "$e/Makefile" || return 1; done
		grep -qE 'arXiv|kexue\.fm|https?://|sha256|GNU parallel' "$e/README.md" && grep -qF '`make`' "$e/README.md"
	}
	every has
}

@test "what is committed comes out again; -j does not matter" {
	every eval 'make_in "$e" -j2 check'
}

@test "nothing is made twice, and equal bytes stop there" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	twice() {
		make_in "$e" -j2 figures >/dev/null 2>"$BATS_TEST_TMPDIR/said"
		[ ! -s "$BATS_TEST_TMPDIR/said" ] || { cat "$BATS_TEST_TMPDIR/said"; return 1; }
		make_in "$e" -q figures
	}
	every twice
	# a program that is newer and writes the same: what hangs on its output stays as it was
	into=$BATS_FILE_TMPDIR/chinchilla
	touch -d 2001-01-01 "$into"/*
	make_in chinchilla figures
	[ "$(find "$into" -name fit.png -newermt 2001-01-02)" = "" ]
}

@test "pictures are the same bytes in another folder" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	again() {
		make_in "$e" figures
		into=$BATS_TEST_TMPDIR/again/$e make_in "$e" figures
		for f in "$BATS_FILE_TMPDIR/$e"/*.png; do [ ! -e "$f" ] || cmp "$f" "$BATS_TEST_TMPDIR/again/$e/$(basename "$f")" || return 1; done
	}
	if [ "${DATA-}" = all ]; then every again; else e=chinchilla again; fi
}

@test "the committed picture is what this machine draws" {
	command -v gnuplot >/dev/null || skip "gnuplot is not installed"
	make_in chinchilla figures
	cmp "$BATS_FILE_TMPDIR/chinchilla/fit.png" chinchilla/fit.png || skip "another gnuplot, or other fonts: $(gnuplot --version)"
}

#!/usr/bin/env bats
# What holds for every program: each test loops over all of them, so that a new one is covered the moment it exists.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	root=$PWD
	bin=$PWD/${BUILD:-build}/bin
	programs=$(for f in cmd/*.c; do basename "$f" .c; done)
	PATH=$bin:$PATH
	cd "$BATS_TEST_TMPDIR" || return 1
}

# every COMMAND...: runs it for each program, named by $p; says which one failed.
every() {
	for p in $programs; do "$@" || { echo "program: $p"; return 1; }; done
}

help() {
	for flag in -h --help; do
		run -0 --separate-stderr "$p" $flag
		[ -z "$stderr" ] && [[ $output == "Usage: $p "* ]] || return 1
		[ "$(wc -L <<<"$output")" -le 80 ] || return 1
	done
	# three examples first, and every line of an option says something
	[ "$(grep -c "^  *.*$p" <<<"$output")" -ge 3 ]
}
@test "help goes to standard output, 80 columns, examples first" { every help; }

version() {
	run -0 --separate-stderr "$p" --version
	[[ ${lines[0]} =~ ^$p\ \(mlcoreutils\)\ [0-9]+\.[0-9]+\.[0-9]+$ ]] && grep -q MIT <<<"$output"
}
@test "version in GNU form, with the licence" { every version; }

usage() {
	run -2 --separate-stderr "$p" --nonsense </dev/null
	[ -z "$output" ] && [[ $stderr == "$p: unknown option --nonsense"* ]] || return 1
	run -2 --separate-stderr "$p" --hel </dev/null
	[[ $stderr == *"did you mean --help?"* ]] || return 1
	run -2 --separate-stderr "$p" --digits 99 </dev/null
	[[ $stderr == "$p: --digits"*1*17* ]]
}
@test "bad usage is exit 2 with one line on standard error" { every usage; }

full() {
	for args in --help --version --list; do
		run -5 --separate-stderr bash -c "'$p' $args >/dev/full"
		[[ $stderr == "$p: <stdout>: No space left on device" ]] || { echo "$args: $stderr"; return 1; }
	done
	run -5 --separate-stderr bash -c "'$p' --help >&-"
}
@test "a full disk or a closed standard output is exit 5, also for --help" { every full; }

# Of the programs whose operands are files.  One that reads only when it is told to says how in its own file: "# reads with: WORDS".
empty() {
	[[ $("$p" --help | head -n 1) == *"[FILE...]" ]] || return 0
	read -ra with <<<"$(sed -n 's/^# reads with: //p' "$root/tests/cli/$p.bats")"
	run -3 --separate-stderr "$p" "${with[@]}" </dev/null
	[[ $stderr == "$p: <stdin>: "* ]] || return 1
	run -5 --separate-stderr "$p" "${with[@]}" /
	[[ $stderr == "$p: /: "*directory* ]] || return 1
	run -5 --separate-stderr "$p" "${with[@]}" ./no-such-file
	[[ $stderr == "$p: ./no-such-file: "*"No such file or directory" ]] || return 1
	run -5 --separate-stderr bash -c "'$p' ${with[*]} <&-"
}
@test "empty input is exit 3; a directory, a missing file, closed standard input are exit 5" { every empty; }

locale() {
	for l in C C.UTF-8 de_DE.UTF-8; do
		LC_ALL=$l "$p" --list --out csv >"list.$l" || return 1
	done
	cmp list.C list.C.UTF-8 && cmp list.C list.de_DE.UTF-8
}
@test "the same bytes under every locale" { every locale; }

# Descriptor 9 is a pipe whose last reader is gone.
pipe() {
	rm -f fifo && mkfifo fifo
	exec 8<>fifo 9>fifo 8<&-
	run bash -c "trap - PIPE; exec '$p' --help >&9"
	[ "$status" = 141 ] || { echo "default action: $status"; return 1; }
	run -5 --separate-stderr bash -c "trap '' PIPE; exec '$p' --help >&9"
	[[ $stderr == "$p: <stdout>: Broken pipe"* ]]
	exec 9>&-
}
@test "a closed pipe ends the program quietly; with SIGPIPE ignored it is exit 5" { every pipe; }

@test "errors as one JSON object" {
	json() {
		run -2 --separate-stderr "$p" --errors json --in nonsense </dev/null
		jq -e --arg p "$p" '.program == $p and .message != ""' <<<"$stderr" >/dev/null
	}
	every json
}

complete() {
	[ -s "$bin/../man/$p.1" ] && grep -q "Fl h , -help" "$bin/../man/$p.1" || return 1
	bash -n "$bin/../completion/bash/$p" && [ -s "$bin/../completion/zsh/$p" ] && [ -s "$bin/../completion/fish/$p" ]
}
@test "page and completions are generated from the option table" { every complete; }

@test "who waits at a terminal is told what is read, and nobody else" {
	command -v script >/dev/null || skip "no script(1)"
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudoterminal can be made here"
	run script -qec "sparsity" /dev/null </dev/null
	[[ $output == *"note: reading from the terminal until Ctrl-D; --help says what is expected"* ]]
	run script -qec "sparsity -q" /dev/null </dev/null
	[[ $output != *Ctrl-D* ]]
	run sparsity </dev/null
	[[ $output != *Ctrl-D* ]]
}

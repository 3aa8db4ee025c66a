#!/usr/bin/env bats
# What `make install` puts where, tried as its users do: the shells, man, pkg-config and a C program over the library.
bats_require_minimum_version 1.5.0

setup_file() {
	cd "$BATS_TEST_DIRNAME/../.." || return 1
	[ "${BUILD:-build}" = build ] || return 0
	export at=$BATS_FILE_TMPDIR/usr
	make -s install DESTDIR="$BATS_FILE_TMPDIR" PREFIX=/usr >/dev/null
	programs=$(for f in cmd/*.c; do basename "$f" .c; done)
	export programs
	export PATH=$at/bin:$PATH
}

setup() {
	[ "${BUILD:-build}" = build ] || skip "installed from the usual build only"
	cd "$BATS_TEST_DIRNAME/../.." || return 1
}

@test "every program runs from where it was installed, its page is beside it" {
	for p in $programs; do
		run -0 "$at/bin/$p" --version
		[ "$output" != "" ] && mandoc -Tlint -W error "$at/share/man/man1/$p.1"
	done
	[ -s "$at/share/man/man7/mlcoreutils.7" ]
}

@test "a C program finds headers and library through pkg-config" {
	command -v pkg-config >/dev/null || skip "pkg-config is not installed"
	read -ra flags <<<"$(PKG_CONFIG_PATH=$at/lib/pkgconfig pkg-config --define-variable=prefix="$at" --define-variable=libdir="$at/lib" --cflags --libs mlcore)"
	"${CC:-cc}" -std=c17 -Wall -Wextra -Werror -o "$BATS_TEST_TMPDIR/gini" tests/client/gini.c "${flags[@]}"
	run -0 "$BATS_TEST_TMPDIR/gini"
	[ "$output" = 0.75 ]
	[ "$(PKG_CONFIG_PATH=$at/lib/pkgconfig pkg-config --modversion mlcore)" = "$("$at/bin/sparsity" --version | sed -n '1s/.* //p')" ]
}

@test "below a prefix of one's own everything is found without being told more" {
	command -v pkg-config >/dev/null || skip "pkg-config is not installed"
	own=$BATS_TEST_TMPDIR/own
	make -s install PREFIX="$own" >/dev/null
	read -ra flags <<<"$(PKG_CONFIG_PATH=$own/lib/pkgconfig pkg-config --cflags --libs mlcore)"
	"${CC:-cc}" -std=c17 -o "$BATS_TEST_TMPDIR/gini" tests/client/gini.c "${flags[@]}"
	[ "$("$BATS_TEST_TMPDIR/gini")" = 0.75 ]
	if command -v man >/dev/null; then
		for p in $programs; do [ "$(man -M "$own/share/man" -w "$p")" = "$own/share/man/man1/$p.1" ]; done
		[ "$(man -M "$own/share/man" -w 7 mlcoreutils)" = "$own/share/man/man7/mlcoreutils.7" ]
	fi
	make -s uninstall PREFIX="$own" >/dev/null
	[ -z "$(find "$own" -type f)" ]
}

@test "the first entry of HISTORY is the version of the Makefile" {
	[ "$(sed -n '/^.Sh HISTORY/,$s/^\.It //p' man/mlcoreutils.7 | head -n 1)" = "$(sed -n 's/^VERSION = //p' Makefile)" ]
}

@test "each header stands alone" {
	cd "$at/include/mlcore"
	for h in */*.h */*/*.h; do
		cc -std=c17 -D_POSIX_C_SOURCE=200809L -Wall -Werror -fsyntax-only -I. -include "$h" -x c /dev/null || { echo "$h"; return 1; }
	done
}

@test "bash completes options, and the words of an option" {
	for p in $programs; do
		run -0 bash -c 'source "$1/share/bash-completion/completions/$2"; COMP_WORDS=("$2" --vers); COMP_CWORD=1
			"_${2//-/_}"; echo "${COMPREPLY[*]}"; COMP_WORDS=("$2" --errors js); COMP_CWORD=2; "_${2//-/_}"; echo "${COMPREPLY[*]}"' - "$at" "$p"
		[ "$output" = $'--version\njson' ] || { echo "$p: $output"; return 1; }
	done
}

@test "zsh finds each completion by its name and reads it" {
	command -v zsh >/dev/null || skip "zsh is not installed"
	for p in $programs; do
		run -0 zsh -fc 'fpath=($1/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -D; print -r -- $_comps[$2]
			autoload -Uz +X _$2 && zsh -n $1/share/zsh/site-functions/_$2' - "$at" "$p"
		[ "$output" = "_$p" ] || { echo "$p: $output"; return 1; }
	done
}

@test "fish completes options, and the words of an option" {
	command -v fish >/dev/null || skip "fish is not installed"
	for p in $programs; do
		run -0 fish --no-config -c "source $at/share/fish/vendor_completions.d/$p.fish; complete -C '$p --vers'; complete -C '$p --errors js'"
		[[ $output == --version*$'\n'json* ]] || { echo "$p: $output"; return 1; }
	done
}

@test "uninstall leaves nothing" {
	make -s uninstall DESTDIR="$BATS_FILE_TMPDIR" PREFIX=/usr >/dev/null
	run -0 find "$BATS_FILE_TMPDIR/usr" -type f
	[ -z "$output" ]
}

# mlcoreutils: build and install.  Everything else is a script in tests/.
# Nothing here names a program: a file in cmd/ is a program, a folder in cmd/ holds parts of programs, a folder in lib/ is library.

VERSION = 0.1.0
PREFIX  = /usr/local
LIBDIR  = $(PREFIX)/lib
DESTDIR =
CC      = gcc
CFLAGS  = -O3 -g
LDFLAGS =
SAN     =

comma := ,
define newline


endef
# Where each shell looks for the completion of a program, below share/.
completion_at = $(if $(filter bash,$1),bash-completion/completions/$2,$(if $(filter zsh,$1),zsh/site-functions/_$2,fish/vendor_completions.d/$2.fish))

# One build folder a kind of build, so that none sees the objects of another.
BUILD := build$(if $(FUZZ),/fuzz,$(if $(SAN),/san))$(if $(COVER),/cover)$(if $(filter-out gcc cc,$(CC)),/$(notdir $(CC)))
ifneq ($(SAN),)
SANFLAGS = -fsanitize=address,undefined$(if $(FUZZ),$(comma)fuzzer-no-link) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifneq ($(COVER),)
# A function that is always inlined would be counted at each place that calls it, for those places.
SANFLAGS = --coverage -O0 -Dalways_inline=unused
endif

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wdouble-promotion -Wformat=2 -Wstrict-prototypes \
        -Wmissing-prototypes -Wvla $(if $(WERROR),-Werror)
# The C library's INFINITY and NAN are floats, of which clang, unlike gcc, warns wherever a double takes one.
WARN += $(if $(findstring clang,$(CC)),-Wno-double-promotion)
STD  := -std=c17 -D_POSIX_C_SOURCE=200809L -DMLCORE_VERSION='"$(VERSION)"' -Ilib -Icmd -ffp-contract=off -fno-math-errno \
        -fopenmp -MMD -MP -ffile-prefix-map='$(CURDIR)'=. $(if $(FUZZ),-DMLCORE_SMALL)
HARD := $(if $(SAN)$(COVER),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3) -fstack-protector-strong -fstack-clash-protection -fPIE
LIBS := -lcsv -lcjson -lgmp -ldl -lm
LINK := $(SANFLAGS) -fopenmp -pie -Wl,-z,relro,-z,now,--as-needed

programs := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
parts    := $(wildcard cmd/*/*.c)
library  := $(wildcard lib/*/*.c lib/*/*/*.c)
units    := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
targets  := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
oracles  := $(patsubst tests/differential/%.c,%,$(wildcard tests/differential/*.c))
benches  := $(patsubst tests/bench/%.c,%,$(wildcard tests/bench/*.c))
pages    := $(patsubst man/%,$(BUILD)/man/%,$(wildcard man/*.[1-9]))
shells   := $(foreach s,bash zsh fish,$(patsubst %,$(BUILD)/completion/$(s)/%,$(programs)))

say = $(if $(V),,@printf '%-4s %s\n' '$(1)' '$(or $(2),$@)';)
compile = $(CC) $(STD) $(WARN) $(HARD) $(SANFLAGS) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

all: $(programs:%=$(BUILD)/bin/%) $(BUILD)/libmlcore.a man completion

$(BUILD)/libmlcore.a: $(library:%.c=$(BUILD)/%.o)
	$(call say,AR)rm -f $@ && ar qcsD $@ $^

# Parts of programs, each linked into those that use it.
$(BUILD)/libparts.a: $(parts:%.c=$(BUILD)/%.o)
	$(call say,AR)rm -f $@ && ar qcsD $@ $^

# The test build is the same library with the switches of tests: failing allocations, forced vector instructions.
$(BUILD)/libmlcore-test.a: $(library:%.c=$(BUILD)/test/%.o)
	$(call say,AR)rm -f $@ && ar qcsD $@ $^

$(BUILD)/libparts-test.a: $(parts:%.c=$(BUILD)/test/%.o)
	$(call say,AR)rm -f $@ && ar qcsD $@ $^

# What flags make belongs to their Makefile: a change of it builds anew.
$(BUILD)/test/%.o: %.c Makefile | deps-order
	@mkdir -p $(@D)
	$(call say,CC,$< (test))$(compile) -DMLCORE_TEST

$(BUILD)/%.o: %.c Makefile | deps-order
	@mkdir -p $(@D)
	$(call say,CC,$<)$(compile)

$(BUILD)/bin/%: $(BUILD)/cmd/%.o $(BUILD)/libparts.a $(BUILD)/libmlcore.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/test/bin/%: $(BUILD)/test/cmd/%.o $(BUILD)/libparts-test.a $(BUILD)/libmlcore-test.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/unit/%: $(BUILD)/test/tests/unit/%.o $(BUILD)/libmlcore-test.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS) -lgmp

$(BUILD)/differential/%: $(BUILD)/test/tests/differential/%.o $(BUILD)/libmlcore-test.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(BUILD)/libmlcore.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(LINK) $(LDFLAGS) -o $@ $^ $(LIBS)

# A target's file is in memory, and without FUZZ it replays its corpus: tests/fuzz/target.h.
wrapped := $(foreach f,open fstat lseek read close,-Wl$(comma)--wrap=$f)
$(BUILD)/targets/%: $(BUILD)/test/tests/fuzz/%.o $(BUILD)/libparts-test.a $(BUILD)/libmlcore-test.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(LINK) $(if $(FUZZ),-fsanitize=fuzzer) $(wrapped) $(LDFLAGS) -o $@ $^ $(LIBS)

# A page is its source with the OPTIONS block that the program itself prints.
$(BUILD)/man/%: man/%
	@mkdir -p $(@D)
	$(call say,MAN)p=$(basename $(<F)); if grep -q '^\.\\" OPTIONS' $<; then $(BUILD)/bin/$$p --generate=man >$@.opt && \
	  sed -e '/^\.\\" OPTIONS/{r $@.opt' -e 'd}' $< >$@; else cp $< $@; fi; rm -f $@.opt

$(filter $(programs:%=$(BUILD)/man/%.1),$(pages)): $(BUILD)/man/%.1: $(BUILD)/bin/%

define completion_rule
$$(BUILD)/completion/$(1)/%: $$(BUILD)/bin/%
	@mkdir -p $$(@D)
	$$(call say,GEN)$$< --generate=$(1) >$$@
endef
$(foreach s,bash zsh fish,$(eval $(call completion_rule,$(s))))

man: $(pages)
completion: $(shells)
test-programs: $(programs:%=$(BUILD)/test/bin/%) $(units:%=$(BUILD)/unit/%) $(oracles:%=$(BUILD)/differential/%)
fuzz-programs: $(targets:%=$(BUILD)/targets/%)
bench-programs: all $(benches:%=$(BUILD)/bench/%)

# `make -j2 deps demo` installs before it compiles.
deps-order: $(filter deps,$(MAKECMDGOALS))
deps: ; @tests/deps $(if $(DEV),--dev)
demo: all ; @$(MAKE) --no-print-directory -C data demo
check: all test-programs fuzz-programs ; @BUILD=$(BUILD) tests/run $(PARTS)
bench: bench-programs ; @BUILD=$(BUILD) tests/bench/run
lint: all ; @BUILD=$(BUILD) LINT=$(LINT) tests/lint
fuzz: ; @tests/fuzz/run $(T) $(if $(N),&& tests/fuzz/programs $(N))
coverage: ; @tests/coverage
html: man ; @BUILD=$(BUILD) tests/html
release: ; @tests/release/run $(STEPS)
dist: ; @mkdir -p build && git archive --prefix=mlcoreutils-$(VERSION)/ -o build/mlcoreutils-$(VERSION).tar.gz HEAD
deb: dist ; @tests/deb $(VERSION)

# Under PREFIX everything is found by man, pkg-config and the shells.
at := $(DESTDIR)$(PREFIX)
# A header without a guard is a piece of the one source that includes it.
includes = $(shell grep -l '^#ifndef [A-Z0-9_]*_H$$' lib/*/*.h lib/*/*/*.h)

$(BUILD)/mlcore.pc: Makefile
	@mkdir -p $(@D)
	$(call say,GEN)printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'Name: mlcore' 'Description: exact sums, tables, and the mathematics of machine learning' \
	  'Version: $(VERSION)' 'Cflags: -I$${prefix}/include/mlcore' 'Libs: -L$${libdir} -lmlcore -fopenmp $(LIBS)' >$@

install: all
	@rm -f $(BUILD)/mlcore.pc && $(MAKE) --no-print-directory $(BUILD)/mlcore.pc
	install -D -m 755 -t $(at)/bin $(programs:%=$(BUILD)/bin/%)
	install -D -m 644 -t $(DESTDIR)$(LIBDIR) $(BUILD)/libmlcore.a
	install -D -m 644 -t $(DESTDIR)$(LIBDIR)/pkgconfig $(BUILD)/mlcore.pc
	$(foreach h,$(includes),install -D -m 644 $h $(at)/include/mlcore/$(h:lib/%=%)$(newline))
	$(foreach s,1 7,install -D -m 644 -t $(at)/share/man/man$s $(filter %.$s,$(pages))$(newline))
	$(foreach p,$(programs),$(foreach s,bash zsh fish,install -D -m 644 $(BUILD)/completion/$s/$p $(at)/share/$(call completion_at,$s,$p)$(newline)))

uninstall:
	rm -f $(programs:%=$(at)/bin/%) $(DESTDIR)$(LIBDIR)/libmlcore.a $(DESTDIR)$(LIBDIR)/pkgconfig/mlcore.pc
	rm -rf $(at)/include/mlcore
	rm -f $(foreach s,1 7,$(patsubst $(BUILD)/man/%,$(at)/share/man/man$s/%,$(filter %.$s,$(pages))))
	rm -f $(foreach p,$(programs),$(foreach s,bash zsh fish,$(at)/share/$(call completion_at,$s,$p)))

clean: ; rm -rf build
help: ; @sed -n 's/^\([a-z]*\):.*/  \1/p' Makefile | sort -u

.PHONY: all man completion deps deps-order demo check bench lint fuzz coverage release dist deb install uninstall clean help \
        test-programs bench-programs fuzz-programs html
.SECONDARY:
-include $(shell find build -path build/deb -prune -o -name '*.d' -type f -print 2>/dev/null)

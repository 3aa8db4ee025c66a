/* SPDX-License-Identifier: MIT */
/* verdicts: which measure satisfies which criterion, and the vectors that show where not; for criteria.c alone. */
/*
 * Each "no" has its counterexample: the vector before and, where the change is not fixed by the criterion, after it.  The vectors
 * were found by a random search and made short; every "yes" survived 10^4 and more trials and has an argument (sparsity(1)).
 */
	{ "l0", SPARSER_UP, "nynnny", {
	    [D1] = { "6 12 12 11 9", "6 12 12 10.8 9.2" },
	    [D3] = { "4 1 6", "5 2 7" },
	    [D4] = { .before = "0 1 3 5 4 2" },
	    [P1] = { "5 6 11 130000", "5 6 11 130001" },
	} },
	{ "l0_eps:0.1", SPARSER_UP, "nnnnny", {
	    [D1] = { "5 9 4 1", "5 5.04 4 4.96" },
	    [D2] = { "0.05 0.05 0.09", "0.1 0.1 0.18" },
	    [D3] = { "2 7 9 4 3 6", "7 12 14 9 8 11" },
	    [D4] = { .before = "0 5 2" },
	    [P1] = { "6 1 70000", "6 1 70001" },
	} },
	{ "neg_l1", SPARSER_UP, "nnynnn", {
	    [D1] = { "900 9000 300", "900 8130 1170" },
	    [D2] = { "7 4 7 4", "70 40 70 40" },
	    [D4] = { .before = "1 7 10" },
	    [P1] = { "100 4 7010000 0.05 0.02", "100 4 7010001 0.05 0.02" },
	    [P2] = { .before = "0.02 0.04 0.02" },
	} },
	{ "neg_lp:0.5", SPARSER_UP, "ynynnn", {
	    [D2] = { "1 4 3", "2 8 6" },
	    [D4] = { .before = "0.02 0.06 0.09 0.01 0.06" },
	    [P1] = { "0.04 10800", "0.04 10801" },
	    [P2] = { .before = "0.07 0.01 0.08 0.02 0.05 0.06" },
	} },
	{ "l2_over_l1", SPARSER_UP, "yyynyn", {
	    [D4] = { .before = "800 9000 200 0.6" },
	    [P2] = { .before = "7000 0.6" },
	} },
	{ "neg_tanh:1:1", SPARSER_UP, "ynynnn", {
	    [D2] = { "0.00045 3 0.000075", "0.0009 6 0.00015" },
	    [D4] = { .before = "0.9 0.3 0.9 0.9 1.5 3" },
	    [P1] = { "3 1.5 1.5", "3.1 1.5 1.5" },
	    [P2] = { .before = "1.5 3" },
	} },
	{ "neg_tanh:1:2", SPARSER_UP, "nnynnn", {
	    [D1] = { "0.00003 0.003 3 0.000225 0.00075 0.0375", "0.00021735 0.003 3 0.000225 0.00075 0.03731265" },
	    [D2] = { "2.25 3", "0.75 1" },
	    [D4] = { .before = "0.3 0.3 3 1.5 1.2" },
	    [P1] = { "1.5 2", "1.5 2.5" },
	    [P2] = { .before = "2.4 3 0.6 3 1.2" },
	} },
	{ "neg_log", SPARSER_UP, "nnynnn", {
	    [D1] = { "500 30 0.01 1 0.05", "500 30 0.026 1 0.034" },
	    [D2] = { "2 1", "20 10" },
	    [D4] = { .before = "3 2 6 5" },
	    [P1] = { "0.01 10400 0.04", "0.01 10401 0.04" },
	    [P2] = { .before = "8 2 11 4 1 9" },
	} },
	{ "kappa4", SPARSER_UP, "nyynyn", {
	    [D1] = { "1 6 4 4 1 4", "1.75 6 4 3.25 1 4" },
	    [D4] = { .before = "30 4000 0.2" },
	    [P2] = { .before = "0.01 0.03 0.02 0.08 0.04 0.07" },
	} },
	{ "u_theta:0.5", SPARSER_UP, "nynynn", {
	    [D1] = { "0 5 3", "0 4.99 3.01" },
	    [D3] = { "10 2", "15 7" },
	    [P1] = { "0.09 50010000", "0.09 50010001" },
	    [P2] = { .before = "6 2 2" },
	} },
	{ "neg_lp_neg:-0.5", SPARSER_UP, "nnnnyn", {
	    [D1] = { "4 6 5 5", "4.01 5.99 5 5" },
	    [D2] = { "1 4", "0.5 2" },
	    [D3] = { "0.05 600 7000", "1.05 601 7001" },
	    [D4] = { .before = "0.06 0.05 0.02 0.06" },
	    [P2] = { .before = "6 3 5" },
	} },
	{ "H_G", SPARSER_UP, "ynynny", {
	    [D2] = { "4 2", "2 1" },
	    [D4] = { .before = "0.03 0.09 0.02" },
	    [P1] = { "5 60000 0.2", "5 60001 0.2" },
	} },
	{ "H_S", SPARSER_UP, "nynnnn", {
	    [D1] = { "10 5 7 2 2 7", "9.7 5 7.3 2 2 7" },
	    [D3] = { "7 3 6 5 11 3", "8 4 7 6 12 4" },
	    [D4] = { .before = "8 2 2" },
	    [P1] = { "9 9 10 120000", "9 9 10 120001" },
	    [P2] = { .before = "6 4 5 0 1" },
	} },
	{ "H_S", SPARSER_DOWN, "nyynyn", {
	    [D1] = { "70 2 400 8 9", "63.9 2 400 8 15.1" },
	    [D4] = { .before = "3 7" },
	    [P2] = { .before = "4 6" },
	} },
	{ "H_S_prime", SPARSER_UP, "nnnnnn", {
	    [D1] = { "7 4 9", "7 4.5 8.5" },
	    [D2] = { "8000 9 2 0.05 7000", "80000 90 20 0.5 70000" },
	    [D3] = { "0.09 0.07", "0.19 0.17" },
	    [D4] = { .before = "0.02 0.05 0.03" },
	    [P1] = { "40000 3 3", "40001 3 3" },
	    [P2] = { .before = "0.04 0.09 0.09" },
	} },
	{ "hoyer", SPARSER_UP, "yyynyy", {
	    [D4] = { .before = "4 0 4" },
	} },
	{ "pq_mean:0.5:2", SPARSER_UP, "yyyyyy", { { 0 } } },
	{ "pq_mean:1:2", SPARSER_UP, "yyyyyy", { { 0 } } },
	{ "gini", SPARSER_UP, "yyyyyy", { { 0 } } },
	{ "su_S0", SPARSER_DOWN, "nyyyyy", {
	    [D1] = { "5 11 8 11", "7.4 8.6 8 11" },
	} },
	{ "su_S_1p:2", SPARSER_DOWN, "yyynyy", {
	    [D4] = { .before = "6000 300" },
	} },
	{ "su_Sstar:0.5:1", SPARSER_DOWN, "yyyyyy", { { 0 } } },
	{ "su_Sstar:2:4", SPARSER_DOWN, "nyyyyy", {
	    [D1] = { "40 0.6 0.9", "40 0.6015 0.8985" },
	} },
	{ "su_Sstar:0.25:0.5", SPARSER_DOWN, "nyyyyy", {
	    [D1] = { "1.2 1 0.001 0.001 0.001 0.001 0.001 0.001 0.001 0.001", "1.15 1.05 0.001 0.001 0.001 0.001 0.001 0.001 0.001 0.001" },
	} },
	{ "shannon_nats", SPARSER_DOWN, "yyynyn", {
	    [D4] = { .before = "0.05 0.03" },
	    [P2] = { .before = "1 4 0 4 2 0" },
	} },
	{ "shannon_normalised", SPARSER_DOWN, "yyynyy", {
	    [D4] = { .before = "5000 700 0.1" },
	} },
	{ "theil", SPARSER_UP, "yyyyyy", { { 0 } } },
	{ "effective_number", SPARSER_DOWN, "yyynyn", {
	    [D4] = { .before = "0.07 60" },
	    [P2] = { .before = "2 2 3 2" },
	} },
	{ "treves_rolls", SPARSER_DOWN, "yyyyyy", { { 0 } } },
	{ "vinje_gallant", SPARSER_UP, "yyynyy", {
	    [D4] = { .before = "600 3 0.03" },
	} },
	{ "gini_corrected", SPARSER_UP, "yyynyy", {
	    [D4] = { .before = "0.03 0.01 0.04" },
	} },
	{ "hoover", SPARSER_UP, "nyyyyy", {
	    [D1] = { "6 3 3 2 6 5", "6 3 2.9 2.1 6 5" },
	} },
	{ "excess_kurtosis", SPARSER_UP, "nynynn", {
	    [D1] = { "100 9 1000 8000", "139.5 9 1000 7960.5" },
	    [D3] = { "200 4 70 0.02", "205 9 75 5.02" },
	    [P1] = { "10700 0.05", "10701 0.05" },
	    [P2] = { .before = "10 3 11 7" },
	} },
	{ "topk_mass:1", SPARSER_UP, "nyynyn", {
	    [D1] = { "0.5 7 80 0.05 5000 0.8", "0.5 7 72.08 0.05 5000 8.72" },
	    [D4] = { .before = "0 5 2 0 5" },
	    [P2] = { .before = "0.01 30 20 900 600 7000" },
	} },
	{ "mean_over_lse:3", SPARSER_DOWN, "ynynyy", {
	    [D2] = { "3 1 2", "6 2 4" },
	    [D4] = { .before = "3 1 2" },
	} },
	{ "zero_fraction", SPARSER_UP, "nynyny", {
	    [D1] = { "6 12 12 11 9", "6 12 12 10.8 9.2" },
	    [D3] = { "4 1 6", "5 2 7" },
	    [P1] = { "5 6 11 130000", "5 6 11 130001" },
	} },
	{ "atkinson:0.5", SPARSER_UP, "yyyyyy", { { 0 } } },
	{ "renyi:2", SPARSER_DOWN, "yyynyn", {
	    [D4] = { .before = "0.07 60" },
	    [P2] = { .before = "2 2 3 2" },
	} },

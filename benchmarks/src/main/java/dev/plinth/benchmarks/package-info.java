/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Benchmarks: ratios against named peers and a hand-written floor, over the same input. */
@org.jspecify.annotations.NullMarked
package dev.plinth.benchmarks;

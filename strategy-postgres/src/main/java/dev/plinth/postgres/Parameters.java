/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one call's parameters, in order. A class of its own, since MyBatis would wrap a
 * list or an array into a map.
 */
record Parameters(List<@Nullable Object> values) {}

/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.function.Predicate;

/**
 * A predicate on a value, with the message of its failure: the Java form of the attribute {@code
 * custom_validator}.
 */
record ValueCheck<T>(String message, Predicate<T> predicate) {}

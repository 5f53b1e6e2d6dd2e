/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

/**
 * What answers a method on a path: new, or in front of what was there. Must be safe for use by many
 * threads.
 */
@FunctionalInterface
public interface Endpoint {
  /** Returns the answer; {@code next} is what this endpoint stands in front of, or answers 404. */
  AdminResponse handle(AdminRequest request, Next next);
}

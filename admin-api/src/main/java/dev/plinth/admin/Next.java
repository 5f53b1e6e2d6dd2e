/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

/** What an endpoint stands in front of. */
@FunctionalInterface
public interface Next {
  /** Returns its answer. */
  AdminResponse handle(AdminRequest request);
}

/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

/**
 * What stands in a slot while an input is processed for a field that was not sent. Never leaves the
 * package, never in a finished row.
 */
enum Absent {
  VALUE
}

/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

/** The methods that endpoints are registered for; HEAD and OPTIONS are answered by themselves. */
public enum Method {
  /** Reads. */
  GET,
  /** Makes an entity in a collection. */
  POST,
  /** Makes or replaces an entity. */
  PUT,
  /** Changes an entity. */
  PATCH,
  /** Deletes an entity. */
  DELETE
}

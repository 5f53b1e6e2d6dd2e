/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

/** An operation whose statements fail one after the other. */
interface FaultedOperation {
  String name();

  /** Makes what it starts from, and says what is to be looked at. */
  void prepare(FaultScene scene);

  /** Does it on a node, and returns what the caller sees. */
  Object act(FaultScene scene, FaultWorld.Node node);

  /** Says whether it may end half-way, to be done again. */
  default boolean isStepwise() {
    return false;
  }

  /** Says whether it leaves a row that only the sweeper mends, where its outcome is unknown. */
  default boolean isLeftToTheSweeper() {
    return false;
  }

  default void prepareDone(FaultScene scene) {
    prepare(scene);
    act(scene, scene.world().witness());
  }
}

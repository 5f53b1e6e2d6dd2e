/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Hook;
import dev.plinth.dao.Operation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A hook that notes what it is called with and does what a rule wants. Safe for many threads. */
final class NotingHook implements Hook {
  private final List<Operation> before = new CopyOnWriteArrayList<>();
  private final List<Operation> after = new CopyOnWriteArrayList<>();
  private final Consumer<Operation> first;
  private final Consumer<Operation> then;

  private NotingHook(Consumer<Operation> first, Consumer<Operation> then) {
    this.first = first;
    this.then = then;
  }

  static NotingHook quiet() {
    return new NotingHook(operation -> {}, operation -> {});
  }

  static NotingHook before(Consumer<Operation> first) {
    return new NotingHook(first, operation -> {});
  }

  static NotingHook after(Consumer<Operation> then) {
    return new NotingHook(operation -> {}, then);
  }

  @Override
  public void before(Operation operation) {
    before.add(operation);
    first.accept(operation);
  }

  @Override
  public void after(Operation operation) {
    after.add(operation);
    then.accept(operation);
  }

  List<Operation> before() {
    return before;
  }

  List<Operation> after() {
    return after;
  }
}

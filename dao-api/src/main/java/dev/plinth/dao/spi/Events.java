/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.dao.spi;

import java.util.List;

/** What a reader of changes has found. Immutable; may gain accessors. */
public final class Events {
  private static final Events GAP = new Events(List.of(), List.of(), true);

  private final List<Event> list;
  private final List<Event> inDoubt;
  private final boolean gap;

  private Events(List<Event> list, List<Event> inDoubt, boolean gap) {
    this.list = List.copyOf(list);
    this.inDoubt = List.copyOf(inDoubt);
    this.gap = gap;
  }

  /** Returns events, in the order in which those of each row were written. */
  public static Events of(List<Event> events) {
    return new Events(events, List.of(), false);
  }

  /** Returns these events with all changes of which it is not known whether they were made. */
  public Events withDoubts(List<Event> changes) {
    return new Events(list, changes, gap);
  }

  /** Returns that the thread is lost. */
  public static Events gap() {
    return GAP;
  }

  /** Returns the events. */
  public List<Event> list() {
    return list;
  }

  /**
   * Returns all changes that are announced and of which it is not known whether they were made:
   * whoever keeps something that follows from their rows must not, as long as they are in this
   * list; leaving it counts as a change. None where a store writes changes and their events in one.
   */
  public List<Event> inDoubt() {
    return inDoubt;
  }

  /**
   * Says whether events may have been missed, as when the database was restored or the reader was
   * away for too long: whoever keeps something that follows from rows must forget it all. Reading
   * goes on from here.
   */
  public boolean isGap() {
    return gap;
  }
}

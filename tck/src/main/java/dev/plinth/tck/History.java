/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What many threads did to a few rows, and the question whether it can be explained: by one order
 * of all operations on these rows and their unique values, each at a moment between its call and
 * its answer. Rows that share no value are looked at apart. Safe for use by many threads.
 *
 * <pre>{@code
 * History history = new History("name", "text");
 * Dao<Entity> dao = history.recording(db.dao("services"));
 * // many threads select, insert, update, upsert and delete by primary key and by name
 * history.requireExplained();
 * }</pre>
 *
 * <p>The rows must not be there before, and nobody else may write to them. A few hundred operations
 * on rows that are entangled are checked in a moment; threads are better few, such as eight. Where
 * the outcome of an operation is unknown it may have taken effect at any moment after its call, or
 * not at all; one that was refused for another reason than a taken key or value, or failed without
 * effect, is left out.
 */
public final class History {
  private final RowsModel model;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Map<Thread, String> threads = new ConcurrentHashMap<>();

  /**
   * Makes an empty one.
   *
   * @param unique the name of the unique field
   * @param content the name of another field, best with a value of its own in each write
   */
  public History(String unique, String content) {
    this.model = new RowsModel(unique, content);
  }

  /**
   * Returns a DAO that writes down what goes through it: what is selected, inserted, updated,
   * upserted and deleted, by primary key or by the unique value (but for deletes). The histories of
   * DAOs of several nodes are one, as long as they are in one process.
   */
  public Dao<Entity> recording(Dao<Entity> dao) {
    return new RecordingDao(dao, this);
  }

  Call.Row row(Entity entity) {
    return new Call.Row(entity.get(model.unique()), entity.get(model.content()));
  }

  /** Does the work and writes down what came of it. */
  <T> T noted(
      Call.Kind kind,
      Key target,
      @Nullable Key made,
      Values sent,
      Supplier<T> work,
      Function<T, Call.Result> result) {
    long begun = System.nanoTime();
    try {
      T answer = work.get();
      add(kind, target, made, sent, result.apply(answer), begun, System.nanoTime());
      return answer;
    } catch (DaoException e) {
      Call.Answer answer = answer(e);
      if (answer != null && !(answer == Call.Answer.UNKNOWN && kind == Call.Kind.SELECT)) {
        long ended =
            answer == Call.Answer.UNKNOWN ? Linearizability.Timed.NEVER : System.nanoTime();
        add(kind, target, made, sent, Call.Result.of(answer), begun, ended);
      }
      throw e;
    }
  }

  private void add(
      Call.Kind kind,
      Key target,
      @Nullable Key made,
      Values sent,
      Call.Result result,
      long begun,
      long ended) {
    String who =
        threads.computeIfAbsent(Thread.currentThread(), thread -> "thread " + (threads.size() + 1));
    add(new Call(who, kind, target, made, sent, result, begun, ended));
  }

  void add(Call call) {
    calls.add(call);
  }

  /** Returns what a failure tells of the rows; null when that is nothing. */
  private Call.@Nullable Answer answer(DaoException failure) {
    if (failure instanceof DaoException.NotFound) {
      return Call.Answer.NOTHING;
    }
    if (failure instanceof DaoException.Duplicate duplicate) {
      return switch (duplicate.code()) {
        case PRIMARY_KEY_VIOLATION -> Call.Answer.KEY_TAKEN;
        default -> duplicate.fields().containsKey(model.unique()) ? Call.Answer.VALUE_TAKEN : null;
      };
    }
    return failure instanceof DaoException.Fault fault && !fault.isOutcomeKnown()
        ? Call.Answer.UNKNOWN
        : null;
  }

  /** Returns the number of operations written down, and of those whose outcome is unknown. */
  @Override
  public String toString() {
    long unknown = calls.stream().filter(call -> call.ended() == Call.NEVER).count();
    return calls.size() + " operations, " + unknown + " of them of unknown outcome";
  }

  /**
   * Requires that there is an order that explains all that was returned.
   *
   * @throws AssertionError when there is none, with the operations around the point where it could
   *     not go on, or when there are too many at once to tell
   */
  public void requireExplained() {
    for (List<Call> group : groups()) {
      try {
        var stuck = Linearizability.search(model, group);
        if (stuck != null) {
          throw new AssertionError(new HistoryReport(model, group).of(stuck));
        }
      } catch (Linearizability.TooEntangled e) {
        throw new AssertionError("the history is " + e.getMessage(), e);
      }
    }
  }

  /** Returns the operations in groups that have neither a row nor a value in common. */
  private List<List<Call>> groups() {
    Map<Key, Key> links = new LinkedHashMap<>();
    for (Call call : calls) {
      Key first = root(links, call.target());
      for (Key other : things(call)) {
        links.put(root(links, other), first);
      }
    }
    Map<Key, List<Call>> groups = new LinkedHashMap<>();
    for (Call call : calls) {
      groups.computeIfAbsent(root(links, call.target()), root -> new ArrayList<>()).add(call);
    }
    return List.copyOf(groups.values());
  }

  private static Key root(Map<Key, Key> links, Key key) {
    Key at = key;
    for (Key next = links.get(at); next != null && !next.equals(at); next = links.get(at)) {
      at = next;
    }
    return at;
  }

  /** Returns the rows and values that an operation is about. */
  private List<Key> things(Call call) {
    List<Key> things = new ArrayList<>();
    if (call.made() != null) {
      things.add(call.made());
    }
    if (call.result().key() != null) {
      things.add(call.result().key());
    }
    Call.Row row = call.result().row();
    if (row != null && row.value() != null) {
      things.add(Key.by(model.unique(), row.value()));
    }
    if (model.value(call) != null) {
      things.add(Key.by(model.unique(), model.value(call)));
    }
    return things;
  }
}

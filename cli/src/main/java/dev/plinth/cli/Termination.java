/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wait for the process to be told to stop (Ctrl-C, SIGTERM), during which what was opened is
 * closed in order before the process ends.
 *
 * <p>Open it outside of what is to be closed: the process ends when this is closed, or after 30
 * seconds. Safe for use by many threads.
 */
public final class Termination implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "termination");

  private Termination() {}

  /** Starts to listen for the end. */
  public static Termination install() {
    Termination termination = new Termination();
    Runtime.getRuntime().addShutdownHook(termination.hook);
    return termination;
  }

  private void stop() {
    told.countDown();
    try {
      if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("what was opened does not close: leaving it behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the process is told to stop. */
  public void await() throws InterruptedException {
    told.await();
  }

  /** Says that everything is closed. */
  @Override
  public void close() {
    done.countDown();
  }
}

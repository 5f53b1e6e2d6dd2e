/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a client hears, or does not, instead of the answer to its request. */
enum CqlFailure {
  /** The coordinator did not hear of enough replicas in time that they have written. */
  WRITE_TIMEOUT(0x1100, "Operation timed out - received only 1 responses."),
  /** The coordinator did not hear from enough replicas in time what they have. */
  READ_TIMEOUT(0x1200, "Operation timed out - received only 1 responses."),
  /** The coordinator knows of too few replicas. */
  UNAVAILABLE(0x1000, "Cannot achieve consistency level QUORUM"),
  /** The coordinator has too much to do. */
  OVERLOADED(0x1001, "Too many requests"),
  /** The coordinator does not know what happened. */
  SERVER_ERROR(0x0000, "java.lang.RuntimeException"),
  /** The connection is closed. */
  LOST(-1, "");

  private static final short QUORUM = 4;
  private static final short SERIAL = 8;

  private final int code;
  private final String message;

  CqlFailure(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** Says whether a statement can fail like this, and have that effect. */
  boolean canBe(String text, Effect effect) {
    if (CqlRequest.isRead(text)) {
      return this != WRITE_TIMEOUT && effect == Effect.NONE;
    }
    boolean conditional = CqlRequest.isConditional(text);
    return switch (this) {
      case WRITE_TIMEOUT -> true;
      case READ_TIMEOUT -> conditional && effect == Effect.NONE;
      case UNAVAILABLE -> effect == Effect.NONE || (conditional && effect == Effect.LATE);
      case OVERLOADED -> effect == Effect.NONE;
      case SERVER_ERROR -> effect == Effect.DONE;
      case LOST -> effect != Effect.LATE;
    };
  }

  /** Returns the answer to a request, where there is one. */
  CqlFrame answer(CqlRequest request) {
    return request.frame().error(code, message, details(request.isConditional()));
  }

  private byte[] details(boolean conditional) {
    ByteBuffer details = ByteBuffer.allocate(32).putShort(conditional ? SERIAL : QUORUM);
    switch (this) {
      case WRITE_TIMEOUT -> {
        byte[] kind = (conditional ? "CAS" : "SIMPLE").getBytes(StandardCharsets.UTF_8);
        details.putInt(1).putInt(2).putShort((short) kind.length).put(kind);
      }
      case READ_TIMEOUT -> details.putInt(1).putInt(2).put((byte) 0);
      case UNAVAILABLE -> details.putInt(2).putInt(1);
      case OVERLOADED, SERVER_ERROR, LOST -> details.clear();
    }
    byte[] bytes = new byte[details.position()];
    details.flip().get(bytes);
    return bytes;
  }

  /** What has become of the request although the client does not hear of it. */
  enum Effect {
    /** Nothing, and nothing ever will. */
    NONE,
    /** It has taken effect. */
    DONE,
    /** It takes effect when everybody has stopped waiting for it. */
    LATE
  }
}

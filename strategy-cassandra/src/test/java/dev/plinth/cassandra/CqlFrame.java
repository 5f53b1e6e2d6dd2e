/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A message of the fourth version of Cassandra's protocol, as it travels. Immutable. */
final class CqlFrame {
  static final int ERROR = 0x00;
  static final int STARTUP = 0x01;
  static final int READY = 0x02;
  static final int RESULT = 0x08;
  static final int PREPARE = 0x09;
  static final int EXECUTE = 0x0A;

  private static final int VERSION = 4;
  private static final int HEADER = 9;
  private static final int RESPONSE = 0x80;
  private static final int PREPARED = 4;
  private static final int WITH_VALUES = 0x01;
  private static final int PROTOCOL_ERROR = 0x000A;

  private final int version;
  private final int flags;
  private final int stream;
  private final int opcode;
  private final byte[] body;

  private CqlFrame(int version, int flags, int stream, int opcode, byte[] body) {
    this.version = version;
    this.flags = flags;
    this.stream = stream;
    this.opcode = opcode;
    this.body = body;
  }

  /** Returns the next message; null when the other side has closed the connection. */
  static @Nullable CqlFrame read(DataInputStream in) throws IOException {
    try {
      int version = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readShort();
      int opcode = in.readUnsignedByte();
      byte[] body = new byte[in.readInt()];
      in.readFully(body);
      return new CqlFrame(version, flags, stream, opcode, body);
    } catch (EOFException e) {
      return null;
    }
  }

  /** Returns the first message of a connection. */
  static CqlFrame startup() {
    byte[] name = "CQL_VERSION".getBytes(StandardCharsets.UTF_8);
    byte[] value = "3.0.0".getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(2 + 2 + name.length + 2 + value.length);
    body.putShort((short) 1);
    body.putShort((short) name.length).put(name);
    body.putShort((short) value.length).put(value);
    return new CqlFrame(VERSION, 0, 0, STARTUP, body.array());
  }

  void write(OutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + body.length);
    bytes.put((byte) version).put((byte) flags).putShort((short) stream).put((byte) opcode);
    out.write(bytes.putInt(body.length).put(body).array());
    out.flush();
  }

  /** Says whether it is in a version that is framed otherwise once a connection is made. */
  boolean isNewer() {
    return (version & ~RESPONSE) > VERSION;
  }

  /** Returns the answer by which a client goes down to the version that is understood here. */
  CqlFrame refusal() {
    return error(
        PROTOCOL_ERROR, "Invalid or unsupported protocol version; supported: 4/v4", new byte[0]);
  }

  /** Returns an error as the answer to this request. */
  CqlFrame error(int code, String message, byte[] details) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    ByteBuffer error = ByteBuffer.allocate(4 + 2 + text.length + details.length);
    error.putInt(code).putShort((short) text.length).put(text).put(details);
    return new CqlFrame(VERSION | RESPONSE, 0, stream, ERROR, error.array());
  }

  int opcode() {
    return opcode;
  }

  int stream() {
    return stream;
  }

  /** Returns the text of a statement that is to be prepared. */
  String text() {
    ByteBuffer read = ByteBuffer.wrap(body);
    byte[] text = new byte[read.getInt()];
    read.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Returns the id of a statement that was prepared; null when it is no answer of that kind. */
  @Nullable String preparedId() {
    ByteBuffer read = ByteBuffer.wrap(body);
    boolean plain = opcode == RESULT && flags == 0;
    return plain && read.getInt() == PREPARED ? shortBytes(read) : null;
  }

  /** Returns the id of the prepared statement that is to be run. */
  String executedId() {
    return shortBytes(ByteBuffer.wrap(body));
  }

  /** Returns the values that it is to be run with, for comparing. */
  String values() {
    ByteBuffer read = ByteBuffer.wrap(body);
    shortBytes(read);
    read.getShort();
    StringBuilder values = new StringBuilder();
    int count = (read.get() & WITH_VALUES) == 0 ? 0 : read.getShort();
    for (int i = 0; i < count; i++) {
      byte[] value = new byte[Math.max(0, read.getInt())];
      read.get(value);
      values.append(Base64.getEncoder().encodeToString(value)).append(';');
    }
    return values.toString();
  }

  private static String shortBytes(ByteBuffer read) {
    byte[] bytes = new byte[read.getShort()];
    read.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "opcode " + opcode + ", " + body.length + " bytes";
  }
}

/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

/**
 * The ready-made fields, for schemas in Java; files name them with {@code typedef}. Meant to be
 * called on the class: {@code Typedefs.id()}.
 */
public final class Typedefs {
  private Typedefs() {}

  /** Returns a UUID that is made when none is given. */
  public static UuidField id() {
    return new UuidField(TypedefData.get("uuid"));
  }

  /**
   * Returns the moment of the insert, to the second; the field must be named {@code created_at}.
   */
  public static TimestampField createdAt() {
    return new TimestampField(TypedefData.get("auto_timestamp_s"));
  }

  /**
   * Returns the moment of the last write, to the second; the field must be named {@code
   * updated_at}.
   */
  public static TimestampField updatedAt() {
    return new TimestampField(TypedefData.get("auto_timestamp_s"));
  }

  /** Returns a set of tags, by which entities are found. */
  public static SetField<String> tags() {
    return new SetField<>(TypedefData.get("tags"));
  }

  /** Returns a unique name of ASCII letters, digits and {@code . - _ ~}. */
  public static StringField name() {
    return new StringField(TypedefData.get("name"));
  }

  /** Returns a unique name, as {@link #name} but for the characters beyond ASCII. */
  public static StringField utf8Name() {
    return new StringField(TypedefData.get("utf8_name"));
  }

  /** Returns a host name or address without a port. */
  public static StringField host() {
    return new StringField(TypedefData.get("host"));
  }

  /** Returns a host name or address with or without a port. */
  public static StringField hostWithOptionalPort() {
    return new StringField(TypedefData.get("host_with_optional_port"));
  }

  /** Returns an IP address. */
  public static StringField ip() {
    return new StringField(TypedefData.get("ip"));
  }

  /** Returns an IP address or a range of them. */
  public static StringField ipOrCidr() {
    return new StringField(TypedefData.get("ip_or_cidr"));
  }

  /** Returns a port, 0 to 65535. */
  public static IntegerField port() {
    return new IntegerField(TypedefData.get("port"));
  }

  /** Returns an absolute path of a URL. */
  public static StringField path() {
    return new StringField(TypedefData.get("path"));
  }

  /** Returns a URL with a scheme and a host. */
  public static StringField url() {
    return new StringField(TypedefData.get("url"));
  }

  /** Returns the name of a header. */
  public static StringField headerName() {
    return new StringField(TypedefData.get("header_name"));
  }

  /** Returns a time out in milliseconds, 0 to 2147483646. */
  public static IntegerField timeout() {
    return new IntegerField(TypedefData.get("timeout"));
  }

  /** Returns a certificate in PEM. */
  public static StringField certificate() {
    return new StringField(TypedefData.get("certificate"));
  }

  /** Returns a key in PEM. */
  public static StringField key() {
    return new StringField(TypedefData.get("key"));
  }
}

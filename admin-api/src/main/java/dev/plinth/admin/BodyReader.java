/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.schema.EntityType;
import dev.plinth.schema.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns bodies into values: JSON as it is, forms by their key syntax and the types of the schema.
 */
final class BodyReader {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String MULTIPART = "multipart/form-data";

  private final int maxArguments;

  BodyReader(int maxArguments) {
    this.maxArguments = maxArguments;
  }

  /**
   * Throws when a body is of no kind that is understood. It is asked before anything else is looked
   * at.
   */
  static void requireMediaType(AdminRequest request) {
    String type = request.header("content-type").orElse("");
    if (type.isEmpty()
        ? request.hasBody()
        : !type.startsWith(JSON) && !type.startsWith(FORM) && !type.startsWith(MULTIPART)) {
      throw new RequestException(
          415, "Unsupported media type: send " + JSON + ", " + FORM + " or " + MULTIPART);
    }
  }

  Values read(AdminRequest request, EntityType type) {
    String media = request.header("content-type").orElse("");
    if (media.startsWith(JSON)) {
      return json(request.text());
    }
    List<Map.Entry<String, @Nullable String>> arguments;
    if (media.startsWith(FORM)) {
      arguments = UrlEncoded.split(request.text());
    } else if (media.startsWith(MULTIPART)) {
      arguments = Multipart.parse(media, request.body());
    } else {
      return Values.none();
    }
    if (arguments.size() > maxArguments) {
      throw new RequestException(400, "Too many arguments");
    }
    return new Inference(type).infer(FormKeys.tree(arguments));
  }

  private static Values json(String text) {
    try {
      return Values.parseJson(text);
    } catch (IllegalArgumentException e) {
      throw new RequestException(400, "Cannot parse JSON body");
    }
  }
}

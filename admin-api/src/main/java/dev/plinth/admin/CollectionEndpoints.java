/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.ErrorCode;
import dev.plinth.dao.Offset;
import dev.plinth.dao.Page;
import dev.plinth.dao.Query;
import dev.plinth.dao.spi.Failures;
import dev.plinth.schema.Entity;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists and makes entities: all of them, or those that refer to a parent. Immutable. */
final class CollectionEndpoints {
  private final Dao<Entity> dao;
  private final String path;
  private final @Nullable Parent parent;
  private final AdminConfig config;
  private final BodyReader bodies;

  /** The entity whose children are listed: how it is named, by which field they refer to it. */
  record Parent(Identity identity, String collection, String field, String segment) {}

  CollectionEndpoints(Dao<Entity> dao, String path, @Nullable Parent parent, AdminConfig config) {
    this.dao = dao;
    this.path = path;
    this.parent = parent;
    this.config = config;
    this.bodies = new BodyReader(config.maxArguments());
  }

  AdminResponse list(AdminRequest request) {
    int size = size(request);
    Query query = Query.all();
    Optional<TagFilter> tags =
        dao.type().fields().containsKey("tags")
            ? request.query("tags").map(TagFilter::parse)
            : Optional.empty();
    if (parent != null) {
      query = Query.where(parent.field(), parent.identity().require(request).key());
    } else if (tags.isPresent()) {
      query = tags.get().query();
    }
    Offset after = request.query("offset").map(Offset::parse).orElse(null);
    Page<Entity> page = dao.page(query.size(size).after(after));
    Offset next = page.next().orElse(null);
    return AdminResponse.collection(
        200, page.items(), next == null ? null : link(request, next), next);
  }

  private String link(AdminRequest request, Offset next) {
    StringBuilder link =
        new StringBuilder(
            parent == null
                ? path
                : parent.collection()
                    + "/"
                    + parent.identity().raw(request)
                    + "/"
                    + parent.segment());
    link.append("?offset=").append(UrlEncoded.encode(next.toString()));
    if (parent == null) {
      request
          .query("tags")
          .ifPresent(tags -> link.append("&tags=").append(UrlEncoded.encode(tags)));
      request
          .query("size")
          .ifPresent(size -> link.append("&size=").append(UrlEncoded.encode(size)));
    }
    return link.toString();
  }

  private int size(AdminRequest request) {
    Optional<String> sent = request.query("size");
    if (sent.isEmpty()) {
      return config.pageSize();
    }
    if (!(Inference.number(sent.get()) instanceof Number number)) {
      throw new DaoException.Invalid(
          ErrorCode.INVALID_SIZE, ErrorCode.INVALID_SIZE.text(), "size must be a number", Map.of());
    }
    double size = number.doubleValue();
    if (size != Math.rint(size) || size < 1 || size > config.maxPageSize()) {
      throw Failures.invalidSize(config.maxPageSize());
    }
    return (int) size;
  }

  AdminResponse create(AdminRequest request) {
    Entity owner = parent == null ? null : parent.identity().require(request);
    WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
    Entity made =
        dao.insert(
            owner == null || parent == null
                ? write.values()
                : write.values().and(parent.field(), owner.key()),
            write.options());
    return AdminResponse.entity(201, made);
  }
}

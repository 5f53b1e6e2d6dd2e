/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.Dao;
import dev.plinth.dao.WriteOptions;
import dev.plinth.schema.Entity;
import dev.plinth.schema.Key;
import dev.plinth.schema.Values;
import java.util.Objects;

/**
 * Reads, replaces, changes and deletes one entity: by itself, as the child of a parent, or as the
 * parent of a child. Immutable.
 */
final class EntityEndpoints {
  private final Dao<Entity> dao;
  private final Identity identity;
  private final BodyReader bodies;

  EntityEndpoints(Dao<Entity> dao, AdminConfig config) {
    this.dao = dao;
    this.identity = new Identity(dao);
    this.bodies = new BodyReader(config.maxArguments());
  }

  AdminResponse get(AdminRequest request) {
    return AdminResponse.entity(200, identity.require(request));
  }

  AdminResponse put(AdminRequest request) {
    WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
    return AdminResponse.entity(
        200, dao.upsert(identity.key(request), write.values(), write.options()));
  }

  AdminResponse patch(AdminRequest request) {
    WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
    return AdminResponse.entity(
        200, dao.update(identity.key(request), withoutKey(write.values()), write.options()));
  }

  AdminResponse delete(AdminRequest request) {
    dao.delete(identity.key(request), match(request));
    return AdminResponse.empty(204);
  }

  private static WriteOptions match(AdminRequest request) {
    String match = request.header("if-match").orElse("*");
    return match.equals("*") ? WriteOptions.none() : WriteOptions.ifMatch(match.replace("\"", ""));
  }

  /** The address says which entity it is; a primary key in the body of a change is passed over. */
  private Values withoutKey(Values values) {
    Values rest = values;
    for (String part : dao.type().schema().primaryKey()) {
      rest = rest.without(part);
    }
    return rest;
  }

  /** The same for the children of a parent: a child of another parent is not found, but by PUT. */
  final class Child {
    private final Identity parent;
    private final String field;

    Child(Identity parent, String field) {
      this.parent = parent;
      this.field = field;
    }

    private Entity owned(AdminRequest request, Entity owner) {
      Entity child = identity.require(request);
      if (!owner.key().equals(child.get(field))) {
        throw RequestException.notFound();
      }
      return child;
    }

    AdminResponse get(AdminRequest request) {
      return AdminResponse.entity(200, owned(request, parent.require(request)));
    }

    /** A PUT says all of the child, whose it is included: it may take it from another parent. */
    AdminResponse put(AdminRequest request) {
      Entity owner = parent.require(request);
      WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
      return AdminResponse.entity(
          200,
          dao.upsert(
              identity.key(request), write.values().and(field, owner.key()), write.options()));
    }

    AdminResponse patch(AdminRequest request) {
      Entity owner = parent.require(request);
      Key child = owned(request, owner).key();
      WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
      Values changes =
          write.values().mentions(field) ? write.values() : write.values().and(field, owner.key());
      return AdminResponse.entity(200, dao.update(child, withoutKey(changes), write.options()));
    }

    AdminResponse delete(AdminRequest request) {
      dao.delete(owned(request, parent.require(request)).key(), match(request));
      return AdminResponse.empty(204);
    }
  }

  /** The same for the parent that a child refers to. */
  final class Parent {
    private final Dao<Entity> children;
    private final Identity child;
    private final String field;

    Parent(Dao<Entity> children, String field) {
      this.children = children;
      this.child = new Identity(children);
      this.field = field;
    }

    private Key referred(AdminRequest request) {
      Object key = child.require(request).get(field);
      if (!(key instanceof Key parent)) {
        throw RequestException.notFound();
      }
      return parent;
    }

    AdminResponse get(AdminRequest request) {
      return AdminResponse.entity(
          200, dao.select(referred(request)).orElseThrow(RequestException::notFound));
    }

    AdminResponse put(AdminRequest request) {
      Entity referring = child.require(request);
      WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
      if (referring.get(field) instanceof Key parent) {
        return AdminResponse.entity(200, dao.upsert(parent, write.values(), write.options()));
      }
      Entity made = dao.insert(withoutKey(write.values()), write.options());
      children.update(referring.key(), Values.of(field, made.key()));
      return AdminResponse.entity(200, made);
    }

    AdminResponse patch(AdminRequest request) {
      WriteRequest write = WriteRequest.of(request, dao.type(), bodies);
      return AdminResponse.entity(
          200, dao.update(referred(request), withoutKey(write.values()), write.options()));
    }

    AdminResponse delete(AdminRequest request) {
      Objects.requireNonNull(referred(request));
      throw new RequestException(405, "Method not allowed");
    }
  }
}

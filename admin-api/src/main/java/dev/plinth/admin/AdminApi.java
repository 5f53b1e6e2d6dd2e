/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.admin;

import dev.plinth.dao.Dao;
import dev.plinth.dao.DaoException;
import dev.plinth.dao.Db;
import dev.plinth.dao.Health;
import dev.plinth.schema.Entity;
import dev.plinth.schema.EntityType;
import dev.plinth.schema.Field;
import dev.plinth.schema.ForeignField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The REST API of a registry, generated from its schemas: collections, entities, children under
 * their parents, parents under their children.
 *
 * <p>Safe for use by many threads. It asks nobody who they are: that is for the server or what
 * stands before it.
 */
public final class AdminApi {
  private final Router router;
  private final AdminConfig config;

  private AdminApi(Router router, AdminConfig config) {
    this.router = router;
    this.config = config;
  }

  /** Starts the API of a registry. */
  public static Builder of(Db db) {
    return new Builder(db);
  }

  /** Answers a request. What goes wrong is an answer too; nothing is thrown. */
  public AdminResponse handle(AdminRequest request) {
    AdminResponse response = answer(request);
    return request.method().equals("HEAD") ? response.withoutBody() : response;
  }

  private AdminResponse answer(AdminRequest request) {
    try {
      return dispatch(request);
    } catch (RequestException e) {
      return e.toResponse();
    } catch (DaoException e) {
      return ErrorResponses.of(e);
    } catch (RuntimeException e) {
      return ErrorResponses.unexpected(e);
    }
  }

  private AdminResponse dispatch(AdminRequest request) {
    String method = request.method();
    if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
      BodyReader.requireMediaType(request);
    }
    Router.Match match = router.find(request.path());
    if (match == null || match.route().isDisabled()) {
      throw RequestException.notFound();
    }
    if (method.equals("OPTIONS")) {
      String allow = match.route().allow();
      return AdminResponse.empty(204)
          .header("Allow", allow)
          .header("Access-Control-Allow-Methods", allow)
          .header("Access-Control-Allow-Headers", "Content-Type");
    }
    Method known = method(method.equals("HEAD") ? "GET" : method);
    Next endpoint = known == null ? null : match.route().endpoint(known);
    if (endpoint == null) {
      throw new RequestException(405, "Method not allowed");
    }
    if (request.queryCount() > config.maxArguments()) {
      throw new RequestException(400, "Too many arguments");
    }
    AdminResponse response = endpoint.handle(request.with(match.variables()));
    return known == Method.GET && isKnown(request, response) ? AdminResponse.empty(304) : response;
  }

  /** Says whether the caller has this very state of the entity already. */
  private static boolean isKnown(AdminRequest request, AdminResponse response) {
    String etag = response.headers().get("ETag");
    String match = request.header("if-none-match").orElse("");
    return etag != null && (match.equals("*") || match.contains(etag));
  }

  private static @Nullable Method method(String name) {
    for (Method method : Method.values()) {
      if (method.name().equals(name)) {
        return method;
      }
    }
    return null;
  }

  /** Collects an API. Not for use by several threads. */
  public static final class Builder {
    private final Db db;
    private final Map<String, Router.Route> routes = new LinkedHashMap<>();
    private AdminConfig config = AdminConfig.defaults();
    private final Map<String, Runnable> custom = new LinkedHashMap<>();

    private Builder(Db db) {
      this.db = Objects.requireNonNull(db, "db");
    }

    /** Sets the limits. */
    public Builder config(AdminConfig limits) {
      this.config = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * Puts an endpoint on a path, in front of what is there; segments that start with a colon are
     * variables, named as in the generated paths: {@code /consumers/:consumers}.
     */
    public Builder on(Method method, String path, Endpoint endpoint) {
      custom.put(
          custom.size() + method.name() + path,
          () -> {
            Router.Route route = route(path);
            Next before = route.endpoint(method);
            Next next =
                before == null
                    ? request -> {
                      throw RequestException.notFound();
                    }
                    : before;
            route.put(method, request -> endpoint.handle(request, next));
          });
      return this;
    }

    /** Answers 404 on a path, whatever the method. */
    public Builder disable(String path) {
      custom.put(custom.size() + path, () -> route(path).disable());
      return this;
    }

    /** Returns the API. */
    public AdminApi build() {
      route("/")
          .put(
              Method.GET,
              request ->
                  AdminResponse.tree(
                      200,
                      Map.of(
                          "tagline",
                          "Welcome to Plinth",
                          "entities",
                          db.schemas().types().stream().map(EntityType::name).toList())));
      route("/status").put(Method.GET, request -> status(db.check()));
      for (EntityType type : db.schemas().types()) {
        if (type.schema().hasAdminApi()) {
          generate(type);
        }
      }
      custom.values().forEach(Runnable::run);
      return new AdminApi(new Router(routes), config);
    }

    private static AdminResponse status(Health health) {
      return AdminResponse.tree(200, Map.of("database", Map.of("reachable", health.isUp())));
    }

    private Router.Route route(String path) {
      return routes.computeIfAbsent(path, Router.Route::new);
    }

    private static String collection(EntityType type) {
      return "/" + type.schema().adminApiName();
    }

    private void generate(EntityType type) {
      Dao<Entity> dao = db.dao(type.name());
      String collection = collection(type);
      CollectionEndpoints all = new CollectionEndpoints(dao, collection, null, config);
      route(collection).put(Method.GET, all::list);
      route(collection).put(Method.POST, all::create);
      EntityEndpoints one = new EntityEndpoints(dao, config);
      String path = collection + "/" + new Identity(dao).segment();
      put(route(path), one::get, one::put, one::patch, one::delete);
      for (Map.Entry<String, Field<?>> field : type.fields().entrySet()) {
        if (field.getValue() instanceof ForeignField foreign) {
          nest(dao, one, path, field.getKey(), db.dao(foreign.reference()));
        }
      }
    }

    private void nest(
        Dao<Entity> dao, EntityEndpoints one, String path, String field, Dao<Entity> parents) {
      EntityEndpoints.Parent parent = new EntityEndpoints(parents, config).new Parent(dao, field);
      put(route(path + "/" + field), parent::get, parent::put, parent::patch, parent::delete);
      Identity owner = new Identity(parents);
      String segment = dao.type().schema().adminApiNestedName();
      String nested = collection(parents.type()) + "/" + owner.segment() + "/" + segment;
      CollectionEndpoints children =
          new CollectionEndpoints(
              dao,
              nested,
              new CollectionEndpoints.Parent(owner, collection(parents.type()), field, segment),
              config);
      route(nested).put(Method.GET, children::list);
      route(nested).put(Method.POST, children::create);
      EntityEndpoints.Child child = one.new Child(owner, field);
      put(
          route(nested + "/" + new Identity(dao).segment()),
          child::get,
          child::put,
          child::patch,
          child::delete);
    }

    private static void put(Router.Route route, Next get, Next put, Next patch, Next delete) {
      route.put(Method.GET, get);
      route.put(Method.PUT, put);
      route.put(Method.PATCH, patch);
      route.put(Method.DELETE, delete);
    }
  }
}

/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.schema.Values;
import dev.plinth.schema.Violations;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ratio is worth something only when all do the same work: all refuse the same fields. */
class PeersTest {
  private static <T> Set<String> fields(Collection<T> problems, Function<T, String> path) {
    Set<String> fields = new TreeSet<>();
    for (T problem : problems) {
      String field =
          path.apply(problem)
              .replaceAll("([A-Z])", "_$1")
              .toLowerCase(java.util.Locale.ROOT)
              .replaceFirst("^/", "")
              .replaceFirst("[./\\[<].*", "");
      if (!field.isEmpty() && !field.startsWith("@")) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Set<String> ofPlinth(String type, Input input) {
    Violations violations = Input.type(type).insert(input.values()).violations();
    return fields(violations.toTree().keySet(), Function.identity());
  }

  private static Set<String> ofHibernateValidator(Object form) {
    return fields(
        Input.hibernateValidator().validate(form), one -> one.getPropertyPath().toString());
  }

  private static Set<String> ofNetworknt(String entity, Input input) {
    return fields(
        Input.jsonSchema(entity).validate(input.tree()),
        error -> error.getInstanceLocation().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"accepted", "refused"})
  void service_isJudgedAlike(String name) {
    Input input = new Input("service-" + name);
    ServiceForm form = input.form(ServiceForm.class);
    Set<String> wrong = ofPlinth("services", input);
    assertThat(wrong).hasSize(name.equals("accepted") ? 0 : 7);
    assertThat(fields(ServiceFloor.insert(form).problems(), Problems.Problem::path))
        .isEqualTo(wrong);
    assertThat(ofHibernateValidator(form)).isEqualTo(wrong);
    assertThat(ofNetworknt("service", input)).isEqualTo(wrong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "stream", "refused"})
  void route_isJudgedAlike(String name) {
    Input input = new Input("route-" + name);
    RouteForm form = input.form(RouteForm.class);
    Set<String> wrong = ofPlinth("routes", input);
    assertThat(wrong).hasSize(name.equals("refused") ? 8 : 0);
    assertThat(fields(RouteFloor.insert(form).problems(), Problems.Problem::path)).isEqualTo(wrong);
    assertThat(ofHibernateValidator(form)).isEqualTo(wrong);
    assertThat(ofNetworknt("route", input)).isEqualTo(wrong);
  }

  @Test
  void hosts_areJudgedAsByTheSchema() {
    for (String host :
        List.of(
            "a",
            "a.b",
            "a.b.",
            ".a",
            "a..b",
            "a-",
            "a-.b",
            "a_b",
            "a b",
            "",
            "1.2.3.4",
            "1.2.3",
            "256.1.1.1",
            "::1",
            "[::1]",
            "1:2:3:4:5:6:7:8",
            "1::2::3",
            "fe80::1%",
            "a:80",
            "*.a",
            "a.*",
            "*",
            "[::1]:80",
            "1.2.3.4:80",
            "a:99999",
            ":::",
            "1:",
            "é",
            "-a",
            "a.-b")) {
      assertThat(TextForm.HOST.accepts(host))
          .as("host %s", host)
          .isEqualTo(accepts("services", Values.of("host", host)));
      assertThat(TextForm.ROUTE_HOST.accepts(host))
          .as("host of a route: %s", host)
          .isEqualTo(accepts("routes", Values.of("hosts", List.of(host))));
      assertThat(TextForm.SNI.accepts(host))
          .as("sni %s", host)
          .isEqualTo(accepts("routes", Values.of("snis", List.of(host))));
    }
  }

  @Test
  void otherTexts_areJudgedAsByTheSchema() {
    for (String text :
        List.of(
            "/",
            "/a",
            "a",
            "//",
            "/a//b",
            "/%",
            "/%2",
            "/%2F",
            "/%2f",
            "/%41",
            "/./a",
            "/a/..",
            "/..a",
            "/é",
            "/a b",
            "~/a",
            "~/(",
            "~a",
            "a.b-c_d~e",
            "é",
            "a,b",
            "a/b",
            "\ud800",
            "GET",
            "get",
            "G T",
            "1.2.3.4",
            "1.2.3.4/33",
            "1.2.3.4/32",
            "::1/128",
            "::1/129",
            "01.2.3.4",
            "1.2.3.4/01",
            "Host",
            "x-a",
            "x.a",
            "")) {
      same(TextForm.PATH, text, "services", Values.of("host", "a").and("path", text));
      same(TextForm.NAME, text, "services", Values.of("host", "a").and("name", text));
      same(TextForm.TAG, text, "services", Values.of("host", "a").and("tags", List.of(text)));
      same(TextForm.ROUTER_PATH, text, "routes", Values.of("paths", List.of(text)));
      same(TextForm.METHOD, text, "routes", Values.of("methods", List.of(text)));
      same(
          TextForm.HEADER_NAME,
          text,
          "routes",
          Values.of("headers", Map.of(text, List.of("value"))));
      same(
          TextForm.IP_OR_CIDR,
          text,
          "routes",
          Values.of("protocols", List.of("tcp")).and("sources", List.of(Map.of("ip", text))));
    }
  }

  private static void same(TextForm form, String text, String type, Values values) {
    assertThat(form.accepts(text)).as("%s %s", form, text).isEqualTo(accepts(type, values));
  }

  private static boolean accepts(String type, Values values) {
    return Input.type(type).insert(values).isAccepted();
  }
}

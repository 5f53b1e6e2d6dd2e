/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static dev.plinth.schema.Fields.foreign;
import static dev.plinth.schema.Fields.string;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class DiagramTest {
  private static Schema.Builder entity(String name) {
    return Schema.named(name).primaryKey("id").field("id", Typedefs.id());
  }

  /** Four entities, of which the last refers past the one beside it. */
  private static List<Schema> chain() {
    return List.of(
        entity("orgs").build(),
        entity("teams").field("org", foreign("orgs").required()).build(),
        entity("users")
            .field("team", foreign("teams").onDelete(OnDelete.CASCADE))
            .field("badge", foreign("badges").unique())
            .build(),
        entity("badges").build(),
        entity("logins")
            .field("user", foreign("users").required())
            .field("org", foreign("orgs"))
            .build());
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void toMermaid_references_tellHowManyAndWhatADeleteDoes() {
    assertThat(SchemaSet.of(chain()).toMermaid())
        .startsWith("erDiagram\n  badges {\n    uuid id PK\n  }\n")
        .contains("    foreign badge FK, UK\n")
        .contains("  orgs ||--o{ teams : \"org, on delete restrict\"\n")
        .contains("  teams |o--o{ users : \"team, on delete cascade\"\n")
        .contains("  badges |o--o| users : \"badge, on delete restrict\"\n");
  }

  @Test
  void toMermaid_namesThatAreNoWords_areQuotedOrChanged() {
    Schema odd = entity("odd \"name\"").field("x5t#S256", string()).field("1st", string()).build();
    assertThat(SchemaSet.of(odd).toMermaid())
        .contains("  \"odd 'name'\" {\n")
        .contains("    string x5t_S256\n")
        .contains("    string _1st\n");
  }

  @Test
  void toSvg_textWithMarkup_isEscaped() throws Exception {
    Schema odd = entity("<b>&\u0001").field("a\"<c>", string()).build();
    assertThat(parsed(SchemaSet.of(odd).toSvg()).getDocumentElement().getTextContent())
        .contains("<b>&\ufffd")
        .contains("a\"<c>");
  }

  @Test
  void toSvg_longNames_areCut() throws Exception {
    Schema odd = entity("x".repeat(200)).build();
    assertThat(parsed(SchemaSet.of(odd).toSvg()).getDocumentElement().getTextContent())
        .contains("x".repeat(47) + "…")
        .doesNotContain("x".repeat(48));
  }

  @Test
  void toSvg_schemasInAnyOrder_isTheSame() {
    List<Schema> schemas = new ArrayList<>(chain());
    String first = SchemaSet.of(schemas).toSvg();
    Random random = new Random(1);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(schemas, random);
      assertThat(SchemaSet.of(schemas).toSvg()).isEqualTo(first);
    }
  }

  @Test
  void toSvg_noSchemas_isAnEmptyPicture() throws Exception {
    assertThat(parsed(SchemaSet.of().toSvg()).getElementsByTagName("rect").getLength()).isZero();
  }

  @Test
  void layout_anySet_putsReferencedLeftAndNothingOverAnother() {
    DiagramLayout layout = new DiagramLayout(SchemaSet.of(chain()).types());
    List<DiagramLayout.Box> places = new ArrayList<>();
    layout.boxes().forEach(places::add);
    for (DiagramLayout.Line line : layout.lines()) {
      assertThat(line.to().right()).isLessThan(line.from().x);
      places.addAll(line.through());
    }
    assertThat(layout.lines()).anySatisfy(line -> assertThat(line.through()).hasSize(2));
    for (DiagramLayout.Box one : places) {
      assertThat(one.x + one.width).isLessThan(layout.width());
      assertThat(one.y + one.height).isLessThan(layout.height());
      for (DiagramLayout.Box other : places) {
        assertThat(
                one == other
                    || one.column != other.column
                    || one.y + one.height <= other.y
                    || other.y + other.height <= one.y)
            .as("%s and %s", one.entity.name(), other.entity.name())
            .isTrue();
      }
    }
  }
}

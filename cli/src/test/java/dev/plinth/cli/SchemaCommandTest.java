/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.dao.Settings;
import dev.plinth.memory.MemoryStrategy;
import dev.plinth.schema.Functions;
import dev.plinth.schema.Schema;
import dev.plinth.schema.SchemaSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCommandTest {
  private static final String SHOPS =
      """
      name: shops
      primary_key: [id]
      fields:
        - id: {typedef: uuid}
        - name: {type: string, unique: true}
      """;
  private static final String ITEMS =
      """
      name: items
      primary_key: [id]
      fields:
        - id: {typedef: uuid}
        - shop: {type: foreign, reference: shops, on_delete: cascade}
        - price: {type: number, gt: 0, custom_validator: is_price}
      """;

  @TempDir private Path folder;

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void files() throws IOException {
    write("shops.yaml", SHOPS);
    write("items.yaml", ITEMS);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private int run(Object... args) {
    out = new StringWriter();
    err = new StringWriter();
    String[] line = new String[args.length + 1];
    line[0] = "schema";
    for (int i = 0; i < args.length; i++) {
      line[i + 1] = args[i].toString();
    }
    return Application.named("shop")
        .strategy("memory", read -> MemoryStrategy.create())
        .settings(Settings.of(Map.of("strategy", "nowhere")))
        .schemas(SchemaSet.of(Schema.parse(SHOPS)))
        .functions(Functions.none().check("is_price", "no price", (Double price) -> price < 1e6))
        .build()
        .run(new PrintWriter(out), new PrintWriter(err, true), line);
  }

  private String said() {
    return out.toString().replace(folder + "/", "");
  }

  private String complaint() {
    return err.toString().replace(folder + "/", "").strip();
  }

  @Test
  void lint_correctFiles_countsThem() {
    assertThat(run("lint", folder)).isZero();
    assertThat(said()).isEqualTo("2 schemas, no problems\n");
    assertThat(run("lint", folder.resolve("shops.yaml"))).isZero();
    assertThat(said()).isEqualTo("1 schema, no problems\n");
  }

  @Test
  void lint_wrongFiles_tellsAllProblemsOfAll() throws IOException {
    write("bad/one.yaml", "name: one\nprimary_key: [nope]\nfields:\n  - id: {type: strin}\n");
    write("bad/two.yaml", "name: [");
    write(
        "bad/three.json",
        "{\"name\": \"three\", \"primary_key\": [\"id\"], \"fields\": [{\"id\": {\"typedef\": \"uuid\"}}]}");
    write("bad/four.yaml", ITEMS.replace("is_price", "is_cheap"));
    assertThat(run("lint", folder.resolve("bad"), folder.resolve("gone.yaml"))).isEqualTo(1);
    assertThat(said().lines())
        .anySatisfy(line -> assertThat(line).startsWith("bad/one.yaml: ").contains("strin"))
        .anySatisfy(line -> assertThat(line).startsWith("bad/one.yaml: ").contains("nope"))
        .anySatisfy(line -> assertThat(line).startsWith("bad/two.yaml: "))
        .anySatisfy(line -> assertThat(line).startsWith("bad/four.yaml: ").contains("is_cheap"))
        .contains("gone.yaml: there is no such file or folder")
        .allSatisfy(line -> assertThat(line).matches("(bad/(one|two|four)|gone)\\.yaml: .+"));
    assertThat(complaint()).isEmpty();
  }

  @Test
  void lint_filesThatDoNotFitTogether_tellsWhich() throws IOException {
    assertThat(run("lint", folder.resolve("items.yaml"))).isEqualTo(1);
    assertThat(said())
        .isEqualTo("items.yaml: items.shop: schema refers to an invalid foreign entity: shops\n");
    Path twin = write("twin.yaml", SHOPS);
    assertThat(run("lint", folder.resolve("shops.yaml"), twin)).isEqualTo(1);
    assertThat(said()).isEqualTo("twin.yaml: two schemas are named 'shops'\n");
    Path back = write("back.yaml", SHOPS + "  - item: {type: foreign, reference: items}\n");
    assertThat(run("lint", folder.resolve("items.yaml"), back)).isEqualTo(1);
    assertThat(said()).startsWith("back.yaml: references go in a circle: ").endsWith("\n");
  }

  @Test
  void lint_whatRefersToAWrongFile_isNotBlamed() throws IOException {
    write("shops.yaml", SHOPS.replace("unique", "uniq"));
    assertThat(run("lint", folder)).isEqualTo(1);
    assertThat(said().lines()).hasSize(1).first().asString().startsWith("shops.yaml: ");
  }

  @Test
  void files_unreadable_areOneLineEach() throws IOException {
    Path big = write("big.yaml", "#".repeat(1_000_001));
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', (byte) 0xff});
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path deep = write("deep.yaml", "[".repeat(200_000));
    assertThat(run("lint", big, binary, empty, deep)).isEqualTo(1);
    assertThat(said().lines())
        .containsExactly(
            "big.yaml: too big for a schema file, of which 1000000 bytes are the most",
            "binary.yaml: not a text in UTF-8",
            "empty: no schema files in this folder: they end with .yaml, .yml or .json",
            "deep.yaml: nested too deeply for a schema file");
    assertThat(run("show", write("list.yaml", "- a"))).isEqualTo(1);
    assertThat(complaint().lines()).hasSize(1).first().asString().startsWith("shop: list.yaml: ");
  }

  @Test
  void lint_nothingNamed_isAWrongCommandLine() {
    assertThat(run("lint")).isEqualTo(2);
    assertThat(complaint().lines()).hasSize(1);
  }

  @Test
  void show_nameOrFile_isATable() {
    assertThat(run("show", "shops")).isZero();
    assertThat(said()).contains("shops\nprimary key: id\n").contains("name   string  unique\n");
    assertThat(run("show", folder.resolve("items.yaml"))).isZero();
    assertThat(said()).contains("shop   foreign shops  on_delete cascade\n");
  }

  @Test
  void show_jsonSchema_findsWhatIsReferredTo() throws IOException {
    assertThat(run("show", "shops", "--json-schema")).isZero();
    assertThat(said()).contains("\"$id\": \"urn:plinth:schema:shops\"");
    Path alone = write("alone/items.yaml", ITEMS);
    assertThat(run("show", alone, "--json-schema")).isZero();
    assertThat(said()).contains("\"one of shops\"");
    Path lost = write("lost/items.yaml", ITEMS.replace("reference: shops", "reference: lost"));
    write("lost/other.yaml", "name: [");
    assertThat(run("show", lost, "--json-schema")).isEqualTo(1);
    assertThat(complaint())
        .isEqualTo(
            "shop: schemas do not fit together: items.shop: schema refers to an invalid foreign entity: lost");
  }

  @Test
  void show_yaml_isAFileAgain() throws IOException {
    assertThat(run("show", "shops", "--yaml")).isZero();
    assertThat(Schema.parse(said())).isEqualTo(Schema.parse(SHOPS));
    assertThat(run("show", folder.resolve("items.yaml"), "--yaml")).isEqualTo(1);
    assertThat(complaint())
        .startsWith("shop: 'items' has no form as a file: ")
        .contains("custom_validator");
  }

  @Test
  void show_neitherNameNorFile_saysWhatThereIs() {
    assertThat(run("show", "shop")).isEqualTo(1);
    assertThat(complaint())
        .isEqualTo("shop: there is neither a schema nor a file 'shop'; the schemas are shops");
    assertThat(run("show", "shops", "--yaml", "--json-schema")).isEqualTo(2);
  }

  @Test
  void diagram_noFiles_drawsTheApplication() {
    assertThat(run("diagram")).isZero();
    assertThat(said()).startsWith("erDiagram\n  shops {\n").doesNotContain("items");
  }

  @Test
  void diagram_files_inAnyFormat() throws IOException {
    assertThat(run("diagram", folder)).isZero();
    assertThat(said()).contains("  shops |o--o{ items : \"shop, on delete cascade\"\n");
    assertThat(run("diagram", folder, "--format", "svg")).isZero();
    assertThat(said()).startsWith("<svg ");
    Path picture = folder.resolve("picture.svg");
    assertThat(run("diagram", folder, "-o", picture)).isZero();
    assertThat(said()).isEqualTo("picture.svg written\n");
    assertThat(Files.readString(picture)).startsWith("<svg ");
    assertThat(run("diagram", "--format", "png")).isEqualTo(2);
    assertThat(complaint()).contains("expected one of [MERMAID, SVG]");
    assertThat(run("diagram", folder, "-o", folder.resolve("no/where.svg"))).isEqualTo(1);
    assertThat(complaint())
        .isEqualTo("shop: cannot write 'no/where.svg': there is no such file or folder");
  }

  @Test
  void diff_twoVersions_tellsWhomTheyBreak() throws IOException {
    Path next =
        write("next/shops.yaml", SHOPS.replace("unique: true", "unique: true, required: true"));
    assertThat(run("diff", folder.resolve("shops.yaml"), next)).isZero();
    assertThat(said())
        .isEqualTo(
            "shops.name  breaks writers  is required and has to be sent\n\nverdict: major\n");
    assertThat(run("diff", next, folder.resolve("shops.yaml"))).isZero();
    assertThat(said()).isEqualTo("shops.name  breaks readers  may be null\n\nverdict: major\n");
    assertThat(run("diff", folder, folder)).isZero();
    assertThat(said()).isEqualTo("no differences\n\nverdict: patch\n");
  }

  @Test
  void diff_json_isForPrograms() throws IOException {
    Path next = write("next/shops.yaml", SHOPS + "  - city: {type: string}\n");
    assertThat(run("diff", "--json", folder.resolve("shops.yaml"), next)).isZero();
    assertThat(said())
        .isEqualTo(
            "{\"verdict\":\"minor\",\"changes\":[{\"path\":\"shops.city\",\"message\":\"the field is new\",\"breaks_writers\":false,\"breaks_readers\":false,\"level\":\"minor\"}]}\n");
  }

  @Test
  void diff_failOn_endsWithCode3() throws IOException {
    Path next = write("next/shops.yaml", SHOPS + "  - city: {type: string}\n");
    Path old = folder.resolve("shops.yaml");
    assertThat(run("diff", old, next, "--fail-on", "major")).isZero();
    assertThat(run("diff", old, next, "--fail-on", "minor")).isEqualTo(3);
    assertThat(run("diff", next, old, "--fail-on", "major")).isEqualTo(3);
    assertThat(run("diff", old, old, "--fail-on", "patch")).isZero();
    assertThat(run("diff", old, next, "--fail-on", "none")).isEqualTo(2);
  }

  @Test
  void diff_twoOfOneName_isRefused() throws IOException {
    write("twice/a.yaml", SHOPS);
    write("twice/b.yaml", SHOPS);
    assertThat(run("diff", folder.resolve("twice"), folder)).isEqualTo(1);
    assertThat(complaint()).isEqualTo("shop: two schemas are named 'shops'");
  }

  @Test
  void nothingSaid_isAWrongCommandLine() {
    assertThat(run()).isEqualTo(2);
    assertThat(complaint()).contains("say what to do with schemas");
  }
}

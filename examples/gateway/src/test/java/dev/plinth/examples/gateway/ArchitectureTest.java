/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.examples.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the modules, and the house rules that a look at the classes can see. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.plinth");
  private static final String[] PLATFORM = {"java..", "javax..", "org.jspecify..", "org.slf4j.."};

  private static void mayUse(String module, String... others) {
    String own = "dev.plinth." + module;
    classes()
        .that()
        .resideInAPackage(own)
        .and()
        .haveNameNotMatching(".*Module")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(PLATFORM).or(resideInAnyPackage(own)).or(resideInAnyPackage(others)))
        .check(CLASSES);
  }

  @Test
  void modules_useOnlyWhatTheArrowsAllow() {
    mayUse("schema", "tools.jackson..", "org.snakeyaml..");
    mayUse("dao", "dev.plinth.schema", "dev.plinth.dao..");
    mayUse("dao.spi", "dev.plinth.schema", "dev.plinth.dao..");
    mayUse("memory", "dev.plinth.schema", "dev.plinth.dao..");
    mayUse(
        "postgres",
        "dev.plinth.schema",
        "dev.plinth.dao..",
        "org.apache.ibatis..",
        "org.postgresql..",
        "com.zaxxer..");
    mayUse("migrations", "dev.plinth.schema", "dev.plinth.dao..");
    mayUse(
        "admin", "dev.plinth.schema", "dev.plinth.dao..", "tools.jackson..", "jakarta.servlet..");
    mayUse("admin.server", "dev.plinth.admin", "org.eclipse.jetty..");
    mayUse("embedded", "org.apache.commons.compress..", "org.testcontainers..");
    mayUse(
        "cli",
        "dev.plinth.schema",
        "dev.plinth.dao..",
        "dev.plinth.migrations",
        "dev.plinth.admin..",
        "picocli..",
        "tools.jackson..");
  }

  @Test
  void guice_isInModulesAlone() {
    noClasses()
        .that(not(nameMatching(".*Module")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google..")
        .check(CLASSES);
  }

  /** Public for the Cassandra driver alone, which makes it by its name. */
  private static final String DRIVERS_OWN = "dev.plinth.cassandra.CassandraRetry";

  @Test
  void publicSignatures_haveNoTypesOfOthers() {
    Set<String> foreign = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC)
          || type.getPackageName().startsWith("dev.plinth.examples")
          || type.getSimpleName().endsWith("Module")
          || type.getName().equals(DRIVERS_OWN)) {
        continue;
      }
      type.getMethods().stream()
          .filter(
              method ->
                  method
                      .getModifiers()
                      .contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
          .forEach(
              method -> {
                Set<JavaClass> mentioned = new java.util.HashSet<>(method.getRawParameterTypes());
                mentioned.add(method.getRawReturnType());
                mentioned.stream()
                    .map(JavaClass::getBaseComponentType)
                    .filter(
                        other ->
                            !other.isPrimitive()
                                && !other.getPackageName().startsWith("java.")
                                && !other.getPackageName().startsWith("dev.plinth"))
                    .forEach(
                        other ->
                            foreign.add(method.getFullName() + " mentions " + other.getName()));
              });
    }
    assertThat(foreign).isEmpty();
  }

  @Test
  void names_sayWhatTheThingIs() {
    noClasses().should().haveNameMatching(".*(Impl|Util|Utils|Manager|Helper)").check(CLASSES);
  }

  @Test
  void records_arePackagePrivate() {
    classes()
        .that()
        .areRecords()
        .and()
        .resideOutsideOfPackage("dev.plinth.examples..")
        .should()
        .notBePublic()
        .check(CLASSES);
  }

  @Test
  void strategies_knowNothingOfEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.plinth.postgres")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.plinth.memory", "dev.plinth.cassandra")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.plinth.memory")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.plinth.postgres", "dev.plinth.cassandra")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.plinth.cassandra")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.plinth.memory", "dev.plinth.postgres")
        .check(CLASSES);
  }
}

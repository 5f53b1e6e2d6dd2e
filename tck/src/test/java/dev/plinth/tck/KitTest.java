/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.plinth.tck.WrongStrategy.Wrongness;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Tests the kit itself: that it finds each of a family of wrong strategies, by the rule and in
 * words; each contract finds one at least.
 */
class KitTest {
  /** A wrong strategy, the rule that finds it, and words of what the rule says. */
  record Mutant(Wrongness wrongness, String rule, String words) {}

  static Stream<Mutant> mutants() {
    return Stream.of(
        new Mutant(Wrongness.FORGETS_DELETIONS, "EVENT-01", "DELETED"),
        new Mutant(Wrongness.CLAIMS_STATEMENTS, "LIFE-03", "connector() is present exactly when"),
        new Mutant(
            Wrongness.HIDES_ITS_LACK_OF_TRANSACTIONS,
            "LIFE-03",
            "transactions() is present exactly when TRANSACTIONS is not lacking"),
        new Mutant(Wrongness.IGNORES_TAGS, "ARG-24", "Expecting empty"),
        new Mutant(Wrongness.TELLS_IN_ITS_OWN_WORDS, "ERR-01", "there is one already"),
        new Mutant(Wrongness.FORGETS_INTEGERS, "VIOLATION-11", "what the call was refused with"),
        new Mutant(Wrongness.FORGETS_INTEGERS, "PROCESS-09", "what the call was refused with"),
        new Mutant(Wrongness.ROUNDS_INTEGERS, "TYPE-01", "9007199254740993"),
        new Mutant(Wrongness.ROUNDS_INTEGERS, "COLL-03", "9007199254740993"),
        new Mutant(Wrongness.EMPTIES_ARE_NULL, "COLL-10", "read"),
        new Mutant(Wrongness.EMPTIES_ARE_NULL, "CREATE-08", "null"),
        new Mutant(Wrongness.SWALLOWS_DUPLICATES, "CREATE-02", "to raise a throwable"),
        new Mutant(
            Wrongness.SWALLOWS_DUPLICATES,
            "CREATE-05",
            "inserts of one unique value by eight threads that succeeded"),
        new Mutant(Wrongness.TAKES_DANGLING_REFERENCES, "CREATE-06", "to raise a throwable"),
        new Mutant(Wrongness.NEVER_EXPIRES, "READ-06", "is there after"),
        new Mutant(Wrongness.IGNORES_THE_VERSION, "UPDATE-11", "the store itself compares"),
        new Mutant(Wrongness.RETURNS_THE_OLD_ROW, "UPSERT-01", "expected"),
        new Mutant(Wrongness.DELETES_ANY_VERSION, "DELETE-09", "the store itself compares"),
        new Mutant(
            Wrongness.DELETES_WHAT_IS_REFERRED_TO,
            "DELETE-08",
            "the store itself keeps references"),
        new Mutant(Wrongness.SWALLOWS_DUPLICATES, "UNIQUE-01", "what the call was refused with"),
        new Mutant(Wrongness.LOWERS_TEXTS, "UNIQUE-10", "UNIQUE violation detected"),
        new Mutant(Wrongness.TAKES_DANGLING_REFERENCES, "REF-12", "what the call was refused"),
        new Mutant(Wrongness.FORGETS_REFERENCES, "REF-01", "expected"),
        new Mutant(Wrongness.FORGETS_REFERENCES, "CASCADE-14", "expected"),
        new Mutant(Wrongness.SKIPS_A_ROW, "PAGE-01", "pages of 2"),
        new Mutant(Wrongness.ENDS_WITH_AN_EMPTY_PAGE, "PAGE-02", "no offset after the last"),
        new Mutant(Wrongness.TAKES_ANY_POSITION, "PAGE-05", "offset"),
        new Mutant(Wrongness.PAGES_WITHOUT_TTL, "PAGE-10", "time to live on a page"),
        new Mutant(Wrongness.PAGES_BACKWARDS, "ORDER-04", "expected"),
        new Mutant(Wrongness.SKIPS_A_ROW, "LOOKUP-01", "pages of 2"),
        new Mutant(Wrongness.TAKES_ANY_TAG, "TAGS-08", "not expected"),
        new Mutant(Wrongness.ENDS_WITH_AN_EMPTY_PAGE, "TAGS-11", "Expecting an empty Optional"),
        new Mutant(Wrongness.PAGES_WITHOUT_TTL, "TTL-03", "No value present"),
        new Mutant(Wrongness.LOSES_THE_TTL, "TTL-09", "No value present"),
        new Mutant(Wrongness.NEVER_EXPIRES, "TTL-11", "is there after"),
        new Mutant(Wrongness.IGNORES_WORKSPACES, "WS-17", "not expected"),
        new Mutant(Wrongness.SWALLOWS_DUPLICATES, "WS-08", "what the call was refused with"),
        new Mutant(Wrongness.SEES_ONE_WORKSPACE, "ACROSS-04", "but could not find"),
        new Mutant(Wrongness.RETURNS_BULK_BACKWARDS, "BULK-10", "there were differences at"),
        new Mutant(Wrongness.FORGETS_REFERENCES, "TYPED-04", "expected"),
        new Mutant(Wrongness.RETURNS_THE_OLD_ROW, "FORWARD-04", "update"),
        new Mutant(Wrongness.RETURNS_THE_OLD_ROW, "HOOK-02", "a->b"),
        new Mutant(Wrongness.RETURNS_THE_OLD_ROW, "CHANGE-02", "expected"),
        new Mutant(Wrongness.COMMITS_WHAT_WAS_UNDONE, "TX-02", "expected"),
        new Mutant(Wrongness.SWALLOWS_DUPLICATES, "RACE-01", "two inserts of one primary key"),
        new Mutant(Wrongness.TAKES_THEM_LATE, "ORPHAN-01", "the insert of a child and the delete"),
        new Mutant(Wrongness.SWALLOWS_DUPLICATES, "HISTORY-01", "no order explains"),
        new Mutant(Wrongness.KEEPS_WHAT_IT_FOUND, "HISTORY-02", "no order explains"),
        new Mutant(Wrongness.RETURNS_THE_OLD_ROW, "HISTORY-03", "no order explains"),
        new Mutant(Wrongness.LENDS_TO_EVERYBODY, "MUTEX-01", "Expecting an empty Optional"),
        new Mutant(Wrongness.LOSES_A_RARE_VALUE, "DIFF-01", "weight: expected"),
        new Mutant(Wrongness.STAYS_OPEN, "CLOSE-03", "Expecting value to be false"));
  }

  private static Map<String, String> run(DiscoverySelector tests) {
    Map<String, String> failures = new LinkedHashMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(tests).build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result
                    .getThrowable()
                    .ifPresent(
                        cause -> failures.put(rule(test), String.valueOf(cause.getMessage())));
              }
            });
    return failures;
  }

  private static String rule(TestIdentifier test) {
    return test.getSource()
        .filter(org.junit.platform.engine.support.descriptor.MethodSource.class::isInstance)
        .map(org.junit.platform.engine.support.descriptor.MethodSource.class::cast)
        .map(source -> source.getJavaMethod().getAnnotation(Rule.class).value())
        .orElse(test.getDisplayName());
  }

  /** Selects one rule of the author with the wrong strategy. */
  private static DiscoverySelector only(String rule) {
    for (Class<?> nested : WrongAuthor.class.getDeclaredClasses()) {
      for (Method method : nested.getSuperclass().getDeclaredMethods()) {
        Rule annotation = method.getAnnotation(Rule.class);
        if (annotation != null && annotation.value().equals(rule)) {
          return selectNestedMethod(List.of(WrongAuthor.class), nested, method);
        }
      }
    }
    throw new IllegalArgumentException("no rule " + rule);
  }

  @Test
  void strategyWithNothingWrong_passes() {
    WrongAuthor.wrongness = Wrongness.NOTHING;
    assertThat(run(selectClass(WrongAuthor.class))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void wrongStrategy_isFoundByItsRule(Mutant mutant) {
    WrongAuthor.wrongness = mutant.wrongness();
    assertThat(run(only(mutant.rule())))
        .containsKey(mutant.rule())
        .extractingByKey(mutant.rule())
        .asString()
        .contains(mutant.words());
  }

  @Test
  void mutants_areOfEachContractAndEachWrongness() {
    Set<String> found =
        mutants()
            .map(mutant -> mutant.rule().replaceAll("-.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(TckExtension.rules().map(rule -> rule.replaceAll("-.*", "")).distinct())
        .containsExactlyInAnyOrderElementsOf(found);
    assertThat(mutants().map(Mutant::wrongness).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Wrongness.values())
                .filter(wrongness -> wrongness != Wrongness.NOTHING)
                .toList());
  }

  @Test
  void author_withoutAllContracts_isToldWhichAreMissing() {
    assertThat(run(selectClass(WrongAuthor.Forgetful.class)).values())
        .singleElement()
        .asString()
        .startsWith("Forgetful must nest [AcrossContract, ArgumentContract, BulkContract, ")
        .doesNotContain("LifecycleContract");
  }
}

/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Tests the kit itself: that it finds each of a family of wrong strategies, by the rule and in
 * words.
 */
class KitTest {
  private static Map<String, String> run(Class<?> author) {
    Map<String, String> failures = new LinkedHashMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(author)).build();
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
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod().getAnnotation(Rule.class).value())
        .orElse(test.getDisplayName());
  }

  @Test
  void strategyWithNothingWrong_passes() {
    WrongAuthor.wrongness = WrongStrategy.Wrongness.NOTHING;
    assertThat(run(WrongAuthor.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "IGNORES_THE_VERSION | UPDATE-11 | the store itself compares versions",
        "DELETES_ANY_VERSION | DELETE-09 | the store itself compares versions",
        "PAGES_WITHOUT_TTL | PAGE-10 | time to live on a page",
        "SWALLOWS_DUPLICATES | CREATE-02 | Expecting code to raise a throwable",
        "SWALLOWS_DUPLICATES | CREATE-05 | inserts of one unique value by eight threads that succeeded",
        "TAKES_DANGLING_REFERENCES | CREATE-06 | Expecting code to raise a throwable",
        "SKIPS_A_ROW | PAGE-01 | pages of 2",
        "ENDS_WITH_AN_EMPTY_PAGE | PAGE-02 | no offset after the last entity",
        "EMPTIES_ARE_NULL | CREATE-08 | null",
        "NEVER_EXPIRES | READ-06 | Expecting an empty Optional",
        "DELETES_WHAT_IS_REFERRED_TO | DELETE-08 | the store itself keeps references",
        "TAKES_ANY_POSITION | PAGE-05 | offset",
        "FORGETS_DELETIONS | EVENT-01 | DELETED",
        "CLAIMS_STATEMENTS | LIFE-03 | connector() is present exactly when STATEMENTS is not lacking",
        "HIDES_ITS_LACK_OF_TRANSACTIONS | LIFE-03 | transactions() is present exactly when TRANSACTIONS is not lacking"
      })
  void wrongStrategy_isFoundByItsRule(
      WrongStrategy.Wrongness wrongness, String rule, String words) {
    WrongAuthor.wrongness = wrongness;
    assertThat(run(WrongAuthor.class))
        .containsKey(rule)
        .extractingByKey(rule)
        .asString()
        .contains(words);
  }

  @Test
  void author_withoutAllContracts_isToldWhichAreMissing() {
    assertThat(run(WrongAuthor.Forgetful.class).values())
        .singleElement()
        .asString()
        .isEqualTo(
            "Forgetful must nest [CreateContract, DeleteContract, EventContract, PageContract, ReadContract, UpdateContract, UpsertContract]");
  }
}

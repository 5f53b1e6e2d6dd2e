/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.cassandra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.plinth.dao.spi.Finding;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Each statement of each operation fails in turn, in ways in which a real server fails when it
 * pleases; below the driver, above a real Cassandra, so that what a failed statement has done, does
 * later or does not do is real too. Whatever the caller is told has to be true, at once and when
 * everything has landed.
 */
class CassandraFaultTest {
  private static final boolean PAIRS = "all".equals(System.getProperty("plinth.test.faults"));

  private static final Set<CqlFailure> USUAL =
      EnumSet.complementOf(EnumSet.of(CqlFailure.SERVER_ERROR, CqlFailure.LOST));
  private static final FaultWorld WORLD = new FaultWorld();

  @AfterAll
  static void close() {
    WORLD.close();
  }

  /** What a statement that fails is followed by, and in which ways it fails. */
  private interface Ways {
    Stream<FaultCase> of(FaultedOperation operation, FaultCase.Recording recording, int number);
  }

  private static Stream<DynamicNode> operations(Ways ways) {
    return Stream.concat(
        Stream.of(
                FaultedService.values(),
                FaultedInsert.values(),
                FaultedChange.values(),
                FaultedRead.values())
            .flatMap(Stream::<FaultedOperation>of)
            .map(operation -> operation(operation, ways)),
        Stream.of(dynamicTest("nothing stays that cannot be mended", () -> requireHealthy())));
  }

  private static DynamicNode operation(FaultedOperation operation, Ways ways) {
    FaultCase.Recording recording = FaultCase.Recording.of(operation, WORLD);
    return dynamicContainer(
        operation.getClass().getSimpleName() + " " + operation.name(),
        IntStream.range(0, recording.statements().size())
            .boxed()
            .flatMap(number -> ways.of(operation, recording, number))
            .map(one -> dynamicTest(one.name(), () -> one.run(WORLD))));
  }

  /** Each row's write times out, done or late; of the other statements about three fail. */
  private static Stream<FaultCase> sample(
      FaultedOperation operation, FaultCase.Recording recording, int number) {
    String text = recording.statements().get(number);
    int turn = number + operation.name().length();
    int each =
        Math.min(recording.statements().size(), Math.max(3, recording.statements().size() / 3));
    List<CqlProxy.Failing> ways =
        CqlProxy.Failing.of(text).stream().filter(way -> USUAL.contains(way.failure())).toList();
    Stream<CqlProxy.Failing> some = Stream.empty();
    if (CqlRequest.isRowWrite(text)) {
      some =
          ways.stream()
              .filter(way -> way.failure() == CqlFailure.WRITE_TIMEOUT)
              .filter(way -> way.effect() != CqlFailure.Effect.NONE);
    } else if (turn % each == 0) {
      some = Stream.of(ways.get(turn % ways.size()));
    }
    return some.map(
        way -> new FaultCase(operation, recording, number, way, FaultCase.Sequel.NOTHING));
  }

  /**
   * Each statement fails in every way alone; together with the next one fifth of them, or all when
   * {@code -Dplinth.test.faults=all} is given.
   */
  private static Stream<FaultCase> all(
      FaultedOperation operation, FaultCase.Recording recording, int number) {
    String text = recording.statements().get(number);
    return CqlProxy.Failing.of(text).stream()
        .flatMap(
            way ->
                Arrays.stream(FaultCase.Sequel.values())
                    .filter(
                        sequel ->
                            sequel == FaultCase.Sequel.NOTHING
                                || (isPaired(operation, number)
                                    && way.failure() == CqlFailure.WRITE_TIMEOUT
                                    && CqlRequest.isConditional(text)))
                    .filter(
                        sequel ->
                            sequel != FaultCase.Sequel.NEXT_FAILS_INTERRUPTED
                                || !operation.isLeftToTheSweeper())
                    .map(sequel -> new FaultCase(operation, recording, number, way, sequel)));
  }

  private static boolean isPaired(FaultedOperation operation, int number) {
    return PAIRS || number % 5 == operation.name().length() % 5;
  }

  /** What is left is mended at once, and what no fault may leave is not there. */
  private static void requireHealthy() {
    WORLD.witness().sweep();
    List<Finding> findings = WORLD.witness().findings();
    assertThat(findings)
        .extracting(Finding::kind)
        .doesNotContain("row-without-claim", "orphan", "note");
    assertThat(findings).allMatch(Finding::repair);
    assertThat(WORLD.witness().findings()).isEmpty();
  }

  @TestFactory
  Stream<DynamicNode> statementsOfEveryOperation_fail() {
    return operations(CassandraFaultTest::sample);
  }

  @TestFactory
  @Tag("ring")
  Stream<DynamicNode> everyStatementOfEveryOperation_failsInEveryWay() {
    return operations(CassandraFaultTest::all);
  }

  /** Where the fence cannot be set either, nobody knows. */
  @TestFactory
  Stream<DynamicNode> rowWrite_thatFailsTogetherWithItsFence_isToldAsUnknown() {
    return Stream.of(
            doubtful(FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE, CqlFailure.Effect.DONE),
            doubtful(FaultedInsert.WITH_UNIQUE_VALUES_AND_A_REFERENCE, CqlFailure.Effect.LATE),
            doubtful(FaultedChange.UPDATE_OF_UNIQUE_VALUES, CqlFailure.Effect.LATE),
            doubtful(FaultedChange.DELETE_WITH_UNIQUE_VALUES, CqlFailure.Effect.LATE))
        .map(
            one ->
                dynamicTest(
                    one.operation().name() + " " + one.name(),
                    () -> assertThat(one.run(WORLD).isUnknown()).isTrue()));
  }

  private static FaultCase doubtful(FaultedOperation operation, CqlFailure.Effect effect) {
    FaultCase.Recording recording = FaultCase.Recording.of(operation, WORLD);
    return new FaultCase(
        operation,
        recording,
        recording.rowWrite(),
        new CqlProxy.Failing(CqlFailure.WRITE_TIMEOUT, effect),
        FaultCase.Sequel.NEXT_FAILS_INTERRUPTED);
  }
}

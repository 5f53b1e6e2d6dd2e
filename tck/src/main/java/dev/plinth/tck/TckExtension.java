/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.tck;

import dev.plinth.dao.spi.Capability;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * The verdict: it opens the author's strategy once, decides which rules apply, and fails the
 * author's class when a contract is missing, a rule was not reached, aborted or skipped for another
 * reason than a capability.
 */
final class TckExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        ExecutionCondition,
        ParameterResolver,
        TestWatcher {
  private static final int MOST_NAMED = 20;
  private static final Namespace NAMESPACE = Namespace.create(TckExtension.class);

  private static boolean isAuthor(ExtensionContext context) {
    return context
        .getTestClass()
        .filter(type -> type.isAnnotationPresent(StrategyTck.class))
        .isPresent();
  }

  private static ExtensionContext author(ExtensionContext context) {
    ExtensionContext at = context;
    while (!isAuthor(at)) {
      at =
          at.getParent()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "a contract is nested in a class annotated with @StrategyTck"));
    }
    return at;
  }

  private static Store store(ExtensionContext context) {
    return author(context).getStore(NAMESPACE);
  }

  @SuppressWarnings("deprecation") // its successor is not in JUnit 5, on which the kit runs too
  private static Backend backend(ExtensionContext context) {
    Class<?> type = author(context).getRequiredTestClass();
    return Objects.requireNonNull(
        store(context)
            .getOrComputeIfAbsent(Backend.class, key -> new Backend(harness(type)), Backend.class));
  }

  private static TckHarness harness(Class<?> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return (TckHarness) constructor.newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalStateException(
          type.getName() + " must implement TckHarness and have a constructor without parameters",
          e);
    }
  }

  @SuppressWarnings("deprecation") // its successor is not in JUnit 5, on which the kit runs too
  private static TckReport report(ExtensionContext context) {
    return Objects.requireNonNull(
        store(context)
            .getOrComputeIfAbsent(TckReport.class, key -> new TckReport(), TckReport.class));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!isAuthor(context)) {
      return;
    }
    Set<String> missing = new TreeSet<>();
    Class<?>[] nested = context.getRequiredTestClass().getDeclaredClasses();
    for (Class<?> contract : Contract.class.getPermittedSubclasses()) {
      if (Arrays.stream(nested).noneMatch(contract::isAssignableFrom)) {
        missing.add(contract.getSimpleName());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          context.getRequiredTestClass().getSimpleName() + " must nest " + missing);
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<Requires> requires =
        context.getTestMethod().map(method -> method.getAnnotation(Requires.class));
    if (requires.isEmpty()) {
      return ConditionEvaluationResult.enabled("applies to all");
    }
    for (Capability capability : requires.get().value()) {
      boolean lacking = backend(context).strategy().lacks().contains(capability);
      if (lacking != requires.get().absent()) {
        String why = (lacking ? "lacks " : "has ") + capability;
        report(context).notApplicable(rule(context), why);
        return ConditionEvaluationResult.disabled("the strategy " + why);
      }
    }
    return ConditionEvaluationResult.enabled("applies");
  }

  private static String rule(ExtensionContext context) {
    return context
        .getTestMethod()
        .map(method -> method.getAnnotation(Rule.class))
        .map(Rule::value)
        .orElse(context.getDisplayName());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Backend.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return backend(context);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    report(context).passed(rule(context));
  }

  @Override
  public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
    report(context).failed(rule(context), why(cause));
  }

  private static String why(@Nullable Throwable cause) {
    return cause == null ? "for no reason given" : String.valueOf(cause.getMessage());
  }

  @Override
  public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
    report(context).aborted(rule(context), why(cause));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!isAuthor(context)) {
      return;
    }
    TckReport report = report(context);
    report.write(backend(context).strategy());
    List<String> problems = new ArrayList<>(report.aborted());
    Set<String> unreached = new TreeSet<>(rules().toList());
    unreached.removeAll(report.seen());
    if (!unreached.isEmpty()) {
      problems.add("not reached: " + some(unreached));
    }
    if (!problems.isEmpty()) {
      throw new AssertionError("the kit is not complete: " + String.join("; ", problems));
    }
  }

  private static String some(Set<String> rules) {
    List<String> first = rules.stream().limit(MOST_NAMED).toList();
    return first.size() == rules.size()
        ? first.toString()
        : first + " and " + (rules.size() - first.size()) + " more";
  }

  /** Returns the ids of all rules of the kit. */
  static Stream<String> rules() {
    return Arrays.stream(Contract.class.getPermittedSubclasses())
        .flatMap(contract -> Arrays.stream(contract.getDeclaredMethods()))
        .map(TckExtension::ruleOf)
        .flatMap(Optional::stream);
  }

  private static Optional<String> ruleOf(Method method) {
    return Optional.ofNullable(method.getAnnotation(Rule.class)).map(Rule::value);
  }
}

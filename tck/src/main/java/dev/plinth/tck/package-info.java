/**
 * The conformance kit: an author implements {@link dev.plinth.tck.TckHarness}, annotates the class
 * with {@link dev.plinth.tck.StrategyTck} and nests every {@link dev.plinth.tck.Contract}.
 */
@NullMarked
package dev.plinth.tck;

import org.jspecify.annotations.NullMarked;

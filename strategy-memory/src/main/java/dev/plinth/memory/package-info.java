/**
 * The reference strategy, in memory: {@link dev.plinth.memory.MemoryStrategy}. Small and obviously
 * correct; also the fake for an application's tests.
 */
@NullMarked
package dev.plinth.memory;

import org.jspecify.annotations.NullMarked;

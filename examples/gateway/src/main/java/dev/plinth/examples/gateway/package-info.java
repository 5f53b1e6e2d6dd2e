/**
 * A gateway's control plane on Plinth: services, routes, consumers and their keys, declared in
 * schema files. {@link dev.plinth.examples.gateway.GatewayMain} is behind {@code ./plinth}.
 */
@NullMarked
package dev.plinth.examples.gateway;

import org.jspecify.annotations.NullMarked;

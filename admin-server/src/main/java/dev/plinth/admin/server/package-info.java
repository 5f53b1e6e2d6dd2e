/** The Admin API on Jetty: {@link dev.plinth.admin.server.AdminServer}. */
@NullMarked
package dev.plinth.admin.server;

import org.jspecify.annotations.NullMarked;

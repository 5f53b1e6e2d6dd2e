/**
 * The REST API that is generated from schemas: {@link dev.plinth.admin.AdminApi}, independent of
 * any server. {@link dev.plinth.admin.AdminServlet} mounts it in a servlet container.
 */
@NullMarked
package dev.plinth.admin;

import org.jspecify.annotations.NullMarked;

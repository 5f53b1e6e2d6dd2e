/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Finds the line of a schema file on which a path of its definition stands. */
final class SourceLines {
  private final @Nullable Node root;

  SourceLines(String text, LoadSettings settings) {
    this.root =
        new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)))
            .getSingleNode()
            .orElse(null);
  }

  /** Returns problems, {@code path: message}, with their lines before them, by line. */
  List<String> locate(List<String> problems) {
    return problems.stream()
        .sorted(Comparator.comparingInt(this::line))
        .map(problem -> "line " + line(problem) + ": " + problem)
        .toList();
  }

  /** Returns the line on which the longest part of a problem's path that is there stands. */
  private int line(String problem) {
    int colon = problem.indexOf(": ");
    Node at = root;
    Node found = root;
    for (String segment : problem.substring(0, Math.max(colon, 0)).split("\\.", -1)) {
      NodeTuple entry = at == null ? null : entry(at, segment);
      if (entry == null) {
        at = at instanceof SequenceNode list ? place(list, segment) : null;
      } else {
        at = entry.getValueNode();
      }
      if (at == null) {
        break;
      }
      found = entry == null ? at : entry.getKeyNode();
    }
    return found == null ? 1 : found.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** Returns the entry of a mapping, or of the one-entry mappings in a list, under a name. */
  private static @Nullable NodeTuple entry(Node node, String name) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          return tuple;
        }
      }
    } else if (node instanceof SequenceNode list) {
      for (Node one : list.getValue()) {
        NodeTuple tuple = one instanceof MappingNode ? entry(one, name) : null;
        if (tuple != null) {
          return tuple;
        }
      }
    }
    return null;
  }

  private static @Nullable Node place(SequenceNode list, String segment) {
    if (!segment.matches("\\d{1,6}")) {
      return null;
    }
    int place = Integer.parseInt(segment) - 1;
    return place >= 0 && place < list.getValue().size() ? list.getValue().get(place) : null;
  }
}

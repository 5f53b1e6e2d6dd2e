/*
 * Copyright The Plinth Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.plinth.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaTableTest {
  @Test
  void toText_anySchema_showsWhatIsDeclared() {
    Schema schema =
        Schema.parse(
            """
            name: jobs
            primary_key: [id]
            cache_key: [queue, name]
            endpoint_key: name
            ttl: true
            workspaceable: true
            subschema_key: kind
            fields:
              - id: {typedef: uuid}
              - queue: {type: foreign, reference: queues, required: true, on_delete: cascade}
              - name: {type: string, unique: true, len_max: 9, match_none: [{pattern: "//", err: no}]}
              - kind: {type: string, required: true, default: mail, one_of: [mail, call]}
              - at: {type: number, timestamp: true}
              - token: {type: string, encrypted: true, default: s3cret}
              - config: {type: record, abstract: true}
              - retry:
                  type: record
                  fields:
                    - times: {type: integer, default: 3, between: [0, 9]}
                    - delays: {type: array, elements: {type: number, gt: 0}}
              - labels: {type: map, keys: {type: string, len_max: 5}, values: {type: string}}
              - any: {type: array, abstract: true, elements: {type: string}}
            entity_checks:
              - mutually_required: [queue, name]
              - custom_entity_check: {field_sources: [name], fn: looks_good}
            shorthand_fields:
              - when: {type: string, func: parse_when}
            subschemas:
              - mail: {name: mail, fields: []}
              - call: {name: call, fields: []}
            """,
            Functions.none().withStandIns());
    assertThat(schema.toText())
        .isEqualTo(
            """
            jobs
            primary key: id
            endpoint key: name
            cache key: queue, name
            rows may expire
            rows lie in workspaces

            FIELD                  TYPE             RULES                             DEFAULT
            id                     uuid             auto
            queue                  foreign queues   required; on_delete cascade
            name                   string           unique; len_max 9; match_none //
            kind                   string           required; one_of mail, call       mail
            at                     timestamp
            token                  string           encrypted
            config                 record           abstract
            retry                  record           required
            retry.times            integer          between 0, 9                      3
            retry.delays           array of number
            retry.delays.elements  number           gt 0
            labels                 map of string
            labels.keys            string           len_max 5
            any                    array of string  abstract
            when                   string           shorthand

            checks:
              mutually_required: queue, name
              custom_entity_check: name

            subschemas by kind:
              mail, call
            """);
  }
}

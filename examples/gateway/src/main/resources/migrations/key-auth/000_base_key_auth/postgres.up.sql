CREATE TABLE IF NOT EXISTS keyauth_credentials (
  id uuid NOT NULL,
  created_at timestamp with time zone,
  consumer_id uuid,
  "key" text,
  tags text[],
  ws_id uuid NOT NULL,
  ttl timestamp with time zone,
  CONSTRAINT keyauth_credentials_pkey PRIMARY KEY (id),
  CONSTRAINT keyauth_credentials_key_key UNIQUE (ws_id, key),
  CONSTRAINT keyauth_credentials_pkey_ws_id_key UNIQUE (id, ws_id),
  CONSTRAINT keyauth_credentials_consumer_fkey FOREIGN KEY (consumer_id, ws_id) REFERENCES consumers (id, ws_id)
);

CREATE INDEX IF NOT EXISTS keyauth_credentials_consumer_idx ON keyauth_credentials (ws_id, consumer_id);

CREATE INDEX IF NOT EXISTS keyauth_credentials_tags_idx ON keyauth_credentials USING gin (tags);

CREATE INDEX IF NOT EXISTS keyauth_credentials_ttl_idx ON keyauth_credentials (ttl);

CREATE OR REPLACE FUNCTION "plinth_event_of_keyauth_credentials"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $plinth$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO plinth_event (entity, kind) VALUES ('keyauth_credentials', 'TRUNCATED');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('keyauth_credentials', 'DELETED', ARRAY[OLD."id"::text]::text[], ARRAY[OLD."ws_id"::text, OLD."key"::text]::text[]);
  ELSE
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('keyauth_credentials', CASE TG_OP WHEN 'INSERT' THEN 'CREATED' ELSE 'UPDATED' END, ARRAY[NEW."id"::text]::text[], ARRAY[NEW."ws_id"::text, NEW."key"::text]::text[]);
  END IF;
  RETURN NULL;
END $plinth$;

CREATE OR REPLACE TRIGGER plinth_event AFTER INSERT OR UPDATE OR DELETE ON "keyauth_credentials" FOR EACH ROW EXECUTE FUNCTION "plinth_event_of_keyauth_credentials"();

CREATE OR REPLACE TRIGGER plinth_event_truncate AFTER TRUNCATE ON "keyauth_credentials" FOR EACH STATEMENT EXECUTE FUNCTION "plinth_event_of_keyauth_credentials"();

CREATE TABLE IF NOT EXISTS certificates (
  id uuid NOT NULL,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  cert text,
  "key" text,
  cert_alt text,
  key_alt text,
  tags text[],
  ws_id uuid NOT NULL,
  CONSTRAINT certificates_pkey PRIMARY KEY (id),
  CONSTRAINT certificates_pkey_ws_id_key UNIQUE (id, ws_id)
);

CREATE INDEX IF NOT EXISTS certificates_tags_idx ON certificates USING gin (tags);

CREATE TABLE IF NOT EXISTS services (
  id uuid NOT NULL,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  name text,
  retries bigint,
  protocol text,
  host text,
  port bigint,
  path text,
  connect_timeout bigint,
  write_timeout bigint,
  read_timeout bigint,
  tags text[],
  client_certificate_id uuid,
  tls_verify boolean,
  tls_verify_depth bigint,
  ca_certificates uuid[],
  enabled boolean,
  ws_id uuid NOT NULL,
  CONSTRAINT services_pkey PRIMARY KEY (id),
  CONSTRAINT services_name_key UNIQUE (ws_id, name),
  CONSTRAINT services_pkey_ws_id_key UNIQUE (id, ws_id),
  CONSTRAINT services_client_certificate_fkey FOREIGN KEY (client_certificate_id, ws_id) REFERENCES certificates (id, ws_id)
);

CREATE INDEX IF NOT EXISTS services_client_certificate_idx ON services (ws_id, client_certificate_id);

CREATE INDEX IF NOT EXISTS services_tags_idx ON services USING gin (tags);

CREATE TABLE IF NOT EXISTS routes (
  id uuid NOT NULL,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  name text,
  protocols text[],
  https_redirect_status_code bigint,
  strip_path boolean,
  preserve_host boolean,
  request_buffering boolean,
  response_buffering boolean,
  tags text[],
  service_id uuid,
  snis text[],
  sources jsonb,
  destinations jsonb,
  methods text[],
  hosts text[],
  paths text[],
  headers jsonb,
  regex_priority bigint,
  path_handling text,
  ws_id uuid NOT NULL,
  CONSTRAINT routes_pkey PRIMARY KEY (id),
  CONSTRAINT routes_name_key UNIQUE (ws_id, name),
  CONSTRAINT routes_pkey_ws_id_key UNIQUE (id, ws_id),
  CONSTRAINT routes_service_fkey FOREIGN KEY (service_id, ws_id) REFERENCES services (id, ws_id)
);

CREATE INDEX IF NOT EXISTS routes_service_idx ON routes (ws_id, service_id);

CREATE INDEX IF NOT EXISTS routes_tags_idx ON routes USING gin (tags);

CREATE TABLE IF NOT EXISTS consumers (
  id uuid NOT NULL,
  created_at timestamp with time zone,
  updated_at timestamp with time zone,
  username text,
  custom_id text,
  tags text[],
  ws_id uuid NOT NULL,
  CONSTRAINT consumers_pkey PRIMARY KEY (id),
  CONSTRAINT consumers_username_key UNIQUE (ws_id, username),
  CONSTRAINT consumers_custom_id_key UNIQUE (ws_id, custom_id),
  CONSTRAINT consumers_pkey_ws_id_key UNIQUE (id, ws_id)
);

CREATE INDEX IF NOT EXISTS consumers_tags_idx ON consumers USING gin (tags);

CREATE TABLE IF NOT EXISTS plinth_event (
  seq bigserial PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  entity text NOT NULL,
  kind text NOT NULL,
  key text[],
  unique_values text[]
);

CREATE INDEX IF NOT EXISTS plinth_event_xid_idx ON plinth_event (xid);

CREATE INDEX IF NOT EXISTS plinth_event_at_idx ON plinth_event (at);

CREATE OR REPLACE FUNCTION "plinth_event_of_certificates"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $plinth$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO plinth_event (entity, kind) VALUES ('certificates', 'TRUNCATED');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('certificates', 'DELETED', ARRAY[OLD."id"::text]::text[], ARRAY[]::text[]);
  ELSE
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('certificates', CASE TG_OP WHEN 'INSERT' THEN 'CREATED' ELSE 'UPDATED' END, ARRAY[NEW."id"::text]::text[], ARRAY[]::text[]);
  END IF;
  RETURN NULL;
END $plinth$;

CREATE OR REPLACE TRIGGER plinth_event AFTER INSERT OR UPDATE OR DELETE ON "certificates" FOR EACH ROW EXECUTE FUNCTION "plinth_event_of_certificates"();

CREATE OR REPLACE TRIGGER plinth_event_truncate AFTER TRUNCATE ON "certificates" FOR EACH STATEMENT EXECUTE FUNCTION "plinth_event_of_certificates"();

CREATE OR REPLACE FUNCTION "plinth_event_of_services"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $plinth$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO plinth_event (entity, kind) VALUES ('services', 'TRUNCATED');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('services', 'DELETED', ARRAY[OLD."id"::text]::text[], ARRAY[OLD."ws_id"::text, OLD."name"::text]::text[]);
  ELSE
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('services', CASE TG_OP WHEN 'INSERT' THEN 'CREATED' ELSE 'UPDATED' END, ARRAY[NEW."id"::text]::text[], ARRAY[NEW."ws_id"::text, NEW."name"::text]::text[]);
  END IF;
  RETURN NULL;
END $plinth$;

CREATE OR REPLACE TRIGGER plinth_event AFTER INSERT OR UPDATE OR DELETE ON "services" FOR EACH ROW EXECUTE FUNCTION "plinth_event_of_services"();

CREATE OR REPLACE TRIGGER plinth_event_truncate AFTER TRUNCATE ON "services" FOR EACH STATEMENT EXECUTE FUNCTION "plinth_event_of_services"();

CREATE OR REPLACE FUNCTION "plinth_event_of_routes"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $plinth$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO plinth_event (entity, kind) VALUES ('routes', 'TRUNCATED');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('routes', 'DELETED', ARRAY[OLD."id"::text]::text[], ARRAY[OLD."ws_id"::text, OLD."name"::text]::text[]);
  ELSE
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('routes', CASE TG_OP WHEN 'INSERT' THEN 'CREATED' ELSE 'UPDATED' END, ARRAY[NEW."id"::text]::text[], ARRAY[NEW."ws_id"::text, NEW."name"::text]::text[]);
  END IF;
  RETURN NULL;
END $plinth$;

CREATE OR REPLACE TRIGGER plinth_event AFTER INSERT OR UPDATE OR DELETE ON "routes" FOR EACH ROW EXECUTE FUNCTION "plinth_event_of_routes"();

CREATE OR REPLACE TRIGGER plinth_event_truncate AFTER TRUNCATE ON "routes" FOR EACH STATEMENT EXECUTE FUNCTION "plinth_event_of_routes"();

CREATE OR REPLACE FUNCTION "plinth_event_of_consumers"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $plinth$
BEGIN
  IF TG_OP = 'TRUNCATE' THEN
    INSERT INTO plinth_event (entity, kind) VALUES ('consumers', 'TRUNCATED');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('consumers', 'DELETED', ARRAY[OLD."id"::text]::text[], ARRAY[OLD."ws_id"::text, OLD."username"::text, OLD."ws_id"::text, OLD."custom_id"::text]::text[]);
  ELSE
    INSERT INTO plinth_event (entity, kind, key, unique_values)
    VALUES ('consumers', CASE TG_OP WHEN 'INSERT' THEN 'CREATED' ELSE 'UPDATED' END, ARRAY[NEW."id"::text]::text[], ARRAY[NEW."ws_id"::text, NEW."username"::text, NEW."ws_id"::text, NEW."custom_id"::text]::text[]);
  END IF;
  RETURN NULL;
END $plinth$;

CREATE OR REPLACE TRIGGER plinth_event AFTER INSERT OR UPDATE OR DELETE ON "consumers" FOR EACH ROW EXECUTE FUNCTION "plinth_event_of_consumers"();

CREATE OR REPLACE TRIGGER plinth_event_truncate AFTER TRUNCATE ON "consumers" FOR EACH STATEMENT EXECUTE FUNCTION "plinth_event_of_consumers"();

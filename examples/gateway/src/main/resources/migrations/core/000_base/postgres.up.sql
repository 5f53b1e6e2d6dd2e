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

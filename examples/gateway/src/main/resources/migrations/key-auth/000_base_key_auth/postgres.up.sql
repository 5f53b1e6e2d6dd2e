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

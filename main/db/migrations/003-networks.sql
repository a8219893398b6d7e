-- Other networks and other people's apps: a proxy on the way to the server, unencrypted text where the user allows it.

-- URL of the proxy for the server's WebSocket: http://, socks5:// with or without credentials; none when absent.
ALTER TABLE account ADD COLUMN proxy_url TEXT;

-- The user allows unencrypted text to and from this contact; never set by anything that comes from outside.
ALTER TABLE contacts ADD COLUMN plain_text_allowed INTEGER NOT NULL DEFAULT 0 CHECK (plain_text_allowed IN (0, 1));

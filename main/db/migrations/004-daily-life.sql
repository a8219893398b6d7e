-- What people set for one conversation.

-- No notifications before this moment; absent: not muted. For ever is a moment that never comes.
ALTER TABLE conversations ADD COLUMN muted_until INTEGER;

-- Days that messages are kept here; 0 for ever; absent: as in the settings.
ALTER TABLE conversations ADD COLUMN retention_days INTEGER CHECK (retention_days >= 0);

-- Search over all texts. Everything called search_… follows from `messages` and is never copied from one file to another.
-- search_fold and search_short are functions of ours (search-functions.ts).

-- Texts from this row id on are in the index; 0: all of them. Older ones are put in one after the other, the newest first,
-- beginning below started_from.
CREATE TABLE search_progress (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  indexed_from INTEGER NOT NULL,
  started_from INTEGER NOT NULL
) STRICT;
INSERT INTO search_progress (id, indexed_from, started_from)
  SELECT 1, coalesce(max(id), -1) + 1, coalesce(max(id), -1) + 1 FROM messages WHERE text IS NOT NULL;

-- What the index is made from. It keeps no text itself, so a deleted one must be given to it once more.
CREATE VIEW search_folded AS
  SELECT id, search_fold(text) AS text FROM messages
  WHERE text IS NOT NULL AND id >= (SELECT indexed_from FROM search_progress);
CREATE VIEW search_shortened AS
  SELECT id, search_short(text) AS text FROM messages
  WHERE text IS NOT NULL AND id >= (SELECT indexed_from FROM search_progress);

-- Three characters in a row, anywhere in a text: for whatever is at least so long.
CREATE VIRTUAL TABLE search_pieces USING fts5 (
  text, content = 'search_folded', content_rowid = 'id', detail = none, columnsize = 0,
  tokenize = 'trigram case_sensitive 1'
);
-- Starts of words, and signs that are a word by themselves: for one and two characters.
CREATE VIRTUAL TABLE search_starts USING fts5 (
  text, content = 'search_shortened', content_rowid = 'id', detail = none, columnsize = 0, tokenize = 'ascii'
);
-- What is deleted is taken out of the index at once, not only marked.
INSERT INTO search_pieces (search_pieces, rank) VALUES ('secure-delete', 1);
INSERT INTO search_starts (search_starts, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER search_text_added AFTER INSERT ON messages
WHEN new.text IS NOT NULL AND new.id >= (SELECT indexed_from FROM search_progress) BEGIN
  INSERT INTO search_pieces (rowid, text) VALUES (new.id, search_fold(new.text));
  INSERT INTO search_starts (rowid, text) VALUES (new.id, search_short(new.text));
END;
CREATE TRIGGER search_text_removed AFTER DELETE ON messages
WHEN old.text IS NOT NULL AND old.id >= (SELECT indexed_from FROM search_progress) BEGIN
  INSERT INTO search_pieces (search_pieces, rowid, text) VALUES ('delete', old.id, search_fold(old.text));
  INSERT INTO search_starts (search_starts, rowid, text) VALUES ('delete', old.id, search_short(old.text));
END;
CREATE TRIGGER search_text_changed AFTER UPDATE OF text ON messages
WHEN old.text IS NOT NULL AND new.text IS NOT NULL AND old.id >= (SELECT indexed_from FROM search_progress) BEGIN
  INSERT INTO search_pieces (search_pieces, rowid, text) VALUES ('delete', old.id, search_fold(old.text));
  INSERT INTO search_starts (search_starts, rowid, text) VALUES ('delete', old.id, search_short(old.text));
  INSERT INTO search_pieces (rowid, text) VALUES (new.id, search_fold(new.text));
  INSERT INTO search_starts (rowid, text) VALUES (new.id, search_short(new.text));
END;

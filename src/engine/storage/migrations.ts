/**
 * What each version of the database adds to the one before; the number of those applied is its `user_version`.
 * A step that was once published is never changed. Columns are named as the fields of the models.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    guildId TEXT,
    channelId TEXT NOT NULL,
    channelName TEXT NOT NULL,
    messageId TEXT NOT NULL,
    authorId TEXT NOT NULL,
    author TEXT NOT NULL,
    content TEXT NOT NULL,
    sanitized TEXT NOT NULL,
    removed TEXT NOT NULL,
    response TEXT NOT NULL,
    responder TEXT NOT NULL,
    keyLabel TEXT,
    replyIds TEXT NOT NULL,
    stages TEXT NOT NULL,
    attempts TEXT NOT NULL,
    failureId INTEGER,
    totalMs REAL NOT NULL
  ) STRICT;
  CREATE INDEX messagesByAuthor ON messages (authorId);
  CREATE INDEX messagesByTime ON messages (at);

  -- Marks belong to words, or the vowel signs of many scripts would cut them up.
  CREATE VIRTUAL TABLE messageWords USING fts5 (
    content, response, author, channelName,
    content = 'messages', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* M* N* Co'"
  );
  -- Without it, the words of a deleted message stay in the index until segments are merged.
  INSERT INTO messageWords (messageWords, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER messageAdded AFTER INSERT ON messages BEGIN
    INSERT INTO messageWords (rowid, content, response, author, channelName)
    VALUES (new.id, new.content, new.response, new.author, new.channelName);
  END;
  CREATE TRIGGER messageDeleted AFTER DELETE ON messages BEGIN
    INSERT INTO messageWords (messageWords, rowid, content, response, author, channelName)
    VALUES ('delete', old.id, old.content, old.response, old.author, old.channelName);
  END;
  CREATE TRIGGER messageChanged AFTER UPDATE ON messages BEGIN
    INSERT INTO messageWords (messageWords, rowid, content, response, author, channelName)
    VALUES ('delete', old.id, old.content, old.response, old.author, old.channelName);
    INSERT INTO messageWords (rowid, content, response, author, channelName)
    VALUES (new.id, new.content, new.response, new.author, new.channelName);
  END;

  CREATE TABLE failures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    cause TEXT NOT NULL,
    summary TEXT NOT NULL,
    mend TEXT NOT NULL,
    stage TEXT NOT NULL,
    guildId TEXT,
    channelId TEXT,
    channelName TEXT,
    messageId TEXT,
    authorId TEXT,
    author TEXT,
    content TEXT NOT NULL,
    response TEXT NOT NULL,
    keyLabel TEXT,
    status INTEGER,
    attempts TEXT NOT NULL,
    stack TEXT NOT NULL,
    resolvedAt INTEGER
  ) STRICT;
  CREATE INDEX failuresByAuthor ON failures (authorId);
  CREATE INDEX failuresByTime ON failures (at);
  CREATE INDEX openFailures ON failures (id) WHERE resolvedAt IS NULL;

  CREATE TABLE exchanges (
    id INTEGER PRIMARY KEY,
    channelId TEXT NOT NULL,
    authorId TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX exchangesByChannel ON exchanges (channelId, id);
  CREATE INDEX exchangesByAuthor ON exchanges (authorId);
  CREATE INDEX exchangesByTime ON exchanges (at);

  CREATE TABLE usageHours (
    hour INTEGER NOT NULL,
    keyId TEXT NOT NULL,
    requests INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    PRIMARY KEY (hour, keyId)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE states (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX noticesByTime ON notices (at);
  `,
  `
  CREATE TABLE optOuts (
    authorId TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Which exchanges belong together: by member, and from reply to reply.
  ALTER TABLE exchanges ADD COLUMN guildId TEXT;
  ALTER TABLE exchanges ADD COLUMN repliesToId TEXT;
  CREATE INDEX exchangesByMember ON exchanges (guildId, authorId, id);
  CREATE TABLE exchangeReplies (
    messageId TEXT PRIMARY KEY,
    exchangeId INTEGER NOT NULL REFERENCES exchanges ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX repliesByExchange ON exchangeReplies (exchangeId);

  -- What became of a message, asked after a restart.
  CREATE INDEX messagesByMessage ON messages (messageId);
  `,
  `
  CREATE INDEX failuresByCause ON failures (cause, resolvedAt, at);
  `,
  `
  -- What leads from an entry into Discord; of earlier ones nobody knows where the parts went.
  ALTER TABLE messages ADD COLUMN replyChannelIds TEXT;
  ALTER TABLE messages ADD COLUMN isSlashCommand TEXT NOT NULL DEFAULT 'false';
  `,
  `
  -- Who answered, and the thread where that was done. Of earlier exchanges nobody knows, and so they belong to no persona.
  ALTER TABLE exchanges ADD COLUMN personaId TEXT;
  ALTER TABLE exchanges ADD COLUMN threadId TEXT;
  CREATE INDEX exchangesByThread ON exchanges (threadId) WHERE threadId IS NOT NULL;
  `,
];

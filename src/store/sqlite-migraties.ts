// The store's tables on SQLite. Forward only: an entry that has been released never changes; what changes is a new entry.

const EERSTE = `
CREATE TABLE meta (naam TEXT PRIMARY KEY, waarde TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE bericht (
  id TEXT PRIMARY KEY, ontvangen_op TEXT NOT NULL, kanaal TEXT NOT NULL, standaard TEXT, berichttype TEXT, versie TEXT, referentie TEXT,
  sha256 TEXT NOT NULL, omvang INTEGER NOT NULL, configuratie TEXT NOT NULL, beller TEXT NOT NULL, adressering TEXT NOT NULL, spool TEXT,
  staat TEXT NOT NULL CHECK (staat IN ('aanvaard','geweigerd','gerouteerd','onbestelbaar','vervallen')), events INTEGER NOT NULL, reden TEXT
) STRICT, WITHOUT ROWID;

-- serves: spools (which claim checks are in use, at every start); holds large messages only
CREATE INDEX bericht_spool ON bericht (spool) WHERE spool IS NOT NULL;

CREATE TABLE bericht_bytes (bericht TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;

CREATE TABLE antwoord (id INTEGER PRIMARY KEY, status INTEGER NOT NULL, content_type TEXT NOT NULL, body TEXT NOT NULL, tot INTEGER NOT NULL) STRICT;
-- serves: purge (answers go when the last key that leads to them has gone)
CREATE INDEX antwoord_tot ON antwoord (tot);

CREATE TABLE sleutel (
  sleutel TEXT PRIMARY KEY, inhoud TEXT NOT NULL, bericht TEXT NOT NULL, antwoord INTEGER NOT NULL, geweigerd INTEGER NOT NULL, tot INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- serves: purge (forgetting what has expired, a bounded number at a time)
CREATE INDEX sleutel_tot ON sleutel (tot);

CREATE TABLE event (
  bericht TEXT NOT NULL, ordinaal INTEGER NOT NULL, shard INTEGER NOT NULL, type TEXT NOT NULL, sleutel TEXT NOT NULL, persoonsleutel TEXT,
  PRIMARY KEY (bericht, ordinaal)
) STRICT, WITHOUT ROWID;
CREATE TABLE event_data (bericht TEXT NOT NULL, ordinaal INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (bericht, ordinaal)) STRICT;

CREATE TABLE document (sha256 TEXT PRIMARY KEY, mediatype TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;
CREATE TABLE document_bericht (sha256 TEXT NOT NULL, bericht TEXT NOT NULL, PRIMARY KEY (sha256, bericht)) STRICT, WITHOUT ROWID;

CREATE TABLE teller (shard INTEGER PRIMARY KEY, laatste INTEGER NOT NULL) STRICT;

CREATE TABLE inbox (
  shard INTEGER NOT NULL, nummer INTEGER NOT NULL, bericht TEXT NOT NULL, poging INTEGER NOT NULL,
  staat TEXT NOT NULL CHECK (staat IN ('aanvaard','gerouteerd','gepubliceerd')),
  PRIMARY KEY (shard, nummer)
) STRICT, WITHOUT ROWID;
-- serves: writeDecisions ("has every row of this message been decided?") and message
CREATE INDEX inbox_bericht ON inbox (bericht);
-- serves: the start of the relay (rows decided but not marked) and balance (under way); holds only what is under way.
-- State before number, and covering: otherwise SQLite prefers the primary key, and walks every row that was ever published.
CREATE INDEX inbox_onderweg ON inbox (shard, staat, nummer, bericht, poging) WHERE staat <> 'gepubliceerd';

CREATE TABLE besluit (
  shard INTEGER NOT NULL, nummer INTEGER NOT NULL, ordinaal INTEGER NOT NULL, abonnement TEXT NOT NULL,
  bericht TEXT NOT NULL, poging INTEGER NOT NULL, partij TEXT NOT NULL, niveau TEXT NOT NULL, kanaal TEXT NOT NULL, topic TEXT NOT NULL,
  event_id TEXT NOT NULL, type TEXT NOT NULL,
  staat TEXT NOT NULL CHECK (staat IN ('gerouteerd','klaargezet','afgeleverd','geparkeerd')),
  PRIMARY KEY (shard, nummer, ordinaal, abonnement)
) STRICT, WITHOUT ROWID;
-- serves: message (deliveries of one message), the access report (event ids of a message and a subscription)
CREATE INDEX besluit_bericht ON besluit (bericht, abonnement);

CREATE TABLE herhaling (
  standaard TEXT NOT NULL, soort TEXT NOT NULL CHECK (soort IN ('dubbel','geweigerd')), aantal INTEGER NOT NULL, PRIMARY KEY (standaard, soort)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_keten (keten TEXT PRIMARY KEY, volgnr INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
  keten TEXT NOT NULL, volgnr INTEGER NOT NULL, stap TEXT NOT NULL, tijd TEXT NOT NULL, bericht TEXT, abonnement TEXT, poging INTEGER,
  actor TEXT NOT NULL, betrokkenen TEXT, details TEXT, vorige TEXT NOT NULL, hash TEXT NOT NULL, uniek TEXT,
  PRIMARY KEY (keten, volgnr)
) STRICT, WITHOUT ROWID;
-- serves: message (steps of one message) and the access report
CREATE INDEX audit_bericht ON audit (bericht) WHERE bericht IS NOT NULL;
-- serves: "a publication is recorded once" (unique on message, step, subscription, attempt and shard)
CREATE UNIQUE INDEX audit_uniek ON audit (uniek) WHERE uniek IS NOT NULL;
CREATE TRIGGER audit_geen_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit: alleen bijschrijven'); END;
CREATE TRIGGER audit_geen_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit: alleen bijschrijven'); END;

-- serves: the access report (records about one pseudonym; reads of one event). Derived from audit, so outside the chain.
CREATE TABLE audit_betrokkene (pseudoniem TEXT NOT NULL, keten TEXT NOT NULL, volgnr INTEGER NOT NULL, PRIMARY KEY (pseudoniem, keten, volgnr)) STRICT, WITHOUT ROWID;
CREATE TABLE audit_event (event_id TEXT NOT NULL, keten TEXT NOT NULL, volgnr INTEGER NOT NULL, PRIMARY KEY (event_id, keten, volgnr)) STRICT, WITHOUT ROWID;
`;

// Delivery by push (docs/design/aflevering.md).
const AFLEVERING = `
ALTER TABLE besluit ADD COLUMN sleutel TEXT;
ALTER TABLE besluit ADD COLUMN beurten INTEGER NOT NULL DEFAULT 0;
ALTER TABLE besluit ADD COLUMN volgende INTEGER NOT NULL DEFAULT 0;
ALTER TABLE besluit ADD COLUMN oorzaak TEXT;
ALTER TABLE besluit ADD COLUMN stadium TEXT;
ALTER TABLE besluit ADD COLUMN eerste INTEGER;
ALTER TABLE besluit ADD COLUMN opgevolgd INTEGER;
-- serves: dueDeliveries and deliveryStats; holds only what waits
CREATE INDEX besluit_klaar ON besluit (abonnement, shard, volgende, nummer, ordinaal) WHERE staat = 'klaargezet';
-- serves: parked (oldest first per subscription); holds only what is parked
CREATE INDEX besluit_geparkeerd ON besluit (abonnement, shard, nummer, ordinaal) WHERE staat = 'geparkeerd';
-- serves: dueDeliveries in strict order ("is anything before it not delivered?"); holds no copies of topics
CREATE INDEX besluit_sleutel ON besluit (abonnement, sleutel) WHERE sleutel IS NOT NULL AND staat <> 'afgeleverd';

-- Which pairs an inbox row of a redrive is about; without lines a row is about all of its message's events.
CREATE TABLE hernieuwing (shard INTEGER NOT NULL, nummer INTEGER NOT NULL, ordinaal INTEGER NOT NULL, abonnement TEXT NOT NULL, eerste INTEGER NOT NULL, PRIMARY KEY (shard, nummer, ordinaal, abonnement)) STRICT, WITHOUT ROWID;
`;

// When a pair was parked, and in which batch that was announced (docs/design/aflevering.md, "Parked"). What was parked before is told by its audit record.
const GEPARKEERD = `
ALTER TABLE besluit ADD COLUMN geparkeerd_op TEXT;
ALTER TABLE besluit ADD COLUMN melding INTEGER;
UPDATE besluit SET geparkeerd_op = (SELECT a.tijd FROM audit AS a WHERE a.uniek = 'geparkeerd/' || besluit.shard || '/' || besluit.nummer || '/' || besluit.ordinaal || '/' || besluit.abonnement) WHERE staat = 'geparkeerd';
-- serves: parked and parkedCounts (oldest first per subscription, by cause, stage, type and time); holds only what is parked
DROP INDEX besluit_geparkeerd;
CREATE INDEX besluit_geparkeerd ON besluit (abonnement, shard, nummer, ordinaal, oorzaak, stadium, type, geparkeerd_op) WHERE staat = 'geparkeerd';
-- serves: announcements (what no batch has claimed yet); empties as the topic is told
CREATE INDEX besluit_ongemeld ON besluit (shard, nummer, ordinaal, abonnement) WHERE staat = 'geparkeerd' AND melding IS NULL;
-- serves: announcements (the batches after a number) and balance
CREATE INDEX besluit_melding ON besluit (melding) WHERE melding IS NOT NULL;
`;

// Which message waits for which answer (docs/design/terugweg.md, "Expectations").
const VERWACHTING = `
CREATE TABLE verwachting (
  bericht TEXT PRIMARY KEY, sleutel TEXT NOT NULL, partij TEXT NOT NULL, termijn TEXT NOT NULL,
  staat TEXT NOT NULL CHECK (staat IN ('wacht','beantwoord','verlopen','laat')), oorzaak TEXT, antwoord INTEGER
) STRICT, WITHOUT ROWID;
-- serves: accept of an answer (which question waits under its keys?)
CREATE INDEX verwachting_sleutel ON verwachting (sleutel, bericht);
-- serves: expireExpectations; holds only what waits
CREATE INDEX verwachting_wacht ON verwachting (termijn, bericht) WHERE staat = 'wacht';
-- serves: expectations of one party
CREATE INDEX verwachting_partij ON verwachting (partij, staat, bericht);
-- serves: expectations of all parties in a state; answered ones are nearly all, and are found in the order of the table itself
CREATE INDEX verwachting_open ON verwachting (staat, bericht) WHERE staat <> 'beantwoord';

CREATE TABLE verwachting_antwoord (vraag TEXT NOT NULL, bericht TEXT NOT NULL, op TEXT NOT NULL, soort TEXT NOT NULL CHECK (soort IN ('eerste','laat','dubbel','bericht')), PRIMARY KEY (vraag, bericht)) STRICT, WITHOUT ROWID;
-- serves: answeredBy (what does this message answer?)
CREATE INDEX verwachting_antwoord_bericht ON verwachting_antwoord (bericht, vraag);

-- Answers that came before their question, by every key that it may come under; forgotten when their time has passed.
CREATE TABLE antwoord_vroeg (sleutel TEXT NOT NULL, bericht TEXT NOT NULL, op TEXT NOT NULL, tot INTEGER NOT NULL, PRIMARY KEY (sleutel, bericht)) STRICT, WITHOUT ROWID;
-- serves: purge
CREATE INDEX antwoord_vroeg_tot ON antwoord_vroeg (tot);
`;

const KENMERK = `
-- serves: messagesByReference (the message that a retour answers)
CREATE INDEX bericht_referentie ON bericht (referentie, id) WHERE referentie IS NOT NULL;
`;

const VERVALLEN = `
-- serves: forgetContent (the documents of one message)
CREATE INDEX document_bericht_bericht ON document_bericht (bericht);
`;

// A row a sender that is held to rising moments.
const ZENDERTIJD = 'CREATE TABLE zendertijd (zender TEXT PRIMARY KEY, tijdstip TEXT NOT NULL) STRICT, WITHOUT ROWID;';

export const migraties: readonly string[] = [EERSTE, AFLEVERING, GEPARKEERD, VERWACHTING, KENMERK, VERVALLEN, ZENDERTIJD];

// The store's tables on PostgreSQL. Forward only: an entry that has been released never changes; what changes is a new entry,
// with `naast` telling which older versions may go on working beside it. The same tables and columns as on SQLite, and a few that only several nodes need.
import type { Migratie } from '../postgres/migratie.ts';

/** Byte order, as SQLite compares: keys, numbers and codes, never sorted for people. */
const T = 'text COLLATE "C"';

const EERSTE = `
CREATE TABLE meta (naam ${T} PRIMARY KEY, waarde text NOT NULL);

CREATE TABLE bericht (
  id ${T} PRIMARY KEY, ontvangen_op ${T} NOT NULL, kanaal ${T} NOT NULL, standaard ${T}, berichttype ${T}, versie ${T}, referentie text,
  sha256 ${T} NOT NULL, omvang bigint NOT NULL, configuratie ${T} NOT NULL, beller ${T} NOT NULL, adressering text NOT NULL, spool ${T},
  staat ${T} NOT NULL CHECK (staat IN ('aanvaard','geweigerd','gerouteerd','onbestelbaar','vervallen')), events integer NOT NULL, reden text
);
-- serves: spoolFiles and clearing up claim checks; holds large messages only
CREATE INDEX bericht_spool ON bericht (spool) WHERE spool IS NOT NULL;

-- Bodies, by the day in the message id (UUIDv7): a day goes by dropping its partition. Ids without a day fall in the rest.
CREATE TABLE bericht_bytes (bericht ${T} PRIMARY KEY, bytes bytea NOT NULL) PARTITION BY RANGE (bericht);
CREATE TABLE bericht_bytes_rest PARTITION OF bericht_bytes DEFAULT;
CREATE TABLE event_data (bericht ${T} NOT NULL, ordinaal integer NOT NULL, data text NOT NULL, PRIMARY KEY (bericht, ordinaal)) PARTITION BY RANGE (bericht);
CREATE TABLE event_data_rest PARTITION OF event_data DEFAULT;

CREATE SEQUENCE antwoord_id AS bigint CACHE 1;
CREATE TABLE antwoord (id bigint PRIMARY KEY DEFAULT nextval('antwoord_id'), status integer NOT NULL, content_type ${T} NOT NULL, body text NOT NULL, tot bigint NOT NULL);
-- serves: purge (answers go when the last key that leads to them has gone)
CREATE INDEX antwoord_tot ON antwoord (tot);

-- Not partitioned: a key must be unique over all days, and outlives the content that it stands for.
CREATE TABLE sleutel (
  sleutel ${T} PRIMARY KEY, inhoud ${T} NOT NULL, bericht ${T} NOT NULL, antwoord bigint NOT NULL, geweigerd integer NOT NULL, tot bigint NOT NULL
);
-- serves: purge (forgetting what has expired, a bounded number at a time)
CREATE INDEX sleutel_tot ON sleutel (tot);

CREATE TABLE event (
  bericht ${T} NOT NULL, ordinaal integer NOT NULL, shard integer NOT NULL, type ${T} NOT NULL, sleutel text NOT NULL, persoonsleutel text,
  PRIMARY KEY (bericht, ordinaal)
);

CREATE TABLE document (sha256 ${T} PRIMARY KEY, mediatype ${T} NOT NULL, bytes bytea NOT NULL);
CREATE TABLE document_bericht (sha256 ${T} NOT NULL, bericht ${T} NOT NULL, PRIMARY KEY (sha256, bericht));

-- Claim checks of large messages, in pieces, so that every node can read them.
CREATE TABLE spool_deel (spool ${T} NOT NULL, volgnr integer NOT NULL, op timestamptz NOT NULL DEFAULT now(), bytes bytea NOT NULL, PRIMARY KEY (spool, volgnr));
ALTER TABLE spool_deel ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE teller (shard integer PRIMARY KEY, laatste bigint NOT NULL) WITH (fillfactor = 50);

CREATE TABLE inbox (
  shard integer NOT NULL, nummer bigint NOT NULL, bericht ${T} NOT NULL, poging integer NOT NULL,
  staat ${T} NOT NULL CHECK (staat IN ('aanvaard','gerouteerd','gepubliceerd')),
  PRIMARY KEY (shard, nummer)
);
-- serves: writeDecisions ("has every row of this message been decided?") and message
CREATE INDEX inbox_bericht ON inbox (bericht);
-- serves: the start of the relay (rows decided but not marked) and balance (under way); holds only what is under way
CREATE INDEX inbox_onderweg ON inbox (shard, staat, nummer) WHERE staat <> 'gepubliceerd';

CREATE TABLE besluit (
  shard integer NOT NULL, nummer bigint NOT NULL, ordinaal bigint NOT NULL, abonnement ${T} NOT NULL,
  bericht ${T} NOT NULL, poging integer NOT NULL, partij ${T} NOT NULL, niveau ${T} NOT NULL, kanaal ${T} NOT NULL, topic ${T} NOT NULL,
  event_id ${T} NOT NULL, type ${T} NOT NULL,
  staat ${T} NOT NULL CHECK (staat IN ('gerouteerd','klaargezet','afgeleverd','geparkeerd')),
  PRIMARY KEY (shard, nummer, ordinaal, abonnement)
);
-- serves: message (deliveries of one message), the access report (event ids of a message and a subscription)
CREATE INDEX besluit_bericht ON besluit (bericht, abonnement);

CREATE TABLE herhaling (
  standaard ${T} NOT NULL, soort ${T} NOT NULL CHECK (soort IN ('dubbel','geweigerd')), aantal bigint NOT NULL, PRIMARY KEY (standaard, soort)
) WITH (fillfactor = 50);

CREATE TABLE audit_keten (keten ${T} PRIMARY KEY, volgnr bigint NOT NULL, hash ${T} NOT NULL) WITH (fillfactor = 50);
CREATE TABLE audit (
  keten ${T} NOT NULL, volgnr bigint NOT NULL, stap ${T} NOT NULL, tijd ${T} NOT NULL, bericht ${T}, abonnement ${T}, poging integer,
  actor ${T} NOT NULL, betrokkenen text, details text, vorige ${T} NOT NULL, hash ${T} NOT NULL, uniek ${T},
  PRIMARY KEY (keten, volgnr)
);
-- serves: message (steps of one message) and the access report
CREATE INDEX audit_bericht ON audit (bericht) WHERE bericht IS NOT NULL;
-- serves: "a publication is recorded once" (unique on message, step, subscription, attempt and shard), whichever node records it
CREATE UNIQUE INDEX audit_uniek ON audit (uniek) WHERE uniek IS NOT NULL;
CREATE FUNCTION audit_alleen_bijschrijven() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit: alleen bijschrijven'; END $$;
CREATE TRIGGER audit_geen_wijziging BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_alleen_bijschrijven();
CREATE TRIGGER audit_geen_leging BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_alleen_bijschrijven();
-- Beside the triggers: not even the owner has these rights, until somebody grants them openly.
REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM PUBLIC, CURRENT_USER;

-- serves: the access report (records about one pseudonym; reads of one event). Derived from audit, so outside the chain.
CREATE TABLE audit_betrokkene (pseudoniem ${T} NOT NULL, keten ${T} NOT NULL, volgnr bigint NOT NULL, PRIMARY KEY (pseudoniem, keten, volgnr));
CREATE TABLE audit_event (event_id ${T} NOT NULL, keten ${T} NOT NULL, volgnr bigint NOT NULL, PRIMARY KEY (event_id, keten, volgnr));

-- Who relays which shard. The epoch rises with every new holder; what writes for a shard holds its row shared until the commit.
CREATE TABLE lease (shard integer PRIMARY KEY, knoop ${T}, tijdperk bigint NOT NULL DEFAULT 0, tot timestamptz NOT NULL DEFAULT '-infinity') WITH (fillfactor = 50);
CREATE TABLE knoop (naam ${T} PRIMARY KEY, tot timestamptz NOT NULL);
`;

// Delivery by push (docs/design/aflevering.md). A node of the version before it would decide a redrive's row for every event of its message.
const AFLEVERING = `
ALTER TABLE besluit ADD COLUMN sleutel ${T}, ADD COLUMN beurten integer NOT NULL DEFAULT 0, ADD COLUMN volgende bigint NOT NULL DEFAULT 0,
  ADD COLUMN oorzaak ${T}, ADD COLUMN stadium ${T}, ADD COLUMN eerste bigint, ADD COLUMN opgevolgd bigint;
-- serves: dueDeliveries and deliveryStats; holds only what waits
CREATE INDEX besluit_klaar ON besluit (abonnement, shard, volgende, nummer, ordinaal) WHERE staat = 'klaargezet';
-- serves: parked (oldest first per subscription); holds only what is parked
CREATE INDEX besluit_geparkeerd ON besluit (abonnement, shard, nummer, ordinaal) WHERE staat = 'geparkeerd';
-- serves: dueDeliveries in strict order ("is anything before it not delivered?"); holds no copies of topics
CREATE INDEX besluit_sleutel ON besluit (abonnement, sleutel) WHERE sleutel IS NOT NULL AND staat <> 'afgeleverd';

-- Which pairs an inbox row of a redrive is about; without lines a row is about all of its message's events.
CREATE TABLE hernieuwing (shard integer NOT NULL, nummer bigint NOT NULL, ordinaal bigint NOT NULL, abonnement ${T} NOT NULL, eerste bigint NOT NULL, PRIMARY KEY (shard, nummer, ordinaal, abonnement));
`;

// When a pair was parked, and in which batch that was announced (docs/design/aflevering.md, "Parked"). What was parked before is told by its audit record;
// what a node of the version before parks beside us has no time, and is announced.
const GEPARKEERD = `
ALTER TABLE besluit ADD COLUMN geparkeerd_op ${T}, ADD COLUMN melding bigint;
UPDATE besluit SET geparkeerd_op = (SELECT a.tijd FROM audit AS a WHERE a.uniek = 'geparkeerd/' || besluit.shard || '/' || besluit.nummer || '/' || besluit.ordinaal || '/' || besluit.abonnement) WHERE staat = 'geparkeerd';
-- serves: parked and parkedCounts (oldest first per subscription, by cause, stage, type and time); holds only what is parked
DROP INDEX besluit_geparkeerd;
CREATE INDEX besluit_geparkeerd ON besluit (abonnement, shard, nummer, ordinaal, oorzaak, stadium, type, geparkeerd_op) WHERE staat = 'geparkeerd';
-- serves: announcements (what no batch has claimed yet); empties as the topic is told
CREATE INDEX besluit_ongemeld ON besluit (shard, nummer, ordinaal, abonnement) WHERE staat = 'geparkeerd' AND melding IS NULL;
-- serves: announcements (the batches after a number) and balance
CREATE INDEX besluit_melding ON besluit (melding) WHERE melding IS NOT NULL;
`;

// Which message waits for which answer (docs/design/terugweg.md, "Expectations"). A node of a version before it accepts questions that nobody waits for, and answers
// that close nothing: those expire, and are delivered as ever.
const VERWACHTING = `
CREATE TABLE verwachting (
  bericht ${T} PRIMARY KEY, sleutel ${T} NOT NULL, partij ${T} NOT NULL, termijn ${T} NOT NULL,
  staat ${T} NOT NULL CHECK (staat IN ('wacht','beantwoord','verlopen','laat')), oorzaak ${T}, antwoord bigint
);
-- serves: accept of an answer (which question waits under its keys?)
CREATE INDEX verwachting_sleutel ON verwachting (sleutel, bericht);
-- serves: expireExpectations; holds only what waits
CREATE INDEX verwachting_wacht ON verwachting (termijn, bericht) WHERE staat = 'wacht';
-- serves: expectations of one party
CREATE INDEX verwachting_partij ON verwachting (partij, staat, bericht);
-- serves: expectations of all parties in a state; answered ones are nearly all, and are found in the order of the table itself
CREATE INDEX verwachting_open ON verwachting (staat, bericht) WHERE staat <> 'beantwoord';

CREATE TABLE verwachting_antwoord (vraag ${T} NOT NULL, bericht ${T} NOT NULL, op ${T} NOT NULL, soort ${T} NOT NULL CHECK (soort IN ('eerste','laat','dubbel','bericht')), PRIMARY KEY (vraag, bericht));
-- serves: answeredBy (what does this message answer?)
CREATE INDEX verwachting_antwoord_bericht ON verwachting_antwoord (bericht, vraag);

-- Answers that came before their question, by every key that it may come under; forgotten when their time has passed.
CREATE TABLE antwoord_vroeg (sleutel ${T} NOT NULL, bericht ${T} NOT NULL, op ${T} NOT NULL, tot bigint NOT NULL, PRIMARY KEY (sleutel, bericht));
-- serves: purge
CREATE INDEX antwoord_vroeg_tot ON antwoord_vroeg (tot);
`;

const KENMERK = `
-- serves: messagesByReference (the message that a retour answers)
CREATE INDEX bericht_referentie ON bericht (referentie, id) WHERE referentie IS NOT NULL;
`;

const VERVALLEN = `
-- serves: sweepForgotten (documents of messages before a moment)
CREATE INDEX document_bericht_bericht ON document_bericht (bericht);
`;

// A row a sender that is held to rising moments.
const ZENDERTIJD = `CREATE TABLE zendertijd (zender ${T} PRIMARY KEY, tijdstip ${T} NOT NULL);`;

export const migraties: readonly Migratie[] = [{ sql: EERSTE, naast: 1 }, { sql: AFLEVERING, naast: 2 }, { sql: GEPARKEERD, naast: 2 }, { sql: VERWACHTING, naast: 2 }, { sql: KENMERK, naast: 2 }, { sql: VERVALLEN, naast: 2 }, { sql: ZENDERTIJD, naast: 2 }];

// The store's tables as Kysely sees them; the same names on SQLite and PostgreSQL. JSON is kept as text.
// Bodies (bytes, event data, documents) stand in tables of their own, so that lists and balances never read them.
import type { Generated } from 'kysely';

export interface Tabellen {
  meta: { naam: string; waarde: string };
  bericht: {
    id: string;
    ontvangen_op: string;
    kanaal: string;
    standaard: string | null;
    berichttype: string | null;
    versie: string | null;
    referentie: string | null;
    sha256: string;
    omvang: number;
    configuratie: string;
    beller: string;
    adressering: string;
    spool: string | null;
    staat: string;
    events: number;
    reden: string | null;
  };
  bericht_bytes: { bericht: string; bytes: Uint8Array };
  antwoord: { id: Generated<number>; status: number; content_type: string; body: string; tot: number };
  sleutel: { sleutel: string; inhoud: string; bericht: string; antwoord: number; geweigerd: number; tot: number };
  event: { bericht: string; ordinaal: number; shard: number; type: string; sleutel: string; persoonsleutel: string | null };
  event_data: { bericht: string; ordinaal: number; data: string };
  document: { sha256: string; mediatype: string; bytes: Uint8Array };
  document_bericht: { sha256: string; bericht: string };
  teller: { shard: number; laatste: number };
  inbox: { shard: number; nummer: number; bericht: string; poging: number; staat: string };
  besluit: {
    shard: number;
    nummer: number;
    ordinaal: number;
    abonnement: string;
    bericht: string;
    poging: number;
    partij: string;
    niveau: string;
    kanaal: string;
    topic: string;
    event_id: string;
    type: string;
    staat: string;
    sleutel: string | null;
    beurten: Generated<number>;
    volgende: Generated<number>;
    oorzaak: Generated<string | null>;
    stadium: Generated<string | null>;
    eerste: number | null;
    opgevolgd: Generated<number | null>;
    geparkeerd_op: Generated<string | null>;
    melding: Generated<number | null>;
  };
  hernieuwing: { shard: number; nummer: number; ordinaal: number; abonnement: string; eerste: number };
  verwachting: { bericht: string; sleutel: string; partij: string; termijn: string; staat: string; oorzaak: string | null; antwoord: number | null };
  verwachting_antwoord: { vraag: string; bericht: string; op: string; soort: string };
  zendertijd: { zender: string; tijdstip: string };
  antwoord_vroeg: { sleutel: string; bericht: string; op: string; tot: number };
  herhaling: { standaard: string; soort: string; aantal: number };
  audit_keten: { keten: string; volgnr: number; hash: string };
  audit: {
    keten: string;
    volgnr: number;
    stap: string;
    tijd: string;
    bericht: string | null;
    abonnement: string | null;
    poging: number | null;
    actor: string;
    betrokkenen: string | null;
    details: string | null;
    vorige: string;
    hash: string;
    uniek: string | null;
  };
  audit_betrokkene: { pseudoniem: string; keten: string; volgnr: number };
  audit_event: { event_id: string; keten: string; volgnr: number };
}

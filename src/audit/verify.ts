// `knooppunt audit verify` on a data folder, beside a running hub or without one: opens the file read-only, changes nothing.
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SqliteFout } from '../sqlite/kamer.ts';
import { BESTAND, Verbinding } from '../sqlite/verbinding.ts';
import { kamer } from '../store/sqlite-kamer.ts';
import { leesKoppen } from './koppen.ts';
import { idVanSleutel, leesPubliekeSleutels } from './sleutel.ts';
import { verifieer, type AuditBron, type AuditUitslag } from './verifieer.ts';

/**
 * Verifies the chain of a data folder against its signed heads.
 * @param opties.publiekeSleutel file (PEM) of the only public key to trust; without it the keys in the data folder are trusted, which protects
 *   against whoever changes the store, not against whoever replaces keys and heads as well.
 * @throws SqliteFout `onbereikbaar` when the folder holds no store.
 */
export async function verifyAudit(dataDir: string, opties: { readonly publiekeSleutel?: string } = {}): Promise<AuditUitslag> {
  if (!existsSync(path.join(dataDir, BESTAND))) throw new SqliteFout('onbereikbaar', `In ${dataDir} staat geen opslag van een knooppunt.`);
  // Heads before records: a running hub only adds, so every head that is read here has its records.
  const bestand = leesKoppen(dataDir);
  const verbinding = new Verbinding(dataDir, true);
  try {
    return await verifieer(
      {
        auditChains: async () => verbinding.lees(kamer.lees.auditChainsCounted({})),
        auditAfter: async (keten, volgnr, max) => verbinding.lees(kamer.lees.auditAfter({ keten, volgnr, max })),
      },
      bestand,
      teVertrouwen(dataDir, opties.publiekeSleutel),
    );
  } finally {
    verbinding.close();
  }
}

/**
 * A store elsewhere against the signed heads in this node's folder: the chains that this node signed, and its own, whether it has heads or not.
 * The chains of other nodes are verified where their heads are.
 */
export async function verifyChains(bron: AuditBron, dataDir: string, keten: string, opties: { readonly publiekeSleutel?: string } = {}): Promise<AuditUitslag> {
  const bestand = leesKoppen(dataDir);
  const ketens = [...new Set([keten, ...bestand.koppen.map((k) => k.keten)])].sort();
  return await verifieer({ auditChains: async () => ketens, auditAfter: (k, n, max) => bron.auditAfter(k, n, max) }, bestand, teVertrouwen(dataDir, opties.publiekeSleutel));
}

function teVertrouwen(dataDir: string, publiekeSleutel: string | undefined): ReturnType<typeof leesPubliekeSleutels> {
  return publiekeSleutel === undefined ? leesPubliekeSleutels(dataDir) : enige(publiekeSleutel);
}

function enige(pad: string): ReturnType<typeof leesPubliekeSleutels> {
  const sleutel = createPublicKey(readFileSync(pad));
  return new Map([[idVanSleutel(sleutel), sleutel]]);
}

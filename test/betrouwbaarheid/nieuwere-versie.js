// Preload for S18: nodes whose data folder is named `nieuw-…` run the program of a next version, whose store has one migration more. Others are untouched.
import { registerHooks } from 'node:module';

const MIGRATIE = `, { sql: 'ALTER TABLE bericht ADD COLUMN toegevoegd text; ALTER TABLE inbox ADD COLUMN sinds timestamptz NOT NULL DEFAULT now(); CREATE INDEX inbox_sinds ON inbox (sinds)', naast: 1 }];`;

if (process.argv.some((a) => /[\\/]nieuw-\d/.test(a))) {
  registerHooks({
    load(url, context, volgende) {
      const geladen = volgende(url, context);
      if (!url.endsWith('/src/store/postgres-migraties.ts')) return geladen;
      const oud = Buffer.from(geladen.source).toString();
      const nieuw = oud.replace(/(export const migraties[^\n]*)\];/, (_heel, begin) => begin + MIGRATIE);
      if (nieuw === oud) throw new Error('de lijst van migraties is niet gevonden');
      return { ...geladen, source: nieuw };
    },
  });
}

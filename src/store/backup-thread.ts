// Runs a backup in a thread of its own, so that a running hub neither waits for it nor stops reading. Used by the store's `backup`.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { backup } from './backup.ts';
import { StoreError } from './port.ts';

interface Opdracht {
  readonly backupVan: string;
  readonly naar: string;
}

/** @throws StoreError `onbereikbaar` or `vol`; what was copied until then is no backup (it has no manifest). */
export function maakBackupInThread(dataDir: string, dir: string): Promise<void> {
  const opdracht: Opdracht = { backupVan: dataDir, naar: dir };
  return new Promise((klaar, mislukt) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: opdracht, name: 'backup' });
    worker.once('message', (fout: string | null) => (fout === null ? klaar() : mislukt(new StoreError('onbereikbaar', fout))));
    worker.once('error', (e) => mislukt(new StoreError('intern', e instanceof Error ? e.message : String(e))));
    worker.once('exit', () => mislukt(new StoreError('intern', 'de back-up brak af')));
  });
}

if (!isMainThread && (workerData as Partial<Opdracht> | null)?.backupVan !== undefined) {
  const { backupVan, naar } = workerData as Opdracht;
  backup(backupVan, naar).then(
    () => parentPort?.postMessage(null),
    (e: unknown) => parentPort?.postMessage(e instanceof Error ? e.message : String(e)),
  );
}

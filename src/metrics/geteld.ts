// The door of the intake for rooms that hand messages in themselves (answers, questions of the hub): counted like what comes in over HTTP and by file.
import type { Intake } from '../intake/port.ts';
import type { Metrics } from './port.ts';

export function geteld(intake: Pick<Intake, 'receive'>, metrics: Pick<Metrics, 'bericht'>): Pick<Intake, 'receive'> {
  return {
    async receive(o) {
      const begin = performance.now();
      const uitkomst = await intake.receive(o);
      metrics.bericht(o.kanaal, uitkomst, (performance.now() - begin) / 1000);
      return uitkomst;
    },
  };
}

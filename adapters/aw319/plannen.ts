// Layouts of this adapter, compiled once per text: a check of a file starts with the plan at hand.
import type { RecordGereedschap } from '../../src/sdk/index.ts';
import { leesLayOut, maakPlan, type Keuringsplan } from '../../src/sdk/records/index.ts';
import { SPEC } from './spec.ts';

const gemaakt = new Map<string, { readonly tekst: string; readonly plan: Keuringsplan }>();

function planVan(schema: string, g: RecordGereedschap): Keuringsplan {
  const tekst = g.leesSchema(schema);
  const bekend = gemaakt.get(schema);
  if (bekend?.tekst === tekst) return bekend.plan;
  const plan = maakPlan(leesLayOut(JSON.parse(tekst)));
  gemaakt.set(schema, { tekst, plan });
  return plan;
}

/**
 * Plans of every message of this adapter.
 * @throws LayOutFout where a layout cannot be used (then nothing can be checked).
 */
export function allePlannen(g: RecordGereedschap): readonly Keuringsplan[] {
  return SPEC.berichten.map((b) => planVan(b.schema, g));
}

// The room as main wires it: passing on what comes over SOAP, and asking by itself, with one way to the endpoints.
import { maakDoorgever } from './doorgever.ts';
import { maakEigenVraag } from './eigen.ts';
import { maakVragen, type VragenDeps } from './vragen.ts';

export { kennisVan } from './vraagbericht.ts';

export function maakVraagkamer(deps: VragenDeps): { readonly doorgever: ReturnType<typeof maakDoorgever>; readonly vragen: ReturnType<typeof maakVragen> } {
  const vragen = maakVragen(deps);
  return { vragen, doorgever: maakDoorgever({ ...deps, eigen: maakEigenVraag({ ...deps, vragen }) }) };
}

// A finding about the configuration: file, place and cause, in Dutch, so that whoever wrote the line can mend it.
// Findings may name keys and ids of the configuration, never a secret.

export interface Bevinding {
  /** `fout`: the configuration is refused; `waarschuwing`: it works, and is probably not what was meant. */
  readonly ernst: 'fout' | 'waarschuwing';
  /** Path of the file, relative to the working directory or the configuration's folder; empty when it is about no file. */
  readonly bestand: string;
  /** Line from 1; 0 = the whole file. */
  readonly regel: number;
  /** Place in the file: `partijen[2].oin`. */
  readonly pad: string;
  readonly tekst: string;
}

/** `configuratie/partijen/x.yaml:12 partijen[2].oin: …` */
export function bevindingTekst(b: Bevinding): string {
  const plaats = `${b.bestand}${b.regel > 0 ? `:${b.regel}` : ''}`;
  return [plaats, b.pad === '' ? '' : `${b.pad}:`, b.tekst].filter((d) => d !== '').join(' ');
}

/** The configuration cannot be used; carries every finding, not only the first. */
export class ConfigFout extends Error {
  readonly bevindingen: readonly Bevinding[];
  constructor(bevindingen: readonly Bevinding[]) {
    const fouten = bevindingen.filter((b) => b.ernst === 'fout');
    super([`de configuratie heeft ${fouten.length} fout${fouten.length === 1 ? '' : 'en'}`, ...fouten.map((b) => `  ${bevindingTekst(b)}`)].join('\n'));
    this.name = 'ConfigFout';
    this.bevindingen = bevindingen;
  }
}

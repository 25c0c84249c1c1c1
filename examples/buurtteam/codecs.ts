// Values that this standard writes its own way. Reads and writes; what it cannot read it refuses, without the value.
import { type Codec, CodecFout } from 'knooppunt/sdk';

export const CODECS: readonly Codec[] = [
  {
    soort: 'tekst',
    naam: 'uren-minuten',
    uitleg: 'duur als uren:minuten (2:30), in minuten',
    lees(tekst) {
      const m = /^([0-9]{1,3}):([0-5][0-9])$/.exec(tekst.trim());
      if (!m) throw new CodecFout('geen duur in uren en minuten');
      return Number(m[1]) * 60 + Number(m[2]);
    },
    schrijf: (minuten) => (typeof minuten === 'number' ? `${Math.floor(minuten / 60)}:${String(minuten % 60).padStart(2, '0')}` : undefined),
  },
];

// Bytes of an XML document → text, by byte order mark, else by declaration, else UTF-8. Only encodings that cannot hide markup; fatal on bad bytes.

const BOMS: readonly [readonly number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

const TOEGESTAAN: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8', utf8: 'utf-8', 'us-ascii': 'utf-8', ascii: 'utf-8',
  'utf-16': 'utf-16le', 'utf-16le': 'utf-16le', 'utf-16be': 'utf-16be',
  'iso-8859-1': 'windows-1252', latin1: 'windows-1252', 'iso-8859-15': 'iso-8859-15', 'windows-1252': 'windows-1252', 'cp1252': 'windows-1252',
};

/** Text of an XML document, its declaration replaced by blanks (same lines), or null when it cannot be read. */
export function leesTekst(bytes: Uint8Array): string | null {
  let label: string | undefined;
  let begin = 0;
  for (const [bom, naam] of BOMS) {
    if (bom.every((b, i) => bytes[i] === b)) {
      label = naam;
      begin = bom.length;
      break;
    }
  }
  if (label === undefined) {
    // Without a mark: UTF-16 shows itself by zero bytes round '<'; everything else starts in ASCII.
    if (bytes[0] === 0x3c && bytes[1] === 0) label = 'utf-16le';
    else if (bytes[0] === 0 && bytes[1] === 0x3c) label = 'utf-16be';
    else {
      const kop = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 400)).toString('latin1');
      const m = /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(kop);
      label = m ? TOEGESTAAN[m[1]!.toLowerCase()] : 'utf-8';
      // A declaration of a two-byte encoding in one-byte text contradicts itself.
      if (label?.startsWith('utf-16')) return null;
    }
  }
  if (label === undefined) return null;
  let tekst: string;
  try {
    tekst = new TextDecoder(label, { fatal: true }).decode(begin ? bytes.subarray(begin) : bytes);
  } catch {
    return null;
  }
  if (tekst.charCodeAt(0) === 0xfeff) tekst = tekst.slice(1);
  return tekst;
}

/** Blanks an XML declaration that names another encoding than the text now has, keeping line numbers, so that the text stands for itself. */
export function zonderDeclaratie(tekst: string): string {
  const m = /^<\?xml[\s?][\s\S]*?\?>/.exec(tekst);
  if (!m || !/encoding\s*=/.test(m[0]) || /encoding\s*=\s*["']utf-8["']/i.test(m[0])) return tekst;
  // Through a buffer: a joined string is read character by character several times slower.
  return Buffer.from(m[0].replace(/[^\n]/g, ' ') + tekst.slice(m[0].length), 'utf8').toString('utf8');
}

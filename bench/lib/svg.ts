// A line chart as SVG, small enough to read: one series, a logarithmic x axis, y from zero. Text and title make it readable without seeing the line.
import type { Punt } from '../groei.ts';

const B = 640;
const H = 320;
const M = { links: 70, rechts: 20, boven: 40, onder: 50 };

const tekst = (s: string): string => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
export const getal = (x: number): string => (x === 0 ? '0' : x >= 100 ? Math.round(x).toLocaleString('en-US') : String(Number(x.toPrecision(3))));
export const maat = (bytes: number): string => (bytes >= 1e6 ? `${getal(bytes / 1e6)} MB` : `${getal(bytes / 1e3)} KB`);

/** A step of 1, 2 or 5 times a power of ten that cuts `hoog` in four to eight. */
function stapVan(hoog: number): number {
  const ruw = hoog / 5;
  const tien = 10 ** Math.floor(Math.log10(ruw));
  return ([1, 2, 5, 10].find((f) => f * tien >= ruw) ?? 10) * tien;
}

export function lijngrafiek(o: { readonly titel: string; readonly x: string; readonly y: string; readonly punten: readonly Punt[]; readonly xTekst?: (x: number) => string }): string {
  const { punten } = o;
  const xTekst = o.xTekst ?? getal;
  const lg = (x: number): number => Math.log10(Math.max(x, 1));
  const [x0, x1] = [lg(punten[0]?.x ?? 1), lg(punten.at(-1)?.x ?? 10)];
  const stap = stapVan(Math.max(...punten.map((p) => p.y), Number.EPSILON) * 1.1);
  const yMax = Math.ceil((Math.max(...punten.map((p) => p.y)) * 1.1) / stap) * stap;
  const px = (x: number): number => Math.round(10 * (M.links + ((lg(x) - x0) / Math.max(x1 - x0, 1e-9)) * (B - M.links - M.rechts))) / 10;
  const py = (y: number): number => Math.round(10 * (H - M.onder - (y / yMax) * (H - M.boven - M.onder))) / 10;
  const uit = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${B} ${H}" role="img" font-family="sans-serif" font-size="12" fill="#333">`,
    `<title>${tekst(o.titel)}</title>`,
    `<desc>${tekst(`${o.y}: ${punten.map((p) => `${getal(p.y)} at ${xTekst(p.x)}`).join(', ')}`)}</desc>`,
    `<rect width="${B}" height="${H}" fill="#fff"/>`,
    `<text x="${M.links}" y="22" font-size="14" font-weight="bold">${tekst(o.titel)}</text>`,
  ];
  for (let y = 0; y <= yMax + stap / 2; y += stap) {
    uit.push(`<line x1="${M.links}" x2="${B - M.rechts}" y1="${py(y)}" y2="${py(y)}" stroke="${y === 0 ? '#333' : '#ddd'}"/>`, `<text x="${M.links - 8}" y="${py(y) + 4}" text-anchor="end">${getal(y)}</text>`);
  }
  for (const p of punten) uit.push(`<text x="${px(p.x)}" y="${H - M.onder + 18}" text-anchor="middle">${tekst(xTekst(p.x))}</text>`);
  uit.push(`<text x="${B / 2}" y="${H - 8}" text-anchor="middle">${tekst(o.x)}</text>`, `<text transform="translate(16 ${H / 2}) rotate(-90)" text-anchor="middle">${tekst(o.y)}</text>`);
  uit.push(`<polyline fill="none" stroke="#154273" stroke-width="2" points="${punten.map((p) => `${px(p.x)},${py(p.y)}`).join(' ')}"/>`);
  for (const p of punten) uit.push(`<circle cx="${px(p.x)}" cy="${py(p.y)}" r="4" fill="#154273"><title>${tekst(`${xTekst(p.x)}: ${getal(p.y)}`)}</title></circle>`);
  return `${uit.join('\n')}\n</svg>\n`;
}

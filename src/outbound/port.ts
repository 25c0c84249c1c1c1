// Calling a configured endpoint over SOAP, as its callers see it (questions, delivery). Types alone.
// One call: complete request out, bytes of the answer in, or a class of failure. Never a text of the other side: that could hold anything.
import type { SoapVerzoek } from '../sdk/adapter.ts';

/** An endpoint as the configuration in force has it. */
export interface Eindpunt {
  /** Stable name: breaker, connections and metrics are kept by it (`uwv/suwiml/UWVDossierInkomstenGSD-v0200`, or the id of a subscription). */
  readonly naam: string;
  readonly url: string;
  /** Milliseconds, from the first byte out to the last one in. */
  readonly tijdslimiet: number;
  readonly maxOnderweg: number;
  /** http, loopback and private ranges may be reached. */
  readonly priveAdressen: boolean;
  /** Bytes of an answer that are read at most. */
  readonly maxAntwoord: number;
}

export type Oproep =
  /** Whatever the status: the body as received, decoded by nobody. `wacht`: ms that the receiver asked for (Retry-After). */
  | { readonly soort: 'antwoord'; readonly status: number; readonly contentType: string; readonly bytes: Buffer; readonly wacht?: number }
  /** `vol`: too many under way to this endpoint. `onderbreker`: it failed too often; nothing was sent. `te-groot`: the answer passed the limit. */
  | { readonly soort: 'fout'; readonly oorzaak: 'netwerk' | 'tijd' | 'adres' | 'onderbreker' | 'vol' | 'te-groot' };

export interface Uitgang {
  /** Sends nothing twice by itself. Never throws for what the other side does. */
  call(e: Eindpunt, v: SoapVerzoek, opties?: { readonly signaal?: AbortSignal }): Promise<Oproep>;
  /** Per endpoint that was used: under way, breaker open. For metrics and overviews. */
  stand(): readonly { readonly naam: string; readonly bezig: number; readonly open: boolean }[];
  close(): Promise<void>;
}

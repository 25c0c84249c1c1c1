// The headers of every answer, also of those that node sends before a route is found (API Design Rules: security headers, API-Version).
// Another site's page may never read an answer: only the description of the API is open to all origins.

/** Version of the API, as in `info.version` of the OpenAPI document. */
export const API_VERSIE = '1.0.0';

export const KOPPEN: Readonly<Record<string, string>> = {
  // Nobody, until the hub knows its own address.
  'access-control-allow-origin': 'null',
  'api-version': API_VERSIE,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

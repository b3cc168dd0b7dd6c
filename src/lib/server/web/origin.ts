/** Where readers reach the server. Without ORIGIN or a protocol header set, Kit would take itself for https. */
export function originOf(url: URL, request: Request): string {
  const isTold = process.env.ORIGIN || process.env.PROTOCOL_HEADER;
  return isTold ? url.origin : `http://${request.headers.get('host') ?? url.host}`;
}

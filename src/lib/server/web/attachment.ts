/** A Content-Disposition that saves under `filename`, with `_` for what no system allows in a name (RFC 6266, RFC 8187). */
export function attachment(name: string): string {
  const filename = name.toWellFormed().replace(/[\u0000-\u001f/\\:*?"<>|]/g, '_');
  const plain = filename.replace(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

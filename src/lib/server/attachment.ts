/** A Content-Disposition that saves under `filename`, whatever characters it has (RFC 6266, RFC 8187). */
export function attachment(filename: string): string {
  const plain = filename.replace(/[^ -~]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

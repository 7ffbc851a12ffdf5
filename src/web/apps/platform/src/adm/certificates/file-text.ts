/** Base64 of a small file's bytes, as the server takes certificates. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** A larger file is no certificate and is not read. */
export const mostBytes = 16 * 1024;

/** A larger file is no revocation list. */
export const mostListBytes = 4 * 1024 * 1024;

/** HTTP/2 over TLS, which Node's `fetch` does not speak. */
import 'reflect-metadata'; // @peculiar/x509 does not start without it
import { SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';
import type { ClientHttp2Session, IncomingHttpHeaders } from 'node:http2';
import { buffer } from 'node:stream/consumers';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** A certificate for a name, and its key, in PEM. */
export async function selfSigned(name: string): Promise<{ readonly key: string; readonly cert: string }> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    cert: certificate.toString('pem'),
  };
}

/** `fetch` for the paths of one connection. */
export function http2Fetch(session: ClientHttp2Session) {
  return async (path: string, { method = 'GET', headers, body }: RequestInit = {}): Promise<Response> => {
    const asked = session.request({
      ':method': method,
      ':path': path,
      ...Object.fromEntries(new Headers(headers)),
    });
    asked.end(body ?? undefined);
    const answered = await new Promise<IncomingHttpHeaders>((resolve, reject) => {
      asked.once('response', resolve).once('error', reject);
      asked.once('close', () => reject(new TypeError('The stream was closed without an answer.')));
    });
    const content = await buffer(asked);
    const status = Number(answered[':status']);
    const fields = Object.entries(answered).filter(([name]) => !name.startsWith(':'));
    return new Response(status === 204 ? null : Uint8Array.from(content), {
      status,
      headers: fields.map(([name, value]) => [name, String(value)]),
    });
  };
}

import { Refusal } from '../error.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for names and addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    name === 'localhost' || name.endsWith('.localhost') || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name)
  );
}

/**
 * May this request write? Bound to loopback, the one local user may: then a foreign `Host` (a rebound name) and
 * a foreign `Origin` (a page elsewhere) are refused with 403. A request without `Origin` is a script.
 * Bound to any other address nothing writes until accounts exist.
 */
export function judgeAccess(request: Request, boundHost: string): { mayWrite: boolean } {
  const host = request.headers.get('host') ?? '';
  const isLocal = isLoopback(boundHost);
  if (isLocal && !isLoopback(hostName(host))) {
    throw new Refusal(403, 'foreign-host', {
      zh: `本服务只接受本机访问，收到的主机名是“${host}”。`,
      en: `This server answers this machine only; the host asked for was “${host}”.`
    });
  }
  if (SAFE_METHODS.has(request.method)) return { mayWrite: isLocal };
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if ((origin !== null && originHost(origin) !== host) || site === 'cross-site') {
    throw new Refusal(403, 'foreign-origin', {
      zh: `拒绝来自其他网站（${origin ?? site}）的修改请求。`,
      en: `A page of another site (${origin ?? site}) may not change anything here.`
    });
  }
  return { mayWrite: isLocal };
}

function hostName(host: string): string {
  return host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : (host.split(':')[0] ?? '');
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

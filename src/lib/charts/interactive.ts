export function enliven(host: HTMLElement, answer: unknown, options: unknown): { destroy(): void } { void [host, answer, options]; return { destroy() {} }; }

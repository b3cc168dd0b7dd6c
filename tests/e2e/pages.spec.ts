import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** Every page, in both languages, light and dark, on a phone and at a desk: nothing broken, nothing out of reach. */
test.describe.configure({ mode: 'parallel' });

const server = serveFile();

const PAGES: Record<string, number> = {
  '/': 200,
  '/?region=440100&as_of=2023-12-31': 200,
  '/?region=440115&as_of=2023-12-31': 200,
  '/?region=441500': 200,
  '/?region=440100&as_of=2023-12-31&compare=440300&index=1': 200,
  '/?as_of=2023-12-31&compare=year&indicator=graded_share': 200,
  '/charts': 200,
  '/charts/regions-over-time?indicator=growth': 200,
  '/charts/stock?region=440100': 200,
  '/charts/regions': 200,
  '/charts/nation-definitions': 200,
  '/charts/structure-field': 200,
  '/reports': 200,
  '/reports/2023-12-29-nansha-forum': 200,
  '/datasets': 200,
  '/datasets/organizations': 200,
  '/datasets/statistics': 200,
  '/definitions': 200,
  '/nothing-here': 404,
  '/?region=999999': 400
};
const VIEWS = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };
const LOCALES = { zh: 'zh-CN', en: 'en-GB' };

/** Axe looks at one view of each language and colour scheme: its rules ask about contrast and structure. */
const AXE_VIEW: Record<string, keyof typeof VIEWS> = { light: 'desk', dark: 'phone' };

for (const [lang, locale] of Object.entries(LOCALES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [view, viewport] of Object.entries(VIEWS)) {
      test(`every page: ${lang}, ${colorScheme}, ${view}`, async ({ browser }) => {
        test.setTimeout(240_000);
        const context = await browser.newContext({ locale, colorScheme, viewport });
        const page = await context.newPage();
        const complaints = await complaintsOf(page);
        for (const [path, status] of Object.entries(PAGES)) {
          complaints.length = 0;
          const answer = await page.goto(server.url + path, { waitUntil: 'load' });
          const what = `${path} ${lang} ${colorScheme} ${view}`;
          expect.soft(answer?.status(), what).toBe(status);
          await expect
            .soft(page.locator('html'), what)
            .toHaveAttribute('lang', lang === 'zh' ? 'zh-CN' : 'en');
          expect.soft((await page.title()).length, `${what}: title`).toBeGreaterThan(3);
          await expect.soft(page.getByRole('heading', { level: 1 }), `${what}: one h1`).toHaveCount(1);
          const { scroll, client, wide } = await widthsOf(page);
          expect.soft(scroll, `${what}: sideways, by ${wide.join(' ')}`).toBeLessThanOrEqual(client);
          await page.mouse.move(200, 300, { steps: 3 });
          await page.waitForLoadState('networkidle');
          expect.soft(complaints, what).toEqual([]);
          if (AXE_VIEW[colorScheme] === view) await expectAccessible(page, what);
        }
        await context.close();
      });
    }
  }
}

test('what opens is accessible too: menus, definitions, tables, shares', async ({ page }) => {
  test.slow();
  for (const path of ['/?region=440100&as_of=2023-12-31', '/charts/stock?region=440100']) {
    await page.goto(server.url + path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)));
    await expectAccessible(page, `${path} opened`);
    const { scroll, client, wide } = await widthsOf(page);
    expect.soft(scroll, `${path}: sideways, by ${wide.join(' ')}`).toBeLessThanOrEqual(client);
  }
});

test('opened on a phone, nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize(VIEWS.phone);
  for (const path of ['/?region=440100&as_of=2023-12-31', '/charts/stock?region=440100']) {
    await page.goto(server.url + path);
    for (const details of await page.locator('details').all()) {
      await details.evaluate((one: HTMLDetailsElement) => (one.open = true));
      const { scroll, client, wide } = await widthsOf(page);
      expect
        .soft(scroll, `${path}, ${await details.locator('summary').innerText()}: ${wide.join(' ')}`)
        .toBeLessThanOrEqual(client);
      await details.evaluate((one: HTMLDetailsElement) => (one.open = false));
    }
  }
});

/** Fails on serious and critical findings; the lesser ones are printed. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const lines = violations.map(({ id, impact, nodes }) => {
    const where = nodes
      .slice(0, 3)
      .map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`);
    return `${impact ?? '?'} ${id} ×${nodes.length}: ${where.join(' | ')}`;
  });
  const isGrave = (line: string) => /^(serious|critical)/.test(line);
  for (const line of lines.filter((one) => !isGrave(one))) console.log(`${what}: ${line}`);
  expect.soft(lines.filter(isGrave), what).toEqual([]);
}

function widthsOf(page: Page): Promise<{ scroll: number; client: number; wide: string[] }> {
  return page.evaluate(() => {
    const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
    const isWide = (element: Element) => element.getBoundingClientRect().right > client + 1;
    const wide = scroll > client ? [...document.querySelectorAll('body *')].filter(isWide) : [];
    return {
      scroll,
      client,
      wide: wide.slice(0, 4).map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}`)
    };
  });
}

async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isOwnStatus =
      message.text().startsWith('Failed to load resource') && message.location().url === page.url();
    if (message.type() === 'error' && !isOwnStatus) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.exposeFunction('complain', (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      (window as unknown as { complain(text: string): void }).complain(
        `${event.violatedDirective} ${event.blockedURI}`
      );
    });
  });
  return complaints;
}

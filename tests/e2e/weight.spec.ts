import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** What the overview costs on the wire before anybody touches it, and what the first touch brings. */
const server = serveFile();

const MAX_REQUESTS = 6;
const MAX_BYTES = 60_000;

interface Wire {
  requests: { url: string; type: string }[];
  bytes: number;
}

for (const address of ['/', '/?region=440100&as_of=2023-12-31', '/reports/2023-12-29-nansha-forum']) {
  test(`${address} is light until it is touched`, async ({ page }) => {
    await withoutMouse(page);
    const wire = await listen(page);
    await page.goto(server.url + address, { waitUntil: 'networkidle' });
    await page.waitForTimeout(500);
    const types = wire.requests.map(({ type }) => type);
    console.log(`${address}: ${wire.requests.length} requests, ${wire.bytes} bytes on the wire`);
    expect(wire.requests.length, JSON.stringify(wire.requests)).toBeLessThanOrEqual(MAX_REQUESTS);
    expect(wire.bytes).toBeLessThanOrEqual(MAX_BYTES);
    expect(wire.bytes, 'the measure sees the page').toBeGreaterThan(2000);
    expect(types).toContain('Document');
    expect(types).toContain('Stylesheet');
    expect(types).not.toContain('Script');
    for (const { url } of wire.requests) expect(new URL(url).origin).toBe(server.url);
  });
}

test('a mouse that rests over the page is no touch', async ({ page }) => {
  await withoutMouse(page);
  const wire = await listen(page);
  await page.goto(server.url + '/', { waitUntil: 'networkidle' });
  await page.evaluate(() => {
    for (const type of ['pointerover', 'mouseover', 'pointermove', 'mousemove']) {
      const place = { clientX: 9, clientY: 9, movementX: 0, movementY: 0, bubbles: true };
      document.body.dispatchEvent(new PointerEvent(type, place));
    }
  });
  await page.waitForTimeout(500);
  expect(wire.requests.filter(({ type }) => type === 'Script')).toEqual([]);
});

test('the first hover brings the chart to life where it stands', async ({ page }) => {
  const complaints = await complaintsOf(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  const wire = await listen(page);
  await page.goto(server.url + '/?region=440100&as_of=2023-12-31', { waitUntil: 'networkidle' });
  const figure = page.locator('#chart-stock');
  const drawing = figure.locator('.drawing');
  await drawing.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const boxes = () =>
    page
      .locator('figure')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  const before = await boxes();

  const box = await drawing.boundingBox();
  if (!box) throw new Error('the drawing has no box');
  await page.mouse.move(box.x + 20, box.y + 20, { steps: 5 });
  await expect(drawing.locator('.chart-live svg')).toBeVisible();
  expect(wire.requests.some(({ type }) => type === 'Script')).toBe(true);
  const after = await boxes();
  for (const [index, box] of before.entries()) {
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(
        Math.abs((after[index]?.[side] ?? NaN) - box[side]),
        `figure ${index}, ${side}`
      ).toBeLessThanOrEqual(1);
    }
  }

  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
  const tip = drawing.locator('.chart-tip');
  await expect(tip).toBeVisible();
  await expect(tip).toContainText(/20\d\d年/);
  const said = await tip.innerText();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.5);
  await expect(tip, 'another year, another number').not.toHaveText(said);
  for (const { url } of wire.requests) expect(new URL(url).origin).toBe(server.url);
  expect(complaints).toEqual([]);
});

test('the arrow keys walk the points of a chart and Escape leaves it', async ({ page }) => {
  const complaints = await complaintsOf(page);
  await page.goto(server.url + '/?region=440100&as_of=2023-12-31');
  const drawing = page.locator('#chart-stock .drawing');
  await drawing.focus();
  await expect(drawing.locator('.chart-live svg')).toBeVisible();
  const tip = drawing.locator('.chart-tip');
  await page.keyboard.press('Home');
  await expect(tip).toContainText('2004年');
  await page.keyboard.press('ArrowRight');
  await expect(tip).toContainText('2005年');
  await expect(drawing.locator('[aria-live]'), 'a screen reader hears it').toContainText('2005年');
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await expect(drawing).toBeFocused();
  expect(complaints).toEqual([]);
});

test('every kind of chart comes to life without a complaint', async ({ page }) => {
  test.slow();
  const complaints = await complaintsOf(page);
  await page.goto(server.url + '/');
  for (const figure of await page.locator('figure').all()) {
    const drawing = figure.locator('.drawing');
    await drawing.focus();
    await expect(drawing.locator('.chart-live svg')).toBeVisible();
    await page.keyboard.press('End');
    await expect(drawing.locator('.chart-tip'), await figure.locator('figcaption').innerText()).toBeVisible();
    await page.keyboard.press('Escape');
  }
  expect(complaints).toEqual([]);
});

/** Keeps from the page what Chromium tells, now and then, of a mouse at (0, 0) that nobody has moved. */
async function withoutMouse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const swallow = (event: Event) => event.isTrusted && event.stopImmediatePropagation();
    for (const type of ['pointerover', 'mouseover', 'pointermove', 'mousemove'])
      addEventListener(type, swallow, true);
  });
}

/** Everything that goes over the wire from now on, in the browser's own measure (headers and compressed bodies). */
async function listen(page: Page): Promise<Wire> {
  const wire: Wire = { requests: [], bytes: 0 };
  const session = await page.context().newCDPSession(page);
  session.on('Network.requestWillBeSent', ({ request, type }) => {
    wire.requests.push({ url: request.url, type: type ?? '' });
  });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    wire.bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return wire;
}

/** What the browser holds against the page: console errors, uncaught exceptions, breaches of the policy. */
async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
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

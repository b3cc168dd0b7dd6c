import { expect, test, type Page } from '@playwright/test';
import { serveFile } from './serve.ts';

/** Enlarged, in the reader's own colours, without motion, by keyboard alone: nothing is out of reach. */
const server = serveFile();

const OVERVIEW = '/?region=440100&as_of=2023-12-31';
const PAGES = [
  OVERVIEW,
  `${OVERVIEW}&compare=440300&index=1`,
  '/charts/regions-over-time',
  '/charts/survival?region=440100',
  '/organizations?region=440100',
  '/brief?region=440100',
  '/reports/2023-12-29-nansha-forum',
  '/datasets/organizations',
  '/definitions'
];

test('at 200 % nothing scrolls sideways and no words are cut', async ({ browser }) => {
  test.slow();
  const context = await browser.newContext({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  for (const path of PAGES) {
    await page.goto(server.url + path);
    const { scroll, client } = await page.evaluate(() => {
      const { scrollWidth: scroll, clientWidth: client } = document.documentElement;
      return { scroll, client };
    });
    expect.soft(scroll, path).toBeLessThanOrEqual(client);
    expect.soft(await cutWords(page), path).toEqual([]);
  }
  await context.close();
});

test('in the reader’s own colours drawings use no others, and all that is written can be read', async ({
  browser
}) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ forcedColors: 'active', colorScheme });
    const page = await context.newPage();
    for (const path of PAGES.slice(0, 4)) {
      await page.goto(server.url + path);
      const { own, drawn } = await coloursOf(page);
      expect(drawn.length, path).toBeGreaterThan(1);
      for (const colour of drawn) expect.soft(own, `${path} ${colorScheme}: ${colour}`).toContain(colour);
    }
    await context.close();
  }
});

test('nothing moves where less motion is asked for', async ({ browser }) => {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(server.url + OVERVIEW);
  await page.locator('summary').first().click();
  await page.locator('summary').first().click();
  await page.locator('#chart-stock .drawing').hover();
  await expect(page.locator('#chart-stock .chart-live svg')).toBeVisible();
  const moving = await page.evaluate(() => ({
    running: document.getAnimations().length,
    slow: [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one);
      return (
        !/^0s(, 0s)*$/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth'
      );
    }).length
  }));
  expect(moving).toEqual({ running: 0, slow: 0 });
  await context.close();
});

test('the Tab key reaches everything on the overview, in order, and shows where it is', async ({ page }) => {
  test.slow();
  await page.goto(server.url + OVERVIEW);
  const wanted = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, summary, input, [tabindex="0"]')
    ];
    const seen = all.filter((one) => one.checkVisibility({ visibilityProperty: true }));
    seen.forEach((one, at) => (one.dataset.place = String(at)));
    return seen.length;
  });
  expect(wanted).toBeGreaterThan(80);
  const reached: number[] = [];
  const unseen: string[] = [];
  // A chart that is reached may come alive and add stops of its own: more presses than stops counted at first.
  for (let press = 0; press < wanted * 2 && reached.length < wanted - 1; press += 1) {
    await page.keyboard.press('Tab');
    const { at, isShown, what } = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      const isShown = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
      return { at: Number(one.dataset.place ?? -1), isShown, what: one.outerHTML.slice(0, 90) };
    });
    if (at >= 0) reached.push(at);
    if (!isShown) unseen.push(what);
  }
  expect(unseen).toEqual([]);
  expect(reached).toEqual([...new Set(reached)]);
  expect(reached, 'in the order of the page').toEqual(reached.toSorted((a, b) => a - b));
  expect(new Set(reached).size, 'all of them').toBeGreaterThanOrEqual(wanted - 1);
});

test('menus, figures, tables and passages are worked by keys alone', async ({ page }) => {
  test.slow();
  await page.goto(server.url + OVERVIEW);
  await reach(page, 'summary', '对比');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: '去年同期' })).toBeVisible();
  // The scripts, which the first key has called, may still be on their way.
  await expect(async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('link', { name: '去年同期' })).toBeHidden({ timeout: 300 });
  }).toPass();
  await expect(page.locator(':focus'), 'the menu has the focus back').toHaveText(/对比/);

  await page.keyboard.press('Enter');
  await reach(page, 'a', '去年同期');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/compare=year/);
  await expect(page.locator('summary', { hasText: '对比 去年同期' })).toBeVisible();

  await reach(page, 'summary', '复制这段话');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/已复制|已选中/).first()).toBeVisible();

  await reach(page, 'summary', '存量');
  await page.keyboard.press('Enter');
  await expect(page.locator('details[open] dl').first()).toBeVisible();
  await reach(page, 'a', '看这些组织');
  await page.goto(server.url + OVERVIEW);

  await reach(page, 'summary', '表格');
  await page.keyboard.press('Enter');
  await reach(page, 'a', '471');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/organizations\?indicator=stock&region=440100&as_of=2023-12-31/);
});

/** Presses Tab until an element of that kind whose words contain `text` has the focus. */
async function reach(page: Page, tag: string, text: string): Promise<void> {
  for (let press = 0; press < 250; press += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      ([tag, text]) => {
        const one = document.activeElement;
        return one?.tagName.toLowerCase() === tag && (one?.textContent ?? '').includes(text ?? '');
      },
      [tag, text]
    );
    if (isThere) return;
  }
  throw new Error(`Tab does not reach ${tag} “${text}”`);
}

/** Words that a box of fixed size hides, apart from those only for screen readers. */
function cutWords(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    // A field scrolls what is typed into it by itself.
    [...document.querySelectorAll<HTMLElement>('main :not(input)')]
      .filter((one) => {
        const { overflowX, clipPath, display } = getComputedStyle(one);
        const isClipped = overflowX === 'hidden' || overflowX === 'clip';
        return (
          isClipped && clipPath === 'none' && display !== 'none' && one.scrollWidth > one.clientWidth + 1
        );
      })
      .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.trim().slice(0, 40)}`)
  );
}

/** The system's colours, and those that the page's visible drawings are made of. */
function coloursOf(page: Page): Promise<{ own: string[]; drawn: string[] }> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const own = ['Canvas', 'CanvasText', 'LinkText', 'GrayText'].map((name) => {
      probe.style.setProperty('color', name);
      return getComputedStyle(probe).color;
    });
    probe.remove();
    const drawn = new Set<string>();
    for (const part of document.querySelectorAll('.drawing svg *')) {
      if (part.getClientRects().length === 0) continue;
      const { fill, stroke } = getComputedStyle(part);
      for (const colour of [fill, stroke]) if (colour.startsWith('rgb')) drawn.add(colour);
    }
    return { own, drawn: [...drawn].filter((colour) => colour !== 'rgba(0, 0, 0, 0)') };
  });
}

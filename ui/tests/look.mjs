// Looks at the interface: screenshots, policy violations and axe-core on each screen in both themes and languages.
//
//   npm run build && npx vite preview --mode fixture &   then   node tests/look.mjs [folder] [address] [only]
//
// Exits with 1 if axe-core or the Content Security Policy finds something.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const folder = process.argv[2] ?? join(tmpdir(), 'fieldbook-look');
const address = process.argv[3] ?? 'http://127.0.0.1:4173';
const only = process.argv[4];
mkdirSync(folder, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const CASE = process.env.LOOK_CASE ?? 'cs-aws-bedrock-kiro-76-days';
const screens = {
  start: { hash: '#/find' },
  find: { hash: '#/find?q=test', wait: '[role=option]' },
  filtered: { hash: '#/find?q=task%3Amigration%20test', wait: '[role=option]' },
  none: { hash: '#/find?q=task%3Amigration%20zebra', wait: '.none' },
  case: { hash: `#/record/${CASE}`, wait: 'h1' },
  playbook: { hash: '#/record/pb-migrations-as-pipelines', wait: 'h1' },
  finding: { hash: '#/record/cf-mechanical-migration', wait: 'h1' },
  history: { hash: `#/record/${CASE}/history`, wait: '.rev' },
  missing: { hash: '#/record/cs-no-such-record', wait: '.failed' },
  edit: { hash: `#/edit/${CASE}`, wait: '.form' },
  map: { hash: '#/map', wait: '[role=gridcell]' },
  mapmodels: { hash: '#/map?by=model', wait: '[role=gridcell]' },
  inbox: { hash: '#/inbox', wait: '[role=option]' },
  insights: { hash: '#/insights', wait: '.card' },
  compare: { hash: '#/compare?ids=cs-aws-bedrock-kiro-76-days,cs-airbnb-enzyme-to-rtl', wait: '.table' },
  interview: { hash: '#/interview', wait: '#q-title' },
  libraries: { hash: '#/libraries/agent-practice', wait: '[data-finding]' },
  quiet: { hash: '#/libraries/payments', wait: '.note' },
  publish: { hash: '#/libraries/payments/publish/personal%2Fpb-minimal-context-files', wait: '[data-finding]' },
  addlibrary: { hash: '#/libraries/agent-practice', click: '.add', wait: '#library-url' },
  proposals: { hash: '#/libraries/agent-practice/proposals', wait: '[data-branch]' },
  review: { hash: '#/libraries/agent-practice/proposals/fieldbook%2Fpb-background-agents-toil-1', wait: '[data-change]' },
  reviewnew: { hash: '#/libraries/agent-practice/proposals/fieldbook%2Fpb-sandbox-least-privilege-1', wait: '.rendered' },
  reviewown: { hash: '#/libraries/agent-practice/proposals/fieldbook%2Fcs-billing-jobs-1', wait: '[data-why]' },
  conflicts: { hash: '#/libraries/agent-practice/conflicts', wait: '.row' },
  conflict: { hash: '#/libraries/agent-practice/conflicts/pb-plan-approve-execute', wait: '[data-part]' },
  log: { hash: '#/find', keys: 'Control+l', wait: '#log-what' },
  logopen: { hash: '#/find', keys: 'Control+l', type: 'migration', then: 'Control+o', wait: '#log-due' },
  logwindow: { hash: '#/log', wait: '#log-what', size: [480, 420] },
  settings: { hash: '#/settings', wait: 'h1' },
  palette: { hash: '#/find', keys: 'Control+k', type: 'mig', wait: '.pal-list [role=option]' },
  keys: { hash: `#/record/${CASE}`, wait: 'h1', keys: '?' },
  new: { hash: '#/find', keys: 'Control+n', wait: 'dialog' },
};
const variants = [
  { name: 'light', theme: 'light', language: 'en', size: [1280, 800], axe: true },
  { name: 'dark-zh', theme: 'dark', language: 'zh', size: [1280, 800], axe: true },
  { name: 'small', theme: 'light', language: 'en', size: [960, 600], axe: true },
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
let problems = 0;
for (const variant of variants) {
  // axe is injected past the policy; what the page itself does under it is reported by securitypolicyviolation.
  const context = await browser.newContext({ viewport: { width: variant.size[0], height: variant.size[1] } });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/status of 400/.test(message.text())) {
      problems += 1;
      console.log(`  ${variant.name}: ${message.text().slice(0, 300)}`);
    }
  });
  page.on('pageerror', (error) => {
    problems += 1;
    console.log(`  ${variant.name}: ${error.message.slice(0, 400)}`);
  });
  await page.goto(`${address}/`);
  await page.evaluate(async ({ theme, language }) => {
    const settings = await (await fetch('/rpc/settings', { method: 'POST', body: 'null', headers: { 'content-type': 'application/json' } })).json();
    await fetch('/rpc/set_settings', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...settings, theme, language }) });
  }, variant);
  for (const [name, screen] of Object.entries(screens)) {
    if (only && !only.split(',').includes(name)) continue;
    const [width, height] = screen.size ?? variant.size;
    await page.setViewportSize({ width, height });
    await page.goto(`${address}/${screen.hash}`);
    await page.reload();
    await page.waitForTimeout(150);
    try {
      if (screen.click) await page.click(screen.click);
      if (screen.keys) await page.keyboard.press(screen.keys);
      if (screen.type) await page.keyboard.type(screen.type);
      if (screen.then) await page.keyboard.press(screen.then);
      if (screen.wait) await page.waitForSelector(screen.wait, { timeout: 4000 });
    } catch (error) {
      problems += 1;
      console.log(`  ${variant.name}/${name}: ${String(error).split('\n')[0]}`);
    }
    await page.waitForTimeout(350);
    await page.screenshot({ path: join(folder, `${name}-${variant.name}.png`) });
    if (!variant.axe) continue;
    const client = await context.newCDPSession(page);
    await client.send('Runtime.evaluate', { expression: axe });
    const { result } = await client.send('Runtime.evaluate', {
      expression: `axe.run(document, { resultTypes: ['violations'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).join(' | '))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    for (const violation of JSON.parse(result.value ?? '[]')) {
      problems += 1;
      console.log(`  axe ${variant.name}/${name}: ${violation.slice(0, 500)}`);
    }
  }
  await context.close();
}
await browser.close();
console.log(problems === 0 ? 'nothing found' : `${problems} problems`);
process.exit(problems === 0 ? 0 : 1);

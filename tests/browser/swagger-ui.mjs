// A person's first visit: `/` leads to Swagger UI, the operations are there, an example is tried out and answered.
// The page must do without any other host, and without an error on the console.
//
//   tools/with-server node --test tests/browser/swagger-ui.mjs
//
// JIANDU_URL is the server, CHROMIUM the browser (default: chromium or google-chrome on the PATH), JIANDU_SCREENSHOTS
// the folder for the screenshots (default: target/browser).
import { accessSync, constants, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const server = process.env.JIANDU_URL ?? "";
assert.match(server, /^http:\/\/127\.0\.0\.1:\d+$/, "JIANDU_URL must be a loopback address");
const screenshots = process.env.JIANDU_SCREENSHOTS ?? join("target", "browser");

const programs = ["chromium", "chromium-browser", "google-chrome"];
const executablePath = process.env.CHROMIUM ?? programs
  .flatMap((name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)))
  .find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

const WAIT = 30_000;
const profile = mkdtempSync(join(tmpdir(), "jiandu-browser-"));
const elsewhere = [];
const complaints = [];
let context;
let page;

before(async () => {
  assert.ok(executablePath, `none of ${programs.join(", ")} is on the PATH; name one in CHROMIUM`);
  mkdirSync(screenshots, { recursive: true });
  context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    locale: "zh-CN",
    viewport: { width: 1280, height: 1000 },
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // Whatever else the browser or the page looks up is not found.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
  // Refused and remembered: anything that is not this server.
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${server}/`) || url.startsWith("data:")) return route.continue();
    elsewhere.push(url);
    return route.abort();
  });
  page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(WAIT);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
});

after(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

test("/ leads to Swagger UI with every operation", async () => {
  const answer = await page.goto(`${server}/`);
  assert.equal(answer.status(), 200);
  assert.equal(page.url(), `${server}/swagger-ui/`);
  await page.locator(".opblock").first().waitFor();
  const document = await (await fetch(`${server}/openapi.json`)).json();
  const operations = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((operation) => operation.operationId),
  );
  const shown = await page.locator(".opblock").count();
  assert.equal(shown, operations.length);
  assert.match(await page.locator(".info .title").innerText(), /jiandu/);
  const tags = await page.locator(".opblock-tag").evaluateAll((tags) => tags.map((tag) => tag.dataset.tag));
  assert.deepEqual(tags, document.tags.map((tag) => tag.name));
  await page.screenshot({ path: join(screenshots, "1-operations.png"), fullPage: true });
});

test("an example is tried out and accepted", async () => {
  const operation = page.locator("#operations-evaluations-evaluate_admissibility");
  await operation.locator("button.opblock-summary-control").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  // The first example of the document stands in the body already; choosing it by name must work too.
  const examples = operation.locator(".examples-select-element").first();
  const names = await examples.locator("option").evaluateAll((options) => options.map((option) => option.value));
  for (const name of ["accept", "reject", "undetermined"]) assert.ok(names.includes(name), `${names}`);
  await examples.selectOption("reject");
  assert.match(await operation.locator("textarea.body-param__text").inputValue(), /"prior_complaints"/);
  await examples.selectOption("accept");
  await operation.getByRole("button", { name: "Execute" }).click();
  const live = operation.locator(".live-responses-table");
  await live.waitFor();
  assert.equal((await live.locator("tbody td.response-col_status").first().innerText()).trim().slice(0, 3), "200");
  const body = JSON.parse(await live.locator(".highlight-code code, .highlight-code pre").first().innerText());
  assert.equal(body.outcome, "accept");
  assert.equal(body.track, "investigation");
  assert.equal(body.grounds.length, 6);
  assert.match(body.grounds[0].text_zh, /\p{Script=Han}/u);
  await operation.evaluate((element) => element.scrollIntoView());
  await page.screenshot({ path: join(screenshots, "2-request.png") });
  await live.screenshot({ path: join(screenshots, "3-accept.png") });
});

test("a wrong fact is answered with its problem", async () => {
  const operation = page.locator("#operations-evaluations-evaluate_clock");
  await operation.locator("button.opblock-summary-control").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  await operation
    .locator("textarea.body-param__text")
    .fill('{ "accepted_on": "2026-02-10", "as_of": "2026-02-01" }');
  await operation.getByRole("button", { name: "Execute" }).click();
  const live = operation.locator(".live-responses-table");
  await live.waitFor();
  assert.equal((await live.locator("tbody td.response-col_status").first().innerText()).trim().slice(0, 3), "422");
  assert.match(await live.innerText(), /invalid_facts/);
  await live.screenshot({ path: join(screenshots, "4-problem.png") });
  // The browser itself reports an answer of 422 on the console; that one is meant.
  const own = complaints.findIndex((text) => text.includes("422"));
  assert.notEqual(own, -1);
  complaints.splice(own, 1);
});

test("Authorize takes a client's id and secret, and an operation that needs a token is answered", async () => {
  const { client_id, client_secret } = JSON.parse(readFileSync(join(process.env.JIANDU_DATA, "admin-client.json"), "utf8"));
  await page.goto(`${server}/swagger-ui/`);
  await page.locator(".scheme-container .btn.authorize").click();
  const dialog = page.locator(".modal-ux");
  const oauth = dialog.locator(".auth-container", { has: page.locator("#client_id, #client_id_clientCredentials") }).first();
  await oauth.locator("input[id^=client_id]").fill(client_id);
  await oauth.locator("input[id^=client_secret]").fill(client_secret);
  await oauth.locator("button.authorize").click();
  await dialog.locator("button", { hasText: "Logout" }).first().waitFor();
  await page.screenshot({ path: join(screenshots, "authorized.png") });
  await dialog.locator(".close-modal, .btn-done").first().click();
  const operation = page.locator("[id='operations-access-get_me']");
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".try-out__btn").click();
  await operation.locator(".execute").click();
  const body = operation.locator(".live-responses-table .response .highlight-code").first();
  await body.waitFor();
  assert.match(await body.innerText(), /"role": "admin"/);
});

test("the page of a problem is readable", async () => {
  await page.goto(`${server}/problems/invalid-facts`);
  assert.match(await page.locator("h1").innerText(), /所报事实不符合要求/);
  await page.screenshot({ path: join(screenshots, "5-problem-page.png"), fullPage: true });
});

test("no other host was asked, nothing went wrong on the way", () => {
  assert.deepEqual(elsewhere, []);
  assert.deepEqual(complaints, []);
});

// Let Mermaid read every diagram of some Markdown: one file of paths' texts as JSON comes in,
// what Mermaid says of each diagram that it cannot read goes out, one a line.

import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<body></body>");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import("mermaid");

const pages = JSON.parse(readFileSync(0, "utf8"));
let count = 0;
for (const [name, text] of Object.entries(pages)) {
  for (const [, diagram] of text.matchAll(/^```mermaid\n([\s\S]*?)^```/gm)) {
    count += 1;
    try {
      await mermaid.parse(diagram);
    } catch (error) {
      console.log(`${name}: ${String(error.message ?? error).split("\n").slice(0, 4).join(" ")}`);
    }
  }
}
console.error(count);

/**
 * A documentation page as one HTML file that asks for nothing: style, script, content and pictures stand in it. What is not its own
 * script cannot run there, whatever a comment says: the policy names the script by its digest (CSP level 3, 2.3.1).
 */
import { createHash } from 'node:crypto';
import { diagramShapes, markerDefinitions, pageColours } from '../diagrams/svg-style.ts';
import { xmlText } from '../diagrams/xml-text.ts';
import type { SiteContent } from './site-content.ts';
import type { SiteDiagram } from './site-diagrams.ts';

export interface SiteAssets {
  readonly script: string;
  readonly style: string;
}

/** What marks a page as one of ours, which may be replaced. */
export const generatorMark = '<meta name="generator" content="seqscope docs">';

export function sitePage(
  content: SiteContent,
  diagrams: readonly SiteDiagram[],
  { script, style }: SiteAssets,
): string {
  const digest = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const title = `${content.name}: the schema`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    generatorMark,
    '<meta name="color-scheme" content="light dark">',
    `<title>${xmlText(title)}</title>`,
    `<style>${style}\n${pageColours}${diagramShapes}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#main">Skip to the content</a>',
    '<header class="top">',
    `<a class="brand" href="#/">${xmlText(content.name)}</a>`,
    '<form role="search"><label class="hidden" for="search">Search models, columns, comments and values</label>',
    '<input id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></form>',
    '<nav class="links" aria-label="Pages"><a href="#/">Overview</a><a href="#/diagram">Diagram</a></nav>',
    '<button id="theme" type="button">Theme</button>',
    '</header>',
    '<div class="body">',
    '<nav class="side" aria-label="Models"><details open><summary>Models</summary><ul id="models"></ul></details></nav>',
    '<main id="main" tabindex="-1"><noscript><p>This page draws itself with a script, which this browser does not run.</p></noscript></main>',
    '</div>',
    '<p id="status" class="hidden" role="status"></p>',
    `<svg class="markers" width="0" height="0" aria-hidden="true">${markerDefinitions}</svg>`,
    ...diagrams.map(({ svg }, place) => `<template id="diagram-${place}">${svg}</template>`),
    `<script type="application/json" id="content">${inlineJson(content)}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** JSON that no text of it can end or comment out (HTML standard, 4.12.1.3). */
function inlineJson(content: SiteContent): string {
  return JSON.stringify(content).replace(/[<>&\u2028\u2029]/g, (sign) => {
    return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
